// SPDX-License-Identifier: Apache-2.0
// The words that hoego knows: tables of rows (parser/lexicon/*.tsv, and the user's own packs in the
// same format) and one matcher that finds all of them in a text in one pass.
//
// A table is UTF-8 text: lines of fields separated by one TAB; `#` starts a comment line; the first
// line that is no comment names the columns. The first column is always the word to look for
// (variants separated by `|`). Which tables there are, and their columns: docs/extending.md.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/edtf.h"
#include "base/hash.h"
#include "base/span.h"

namespace hoego::parser {

// The name of a column as a number (FNV-1a, 64 bit), which the compiler works out where the name is
// written out: rows are asked by name hundreds of times a sentence.
struct ColumnName {
  template <size_t N>
  consteval ColumnName(const char (&name)[N]) : number(fnv1a({name, N - 1})) {}
  constexpr ColumnName(std::string_view name) : number(fnv1a(name)) {}
  bool operator==(const ColumnName&) const = default;

  uint64_t number;
};

struct LexiconRow {
  std::string_view table;           // "roles"
  std::vector<std::string> fields;  // fields[0] is the word as written in the table
  int line = 0;                     // in its file

  // A further field by the column's name; empty where the row is shorter.
  std::string_view get(ColumnName column) const {
    for (size_t i = 0; i < fields.size(); ++i) {
      if ((*columns)[i] == column) return fields[i];
    }
    return {};
  }
  const std::vector<ColumnName>* columns = nullptr;
};

struct LexiconMatch {
  Span span;  // in the text
  const LexiconRow* row = nullptr;
};

// How a word must stand in the text to count; chosen by table (see lexicon.cpp).
//   start: no Hangul/letter directly before; end: a known particle, ending or non-letter after.

class Lexicon {
 public:
  // The built-in tables.
  static const Lexicon& builtin();
  // Built-in tables plus the rows of `files` (name, text); problems are appended to `problems`
  // as "file:line: what is wrong".
  static std::shared_ptr<const Lexicon> with_packs(
      const std::vector<std::pair<std::string, std::string>>& files,
      std::vector<std::string>& problems);
  ~Lexicon();

  const std::vector<LexiconRow>& table(std::string_view name) const;  // empty if there is none
  // Every occurrence of every word of the given tables (all tables: empty list), by place; longer
  // matches first at the same place; matches may overlap. Latin letters match without case.
  std::vector<LexiconMatch> find_all(std::string_view text) const;
  // The same, appended to `matches`.
  void find_all(std::string_view text, std::vector<LexiconMatch>& matches) const;

  // The rows of one table (not of those that are searched for only) whose word stands at the
  // beginning of `text`, shorter words first.
  void find_at(std::string_view table, std::string_view text,
               std::vector<const LexiconRow*>& rows) const;

  // Every occurrence, as written, of the words of one table of that kind, by their ends.
  std::vector<LexiconMatch> find_in(std::string_view table, std::string_view text) const;

  // The cohort calendar (table "cohorts": community, cohort, start, end).
  struct Cohort {
    std::string org;
    std::string cohort;
    Edtf start;
    Edtf end;
  };
  const Cohort* cohort(std::string_view org, std::string_view number) const;

 private:
  Lexicon();
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

// Korean particles and endings (table "particles"): the length in bytes of the particle chain that
// starts at `offset` in `text` and is followed by no letter, 0 if the word ends right there, or -1
// if neither ("카카오에서는 " after 카카오 -> 12; "카카오톡" -> -1).
int particle_length(std::string_view text, size_t offset);
// Where the particles begin that `word` ends with: at most three, as few as will do, and of equally
// few the longest. Not before `shortest` bytes; the end of the word if it ends with none.
size_t particles_begin(std::string_view word, size_t shortest);

}  // namespace hoego::parser
