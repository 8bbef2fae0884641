// SPDX-License-Identifier: Apache-2.0
// A blog post taken apart: what its front matter says, its headings and its sentences, each with
// the way back to the bytes of the file as read. Knows formats, no careers.
//
//   Document d = read_document({"2022-12-30-회고.md", bytes});
//   d.sentences[0].text               ->  "2021년 말에 SI 기업에 합격하여 1월부터 일을 하고
//   있었다." d.sentences[0].source_span({0, 9}) ->  where "2021년" stands in the file
//
// Never throws on content: what could not be read is in `notes`. Linear in the size of the input.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/edtf.h"
#include "base/span.h"

namespace hoego::parser {

struct PostFile {
  std::string path;  // as ingested, with forward slashes
  std::string bytes;
};

struct Note {
  std::string message;  // plain English: what, and what was done instead
  uint32_t offset = 0;  // byte in the file
};

// Front matter: keys as written; a scalar is a list of one. A map becomes keys with dots
// ("image.credit"); of a list of maps, each one's name. kLines: read line by line because it was no
// good YAML, or the `export const meta` of an MDX file; kHtml: the <title> and <meta> of a page.
struct FrontMatter {
  enum class Format : uint8_t { kNone, kYaml, kToml, kJson, kLines, kHtml };
  Format format = Format::kNone;
  std::vector<std::pair<std::string, std::vector<std::string>>> entries;

  // The first of the keys (compared without case) that is there and not blank.
  std::optional<std::string> first_of(std::initializer_list<std::string_view> keys) const;
  const std::vector<std::string>* all_of(std::string_view key) const;
};

enum class BlockKind : uint8_t {
  kParagraph,
  kHeading,
  kListItem,
  kTableCell,
  kQuote,
  kCode,
  kCaption
};

// Marked-up ranges inside a sentence's text.
struct Mark {
  enum class Kind : uint8_t { kBold, kItalic, kLink, kCode, kImage, kStrike };
  Kind kind;
  Span span;           // in the sentence's text
  std::string target;  // of kLink and kImage
};

struct Sentence {
  std::string text;  // NFC, markup gone, white space collapsed to single blanks
  BlockKind block = BlockKind::kParagraph;
  uint8_t list_depth = 0;
  bool quoted = false;     // inside a block quote
  uint32_t paragraph = 0;  // sentences of one block share a number
  int32_t heading = -1;    // index into Document::headings of the heading above (a heading's own
                           // sentences: of itself); -1: none
  std::vector<Mark> marks;

  // text byte -> file byte: from text offset `at` on, file offset `source`, byte for byte (a
  // newline in the file is a blank here). Of length 0 for a character written otherwise in the file
  // ("&amp;", decomposed Hangul): it begins at `source`.
  struct Run {
    uint32_t at;
    uint32_t source;
    uint32_t length;
  };
  std::vector<Run> runs;  // in order; gaps are characters with no bytes of their own in the file

  // The smallest range of the file that holds the given range of text.
  Span source_span(Span in_text) const;
  Span source_span() const { return source_span({0, static_cast<uint32_t>(text.size())}); }
};

struct Heading {
  int level = 1;
  int32_t parent = -1;  // index of the heading it stands under
  std::string text;
  Span span;  // in the file
};

// A line of the blog's chrome (Tistory "카테고리의 다른 글" ...): cut from the prose, kept for
// dating. An entry without a title is the post's own date line ("2022. 12. 30. 23:15").
struct ChromeEntry {
  std::string title;
  std::optional<Edtf> date;
  std::string
      byline;  // who stands in the post's own date line ("솔바람 · 2022. 12. 30."); may be empty
  Span span;
};

struct Link {
  std::string target;  // as written
  std::string text;    // what is shown; empty for a picture that leads somewhere
  bool image = false;  // the target is a picture that the post shows
};

struct Document {
  std::string path;
  std::string bytes;  // the file as read; every offset counts here
  FrontMatter front;
  std::string title;  // front matter, else <title>, else the first heading, else a short first
                      // line, else ""
  std::string lang;   // "ko", "en", by the script of the prose; front matter wins
  std::vector<Heading> headings;
  std::vector<Sentence> sentences;
  std::vector<Link> links;  // every link and picture of the body
  std::vector<ChromeEntry> chrome;
  std::vector<Note> notes;

  std::string_view source(Span span) const { return span.in(bytes); }
};

Document read_document(PostFile file);

}  // namespace hoego::parser
