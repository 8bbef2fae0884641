// SPDX-License-Identifier: Apache-2.0
#include "parser/document/toml.h"

#include <optional>
#include <string>
#include <vector>

#include "base/unicode.h"

namespace hoego::parser {
namespace {

constexpr char kMark = '~';
constexpr std::string_view kDigits = "0123456789ABCDEF";

std::string written_out(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && c != kMark) {
      out += c;
    } else {
      out += {kMark, kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return out;
}

// The byte that is written out at the beginning of `text`; none where that is no such place (a mark
// may come from an escape: "\u007E41").
std::optional<char> byte_at(std::string_view text) {
  if (text.size() < 3 || text[0] != kMark) return std::nullopt;
  const size_t high = kDigits.find(text[1]);
  const size_t low = kDigits.find(text[2]);
  if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
  const char byte = static_cast<char>(high << 4 | low);
  return high >= 8 || byte == kMark ? std::optional(byte) : std::nullopt;
}

std::string read_back(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = byte_at(text.substr(i));
    out += byte.value_or(text[i]);
    if (byte) i += 2;
  }
  return out;
}

void read_back_all(toml::node& node) {
  if (auto* text = node.as_string()) {
    text->get() = read_back(text->get());
  } else if (auto* list = node.as_array()) {
    for (toml::node& item : *list) read_back_all(item);
  } else if (auto* table = node.as_table()) {
    std::vector<std::string> marked;
    for (auto&& [key, value] : *table) {
      read_back_all(value);
      if (key.str().find(kMark) != std::string_view::npos) marked.emplace_back(key.str());
    }
    for (const std::string& key : marked) {
      table->insert(read_back(key), std::move(*table->get(key)));
      table->erase(key);
    }
  }
}

}  // namespace

toml::parse_result parse_toml(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const size_t invalid = first_invalid_utf8(text);
  std::string ascii = written_out(text.substr(0, invalid));
  // A character that TOML allows nowhere: the error is reported at its line.
  if (invalid != kNoOffset) ascii += '\x01';
  toml::parse_result result = toml::parse(ascii);
  if (result) read_back_all(result.table());
  return result;
}

}  // namespace hoego::parser
