// SPDX-License-Identifier: Apache-2.0
// Functions of texts. Places and lengths count characters (code points).
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "base/messages.h"
#include "base/unicode.h"
#include "query/function_tables.h"
#include "query/semantics.h"

namespace hoego::query {
namespace {

using Context = FunctionContext;

// A text longer than this is refused before memory is: replace('aaa...', '', 'bbb...').
constexpr size_t kMaxText = 1'000'000'000;

int64_t count_arg(std::string_view function, const Value& v) {
  int64_t n = integer_arg(function, v);
  if (n >= 0) return n;
  throw runtime_error("ArgumentError", "NegativeIntegerArgument",
                      say("{}() does not take a negative number", function));
}

size_t offset_of(std::string_view text, int64_t character) {
  if (static_cast<uint64_t>(character) >= text.size()) return text.size();
  return byte_offset_of_code_point(text, static_cast<size_t>(character));
}

Value left(const Context&, Args args) {
  std::string_view text = string_arg("left", args[0]);
  return Value::string(text.substr(0, offset_of(text, count_arg("left", args[1]))));
}

Value right(const Context&, Args args) {
  std::string_view text = string_arg("right", args[0]);
  auto size = static_cast<int64_t>(count_code_points(text));
  int64_t n = std::min(count_arg("right", args[1]), size);
  return Value::string(text.substr(offset_of(text, size - n)));
}

Value substring(const Context&, Args args) {
  std::string_view text = string_arg("substring", args[0]);
  text = text.substr(offset_of(text, count_arg("substring", args[1])));
  if (args.size() > 2) text = text.substr(0, offset_of(text, count_arg("substring", args[2])));
  return Value::string(text);
}

bool is_blank(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F) || c == 0x85 || c == 0xA0 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

// Whether a character is to be trimmed: one of a set, or a blank where there is no set.
bool is_trimmed(char32_t c, std::string_view set) {
  if (set.empty()) return is_blank(c);
  for (size_t i = 0; i < set.size(); i = next_code_point(set, i)) {
    if (code_point_at(set, i) == c) return true;
  }
  return false;
}

std::string_view trim_left(std::string_view text, std::string_view set) {
  size_t i = 0;
  while (i < text.size() && is_trimmed(code_point_at(text, i), set)) i = next_code_point(text, i);
  return text.substr(i);
}

std::string_view trim_right(std::string_view text, std::string_view set) {
  size_t end = text.size();
  while (end > 0) {
    size_t begin = end - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    if (!is_trimmed(code_point_at(text, begin), set)) break;
    end = begin;
  }
  return text.substr(0, end);
}

std::string_view trim_set(std::string_view function, Args args) {
  return args.size() > 1 ? string_arg(function, args[1]) : std::string_view();
}

Value trim(const Context&, Args args) {
  std::string_view set = trim_set("trim", args);
  return Value::string(trim_right(trim_left(string_arg("trim", args[0]), set), set));
}

Value ltrim(const Context&, Args args) {
  return Value::string(trim_left(string_arg("ltrim", args[0]), trim_set("ltrim", args)));
}

Value rtrim(const Context&, Args args) {
  return Value::string(trim_right(string_arg("rtrim", args[0]), trim_set("rtrim", args)));
}

void append_checked(std::string& out, std::string_view part) {
  if (out.size() + part.size() > kMaxText) fail_range(say("the text becomes longer than 1 GB"));
  out += part;
}

// An empty search text stands between all characters, and before and after them.
std::string replace_nothing(std::string_view text, std::string_view with) {
  std::string out(with);
  for (size_t i = 0; i < text.size();) {
    size_t next = next_code_point(text, i);
    append_checked(out, text.substr(i, next - i));
    append_checked(out, with);
    i = next;
  }
  return out;
}

Value replace(const Context&, Args args) {
  std::string_view text = string_arg("replace", args[0]);
  std::string_view search = string_arg("replace", args[1]);
  std::string_view with = string_arg("replace", args[2]);
  if (search.empty()) return Value::string(replace_nothing(text, with));
  std::string out;
  size_t from = 0;
  for (size_t at; (at = text.find(search, from)) != text.npos; from = at + search.size()) {
    append_checked(out, text.substr(from, at - from));
    append_checked(out, with);
  }
  append_checked(out, text.substr(from));
  return Value::string(out);
}

// The first delimiter at or after `from`; the earliest of several, of those the longest.
std::pair<size_t, size_t> find_delimiter(std::string_view text, size_t from,
                                         const std::vector<std::string_view>& delimiters) {
  std::pair<size_t, size_t> best{text.npos, 0};
  for (std::string_view d : delimiters) {
    size_t at = text.find(d, from);
    if (at < best.first || (at == best.first && d.size() > best.second)) best = {at, d.size()};
  }
  return best;
}

List characters(std::string_view text) {
  List out;
  for (size_t i = 0; i < text.size();) {
    size_t next = next_code_point(text, i);
    out.push_back(Value::string(text.substr(i, next - i)));
    i = next;
  }
  return out;
}

std::vector<std::string_view> delimiters_of(const Value& v) {
  if (!v.is(ValueType::kList)) return {string_arg("split", v)};
  std::vector<std::string_view> out;
  for (const Value& d : v.as_list()) out.push_back(string_arg("split", d));
  return out;
}

Value split(const Context&, Args args) {
  std::string_view text = string_arg("split", args[0]);
  std::vector<std::string_view> delimiters = delimiters_of(args[1]);
  if (std::find(delimiters.begin(), delimiters.end(), "") != delimiters.end()) {
    return Value::list(text.empty() ? List{args[0]} : characters(text));
  }
  List out;
  size_t from = 0;
  for (;;) {
    auto [at, size] = find_delimiter(text, from, delimiters);
    out.push_back(Value::string(text.substr(from, at == text.npos ? at : at - from)));
    if (at == text.npos) return Value::list(std::move(out));
    from = at + size;
  }
}

// Case by the rules of Unicode, without those of a locale.
Value change_case(std::string_view text, bool upper) {
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  if (upper) {
    wide.toUpper(icu::Locale::getRoot());
  } else {
    wide.toLower(icu::Locale::getRoot());
  }
  std::string out;
  wide.toUTF8String(out);
  return Value::string(out);
}

Value to_upper(const Context&, Args args) {
  return change_case(string_arg("toUpper", args[0]), true);
}

Value to_lower(const Context&, Args args) {
  return change_case(string_arg("toLower", args[0]), false);
}

Value char_length(const Context&, Args args) {
  return Value::integer(
      static_cast<int64_t>(count_code_points(string_arg("char_length", args[0]))));
}

const icu::Normalizer2* normalizer(std::string_view form) {
  UErrorCode status = U_ZERO_ERROR;
  if (form == "NFC") return icu::Normalizer2::getNFCInstance(status);
  if (form == "NFD") return icu::Normalizer2::getNFDInstance(status);
  if (form == "NFKC") return icu::Normalizer2::getNFKCInstance(status);
  if (form == "NFKD") return icu::Normalizer2::getNFKDInstance(status);
  throw runtime_error("ArgumentError", "InvalidArgumentValue",
                      say("normalize() has no form '{}'", form),
                      say("the forms are NFC, NFD, NFKC and NFKD"));
}

Value normalize(const Context&, Args args) {
  std::string_view text = string_arg("normalize", args[0]);
  const icu::Normalizer2* form =
      normalizer(args.size() > 1 ? string_arg("normalize", args[1]) : "NFC");
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString wide = form->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(
                                                text.data(), static_cast<int32_t>(text.size()))),
                                            status);
  std::string out;
  wide.toUTF8String(out);
  return Value::string(out);
}

constexpr Function kTable[] = {
    {"btrim", "btrim(text :: STRING, [characters :: STRING]) :: STRING",
     "A text without blanks (or the given characters) at both ends.",
     "btrim('xxabcxx', 'x') = 'abc'", 1, 2, "S", 'S', true, true, trim},
    {"char_length", "char_length(text :: STRING) :: INTEGER", "The number of characters of a text.",
     "char_length('커리어') = 3", 1, 1, "S", 'I', true, true, char_length},
    {"character_length", "character_length(text :: STRING) :: INTEGER",
     "Another name of char_length().", "character_length('ab') = 2", 1, 1, "S", 'I', true, true,
     char_length},
    {"left", "left(text :: STRING, count :: INTEGER) :: STRING", "The first characters of a text.",
     "left('hello', 3) = 'hel'", 2, 2, "SI", 'S', true, true, left},
    {"lower", "lower(text :: STRING) :: STRING", "Another name of toLower().",
     "lower('ABC') = 'abc'", 1, 1, "S", 'S', true, true, to_lower},
    {"ltrim", "ltrim(text :: STRING, [characters :: STRING]) :: STRING",
     "A text without blanks (or the given characters) at its beginning.", "ltrim('  abc') = 'abc'",
     1, 2, "S", 'S', true, true, ltrim},
    {"normalize", "normalize(text :: STRING, [form :: STRING]) :: STRING",
     "A text in a Unicode normal form: NFC, or the one that is named.",
     "size(normalize('한', 'NFD')) = 3", 1, 2, "S", 'S', true, true, normalize},
    {"replace", "replace(text :: STRING, search :: STRING, with :: STRING) :: STRING",
     "A text in which every occurrence of another one is replaced.",
     "replace('hello', 'l', 'w') = 'hewwo'", 3, 3, "S", 'S', true, true, replace},
    {"right", "right(text :: STRING, count :: INTEGER) :: STRING", "The last characters of a text.",
     "right('hello', 3) = 'llo'", 2, 2, "SI", 'S', true, true, right},
    {"rtrim", "rtrim(text :: STRING, [characters :: STRING]) :: STRING",
     "A text without blanks (or the given characters) at its end.", "rtrim('abc  ') = 'abc'", 1, 2,
     "S", 'S', true, true, rtrim},
    {"split", "split(text :: STRING, delimiter :: STRING | LIST<STRING>) :: LIST<STRING>",
     "The parts of a text between delimiters.", "split('one,two', ',') = ['one', 'two']", 2, 2,
     "S*", 'L', true, true, split},
    {"substring", "substring(text :: STRING, start :: INTEGER, [length :: INTEGER]) :: STRING",
     "A part of a text, by the number of its first character (from 0) and its length.",
     "substring('hello', 1, 3) = 'ell'", 2, 3, "SI", 'S', true, true, substring},
    {"toLower", "toLower(text :: STRING) :: STRING", "A text in lower case.",
     "toLower('ABC') = 'abc'", 1, 1, "S", 'S', true, true, to_lower},
    {"toUpper", "toUpper(text :: STRING) :: STRING", "A text in upper case.",
     "toUpper('abc') = 'ABC'", 1, 1, "S", 'S', true, true, to_upper},
    {"trim", "trim(text :: STRING, [characters :: STRING]) :: STRING",
     "A text without blanks (or the given characters) at both ends.", "trim('  abc ') = 'abc'", 1,
     2, "S", 'S', true, true, trim},
    {"upper", "upper(text :: STRING) :: STRING", "Another name of toUpper().",
     "upper('abc') = 'ABC'", 1, 1, "S", 'S', true, true, to_upper},
};

}  // namespace

std::span<const Function> string_functions() {
  return kTable;
}

}  // namespace hoego::query
