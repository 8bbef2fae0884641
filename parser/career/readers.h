// SPDX-License-Identifier: Apache-2.0
// Stage 4: one reader per part of life. Each looks at one sentence and adds what it says to the
// line.
#pragma once

#include "parser/career/line.h"

namespace hoego::parser {

using Orgs = std::vector<OrgMention>;

void read_record(const Reading& reading, const Orgs& orgs, Line& line);  // lines of a CV
void read_work(const Reading& reading, const Orgs& orgs, Line& line);    // jobs, internships
// What is said of work without an event; read_work calls it.
void read_about_work(const Reading& reading, const Orgs& orgs, Line& line);
// Places with the time spent there or what one was there, without a verb; read_work calls it.
void read_stints(const Reading& reading, const Orgs& orgs, Line& line);
void read_school(const Reading& reading, const Orgs& orgs, Line& line);   // schools, labs
void read_groups(const Reading& reading, const Orgs& orgs, Line& line);   // programmes, communities
void read_service(const Reading& reading, const Orgs& orgs, Line& line);  // military
void read_idle(const Reading& reading, const Orgs& orgs, Line& line);     // searching, resting

// A list item, heading or table row with a range of dates.
bool is_record(const Reading& reading, const ReadPost& post);
// A sentence that is not the author's own speech.
bool is_foreign(const Reading& reading);

}  // namespace hoego::parser
