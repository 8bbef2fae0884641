// SPDX-License-Identifier: Apache-2.0
// UTF-8 text: checking, walking, display width, normalisation (NFC), case folding.
// Offsets are bytes. Functions that walk expect valid UTF-8 (see `first_invalid_utf8`); on invalid
// input they stay inside the text and go on byte by byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hoego {

inline constexpr size_t kNoOffset = static_cast<size_t>(-1);

// The offset of the first byte that is no UTF-8 (RFC 3629), or kNoOffset.
size_t first_invalid_utf8(std::string_view text);
// A copy in which each maximal invalid part is replaced by U+FFFD.
std::string replace_invalid_utf8(std::string_view text);

// A Latin capital as a small letter, any other byte as it is.
constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// The length of the valid sequence at `offset`, or 0 (RFC 3629: no overlongs, no surrogates).
// Inline, as are the two below: texts are walked by them, and a call a character is dear.
inline size_t utf8_sequence_length(std::string_view text, size_t offset) {
  const auto byte = [&](size_t k) { return static_cast<unsigned char>(text[offset + k]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const size_t left = text.size() - offset;
  const auto continues = [&](size_t k) { return (byte(k) & 0xC0) == 0x80; };
  if (lead >= 0xC2 && lead <= 0xDF) return left >= 2 && continues(1) ? 2 : 0;
  if ((lead & 0xF0) == 0xE0) {
    if (left < 3 || !continues(1) || !continues(2)) return 0;
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;
    if (lead == 0xED && byte(1) > 0x9F) return 0;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (left < 4 || !continues(1) || !continues(2) || !continues(3)) return 0;
    if (lead == 0xF0 && byte(1) < 0x90) return 0;
    if (lead == 0xF4 && byte(1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

// The offset after the code point that starts at `offset`.
inline size_t next_code_point(std::string_view text, size_t offset) {
  if (offset >= text.size()) return text.size();
  const size_t size = utf8_sequence_length(text, offset);
  return offset + (size == 0 ? 1 : size);
}
size_t count_code_points(std::string_view text);
// The offset of the `index`-th code point (from 0); text.size() beyond the end.
size_t byte_offset_of_code_point(std::string_view text, size_t index);
// The code point at `offset`, U+FFFD where the bytes are no UTF-8.
inline char32_t code_point_at(std::string_view text, size_t offset) {
  if (offset >= text.size()) return 0xFFFD;
  const auto byte = [&](size_t k) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[offset + k]));
  };
  const auto rest = [&](size_t k) { return byte(k) & 0x3F; };
  switch (utf8_sequence_length(text, offset)) {
    case 1:
      return byte(0);
    case 2:
      return (byte(0) & 0x1F) << 6 | rest(1);
    case 3:
      return (byte(0) & 0x0F) << 12 | rest(1) << 6 | rest(2);
    case 4:
      return (byte(0) & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3);
    default:
      return 0xFFFD;
  }
}

// The code point at `offset`, which must lie inside of the text, and how many bytes to go on by.
struct CodePoint {
  char32_t value;
  uint32_t size;
};
CodePoint decode_any(std::string_view text, size_t offset);
inline CodePoint decode(std::string_view text, size_t offset) {
  const auto byte = [&](size_t k) {
    return static_cast<uint32_t>(static_cast<unsigned char>(text[offset + k]));
  };
  if (byte(0) < 0x80) return {byte(0), 1};
  if (text.size() - offset >= 3) {  // nearly always: Hangul
    const uint32_t three = byte(0) | byte(1) << 8 | byte(2) << 16;
    if ((three & 0xC0C0F0) == 0x8080E0 && byte(0) != 0xE0 && byte(0) != 0xED)
      return {(byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
  }
  return decode_any(text, offset);
}

void append_utf8(std::string& out, char32_t code_point);

// Columns on a terminal: Hangul, CJK and emoji take two, combining marks none (utf8proc, by
// grapheme cluster).
int display_width(std::string_view text);
// The longest prefix of whole grapheme clusters that is at most `columns` wide.
std::string cut_to_width(std::string_view text, int columns);

bool is_nfc(std::string_view text);
std::string nfc(std::string_view text);

// NFC text with the way back: `source_offset(i)` is the byte in the original at which the
// character that covers byte i of the normalised text begins.
struct NormalizedText {
  struct Run {  // from here on, normalised offset n stands at original offset n - at + source
    uint32_t at;
    uint32_t source;
    bool exact;  // false: bytes inside this run have no counterpart of their own
  };
  std::string text;
  std::vector<Run> runs;  // empty: the text was NFC already, offsets are equal

  uint32_t source_offset(uint32_t offset) const;
};
NormalizedText nfc_with_offsets(std::string_view text);

// Letters and numbers of every script (general categories L and N).
bool is_letter_or_number(char32_t code_point);

// Simple case folding for comparisons that ignore case.
std::string fold_case(std::string_view text);

}  // namespace hoego
