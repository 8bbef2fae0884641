// SPDX-License-Identifier: Apache-2.0
// What an event of a sentence does to the author's line: joining, moving, leaving, working ...
#pragma once

#include <string>

#include "parser/career/line.h"
#include "parser/career/modality.h"

namespace hoego::parser {

struct Telling {  // one event of one sentence
  const Reading& reading;
  const Cue& event;
  const OrgMention* org;  // the place that it is bound to; null: none
  Modality modality;
  When when;
  const std::vector<OrgMention>* orgs;  // all of the sentence
  std::string_view name() const { return event.row->get("event"); }
  std::string rule() const { return "work." + std::string(name()); }
};

void tell(const Telling& told, Line& line);
// "결국 퇴사하지는 않았다".
void take_back_leave(Line& line);

void tell_join(const Telling& told, Line& line);
void tell_move(const Telling& told, Line& line);
void tell_pass(const Telling& told, Line& line);

// Notes that all events take.
void date_start(const Telling& told, Engagement& e);
void date_end(const Telling& told, Engagement& e);
// "교사에서 개발자로 전직했다": what one was before the event.
bool is_former_role(const Telling& told, const Cue& cue);
void note_role(const Telling& told, Engagement& e, Line& line);
void finish_telling(const Telling& told, Engagement& e, Line& line, std::string_view field);

}  // namespace hoego::parser
