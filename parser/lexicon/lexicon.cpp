// SPDX-License-Identifier: Apache-2.0
// Reads the tables and finds all of their words: a look-up at each place of the text where one may
// begin, Latin letters folded. As the words that begin alike are bounded, the time is linear in the
// text. How a word must stand there is said by its table, in a line `#match MODE`:
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
#include <variant>

#include "base/messages.h"
#include "base/unicode.h"
#include "parser/lexicon/embedded.h"
#include "parser/lexicon/word_index.h"

namespace hoego::parser {
namespace {

enum class Match : uint8_t { kWord, kStem, kAny, kNone };

constexpr std::array<std::pair<std::string_view, Match>, 4> kModes = {
    {{"word", Match::kWord}, {"stem", Match::kStem}, {"any", Match::kAny}, {"none", Match::kNone}}};

struct Table {
  std::string name;
  std::vector<ColumnName> columns;
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

bool is_latin_or_digit(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
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
  return is_hangul(c) || is_latin_or_digit(c);
}

bool letter_at(std::string_view text, size_t offset) {
  if (offset >= text.size()) return false;
  const char32_t c = code_point_at(text, offset);
  return is_hangul(c) || (is_latin_or_digit(c) && c > '9');
}

bool latin_or_digit_at(std::string_view text, size_t offset) {
  return is_latin_or_digit(static_cast<unsigned char>(text[offset]));
}

// Whether a Latin word at [begin, end) goes on in Latin letters beyond its rims.
bool cuts_latin(std::string_view text, size_t begin, size_t end) {
  const bool left =
      begin > 0 && latin_or_digit_at(text, begin) && latin_or_digit_at(text, begin - 1);
  const bool right =
      end < text.size() && latin_or_digit_at(text, end - 1) && latin_or_digit_at(text, end);
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

// --- Words at their places ------------------------------------------------------------------

struct Entry {
  const LexiconRow* row;
  Match match;
};
using Words = WordIndex<Entry>;

// The words that begin at one place of a text, longer ones first.
class WordsAt {
 public:
  // Calls `found(end, entry)` for each of them.
  template <typename Found>
  void find(const Words& words, std::string_view text, size_t begin, const Found& found) {
    hits_.clear();
    words.find(text.substr(begin), [&](size_t length, std::span<const Entry> entries) {
      hits_.emplace_back(begin + length, entries);
    });
    for (auto hit = hits_.rbegin(); hit != hits_.rend(); ++hit) {
      for (const Entry& entry : hit->second) found(hit->first, entry);
    }
  }

 private:
  std::vector<std::pair<size_t, std::span<const Entry>>> hits_;
};

// --- Particles -----------------------------------------------------------------------------

const WordIndex<std::monostate>& particles() {
  static const WordIndex<std::monostate> index = [] {
    WordIndex<std::monostate> all;
    for (const LexiconRow& row : Lexicon::builtin().table("particles")) {
      for (const std::string& word : split(row.fields[0], '|')) all.add(word, {});
    }
    all.finish();
    return all;
  }();
  return index;
}

constexpr int kMaxChain = 4;
constexpr size_t kLongestParticle = 18;  // bytes
constexpr int kMostAtEnd = 3;            // particles that end a word
constexpr size_t kLongestAtEnd = 15;     // bytes of one of them

// Longest particle first, so that the usual case needs no second try.
int chain_length(std::string_view text, size_t offset, int depth) {
  if (!letter_at(text, offset)) return 0;
  if (depth == kMaxChain) return -1;
  std::array<size_t, kLongestParticle> sizes;
  size_t count = 0;
  particles().find(text.substr(offset, kLongestParticle),
                   [&](size_t size, auto) { sizes[count++] = size; });
  while (count > 0) {
    const size_t size = sizes[--count];
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
  std::transform(folded.begin(), folded.end(), folded.begin(), ascii_lower);
  const size_t at = folded.find(part);
  if (at == std::string::npos) return std::nullopt;
  return word.substr(0, at) + std::string(by) + word.substr(at + part.size());
}

}  // namespace

struct Lexicon::Rep {
  std::deque<Table> tables;
  std::vector<Cohort> cohorts;
  std::vector<std::pair<std::string, std::string>> slips;  // part, misspelt part
  Words words;                                             // of the tables to search
  Words inside;  // those of them that count within longer words too
  std::vector<std::pair<std::string_view, Words>> lists;  // of the tables to look up

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
bool read_columns(Table& table, const std::vector<std::string>& names) {
  std::vector<ColumnName> columns(names.begin(), names.end());
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
      if (!read_columns(*table, fields)) {
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
  Words& list = lists.emplace_back(table.name, Words()).second;
  for (const LexiconRow& row : table.rows) list.add(row.fields[0], {&row, table.match});
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
          if (form.empty()) continue;
          words.add(form, {&row, table.match});
          if (table.match == Match::kAny) inside.add(form, {&row, table.match});
        }
      }
    }
  }
  words.finish();
  inside.finish();
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
  find_all(text, matches);
  return matches;
}

void Lexicon::find_all(std::string_view text, std::vector<LexiconMatch>& matches) const {
  WordsAt here;
  char32_t before = 0;
  for (size_t begin = 0, next = 0; begin < text.size(); begin = next) {
    const auto [character, size] = decode(text, begin);
    next = begin + size;
    const bool after_latin = is_latin_or_digit(before);
    const bool digit = before >= '0' && before <= '9';
    const bool within = is_hangul(before) || (after_latin && !digit);
    before = character;
    const Words& words = within ? rep_->inside : rep_->words;
    if (!words.may_begin(character) || (after_latin && is_latin_or_digit(character))) continue;
    here.find(words, text, begin, [&](size_t end, Entry entry) {
      if (!stands(text, begin, end, entry.match)) return;
      matches.push_back({{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, entry.row});
    });
  }
}

void Lexicon::find_at(std::string_view table, std::string_view text,
                      std::vector<const LexiconRow*>& rows) const {
  rows.clear();
  for (const auto& [name, list] : rep_->lists) {
    if (name != table) continue;
    list.find(text, [&](size_t, std::span<const Entry> entries) {
      for (const Entry& entry : entries) rows.push_back(entry.row);
    });
    return;
  }
}

std::vector<LexiconMatch> Lexicon::find_in(std::string_view table, std::string_view text) const {
  std::vector<LexiconMatch> matches;
  for (const auto& [name, list] : rep_->lists) {
    if (name != table) continue;
    list.find_everywhere(text, [&](size_t begin, size_t size, std::span<const Entry> entries) {
      const auto at = static_cast<uint32_t>(begin);
      for (const Entry& entry : entries) {
        if (text.substr(begin, size) != entry.row->fields[0]) continue;  // in another case
        matches.push_back({{at, at + static_cast<uint32_t>(size)}, entry.row});
      }
    });
  }
  if (matches.size() < 2) return matches;
  std::stable_sort(matches.begin(), matches.end(),
                   [](const auto& a, const auto& b) { return a.span.end < b.span.end; });
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

// From the end of the word backwards: of each place, how many particles make up what follows it.
size_t particles_begin(std::string_view word, size_t shortest) {
  constexpr int kNone = kMostAtEnd + 1;
  const auto& known = particles();
  std::array<int, kMostAtEnd * kLongestAtEnd + 1> counts{};  // by the bytes that follow
  size_t best = word.size();
  int fewest = kNone;
  size_t furthest = 0;  // bytes that are particles all through
  for (size_t left = 1;
       left < counts.size() && left + shortest <= word.size() && left <= furthest + kLongestAtEnd;
       ++left) {
    int& count = counts[left] = kNone;
    const size_t at = word.size() - left;
    if ((word[at] & 0xC0) == 0x80) continue;
    if (!known.may_begin(decode(word, at).value)) continue;
    known.find(word.substr(at, kLongestAtEnd),
               [&](size_t size, auto) { count = std::min(count, counts[left - size] + 1); });
    if (count == kNone) continue;
    furthest = left;
    if (count > fewest) continue;
    fewest = count;
    best = at;
  }
  return best;
}

}  // namespace hoego::parser
