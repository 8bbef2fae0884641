// SPDX-License-Identifier: Apache-2.0
// How a job ends: leaving, being let go, contracts and companies that end.
#include <algorithm>
#include <array>

#include "parser/career/employer.h"
#include "parser/career/telling.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

// "교사에서 개발자로 전직했다. 3월에 퇴사하고": what is left is the former work, not the one that
// the sentence before began with.
int former_work(const Telling& told, Line& line) {
  constexpr size_t kNear = 4;  // sentences
  const int former = last_where(line, [](const Engagement& e) {
    return is_work(e) && e.ref == "previous" && e.step.rule == "work.former" && !e.step.end;
  });
  if (former < 0) return -1;
  const size_t first = line.at(static_cast<size_t>(former)).first;
  return told.reading.index >= first && told.reading.index - first <= kNear ? former : -1;
}

// What closes without a name is the author's own company, if there is one.
int closed_place(const Telling& told, Line& line) {
  if (const int former = former_work(told, line); former >= 0) return former;
  const int own = told.name() != "closing" ? -1 : last_where(line, [](const Engagement& e) {
    return e.step.kind == "founding" && !e.left;
  });
  return own >= 0 ? own : implied(told, line);
}

// "다온 인턴 생활이 끝났다".
bool names_intern(const Telling& told) {
  const std::string_view word = told.event.span.in(told.reading.text());
  const auto& interns = links_of_kind(*told.reading.lexicon, "intern_word");
  return std::any_of(interns.begin(), interns.end(), [&](std::string_view intern) {
    return word.find(intern) != std::string_view::npos;
  });
}

// "앱을 세 개 만들었다. 모두 망했다": of a company only where one is spoken of.
bool closes_company(const Telling& told, Line& line) {
  // "어린이집이 문을 닫은 주에는": a place that nobody said the author works at.
  if (told.org)
    return told.org->named || is_reference(*told.org) ||
           (line.focus >= 0 && !line.at(static_cast<size_t>(line.focus)).step.named) ||
           line.find_any({"work", "internship", "founding"}, told.org->key) >= 0;
  const bool place =
      std::any_of(told.reading.cues.begin(), told.reading.cues.end(), [](const Cue& cue) {
        return cue.kind == CueKind::kPlace && cue.row->get("type") == "company" &&
               cue.row->get("ref") != "life";
      });
  return place || told.reading.front || last_where(line, is_founding) >= 0;
}

// "12월 31일에 퇴사했다. 4년 2개월 만이다."
const TimeExpr* length_told_next(const Reading& reading) {
  constexpr size_t kShort = 50;  // bytes
  const Reading* next = reading.next;
  if (!next || next->text().size() > kShort || next->times.size() != 1) return nullptr;
  const TimeExpr& time = next->times.front();
  const bool told =
      time.kind == TimeKind::kLength && next->cues.empty() && next->tells(time.span.end, "within");
  return told ? &time : nullptr;
}

}  // namespace

void tell_leave(const Telling& told, Line& line) {
  if (told.name() == "closing" && !closes_company(told, line)) return;
  const bool gone = !told.org && last_where(line, [](const Engagement& e) {
                                   return is_founding(e) && e.left && e.step.exit == "laid_off";
                                 }) >= 0;
  if (told.name() == "closing" && gone) return;  // "폐업 신고하던 날이 생각난다"
  int at = told.org ? employer(*told.org, told.reading, line) : closed_place(told, line);
  // A heading "퇴사" in a post whose author works somewhere tells of the place before.
  const bool heading = told.reading.heading && !told.reading.front && !told.org;
  const Engagement& now = line.at(static_cast<size_t>(at));
  if (heading && (now.current || now.ref == "new") && !line.post().farewell) {
    int before = -1;
    for (size_t i = 0; i < line.all().size(); ++i) {
      const Engagement& e = line.at(i);
      if (is_work(e) && static_cast<int>(i) != at && !e.planned && !e.current && e.events > 0)
        before = static_cast<int>(i);
    }
    at = before >= 0 ? before : line.add("work", nullptr, told.reading);
    if (before < 0) line.at(static_cast<size_t>(at)).ref = "previous";
  }
  Engagement& e = line.at(static_cast<size_t>(at));
  const std::string_view name = told.name();
  if (name == "laid_off" && e.offer) e.rescinded = true;  // before the first day
  if (e.planned || e.offer) return;
  const bool fresh = e.events == 0 && !e.step.org && e.mentions == 0;
  const bool intern = name == "contract_end" && names_intern(told);
  if ((fresh && name == "contract_end") || (intern && e.step.kind == "work" && e.events == 0)) {
    e.step.kind = "internship";
  }
  if (name == "leave" && !e.step.exit) e.step.exit = "resigned";
  if (name == "laid_off" || name == "closing") e.step.exit = "laid_off";
  // "다온을 정리하고": who closes it without owning it has left.
  const bool gives_up = name == "closing" && told.org && !is_founding(e) &&
                        told.reading.tells(told.org->span.end, "object");
  if (gives_up) e.step.exit = "resigned";
  if (name == "contract_end") e.step.exit = "contract_end";
  if (e.step.kind == "internship" && name == "leave") e.step.exit = "contract_end";
  e.left = true;
  e.nowhere = e.nowhere || has_link(told.reading, "leaves_for_nothing");
  if (!e.left_at && !told.reading.front && !told.reading.heading) {
    e.left_at = told.reading.index;
  }
  e.current = false;
  date_end(told, e);
  if (const TimeExpr* length = length_told_next(told.reading)) set_length(e, *length);
  finish_telling(told, e, line, "end");
  line.focus = at;
}

// "결국 퇴사를 결정했다": what followed says whether and when it came to pass.
void decide_leave(const Telling& told, Line& line) {
  if (told.org || line.focus < 0) return;
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  e.decided = e.joined && !e.planned && !e.offer;
}

// "지금은 인수인계를 하고 있다", of a place that is being left: the last days there.
void tell_hand_over(const Telling& told, Line& line) {
  const auto& published = line.post().published;
  if (!published || published->part == 0 || !is_ongoing(told.reading, told.event)) return;
  const int at = told.org ? employer(*told.org, told.reading, line) : line.focus;
  if (at < 0) return;
  Engagement& e = line.at(static_cast<size_t>(at));
  if (!is_work(e) || !e.left) return;
  set_end(e, Edtf::of_month(published->year, published->part, true), DateSource::kStated);
  finish_telling(told, e, line, "end");
}

// "입사 전에 채용이 취소됐다": what was passed or settled never began.
void tell_rescind(Line& line) {
  const int at =
      last_where(line, [](const Engagement& e) { return is_work(e) && (e.planned || e.offer); });
  if (at >= 0) line.at(static_cast<size_t>(at)).rescinded = true;
}

// "결국 퇴사하지는 않았다".
void take_back_leave(Line& line) {
  if (line.focus < 0) return;
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  if (!e.left || e.step.end) return;
  e.left = false;
  e.left_at.reset();
  e.step.exit.reset();
  e.current = true;
  e.ref.clear();
}

}  // namespace hoego::parser
