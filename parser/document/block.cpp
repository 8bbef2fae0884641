// SPDX-License-Identifier: Apache-2.0
// How text of the file becomes text of a block: blanks collapsed, NFC, every byte with its origin.
#include "parser/document/block.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"

namespace hoego::parser {
namespace {

constexpr size_t kMaxTarget = 2048;  // longer links are data, not links

// Bytes that begin nothing special: they are copied in bulk.
constexpr std::array<bool, 256> plain_bytes() {
  std::array<bool, 256> plain{};
  for (size_t c = 0; c < plain.size(); ++c)
    plain[c] = c > 0x20 && c != 0x7F && c != 0xC2 && c != 0xE2 && c != 0xE3 && c != 0xEF;
  return plain;
}
constexpr auto kPlain = plain_bytes();

struct Special {
  enum Kind { kNone, kBlank, kNothing, kBroken, kPoint } kind;
  size_t size;
};

Special special_at(std::string_view s, size_t i) {
  auto c = static_cast<unsigned char>(s[i]);
  if (s[i] == kInvalidByte) return {Special::kBroken, 1};
  if (s[i] == kPlainPoint) return {Special::kPoint, 1};
  if (s[i] == kCut) return {Special::kNothing, 1};
  if (c <= 0x20 || c == 0x7F) return {Special::kBlank, 1};
  std::string_view two = s.substr(i, 2);
  std::string_view three = s.substr(i, 3);
  if (two == "\xC2\xA0") return {Special::kBlank, 2};
  if (two == "\xC2\xAD") return {Special::kNothing, 2};
  if (three == "\xE3\x80\x80" || three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9" ||
      (three >= "\xE2\x80\x80" && three <= "\xE2\x80\x8A"))
    return {Special::kBlank, 3};
  if (three == "\xE2\x80\x8B" || three == "\xEF\xBB\xBF" || three == "\xE2\x81\xA0" ||
      three == "\xE3\x85\xA4")
    return {Special::kNothing, 3};
  return {Special::kNone, 1};
}

void add_run(std::vector<Sentence::Run>& runs, uint32_t at, uint32_t source, uint32_t length) {
  if (!runs.empty()) {
    Sentence::Run& last = runs.back();
    if (last.at + last.length == at && last.source + last.length == source && last.length > 0) {
      last.length += length;
      return;
    }
    if (last.at == at && last.length == 0) runs.pop_back();
  }
  runs.push_back({at, source, length});
}

// Where offset `at` of the text before NFC stands after it.
uint32_t normalized_offset(const NormalizedText& n, uint32_t at) {
  auto after = std::upper_bound(
      n.runs.begin(), n.runs.end(), at,
      [](uint32_t value, const NormalizedText::Run& run) { return value < run.source; });
  if (after == n.runs.begin()) return 0;
  const auto& run = *(after - 1);
  return run.exact ? run.at + (at - run.source) : run.at;
}

std::vector<Sentence::Run> normalized_runs(const NormalizedText& n,
                                           const std::vector<Sentence::Run>& old) {
  std::vector<Sentence::Run> runs;
  size_t k = 0;
  for (size_t i = 0; i + 1 < n.runs.size(); ++i) {
    const auto& piece = n.runs[i];
    uint32_t end = n.runs[i + 1].source;
    while (k + 1 < old.size() && old[k + 1].at <= piece.source) ++k;
    if (!piece.exact) {
      const auto& run = old[k];
      uint32_t into = std::min(piece.source - run.at, run.length);
      add_run(runs, piece.at, run.source + into, 0);
      continue;
    }
    for (size_t j = k; j < old.size() && old[j].at < end; ++j) {
      uint32_t from = std::max(old[j].at, piece.source);
      uint32_t to = std::min(old[j].at + old[j].length, end);
      if (from > to || (from == to && old[j].length > 0)) continue;
      add_run(runs, piece.at + (from - piece.source), old[j].source + (from - old[j].at),
              to - from);
    }
  }
  if (!old.empty()) {
    const auto& last = old.back();
    add_run(runs, static_cast<uint32_t>(n.text.size()), last.source + last.length, 0);
  }
  return runs;
}

void normalize(Block& block) {
  if (is_nfc(block.text)) return;
  NormalizedText n = nfc_with_offsets(block.text);
  if (n.runs.empty()) return;
  block.runs = normalized_runs(n, block.runs);
  for (Mark& mark : block.marks)
    mark.span = {normalized_offset(n, mark.span.begin), normalized_offset(n, mark.span.end)};
  for (Block::Break& b : block.breaks) b.at = normalized_offset(n, b.at);
  block.text = std::move(n.text);
}

}  // namespace

void BlockWriter::open(BlockKind kind, int list_depth, bool quoted, int level) {
  close();
  current_ = Block{};
  current_.kind = kind;
  current_.list_depth = static_cast<uint8_t>(std::clamp(list_depth, 0, 255));
  current_.quoted = quoted;
  current_.level = level;
  open_ = true;
}

void BlockWriter::close() {
  if (!open_) return;
  open_ = false;
  blank_ = false;
  for (Mark& mark : open_marks_) {
    mark.span.end = static_cast<uint32_t>(current_.text.size());
    if (mark.span.begin <= mark.span.end) current_.marks.push_back(std::move(mark));
  }
  open_marks_.clear();
  if (current_.text.empty()) {
    if (current_.marks.empty()) return;
  } else {
    current_.source = {current_.runs.front().source, end_source_};
  }
  normalize(current_);
  current_.paragraph = next_paragraph_;
  if (!hold_) ++next_paragraph_;
  blocks_.push_back(std::move(current_));
}

void BlockWriter::hold_paragraph(bool hold) {
  close();
  if (hold_ && !hold) ++next_paragraph_;
  hold_ = hold;
}

void BlockWriter::flush_blank() {
  if (!blank_) return;
  blank_ = false;
  if (current_.text.empty()) return;
  add_run(current_.runs, static_cast<uint32_t>(current_.text.size()), blank_source_, 1);
  current_.text.push_back(' ');
}

void BlockWriter::put(std::string_view bytes, uint32_t source) {
  flush_blank();
  add_run(current_.runs, static_cast<uint32_t>(current_.text.size()), source,
          static_cast<uint32_t>(bytes.size()));
  current_.text.append(bytes);
  end_source_ = source + static_cast<uint32_t>(bytes.size());
}

void BlockWriter::text(std::string_view bytes, uint32_t source) {
  if (!open_) open(BlockKind::kParagraph, 0, false);
  size_t i = 0;
  while (i < bytes.size()) {
    size_t begin = i;
    while (i < bytes.size() && kPlain[static_cast<unsigned char>(bytes[i])]) ++i;
    if (i > begin) put(bytes.substr(begin, i - begin), source + static_cast<uint32_t>(begin));
    if (i >= bytes.size()) break;
    Special special = special_at(bytes, i);
    auto at = source + static_cast<uint32_t>(i);
    if (special.kind == Special::kNone) {
      put(bytes.substr(i, 1), at);
    } else if (special.kind == Special::kBlank && !blank_) {
      blank_ = true;
      blank_source_ = at;
    } else if (special.kind == Special::kPoint) {
      put(".", at);
    } else if (special.kind == Special::kBroken) {
      decoded("\xEF\xBF\xBD", at);
    }
    i += special.size;
  }
}

void BlockWriter::decoded(std::string_view decoded, uint32_t source) {
  if (!open_) open(BlockKind::kParagraph, 0, false);
  if (decoded == " " || decoded == "\xC2\xA0") {
    if (!blank_) blank_source_ = source;
    blank_ = true;
    return;
  }
  flush_blank();
  anchor(source);
  current_.text.append(decoded);
  end_source_ = source + 1;
}

void BlockWriter::anchor(uint32_t source) {
  add_run(current_.runs, static_cast<uint32_t>(current_.text.size()), source, 0);
}

void BlockWriter::line_break(bool hard, uint32_t source) {
  if (!open_) return;
  if (!blank_) blank_source_ = source;
  blank_ = true;
  auto at = static_cast<uint32_t>(current_.text.size());
  if (!current_.breaks.empty() && current_.breaks.back().at == at)
    current_.breaks.back().hard |= hard;
  else if (at > 0)
    current_.breaks.push_back({at, hard});
}

void BlockWriter::begin_mark(Mark::Kind kind, std::string_view target) {
  if (!open_) open(BlockKind::kParagraph, 0, false);
  auto at = static_cast<uint32_t>(current_.text.size());
  if (blank_ && at > 0) ++at;
  open_marks_.push_back({kind, {at, at}, std::string(target.substr(0, kMaxTarget))});
}

void BlockWriter::end_mark(Mark::Kind kind) {
  for (size_t i = open_marks_.size(); i-- > 0;) {
    if (open_marks_[i].kind != kind) continue;
    Mark mark = std::move(open_marks_[i]);
    open_marks_.erase(open_marks_.begin() + static_cast<std::ptrdiff_t>(i));
    mark.span.end = std::max(mark.span.begin, static_cast<uint32_t>(current_.text.size()));
    if (mark.span.end > current_.text.size())
      mark.span = {static_cast<uint32_t>(current_.text.size()),
                   static_cast<uint32_t>(current_.text.size())};
    current_.marks.push_back(std::move(mark));
    return;
  }
}

std::string decode_entity(std::string_view entity) {
  struct Named {
    std::string_view name;
    std::string_view text;
  };
  static constexpr Named kNamed[] = {
      {"amp", "&"},    {"lt", "<"},    {"gt", ">"},    {"quot", "\""},  {"apos", "'"},
      {"nbsp", " "},   {"ensp", " "},  {"emsp", " "},  {"thinsp", " "}, {"middot", "·"},
      {"hellip", "…"}, {"ldquo", "“"}, {"rdquo", "”"}, {"lsquo", "‘"},  {"rsquo", "’"},
      {"ndash", "–"},  {"mdash", "—"}, {"bull", "•"},  {"rarr", "→"},   {"larr", "←"},
      {"copy", "©"},   {"reg", "®"},   {"trade", "™"}, {"times", "×"},  {"raquo", "»"},
      {"laquo", "«"},  {"tilde", "˜"}, {"sim", "∼"},   {"deg", "°"},    {"plusmn", "±"}};
  if (entity.size() < 3 || entity.front() != '&' || entity.back() != ';') return {};
  std::string_view name = entity.substr(1, entity.size() - 2);
  if (name.front() != '#') {
    for (const Named& n : kNamed)
      if (n.name == name) return std::string(n.text);
    return {};
  }
  bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
  uint32_t value = 0;
  for (char c : name.substr(hex ? 2 : 1)) {
    int digit = c >= '0' && c <= '9'                     ? c - '0'
                : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                         : 99;
    if (digit >= (hex ? 16 : 10) || value > 0x110000) return {};
    value = value * (hex ? 16 : 10) + static_cast<uint32_t>(digit);
  }
  if (value < 0x20 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return " ";
  std::string out;
  append_utf8(out, value);
  return out;
}

Span source_span_of(const std::vector<Sentence::Run>& runs, Span in_text) {
  if (runs.empty()) return {};
  auto last_at_or_before = [&](uint32_t at) {
    auto after = std::upper_bound(runs.begin(), runs.end(), at,
                                  [](uint32_t v, const Sentence::Run& run) { return v < run.at; });
    return after == runs.begin() ? after : after - 1;
  };
  auto first = last_at_or_before(in_text.begin);
  uint32_t into = in_text.begin > first->at ? in_text.begin - first->at : 0;
  uint32_t begin = first->source + std::min(into, first->length);
  if (in_text.empty()) return {begin, begin};
  auto last = last_at_or_before(in_text.end - 1);
  into = in_text.end > last->at ? in_text.end - last->at : 0;
  uint32_t end = last->source + std::min(into, last->length);
  // The end lies among characters without bytes of their own: up to where the next begin.
  if (into > last->length && last + 1 != runs.end()) end = (last + 1)->source;
  return {begin, std::max(begin, end)};
}

}  // namespace hoego::parser
