// SPDX-License-Identifier: Apache-2.0
// Korean particles have two forms, by the sound that the word before them ends in.
//
//   particle("변수 `이름`", "을", "를")  ->  "을"
//   particle("a.md", "으로", "로")      ->  "로"
//   particle("目", "은", "는")          ->  "은(는)", where the sound is not known
//
// Marks behind the word (quotes, back-ticks) and brackets with what they hold are passed over; a
// sign in back-ticks is read by its name (`:` 콜론). Digits are read as numbers,
// Latin words by the usual way to write them in Hangul, single letters and abbreviations by the
// names of their letters.
#pragma once

#include <string>
#include <string_view>

namespace hoego {

enum class FinalSound { kVowel, kRieul, kConsonant, kUnknown };

// How `text` ends when it is read aloud in Korean.
FinalSound final_sound(std::string_view text);

// The form of a particle that follows `text`. 으로/로 takes 로 after ㄹ too.
std::string particle(std::string_view text, std::string_view after_consonant,
                     std::string_view after_vowel);

}  // namespace hoego
