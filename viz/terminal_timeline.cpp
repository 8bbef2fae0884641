// SPDX-License-Identifier: Apache-2.0
// Spans of months -> cells of a terminal.
#include "viz/terminal_timeline.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/unicode.h"
#include "graph/schema.h"
#include "viz/axis.h"
#include "viz/timeline.h"

namespace hoego::viz {
namespace {

constexpr int kMaxLabel = 34;
constexpr int kMinChart = 20;
constexpr std::string_view kPlain = "\x1b[0m";
// One terminal colour for each family, in the order of the enum.
constexpr std::string_view kColors[kFamilyCount] = {"\x1b[34m", "\x1b[36m", "\x1b[33m",
                                                    "\x1b[35m", "\x1b[95m", "\x1b[31m",
                                                    "\x1b[32m", "\x1b[93m", "\x1b[37m"};

struct Row {
  std::string label;
  std::string dates;
  std::optional<TimeSpan> span;
  Family family = Family::kOther;
};

std::string padded(const std::string& text, int width) {
  std::string cut = display_width(text) <= width ? text : cut_to_width(text, width - 1) + "…";
  return cut + std::string(static_cast<size_t>(std::max(0, width - display_width(cut))), ' ');
}

class Chart {
 public:
  Chart(std::vector<Row> rows, int width, bool color, Language language)
      : rows_(std::move(rows)), color_(color), language_(language) {
    int dates = 0;
    for (const Row& row : rows_) {
      label_ = std::max(label_, std::min(display_width(row.label), kMaxLabel));
      dates = std::max(dates, display_width(row.dates));
      if (row.span) widen(*row.span);
    }
    cells_ = std::max(kMinChart, width - label_ - dates - 4);
    if (first_ > last_) first_ = 0, last_ = 12;
    first_ = std::floor(first_ / 12) * 12;
    if (last_ - first_ < 12) last_ = first_ + 12;
  }

  std::string text() const {
    std::string out = years();
    for (const Row& row : rows_) {
      out += padded(row.label, label_) + "  ";
      out += row.span ? bar(row) : std::string(static_cast<size_t>(cells_), ' ');
      out += "  " + row.dates;
      while (out.back() == ' ') out.pop_back();
      out += "\n";
    }
    return out + marks();
  }

 private:
  void widen(const TimeSpan& span) {
    first_ = std::min(first_, span.begin);
    last_ = std::max(last_, span.end);
  }
  double at(double month) const { return (month - first_) / (last_ - first_) * cells_; }
  int cell(double month) const {
    return std::clamp(static_cast<int>(std::lround(at(month))), 0, cells_);
  }

  std::string years() const {
    std::string line(static_cast<size_t>(cells_), ' ');
    double year_cells = 12 / (last_ - first_) * cells_;
    int step = std::max(1, static_cast<int>(std::ceil(6 / year_cells)));
    int from = static_cast<int>(first_ / 12);
    for (int year = from; year * 12 < last_; year += step) {
      auto x = static_cast<size_t>(cell(year * 12));
      std::string digits = std::to_string(year);
      if (x + digits.size() <= line.size()) line.replace(x, digits.size(), digits);
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return std::string(static_cast<size_t>(label_) + 2, ' ') + line + "\n";
  }

  // What the marks mean, of those that are there; what is certain needs no
  // word, and what goes on has one in its dates.
  std::string marks() const {
    bool rough = false, torn = false, planned = false, day = false;
    for (const Row& row : rows_) {
      if (!row.span) continue;
      const TimeSpan& s = *row.span;
      day |= s.point;
      planned |= s.planned;
      torn |= s.start_unknown || s.end_unknown;
      rough |= s.certain_begin > s.begin || s.certain_end < s.end;
    }
    std::string out;
    auto mark = [&](bool there, std::string_view sign, std::string_view ko, std::string_view en) {
      if (!there) return;
      out.append(out.empty() ? std::string(static_cast<size_t>(label_) + 2, ' ') : "   ");
      out.append(sign).append(" ").append(say(language_, ko, en));
    };
    mark(rough, "▒", "어림", "roughly");
    mark(torn, "┊", "모름", "not known");
    mark(planned, "░", "계획", "planned");
    mark(day, "◆", "하루", "one day");
    return out.empty() ? out : out + "\n";
  }

  std::string bar(const Row& row) const {
    const TimeSpan& s = *row.span;
    int begin = std::min(cell(s.begin), cells_ - 1);
    int end = std::max(cell(s.end), begin + 1);
    int certain_begin = std::clamp(cell(s.certain_begin), begin, end);
    int certain_end = std::clamp(cell(s.certain_end), certain_begin, end);
    std::string out(static_cast<size_t>(begin), ' ');
    if (color_) out += kColors[static_cast<size_t>(row.family)];
    for (int i = begin; i < end; ++i) out += block(s, i, begin, end, certain_begin, certain_end);
    if (color_) out += kPlain;
    return out + std::string(static_cast<size_t>(cells_ - end), ' ');
  }

  static std::string_view block(const TimeSpan& s, int i, int begin, int end, int certain_begin,
                                int certain_end) {
    if (s.point) return "◆";
    if (i == end - 1 && s.open) return "▶";
    if ((i == end - 1 && s.end_unknown) || (i == begin && s.start_unknown)) return "┊";
    if (s.planned) return "░";
    return i >= certain_begin && i < certain_end ? "█" : "▒";
  }

  std::vector<Row> rows_;
  bool color_;
  Language language_;
  int label_ = 4;
  int cells_ = kMinChart;
  double first_ = 1e9;
  double last_ = -1e9;
};

Row row_of(const CareerStep& step, double reference, Language language) {
  Row row;
  row.span = span_of(step, reference);
  std::string where = step_subline(step, nullptr, language);
  row.label = step_headline(step, language) + (where.empty() ? "" : " · " + where);
  row.dates = dates_text(step, language);
  row.family = family_of(step.role_id, step.kind);
  return row;
}

double begin_of(const Row& row) {
  return row.span ? row.span->begin : 1e9;
}

std::string chart_of(const std::vector<CareerStep>& steps, double reference, int width, bool color,
                     Language language) {
  std::vector<Row> rows;
  rows.reserve(steps.size());
  for (const CareerStep& step : steps) rows.push_back(row_of(step, reference, language));
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return begin_of(a) < begin_of(b); });
  return Chart(std::move(rows), width, color, language).text();
}

bool has_label(const Graph& graph, NodeId node, std::string_view name) {
  std::optional<LabelId> label = graph.find_label(name);
  return label && graph.has_label(node, *label);
}

void collect_nodes(const Value& value, std::vector<NodeId>& out) {
  if (value.is(ValueType::kNode)) out.push_back(value.as_node());
  if (value.is(ValueType::kList))
    for (const Value& item : value.as_list()) collect_nodes(item, out);
  if (value.is(ValueType::kPath))
    for (NodeId node : value.as_path().nodes) out.push_back(node);
}

// A column by what its name says after the last dot: "s.startEdtf" begins with "start".
std::optional<size_t> column_like(const query::Table& table, std::string_view beginning) {
  for (size_t c = 0; c < table.columns.size(); ++c) {
    std::string_view name = table.columns[c];
    size_t dot = name.rfind('.');
    std::string folded = fold_case(dot == std::string_view::npos ? name : name.substr(dot + 1));
    if (folded.rfind(beginning, 0) == 0) return c;
  }
  return std::nullopt;
}

std::vector<CareerStep> steps_of_rows(const query::Table& table) {
  std::vector<CareerStep> steps;
  std::optional<size_t> start = column_like(table, "start");
  std::optional<size_t> end = column_like(table, "end");
  if (!start) return steps;
  for (const std::vector<Value>& row : table.rows) {
    CareerStep step;
    step.start = date_of_value(row[*start]);
    if (end) step.end = date_of_value(row[*end]);
    if (end && row[*end].is(ValueType::kString)) step.ongoing = row[*end].as_string() == "..";
    for (size_t c = 0; c < row.size(); ++c) {
      if (c == *start || c == end || !row[c].is(ValueType::kString)) continue;
      step.title += (step.title.empty() ? "" : " · ") + std::string(row[c].as_string());
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace

std::string terminal_timeline(const Career& career, int width, bool color, Language language) {
  std::string out = career.name + std::string(say(language, "의 경력", ": career")) + "\n";
  return out + chart_of(career.steps, reference_month(career), width, color, language);
}

std::string terminal_timeline(const Graph& graph, const query::Table& table, int width, bool color,
                              Language language) {
  std::vector<NodeId> nodes;
  for (const std::vector<Value>& row : table.rows)
    for (const Value& value : row) collect_nodes(value, nodes);
  std::set<NodeId> seen;
  std::string people;
  Career steps;
  for (NodeId node : nodes) {
    if (!seen.insert(node).second) continue;
    if (has_label(graph, node, schema::kPerson))
      people += (people.empty() ? "" : "\n") +
                terminal_timeline(read_career(graph, node), width, color, language);
    else if (has_label(graph, node, schema::kStep))
      steps.steps.push_back(read_step(graph, node));
  }
  if (!people.empty()) return people;
  if (steps.steps.empty()) steps.steps = steps_of_rows(table);
  if (steps.steps.empty())
    return std::string(say(language, "그릴 사람, 단계, 기간이 결과에 없습니다.\n",
                           "The result holds no persons, steps or dates to draw.\n"));
  return chart_of(steps.steps, reference_month(steps), width, color, language);
}

}  // namespace hoego::viz
