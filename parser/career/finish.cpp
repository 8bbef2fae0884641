// SPDX-License-Identifier: Apache-2.0
#include "parser/career/finish.h"

#include <algorithm>
#include <cmath>

#include "parser/career/bounds.h"
#include "parser/career/merging.h"

namespace hoego::parser {
namespace {

// --- dropping ---------------------------------------------------------------------------------

size_t count_works(const Line& line, const std::vector<Engagement>& list) {
  (void)line;
  return static_cast<size_t>(std::count_if(list.begin(), list.end(), is_work));
}

bool is_founded(const Engagement& e, size_t works) {
  const std::string& kind = e.step.kind;
  if (e.rescinded) return false;
  if (is_work(e)) {
    if (e.step.named || e.step.kind == "internship") return e.events > 0;
    const bool told = e.joined || e.left || e.planned || e.current || e.step.role;
    const bool spent = e.months > 0 && e.step.industry;  // "병원에서 3년을 일했다"
    if (e.events > 0 && (told || spent || e.step.start || e.step.end)) return true;
    const bool own = e.step.kind == "freelance" || e.step.kind == "founding";
    if (e.events > 0 && own && (e.step.start || e.current || e.months > 0)) return true;
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

constexpr double kSoon = 2;  // months

// "1월에 입사한 회사를 12월에 퇴사했다", written in January: what is over lies in no time to come.
void take_back_year(Engagement& e, const Line& line) {
  const auto& published = line.post().published;
  if (!published || !e.step.end || e.step.end->open) return;
  if (e.step.end->middle_month() - published->middle_month() <= kSoon) return;
  e.step.end = e.step.end->plus_months(-12);
  if (e.step.start && e.step.start->year == published->year)
    e.step.start = e.step.start->plus_months(-12);
}

// Who is spoken of as the next place, with nothing done there, or begins after the post is planned.
void plan_future(std::vector<Engagement>& list, const Line& line) {
  const auto& published = line.post().published;
  const bool someone_left = std::any_of(list.begin(), list.end(),
                                        [](const Engagement& e) { return is_work(e) && e.left; });
  for (Engagement& e : list) {
    if (!is_work(e)) continue;
    if (e.left) {
      take_back_year(e, line);
      continue;
    }
    bool later = published && e.step.start && is_before(*published, *e.step.start);
    const double ahead = later ? e.step.start->middle_month() - published->middle_month() : 0;
    const bool next_year = later && e.year_told && e.step.start->year > published->year;
    // The year was taken from the wrong place, unless "next March" was said.
    if (later && e.joined && ahead > kSoon && !next_year) {
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

bool goes_on(const Engagement& e) {
  return is_work(e) && e.step.kind != "internship" && e.step.kind != "freelance" && !e.planned &&
         !e.left && !is_of_before(e);
}

// A tag of the post ("frontend") says as much as two mentions.
void add_tags(const Line& line, const Lexicon& lexicon, std::vector<RoleMention>& crafts) {
  for (std::string_view key : {"tags", "categories", "category", "keywords"}) {
    const auto* values = line.post().document->front.all_of(key);
    if (!values) continue;
    for (const std::string& value : *values) {
      for (const LexiconMatch& match : lexicon.find_all(value)) {
        if (match.row->table != "roles" || match.span.size() != value.size()) continue;
        RoleMention role;
        role.id = match.row->get("role");
        role.text = value;
        if (is_craft(lexicon, role.id)) crafts.insert(crafts.end(), 2, role);
      }
    }
  }
}

// The craft that the post speaks of most, if it is said often and others seldom.
std::optional<RoleMention> main_craft(const Line& line, const Lexicon& lexicon) {
  constexpr int kOften = 3;
  std::vector<std::pair<int, const RoleMention*>> counts;
  std::vector<RoleMention> crafts = line.crafts;
  add_tags(line, lexicon, crafts);
  for (const RoleMention& role : crafts) {
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

// What the whole post says, whatever its sentences said.
void give_role(Engagement& e, const RoleMention& role) {
  e.step.role = role.id;
  e.step.role_text = role.text;
}

// "저는 디자이너였습니다": of the places left, where nothing else is said.
void spread_past(std::vector<Engagement>& list, const Line& line) {
  if (!line.past_role) return;
  for (Engagement& e : list) {
    if (e.step.kind != "work" || !e.left || e.step.role || e.planned) continue;
    give_role(e, *line.past_role);
  }
}

// Where nothing says what the author does there: what the post speaks of most.
void guess_roles(std::vector<Engagement>& list, const Line& line, const Lexicon& lexicon) {
  const auto craft = main_craft(line, lexicon);
  if (!craft) return;
  for (size_t i = list.size(); i-- > 0;) {
    Engagement& e = list[i];
    if (e.step.kind == "bootcamp") break;  // what was before was another craft
    if (e.step.kind != "work" || e.step.role || (e.planned && !e.step.named)) continue;
    if (is_of_before(e)) continue;  // told apart from what the post is about
    give_role(e, *craft);
  }
}

// What was told without a place: the author's own role, the dates of moves.
void spread(std::vector<Engagement>& list, const Line& line, const Lexicon& lexicon) {
  const bool open = std::any_of(list.begin(), list.end(), goes_on);
  for (size_t i = list.size(); i-- > 0;) {
    Engagement& e = list[i];
    if (!is_work(e) || e.step.kind == "internship" || e.planned) continue;
    if (e.step.kind == "freelance" && !e.current && !e.step.start) continue;
    if (open && !goes_on(e)) continue;
    if (e.ref == "first" && list.size() > 1 && !e.current) continue;
    if (!e.step.role && line.own_role) give_role(e, *line.own_role);
    const bool general = !e.step.role || *e.step.role == "software-engineer";
    const auto craft = general && e.current ? main_craft(line, lexicon) : std::nullopt;
    if (craft) give_role(e, *craft);
    const bool weak = !e.step.start || e.start_source == DateSource::kGuessed;
    if (weak && !e.left && e.ref != "previous" && !line.moves.empty()) {
      set_start(e, line.moves.back(), DateSource::kComputed);
    }
    return;
  }
}

// "5월에 이직했다. 전 회사에서는 기획자였다": there is a next place, though nothing is told of it.
void add_next_place(std::vector<Engagement>& list, Line& line) {
  const bool known = std::any_of(list.begin(), list.end(), [](const Engagement& e) {
    return is_work(e) && (e.current || e.planned || e.joined || !is_of_before(e));
  });
  if (known || line.moves.empty()) return;
  const Reading& reading = line.post().readings[line.moved_at];
  const int at = line.add("work", nullptr, reading);
  Engagement& e = line.at(static_cast<size_t>(at));
  e.ref = "new";
  e.joined = e.current = true;
  ++e.events;
  set_start(e, line.moves.back(), DateSource::kStated);
  add_evidence(e, line, reading, {0, static_cast<uint32_t>(reading.text().size())}, "start",
               "work.move");
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
    const std::string& school_word = line.school_word.empty() ? line.major : line.school_word;
    const std::string& word = work ? line.company_word : school_word;
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
    if (months[i] < 0 && list[i].ref == "first" && !list[i].current && !list[i].planned) {
      months[i] = 0;  // before all others
    } else if (months[i] < 0) {
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
  merge_works(list);
  plan_future(list, line);
  merge_groups(list);
  if (line.alternative_service) {
    std::erase_if(list, [](const Engagement& e) { return e.step.kind == "military"; });
  }
  drop_offers(list);
  drop_unfounded(list, line, notes);
  add_next_place(list, line);
  add_daily_work(list, line);
  call_nameless(list, line);
  spread(list, line, lexicon);
  spread_past(list, line);
  tell_game_developers(list, lexicon);
  date_closing(list, line);
  sort_line(list);
  bound_line(list, line);
  sort_line(list);
  guess_roles(list, line, lexicon);
  write_lengths(list);
  std::vector<CareerStep> steps;
  for (Engagement& e : list) {
    e.step.confidence = confidence_of(e);
    steps.push_back(std::move(e.step));
  }
  return steps;
}

}  // namespace hoego::parser
