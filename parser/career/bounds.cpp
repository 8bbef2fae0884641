// SPDX-License-Identifier: Apache-2.0
#include "parser/career/bounds.h"

#include <algorithm>
#include <array>

namespace hoego::parser {
namespace {

bool is_line_kind(const Engagement& e) {  // what follows one after the other
  return (is_work(e) && e.step.kind != "freelance") || e.step.kind == "research";
}

// From the last to the first: a place that has a length begins where the one before it ended.
void bound_by_next(std::vector<Engagement>& list, const Line& line) {
  for (size_t i = list.size(); i-- > 0;) {
    Engagement& e = list[i];
    if (!is_line_kind(e) || e.step.end || e.planned) continue;
    for (size_t j = i + 1; j < list.size(); ++j) {
      const Engagement& next = list[j];
      if (!is_line_kind(next) || next.planned || !next.step.start) continue;
      // "전 회사를 퇴사하고 8월에 입사했다": told in one breath, one followed the other.
      const bool together =
          e.left_at && (next.joined_at ? *e.left_at == *next.joined_at : *e.left_at == next.first);
      const bool gap = e.step.exit == "resigned" || e.step.exit == "laid_off";
      if (gap && !together && (e.months == 0 || e.step.start)) break;
      set_end(e, next.step.start->approx(), DateSource::kBounded);
      if (!e.step.exit && is_work(e) && is_work(next))
        e.step.exit = e.decided ? "resigned" : "moved";
      e.current = false;
      e.left = true;
      date_by_length(e, line);
      break;
    }
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

// "퇴사하고 세 달째 쉬고 있다": the rest began when what the same sentence left had ended.
void end_before_rest(std::vector<Engagement>& list) {
  for (const Engagement& rest : list) {
    if (rest.step.kind != "gap" && rest.step.kind != "jobsearch") continue;
    if (!rest.step.start || rest.start_source != DateSource::kComputed) continue;
    for (Engagement& e : list) {
      if (is_work(e) && e.left && !e.step.end && e.left_at == rest.first)
        set_end(e, *rest.step.start, DateSource::kBounded);
    }
  }
}

// A search or a rest lies between what ended before it and what began after it.
void date_between(std::vector<Engagement>& list) {
  for (size_t i = 0; i < list.size(); ++i) {
    Engagement& e = list[i];
    const bool own = e.step.kind == "freelance" && e.current;
    if (e.step.kind != "gap" && e.step.kind != "jobsearch" && !own) continue;
    if (e.current) {
      begin_after_leaving(list, i);
      continue;
    }
    date_before_join(list, e);
    const auto left = [](const Engagement& x) {
      return is_work(x) && x.left && x.step.end && !x.step.end->open;
    };
    const auto joined = [](const Engagement& x) { return is_work(x) && x.joined && x.step.start; };
    const auto studied = [&](const Engagement& x) {  // "수료하고 두 달 반 정도 취준을 했다"
      return e.months > 0 && x.step.kind == "bootcamp" && x.step.end && !x.step.end->open;
    };
    for (size_t j = i; j-- > 0 && !e.step.start;) {
      if (left(list[j])) set_start(e, *list[j].step.end, DateSource::kBounded);
      if (studied(list[j])) set_start(e, list[j].step.end->approx(), DateSource::kBounded);
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
    const bool later = std::any_of(
        list.begin() + static_cast<std::ptrdiff_t>(i) + 1, list.end(), [](const Engagement& x) {
          return x.step.kind == "work" && x.ref != "new" && !x.planned && (x.joined || x.current);
        });
    if (e.left && !e.step.end && !later) {
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

// "네 번째 회사인 다온에서는": who works at the next place of a count has moved there.
void tell_counted_moves(std::vector<Engagement>& list) {
  constexpr std::array<std::string_view, 3> kNext = {"second", "third", "fourth"};
  Engagement* before = nullptr;
  for (Engagement& e : list) {
    if (e.step.kind != "work" || e.planned) continue;
    const bool counted = std::find(kNext.begin(), kNext.end(), e.ref) != kNext.end();
    const bool open = before && !before->left && !before->current && !before->step.exit &&
                      (!before->step.end || !before->step.end->open);
    if (counted && open) {
      before->left = true;
      before->step.exit = "moved";
    }
    before = &e;
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
    if (!is_work(e) || e.step.exit != "resigned" || e.nowhere) continue;
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
    if (!e.left && !e.step.end && e.ref != "previous" && (e.ref != "first" || e.joined))
      e.current = true;
    break;
  }
  const bool works = std::any_of(list.begin(), list.end(), [](const Engagement& e) {
    return is_work(e) && e.current && !e.left;
  });
  for (size_t i = list.size(); i-- > 0 && !works;) {  // who works for himself and nowhere else
    Engagement& e = list[i];
    if (e.step.kind != "freelance" || e.left || e.step.end || e.months > 0 || !e.step.start)
      continue;
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

// What is settled and not yet begun begins soon.
void date_plans(std::vector<Engagement>& list, const Line& line) {
  const auto& published = line.post().published;
  if (!published) return;
  for (Engagement& e : list) {
    if (!is_work(e) || !e.planned || e.step.start) continue;
    set_start(e, Edtf::of_year(published->plus_months(1).year, true), DateSource::kGuessed);
  }
}

// The year that the post is the review of.
std::optional<Edtf> reviewed_year(const Line& line) {
  if (!line.post().looks_back || !line.post().title_year) return std::nullopt;
  return Edtf::of_year(*line.post().title_year);
}

// The review of a year tells what happened in it: the place that the author came to and is at now,
// and the last place that he left.
void date_by_review(std::vector<Engagement>& list, const Edtf& year) {
  size_t now = list.size();
  for (size_t i = 0; i < list.size(); ++i) {
    const Engagement& e = list[i];
    if (e.step.kind == "work" && e.current && !e.left && !e.planned && e.joined) now = i;
  }
  if (now < list.size() && !list[now].step.start && !list[now].months && !list[now].career) {
    set_start(list[now], year, DateSource::kGuessed);
  }
  const bool came =
      now < list.size() && list[now].step.start && list[now].step.start->year == year.year;
  for (size_t i = now; i-- > 0;) {
    Engagement& e = list[i];
    if (e.step.kind != "work" || !e.left || e.planned) continue;
    const bool after = e.step.start && e.step.start->year > year.year;
    if (!e.step.end && !after && (came || (now == list.size() && e.left_at)))
      set_end(e, year, DateSource::kGuessed);
    break;
  }
}

// Looking for work goes on where no work is told of.
void open_searches(std::vector<Engagement>& list) {
  if (std::any_of(list.begin(), list.end(), is_work)) return;
  for (Engagement& e : list) {
    if (e.step.kind == "jobsearch" && !e.step.end && !e.left) e.current = true;
  }
}

// Who has come to a place of work is through with the programme before it.
void close_programmes(std::vector<Engagement>& list) {
  const bool works = std::any_of(list.begin(), list.end(), [](const Engagement& e) {
    return e.step.kind == "work" && (e.current || e.planned) && !e.left;
  });
  if (!works) return;
  for (Engagement& e : list) {
    if (e.step.kind != "bootcamp" || !e.current || e.left || e.step.cohort) continue;
    if (e.step.end && !e.step.end->open) continue;
    e.current = false;
    e.left = true;
    e.step.end.reset();
    if (!e.step.exit) e.step.exit = "completed";
  }
}

// A programme or a community that the review tells of without a date lay in its year.
void date_beside_by_review(std::vector<Engagement>& list, const Edtf& year) {
  for (Engagement& e : list) {
    if (e.step.kind != "bootcamp" && e.step.kind != "community") continue;
    if (e.step.cohort || e.months || e.events == 0 || e.planned) continue;
    if (!e.step.start && (!e.step.end || e.step.end->year == year.year || e.step.end->open))
      set_start(e, year, DateSource::kGuessed);
    if (e.left && !e.step.end) set_end(e, year, DateSource::kGuessed);
  }
}

// How what has an end usually ends.
std::optional<std::string> usual_exit(const Engagement& e) {
  const std::string& kind = e.step.kind;
  if (kind == "internship") return "contract_end";
  if (kind == "education") return "graduated";
  if (kind == "bootcamp" || kind == "military") return "completed";
  return std::nullopt;
}

}  // namespace

bool is_of_before(const Engagement& e) {
  return e.ref == "previous" || e.ref == "before_previous";
}

void date_by_length(Engagement& e, const Line& line) {
  constexpr int kDaysOfMonth = 30;
  const int months = e.months + (e.days + kDaysOfMonth / 2) / kDaysOfMonth;
  if (months == 0) return;
  if (e.step.end && !e.step.end->open && !e.step.start) {
    set_start(e, shifted(*e.step.end, -months), DateSource::kComputed);
  } else if (e.step.start && !e.step.end && !e.current) {
    // "2017년 1년 동안": within the year that was said.
    const bool within = e.step.start->precision == Precision::kYear && months <= 12 &&
                        e.start_source == DateSource::kStated && !e.step.start->approximate;
    const Edtf end = within ? *e.step.start : shifted(*e.step.start, months);
    const auto& published = line.post().published;
    if (published && is_before(*published, end)) return;  // told of something else
    set_end(e, end, DateSource::kComputed);
  } else if (!e.step.start && !e.step.end && e.current && line.post().published) {
    set_start(e, shifted(*line.post().published, -months), DateSource::kComputed);
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

// What ended before it began: one of the dates was told of another place, the beginning where
// another place began then, else the end.
void drop_impossible(const std::vector<Engagement>& list, Engagement& e) {
  if (!e.step.start || !e.step.end || e.step.end->open) return;
  if (!is_before(*e.step.end, *e.step.start)) return;
  const bool of_other = std::any_of(list.begin(), list.end(), [&](const Engagement& other) {
    return &other != &e && other.step.start && other.step.start->year == e.step.start->year &&
           other.step.start->part == e.step.start->part;
  });
  if (of_other || e.end_source > e.start_source) {
    e.step.start.reset();
    e.start_source = DateSource::kNone;
    return;
  }
  e.step.end.reset();
  e.end_source = DateSource::kNone;
  e.step.exit.reset();
  e.left = false;
}

void bound_line(std::vector<Engagement>& list, const Line& line) {
  for (Engagement& e : list) drop_impossible(list, e);
  for (Engagement& e : list) date_by_length(e, line);
  bound_by_next(list, line);
  end_before_current(list, line);
  date_farewell(list, line);
  end_before_rest(list);
  date_between(list);
  tell_moves(list, line.post().tells_move);
  tell_straight_moves(list);
  tell_counted_moves(list);
  open_schools(list, line);
  close_programmes(list);
  open_searches(list);
  open_ends(list);
  if (const auto year = reviewed_year(line)) {
    date_by_review(list, *year);
    date_beside_by_review(list, *year);
  }
  date_plans(list, line);
  for (Engagement& e : list) date_by_length(e, line);
}

void write_lengths(std::vector<Engagement>& list) {
  for (Engagement& e : list) {
    if (e.months || e.days) e.step.duration = iso_duration(e.months, e.days);
    e.step.planned = e.planned;
    if (e.step.end && e.step.end->open) e.step.exit.reset();
    if (e.step.end && !e.step.end->open && !e.step.exit) e.step.exit = usual_exit(e);
  }
}

}  // namespace hoego::parser
