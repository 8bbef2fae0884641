// SPDX-License-Identifier: Apache-2.0
// The three readers of this folder. Each is shown every sentence once, with the words of the
// lexicon that stand in it, so that the lexicon need be searched only once for all of them.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "parser/career/facts.h"
#include "parser/document/document.h"
#include "parser/lexicon/lexicon.h"

namespace hoego::parser {

using Matches = std::span<const LexiconMatch>;

// The rows of one table: whether a match is of it, and which.
class TableRows {
 public:
  TableRows(const Lexicon& lexicon, std::string_view name) : rows_(lexicon.table(name)) {}

  bool holds(const LexiconRow* row) const {
    return !rows_.empty() && row >= rows_.data() && row < rows_.data() + rows_.size();
  }
  size_t index(const LexiconRow* row) const { return static_cast<size_t>(row - rows_.data()); }
  const std::vector<LexiconRow>& all() const { return rows_; }

 private:
  const std::vector<LexiconRow>& rows_;
};

class ThemeReader {
 public:
  ThemeReader(const Document& document, const Lexicon& lexicon);
  void see(const Sentence& sentence, Matches matches);
  std::vector<ThemeMention> themes() const;

 private:
  struct Row {
    size_t theme;  // index into tallies_
    bool strong;
  };
  struct Tally {
    std::string_view theme;
    double score = 0;
    int count = 0;        // sentences that name it
    uint32_t offset = 0;  // of the first of them
  };
  struct Hit {
    size_t theme;
    double weight;
    uint32_t at;
  };
  // The themes of one text, each with its strongest word; valid until the next call.
  const std::vector<Hit>& hits_in(Matches matches);
  void count_text(std::string_view text, double weight, const Lexicon& lexicon);

  TableRows table_;
  std::vector<Row> rows_;  // by index in the table
  std::vector<Tally> tallies_;
  std::vector<Hit> hits_;
};

class AspirationReader {
 public:
  AspirationReader(const Document& document, const Lexicon& lexicon);
  void see(const Sentence& sentence, Matches matches);
  const std::vector<Aspiration>& aspirations() const { return aspirations_; }

 private:
  struct RoleWord {
    Span span;
    std::string_view role;
    bool title;  // a word for a person, not for a field
  };
  struct Wish {
    Span span;
    const LexiconRow* row;
  };
  void read(Matches matches);
  const LexiconRow* wish_for(const RoleWord& role, std::string_view text) const;
  void add(std::string_view role, const Sentence& sentence, const LexiconRow& row);

  const Document& document_;
  TableRows cues_;
  TableRows roles_;
  TableRows fields_;
  std::vector<RoleWord> found_roles_;  // of the sentence at hand
  std::vector<Wish> wishes_;
  bool dropped_ = false;
  bool childhood_ = false;
  int64_t childhood_paragraph_ = -1;
  std::vector<Aspiration> aspirations_;
};

class ReflectionReader {
 public:
  ReflectionReader(const Document& document, const Lexicon& lexicon);
  // `index`: of the sentence in the document.
  void see(size_t index, const Sentence& sentence, Matches matches);
  bool reflective() const;

 private:
  struct Signs {
    int reflects = 0;
    int other = 0;
    int strongest_reflects = 0;
    int strongest_other = 0;
  };
  Signs signs_in(Matches matches, std::string_view place) const;
  bool text_reflects() const;

  TableRows table_;
  size_t total_;
  Signs title_;
  size_t sentences_ = 0;
  size_t reflects_ = 0;
  size_t other_ = 0;
  bool translated_ = false;
};

}  // namespace hoego::parser
