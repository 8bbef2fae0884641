// SPDX-License-Identifier: Apache-2.0
// read_document: bytes -> working copy (same offsets) -> front matter, chrome -> blocks by format
// -> headings and sentences.
#include "parser/document/document.h"

#include <algorithm>

#include "base/unicode.h"
#include "parser/document/block.h"
#include "parser/document/chrome.h"
#include "parser/document/front_matter.h"
#include "parser/document/html.h"
#include "parser/document/markdown.h"
#include "parser/document/plain.h"
#include "parser/document/scrub.h"
#include "parser/document/sentences.h"

namespace hoego::parser {
namespace {

constexpr size_t kEnoughLetters = 20000;  // to tell the language
constexpr size_t kMaxFile = size_t{1} << 30;

enum class Format { kMarkdown, kMdx, kPlain, kPlainMarkdown, kHtml };

// The file with invalid bytes marked; every offset stays as it was.
std::string working_copy(const std::string& bytes, std::vector<Note>& notes) {
  std::string working = bytes;
  int broken = 0;
  size_t at = 0;
  while (at < working.size()) {
    size_t found = first_invalid_utf8(std::string_view(working).substr(at));
    if (found == kNoOffset) break;
    at += found;
    if (broken++ == 0)
      notes.push_back(
          {"not UTF-8 here; read as a replacement character", static_cast<uint32_t>(at)});
    working[at++] = kInvalidByte;
  }
  if (broken > 1) notes.back().message += " (and " + std::to_string(broken - 1) + " more)";
  std::replace(working.begin(), working.end(), '\0', ' ');
  return working;
}

std::string extension_of(std::string_view path) {
  size_t slash = path.rfind('/');
  size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)) return {};
  return fold_case(path.substr(dot + 1));
}

bool looks_like_html(std::string_view body) {
  size_t at = body.find_first_not_of(" \t\r\n");
  if (at == std::string_view::npos) return false;
  std::string start = fold_case(body.substr(at, 15));
  return start.starts_with("<!doctype html") || start.starts_with("<html");
}

Format format_of(std::string_view path, std::string_view body) {
  std::string extension = extension_of(path);
  if (extension == "html" || extension == "htm" || looks_like_html(body)) return Format::kHtml;
  if (extension == "mdx") return Format::kMdx;
  if (extension != "txt") return Format::kMarkdown;
  return looks_like_markdown(body) ? Format::kPlainMarkdown : Format::kPlain;
}

void read_blocks(Format format, std::string& working, Span body, Document& document,
                 BlockWriter& writer) {
  switch (format) {
    case Format::kHtml:
      read_html_page(working, body, document.front, writer);
      return;
    case Format::kPlain:
      read_plain(working, body, writer);
      return;
    case Format::kMdx:
    case Format::kMarkdown:
    case Format::kPlainMarkdown:
      scrub(working, body, format == Format::kMdx);
      read_markdown(working, body, format == Format::kPlainMarkdown, writer);
      return;
  }
}

void add_heading(const Block& block, Document& document) {
  Heading heading;
  heading.level = std::max(1, block.level);
  heading.text = block.text;
  heading.span = block.source;
  auto above = static_cast<int32_t>(document.headings.size()) - 1;
  while (above >= 0 && document.headings[static_cast<size_t>(above)].level >= heading.level)
    above = document.headings[static_cast<size_t>(above)].parent;
  heading.parent = above;
  document.headings.push_back(std::move(heading));
}

void add_links(const Block& block, Document& document) {
  for (const Mark& mark : block.marks) {
    bool image = mark.kind == Mark::Kind::kImage;
    if (!image && mark.kind != Mark::Kind::kLink) continue;
    document.links.push_back({mark.target, std::string(mark.span.in(block.text)), image});
  }
}

bool mostly_hangul(std::string_view text) {
  size_t hangul = 0;
  for (char c : text) {
    auto b = static_cast<unsigned char>(c);
    if (b >= 0xEA && b <= 0xED) hangul += 3;
  }
  return hangul * 2 > text.size();
}

void read_sentences(const std::vector<Block>& blocks, Document& document) {
  for (const Block& block : blocks) {
    if (block.kind == BlockKind::kCode && !mostly_hangul(block.text)) continue;
    if (block.kind == BlockKind::kHeading && !block.text.empty()) add_heading(block, document);
    add_links(block, document);
    append_sentences(block, static_cast<int32_t>(document.headings.size()) - 1, document.sentences);
  }
}

// A first line that is no sentence ("2022년을 보내며"); empty: it is one.
std::string short_first_line(const Sentence& s) {
  constexpr size_t kMaxTitle = 50;  // characters
  if (count_code_points(s.text) > kMaxTitle || s.text.ends_with(".") || s.text.ends_with("다"))
    return {};
  return s.quoted || s.block == BlockKind::kCode ? std::string() : s.text;
}

std::string title_of(const Document& document) {
  if (auto title = document.front.first_of({"title", "title_ko", "og:title"})) return *title;
  if (!document.headings.empty()) return document.headings.front().text;
  return document.sentences.empty() ? std::string() : short_first_line(document.sentences.front());
}

// By the script of the prose: a post with a good part of Hangul is Korean, whatever its code names.
std::string lang_of(const Document& document) {
  if (auto lang = document.front.first_of({"lang", "language", "locale"})) {
    std::string two = fold_case(std::string_view(*lang).substr(0, 2));
    if (two.size() == 2) return two;
  }
  size_t hangul = 0;
  size_t latin = 0;
  for (const Sentence& s : document.sentences) {
    if (hangul + latin > kEnoughLetters) break;
    for (char c : s.text) {
      auto b = static_cast<unsigned char>(c);
      if (b >= 0xEA && b <= 0xED)
        ++hangul;
      else if ((b | 0x20) >= 'a' && (b | 0x20) <= 'z')
        ++latin;
    }
  }
  if (hangul == 0 && latin == 0) return "ko";
  return hangul * 8 >= latin ? "ko" : "en";
}

}  // namespace

std::optional<std::string> FrontMatter::first_of(
    std::initializer_list<std::string_view> keys) const {
  for (std::string_view key : keys) {
    const std::vector<std::string>* values = all_of(key);
    if (values == nullptr) continue;
    for (const std::string& value : *values)
      if (value.find_first_not_of(" \t\r\n") != std::string::npos) return value;
  }
  return std::nullopt;
}

const std::vector<std::string>* FrontMatter::all_of(std::string_view key) const {
  std::string folded = fold_case(key);
  for (const auto& [name, values] : entries)
    if (fold_case(name) == folded) return &values;
  return nullptr;
}

Span Sentence::source_span(Span in_text) const {
  return source_span_of(runs, in_text);
}

Document read_document(PostFile file) {
  Document document;
  document.path = std::move(file.path);
  document.bytes = std::move(file.bytes);
  if (document.bytes.size() > kMaxFile) {
    document.bytes.resize(kMaxFile);
    document.notes.push_back({"longer than 1 GiB; the rest is left out", 0});
  }
  std::string working = working_copy(document.bytes, document.notes);
  FrontMatterResult head = read_front_matter(working, document.notes);
  document.front = std::move(head.front);
  Span body{head.body, static_cast<uint32_t>(working.size())};
  Format format = format_of(document.path, body.in(working));
  bool copied = format == Format::kPlain || format == Format::kPlainMarkdown;
  if (format != Format::kHtml) document.chrome = cut_chrome(working, body, copied);
  BlockWriter writer;
  read_blocks(format, working, body, document, writer);
  read_sentences(writer.take(), document);
  document.title = title_of(document);
  document.lang = lang_of(document);
  return document;
}

}  // namespace hoego::parser
