// SPDX-License-Identifier: Apache-2.0
// What the program says, in the language of its user. The English text in the source is the key of
// a message; the Korean one stands in the tables of messages/. A message without a row is said in
// English.
//
//   throw Error(ErrorKind::kInput, say("cannot read {}", path));
//     en  cannot read 회고.md
//     ko  회고.md를 읽을 수 없습니다       from the row {"cannot read {}", "{}{을/를} 읽을 수
//     없습니다"}
//
// `{}` is a hole; the compiler checks that there is a value for each. A Korean text may number its
// holes to change their order ({1} {0}) and writes particles as {은/는}: the form after a
// consonant, then that after a vowel, chosen by what stands before it (base/particles.h). Other
// braces are plain text. Data - columns, keys of JSON, plans - is no message and never translated.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace hoego {

enum class Language : uint8_t { kEnglish, kKorean };

// That of the whole program; English at its start. To be set where no other thread says anything.
Language language();
void set_language(Language language);

// The first that is set of HOEGO_LANG, LC_ALL, LC_MESSAGES and LANG: ko... is Korean.
Language language_of_locale();
// "ko", "ko_KR.UTF-8" -> Korean, all else English.
Language language_named(std::string_view name);

// How many values a text takes: one more than its largest number. Holes without a number count up.
constexpr size_t count_holes(std::string_view text) {
  size_t next = 0;
  size_t count = 0;
  for (size_t at = text.find('{'); at != text.npos; at = text.find('{', at + 1)) {
    std::string_view rest = text.substr(at + 1);
    bool numbered = rest.size() >= 2 && rest[0] >= '0' && rest[0] <= '9' && rest[1] == '}';
    if (!numbered && !rest.starts_with('}')) continue;
    size_t number = numbered ? static_cast<size_t>(rest[0] - '0') : next++;
    if (number + 1 > count) count = number + 1;
  }
  return count;
}

// A text that takes so many values, which is checked where it is written.
template <size_t kValues>
struct Wording {
  std::string_view text;
  consteval Wording(const char* english) : text(english) {
    if (count_holes(text) != kValues)
      throw "the holes of a message and its values differ in number";
  }
};

// A value for a hole: a text that outlives the call, a character, or an integer.
class HoleValue {
 public:
  HoleValue(std::string_view text) : text_(text) {}
  HoleValue(const std::string& text) : text_(text) {}
  HoleValue(const char* text) : text_(text) {}
  HoleValue(char character) : size_(1) { digits_[0] = character; }
  HoleValue(std::integral auto number) { write(static_cast<int64_t>(number)); }
  HoleValue(std::unsigned_integral auto number) { write_unsigned(number); }

  std::string_view text() const { return size_ ? std::string_view(digits_, size_) : text_; }

 private:
  void write(int64_t number);
  void write_unsigned(uint64_t number);

  std::string_view text_;
  char digits_[21];
  uint8_t size_ = 0;
};

// The text in the language of the program, or as it is where there is none.
std::string_view translated(std::string_view english);
// The same, with values in its holes; for texts that come from tables. say() is for literals.
std::string fill(std::string_view english, std::span<const HoleValue> values);

// A text that a library made or that is kept in English with data: the first of `texts` that it
// can have been filled from gives the values. As it is where none fits.
std::string retold(std::string_view english, std::span<const char* const> texts);

template <typename... Values>
std::string say(Wording<sizeof...(Values)> english, const Values&... values) {
  if constexpr (sizeof...(Values) == 0) {
    return std::string(translated(english.text));
  } else {
    const HoleValue holes[] = {HoleValue(values)...};
    return fill(english.text, holes);
  }
}

// Marks a literal as a message that is said later, with translated() or fill(). tests/messages
// looks for say("...") and wording("...") to know which messages there are.
constexpr const char* wording(const char* english) {
  return english;
}

// A row of the catalogue; its two texts have the same holes, or it does not compile.
struct Translation {
  std::string_view english;
  std::string_view korean;
  consteval Translation(const char* en, const char* ko) : english(en), korean(ko) {
    if (count_holes(english) != count_holes(korean)) throw "the holes of the two texts differ";
  }
};

// Adds to what translated() knows. The rows must outlive the program.
void add_translations(std::span<const Translation> rows);

}  // namespace hoego
