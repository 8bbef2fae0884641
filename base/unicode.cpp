// SPDX-License-Identifier: Apache-2.0
#include "base/unicode.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <utf8proc.h>

#include <algorithm>
#include <stdexcept>

#include "base/messages.h"

namespace hoego {
namespace {

const icu::Normalizer2& nfc_instance() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* instance = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error(say("ICU has no NFC data"));
  return *instance;
}

icu::StringPiece piece(std::string_view text) {
  return {text.data(), static_cast<int32_t>(text.size())};
}

int code_point_width(utf8proc_int32_t code_point) {
  int width = utf8proc_charwidth(code_point);
  return width < 0 ? 0 : width;
}

// Walks grapheme clusters: calls f(begin, end, width) until it returns false.
template <typename F>
void for_each_grapheme(std::string_view text, F&& f) {
  size_t begin = 0;
  int width = 0;
  utf8proc_int32_t previous = -1;
  utf8proc_int32_t state = 0;
  size_t i = 0;
  while (i < text.size()) {
    auto code_point = static_cast<utf8proc_int32_t>(code_point_at(text, i));
    size_t next = next_code_point(text, i);
    if (previous >= 0 && utf8proc_grapheme_break_stateful(previous, code_point, &state)) {
      if (!f(begin, i, width)) return;
      begin = i;
      width = 0;
    }
    // A cluster is as wide as its widest member; the emoji presentation selector widens it.
    width = std::max(width, code_point == 0xFE0F && width == 1 ? 2 : code_point_width(code_point));
    previous = code_point;
    i = next;
  }
  if (begin < text.size()) f(begin, text.size(), width);
}

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

}  // namespace

size_t first_invalid_utf8(std::string_view text) {
  size_t i = 0;
  while (i < text.size()) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    size_t n = utf8_sequence_length(text, i);
    if (n == 0) return i;
    i += n;
  }
  return kNoOffset;
}

std::string replace_invalid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  size_t i = 0;
  while (i < text.size()) {
    size_t n = utf8_sequence_length(text, i);
    if (n > 0) {
      out.append(text.substr(i, n));
      i += n;
      continue;
    }
    out.append("\xEF\xBF\xBD");
    ++i;
    while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80 &&
           utf8_sequence_length(text, i) == 0)
      ++i;
  }
  return out;
}

size_t count_code_points(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

size_t byte_offset_of_code_point(std::string_view text, size_t index) {
  size_t offset = 0;
  while (index > 0 && offset < text.size()) {
    offset = next_code_point(text, offset);
    --index;
  }
  return offset;
}

CodePoint decode_any(std::string_view text, size_t offset) {
  const size_t next = next_code_point(text, offset);
  return {code_point_at(text, offset), static_cast<uint32_t>(next - offset)};
}

void append_utf8(std::string& out, char32_t c) {
  auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

int display_width(std::string_view text) {
  if (is_printable_ascii(text)) return static_cast<int>(text.size());
  int total = 0;
  for_each_grapheme(text, [&](size_t, size_t, int width) {
    total += width;
    return true;
  });
  return total;
}

std::string cut_to_width(std::string_view text, int columns) {
  int total = 0;
  size_t end = 0;
  for_each_grapheme(text, [&](size_t, size_t cluster_end, int width) {
    if (total + width > columns) return false;
    total += width;
    end = cluster_end;
    return true;
  });
  return std::string(text.substr(0, end));
}

bool is_nfc(std::string_view text) {
  if (std::all_of(text.begin(), text.end(),
                  [](char c) { return static_cast<signed char>(c) >= 0; }))
    return true;
  UErrorCode status = U_ZERO_ERROR;
  bool yes = nfc_instance().isNormalizedUTF8(piece(text), status);
  return U_SUCCESS(status) && yes;
}

std::string nfc(std::string_view text) {
  if (is_nfc(text)) return std::string(text);
  return nfc_with_offsets(text).text;
}

uint32_t NormalizedText::source_offset(uint32_t offset) const {
  if (runs.empty()) return offset;
  auto after = std::upper_bound(runs.begin(), runs.end(), offset,
                                [](uint32_t at, const Run& run) { return at < run.at; });
  const Run& run = *(after - 1);
  return run.exact ? run.source + (offset - run.at) : run.source;
}

NormalizedText nfc_with_offsets(std::string_view text) {
  NormalizedText result;
  if (is_nfc(text)) {
    result.text = text;
    return result;
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::Edits edits;
  icu::StringByteSink<std::string> sink(&result.text);
  nfc_instance().normalizeUTF8(0, piece(text), sink, &edits, status);
  if (U_FAILURE(status)) {
    result.text = text;
    return result;
  }
  auto it = edits.getFineIterator();
  while (it.next(status))
    result.runs.push_back({static_cast<uint32_t>(it.destinationIndex()),
                           static_cast<uint32_t>(it.sourceIndex()), !it.hasChange()});
  result.runs.push_back(
      {static_cast<uint32_t>(result.text.size()), static_cast<uint32_t>(text.size()), true});
  return result;
}

bool is_letter_or_number(char32_t code_point) {
  return (U_GET_GC_MASK(static_cast<UChar32>(code_point)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

std::string fold_case(std::string_view text) {
  std::string out;
  if (std::all_of(text.begin(), text.end(),
                  [](char c) { return static_cast<signed char>(c) >= 0; })) {
    out.assign(text);
    for (char& c : out)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out);
  icu::CaseMap::utf8Fold(0, piece(text), sink, nullptr, status);
  return U_SUCCESS(status) ? out : std::string(text);
}

}  // namespace hoego
