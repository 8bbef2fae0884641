// SPDX-License-Identifier: Apache-2.0
// Flows -> CareerMap: layers, order within layers, heights, ribbons.
#include "viz/map.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace hoego::viz {
namespace {

constexpr double kMargin = 30;
constexpr double kTop = 96;
constexpr double kBarWidth = 12;
constexpr double kMaxLabel = 170;
constexpr double kColumn = 205;  // from layer to layer
constexpr double kMinHeight = 12;
constexpr double kLabelHeight = 27;  // above the bar of a station
constexpr double kBetween = 18;
constexpr size_t kMaxBackMoves = 10;
constexpr double kHead = 10.5;
constexpr double kSub = 9;
constexpr int kMaxLayers = 8;
constexpr int kCurve = 18;  // points of a ribbon's edge

struct Move {
  size_t from;
  size_t to;
  int count;
  std::vector<std::string> people;
  bool back = false;
};

class Layout {
 public:
  Layout(const std::vector<Flow>& flows, const MapOptions& options)
      : flows_(flows), options_(options), colors_(palette(options.theme)) {}

  void choose();
  void assign_layers();
  void order_layers();
  void place();
  void draw();
  CareerMap take() { return std::move(out_); }

 private:
  std::string words(std::string_view korean, std::string_view english) const {
    return std::string(say(options_.language, korean, english));
  }
  Family color_of(size_t station) const {
    return static_cast<Family>(station % (kFamilyCount - 1));
  }
  bool reaches(size_t from, size_t to) const;
  double scale() const { return unit_; }
  void draw_ribbons();
  void draw_back_moves();
  void draw_stations();

  const std::vector<Flow>& flows_;
  const MapOptions& options_;
  const Palette& colors_;
  std::vector<Move> moves_;
  std::vector<std::vector<size_t>> layers_;
  CareerMap out_;
  double unit_ = 12;  // points for one move
  double bottom_ = 0;
};

// The busiest stations, by name where equally busy.
void Layout::choose() {
  std::map<std::string, int> traffic;
  for (const Flow& flow : flows_) {
    traffic[flow.from] += flow.count;
    traffic[flow.to] += flow.count;
  }
  std::vector<std::pair<std::string, int>> sorted(traffic.begin(), traffic.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (sorted.size() > options_.max_stations) sorted.resize(options_.max_stations);
  std::map<std::string, size_t> index;
  for (const auto& entry : sorted) {
    index[entry.first] = out_.stations.size();
    out_.stations.push_back({entry.first});
  }
  for (const Flow& flow : flows_) {
    auto from = index.find(flow.from);
    auto to = index.find(flow.to);
    if (from == index.end() || to == index.end()) {
      out_.left_out += static_cast<size_t>(flow.count);
      continue;
    }
    moves_.push_back({from->second, to->second, flow.count, flow.people});
    out_.stations[from->second].departures += flow.count;
    out_.stations[to->second].arrivals += flow.count;
  }
}

bool Layout::reaches(size_t from, size_t to) const {
  std::vector<size_t> stack{from};
  std::set<size_t> seen{from};
  while (!stack.empty()) {
    size_t at = stack.back();
    stack.pop_back();
    if (at == to) return true;
    for (const Move& move : moves_)
      if (!move.back && move.from == at && move.count > 0 && seen.insert(move.to).second)
        stack.push_back(move.to);
  }
  return false;
}

// Moves are taken one by one, the frequent ones first; one that would close a circle goes back.
// The layer of a station is the longest way to it.
void Layout::assign_layers() {
  std::vector<Move> all = std::move(moves_);
  moves_.clear();
  for (Move& move : all) {
    move.back = reaches(move.to, move.from);
    moves_.push_back(std::move(move));
  }
  bool changed = true;
  for (size_t round = 0; changed && round < out_.stations.size(); ++round) {
    changed = false;
    for (const Move& move : moves_) {
      if (move.back) continue;
      int wanted = std::min(out_.stations[move.from].layer + 1, kMaxLayers - 1);
      if (out_.stations[move.to].layer >= wanted) continue;
      out_.stations[move.to].layer = wanted;
      changed = true;
    }
  }
  for (Move& move : moves_)
    move.back |= out_.stations[move.from].layer >= out_.stations[move.to].layer;
  int last = 0;
  for (const PlacedStation& station : out_.stations) last = std::max(last, station.layer);
  layers_.resize(static_cast<size_t>(last) + 1);
  for (size_t i = 0; i < out_.stations.size(); ++i)
    layers_[static_cast<size_t>(out_.stations[i].layer)].push_back(i);
}

// Stations stand near the middle of where their moves come from, a few sweeps to and fro.
void Layout::order_layers() {
  std::vector<double> place(out_.stations.size());
  auto number = [&] {
    for (const std::vector<size_t>& layer : layers_)
      for (size_t i = 0; i < layer.size(); ++i)
        place[layer[i]] = (static_cast<double>(i) + 0.5) / static_cast<double>(layer.size());
  };
  number();
  for (int sweep = 0; sweep < 6; ++sweep) {
    for (std::vector<size_t>& layer : layers_) {
      std::map<size_t, double> middle;
      for (size_t station : layer) {
        double sum = 0, weight = 0;
        for (const Move& move : moves_) {
          bool into = sweep % 2 == 0 && move.to == station;
          bool out_of = sweep % 2 == 1 && move.from == station;
          if (!into && !out_of) continue;
          sum += place[into ? move.from : move.to] * move.count;
          weight += move.count;
        }
        middle[station] = weight > 0 ? sum / weight : place[station];
      }
      std::stable_sort(layer.begin(), layer.end(),
                       [&](size_t a, size_t b) { return middle[a] < middle[b]; });
    }
    number();
  }
}

void Layout::place() {
  int busiest = 1;
  for (const PlacedStation& s : out_.stations)
    busiest = std::max({busiest, s.arrivals, s.departures});
  unit_ = std::clamp(160.0 / busiest, 0.4, 14.0);
  auto height = [&](size_t i) {
    const PlacedStation& s = out_.stations[i];
    return std::max(kMinHeight, std::max(s.arrivals, s.departures) * unit_);
  };
  auto total = [&](const std::vector<size_t>& layer) {
    double sum = 0;
    for (size_t i : layer) sum += kLabelHeight + height(i) + kBetween;
    return sum - kBetween;
  };
  double tallest = 0;
  for (const std::vector<size_t>& layer : layers_) tallest = std::max(tallest, total(layer));
  for (size_t l = 0; l < layers_.size(); ++l) {
    double y = kTop + (tallest - total(layers_[l])) / 2;
    double x = kMargin + static_cast<double>(l) * kColumn;
    for (size_t i : layers_[l]) {
      PlacedStation& s = out_.stations[i];
      s.label = {x, y, kMaxLabel, kLabelHeight - 3};
      s.rect = {x, y + kLabelHeight, kBarWidth, height(i)};
      y += kLabelHeight + s.rect.height + kBetween;
    }
  }
  bottom_ = kTop + tallest;
}

// Ribbons leave and arrive in the order of the stations at their other end.
void Layout::draw_ribbons() {
  std::vector<size_t> order(moves_.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    const Rect& x = out_.stations[moves_[a].to].rect;
    const Rect& y = out_.stations[moves_[b].to].rect;
    return x.y < y.y;
  });
  std::vector<double> start(moves_.size());
  std::vector<double> used(out_.stations.size(), 0);
  for (size_t i : order) {
    start[i] = out_.stations[moves_[i].from].rect.y + used[moves_[i].from];
    if (!moves_[i].back) used[moves_[i].from] += moves_[i].count * unit_;
  }
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return out_.stations[moves_[a].from].rect.y < out_.stations[moves_[b].from].rect.y;
  });
  std::fill(used.begin(), used.end(), 0);
  for (size_t i : order) {
    const Move& move = moves_[i];
    if (move.back) continue;
    const Rect& from = out_.stations[move.from].rect;
    const Rect& to = out_.stations[move.to].rect;
    double end = to.y + used[move.to];
    double width = move.count * unit_;
    used[move.to] += width;
    std::vector<Point> upper, lower;
    for (int k = 0; k <= kCurve; ++k) {
      double t = static_cast<double>(k) / kCurve;
      double ease = t * t * (3 - 2 * t);
      double x = from.right() + (to.x - from.right()) * t;
      double y = start[i] + (end - start[i]) * ease;
      upper.push_back({x, y});
      lower.push_back({x, y + width});
    }
    upper.insert(upper.end(), lower.rbegin(), lower.rend());
    auto color = static_cast<size_t>(color_of(move.from));
    out_.picture.polygon(std::move(upper), std::string(colors_.strong[color]) + "38");
  }
}

// The most frequent ones below everything, each on a line of its own.
void Layout::draw_back_moves() {
  std::vector<const Move*> back;
  for (const Move& move : moves_)
    if (move.back) back.push_back(&move);
  std::stable_sort(back.begin(), back.end(),
                   [](const Move* a, const Move* b) { return a->count > b->count; });
  for (size_t i = kMaxBackMoves; i < back.size(); ++i)
    out_.left_out += static_cast<size_t>(back[i]->count);
  back.resize(std::min(back.size(), kMaxBackMoves));
  double depth = 14;
  for (size_t i = 0; i < back.size(); ++i, depth += 6) {
    const Rect& from = out_.stations[back[i]->from].rect;
    const Rect& to = out_.stations[back[i]->to].rect;
    double y = bottom_ + depth;
    double gutter = 6 + 2.5 * static_cast<double>(i % 5);  // left of the stations and their labels
    double x0 = from.x - gutter;
    double x1 = to.x - gutter;
    double leaves = from.bottom() - 3;
    double enters = to.bottom() - 5;
    Stroke stroke{std::string(colors_.ink_faint), 0.6 + std::min(1.6, 0.2 * back[i]->count), false};
    out_.picture.line(
        {{from.x, leaves}, {x0, leaves}, {x0, y}, {x1, y}, {x1, enters}, {to.x - 4, enters}},
        stroke);
    out_.picture.polygon({{to.x - 5, enters - 3}, {to.x, enters}, {to.x - 5, enters + 3}},
                         std::string(colors_.ink_faint));
  }
  if (!back.empty()) bottom_ += depth;
}

void Layout::draw_stations() {
  for (size_t i = 0; i < out_.stations.size(); ++i) {
    PlacedStation& s = out_.stations[i];
    auto color = static_cast<size_t>(color_of(i));
    out_.picture.box(s.rect, std::string(colors_.strong[color]));
    std::string name = fit_text(s.name, kHead, kMaxLabel);
    std::string counts = words("들어옴 ", "in ") + std::to_string(s.arrivals) + " · " +
                         words("나감 ", "out ") + std::to_string(s.departures);
    double width = std::max(text_width(name, kHead), text_width(counts, kSub));
    s.label.width = width;
    out_.picture.box({s.label.x - 2, s.label.y, width + 4, s.label.height},
                     std::string(colors_.page) + "b4");
    out_.picture.text({s.label.x, s.label.y + 10}, name, {kHead, true, std::string(colors_.ink)});
    out_.picture.text({s.label.x, s.label.y + 21.5}, counts,
                      {kSub, false, std::string(colors_.ink_low)});
    std::string tip = s.name + "\n" + counts;
    for (const Move& move : moves_) {
      if (move.from != i) continue;
      tip += "\n→ " + out_.stations[move.to].name + " " + std::to_string(move.count) + ": ";
      for (size_t k = 0; k < move.people.size() && k < 12; ++k)
        tip += (k > 0 ? ", " : "") + move.people[k];
      if (move.people.size() > 12) tip += " …";
    }
    out_.picture.hotspots.push_back(
        {"station-" + std::to_string(i), s.rect, s.name + ", " + counts, tip, "", s.name});
  }
  for (const Move& move : moves_)
    out_.picture.connections.push_back({"station-" + std::to_string(move.from),
                                        "station-" + std::to_string(move.to),
                                        std::to_string(move.count)});
}

void Layout::draw() {
  Picture& p = out_.picture;
  p.background = std::string(colors_.page);
  p.lang = options_.language == Language::kKorean ? "ko" : "en";
  p.title = options_.title.empty() ? words("경력 지도", "career map") : options_.title;
  int moves = 0;
  for (const Move& move : moves_) moves += move.count;
  p.width = std::max(
      520.0, kMargin * 2 + static_cast<double>(std::max<size_t>(layers_.size(), 1) - 1) * kColumn +
                 kMaxLabel);
  p.text({kMargin, 50}, fit_text(p.title, 20, p.width - 2 * kMargin),
         {20, true, std::string(colors_.ink)});
  p.text({kMargin, 69},
         words("이동 ", "moves ") + std::to_string(moves) + "  ·  " + words("자리 ", "stations ") +
             std::to_string(out_.stations.size()),
         {10, false, std::string(colors_.ink_low)});
  draw_ribbons();
  draw_back_moves();
  draw_stations();
  std::string note = words("띠의 굵기는 옮긴 사람의 수, 아래의 선은 거꾸로 간 이동",
                           "ribbons are as wide as people moved; lines below go back");
  if (out_.left_out > 0)
    note +=
        words("  ·  그리지 못한 이동 ", "  ·  moves not drawn: ") + std::to_string(out_.left_out);
  p.text({kMargin, bottom_ + 26}, fit_text(note, 8.5, p.width - 2 * kMargin),
         {8.5, false, std::string(colors_.ink_faint)});
  p.height = std::ceil(bottom_ + 26 + kMargin - 6);
  p.rows.push_back(options_.language == Language::kKorean
                       ? std::vector<std::string>{"어디서", "어디로", "이동", "누가"}
                       : std::vector<std::string>{"from", "to", "moves", "who"});
  for (const Move& move : moves_) {
    std::string who;
    for (const std::string& person : move.people) who += (who.empty() ? "" : ", ") + person;
    const std::string& from = out_.stations[move.from].name;
    const std::string& to = out_.stations[move.to].name;
    p.rows.push_back({from, to, std::to_string(move.count), who});
    if (p.rows.size() < 200)
      p.description.append(from).append(" → ").append(to).append(": ").append(
          std::to_string(move.count) + ". ");
  }
}

}  // namespace

CareerMap lay_out_map(const std::vector<Flow>& flows, const MapOptions& options) {
  Layout layout(flows, options);
  layout.choose();
  layout.assign_layers();
  layout.order_layers();
  layout.place();
  layout.draw();
  return layout.take();
}

}  // namespace hoego::viz
