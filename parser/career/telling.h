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

// joining.cpp, leaving.cpp, working.cpp, transferring.cpp
void tell_join(const Telling& told, Line& line);
void tell_move(const Telling& told, Line& line);
void tell_pass(const Telling& told, Line& line);
void tell_leave(const Telling& told, Line& line);
// "결국 퇴사를 결정했다": what followed says whether and when it came to pass.
void decide_leave(const Telling& told, Line& line);
// "지금은 인수인계를 하고 있다": the last days at a place that is being left.
void tell_hand_over(const Telling& told, Line& line);
// "입사 전에 채용이 취소됐다": what was passed or settled never began.
void tell_rescind(Line& line);
void tell_work(const Telling& told, Line& line);
void tell_intern(const Telling& told, Line& line);
void tell_spend(const Telling& told, Line& line);
void tell_stay(const Telling& told, Line& line);
void tell_pass_through(const Telling& told, Line& line);
void tell_transfer(const Telling& told, Line& line);

// The employer of an event without one.
int implied(const Telling& told, Line& line);
bool is_founding(const Engagement& e);
// "3년을 일하다가 이직했다": what was done there came to an end with what the sentence tells next.
bool ends_there(const Telling& told);

// Notes that all events take.
void date_start(const Telling& told, Engagement& e);
void date_end(const Telling& told, Engagement& e);
// "교사에서 개발자로 전직했다": what one was before the event.
bool is_former_role(const Telling& told, const Cue& cue);
void note_role(const Telling& told, Engagement& e, Line& line);
void finish_telling(const Telling& told, Engagement& e, Line& line, std::string_view field);

}  // namespace hoego::parser
