// SPDX-License-Identifier: Apache-2.0
// Stage 1: what the words of each sentence could mean, before anything is concluded: names, places,
// roles, events, people and times, each at its span.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parser/career/org_mention.h"
#include "parser/document/metadata.h"
#include "parser/document/searched.h"
#include "parser/time/time.h"

namespace hoego::parser {

enum class CueKind : uint8_t { kOrg, kPlace, kIndustry, kRole, kEvent, kPerson };

struct Cue {
  CueKind kind;
  Span span;  // in the sentence's text
  const LexiconRow* row;
};

struct Word {  // between blanks, without punctuation at its rims
  Span span;
};

// "지민님은": somebody named as the subject or topic.
struct NamedPerson {
  Span span;
  bool topic = false;
};

// What is asked of a sentence once for each of its events, worked out at the first question.
struct Answers {
  std::optional<std::vector<Word>> words;
  std::optional<std::vector<LexiconMatch>> links;        // words of the table `links`
  std::optional<std::vector<OrgMention>> orgs;           // but for names of other sentences
  std::optional<std::vector<LexiconMatch>> clause_ends;  // by their ends
  std::optional<std::vector<LexiconMatch>> later;        // words of `modality` that may stand apart
  std::optional<std::vector<size_t>> dated;              // cues that take a date
  std::optional<std::vector<std::optional<size_t>>> owners;  // the cue that each time belongs to
  std::optional<bool> still;
  std::optional<std::vector<NamedPerson>> people;
  std::optional<std::vector<uint32_t>> who_came;  // where "오신 분" and the like begin
};

// One sentence with its cues, in order of place; cues of one kind do not overlap.
struct Reading {
  const Sentence* sentence = nullptr;
  const Lexicon* lexicon = nullptr;
  size_t index = 0;
  const Reading* previous = nullptr;  // of the same paragraph
  const Reading* next = nullptr;
  bool front = false;          // a line of the front matter (title, description)
  bool chrome = false;         // the title of another post of the blog
  bool heading = false;        // a heading, the title
  bool told_by_other = false;  // words of somebody else: a letter, hearsay
  std::vector<Cue> cues;
  std::vector<TimeExpr> times;
  std::optional<Edtf> section_end;  // where the heading gives a range
  std::optional<Edtf> section;      // the period of the heading above, if it has one

  mutable Answers answers;

  std::string_view text() const { return sentence->text; }
  // The row of a small table of endings whose word (first column) stands at `offset`; the longest.
  const LexiconRow* row_at(std::string_view table, uint32_t offset) const;
  // Whether an ending of the table `endings` that stands there tells `what`.
  bool tells(uint32_t offset, std::string_view what) const;
};

struct ReadPost {
  std::vector<Sentence> front;    // sentences made of the front matter
  std::vector<Sentence> chrome;   // titles of other posts, named on the page
  std::vector<Reading> readings;  // front matter first, then in order of the text
  const Document* document = nullptr;
  std::optional<Edtf> published;
  std::optional<int> title_year;
  bool looks_back = false;  // it is the review of that year
  bool tells_move = false;  // of moving to another place, somewhere
  bool farewell = false;    // its title says that it is about leaving a place
};

// A longer sentence is no prose (a table, a log, an attack): it is passed over, so that reading
// stays linear in the length of the post.
inline constexpr size_t kLongestSentence = 2000;  // bytes

ReadPost read_cues(const SearchedDocument& searched, const Metadata& metadata);

}  // namespace hoego::parser
