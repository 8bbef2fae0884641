// SPDX-License-Identifier: Apache-2.0
// Subgraph -> Network. The steps of the work stand in lay_out_network() at the end.
#include "viz/network.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "graph/schema.h"
#include "viz/columns.h"
#include "viz/legend.h"

namespace hoego::viz {
namespace {

constexpr double kMargin = 30;
constexpr double kTop = 88;
constexpr double kBox = 150;
constexpr double kBetween = 116;  // from column to column
constexpr double kMinHeight = 34;
constexpr double kClear = 12;
constexpr double kLine = 11;  // from line to line where several arrive
constexpr double kHead = 10;
constexpr double kSub = 8.5;
constexpr double kType = 7.5;
constexpr double kStripe = 4;
constexpr double kMaxBulge = 44;
constexpr int kCurve = 16;

struct Link {
  RelId rel;
  size_t left;  // indices of nodes, `left` in the earlier column
  size_t right;
  bool forward;  // from left to right
};

class Layout {
 public:
  Layout(const Graph& graph, const NetworkOptions& options)
      : graph_(graph), options_(options), colors_(palette(options.theme)) {}

  void choose(const Subgraph& part);
  void place();
  void draw();
  Network take() { return std::move(out_); }

 private:
  std::string words(std::string_view korean, std::string_view english) const {
    return std::string(say(options_.language, korean, english));
  }
  double column_x(size_t column) const {
    return kMargin + static_cast<double>(column) * (kBox + kBetween);
  }
  std::string caption_of(NodeId node) const;
  std::string type_of(const Link& link) const { return graph_.type_name(graph_.type_of(link.rel)); }
  void arrow_head(double x, double y, double direction);
  void draw_line(const Link& link, const std::vector<const Columns::Piece*>& way);
  void draw_type(const Link& link, const Columns::Piece& last);
  void draw_arc(const Link& link);
  void draw_node(size_t index);
  void draw_foot();
  void describe();

  const Graph& graph_;
  const NetworkOptions& options_;
  const Palette& colors_;
  std::vector<NodeId> nodes_;  // from near to far
  std::vector<size_t> column_;
  std::vector<Link> lines_;  // from column to column; the number of a way is that of its line
  std::vector<Link> arcs_;   // within a column
  Columns columns_{kTop, kClear};
  Network out_;
};

// Breadth first from the persons, then from the best connected of what they do not reach.
void Layout::choose(const Subgraph& part) {
  std::map<NodeId, std::vector<NodeId>> beside;
  for (RelId rel : part.rels) {
    beside[graph_.source(rel)].push_back(graph_.target(rel));
    beside[graph_.target(rel)].push_back(graph_.source(rel));
  }
  std::vector<NodeId> roots = part.nodes;
  std::optional<LabelId> person = graph_.find_label(schema::kPerson);
  auto rank = [&](NodeId node) {
    bool first = person && graph_.has_label(node, *person);
    return std::make_pair(!first, -static_cast<double>(beside[node].size()));
  };
  std::stable_sort(roots.begin(), roots.end(),
                   [&](NodeId a, NodeId b) { return rank(a) < rank(b); });
  std::map<NodeId, size_t> index;
  auto visit = [&](NodeId node, size_t column) {
    if (index.count(node)) return;
    if (nodes_.size() >= options_.max_nodes) return;
    index[node] = nodes_.size();
    nodes_.push_back(node);
    column_.push_back(column);
  };
  for (NodeId root : roots) {
    size_t next = nodes_.size();
    visit(root, 0);
    for (; next < nodes_.size(); ++next)
      for (NodeId other : beside[nodes_[next]]) visit(other, column_[next] + 1);
  }
  out_.left_out = part.nodes.size() - nodes_.size();
  for (RelId rel : part.rels) {
    auto from = index.find(graph_.source(rel));
    auto to = index.find(graph_.target(rel));
    if (from == index.end() || to == index.end()) {
      ++out_.left_out;
      continue;
    }
    size_t a = from->second;
    size_t b = to->second;
    bool forward = column_[a] <= column_[b];
    Link link{rel, forward ? a : b, forward ? b : a, forward};
    (column_[a] == column_[b] ? arcs_ : lines_).push_back(link);
  }
}

void Layout::place() {
  std::vector<size_t> leaving(nodes_.size()), arriving(nodes_.size());
  for (const Link& link : lines_) {
    ++leaving[link.left];
    ++arriving[link.right];
  }
  for (size_t i = 0; i < nodes_.size(); ++i) {
    auto lines = static_cast<double>(std::max(leaving[i], arriving[i]));
    columns_.add(column_[i], std::max(kMinHeight, lines * kLine));
  }
  for (const Link& link : lines_) columns_.join(link.left, link.right, kLine);
  columns_.arrange();
  for (size_t i = 0; i < nodes_.size(); ++i) {
    const Columns::Place& place = columns_.place(i);
    out_.boxes.push_back({column_x(place.column), place.y, kBox, place.height});
  }
}

void Layout::arrow_head(double x, double y, double direction) {
  out_.picture.polygon({{x - 5 * direction, y - 3}, {x, y}, {x - 5 * direction, y + 3}},
                       std::string(colors_.ink_faint));
}

void Layout::draw_line(const Link& link, const std::vector<const Columns::Piece*>& way) {
  std::vector<Point> points;
  for (const Columns::Piece* piece : way) {
    double left = column_x(columns_.place(piece->from).column) + kBox;
    double right = column_x(columns_.place(piece->to).column);
    for (int k = 0; k <= kCurve; ++k) {
      double t = static_cast<double>(k) / kCurve;
      double ease = t * t * (3 - 2 * t);
      points.push_back({left + (right - left) * t,
                        piece->leaves + (piece->arrives - piece->leaves) * ease + kLine / 2});
    }
  }
  Point begin = points.front();
  Point end = points.back();
  out_.picture.line(std::move(points), {std::string(colors_.ink_faint), 0.8, false});
  if (link.forward)
    arrow_head(end.x, end.y, 1);
  else
    arrow_head(begin.x, begin.y, -1);
}

// The type stands on the line before its right end, where lines are apart; those of others pass
// below it.
void Layout::draw_type(const Link& link, const Columns::Piece& last) {
  Point end{column_x(columns_.place(last.to).column), last.arrives + kLine / 2};
  std::string type = fit_text(type_of(link), kType, kBetween * 0.5);
  double width = text_width(type, kType);
  Text text{{end.x - 8 - width, end.y + kType * 0.36},
            type,
            {kType, false, std::string(colors_.ink_low)}};
  out_.picture.box({text.at.x - 2, end.y - kType / 2, width + 4, kType},
                   std::string(colors_.page) + "e6");
  out_.picture.text(text.at, text.text, text.style);
  out_.labels.push_back(text_box(text));
}

void Layout::draw_arc(const Link& link) {
  const Rect& from = out_.boxes[link.left];
  const Rect& to = out_.boxes[link.right];
  double begin = from.y + from.height * 0.75;
  double end = to.y + to.height * 0.25;
  if (from.y > to.y) std::swap(begin, end), begin = from.y + 6, end = to.bottom() - 6;
  double bulge = std::min(kMaxBulge, 10 + std::abs(end - begin) * 0.06);
  std::vector<Point> points;
  for (int k = 0; k <= kCurve; ++k) {
    double t = static_cast<double>(k) / kCurve;
    points.push_back({from.right() + bulge * 4 * t * (1 - t), begin + (end - begin) * t});
  }
  out_.picture.line(std::move(points), {std::string(colors_.ink_faint), 0.7, true});
  arrow_head(to.right(), end, -1);
}

void Layout::draw_node(size_t index) {
  NodeId node = nodes_[index];
  const Rect& box = out_.boxes[index];
  std::string labels;
  for (LabelId label : graph_.labels_of(node)) labels += ":" + graph_.label_name(label);
  auto color = static_cast<size_t>(node_family(graph_, node));
  out_.picture.box(box, std::string(colors_.tint[color]),
                   {std::string(colors_.strong[color]), 0.8, false});
  out_.picture.box({box.x, box.y, kStripe, box.height}, std::string(colors_.strong[color]));
  double x = box.x + kStripe + 7;
  double room = kBox - kStripe - 14;
  double middle = box.y + box.height / 2;
  std::string caption = caption_of(node);
  out_.picture.text({x, middle - 2.5}, fit_text(caption, kHead, room),
                    {kHead, true, std::string(colors_.ink)});
  std::string dates = node_dates(graph_, node);
  out_.picture.text({x, middle + 9.5}, fit_text(dates.empty() ? labels : dates, kSub, room),
                    {kSub, false, std::string(colors_.ink_low)});
  std::string first = labels.substr(0, labels.find(':', 1));
  out_.picture.hotspots.push_back({"n" + std::to_string(node), box, caption + " " + labels,
                                   short_node(graph_, node) + "\n" + labels, "",
                                   first.empty() ? "" : first.substr(1)});
}

// A step without a title is called by its kind.
std::string Layout::caption_of(NodeId node) const {
  std::string caption = node_caption(graph_, node);
  std::optional<KeyId> kind = graph_.find_key(schema::kKind);
  Value value = kind ? graph_.node_property(node, *kind) : Value();
  bool is_kind = value.is(ValueType::kString) && value.as_string() == caption;
  return is_kind ? std::string(kind_name(caption, options_.language)) : caption;
}

void Layout::draw_foot() {
  std::set<std::string> types;
  for (const Link& link : arcs_) types.insert(type_of(link));
  std::string note;
  for (const std::string& type : types)
    note +=
        (note.empty() ? words("점선: 같은 열 안의 ", "dashed, within a column: ") : ", ") + type;
  if (out_.left_out > 0)
    note += (note.empty() ? "" : "  ·  ") +
            words("그리지 못한 노드와 관계 ", "nodes and relationships not drawn: ") +
            std::to_string(out_.left_out);
  double y = std::max(columns_.bottom(), kTop) + 18;
  y = draw_note(out_.picture, note, colors_, {kMargin, y}, out_.picture.width - kMargin);
  out_.picture.height = std::ceil(y + kMargin - 6);
}

void Layout::describe() {
  constexpr size_t kTold = 200;
  Picture& p = out_.picture;
  p.rows.push_back(options_.language == Language::kKorean
                       ? std::vector<std::string>{"어디서", "관계", "어디로"}
                       : std::vector<std::string>{"from", "relationship", "to"});
  for (const std::vector<Link>* links : {&lines_, &arcs_})
    for (const Link& link : *links) {
      NodeId from = graph_.source(link.rel);
      NodeId to = graph_.target(link.rel);
      p.rows.push_back({caption_of(from), type_of(link), caption_of(to)});
      p.connections.push_back(
          {"n" + std::to_string(from), "n" + std::to_string(to), type_of(link)});
      if (p.rows.size() < kTold)
        p.description += p.rows.back()[0] + " " + p.rows.back()[1] + " " + p.rows.back()[2] + ". ";
    }
}

void Layout::draw() {
  Picture& p = out_.picture;
  p.background = std::string(colors_.page);
  p.lang = options_.language == Language::kKorean ? "ko" : "en";
  p.title = options_.title.empty() ? words("그래프", "graph") : options_.title;
  size_t columns = std::max<size_t>(columns_.count(), 1);
  double arcs = arcs_.empty() ? 0 : kMaxBulge;
  p.width = std::max(520.0, column_x(columns - 1) + kBox + arcs + kMargin);
  p.text({kMargin, 50}, fit_text(p.title, 20, p.width - 2 * kMargin),
         {20, true, std::string(colors_.ink)});
  p.text({kMargin, 69},
         words("노드 ", "nodes ") + std::to_string(nodes_.size()) +
             words("  ·  관계 ", "  ·  relationships ") +
             std::to_string(lines_.size() + arcs_.size()),
         {10, false, std::string(colors_.ink_low)});
  std::vector<std::vector<const Columns::Piece*>> ways(lines_.size());
  for (const Columns::Piece& piece : columns_.pieces()) ways[piece.way].push_back(&piece);
  for (const Link& link : arcs_) draw_arc(link);
  for (size_t i = 0; i < lines_.size(); ++i) draw_line(lines_[i], ways[i]);
  for (size_t i = 0; i < lines_.size(); ++i) draw_type(lines_[i], *ways[i].back());
  for (size_t i = 0; i < nodes_.size(); ++i) draw_node(i);
  draw_foot();
  describe();
}

}  // namespace

Network lay_out_network(const Graph& graph, const Subgraph& part, const NetworkOptions& options) {
  Layout layout(graph, options);
  layout.choose(part);
  layout.place();
  layout.draw();
  return layout.take();
}

}  // namespace hoego::viz
