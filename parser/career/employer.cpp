// SPDX-License-Identifier: Apache-2.0
#include "parser/career/employer.h"

#include <algorithm>

#include "parser/career/spelling.h"

namespace hoego::parser {
namespace {

bool is_open(const Engagement& e) {
  return is_work(e) && !e.left && !e.planned;
}

int work_with_ref(Line& line, std::string_view ref) {
  for (size_t i = line.all().size(); i-- > 0;) {
    if (is_work(line.at(i)) && line.at(i).ref == ref) return static_cast<int>(i);
  }
  return -1;
}

bool tells_leaving(const Reading& reading) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("event") == "leave";
  });
}

int previous_work(const Reading& reading, Line& line) {
  const int known = work_with_ref(line, "previous");
  if (known >= 0) return known;
  const int left = last_where(line, [](const Engagement& e) { return is_work(e) && e.left; });
  if (left >= 0) return left;
  const int ended = last_where(
      line, [](const Engagement& e) { return is_work(e) && e.step.end && !e.step.end->open; });
  if (ended >= 0) return ended;
  // "전 회사를 퇴사하고": the place told of so far was the last one.
  return tells_leaving(reading) && line.focus >= 0 &&
                 line.at(static_cast<size_t>(line.focus)).joined
             ? line.focus
             : -1;
}

// "대기업에서 5년을 일하다가 이직했다. ... 첫 직장은": the first place told to have been left.
int first_left(Line& line) {
  for (size_t i = 0; i < line.all().size(); ++i) {
    const Engagement& e = line.at(i);
    if (!is_work(e) || e.step.kind == "internship" || (e.titled && !e.step.org)) continue;
    if (line.post().farewell && e.titled) continue;  // the last one
    return e.left && !e.joined && e.ref.empty() ? static_cast<int>(i) : -1;
  }
  return -1;
}

int by_reference(const OrgMention& org, const Reading& reading, Line& line) {
  int at = -1;
  if (org.ref == "current") {
    at = current_work(line);
  } else if (org.ref == "previous") {
    at = previous_work(reading, line);
  } else if (org.ref == "new") {
    at = new_work(line);
  } else if (org.ref == "any") {
    at = line.focus >= 0 ? line.focus : current_work(line);
  } else {
    at = work_with_ref(line, org.ref);
    if (at < 0 && org.ref == "first") at = first_left(line);
  }
  if (at < 0) {
    at = line.add("work", &org, reading);
    if (org.ref == "new" && !line.moves.empty()) {  // "3월에 이직했다. ... 새 회사는"
      Engagement& made = line.at(static_cast<size_t>(at));
      made.joined = made.moved_in = true;
      ++made.events;
      set_start(made, line.moves.back(), DateSource::kStated);
    }
  }
  Engagement& e = line.at(static_cast<size_t>(at));
  if (org.ref == "alternative_service") {  // a way to serve, no place
    if (e.step.org == org.text) e.step.org.reset();
    return at;
  }
  if (!e.step.org && e.step.kind == "work") {
    e.step.org = org.text;
    e.step.org_type = "company";
    if (e.ref.empty()) e.ref = org.ref;
  }
  if (org.ref == "current" && !e.left) {
    e.current = true;
    e.planned = false;
  }
  return at;
}

// "첫 회사에 들어갔다 ... 첫 회사인 다온에서는": the name of a place known by a reference only.
int name_reference(const OrgMention& org, Line& line) {
  const int known = work_with_ref(line, org.ref);
  if (known < 0 || line.at(static_cast<size_t>(known)).step.named) return -1;
  Engagement& e = line.at(static_cast<size_t>(known));
  e.step.org = org.text;
  e.step.org_alt = org.alt;
  e.step.named = true;
  if (!org.industry.empty()) e.step.industry = org.industry;
  e.key = org.key;
  return known;
}

// "## 두 번째 회사" and then the place: what the heading calls so.
int under_heading(const OrgMention& org, const Reading& reading, Line& line) {
  constexpr size_t kNear = 2;  // sentences
  if (line.focus < 0) return -1;
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  const bool told = line.post().readings[e.first].heading && !e.ref.empty() && e.ref != "any" &&
                    e.events == 0 && !e.step.named && reading.index - e.first <= kNear;
  if (!told || reading.heading) return -1;
  e.step.org = org.text;
  e.step.org_alt = org.alt;
  e.step.named = org.named;
  if (!org.industry.empty()) e.step.industry = org.industry;
  e.key = org.key;
  return line.focus;
}

// A described employer ("이커머스 기업") is the one already described so.
int by_description(const OrgMention& org, const Reading& reading, Line& line) {
  int known = line.find_any({"work", "internship"}, org.key);
  if (known < 0 && org.named) known = of_same_group(org, line);
  if (known < 0 && org.named) known = of_same_sound(org, line);
  if (known < 0 && org.named && !org.ref.empty()) known = name_reference(org, line);
  if (known < 0) known = under_heading(org, reading, line);
  return known >= 0 ? known : line.add("work", &org, reading);
}

}  // namespace

int last_where(Line& line, bool (*wanted)(const Engagement&)) {
  for (size_t i = line.all().size(); i-- > 0;) {
    if (wanted(line.at(i))) return static_cast<int>(i);
  }
  return -1;
}

int offered_work(Line& line) {
  return last_where(line, [](const Engagement& e) { return is_work(e) && e.offer && !e.joined; });
}

int current_work(Line& line) {
  const int known = last_where(line, [](const Engagement& e) { return is_work(e) && e.current; });
  if (known >= 0) return known;
  const int offered = offered_work(line);
  if (offered >= 0) return offered;
  return last_where(line, [](const Engagement& e) {
    return is_open(e) && e.ref != "previous" && e.ref != "before_previous" &&
           e.step.kind == "work" && (e.joined || e.ref == "any" || e.ref == "new");
  });
}

int new_work(Line& line) {
  const int known = work_with_ref(line, "new");
  if (known >= 0) return known;
  const int offered = offered_work(line);
  if (offered >= 0) return offered;
  bool seen_left = false;
  int found = -1;
  for (size_t i = 0; i < line.all().size(); ++i) {
    const Engagement& e = line.at(i);
    if (!is_work(e)) continue;
    if (e.left) {
      seen_left = true;
    } else if (seen_left && (e.joined || e.planned)) {
      found = static_cast<int>(i);
    }
  }
  return found;
}

bool has_left(Line& line, int at) {
  return at >= 0 && line.at(static_cast<size_t>(at)).left;
}

int of_same_sound(const OrgMention& org, Line& line) {
  for (size_t i = 0; i < line.all().size(); ++i) {
    Engagement& e = line.at(i);
    if (!is_work(e) || !e.step.named || !e.step.org) continue;
    auto& alt = e.step.org_alt;
    const bool known = std::find(alt.begin(), alt.end(), org.text) != alt.end();
    if (!known && !same_sound(*e.step.org, org.text)) continue;
    if (!known) alt.push_back(org.text);
    return static_cast<int>(i);
  }
  return -1;
}

bool is_reference(const OrgMention& org) {
  return !org.named && !org.ref.empty() && org.industry.empty();
}

int employer(const OrgMention& org, const Reading& reading, Line& line) {
  line.focus =
      is_reference(org) ? by_reference(org, reading, line) : by_description(org, reading, line);
  return line.focus;
}

}  // namespace hoego::parser
