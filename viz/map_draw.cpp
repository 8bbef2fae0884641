// SPDX-License-Identifier: Apache-2.0
// CareerMap -> shapes: ribbons, lines of moves back, stations, words.
#include <algorithm>
#include <cmath>

#include "viz/map_layout.h"

namespace hoego::viz::map {
namespace {

constexpr double kHead = 10.5;
constexpr double kSub = 9;
constexpr double kCount = 8;
constexpr double kStripe = 4;
constexpr size_t kMaxBackMoves = 10;
constexpr double kBackStep = 15;
constexpr int kCurve = 18;  // points of a ribbon's edge

}  // namespace

void Layout::draw_ribbons() {
  std::vector<std::vector<const Columns::Piece*>> of_move(moves_.size());
  for (const Columns::Piece& piece : columns_.pieces())
    of_move[move_of_way_[piece.way]].push_back(&piece);
  for (size_t m = 0; m < moves_.size(); ++m) {
    if (of_move[m].empty()) continue;
    double width = moves_[m].count * unit_;
    std::vector<Point> upper, lower;
    for (const Columns::Piece* piece : of_move[m]) {
      double left = column_x(columns_.place(piece->from).column) + kBox;
      double right = column_x(columns_.place(piece->to).column);
      for (int k = 0; k <= kCurve; ++k) {
        double t = static_cast<double>(k) / kCurve;
        double ease = t * t * (3 - 2 * t);
        double x = left + (right - left) * t;
        double y = piece->leaves + (piece->arrives - piece->leaves) * ease;
        upper.push_back({x, y});
        lower.push_back({x, y + width});
      }
    }
    Point start = upper.front();
    upper.insert(upper.end(), lower.rbegin(), lower.rend());
    size_t color = static_cast<size_t>(families_[moves_[m].from]);
    out_.picture.polygon(std::move(upper), std::string(colors_.strong[color]) + "38");
    if (width >= kCount)
      out_.picture.text({start.x + 5, start.y + width / 2 + kCount * 0.36},
                        std::to_string(moves_[m].count),
                        {kCount, false, std::string(colors_.ink_low)});
  }
}

// The most frequent ones below everything, each on a line of its own that says which it is.
void Layout::draw_back_moves() {
  std::vector<const Move*> back;
  for (const Move& move : moves_)
    if (move.back) back.push_back(&move);
  std::stable_sort(back.begin(), back.end(),
                   [](const Move* a, const Move* b) { return a->count > b->count; });
  for (size_t i = kMaxBackMoves; i < back.size(); ++i)
    out_.left_out += static_cast<size_t>(back[i]->count);
  back.resize(std::min(back.size(), kMaxBackMoves));
  double y = bottom_ + 6;
  for (size_t i = 0; i < back.size(); ++i) {
    y += kBackStep;
    const PlacedStation& from = out_.stations[back[i]->from];
    const PlacedStation& to = out_.stations[back[i]->to];
    double gutter = 7 + 2.5 * static_cast<double>(i % 5);
    double x0 = from.rect.right() + gutter;
    double x1 = to.rect.x - gutter;
    double leaves = from.rect.bottom() - 4;
    double enters = to.rect.bottom() - 6;
    std::string color(colors_.ink_faint);
    Stroke stroke{color, 0.7 + std::min(1.6, 0.2 * (back[i]->count - 1)), false};
    out_.picture.line({{from.rect.right(), leaves},
                       {x0, leaves},
                       {x0, y},
                       {x1, y},
                       {x1, enters},
                       {to.rect.x - 4, enters}},
                      stroke);
    out_.picture.polygon(
        {{to.rect.x - 5, enters - 3}, {to.rect.x, enters}, {to.rect.x - 5, enters + 3}}, color);
    double room = x0 - x1 - 16;
    std::string text =
        fit_text(from.name + " → " + to.name, kCount, room - text_width(" 0000", kCount)) + "  " +
        std::to_string(back[i]->count);
    out_.picture.text({x1 + 8, y - 3}, text, {kCount, false, std::string(colors_.ink_low)});
  }
  if (!back.empty()) bottom_ = y + 6;
}

std::string Layout::counts_of(const PlacedStation& s) const {
  if (pinned_) {
    std::string count = std::to_string(std::max(s.arrivals, s.departures));
    return words(count + "번", count + (count == "1" ? " time" : " times"));
  }
  std::string out;
  if (s.arrivals > 0) out = words("들어옴 ", "in ") + std::to_string(s.arrivals);
  if (s.departures > 0)
    out += (out.empty() ? "" : " · ") + words("나감 ", "out ") + std::to_string(s.departures);
  return out;
}

void Layout::draw_stations() {
  for (size_t i = 0; i < out_.stations.size(); ++i) {
    PlacedStation& s = out_.stations[i];
    size_t color = static_cast<size_t>(families_[i]);
    out_.picture.box(s.rect, std::string(colors_.tint[color]),
                     {std::string(colors_.strong[color]), 0.8, false});
    out_.picture.box({s.rect.x, s.rect.y, kStripe, s.rect.height},
                     std::string(colors_.strong[color]));
    double room = kBox - kStripe - 14;
    std::string counts = counts_of(s);
    double x = s.rect.x + kStripe + 7;
    double middle = s.rect.y + s.rect.height / 2;
    Text name{
        {x, middle - 2.5}, fit_text(s.name, kHead, room), {kHead, true, std::string(colors_.ink)}};
    Text below{{x, middle + 10}, counts, {kSub, false, std::string(colors_.ink_low)}};
    out_.picture.text(name.at, name.text, name.style);
    out_.picture.text(below.at, below.text, below.style);
    Rect head = text_box(name);
    Rect sub = text_box(below);
    s.label = {x, head.y, std::max(head.width, sub.width), sub.bottom() - head.y};
    std::string tip = s.name + "\n" + counts;
    for (const Move& move : moves_) {
      if (move.from != i) continue;
      tip += "\n→ " + out_.stations[move.to].name + " " + std::to_string(move.count) + ": ";
      for (size_t k = 0; k < move.people.size() && k < 12; ++k)
        tip += (k > 0 ? ", " : "") + move.people[k];
      if (move.people.size() > 12) tip += " …";
    }
    out_.picture.hotspots.push_back(
        {"station-" + std::to_string(i), s.rect, s.name + ", " + counts, tip, "",
         std::string(options_.family_name(families_[i], options_.language))});
  }
  for (const Move& move : moves_)
    out_.picture.connections.push_back({"station-" + std::to_string(move.from),
                                        "station-" + std::to_string(move.to),
                                        std::to_string(move.count)});
}

void Layout::draw_foot() {
  double right = out_.picture.width - kMargin;
  double y = bottom_ + 18;
  Legend legend;
  legend.family_name = options_.family_name;
  for (Family family : families_) legend.add(family);
  y = draw_legend(out_.picture, legend, colors_, options_.language, {kMargin, y}, right) + 6;
  std::string note = words("띠의 굵기와 숫자는 옮긴 수", "width and number of a ribbon: moves");
  bool back = std::any_of(moves_.begin(), moves_.end(), [](const Move& m) { return m.back; });
  if (back) note += words("  ·  아래의 선은 거꾸로 간 이동", "  ·  lines below: moves back");
  if (out_.left_out > 0)
    note +=
        words("  ·  그리지 못한 이동 ", "  ·  moves not drawn: ") + std::to_string(out_.left_out);
  if (!options_.note.empty()) note += "  ·  " + options_.note;
  y = draw_note(out_.picture, note, colors_, {kMargin, y}, right);
  out_.picture.height = std::ceil(y + kMargin - 6);
}

void Layout::describe() {
  constexpr size_t kToldMoves = 200;
  Picture& p = out_.picture;
  p.rows.push_back(options_.language == Language::kKorean
                       ? std::vector<std::string>{"어디서", "어디로", "이동", "누가"}
                       : std::vector<std::string>{"from", "to", "moves", "who"});
  for (const Move& move : moves_) {
    std::string who;
    for (const std::string& person : move.people) who += (who.empty() ? "" : ", ") + person;
    const std::string& from = out_.stations[move.from].name;
    const std::string& to = out_.stations[move.to].name;
    p.rows.push_back({from, to, std::to_string(move.count), who});
    if (p.rows.size() < kToldMoves)
      p.description += from + " → " + to + ": " + std::to_string(move.count) + ". ";
  }
}

std::string Layout::subtitle() const {
  int moves = 0;
  std::set<std::string_view> people;
  for (const Move& move : moves_) {
    moves += move.count;
    people.insert(move.people.begin(), move.people.end());
  }
  std::string out = words("사람 ", "people ") + std::to_string(people.size());
  if (!pinned_) out += words("  ·  이동 ", "  ·  moves ") + std::to_string(moves);
  if (options_.stations.empty()) return out;
  return out + "  ·  " + options_.stations + " " + std::to_string(out_.stations.size());
}

void Layout::draw() {
  Picture& p = out_.picture;
  p.background = std::string(colors_.page);
  p.lang = options_.language == Language::kKorean ? "ko" : "en";
  p.title = options_.title.empty() ? words("경력 지도", "career map") : options_.title;
  size_t columns = std::max<size_t>(columns_.count(), 1);
  p.width = std::max(520.0, column_x(columns - 1) + kBox + kMargin);
  p.text({kMargin, 50}, fit_text(p.title, 20, p.width - 2 * kMargin),
         {20, true, std::string(colors_.ink)});
  p.text({kMargin, 69}, subtitle(), {10, false, std::string(colors_.ink_low)});
  draw_ribbons();
  draw_back_moves();
  draw_stations();
  draw_foot();
  describe();
}

}  // namespace hoego::viz::map
