// SPDX-License-Identifier: Apache-2.0
#include "parser/career/merging.h"

#include <algorithm>
#include <cmath>

#include "parser/career/spelling.h"

namespace hoego::parser {
namespace {

constexpr double kSameDate = 3;  // months

bool dates_differ(const std::optional<Edtf>& a, const std::optional<Edtf>& b) {
  if (!a || !b) return false;
  if (a->open || b->open) return a->open != b->open;
  const bool year = a->precision == Precision::kYear || b->precision == Precision::kYear;
  return std::abs(a->middle_month() - b->middle_month()) > (year ? 12 : kSameDate);
}

bool is_vague(const Engagement& e) {
  return (e.ref == "any" || e.ref == "new") && !e.step.start;
}

// One was over before the other began.
bool are_apart(const Engagement& a, const Engagement& b) {
  const auto before = [](const Engagement& one, const Engagement& other) {
    return one.step.end && other.step.start && !one.step.end->open &&
           is_before(*one.step.end, *other.step.start);
  };
  return before(a, b) || before(b, a);
}

bool could_be_one(const Engagement& a, const Engagement& b) {
  if (dates_differ(a.step.start, b.step.start) || dates_differ(a.step.end, b.step.end)) {
    return false;
  }
  if ((a.left && b.current) || (a.current && b.left)) return false;
  const auto told = [](const Engagement& e) {  // not only by the heading above
    return e.start_source != DateSource::kSection && e.end_source != DateSource::kSection;
  };
  if (told(a) && told(b) && are_apart(a, b)) return false;
  for (const auto& [one, other] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    const bool before = one->ref == "previous" || one->ref == "before_previous";
    if (before && (other->current || (other->joined && !other->left))) return false;
  }
  const bool described = a.step.industry && a.step.industry == b.step.industry;
  if (described) return a.step.kind == b.step.kind;
  if (a.left_at && b.joined_at && *b.joined_at > *a.left_at && b.first > *a.left_at) return false;
  if (b.left_at && a.joined_at && *a.joined_at > *b.left_at && a.first > *b.left_at) return false;
  const bool vague = is_vague(a) || is_vague(b);
  if (a.planned != b.planned && !a.offer && !b.offer && !vague) return false;
  return a.step.kind == b.step.kind;
}

void take_in(Engagement& e, Engagement& other) {
  if (other.step.start) set_start(e, *other.step.start, other.start_source);
  if (other.step.end) set_end(e, *other.step.end, other.end_source);
  if (!e.step.role) {
    e.step.role = other.step.role;
    e.step.role_text = other.step.role_text;
  }
  if (!e.step.exit) e.step.exit = other.step.exit;
  if (!e.months) e.months = other.months;
  if (!e.days) e.days = other.days;
  e.joined |= other.joined;
  e.left |= other.left;
  e.current |= other.current;
  if (other.joined && !other.planned) e.planned = e.offer = false;
  e.events += other.events;
  e.mentions += other.mentions;
  for (Evidence& evidence : other.step.evidence) e.step.evidence.push_back(std::move(evidence));
}

bool says_something(const Engagement& e) {
  return e.step.start || e.step.end || e.step.role || e.current || e.planned || e.left;
}

// "회사를 나온 지 3년": a place told of only as left.
bool is_only_left(const Engagement& e) {
  return e.ref == "any" && e.left && !e.joined && e.step.kind == "work" && !e.step.named &&
         !e.step.industry && !e.step.start;
}

// Nothing of its own tells the place from another: no word for it, an intern's "스타트업".
bool is_nameless(const Engagement& e) {
  if (!is_work(e) || e.step.kind == "founding" || e.step.kind == "freelance") return false;
  if (!e.step.org || (e.titled && e.ref == "any" && !e.step.named)) return true;
  if (e.step.named || e.step.industry || e.step.start) return false;
  if (is_only_left(e)) return true;
  return e.ref.empty() && e.step.kind == "internship";
}

// "5년차", "일한 지 5년" count the years of a career, not of a job.
Engagement undated(Engagement e) {
  const bool career = e.career && e.start_source <= DateSource::kComputed;
  if (e.start_source == DateSource::kGuessed || career) e.step.start.reset();
  return e;
}

// "보안 컨설턴트로 3년을 일했다. 지금은 개발자로 일한다": what one was tells two places apart.
bool roles_differ(const Engagement& a, const Engagement& b) {
  const auto told = [](const Engagement& e) {
    return e.role_framed && e.step.role && *e.step.role != "software-engineer";
  };
  return told(a) && told(b) && *a.step.role != *b.step.role;
}

// Before and after a change of team at one place.
bool are_two_times(const Engagement& a, const Engagement& b) {
  return a.key == b.key && !a.career && !b.career &&
         (a.step.exit == "transferred" || b.step.exit == "transferred");
}

// Work told of without a telling word for the place is the nearest place that it could be.
void merge_nameless(std::vector<Engagement>& list) {
  for (size_t i = 0; i < list.size(); ++i) {
    if (!is_nameless(list[i])) continue;
    size_t best = list.size();
    size_t distance = 0;
    for (size_t j = 0; j < list.size(); ++j) {
      if (j == i || !is_work(list[j]) || !could_be_one(undated(list[i]), list[j])) continue;
      if (is_nameless(list[j]) && (list[i].step.org || j > i)) continue;
      if (is_only_left(list[i]) && !list[j].left && !list[j].step.end) continue;
      if (are_two_times(list[i], list[j])) continue;
      if (!list[i].current && roles_differ(list[i], list[j])) continue;
      constexpr size_t kFar = 1000;
      const size_t before = list[j].ref == "previous" && list[i].titled ? kFar : 0;
      const size_t away = before + (list[i].first > list[j].first ? list[i].first - list[j].first
                                                                  : list[j].first - list[i].first);
      if (best == list.size() || away < distance) {
        best = j;
        distance = away;
      }
    }
    if (best == list.size() && says_something(list[i])) continue;
    if (best < list.size()) take_in(list[best], list[i]);
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(i--));
  }
}

// An employer described before it is named ("SI 기업", "첫 회사" ... then "다온시스템").
void merge_described(std::vector<Engagement>& list) {
  for (size_t i = 0; i < list.size(); ++i) {
    const Engagement& e = list[i];
    if (!is_work(e) || e.step.named || (!e.step.industry && e.ref != "first")) continue;
    if (e.ref == "first" && e.joined && e.start_source >= DateSource::kComputed) continue;
    size_t found = list.size();
    for (size_t j = 0; j < list.size() && found == list.size(); ++j) {
      if (j == i || !is_work(list[j]) || !list[j].step.named || list[j].offer) continue;
      const bool same = e.ref == "first" || list[j].step.industry == e.step.industry;
      if (same && could_be_one(e, list[j]))
        found = j;
      else if (e.ref == "first")
        break;
    }
    if (found == list.size()) continue;
    take_in(list[found], list[i]);
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(i--));
  }
}

// "광고 에이전시에 들어갔다. ... 에이전시를 퇴사했다": the last word of a description stands for
// it.
void merge_short_forms(std::vector<Engagement>& list) {
  for (size_t i = 1; i < list.size(); ++i) {
    const Engagement& e = list[i];
    if (!is_work(e) || e.step.named || !e.step.org || e.joined || e.step.start) continue;
    for (size_t j = i; j-- > 0;) {
      const Engagement& known = list[j];
      const bool longer = is_work(known) && !known.step.named && known.step.org &&
                          !known.step.end && known.step.org->ends_with(" " + *e.step.org);
      if (!longer) continue;
      take_in(list[j], list[i]);
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(i--));
      break;
    }
  }
}

// "새 회사에 첫 출근을 했다. ... 9월 11일에 핀다에 입사했다": joined at one time, one place.
void merge_new(std::vector<Engagement>& list) {
  for (size_t i = 0; i < list.size(); ++i) {
    const Engagement& e = list[i];
    const bool bare = is_work(e) && !e.step.named && !e.step.industry && !e.left;
    // "서비스 회사로 이직했다. ... 12월 9일에 떠나요에 첫 출근을 했다"
    const bool moved = bare && e.moved_in && !e.step.start && (e.ref == "new" || e.ref == "any");
    if (!moved && !(bare && e.ref == "new" && e.step.start)) continue;
    const auto same = std::find_if(list.begin(), list.end(), [&](const Engagement& other) {
      if (moved && other.first <= e.first) return false;
      return &other != &e && other.step.kind == e.step.kind && other.step.named &&
             (other.joined || other.planned) && other.step.start && !other.left &&
             !dates_differ(e.step.start, other.step.start);
    });
    if (same == list.end()) continue;
    take_in(*same, list[i]);
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(i--));
  }
}

// "전 직장 사수를 만났다": the last place that the author left, told of elsewhere.
void merge_previous(std::vector<Engagement>& list) {
  for (size_t i = 0; i < list.size(); ++i) {
    const Engagement& e = list[i];
    const bool bare = is_work(e) && e.ref == "previous" && !e.step.named && !e.step.industry &&
                      !e.step.start && !e.joined && e.step.rule != "work.former";
    if (!bare) continue;
    size_t found = list.size();
    for (size_t j = 0; j < list.size(); ++j) {
      const Engagement& other = list[j];
      const bool over = other.step.kind == "work" && !other.planned && !other.current &&
                        (other.left || (other.step.end && !other.step.end->open));
      if (j == i || !over || other.ref == "previous") continue;
      if (dates_differ(e.step.end, other.step.end) || are_apart(e, other)) continue;
      if (e.step.role && other.step.role && *e.step.role != *other.step.role) continue;
      found = j;
    }
    if (found == list.size()) continue;
    take_in(list[found], list[i]);
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(i--));
  }
}

// "좋은 회사에 취업했다", and later its name: "X에 합류하기로 했다".
void merge_into_planned(std::vector<Engagement>& list) {
  for (size_t i = 0; i < list.size(); ++i) {
    const Engagement& e = list[i];
    if (!is_work(e) || e.step.named || e.left || e.step.start || e.step.industry) continue;
    if (e.ref != "any" && e.ref != "new") continue;
    for (size_t j = i + 1; j < list.size(); ++j) {
      if (!is_work(list[j]) || !list[j].step.named || !list[j].planned) continue;
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(i--));
      break;
    }
  }
}
// "모멘티" and "Momenti" are one place.
void merge_spellings(std::vector<Engagement>& list) {
  for (size_t i = 0; i < list.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      Engagement& first = list[j];
      const Engagement& e = list[i];
      const bool named = first.step.named && e.step.named && first.step.org && e.step.org;
      const bool kind = first.step.kind == e.step.kind || (is_work(first) && is_work(e));
      if (!named || !kind || first.step.cohort != e.step.cohort) continue;
      if (!same_sound(*first.step.org, *e.step.org)) continue;
      first.step.org_alt.push_back(*e.step.org);
      take_in(first, list[i]);
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(i--));
      break;
    }
  }
}

// "지금 다니는 회사", where the author is an intern; "인턴십을 선택했다" in the section that tells
// of one by name.
void merge_internships(std::vector<Engagement>& list) {
  for (size_t i = 0; i < list.size(); ++i) {
    const Engagement& e = list[i];
    if (!is_work(e) || e.step.named || e.step.industry) continue;
    const bool now =
        (e.ref == "current" || e.current) && !e.step.start && e.step.kind == "work" && !e.joined;
    const auto same = [&](const Engagement& other) {
      if (&other == &e || other.step.kind != "internship") return false;
      if (now) return !other.left && !other.step.end;
      const bool dated = e.step.start && other.step.start && *e.step.start == *other.step.start;
      return e.step.kind == "internship" && (dated || !e.step.start) &&
             (other.step.named || other.step.industry);
    };
    const auto found = std::find_if(list.begin(), list.end(), same);
    if (found == list.end()) continue;
    found->current = found->current || now;
    take_in(*found, list[i]);
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(i--));
  }
}

// A title that says "CTO", where the author founded a company, speaks of that one.
void merge_own_company(std::vector<Engagement>& list) {
  const auto own = std::find_if(list.begin(), list.end(),
                                [](const Engagement& e) { return e.step.kind == "founding"; });
  if (own == list.end()) return;
  size_t at = static_cast<size_t>(own - list.begin());
  for (size_t i = list.size(); i-- > 0;) {  // "밥친구라는 회사였다. ... 밥친구를 창업했다"
    const Engagement& e = list[i];
    if (i == at || e.step.kind != "work" || !e.step.named || e.key != list[at].key) continue;
    take_in(list[at], list[i]);
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
    if (i < at) --at;
  }
  for (size_t i = list.size(); i-- > 0;) {
    const Engagement& e = list[i];
    const bool leads = e.step.role == "cto" || e.step.role == "founder";
    if (i == at || e.step.kind != "work" || e.step.named || !e.titled || !leads) continue;
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
    return;
  }
}

// Teaching told without a place, beside teaching at one, is the same.
void merge_teaching(std::vector<Engagement>& list) {
  const bool placed = std::any_of(list.begin(), list.end(), [](const Engagement& e) {
    return e.step.kind == "mentoring" && e.step.org;
  });
  if (!placed) return;
  std::erase_if(list,
                [](const Engagement& e) { return e.step.kind == "mentoring" && !e.step.org; });
}

// "부스트캠프" beside "부스트캠프 AI Tech 5기": the short name stands for the long one.
bool shortens(const Engagement& one, const Engagement& other) {
  if (one.step.kind != "bootcamp" || other.step.kind != "bootcamp") return false;
  if (one.step.cohort && one.step.cohort != other.step.cohort) return false;
  if (!one.step.named || !other.step.named || !one.step.org || !other.step.org) return false;
  const auto inside = [&](const std::string& name) {
    constexpr size_t kThreeSyllables = 9;  // bytes
    return name.size() >= kThreeSyllables && name != *other.step.org &&
           other.step.org->find(name) != std::string::npos;
  };
  return inside(*one.step.org) ||
         std::any_of(one.step.org_alt.begin(), one.step.org_alt.end(), inside);
}

// "부트캠프" beside the name of one, in two languages or twice, is that one.
void merge_programs(std::vector<Engagement>& list) {
  for (size_t i = 0; i < list.size(); ++i) {
    Engagement& e = list[i];
    const auto longer = std::find_if(list.begin(), list.end(), [&](const Engagement& other) {
      return &other != &e && shortens(e, other);
    });
    if (longer != list.end()) {
      take_in(*longer, e);
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(i--));
      continue;
    }
    if ((e.step.kind != "bootcamp" && e.step.kind != "community") || e.step.named) continue;
    for (size_t j = 0; j < list.size(); ++j) {
      Engagement& other = list[j];
      if (j == i || other.step.kind != e.step.kind) continue;
      const size_t away = other.first > e.first ? other.first - e.first : e.first - other.first;
      const bool same =
          e.step.kind == "bootcamp" ? other.step.named || j < i : other.step.named && away <= 4;
      if (!same) continue;
      take_in(other, e);
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(i--));
      break;
    }
  }
}

// "12월 1일자로 정규직이 됐다. ... 9월부터 11월까지 K은행에서 인턴을 했다": of the same place.
void name_converted(std::vector<Engagement>& list) {
  const auto work = std::find_if(list.begin(), list.end(), [](const Engagement& e) {
    return e.converted && e.step.kind == "work" && !e.step.named;
  });
  const auto intern = std::find_if(list.begin(), list.end(), [](const Engagement& e) {
    return e.step.kind == "internship" && e.step.org && e.step.exit != "transferred";
  });
  if (work == list.end() || intern == list.end()) return;
  if (work->step.industry && work->step.industry != intern->step.industry) return;
  if (intern->step.start && work->step.start && is_before(*work->step.start, *intern->step.start))
    return;
  work->step.org = intern->step.org;
  work->step.org_alt = intern->step.org_alt;
  work->step.named = intern->step.named;
  work->step.industry = intern->step.industry;
  work->key = intern->key;
  intern->left = true;
  intern->current = false;
  intern->step.exit = "transferred";
  if (intern->step.end && intern->step.end->open) intern->step.end.reset();
}

}  // namespace

void merge_works(std::vector<Engagement>& list) {
  name_converted(list);
  merge_spellings(list);
  merge_internships(list);
  merge_own_company(list);
  merge_nameless(list);
  merge_described(list);
  merge_short_forms(list);
  merge_new(list);
  merge_previous(list);
  merge_into_planned(list);
}

void merge_groups(std::vector<Engagement>& list) {
  merge_programs(list);
  merge_teaching(list);
}

}  // namespace hoego::parser
