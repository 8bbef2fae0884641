// SPDX-License-Identifier: Apache-2.0
// Tables for people: framed, and one value a line.
#include <algorithm>
#include <numeric>

#include "base/messages.h"
#include "base/unicode.h"
#include "query/semantics.h"
#include "viz/subgraph.h"
#include "viz/table_writers.h"

namespace hoego::viz::table {
namespace {

constexpr int kMinColumn = 4;
constexpr int kMaxCell = 200;  // columns of a cell where the screen has no width
constexpr size_t kMeasured = 1000;

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

struct Frame {
  std::string_view horizontal, vertical;
  std::string_view top[3], middle[3], bottom[3];
  std::string_view cut;
};
constexpr Frame kBox = {"─", "│", {"┌", "┬", "┐"}, {"├", "┼", "┤"}, {"└", "┴", "┘"}, "…"};
constexpr Frame kAscii = {"-", "|", {"+", "+", "+"}, {"+", "+", "+"}, {"+", "+", "+"}, "~"};

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kPlain = "\x1b[0m";

// Nodes, relationships and paths by what they are called, not by all they hold.
std::string short_text(const Graph& graph, const Value& value) {
  switch (value.type()) {
    case ValueType::kNode:
      return one_line(short_node(graph, value.as_node()));
    case ValueType::kRelationship:
      return "[:" + one_line(graph.type_name(graph.type_of(value.as_relationship()))) + "]";
    case ValueType::kPath: {
      const Path& path = value.as_path();
      std::string out = short_node(graph, path.nodes[0]);
      for (size_t i = 0; i < path.rels.size(); ++i) {
        bool forward = graph.source(path.rels[i]) == path.nodes[i];
        out += forward ? "-[:" : "<-[:";
        out += graph.type_name(graph.type_of(path.rels[i]));
        out += forward ? "]->" : "]-";
        out += short_node(graph, path.nodes[i + 1]);
      }
      return one_line(out);
    }
    case ValueType::kList: {
      bool graphic =
          std::any_of(value.as_list().begin(), value.as_list().end(), [](const Value& v) {
            return v.is(ValueType::kNode) || v.is(ValueType::kRelationship) ||
                   v.is(ValueType::kPath);
          });
      if (!graphic) return cell_text(graph, value);
      std::string out;
      for (const Value& item : value.as_list())
        out += (out.empty() ? "[" : ", ") + short_text(graph, item);
      return out + "]";
    }
    default:
      return cell_text(graph, value);
  }
}

// The table for people.
class BoxTable {
 public:
  BoxTable(const Graph& graph, const query::Table& table, const TableOptions& options)
      : graph_(graph), table_(table), options_(options), frame_(options.ascii ? kAscii : kBox) {
    choose_rows();
    measure();
    fit();
  }

  void write(Writer& out) const {
    if (columns_.empty()) return;
    rule(out, frame_.top);
    header(out);
    rule(out, frame_.middle);
    for (size_t row = 0; row < table_.rows.size(); ++row) {
      if (row == cut_from_ && cut_to_ > cut_from_) {
        row = cut_to_;
        dots(out);
      }
      cells(out, table_.rows[row]);
    }
    rule(out, frame_.bottom);
    remarks(out);
  }

 private:
  struct Column {
    size_t index;  // into the table; kNoOffset: stands for the columns left out
    int width = 0;
    bool right = true;  // numbers only
  };

  void choose_rows() {
    size_t rows = table_.rows.size();
    if (options_.max_rows == 0 || rows <= options_.max_rows + 1) return;
    size_t shown = std::max<size_t>(options_.max_rows, 2);
    cut_from_ = (shown + 1) / 2;
    cut_to_ = rows - shown / 2;
  }

  bool is_shown(size_t row) const { return row < cut_from_ || row >= cut_to_; }

  void measure() {
    for (size_t c = 0; c < table_.columns.size(); ++c)
      columns_.push_back({c, display_width(one_line(table_.columns[c])), true});
    bool any = false;
    for (size_t row = 0, measured = 0; row < table_.rows.size(); ++row) {
      if (!is_shown(row)) continue;
      any = true;
      // Beyond the first rows only the kind is looked at; a wider cell is cut.
      bool wide = ++measured <= kMeasured || options_.width == 0;
      for (size_t c = 0; c < columns_.size() && c < table_.rows[row].size(); ++c)
        measure_cell(columns_[c], table_.rows[row][c], wide);
    }
    for (Column& column : columns_) {
      column.right &= any;
      column.width = std::clamp(column.width, 1, kMaxCell);
    }
  }

  void measure_cell(Column& column, const Value& value, bool wide) {
    bool empty = value.is(ValueType::kString) && value.as_string().empty();
    column.right &= value.is_number() || value.is_null() || empty;
    if (wide && column.width < kMaxCell)
      column.width = std::max(column.width, display_width(short_text(graph_, value)));
  }

  int total_width() const {
    int total = 1;
    for (const Column& column : columns_) total += column.width + 3;
    return total;
  }

  // Columns from the middle go until every column has room for a few characters; then the widest
  // ones are cut to the same width.
  void fit() {
    if (options_.width <= 0 || total_width() <= options_.width) return;
    auto least = [&] {
      return std::accumulate(columns_.begin(), columns_.end(), 1, [](int sum, const Column& c) {
        return sum + std::min(c.width, kMinColumn) + 3;
      });
    };
    while (columns_.size() > 2 && least() > options_.width) drop_middle();
    int low = 1;
    int high = kMaxCell;
    while (low < high) {
      int cap = (low + high + 1) / 2;
      int total = 1;
      for (const Column& c : columns_) total += std::min(c.width, std::max(cap, 1)) + 3;
      if (total <= options_.width)
        low = cap;
      else
        high = cap - 1;
    }
    int spare = options_.width - 1;
    for (const Column& c : columns_) spare -= std::min(c.width, low) + 3;
    for (Column& c : columns_) {
      int more = c.width > low && spare > 0 ? 1 : 0;
      c.width = std::min(c.width, low + more);
      spare -= more;
    }
  }

  void drop_middle() {
    auto hole = std::find_if(columns_.begin(), columns_.end(),
                             [](const Column& c) { return c.index == kNoOffset; });
    if (hole == columns_.end()) {
      hole = columns_.begin() + static_cast<std::ptrdiff_t>(columns_.size() / 2);
      *hole = {kNoOffset, 1, false};
      dropped_ = 1;
      return;
    }
    auto before = hole - columns_.begin();
    auto after = columns_.end() - hole - 1;
    columns_.erase(after >= before ? hole + 1 : hole - 1);
    ++dropped_;
  }

  void rule(Writer& out, const std::string_view (&corners)[3]) const {
    if (options_.color) out << kDim;
    out << corners[0];
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) out << corners[1];
      out << repeated(frame_.horizontal, columns_[i].width + 2);
    }
    out << corners[2];
    if (options_.color) out << kPlain;
    out << "\n";
  }

  void bar(Writer& out) const {
    if (options_.color)
      out << kDim << frame_.vertical << kPlain;
    else
      out << frame_.vertical;
  }

  void cell(Writer& out, const Column& column, std::string text, bool right,
            std::string_view color) const {
    int width = display_width(text);
    if (width > column.width) {
      text = cut_to_width(text, column.width - 1);
      text += frame_.cut;
      width = display_width(text);
    }
    std::string space(static_cast<size_t>(std::max(0, column.width - width)), ' ');
    out << " ";
    if (right) out << space;
    if (!color.empty() && options_.color)
      out << color << text << kPlain;
    else
      out << text;
    if (!right) out << space;
    out << " ";
  }

  void header(Writer& out) const {
    for (const Column& column : columns_) {
      bar(out);
      bool hole = column.index == kNoOffset;
      cell(out, column, hole ? std::string(frame_.cut) : one_line(table_.columns[column.index]),
           column.right, kBold);
    }
    bar(out);
    out << "\n";
  }

  void cells(Writer& out, const std::vector<Value>& row) const {
    for (const Column& column : columns_) {
      bar(out);
      if (column.index == kNoOffset) {
        cell(out, column, std::string(frame_.cut), false, kDim);
        continue;
      }
      const Value& value = row[column.index];
      cell(out, column, short_text(graph_, value), column.right,
           value.is_null() ? kDim : std::string_view());
    }
    bar(out);
    out << "\n";
  }

  void dots(Writer& out) const {
    for (const Column& column : columns_) {
      bar(out);
      cell(out, column, options_.ascii ? ":" : "⋮", column.right, kDim);
    }
    bar(out);
    out << "\n";
  }

  void remarks(Writer& out) const {
    if (cut_to_ > cut_from_)
      out << "… " << hoego::say("{} rows in the middle are not shown", grouped(cut_to_ - cut_from_))
          << "\n";
    if (dropped_ > 0)
      out << "… " << hoego::say("{} columns are not shown (try :mode line)", grouped(dropped_))
          << "\n";
  }

  const Graph& graph_;
  const query::Table& table_;
  const TableOptions& options_;
  const Frame& frame_;
  std::vector<Column> columns_;
  size_t cut_from_ = kNoOffset;  // rows [cut_from_, cut_to_) are not shown
  size_t cut_to_ = 0;
  size_t dropped_ = 0;
};

// The text in rows of at most `width` columns, the others indented; 0: in one.
void write_hanging(Writer& out, std::string_view text, int indent, int width) {
  int room = width - indent;
  while (room >= kMinColumn && display_width(text) > room) {
    size_t cut = cut_to_width(text, room).size();
    size_t space = text.substr(0, cut).rfind(' ');
    if (space != std::string_view::npos && space > cut / 2) cut = space + 1;
    out << text.substr(0, cut) << "\n" << std::string(static_cast<size_t>(indent), ' ');
    text.remove_prefix(cut);
  }
  out << text << "\n";
}

}  // namespace

// What would break a line or the terminal is shown, not obeyed.
std::string one_line(std::string_view raw) {
  std::string text =
      first_invalid_utf8(raw) == kNoOffset ? std::string(raw) : replace_invalid_utf8(raw);
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); i = next_code_point(text, i)) {
    char32_t c = code_point_at(text, i);
    if (c == '\n')
      out += "⏎";
    else if (c == '\t')
      out += ' ';
    else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202A && c <= 0x202E))
      out += "�";
    else
      append_utf8(out, c);
  }
  return out;
}

void write_box(Writer& out, const Graph& graph, const query::Table& table,
               const TableOptions& options) {
  BoxTable(graph, table, options).write(out);
}

void write_lines(Writer& out, const Graph& graph, const query::Table& table, int screen) {
  int width = 0;
  for (const std::string& column : table.columns)
    width = std::max(width, display_width(one_line(column)));
  bool first = true;
  for (const std::vector<Value>& row : table.rows) {
    if (!first) out << "\n";
    first = false;
    for (size_t c = 0; c < table.columns.size(); ++c) {
      std::string name = one_line(table.columns[c]);
      out << std::string(static_cast<size_t>(width - display_width(name)), ' ') << name << " = ";
      write_hanging(out, cell_text(graph, row[c]), width + 3, screen);
    }
  }
}

}  // namespace hoego::viz::table
