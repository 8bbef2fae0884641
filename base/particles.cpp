// SPDX-License-Identifier: Apache-2.0
#include "base/particles.h"

#include <algorithm>

#include "base/unicode.h"

namespace hoego {
namespace {

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;

FinalSound of_syllable(char32_t syllable) {
  constexpr char32_t kFinals = 28;
  constexpr char32_t kRieulFinal = 8;
  char32_t final = (syllable - kFirstSyllable) % kFinals;
  if (final == 0) return FinalSound::kVowel;
  return final == kRieulFinal ? FinalSound::kRieul : FinalSound::kConsonant;
}

// 영/십/백/천/만 일 이 삼 사 오 육 칠 팔 구
FinalSound of_digit(char digit) {
  switch (digit) {
    case '1':
    case '7':
    case '8':
      return FinalSound::kRieul;
    case '0':
    case '3':
    case '6':
      return FinalSound::kConsonant;
    default:
      return FinalSound::kVowel;
  }
}

// 엘, 엠, 엔, 알; the names of all other letters end in a vowel.
FinalSound of_letter_name(char letter) {
  if (letter == 'l' || letter == 'r') return FinalSound::kRieul;
  return letter == 'm' || letter == 'n' ? FinalSound::kConsonant : FinalSound::kVowel;
}

bool is_vowel(char c) {
  return std::string_view("aeiouy").find(c) != std::string_view::npos;
}

// A Latin word in lower case, of two letters or more and with a vowel, as Hangul writes it:
// set -> 셋, list -> 리스트, name -> 네임, node -> 노드, label -> 레이블.
FinalSound of_word(std::string_view word) {
  char last = word.back();
  char before = word[word.size() - 2];
  if (last == 'e') {
    if (before == 'l') return FinalSound::kRieul;
    bool heard = before == 'n' || before == 'm' || before == 'p';
    return heard ? FinalSound::kConsonant : FinalSound::kVowel;
  }
  if (last == 'l') return FinalSound::kRieul;
  if (last == 'n' || last == 'm') return FinalSound::kConsonant;
  if (last == 'g') return before == 'n' ? FinalSound::kConsonant : FinalSound::kVowel;
  if (last == 'k' && before == 'c') return FinalSound::kConsonant;
  bool stop = last == 'p' || last == 't' || last == 'k' || last == 'b' || last == 'c';
  return stop && is_vowel(before) ? FinalSound::kConsonant : FinalSound::kVowel;
}

bool is_latin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

FinalSound of_latin(std::string_view text) {
  size_t begin = text.size();
  while (begin > 0 && is_latin(text[begin - 1])) --begin;
  std::string word(text.substr(begin));
  for (char& c : word) c = static_cast<char>(c | 0x20);
  bool spelled = word.size() == 1 || std::none_of(word.begin(), word.end(), is_vowel);
  return spelled ? of_letter_name(word.back()) : of_word(word);
}

size_t last_code_point(std::string_view text) {
  size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

bool is_mark(char32_t c) {
  return std::u32string_view(U"`'\"()[]{}<>«»“”‘’「」『』…. ").find(c) != std::u32string_view::npos;
}

// A sign by the name that it has in Korean: 콜론, 세미콜론, 점; 세로줄; 쉼표, 괄호, 등호, 별표 ...
FinalSound of_sign(char sign) {
  if (sign == '|') return FinalSound::kRieul;
  bool consonant = sign == ':' || sign == ';' || sign == '.';
  return consonant ? FinalSound::kConsonant : FinalSound::kVowel;
}

bool is_sign(char c) {
  return c > ' ' && c < 0x7f && !is_latin(c) && !(c >= '0' && c <= '9') && c != '`';
}

// `->`: where signs are all that is quoted.
bool ends_with_quoted_signs(std::string_view text) {
  if (text.size() < 3 || text.back() != '`') return false;
  size_t open = text.rfind('`', text.size() - 2);
  if (open == text.npos || open + 2 == text.size()) return false;
  std::string_view inside = text.substr(open + 1, text.size() - open - 2);
  return std::all_of(inside.begin(), inside.end(), is_sign);
}

// What stands in brackets behind a word is read over: 절(MATCH), toUpper().
std::string_view without_brackets_behind(std::string_view text) {
  size_t open = text.rfind('(');
  if (!text.ends_with(')') || open == text.npos || open == 0) return text;
  return is_mark(code_point_at(text, last_code_point(text.substr(0, open)))) ? text
                                                                             : text.substr(0, open);
}

}  // namespace

FinalSound final_sound(std::string_view text) {
  if (ends_with_quoted_signs(text)) return of_sign(text[text.size() - 2]);
  text = without_brackets_behind(text);
  while (!text.empty()) {
    size_t at = last_code_point(text);
    char32_t last = code_point_at(text, at);
    if (last >= kFirstSyllable && last <= kLastSyllable) return of_syllable(last);
    if (last >= '0' && last <= '9') return of_digit(static_cast<char>(last));
    if (last < 0x80 && is_latin(static_cast<char>(last))) return of_latin(text);
    if (!is_mark(last)) return FinalSound::kUnknown;
    text.remove_suffix(text.size() - at);
  }
  return FinalSound::kUnknown;
}

std::string particle(std::string_view text, std::string_view after_consonant,
                     std::string_view after_vowel) {
  FinalSound sound = final_sound(text);
  bool by_means_of = after_consonant.starts_with("으");
  if (sound == FinalSound::kUnknown) {
    return by_means_of ? "(으)" + std::string(after_vowel)
                       : std::string(after_consonant) + "(" + std::string(after_vowel) + ")";
  }
  bool vowel = sound == FinalSound::kVowel || (by_means_of && sound == FinalSound::kRieul);
  return std::string(vowel ? after_vowel : after_consonant);
}

}  // namespace hoego
