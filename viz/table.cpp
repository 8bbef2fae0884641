// SPDX-License-Identifier: Apache-2.0
// A table in each of the modes: one writer a mode, chosen in write_table() at the end.
#include "viz/table.h"

#include <algorithm>
#include <numeric>

#include "base/json.h"
#include "base/unicode.h"
#include "query/json.h"
#include "query/semantics.h"
#include "viz/subgraph.h"
#include "viz/terminal_timeline.h"

namespace hoego::viz {
namespace {

constexpr size_t kPiece = 1 << 16;
constexpr int kMinColumn = 4;
constexpr int kMaxCell = 200;  // columns of a cell where the screen has no width
constexpr size_t kMeasured = 1000;

// Gathers small pieces before they go to the sink.
class Writer {
 public:
  explicit Writer(const Sink& sink) : sink_(sink) {}
  ~Writer() { flush(); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  Writer& operator<<(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() > kPiece) flush();
    return *this;
  }
  std::string& buffer() {
    if (buffer_.size() > kPiece) flush();
    return buffer_;
  }

 private:
  void flush() {
    if (!buffer_.empty()) sink_(buffer_);
    buffer_.clear();
  }
  const Sink& sink_;
  std::string buffer_;
};

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
      out << "… " << grouped(cut_to_ - cut_from_) << " rows in the middle are not shown\n";
    if (dropped_ > 0)
      out << "… " << grouped(dropped_) << " columns are not shown (try :mode line)\n";
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

void append_json_row(std::string& out, const Graph& graph, const query::Table& table,
                     const std::vector<Value>& row) {
  out += '{';
  for (size_t c = 0; c < table.columns.size(); ++c) {
    if (c > 0) out += ',';
    append_json_string(out, replace_invalid_utf8(table.columns[c]));
    out += ':';
    query::append_plain_json(out, graph, row[c]);
  }
  out += '}';
}

void write_json(Writer& out, const Graph& graph, const query::Table& table) {
  out << "[";
  for (size_t r = 0; r < table.rows.size(); ++r) {
    out << (r > 0 ? ",\n " : "");
    append_json_row(out.buffer(), graph, table, table.rows[r]);
  }
  out << "]\n";
}

void write_jsonl(Writer& out, const Graph& graph, const query::Table& table) {
  for (const std::vector<Value>& row : table.rows) {
    append_json_row(out.buffer(), graph, table, row);
    out << "\n";
  }
}

void write_typed_json(Writer& out, const Graph& graph, const query::Table& table) {
  out << "{\"columns\":[";
  for (size_t c = 0; c < table.columns.size(); ++c) {
    out << (c > 0 ? "," : "");
    append_json_string(out.buffer(), replace_invalid_utf8(table.columns[c]));
  }
  out << "],\"rows\":[";
  for (size_t r = 0; r < table.rows.size(); ++r) {
    out << (r > 0 ? ",\n[" : "[");
    for (size_t c = 0; c < table.columns.size(); ++c) {
      out << (c > 0 ? "," : "");
      query::append_typed_json(out.buffer(), graph, table.rows[r][c]);
    }
    out << "]";
  }
  out << "]}\n";
}

// The text of a cell for machines: null is empty, strings as they are.
std::string raw_text(const Graph& graph, const Value& value) {
  if (value.is_null()) return {};
  if (value.is(ValueType::kString)) return std::string(value.as_string());
  return query::to_text(graph, value);
}

// RFC 4180. An empty string is quoted, so that it is not taken for null.
std::string csv_field(const std::string& text, bool is_null) {
  bool quote = (text.empty() && !is_null) || text.find_first_of(",\"\r\n") != std::string::npos ||
               (!text.empty() && (text.front() == ' ' || text.back() == ' '));
  if (!quote) return text;
  std::string out = "\"";
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string tsv_field(const std::string& text) {
  std::string out;
  for (char c : text) switch (c) {
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\\':
        out += "\\\\";
        break;
      default:
        out += c;
    }
  return out;
}

void write_separated(Writer& out, const Graph& graph, const query::Table& table, bool tabs) {
  std::string_view between = tabs ? "\t" : ",";
  auto field = [&](const std::string& text, bool is_null) {
    return tabs ? tsv_field(text) : csv_field(text, is_null);
  };
  for (size_t c = 0; c < table.columns.size(); ++c)
    out << (c > 0 ? between : "") << field(table.columns[c], false);
  out << "\n";
  for (const std::vector<Value>& row : table.rows) {
    for (size_t c = 0; c < row.size(); ++c)
      out << (c > 0 ? between : "") << field(raw_text(graph, row[c]), row[c].is_null());
    out << "\n";
  }
}

std::string markdown_cell(std::string_view text) {
  std::string out;
  for (char c : one_line(text)) {
    if (c == '|' || c == '\\' || c == '`' || c == '*' || c == '_' || c == '<' || c == '[')
      out += '\\';
    out += c;
  }
  return out;
}

void write_markdown(Writer& out, const Graph& graph, const query::Table& table) {
  if (table.columns.empty()) return;
  out << "|";
  for (const std::string& column : table.columns) out << " " << markdown_cell(column) << " |";
  out << "\n|";
  for (size_t c = 0; c < table.columns.size(); ++c) {
    bool numbers = !table.rows.empty();
    for (const std::vector<Value>& row : table.rows)
      numbers &= row[c].is_number() || row[c].is_null();
    out << (numbers ? " ---: |" : " --- |");
  }
  out << "\n";
  for (const std::vector<Value>& row : table.rows) {
    out << "|";
    for (const Value& value : row) out << " " << markdown_cell(cell_text(graph, value)) << " |";
    out << "\n";
  }
}

std::string html_text(std::string_view raw) {
  std::string out;
  for (char c : replace_invalid_utf8(raw)) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  return out;
}

void write_html(Writer& out, const Graph& graph, const query::Table& table) {
  out << "<table>\n<thead><tr>";
  for (const std::string& column : table.columns)
    out << "<th scope=\"col\">" << html_text(column) << "</th>";
  out << "</tr></thead>\n<tbody>\n";
  for (const std::vector<Value>& row : table.rows) {
    out << "<tr>";
    for (const Value& value : row)
      out << (value.is_number() ? "<td align=\"right\">" : "<td>")
          << html_text(raw_text(graph, value)) << "</td>";
    out << "</tr>\n";
  }
  out << "</tbody>\n</table>\n";
}

}  // namespace

const std::vector<ModeName>& modes() {
  static const std::vector<ModeName> table = {
      {Mode::kTable, "table", "a framed table, cut to the width of the screen"},
      {Mode::kLine, "line", "one value a line"},
      {Mode::kJson, "json", "one array of objects"},
      {Mode::kJsonl, "jsonl", "one object a line"},
      {Mode::kCsv, "csv", "comma separated (RFC 4180)"},
      {Mode::kTsv, "tsv", "tab separated, with \\t \\n \\\\ escaped"},
      {Mode::kMarkdown, "markdown", "a table of GitHub Markdown"},
      {Mode::kHtml, "html", "a table of HTML"},
      {Mode::kTypedJson, "typed-json", "typed JSON as of the Neo4j Query API"},
      {Mode::kDot, "dot", "nodes and relationships of the result as Graphviz DOT"},
      {Mode::kTimeline, "timeline", "persons, steps or dates of the result as bars of time"},
  };
  return table;
}

std::optional<Mode> mode_of(std::string_view name) {
  std::string folded = fold_case(name);
  if (folded == "md") folded = "markdown";
  if (folded == "box" || folded == "duckbox") folded = "table";
  if (folded == "ndjson") folded = "jsonl";
  for (const ModeName& row : modes())
    if (row.name == folded) return row.mode;
  return std::nullopt;
}

std::string_view name_of(Mode mode) {
  for (const ModeName& row : modes())
    if (row.mode == mode) return row.name;
  return {};
}

std::optional<Mode> mode_of_file(std::string_view path) {
  size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  std::string ending = fold_case(path.substr(dot + 1));
  if (ending == "txt") return Mode::kTable;
  if (ending == "htm") return Mode::kHtml;
  if (ending == "gv") return Mode::kDot;
  return mode_of(ending);
}

std::string cell_text(const Graph& graph, const Value& value) {
  switch (value.type()) {
    case ValueType::kNull:
      return "null";
    case ValueType::kString:
      return one_line(value.as_string());
    default:
      return one_line(query::to_text(graph, value));
  }
}

std::string grouped(uint64_t number) {
  std::string digits = std::to_string(number);
  for (size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string stats_text(const query::Stats& stats) {
  struct Row {
    int64_t count;
    std::string_view one, many;
  };
  const Row rows[] = {
      {stats.nodes_created, "node created", "nodes created"},
      {stats.nodes_deleted, "node deleted", "nodes deleted"},
      {stats.relationships_created, "relationship created", "relationships created"},
      {stats.relationships_deleted, "relationship deleted", "relationships deleted"},
      {stats.properties_set, "property set", "properties set"},
      {stats.labels_added, "label added", "labels added"},
      {stats.labels_removed, "label removed", "labels removed"},
  };
  std::string out;
  for (const Row& row : rows) {
    if (row.count == 0) continue;
    if (!out.empty()) out += ", ";
    out += grouped(static_cast<uint64_t>(row.count)) + " ";
    out += row.count == 1 ? row.one : row.many;
  }
  return out;
}

void write_table(const Sink& sink, const Graph& graph, const query::Table& table, Mode mode,
                 const TableOptions& options) {
  Writer out(sink);
  switch (mode) {
    case Mode::kTable:
      BoxTable(graph, table, options).write(out);
      break;
    case Mode::kLine:
      write_lines(out, graph, table, options.width);
      break;
    case Mode::kJson:
      write_json(out, graph, table);
      break;
    case Mode::kJsonl:
      write_jsonl(out, graph, table);
      break;
    case Mode::kCsv:
      write_separated(out, graph, table, false);
      break;
    case Mode::kTsv:
      write_separated(out, graph, table, true);
      break;
    case Mode::kMarkdown:
      write_markdown(out, graph, table);
      break;
    case Mode::kHtml:
      write_html(out, graph, table);
      break;
    case Mode::kTypedJson:
      write_typed_json(out, graph, table);
      break;
    case Mode::kDot:
      out << subgraph_dot(graph, table);
      break;
    case Mode::kTimeline:
      out << terminal_timeline(graph, table, options.width > 0 ? options.width : 100,
                               options.color);
      break;
  }
}

std::string render_table(const Graph& graph, const query::Table& table, Mode mode,
                         const TableOptions& options) {
  std::string out;
  write_table([&](std::string_view piece) { out += piece; }, graph, table, mode, options);
  return out;
}

}  // namespace hoego::viz
