// SPDX-License-Identifier: Apache-2.0
// Reads the tables and finds all of their words in one pass (Aho-Corasick over bytes, Latin letters
// folded). How a word must stand in the text is said by its table, in a line `#match MODE`:
//   word  nothing of a word directly before; after it a particle chain or no letter (names, roles)
//   stem  nothing of a word directly before; anything after (verbs and their endings)
//   any   anywhere (a word that lives inside compounds)
//   none  a table to look up, not to search
// In all modes a Latin letter or digit at the rim of a word must not be met by another one, and a
// blank inside a word with Hangul may be missing in the text. The table `slips` lists usual
// misspellings of parts of words: every word with such a part is found in its misspelt form too.
#include "parser/lexicon/lexicon.h"

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <queue>
#include <unordered_set>

#include "base/messages.h"
#include "base/unicode.h"
#include "parser/lexicon/embedded.h"

namespace hoego::parser {
namespace {

enum class Match : uint8_t { kWord, kStem, kAny, kNone };

constexpr std::array<std::pair<std::string_view, Match>, 4> kModes = {
    {{"word", Match::kWord}, {"stem", Match::kStem}, {"any", Match::kAny}, {"none", Match::kNone}}};

struct Table {
  std::string name;
  std::vector<std::string> columns;
  Match match = Match::kStem;
  std::vector<LexiconRow> rows;
};

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const size_t at = text.find(separator);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

char fold(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_latin_or_digit(char c) {
  c = fold(c);
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_hangul(char32_t c) {
  return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) ||
         (c >= 0x3130 && c <= 0x318F);
}

bool has_hangul(std::string_view word) {
  for (size_t i = 0; i < word.size(); i = next_code_point(word, i)) {
    if (is_hangul(code_point_at(word, i))) return true;
  }
  return false;
}

// The code point that ends before `offset`; 0 at the beginning of the text.
char32_t code_point_before(std::string_view text, size_t offset) {
  if (offset == 0) return 0;
  size_t at = offset - 1;
  while (at > 0 && offset - at < 4 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return code_point_at(text, at);
}

bool letter_before(std::string_view text, size_t offset) {
  const char32_t c = code_point_before(text, offset);
  return is_hangul(c) || (c < 128 && c != 0 && is_latin_or_digit(static_cast<char>(c)));
}

bool letter_at(std::string_view text, size_t offset) {
  if (offset >= text.size()) return false;
  const char32_t c = code_point_at(text, offset);
  return is_hangul(c) || (c < 128 && is_latin_or_digit(static_cast<char>(c)) && !(c <= '9'));
}

// Whether a Latin word at [begin, end) goes on in Latin letters beyond its rims.
bool cuts_latin(std::string_view text, size_t begin, size_t end) {
  const bool left =
      begin > 0 && is_latin_or_digit(text[begin]) && is_latin_or_digit(text[begin - 1]);
  const bool right =
      end < text.size() && is_latin_or_digit(text[end - 1]) && is_latin_or_digit(text[end]);
  return left || right;
}

bool stands(std::string_view text, size_t begin, size_t end, Match match) {
  if (cuts_latin(text, begin, end)) return false;
  if (match == Match::kAny) return true;
  if (letter_before(text, begin)) {
    // A digit may stand before a Hangul word: "2021년3월입사", "1인 개발자".
    const char32_t before = code_point_before(text, begin);
    if (!(before >= '0' && before <= '9' && match == Match::kStem)) return false;
  }
  return match == Match::kStem || particle_length(text, end) >= 0;
}

// --- Aho-Corasick --------------------------------------------------------------------------

class Automaton {
 public:
  void add(std::string_view word, const LexiconRow* row, Match match) {
    uint32_t node = 0;
    for (char c : word) node = child_or_new(node, static_cast<unsigned char>(fold(c)));
    nodes_[node].outputs.push_back({row, match});
  }

  // Fail links in breadth-first order; a node without a word of its own points to the next shorter
  // suffix that has one.
  void finish() {
    for (const auto& [byte, next] : nodes_[0].edges) root_[byte] = next;
    std::queue<uint32_t> todo;
    for (const auto& edge : nodes_[0].edges) todo.push(edge.second);
    while (!todo.empty()) {
      const uint32_t node = todo.front();
      todo.pop();
      for (const auto& [byte, child] : nodes_[node].edges) {
        nodes_[child].fail = step(nodes_[node].fail, byte);
        const Node& fail = nodes_[nodes_[child].fail];
        nodes_[child].shorter = fail.outputs.empty() ? fail.shorter : nodes_[child].fail;
        todo.push(child);
      }
    }
    measure();
    spread();
    first_output_.reserve(nodes_.size());
    for (uint32_t node = 0; node < nodes_.size(); ++node) {
      first_output_.push_back(nodes_[node].outputs.empty() ? nodes_[node].shorter : node);
    }
  }

  // The words that begin the text, shorter ones first.
  template <typename Found>
  void walk(std::string_view text, const Found& found) const {
    uint32_t node = 0;
    for (char c : text) {
      const auto byte = static_cast<unsigned char>(fold(c));
      node = node == 0 ? root_[byte] : child(node, byte);
      if (node == 0) return;
      for (const Output& output : nodes_[node].outputs) found(output.row);
    }
  }

  template <typename Found>
  void run(std::string_view text, const Found& found) const {
    uint32_t node = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      node = step(node, static_cast<unsigned char>(fold(text[i])));
      for (uint32_t at = first_output_[node]; at != 0; at = nodes_[at].shorter) {
        for (const Output& output : nodes_[at].outputs) {
          found(i + 1 - nodes_[at].length, i + 1, output.row, output.match);
        }
      }
    }
  }

 private:
  struct Output {
    const LexiconRow* row;
    Match match;
  };
  struct Node {
    std::vector<std::pair<unsigned char, uint32_t>> edges;
    std::vector<Output> outputs;
    uint32_t fail = 0;
    uint32_t shorter = 0;
    uint32_t length = 0;
    int32_t dense = -1;  // place in dense_ of a node with many edges
  };

  // Nodes with many edges (the bytes of Hangul syllables) get a table of all bytes.
  void spread() {
    constexpr size_t kMany = 4;
    for (Node& node : nodes_) {
      if (node.edges.size() < kMany) continue;
      node.dense = static_cast<int32_t>(dense_.size());
      dense_.emplace_back();
      dense_.back().fill(0);
      for (const auto& [byte, next] : node.edges) dense_.back()[byte] = next;
    }
  }

  uint32_t child(uint32_t node, unsigned char byte) const {
    if (nodes_[node].dense >= 0) return dense_[static_cast<size_t>(nodes_[node].dense)][byte];
    for (const auto& [b, next] : nodes_[node].edges) {
      if (b == byte) return next;
    }
    return 0;
  }

  uint32_t child_or_new(uint32_t node, unsigned char byte) {
    if (const uint32_t known = child(node, byte)) return known;
    nodes_.emplace_back();
    const auto made = static_cast<uint32_t>(nodes_.size() - 1);
    nodes_[node].edges.emplace_back(byte, made);
    return made;
  }

  uint32_t step(uint32_t node, unsigned char byte) const {
    while (node != 0) {
      if (const uint32_t next = child(node, byte)) return next;
      node = nodes_[node].fail;
    }
    return root_[byte];
  }

  void measure() {
    std::queue<uint32_t> todo;
    todo.push(0);
    while (!todo.empty()) {
      const uint32_t node = todo.front();
      todo.pop();
      for (const auto& edge : nodes_[node].edges) {
        nodes_[edge.second].length = nodes_[node].length + 1;
        todo.push(edge.second);
      }
    }
  }

  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::vector<std::array<uint32_t, 256>> dense_;
  std::vector<uint32_t> first_output_;  // of each node: itself or the next one with a word
  std::array<uint32_t, 256> root_{};
};

// --- Particles -----------------------------------------------------------------------------

const std::vector<std::string>& particles() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> all;
    for (const LexiconRow& row : Lexicon::builtin().table("particles")) {
      for (std::string& word : split(row.fields[0], '|')) all.push_back(std::move(word));
    }
    return all;
  }();
  return words;
}

// For look-up; the words live as long as the program.
const std::unordered_set<std::string_view>& particle_set() {
  static const std::unordered_set<std::string_view> set(particles().begin(), particles().end());
  return set;
}

constexpr int kMaxChain = 4;
constexpr size_t kLongestParticle = 18;  // bytes

bool cuts_code_point(std::string_view text, size_t offset) {
  return offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80;
}

// Longest particle first, so that the usual case needs no second try.
int chain_length(std::string_view text, size_t offset, int depth) {
  if (!letter_at(text, offset)) return 0;
  if (depth == kMaxChain) return -1;
  for (size_t size = std::min(kLongestParticle, text.size() - offset); size > 0; --size) {
    if (cuts_code_point(text, offset + size)) continue;
    if (!particle_set().contains(text.substr(offset, size))) continue;
    const int rest = chain_length(text, offset + size, depth + 1);
    if (rest >= 0) return rest + static_cast<int>(size);
  }
  return -1;
}

// --- Variants ------------------------------------------------------------------------------

std::string without_blanks(std::string word) {
  std::erase(word, ' ');
  return word;
}

std::optional<std::string> replace_part(const std::string& word, std::string_view part,
                                        std::string_view by) {
  std::string folded = word;
  std::transform(folded.begin(), folded.end(), folded.begin(), fold);
  const size_t at = folded.find(part);
  if (at == std::string::npos) return std::nullopt;
  return word.substr(0, at) + std::string(by) + word.substr(at + part.size());
}

}  // namespace

std::string_view LexiconRow::get(std::string_view column) const {
  const auto at = std::find(columns->begin(), columns->end(), column);
  const auto index = static_cast<size_t>(at - columns->begin());
  return index < fields.size() ? std::string_view(fields[index]) : std::string_view();
}

struct Lexicon::Rep {
  std::deque<Table> tables;
  std::vector<Cohort> cohorts;
  std::vector<std::pair<std::string, std::string>> slips;  // part, misspelt part
  Automaton automaton;
  std::vector<std::pair<std::string_view, Automaton>> lists;  // of the tables to look up

  Table* find(std::string_view name) {
    for (Table& table : tables) {
      if (table.name == name) return &table;
    }
    return nullptr;
  }

  void load(std::string_view file, std::string_view text, bool builtin,
            std::vector<std::string>& problems);
  void finish(std::vector<std::string>& problems);
  std::vector<std::string> forms_of(const std::string& word) const;
  void read_slips();
  void add_list(const Table& table);
  void read_cohorts(std::vector<std::string>& problems);
};

namespace {

std::string at_line(std::string_view file, int line, std::string_view what) {
  return std::string(file) + ":" + std::to_string(line) + ": " + std::string(what);
}

// The first line of a table that is no comment: the names of the columns.
bool read_columns(Table& table, std::vector<std::string> columns) {
  if (!table.columns.empty()) return table.columns == columns;
  table.columns = std::move(columns);
  return true;
}

void read_directive(Table& table, std::string_view line) {
  constexpr std::string_view kMatch = "#match ";
  if (line.substr(0, kMatch.size()) != kMatch) return;
  for (const auto& [name, mode] : kModes) {
    if (line.substr(kMatch.size()) == name) table.match = mode;
  }
}

}  // namespace

void Lexicon::Rep::load(std::string_view file, std::string_view text, bool builtin,
                        std::vector<std::string>& problems) {
  const size_t slash = file.rfind('/');
  std::string_view name = slash == std::string_view::npos ? file : file.substr(slash + 1);
  name = name.substr(0, name.rfind(".tsv"));
  Table* table = find(name);
  if (!table) {
    if (!builtin) problems.push_back(at_line(file, 1, say("there is no table of this name")));
    table = &tables.emplace_back();
    table->name = name;
  }
  int number = 0;
  bool have_columns = false;
  for (const std::string& raw : split(text, '\n')) {
    ++number;
    const std::string_view line =
        !raw.empty() && raw.back() == '\r' ? std::string_view(raw).substr(0, raw.size() - 1) : raw;
    if (line.empty()) continue;
    if (line[0] == '#') {
      read_directive(*table, line);
      continue;
    }
    std::vector<std::string> fields = split(line, '\t');
    if (!have_columns) {
      have_columns = true;
      if (!read_columns(*table, std::move(fields))) {
        problems.push_back(
            at_line(file, number, say("the columns differ from the built-in table's")));
        return;
      }
      continue;
    }
    if (fields[0].empty() || fields.size() > table->columns.size()) {
      problems.push_back(at_line(
          file, number,
          fields[0].empty() ? say("the word is missing") : say("more fields than columns")));
      continue;
    }
    for (std::string& field : fields) field = nfc(field);
    table->rows.push_back({table->name, std::move(fields), number, &table->columns});
  }
}

std::vector<std::string> Lexicon::Rep::forms_of(const std::string& word) const {
  std::vector<std::string> forms = {word};
  for (const auto& [part, slip] : slips) {
    if (auto form = replace_part(word, part, slip)) forms.push_back(std::move(*form));
  }
  const size_t count = forms.size();
  for (size_t i = 0; i < count; ++i) {
    if (forms[i].find(' ') != std::string::npos && has_hangul(forms[i])) {
      forms.push_back(without_blanks(forms[i]));
    }
  }
  std::sort(forms.begin(), forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  return forms;
}

void Lexicon::Rep::add_list(const Table& table) {
  Automaton& list = lists.emplace_back(table.name, Automaton()).second;
  for (const LexiconRow& row : table.rows) list.add(row.fields[0], &row, table.match);
  list.finish();
}

void Lexicon::Rep::read_slips() {
  const Table* table = find("slips");
  if (!table) return;
  for (const LexiconRow& row : table->rows) {
    for (std::string& slip : split(row.get("slips"), '|')) {
      slips.emplace_back(row.fields[0], std::move(slip));
    }
  }
}

void Lexicon::Rep::read_cohorts(std::vector<std::string>& problems) {
  const Table* table = find("cohorts");
  if (!table) return;
  for (const LexiconRow& row : table->rows) {
    const auto start = parse_edtf(row.get("start"));
    const auto end = parse_edtf(row.get("end"));
    if (!start || !end) {
      problems.push_back(at_line("cohorts.tsv", row.line, say("start or end is no EDTF date")));
      continue;
    }
    for (const std::string& name : split(row.fields[0], '|')) {
      cohorts.push_back({name, std::string(row.get("cohort")), *start, *end});
    }
  }
}

void Lexicon::Rep::finish(std::vector<std::string>& problems) {
  read_slips();
  for (const Table& table : tables) {
    if (table.match == Match::kNone) {
      add_list(table);
      continue;
    }
    for (const LexiconRow& row : table.rows) {
      for (const std::string& variant : split(row.fields[0], '|')) {
        for (const std::string& form : forms_of(variant)) {
          if (!form.empty()) automaton.add(form, &row, table.match);
        }
      }
    }
  }
  automaton.finish();
  read_cohorts(problems);
}

Lexicon::Lexicon() : rep_(std::make_unique<Rep>()) {}
Lexicon::~Lexicon() = default;

const Lexicon& Lexicon::builtin() {
  static const std::shared_ptr<const Lexicon> lexicon = [] {
    std::vector<std::string> none;
    return with_packs({}, none);
  }();
  return *lexicon;
}

std::shared_ptr<const Lexicon> Lexicon::with_packs(
    const std::vector<std::pair<std::string, std::string>>& files,
    std::vector<std::string>& problems) {
  std::shared_ptr<Lexicon> lexicon(new Lexicon());
  Rep& rep = *lexicon->rep_;
  for (const EmbeddedFile& file : embedded_lexicon()) {
    rep.load(file.name, file.text, true, problems);
  }
  for (const auto& [name, text] : files) rep.load(name, text, false, problems);
  rep.finish(problems);
  return lexicon;
}

const std::vector<LexiconRow>& Lexicon::table(std::string_view name) const {
  static const std::vector<LexiconRow> none;
  const Table* table = rep_->find(name);
  return table ? table->rows : none;
}

std::vector<LexiconMatch> Lexicon::find_all(std::string_view text) const {
  std::vector<LexiconMatch> matches;
  rep_->automaton.run(text, [&](size_t begin, size_t end, const LexiconRow* row, Match match) {
    if (!stands(text, begin, end, match)) return;
    matches.push_back({{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, row});
  });
  // The automaton reports in a fixed order, so a stable sort keeps the result fixed too.
  std::stable_sort(matches.begin(), matches.end(), [](const auto& a, const auto& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  return matches;
}

void Lexicon::find_at(std::string_view table, std::string_view text,
                      std::vector<const LexiconRow*>& rows) const {
  rows.clear();
  for (const auto& [name, list] : rep_->lists) {
    if (name != table) continue;
    list.walk(text, [&](const LexiconRow* row) { rows.push_back(row); });
    return;
  }
}

std::vector<LexiconMatch> Lexicon::find_in(std::string_view table, std::string_view text) const {
  std::vector<LexiconMatch> matches;
  for (const auto& [name, list] : rep_->lists) {
    if (name != table) continue;
    list.run(text, [&](size_t begin, size_t end, const LexiconRow* row, Match) {
      if (text.substr(begin, end - begin) != row->fields[0]) return;  // in another case
      matches.push_back({{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, row});
    });
  }
  return matches;
}

const Lexicon::Cohort* Lexicon::cohort(std::string_view org, std::string_view number) const {
  const std::string name = without_blanks(fold_case(org));
  // The last row wins, so that a user's pack corrects the built-in table.
  for (auto at = rep_->cohorts.rbegin(); at != rep_->cohorts.rend(); ++at) {
    if (at->cohort == number && without_blanks(fold_case(at->org)) == name) return &*at;
  }
  return nullptr;
}

int particle_length(std::string_view text, size_t offset) {
  if (offset > text.size()) return -1;
  return chain_length(text, offset, 0);
}

bool is_particle(std::string_view word) {
  return particle_set().contains(word);
}

}  // namespace hoego::parser
