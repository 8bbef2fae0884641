// SPDX-License-Identifier: Apache-2.0
#include "parser/career/finish.h"

#include <algorithm>
#include <cmath>

#include "parser/career/spelling.h"

namespace hoego::parser {
namespace {

bool is_line_kind(const Engagement& e) {  // what follows one after the other
  return (is_work(e) && e.step.kind != "freelance") || e.step.kind == "research";
}

// --- dropping ---------------------------------------------------------------------------------

size_t count_works(const Line& line, const std::vector<Engagement>& list) {
  (void)line;
  return static_cast<size_t>(std::count_if(list.begin(), list.end(), is_work));
}

bool is_founded(const Engagement& e, size_t works) {
  const std::string& kind = e.step.kind;
  if (is_work(e)) {
    if (e.step.named || e.step.kind == "internship") return e.events > 0;
    const bool told = e.joined || e.left || e.planned || e.current || e.step.role;
    if (e.events > 0 && (told || e.step.start || e.step.end)) return true;
    const bool own = e.step.kind == "freelance" || e.step.kind == "founding";
    if (e.events > 0 && own && e.step.start) return true;
    if (e.ref == "current" || e.current) return true;
    if (e.ref == "previous") return true;
    return e.mentions >= 2 && works <= 1 && e.ref == "any";
  }
  if (kind == "education") return e.events > 0 || e.mentions >= 2;
  if (kind == "military") return e.events > 0 || e.mentions > 0;
  if (kind == "community" && e.step.named) return e.step.cohort || e.events > 0 || e.mentions >= 3;
  if (kind == "bootcamp" && e.step.named) return e.events > 0 || e.mentions >= 3;
  if (kind == "jobsearch") return e.current || e.step.start || e.months || e.mentions >= 2;
  if (kind == "gap") return e.step.start || e.months || e.events > 0;
  return e.events > 0;
}

void drop_unfounded(std::vector<Engagement>& list, Line& line, std::vector<Note>& notes) {
  const size_t works = count_works(line, list);
  for (const Engagement& e : list) {
    if (is_founded(e, works) || e.step.evidence.empty()) continue;
    notes.push_back({"mentioned, but not as a step of the author: " + e.step.kind + " " +
                         e.step.org.value_or("(no name)"),
                     e.step.evidence.front().offset});
  }
  std::erase_if(list, [&](const Engagement& e) { return !is_founded(e, works); });
}

// --- merging ----------------------------------------------------------------------------------

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

bool could_be_one(const Engagement& a, const Engagement& b) {
  if (dates_differ(a.step.start, b.step.start) || dates_differ(a.step.end, b.step.end)) {
    return false;
  }
  if ((a.left && b.current) || (a.current && b.left)) return false;
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

// Nothing of its own tells the place from another: no word for it, an intern's "스타트업".
bool is_nameless(const Engagement& e) {
  if (!is_work(e) || e.step.kind == "founding" || e.step.kind == "freelance") return false;
  if (!e.step.org || (e.titled && e.ref == "any" && !e.step.named)) return true;
  if (e.step.named || e.step.industry || e.step.start) return false;
  return e.ref.empty() && e.step.kind == "internship";
}

// "5년차", "일한 지 5년" count the years of a career, not of a job.
Engagement undated(Engagement e) {
  const bool career = e.career && e.start_source <= DateSource::kComputed;
  if (e.start_source == DateSource::kGuessed || career) e.step.start.reset();
  return e;
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
      const size_t away = list[i].first > list[j].first ? list[i].first - list[j].first
                                                        : list[j].first - list[i].first;
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

constexpr double kSoon = 2;  // months

// Who is spoken of as the next place, with nothing done there, or begins after the post is planned.
void plan_future(std::vector<Engagement>& list, const Line& line) {
  const auto& published = line.post().published;
  const bool someone_left = std::any_of(list.begin(), list.end(),
                                        [](const Engagement& e) { return is_work(e) && e.left; });
  for (Engagement& e : list) {
    if (!is_work(e) || e.left) continue;
    bool later = published && e.step.start && is_before(*published, *e.step.start);
    const double ahead = later ? e.step.start->middle_month() - published->middle_month() : 0;
    if (later && e.joined && ahead > kSoon) {  // the year was taken from the wrong place
      e.step.start = e.step.start->plus_months(-12);
      later = false;
    }
    const bool only_named =
        e.ref == "new" && someone_left && (!e.joined || (line.post().farewell && !e.step.start));
    if (!later && !only_named) continue;
    e.planned = true;
    e.current = false;
    if (e.step.end && e.step.end->open) e.step.end.reset();
  }
}

// Of several passes only the last can have been taken, and only where nothing else was.
void drop_offers(std::vector<Engagement>& list) {
  bool later = false;
  for (size_t i = list.size(); i-- > 0;) {
    if (!is_work(list[i])) continue;
    if (list[i].planned && !list[i].offer) later = true;
    if (list[i].offer && !list[i].joined && !list[i].current) {
      if (later) list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
      later = true;
    }
  }
}

bool is_of_before(const Engagement& e) {
  return e.ref == "previous" || e.ref == "before_previous";
}

bool goes_on(const Engagement& e) {
  return is_work(e) && e.step.kind != "internship" && e.step.kind != "freelance" && !e.planned &&
         !e.left && !is_of_before(e);
}

// The craft that the post speaks of most, if it is said often and others seldom.
std::optional<RoleMention> main_craft(const Line& line) {
  constexpr int kOften = 3;
  std::vector<std::pair<int, const RoleMention*>> counts;
  for (const RoleMention& role : line.crafts) {
    const auto known = std::find_if(counts.begin(), counts.end(),
                                    [&](const auto& each) { return each.second->id == role.id; });
    if (known == counts.end())
      counts.emplace_back(1, &role);
    else
      ++known->first;
  }
  std::stable_sort(counts.begin(), counts.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (counts.empty() || counts.front().first < kOften) return std::nullopt;
  if (counts.size() > 1 && 2 * counts[1].first > counts[0].first) return std::nullopt;
  return *counts.front().second;
}

// What was told without a place: the author's own role, the dates of moves.
void spread(std::vector<Engagement>& list, const Line& line) {
  const bool open = std::any_of(list.begin(), list.end(), goes_on);
  for (size_t i = list.size(); i-- > 0;) {
    Engagement& e = list[i];
    if (!is_work(e) || e.step.kind == "internship" || e.planned) continue;
    if (open && !goes_on(e)) continue;
    if (!e.step.role && line.own_role) {
      e.step.role = line.own_role->id;
      e.step.role_text = line.own_role->text;
    }
    const bool general = !e.step.role || *e.step.role == "software-engineer";
    const auto craft = general && e.current ? main_craft(line) : std::nullopt;
    if (craft) {
      e.step.role = craft->id;
      e.step.role_text = craft->text;
    }
    const bool weak = !e.step.start || e.start_source == DateSource::kGuessed;
    if (weak && !e.left && e.ref != "previous" && !line.moves.empty()) {
      set_start(e, line.moves.back(), DateSource::kComputed);
    }
    return;
  }
}

// Who tells of office days and names no employer works somewhere all the same.
void add_daily_work(std::vector<Engagement>& list, Line& line) {
  constexpr int kOften = 4;  // mentions
  const bool other = std::any_of(list.begin(), list.end(), [](const Engagement& e) {
    const bool student = e.step.kind == "education" && (e.current || e.studying);
    return is_work(e) || student || (e.step.kind == "jobsearch" && e.current) ||
           (e.step.kind == "bootcamp" && e.current);
  });
  if (other || line.work_life < kOften) return;
  const Reading& reading = line.post().readings[line.work_life_at];
  const int at = line.add("work", nullptr, reading);
  Engagement& e = line.at(static_cast<size_t>(at));
  e.step.org = "회사";
  e.step.org_type = "company";
  e.current = true;
  add_evidence(e, line, reading, {0, static_cast<uint32_t>(reading.text().size())}, "",
               "work.daily");
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
  const size_t at = static_cast<size_t>(own - list.begin());
  for (size_t i = list.size(); i-- > 0;) {
    const Engagement& e = list[i];
    const bool leads = e.step.role == "cto" || e.step.role == "founder";
    if (i == at || e.step.kind != "work" || e.step.named || !e.titled || !leads) continue;
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
    return;
  }
}

// "게임 회사에 클라이언트 프로그래머로": who writes programs at a maker of games makes games.
void tell_game_developers(std::vector<Engagement>& list, const Lexicon& lexicon) {
  const auto& words = lexicon.table("game_words");
  for (Engagement& e : list) {
    if (e.step.industry != "game" || e.step.role != "software-engineer" || !e.step.role_text)
      continue;
    const bool told = std::any_of(words.begin(), words.end(), [&](const LexiconRow& row) {
      return e.step.role_text->find(row.fields[0]) != std::string::npos;
    });
    if (told) e.step.role = "game-developer";
  }
}

// A place that is never named is called what the post calls such places.
void call_nameless(std::vector<Engagement>& list, const Line& line) {
  for (Engagement& e : list) {
    const bool work = e.step.kind == "work" || e.step.kind == "internship";
    const bool school = e.step.kind == "education";
    const std::string& word = work ? line.company_word : line.school_word;
    if (e.step.org || (!work && !school) || word.empty()) continue;
    e.step.org = word;
    e.step.org_type = work ? "company" : "school";
  }
}

// --- cohorts ----------------------------------------------------------------------------------

void date_by_calendar(Engagement& e, const Line& line, const Lexicon& lexicon) {
  if (!e.step.cohort || !e.step.org) return;
  const auto* cohort = lexicon.cohort(*e.step.org, *e.step.cohort);
  for (size_t i = 0; !cohort && i < e.step.org_alt.size(); ++i) {
    cohort = lexicon.cohort(e.step.org_alt[i], *e.step.cohort);
  }
  if (!cohort) return;
  const auto& published = line.post().published;
  // Before it began and without a word of beginning it was only applied for.
  const bool early = published && is_before(*published, cohort->start) && !e.current;
  const bool far = early && cohort->start.middle_month() - published->middle_month() > 1.5;
  if (far || (early && e.applied_for)) {
    e.events = e.mentions = 0;
    e.step.cohort.reset();
    return;
  }
  // Days told beside a cohort are days of something in it.
  e.step.start = cohort->start;
  e.start_source = DateSource::kCalendar;
  if (e.step.end && !e.step.end->open) e.end_source = DateSource::kNone;
  const bool closing = e.step.exit == "completed" && published &&
                       cohort->end.middle_month() - published->middle_month() < 1.5;
  const bool running = published ? !is_before(cohort->end, *published) && !closing : e.current;
  if (e.step.exit == "dropped") return;
  if (running) {
    e.current = true;
    e.left = false;
    e.step.exit.reset();
    e.step.end = Edtf::of_open();
  } else {
    e.current = false;
    e.left = true;
    set_end(e, cohort->end, DateSource::kCalendar);
    if (e.step.kind == "community") e.step.exit = "completed";
  }
}

// --- order ------------------------------------------------------------------------------------

double sort_month(const Engagement& e) {
  if (e.step.start) return e.step.start->middle_month();
  if (e.step.end && !e.step.end->open) return e.step.end->middle_month() - 1;
  return -1;
}

constexpr double kLate = 1e8;

// Steps without a date stand where the text tells them, before the first dated one that follows.
void sort_line(std::vector<Engagement>& list) {
  std::vector<double> months(list.size());
  double next = 1e9;
  for (size_t i = list.size(); i-- > 0;) {
    months[i] = sort_month(list[i]);
    if (months[i] < 0) {
      const bool late = list[i].planned || list[i].current;
      months[i] = late ? kLate : std::min(next - 0.5, kLate - 1);
    } else {
      next = months[i];
    }
  }
  std::vector<size_t> order(list.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return months[a] < months[b]; });
  std::vector<Engagement> sorted;
  sorted.reserve(list.size());
  for (size_t i : order) sorted.push_back(std::move(list[i]));
  list = std::move(sorted);
}

// --- groups -----------------------------------------------------------------------------------

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
void merge_groups(std::vector<Engagement>& list) {
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

// --- dates ------------------------------------------------------------------------------------

void date_by_length(Engagement& e, const Line& line) {
  if (e.months == 0) return;
  if (e.step.end && !e.step.end->open && !e.step.start) {
    set_start(e, shifted(*e.step.end, -e.months), DateSource::kComputed);
  } else if (e.step.start && !e.step.end && !e.current) {
    // "2017년 1년 동안": within the year that was said.
    const bool within = e.step.start->precision == Precision::kYear && e.months <= 12 &&
                        e.start_source == DateSource::kStated && !e.step.start->approximate;
    const Edtf end = within ? *e.step.start : shifted(*e.step.start, e.months);
    const auto& published = line.post().published;
    if (published && is_before(*published, end)) return;  // told of something else
    set_end(e, end, DateSource::kComputed);
  } else if (!e.step.start && !e.step.end && e.current && line.post().published) {
    set_start(e, shifted(*line.post().published, -e.months), DateSource::kComputed);
  }
}

void bound_by_next(std::vector<Engagement>& list) {
  for (size_t i = 0; i < list.size(); ++i) {
    Engagement& e = list[i];
    if (!is_line_kind(e) || e.step.end || e.planned) continue;
    for (size_t j = i + 1; j < list.size(); ++j) {
      const Engagement& next = list[j];
      if (!is_line_kind(next) || next.planned || !next.step.start) continue;
      const bool gap = e.step.exit == "resigned" || e.step.exit == "laid_off";
      if (gap) break;
      set_end(e, next.step.start->approx(), DateSource::kBounded);
      if (!e.step.exit && is_work(e) && is_work(next)) e.step.exit = "moved";
      e.current = false;
      e.left = true;
      break;
    }
  }
}

// A programme that the title says is over ended when the post was written.
void date_closing(std::vector<Engagement>& list, const Line& line) {
  const auto& published = line.post().published;
  if (!published || published->part == 0) return;
  for (Engagement& e : list) {
    if (!e.closing || (e.step.end && e.end_source >= DateSource::kStated)) continue;
    if (e.step.kind == "community" && e.step.cohort) continue;
    set_end(e, Edtf::of_month(published->year, published->part, true), DateSource::kComputed);
  }
}

// "약 4개월의 취업 준비를 마치고 입사했다": told in one breath with what followed it.
void date_before_join(const std::vector<Engagement>& list, Engagement& e) {
  if (e.step.end || (!e.months && !e.step.start)) return;
  for (const Engagement& next : list) {
    const bool same = is_work(next) && next.joined_at && next.step.start &&
                      *next.joined_at >= e.first && *next.joined_at <= e.first + 1;
    if (!same || (e.step.start && is_before(*next.step.start, *e.step.start))) continue;
    set_end(e, next.step.start->approx(), DateSource::kBounded);
    return;
  }
}

// "2월에 퇴사했고 지금은 쉬고 있다": what goes on now began with the end of what was before.
void begin_after_leaving(std::vector<Engagement>& list, size_t at) {
  Engagement& e = list[at];
  if (e.step.start || e.months || at == 0) return;
  const Engagement& before = list[at - 1];
  const bool over = (is_work(before) && before.left) || before.step.kind == "bootcamp";
  if (over && before.step.end && !before.step.end->open)
    set_start(e, before.step.end->approx(), DateSource::kBounded);
}

// A search or a rest lies between what ended before it and what began after it.
void date_between(std::vector<Engagement>& list) {
  for (size_t i = 0; i < list.size(); ++i) {
    Engagement& e = list[i];
    if (e.step.kind != "gap" && e.step.kind != "jobsearch") continue;
    if (e.current) {
      begin_after_leaving(list, i);
      continue;
    }
    date_before_join(list, e);
    const auto left = [](const Engagement& x) {
      return is_work(x) && x.left && x.step.end && !x.step.end->open;
    };
    const auto joined = [](const Engagement& x) { return is_work(x) && x.joined && x.step.start; };
    for (size_t j = i; j-- > 0 && !e.step.start;) {
      if (left(list[j])) set_start(e, *list[j].step.end, DateSource::kBounded);
    }
    for (size_t j = i + 1; j < list.size() && !e.step.end && e.step.start; ++j) {
      if (joined(list[j])) set_end(e, list[j].step.start->approx(), DateSource::kBounded);
    }
  }
}

// What stands before the place where the author works now has ended, said or not.
void end_before_current(std::vector<Engagement>& list, const Line& line) {
  const auto& published = line.post().published;
  for (size_t i = 0; i + 1 < list.size(); ++i) {
    Engagement& e = list[i];
    if (e.step.kind != "work" || e.left || e.planned || e.step.end) continue;
    for (size_t j = i + 1; j < list.size(); ++j) {
      Engagement& next = list[j];
      if (next.step.kind != "work" || !next.current || next.left) continue;
      e.left = true;
      e.current = false;
      if (!e.step.exit) e.step.exit = "moved";
      const bool same_year = published && e.step.start && e.step.start->year == published->year;
      if (same_year && !next.step.start) {
        set_end(e, Edtf::of_year(published->year), DateSource::kGuessed);
        set_start(next, Edtf::of_year(published->year), DateSource::kGuessed);
      }
      break;
    }
  }
}

// A post about leaving is written when one leaves.
void date_farewell(std::vector<Engagement>& list, const Line& line) {
  if (!line.post().farewell || !line.post().published) return;
  const Edtf& published = *line.post().published;
  const bool next = std::any_of(list.begin(), list.end(), [](const Engagement& e) {
    return is_work(e) && (e.planned || e.offer);
  });
  for (size_t i = list.size(); i-- > 0;) {
    Engagement& e = list[i];
    if (!is_work(e) || e.planned || e.offer || e.ref == "previous") continue;
    if (!e.left && next && !(e.step.end && !e.step.end->open)) {  // the next place is settled
      e.left = true;
      e.current = false;
      e.step.end.reset();
      e.step.exit = "moved";
    }
    if (e.left && !e.step.end) {
      set_end(e, Edtf::of_month(published.year, published.part, true), DateSource::kComputed);
    }
    if (e.left) return;
  }
}

// Who went from one job straight to the next has moved.
void tell_straight_moves(std::vector<Engagement>& list) {
  constexpr double kStraight = 6;  // months
  for (size_t i = 0; i + 1 < list.size(); ++i) {
    Engagement& e = list[i];
    if (e.step.kind != "work" || e.step.exit || !e.step.end || e.step.end->open) continue;
    for (size_t j = i + 1; j < list.size(); ++j) {
      const Engagement& next = list[j];
      if (next.step.kind == "gap" || next.step.kind == "jobsearch") break;
      if (next.step.kind != "work" || !next.step.start) continue;
      const double gap = next.step.start->middle_month() - e.step.end->middle_month();
      if (gap <= kStraight) e.step.exit = "moved";
      break;
    }
  }
}

// The next job began as soon as the last one had ended.
bool goes_straight(const Engagement& e, const Engagement& next) {
  constexpr double kStraight = 1.6;  // months
  if (!e.step.end || e.step.end->open || !next.step.start) return false;
  if (e.step.end->precision < Precision::kMonth || next.step.start->precision < Precision::kMonth)
    return false;
  const double gap = next.step.start->middle_month() - e.step.end->middle_month();
  return next.step.kind == "work" && gap >= -0.6 && gap <= kStraight;
}

// Who says that he left and where he went has moved.
void tell_moves(std::vector<Engagement>& list, bool told) {
  for (size_t i = 0; i + 1 < list.size(); ++i) {
    Engagement& e = list[i];
    if (!is_work(e) || e.step.exit != "resigned") continue;
    for (size_t j = i + 1; j < list.size(); ++j) {
      const Engagement& next = list[j];
      if (next.step.kind == "gap" || next.step.kind == "jobsearch") break;
      if (next.step.kind == "bootcamp" && next.step.start) break;
      if (is_work(next) && (next.planned || next.moved_in || told || goes_straight(e, next)))
        e.step.exit = "moved";
      if (is_work(next)) break;
    }
  }
}

// The last work that nothing ended goes on.
void open_ends(std::vector<Engagement>& list) {
  for (size_t i = list.size(); i-- > 0;) {
    Engagement& e = list[i];
    if (!is_work(e) || e.planned || (e.step.kind == "internship" && !e.current)) continue;
    if (is_of_before(e) || (e.step.kind == "freelance" && !e.current)) continue;
    if (!e.left && !e.step.end && e.ref != "previous" && e.ref != "first") e.current = true;
    break;
  }
  const bool works = std::any_of(list.begin(), list.end(), [](const Engagement& e) {
    return is_work(e) && e.current && !e.left;
  });
  for (size_t i = list.size(); i-- > 0 && !works;) {  // who works for himself and nowhere else
    Engagement& e = list[i];
    if (e.step.kind != "freelance" || e.left || e.step.end) continue;
    e.current = true;
    break;
  }
  for (Engagement& e : list) {
    if (e.current && !e.left && !e.step.end) e.step.end = Edtf::of_open();
  }
}

// Entered too short a time ago to be over.
bool is_enrolled(const Engagement& e, const Line& line) {
  const auto& published = line.post().published;
  if (!e.joined || !e.step.start || !published) return false;
  const double months = e.step.role == "graduate-student" ? 20 : 44;
  const double passed = published->middle_month() - e.step.start->middle_month();
  return passed >= 0 && passed < months;
}

// A school goes on where its student speaks of terms, has not graduated and works nowhere else.
void open_schools(std::vector<Engagement>& list, const Line& line) {
  const bool works = std::any_of(list.begin(), list.end(), [](const Engagement& e) {
    return e.step.kind == "work" && !e.planned;
  });
  for (Engagement& e : list) {
    if (e.step.kind != "education" || e.step.end) continue;
    if (e.left && e.studying && !works && e.step.exit == "graduated") {
      e.left = false;  // spoken of, not done
      e.step.exit.reset();
    }
    if (e.left) continue;
    if (e.current || (e.studying && !works) || is_enrolled(e, line)) e.step.end = Edtf::of_open();
  }
}

// How what has an end usually ends.
std::optional<std::string> usual_exit(const Engagement& e) {
  const std::string& kind = e.step.kind;
  if (kind == "internship") return "contract_end";
  if (kind == "education") return "graduated";
  if (kind == "bootcamp" || kind == "military") return "completed";
  if (kind == "community" && e.step.cohort) return "completed";
  return std::nullopt;
}

void write_lengths(std::vector<Engagement>& list) {
  for (Engagement& e : list) {
    if (e.months || e.days) e.step.duration = iso_duration(e.months, e.days);
    e.step.planned = e.planned;
    if (e.step.end && e.step.end->open) e.step.exit.reset();
    if (e.step.end && !e.step.end->open && !e.step.exit) e.step.exit = usual_exit(e);
  }
}

}  // namespace

// Measured on posts with a key: cohorts of the calendar that the author did something in are nearly
// always right; names with a stated date follow; what is only referred to is right in two of three.
double confidence_of(const Engagement& e) {
  const bool calendar = e.step.cohort && e.start_source == DateSource::kCalendar;
  if (calendar) return e.events > 0 ? 0.96 : 0.8;
  const bool stated = e.start_source >= DateSource::kStated;
  double sure = 0.55;
  if (e.step.named) sure += 0.14;
  if (stated) sure += 0.1;
  if (e.events > 1) sure += 0.05;
  if (e.role_framed) sure += 0.05;
  const bool full = e.step.named && stated && e.events > 1 && e.role_framed;
  return full ? 0.92 : std::round(sure * 100) / 100;
}

std::vector<CareerStep> finish_line(Line& line, std::vector<Note>& notes) {
  std::vector<Engagement>& list = line.all();
  const Lexicon& lexicon = *line.post().readings.front().lexicon;
  for (Engagement& e : list) date_by_calendar(e, line, lexicon);
  merge_spellings(list);
  merge_internships(list);
  merge_own_company(list);
  merge_nameless(list);
  merge_described(list);
  merge_into_planned(list);
  plan_future(list, line);
  merge_groups(list);
  merge_teaching(list);
  if (line.alternative_service) {
    std::erase_if(list, [](const Engagement& e) { return e.step.kind == "military"; });
  }
  drop_offers(list);
  drop_unfounded(list, line, notes);
  add_daily_work(list, line);
  call_nameless(list, line);
  spread(list, line);
  tell_game_developers(list, lexicon);
  date_closing(list, line);
  sort_line(list);
  for (Engagement& e : list) date_by_length(e, line);
  bound_by_next(list);
  end_before_current(list, line);
  date_farewell(list, line);
  date_between(list);
  tell_moves(list, line.post().tells_move);
  tell_straight_moves(list);
  open_schools(list, line);
  open_ends(list);
  for (Engagement& e : list) date_by_length(e, line);
  sort_line(list);
  write_lengths(list);
  std::vector<CareerStep> steps;
  for (Engagement& e : list) {
    e.step.confidence = confidence_of(e);
    steps.push_back(std::move(e.step));
  }
  return steps;
}

}  // namespace hoego::parser
