// SPDX-License-Identifier: Apache-2.0
#include "parser/career/spelling.h"

#include <array>
#include <string>

#include "base/unicode.h"

namespace hoego::parser {
namespace {

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;
constexpr size_t kFewest = 3;  // consonants

// By the order of Unicode: the initial consonants and the final ones of Hangul syllables.
constexpr std::array<std::string_view, 19> kInitials = {
    "k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "j", "j", "j", "k", "t", "p", ""};
constexpr std::array<std::string_view, 28> kFinals = {
    "",  "k", "k", "k", "n", "n", "n", "t",  "l", "l", "l", "l", "l", "l",
    "l", "l", "m", "p", "p", "t", "t", "nk", "j", "j", "k", "t", "p", ""};

void append(std::string& sounds, std::string_view more) {
  for (char c : more) {
    if (sounds.empty() || sounds.back() != c) sounds += c;
  }
}

// Empty if a letter is no Hangul syllable.
std::string sounds_of_hangul(std::string_view name) {
  std::string sounds;
  for (size_t at = 0; at < name.size();) {
    const auto point = code_point_at(name, at);
    if (point < kFirstSyllable || point > kLastSyllable) return {};
    const char32_t index = point - kFirstSyllable;
    const std::string_view initial = kInitials[index / 588];
    if (initial.empty() && !sounds.empty()) sounds += '-';  // a vowel parts equal consonants
    append(sounds, initial);
    sounds += '-';
    append(sounds, kFinals[index % 28]);
    at = next_code_point(name, at);
  }
  std::erase(sounds, '-');
  return sounds;
}

bool is_vowel(char c) {
  return std::string_view("aeiouyw").find(c) != std::string_view::npos;
}

std::string_view sound_of(char c, char next) {
  if (next == 'h') {
    if (c == 'c') return "j";
    if (c == 's') return "s";
    if (c == 'p') return "p";
    if (c == 't') return "t";
  }
  switch (c) {
    case 'g':
    case 'k':
    case 'q':
    case 'c':
      return "k";
    case 'x':
      return "ks";
    case 'd':
    case 't':
      return "t";
    case 'l':
    case 'r':
      return "l";
    case 'b':
    case 'p':
    case 'f':
    case 'v':
      return "p";
    case 's':
      return "s";
    case 'z':
    case 'j':
      return "j";
    case 'm':
      return "m";
    case 'n':
      return "n";
    default:
      return {};
  }
}

// An r that no vowel follows is not heard ("bird").
std::string sounds_of_latin(std::string_view name) {
  std::string sounds;
  std::string word;
  for (char c : name) {
    c = ascii_lower(c);
    if (c >= 'a' && c <= 'z')
      word += c;
    else if (c != ' ' && c != '-' && c != '.')
      return {};
  }
  for (size_t i = 0; i < word.size(); ++i) {
    const char next = i + 1 < word.size() ? word[i + 1] : '\0';
    if (word[i] == 'r' && !is_vowel(next)) continue;
    if (i > 0 && word[i] == word[i - 1]) continue;
    sounds += sound_of(word[i], next);
  }
  return sounds;
}

}  // namespace

bool same_sound(std::string_view one, std::string_view other) {
  std::string hangul = sounds_of_hangul(one);
  std::string_view latin = other;
  if (hangul.empty()) {
    hangul = sounds_of_hangul(other);
    latin = one;
  }
  return hangul.size() >= kFewest && hangul == sounds_of_latin(latin);
}

}  // namespace hoego::parser
