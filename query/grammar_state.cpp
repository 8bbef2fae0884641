// SPDX-License-Identifier: Apache-2.0
// The state of a parse, and the scanning of single tokens: blanks, words, numbers, strings.
#include "query/grammar_state.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include "base/messages.h"
#include "base/unicode.h"

namespace hoego::query::grammar {

State::State(std::string_view text) : text_(text), furthest_(text.data()) {
  exprs_.reserve(32);
  heights_.reserve(32);
  wanted_.reserve(64);
}

uint16_t State::height_of(const Pattern& pattern) const {
  uint16_t height = 0;
  auto look = [&](ExprId id) {
    if (id != kNoExpr) height = std::max(height, heights_[id]);
  };
  for (const PathPattern& path : pattern) {
    for (const NodePattern& node : path.nodes) look(node.properties), look(node.where);
    for (const RelPattern& rel : path.rels) look(rel.properties), look(rel.where);
  }
  return height;
}

ExprId State::add(Expr&& expr, size_t first_inside) {
  if (exprs_.size() >= kMaxNodes) {
    throw syntax_error("QueryTooLarge", say("the query has more than {} expressions", kMaxNodes),
                       expr.span, say("pass data as parameters ($rows) instead of writing it out"));
  }
  uint16_t height = height_of(expr.pattern);
  if (expr.subquery) {
    for (size_t i = first_inside; i < heights_.size(); ++i) height = std::max(height, heights_[i]);
  }
  for (const MapProjectionItem& item : expr.projections) {
    if (item.value != kNoExpr) height = std::max(height, heights_[item.value]);
  }
  for (ExprId arg : expr.args) {
    if (arg != kNoExpr) height = std::max(height, heights_[arg]);
  }
  if (height >= kMaxHeight) {
    throw syntax_error(
        "NestingTooDeep",
        say("an expression may join at most {} operators one inside the other", kMaxHeight),
        expr.span, say("split it with WITH, or use a list and reduce()"));
  }
  exprs_.push_back(std::move(expr));
  heights_.push_back(static_cast<uint16_t>(height + 1));
  return static_cast<ExprId>(exprs_.size() - 1);
}

void State::summarize_wanted(Cursor at, size_t mark, Wanted as) {
  if (at != furthest_) return;
  wanted_.resize(std::min(mark, wanted_.size()));
  wanted_.push_back(as);
}

State::Nesting::Nesting(State& state, Cursor at) : state_(state) {
  if (state_.depth_ >= kMaxDepth) {
    state.fail(syntax_error("NestingTooDeep",
                            say("the query is nested more than {} levels deep here", kMaxDepth),
                            state.span(at, std::min(at + 1, state.end())),
                            say("split it with WITH, or pass the data as a parameter")));
  }
  ++state_.depth_;
}

namespace {

// Words that cannot be variables without back-ticks. openCypher reserves more; those that never
// stand where a variable could (END, ORDER, BY ...) are left to people.
constexpr std::string_view kReserved[] = {
    "AND",  "AS",    "CASE",   "CONTAINS", "CREATE", "DELETE", "DISTINCT", "ELSE",
    "ENDS", "FALSE", "IN",     "IS",       "LIMIT",  "MATCH",  "MERGE",    "NOT",
    "NULL", "OR",    "REMOVE", "RETURN",   "SET",    "SKIP",   "STARTS",   "THEN",
    "TRUE", "UNION", "UNWIND", "WHEN",     "WHERE",  "WITH",   "XOR"};

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
// ASCII bytes that a word can consist of.
constexpr auto kWordBytes = [] {
  std::array<bool, 256> table{};
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<size_t>(c)] = true;
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<size_t>(c)] = true;
  for (int c = '0'; c <= '9'; ++c) table[static_cast<size_t>(c)] = true;
  table['_'] = true;
  return table;
}();
bool is_word_byte(char c) {
  return kWordBytes[static_cast<unsigned char>(c)];
}

int digit_value(char c) {
  if (is_digit(c)) return c - '0';
  c = upper(c);
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
}

std::string_view view(Cursor first, Cursor last) {
  return {first, static_cast<size_t>(last - first)};
}

// The length in bytes of the code point at `at` if `accept` takes it, else 0.
size_t code_point_if(Cursor at, Cursor last, bool (*accept)(char32_t)) {
  std::string_view rest = view(at, last);
  return accept(code_point_at(rest, 0)) ? next_code_point(rest, 0) : 0;
}

bool is_unicode_blank(char32_t c) {
  constexpr char32_t kByteOrderMark = 0xFEFF;  // some editors begin files with it
  return u_isUWhiteSpace(static_cast<UChar32>(c)) || c == kByteOrderMark;
}
bool is_unicode_start(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_ID_START) ||
         u_charType(static_cast<UChar32>(c)) == U_CONNECTOR_PUNCTUATION;
}
bool is_unicode_part(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_ID_CONTINUE) ||
         u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL;
}

size_t name_start_size(Cursor at, Cursor last) {
  if (at == last) return 0;
  if (is_word_byte(*at)) return is_digit(*at) ? 0 : 1;
  return static_cast<unsigned char>(*at) < 0x80 ? 0 : code_point_if(at, last, is_unicode_start);
}

size_t name_part_size(Cursor at, Cursor last) {
  if (at == last) return 0;
  if (is_word_byte(*at)) return 1;
  return static_cast<unsigned char>(*at) < 0x80 ? 0 : code_point_if(at, last, is_unicode_part);
}

size_t blank_size(Cursor at, Cursor last) {
  auto c = static_cast<unsigned char>(*at);
  if (c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F)) return 1;
  if (c == 0xC2 || (c >= 0xE1 && c <= 0xE3) || c == 0xEF)
    return code_point_if(at, last, is_unicode_blank);
  return 0;
}

// The end of the comment that starts at `at`, or `at` where none starts or it is never closed.
Cursor comment_end(Cursor at, Cursor last) {
  if (last - at < 2 || *at != '/') return at;
  if (at[1] == '/') return std::find(at, last, '\n');
  if (at[1] != '*') return at;
  size_t close = view(at, last).find("*/", 2);
  return close == std::string_view::npos ? at : at + close + 2;
}

}  // namespace

bool same_word(std::string_view word, std::string_view upper_word) {
  return word.size() == upper_word.size() && upper(word[0]) == upper_word[0] &&
         std::equal(word.begin(), word.end(), upper_word.begin(),
                    [](char a, char b) { return upper(a) == b; });
}

bool is_reserved(std::string_view word) {
  constexpr size_t kLongest = 8;
  if (word.size() < 2 || word.size() > kLongest) return false;
  return std::any_of(std::begin(kReserved), std::end(kReserved),
                     [&](std::string_view r) { return same_word(word, r); });
}

void skip_blanks_and_comments(Cursor& first, Cursor last) {
  while (first != last) {
    if (size_t size = blank_size(first, last)) {
      first += size;
    } else if (Cursor end = comment_end(first, last); end != first) {
      first = end;
    } else {
      return;
    }
  }
}

bool is_name_start(Cursor at, Cursor last) {
  return name_start_size(at, last) != 0;
}

bool scan_word(Cursor& first, Cursor last) {
  size_t size = name_start_size(first, last);
  if (size == 0) return false;
  for (; size != 0; size = name_part_size(first, last)) {
    first += size;
    while (first != last && is_word_byte(*first)) ++first;
  }
  return true;
}

bool skip_name(Cursor& first, Cursor last) {
  if (first == last || *first != '`') return scan_word(first, last);
  Cursor at = first + 1;
  while ((at = std::find(at, last, '`')) != last) {
    bool doubled = last - at > 1 && at[1] == '`';
    if (!doubled) return first = at + 1, true;
    at += 2;
  }
  return false;
}

bool scan_keyword(Cursor& first, Cursor last, std::string_view upper_word) {
  auto size = static_cast<std::ptrdiff_t>(upper_word.size());
  if (last - first < size || upper(*first) != upper_word[0]) return false;
  Cursor end = first + size;
  if (!same_word(view(first, end), upper_word) || name_part_size(end, last) != 0) return false;
  first = end;
  return true;
}

namespace {

// `name`, where `` stands for a back-tick.
bool scan_quoted_name(Cursor& first, Cursor last, State& state, std::string& out) {
  Cursor at = first + 1;
  for (;; ++at) {
    Cursor tick = std::find(at, last, '`');
    if (tick == last) {
      state.fail(syntax_error("UnexpectedSyntax", say("this back-tick is never closed"),
                              state.span(first, first + 1), say("end the name with another `")));
      return false;
    }
    out.append(at, tick);
    at = tick + 1;
    if (at == last || *at != '`') break;
    out += '`';
  }
  first = at;
  return true;
}

}  // namespace

bool scan_name(Cursor& first, Cursor last, State& state, Name& out) {
  Cursor begin = first;
  if (first != last && *first == '`') {
    out.text.clear();
    if (!scan_quoted_name(first, last, state, out.text)) return false;
    if (out.text.empty()) {
      state.fail(syntax_error("UnexpectedSyntax", say("a name cannot be empty"),
                              state.span(begin, first)));
    }
  } else if (scan_word(first, last)) {
    out.text.assign(begin, first);
  } else {
    return false;
  }
  out.span = state.span(begin, first);
  return true;
}

bool scan_parameter(Cursor& first, Cursor last, State& state, Name& out) {
  if (first == last || *first != '$') return false;
  Cursor at = first + 1;
  if (!scan_name(at, last, state, out)) {
    Cursor digits = std::find_if_not(at, last, is_digit);
    if (digits == at) {
      state.want(at, {"", wording("the name of a parameter")});
      return false;
    }
    out = {std::string(at, digits), state.span(at, digits)};
    at = digits;
  }
  first = at;
  return true;
}

namespace {

void number_error(State& state, Cursor first, Cursor last, const char* detail, const char* what,
                  std::string hint) {
  const HoleValue number[] = {std::string_view(first, static_cast<size_t>(last - first))};
  state.fail(syntax_error(detail, fill(what, number), state.span(first, last), std::move(hint)));
}

// The end of the run of digits, letters and underscores at `at`.
Cursor word_run(Cursor at, Cursor last) {
  while (size_t size = name_part_size(at, last)) at += size;
  return at;
}

Cursor digit_run(Cursor at, Cursor last) {
  return std::find_if_not(at, last, is_digit);
}

Value integer_of(State& state, Cursor first, Cursor digits, Cursor end, int base, bool negative) {
  uint64_t magnitude = 0;
  auto [stop, error] = std::from_chars(digits, end, magnitude, base);
  constexpr uint64_t kMax = static_cast<uint64_t>(std::numeric_limits<int64_t>::max());
  if (error != std::errc{} || magnitude > kMax + (negative ? 1 : 0)) {
    number_error(state, first, end, "IntegerOverflow",
                 wording("`{}` does not fit a 64-bit integer"),
                 say("write a float (1e20), or keep it as a string"));
  }
  return Value::integer(static_cast<int64_t>(negative ? 0 - magnitude : magnitude));
}

Value prefixed_integer(State& state, Cursor& first, Cursor last, int base, bool negative) {
  Cursor digits = first + 2;
  Cursor end = word_run(digits, last);
  bool good =
      end != digits && std::all_of(digits, end, [&](char c) { return digit_value(c) < base; });
  if (!good) {
    number_error(state, first, end, "InvalidNumberLiteral", wording("`{}` is no integer"),
                 base == 16 ? say("a hexadecimal number has digits 0-9 and a-f: 0x1F")
                            : say("an octal number has digits 0-7: 0o17"));
    return {};
  }
  Value value = integer_of(state, first, digits, end, base, negative);
  first = end;
  return value;
}

// The end of a decimal literal and whether it is a float: 12, 1.5, .5, 1e9, 1.5E-3.
Cursor decimal_end(Cursor first, Cursor last, bool& is_float) {
  Cursor at = digit_run(first, last);
  if (last - at >= 2 && *at == '.' && is_digit(at[1])) {
    is_float = true;
    at = digit_run(at + 1, last);
  }
  if (at != last && upper(*at) == 'E') {
    Cursor exponent = at + 1;
    if (exponent != last && (*exponent == '-' || *exponent == '+')) ++exponent;
    if (exponent != last && is_digit(*exponent)) {
      is_float = true;
      at = digit_run(exponent, last);
    }
  }
  return at;
}

Value float_of(State& state, Cursor first, Cursor end, bool negative) {
  std::string text(first, end);
  double d = std::strtod(text.c_str(), nullptr);
  if (std::isinf(d)) {
    number_error(state, first, end, "FloatingPointOverflow",
                 wording("`{}` is larger than any float"),
                 say("the largest float is about 1.8e308"));
  }
  return Value::floating(negative ? 0.0 - d : d);  // -0.0 is 0.0
}

}  // namespace

bool scan_number(Cursor& first, Cursor last, State& state, bool negative, Value& out) {
  if (first == last) return false;
  bool starts = is_digit(*first) || (*first == '.' && last - first > 1 && is_digit(first[1]));
  if (!starts) return false;
  if (*first == '0' && last - first > 1 && (upper(first[1]) == 'X' || upper(first[1]) == 'O')) {
    out = prefixed_integer(state, first, last, upper(first[1]) == 'X' ? 16 : 8, negative);
    return true;
  }
  bool is_float = false;
  Cursor end = decimal_end(first, last, is_float);
  if (Cursor run = word_run(end, last); run != end) {
    number_error(state, first, run, "InvalidNumberLiteral", wording("`{}` is no number"),
                 say("a name cannot begin with a digit; put back-ticks around it"));
  }
  if (!is_float && *first == '0' && end - first > 1) {
    number_error(state, first, end, "InvalidNumberLiteral", wording("`{}` is no number"),
                 say("an octal number begins with 0o; a decimal one has no leading zeros"));
  }
  out = is_float ? float_of(state, first, end, negative)
                 : integer_of(state, first, first, end, 10, negative);
  first = end;
  return true;
}

bool scan_hops(Cursor& first, Cursor last, State& state, int64_t& out) {
  Cursor end = digit_run(first, last);
  if (end == first) return false;
  out = integer_of(state, first, first, end, 10, false).as_integer();
  first = end;
  return true;
}

namespace {

// \uXXXX or \UXXXXXXXX: the code unit; `at` stands on the u.
uint32_t scan_hex_escape(Cursor& at, Cursor last, State& state) {
  Cursor begin = at - 1;
  int digits = *at == 'u' ? 4 : 8;
  uint32_t unit = 0;
  ++at;
  for (int i = 0; i < digits; ++i, ++at) {
    if (at == last || digit_value(*at) > 15 || unit > 0xFFFFFF) {
      Cursor end = at == last ? at : at + next_code_point(view(at, last), 0);
      state.fail(syntax_error(
          "InvalidUnicodeLiteral", say("`{}` is no Unicode escape", std::string(begin, end)),
          state.span(begin, end), say("write \\u and four hexadecimal digits, as in '\\uD55C'")));
      return 0;
    }
    unit = unit * 16 + static_cast<uint32_t>(digit_value(*at));
  }
  return unit;
}

void scan_unicode_escape(Cursor& at, Cursor last, State& state, std::string& out) {
  Cursor begin = at - 1;
  uint32_t unit = scan_hex_escape(at, last, state);
  bool high = unit >= 0xD800 && unit <= 0xDBFF;
  if (high && last - at >= 2 && at[0] == '\\' && at[1] == 'u') {
    Cursor next = at + 1;
    uint32_t low = scan_hex_escape(next, last, state);
    if (low >= 0xDC00 && low <= 0xDFFF) {
      at = next;
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
  }
  if (unit > 0x10FFFF || (unit >= 0xD800 && unit <= 0xDFFF)) {
    state.fail(syntax_error(
        "InvalidUnicodeLiteral", say("`{}` is no character of Unicode", std::string(begin, at)),
        state.span(begin, at), say("surrogates come in pairs: '\\uD83D\\uDE00'")));
    return;
  }
  append_utf8(out, unit);
}

// One escape; `at` stands behind the backslash.
void scan_escape(Cursor& at, Cursor last, State& state, std::string& out) {
  constexpr std::string_view kFrom = "\\'\"`bfnrt/";
  constexpr std::string_view kTo = "\\'\"`\b\f\n\r\t/";
  if (at != last && (*at == 'u' || *at == 'U')) return scan_unicode_escape(at, last, state, out);
  size_t which = at == last ? std::string_view::npos : kFrom.find(*at);
  if (which == std::string_view::npos) {
    Cursor end = at == last ? at : at + next_code_point(view(at, last), 0);
    state.fail(syntax_error("UnexpectedSyntax",
                            say("`{}` is no escape in a string", std::string(at - 1, end)),
                            state.span(at - 1, end), say("write \\\\ for a backslash")));
    return;
  }
  out += kTo[which];
  ++at;
}

}  // namespace

bool scan_string(Cursor& first, Cursor last, State& state, std::string& out) {
  if (first == last || (*first != '\'' && *first != '"')) return false;
  const char stops[] = {*first, '\\'};
  Cursor at = first + 1;
  out.clear();
  for (;;) {
    Cursor stop = std::find_first_of(at, last, std::begin(stops), std::end(stops));
    out.append(at, stop);
    if (stop == last) {
      state.fail(syntax_error("UnexpectedSyntax", say("this string is never closed"),
                              state.span(first, first + 1),
                              say("end it with {0}; inside, write \\{0}", std::string(1, *first))));
      return false;
    }
    at = stop + 1;
    if (*stop != '\\') break;
    scan_escape(at, last, state, out);
    if (state.failed()) return false;
  }
  first = at;
  return true;
}

}  // namespace hoego::query::grammar
