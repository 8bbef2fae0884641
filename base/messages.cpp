// SPDX-License-Identifier: Apache-2.0
#include "base/messages.h"

#include <atomic>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/particles.h"

namespace hoego {
namespace {

std::atomic<Language> current = Language::kEnglish;

std::unordered_map<std::string_view, std::string_view>& catalogue() {
  static std::unordered_map<std::string_view, std::string_view> rows;
  return rows;
}

// What stands between the braces at the start of `text`; nothing where they are plain text.
bool read_particles(std::string_view inside, std::string_view& closed, std::string_view& open) {
  size_t slash = inside.find('/');
  if (slash == inside.npos || static_cast<unsigned char>(inside[0]) < 0x80) return false;
  closed = inside.substr(0, slash);
  open = inside.substr(slash + 1);
  return true;
}

// The values in the holes of `pattern` that make it `text`; each hole takes as little as it can.
std::optional<std::vector<std::string>> read_holes(std::string_view text,
                                                   std::string_view pattern) {
  std::vector<std::string> values;
  while (true) {
    size_t hole = pattern.find("{}");
    std::string_view literal = pattern.substr(0, hole);
    if (!text.starts_with(literal)) return std::nullopt;
    text.remove_prefix(literal.size());
    if (hole == pattern.npos) return text.empty() ? std::optional(values) : std::nullopt;
    pattern.remove_prefix(hole + 2);
    std::string_view next = pattern.substr(0, pattern.find("{}"));
    size_t end = next.empty() ? text.size() : text.find(next);
    if (end == text.npos) return std::nullopt;
    values.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

}  // namespace

Language language() {
  return current.load(std::memory_order_relaxed);
}

void set_language(Language language) {
  current.store(language, std::memory_order_relaxed);
}

Language language_named(std::string_view name) {
  bool korean = name.starts_with("ko") &&
                (name.size() == 2 || !std::isalpha(static_cast<unsigned char>(name[2])));
  return korean ? Language::kKorean : Language::kEnglish;
}

Language language_of_locale() {
  for (const char* name : {"HOEGO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value && *value) return language_named(value);
  }
  return Language::kEnglish;
}

void HoleValue::write(int64_t number) {
  size_ =
      static_cast<uint8_t>(std::to_chars(digits_, digits_ + sizeof digits_, number).ptr - digits_);
}

void HoleValue::write_unsigned(uint64_t number) {
  size_ =
      static_cast<uint8_t>(std::to_chars(digits_, digits_ + sizeof digits_, number).ptr - digits_);
}

std::string_view translated(std::string_view english) {
  if (language() == Language::kEnglish) return english;
  auto row = catalogue().find(english);
  return row == catalogue().end() ? english : row->second;
}

std::string fill(std::string_view english, std::span<const HoleValue> values) {
  std::string_view text = translated(english);
  std::string out;
  size_t size = text.size();
  for (const HoleValue& value : values) size += value.text().size();
  out.reserve(size);
  size_t next = 0;
  while (!text.empty()) {
    size_t open = text.find('{');
    out += text.substr(0, open);
    if (open == text.npos) break;
    text.remove_prefix(open + 1);
    std::string_view inside = text.substr(0, text.find('}'));
    std::string_view after_consonant, after_vowel;
    if (inside.empty() && text.starts_with('}') && next < values.size()) {
      out += values[next++].text();
    } else if (inside.size() == 1 && inside[0] >= '0' && inside[0] <= '9' &&
               static_cast<size_t>(inside[0] - '0') < values.size()) {
      out += values[static_cast<size_t>(inside[0] - '0')].text();
    } else if (!inside.empty() && read_particles(inside, after_consonant, after_vowel)) {
      out += particle(out, after_consonant, after_vowel);
    } else {
      out += '{';
      continue;
    }
    text.remove_prefix(inside.size() + 1);
  }
  return out;
}

std::string retold(std::string_view english, std::span<const char* const> texts) {
  for (const char* text : texts) {
    auto values = read_holes(english, text);
    if (!values) continue;
    return fill(text, std::vector<HoleValue>(values->begin(), values->end()));
  }
  return std::string(english);
}

void add_translations(std::span<const Translation> rows) {
  for (const Translation& row : rows) catalogue().emplace(row.english, row.korean);
}

}  // namespace hoego
