// SPDX-License-Identifier: Apache-2.0
// Markdown through md4c. Its text callbacks point into the buffer that it was given, a copy of the
// piece at hand; so each piece of text knows its place in the file.
#include "parser/document/markdown.h"

#include <md4c.h>

#include <algorithm>
#include <string>

#include "parser/document/html.h"

namespace hoego::parser {
namespace {

// A table row of n columns costs n cells in md4c even where the row is empty.
constexpr size_t kMaxTableColumns = 64;
// md4c looks up lines of a paragraph one by one, so a paragraph of a hundred thousand lines hurts:
// a text longer than this is read in pieces, cut at a blank line where there is one.
constexpr size_t kMaxPiece = 128 * 1024;

class MarkdownReader {
 public:
  MarkdownReader(std::string_view working, Span body, bool lines_end, BlockWriter& writer)
      : working_(working), body_(body), lines_end_(lines_end), writer_(writer) {}

  void read();

 private:
  void read_piece(std::string_view text);
  int enter_block(MD_BLOCKTYPE type, void* detail);
  int leave_block(MD_BLOCKTYPE type);
  int enter_span(MD_SPANTYPE type, void* detail);
  int leave_span(MD_SPANTYPE type);
  int text(MD_TEXTTYPE type, std::string_view piece);

  void open_block(BlockKind kind, int level = 0);
  void open_prose();
  void html_piece(std::string_view piece);
  bool inside(std::string_view piece) const;
  uint32_t offset(std::string_view piece) const;
  std::string_view attribute(const MD_ATTRIBUTE& a) const;

  std::string_view working_;
  std::string given_;      // what md4c reads
  uint32_t given_at_ = 0;  // where it stands in the file
  Span body_;
  bool lines_end_;
  BlockWriter& writer_;
  int list_depth_ = 0;
  int quote_depth_ = 0;
  bool in_code_ = false;
  bool prose_code_ = false;
  int in_image_ = 0;
  Span html_{};
  uint32_t place_ = 0;  // end of the last piece of text, in the file
};

bool has_wide_table(std::string_view text) {
  size_t pipes = 0;
  for (char c : text) {
    if (c == '\n') pipes = 0;
    if (c == '|' && ++pipes > kMaxTableColumns) return true;
  }
  return false;
}

// md4c takes a lone '~' for a mark of striking out, but people write ranges with it: "2018~2020".
std::string without_lone_tildes(std::string_view text) {
  std::string quiet(text);
  for (size_t at = quiet.find('~'); at != std::string::npos; at = quiet.find('~', at)) {
    const size_t end = std::min(quiet.find_first_not_of('~', at), quiet.size());
    if (end - at == 1) quiet[at] = ',';  // as long, punctuation too, and no mark
    at = end;
  }
  return quiet;
}

size_t piece_size(std::string_view text) {
  if (text.size() <= 2 * kMaxPiece) return text.size();
  std::string_view head = text.substr(0, kMaxPiece);
  size_t blank = head.rfind("\n\n");
  if (blank != std::string_view::npos && blank > 0) return blank + 1;
  size_t line = head.rfind('\n');
  if (line != std::string_view::npos && line > 0) return line + 1;
  size_t long_line = text.find('\n', kMaxPiece);
  return long_line == std::string_view::npos ? text.size() : long_line + 1;
}

void MarkdownReader::read() {
  std::string_view text = body_.in(working_);
  while (!text.empty()) {
    size_t size = piece_size(text);
    read_piece(text.substr(0, size));
    text.remove_prefix(size);
  }
}

void MarkdownReader::read_piece(std::string_view text) {
  MD_PARSER parser{};
  parser.flags =
      MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_PERMISSIVEATXHEADERS;
  if (!has_wide_table(text)) parser.flags |= MD_FLAG_TABLES;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* p) {
    return static_cast<MarkdownReader*>(p)->enter_block(type, detail);
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* p) {
    return static_cast<MarkdownReader*>(p)->leave_block(type);
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* p) {
    return static_cast<MarkdownReader*>(p)->enter_span(type, detail);
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* p) {
    return static_cast<MarkdownReader*>(p)->leave_span(type);
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* s, MD_SIZE size, void* p) {
    return static_cast<MarkdownReader*>(p)->text(type, {s, size});
  };
  given_ = without_lone_tildes(text);
  given_at_ = static_cast<uint32_t>(text.data() - working_.data());
  md_parse(given_.data(), static_cast<MD_SIZE>(given_.size()), &parser, this);
  writer_.close();
}

void MarkdownReader::open_block(BlockKind kind, int level) {
  writer_.open(kind, list_depth_, quote_depth_ > 0, level);
}

void MarkdownReader::open_prose() {
  open_block(list_depth_ > 0    ? BlockKind::kListItem
             : quote_depth_ > 0 ? BlockKind::kQuote
                                : BlockKind::kParagraph);
}

int MarkdownReader::enter_block(MD_BLOCKTYPE type, void* detail) {
  switch (type) {
    case MD_BLOCK_QUOTE:
      writer_.close();
      ++quote_depth_;
      break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      writer_.close();
      ++list_depth_;
      break;
    case MD_BLOCK_LI:
    case MD_BLOCK_P:
      open_prose();
      break;
    case MD_BLOCK_H:
      open_block(BlockKind::kHeading,
                 static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
      break;
    case MD_BLOCK_CODE: {
      auto* code = static_cast<MD_BLOCK_CODE_DETAIL*>(detail);
      in_code_ = true;
      prose_code_ = code->lang.size == 0;
      if (prose_code_) open_block(BlockKind::kCode);
      break;
    }
    case MD_BLOCK_HTML:
      writer_.close();
      html_ = {};
      break;
    case MD_BLOCK_TR:
      writer_.hold_paragraph(true);
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      open_block(BlockKind::kTableCell);
      break;
    default:
      break;
  }
  return 0;
}

int MarkdownReader::leave_block(MD_BLOCKTYPE type) {
  writer_.close();
  switch (type) {
    case MD_BLOCK_QUOTE:
      --quote_depth_;
      break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      --list_depth_;
      break;
    case MD_BLOCK_CODE:
      in_code_ = false;
      break;
    case MD_BLOCK_TR:
      writer_.hold_paragraph(false);
      break;
    case MD_BLOCK_HTML:
      read_html(working_, html_, {.list_depth = list_depth_, .quoted = quote_depth_ > 0}, writer_);
      break;
    default:
      break;
  }
  return 0;
}

std::string_view MarkdownReader::attribute(const MD_ATTRIBUTE& a) const {
  const std::string_view text{a.text, a.size};
  return inside(text) ? working_.substr(offset(text), text.size()) : text;
}

int MarkdownReader::enter_span(MD_SPANTYPE type, void* detail) {
  if (!writer_.is_open()) open_prose();
  switch (type) {
    case MD_SPAN_A:
      writer_.begin_mark(Mark::Kind::kLink,
                         attribute(static_cast<MD_SPAN_A_DETAIL*>(detail)->href));
      break;
    case MD_SPAN_IMG:
      writer_.begin_mark(Mark::Kind::kImage,
                         attribute(static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src));
      ++in_image_;
      break;
    case MD_SPAN_STRONG:
      writer_.begin_mark(Mark::Kind::kBold);
      break;
    case MD_SPAN_EM:
      writer_.begin_mark(Mark::Kind::kItalic);
      break;
    case MD_SPAN_CODE:
      writer_.begin_mark(Mark::Kind::kCode);
      break;
    case MD_SPAN_DEL:
      writer_.begin_mark(Mark::Kind::kStrike);
      break;
    default:
      break;
  }
  return 0;
}

int MarkdownReader::leave_span(MD_SPANTYPE type) {
  switch (type) {
    case MD_SPAN_A:
      writer_.end_mark(Mark::Kind::kLink);
      break;
    case MD_SPAN_IMG:
      --in_image_;
      writer_.end_mark(Mark::Kind::kImage);
      break;
    case MD_SPAN_STRONG:
      writer_.end_mark(Mark::Kind::kBold);
      break;
    case MD_SPAN_EM:
      writer_.end_mark(Mark::Kind::kItalic);
      break;
    case MD_SPAN_CODE:
      writer_.end_mark(Mark::Kind::kCode);
      break;
    case MD_SPAN_DEL:
      writer_.end_mark(Mark::Kind::kStrike);
      break;
    default:
      break;
  }
  return 0;
}

bool MarkdownReader::inside(std::string_view piece) const {
  return piece.data() >= given_.data() &&
         piece.data() + piece.size() <= given_.data() + given_.size();
}

uint32_t MarkdownReader::offset(std::string_view piece) const {
  return given_at_ + static_cast<uint32_t>(piece.data() - given_.data());
}

void MarkdownReader::html_piece(std::string_view piece) {
  if (!inside(piece)) return;
  if (html_.empty()) html_.begin = offset(piece);
  html_.end = offset(piece) + static_cast<uint32_t>(piece.size());
}

bool is_line_break_tag(std::string_view tag) {
  return tag.size() >= 4 && (tag[1] | 0x20) == 'b' && (tag[2] | 0x20) == 'r' &&
         (tag[3] == '>' || tag[3] == '/' || tag[3] == ' ');
}

int MarkdownReader::text(MD_TEXTTYPE type, std::string_view piece) {
  if (type == MD_TEXT_HTML && !writer_.is_open()) {
    html_piece(piece);
    return 0;
  }
  if (in_image_ > 0 || (in_code_ && !prose_code_)) return 0;
  if (!writer_.is_open()) open_prose();
  const bool given = inside(piece);
  if (given) {
    place_ = offset(piece);
    piece = working_.substr(place_, piece.size());
  }
  switch (type) {
    case MD_TEXT_BR:
      writer_.line_break(true, place_);
      return 0;
    case MD_TEXT_SOFTBR:
      writer_.line_break(lines_end_, place_);
      return 0;
    case MD_TEXT_HTML:
      if (is_line_break_tag(piece)) writer_.line_break(true, place_);
      break;
    case MD_TEXT_ENTITY: {
      std::string decoded = decode_entity(piece);
      if (decoded.empty())
        writer_.text(piece, place_);
      else
        writer_.decoded(decoded, place_);
      break;
    }
    case MD_TEXT_CODE:
      if (piece == "\n")
        writer_.line_break(true, place_);
      else if (given)
        writer_.text(piece, place_);
      break;
    default:
      if (given) writer_.text(piece, place_);
  }
  if (given) place_ += static_cast<uint32_t>(piece.size());
  return 0;
}

}  // namespace

void read_markdown(std::string_view working, Span body, bool lines_end, BlockWriter& writer) {
  MarkdownReader(working, body, lines_end, writer).read();
}

}  // namespace hoego::parser
