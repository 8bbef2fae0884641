// SPDX-License-Identifier: Apache-2.0
// Which of the author's employers a sentence speaks of: by name, by what is said of it, by
// reference
// ("전 직장", "현재 회사"), or the one spoken of a moment ago.
#pragma once

#include "parser/career/line.h"

namespace hoego::parser {

// The last engagement that `wanted` holds for; -1: none. So do the other searches.
int last_where(Line& line, bool (*wanted)(const Engagement&));
int offered_work(Line& line);  // passed or chosen, not yet joined
int current_work(Line& line);
int new_work(Line& line);  // the place joined or settled after one was left
bool has_left(Line& line, int at);

// The work at a place whose name is spelt in the other script: "모멘티", "Momenti".
int of_same_sound(const OrgMention& org, Line& line);
// A word that points to a place and says nothing of it: "회사", "전 직장".
bool is_reference(const OrgMention& org);
// The engagement at `org`, made if there is none yet; it becomes the line's focus.
int employer(const OrgMention& org, const Reading& reading, Line& line);

}  // namespace hoego::parser
