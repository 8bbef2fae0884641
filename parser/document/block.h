// SPDX-License-Identifier: Apache-2.0
// Between format and sentences: a block of prose (a paragraph, a heading, a table cell ...) as one
// text with the way back to the file. The readers of formats write blocks with BlockWriter; the
// sentence splitter reads them. Nobody outside this folder includes this.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/document/document.h"

namespace hoego::parser {

// Stands in the working copy of a file for a byte that is no UTF-8.
inline constexpr char kInvalidByte = 0x1A;
// Stands there for a point that must not make a list of its line ("2021. 3. ..."): read as ".".
inline constexpr char kPlainPoint = 0x1D;
// Stands there for what was cut from within a word: read as nothing.
inline constexpr char kCut = 0x1E;

struct Block {
  // Where a line of the file ended inside the block.
  struct Break {
    uint32_t at;  // in text
    bool hard;    // <br>, two blanks at the end of a line, a newline of a plain text
  };
  BlockKind kind = BlockKind::kParagraph;
  uint8_t list_depth = 0;
  bool quoted = false;
  int level = 0;  // of a heading
  uint32_t paragraph = 0;
  Span source;
  std::string text;
  std::vector<Sentence::Run> runs;
  std::vector<Mark> marks;
  std::vector<Break> breaks;
};

// Collects blocks. White space is collapsed, invisible characters are dropped, text becomes NFC.
//
//   writer.open(BlockKind::kParagraph, 0, false);
//   writer.text("회고를  쓴다", 120);   // the bytes that stand at byte 120 of the file
//   writer.close();                    // a block without text leaves no trace
class BlockWriter {
 public:
  void open(BlockKind kind, int list_depth, bool quoted, int level = 0);
  void close();
  bool is_open() const { return open_; }
  // Blocks closed from now on belong to one paragraph until it is released (cells of a table row).
  void hold_paragraph(bool hold);

  void text(std::string_view bytes, uint32_t source);
  // `decoded` stands for the bytes at `source` ("&amp;" -> "&").
  void decoded(std::string_view decoded, uint32_t source);
  void line_break(bool hard, uint32_t source);
  void begin_mark(Mark::Kind kind, std::string_view target = {});
  void end_mark(Mark::Kind kind);

  std::vector<Block> take() { return std::move(blocks_); }

 private:
  void put(std::string_view bytes, uint32_t source);
  void anchor(uint32_t source);
  void flush_blank();

  std::vector<Block> blocks_;
  Block current_;
  std::vector<Mark> open_marks_;
  bool open_ = false;
  bool hold_ = false;
  bool blank_ = false;  // white space seen, not yet written
  uint32_t blank_source_ = 0;
  uint32_t end_source_ = 0;
  uint32_t next_paragraph_ = 0;
};

// The decoded text of an HTML entity "&amp;" or "&#8230;"; empty if it is none.
std::string decode_entity(std::string_view entity);

// The smallest range of the file that holds the given range of a text with these runs.
Span source_span_of(const std::vector<Sentence::Run>& runs, Span in_text);

}  // namespace hoego::parser
