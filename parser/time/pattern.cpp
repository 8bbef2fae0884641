// SPDX-License-Identifier: Apache-2.0
// Patterns become a short program without loops; a match walks it and backs up at alternatives.
#include "parser/time/pattern.h"

#include <algorithm>
#include <stdexcept>

#include "base/unicode.h"

namespace hoego::parser {
namespace {

struct SlotName {
  std::string_view name;
  Slot slot;
};

constexpr SlotName kSlotNames[] = {
    {"Y", Slot::kYear},       {"M", Slot::kMonth},       {"D", Slot::kDay},
    {"P", Slot::kPart},       {"e", Slot::kEdge},        {"Y2", Slot::kYear2},
    {"M2", Slot::kMonth2},    {"D2", Slot::kDay2},       {"P2", Slot::kPart2},
    {"dY", Slot::kYearShift}, {"dM", Slot::kMonthShift}, {"R", Slot::kRunShift},
    {"L", Slot::kLast},       {"y", Slot::kYears},       {"m", Slot::kMonths},
    {"w", Slot::kWeeks},      {"d", Slot::kDays},        {"b", Slot::kBound},
    {"r", Slot::kRough},      {"a", Slot::kAgo},         {"x", Slot::kIgnored},
};

bool is_digit(unsigned char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(unsigned char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}
unsigned char lower(unsigned char c) {
  return is_letter(c) ? c | 0x20 : c;
}

// A no-break or ideographic space counts as a blank too.
size_t blank_at(std::string_view text, size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == ' ' || text[at] == '\t') return 1;
  if (text.substr(at, 2) == "\xC2\xA0") return 2;
  if (text.substr(at, 3) == "\xE3\x80\x80") return 3;
  return 0;
}

// The parts of `text` between separators, blanks around them cut off.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (size_t begin = 0; begin <= text.size();) {
    size_t end = std::min(text.find(separator, begin), text.size());
    std::string_view part = text.substr(begin, end - begin);
    while (part.starts_with(' ')) part.remove_prefix(1);
    if (!part.empty()) out.push_back(part);
    begin = end + 1;
  }
  return out;
}

WordTable parse_table(std::string_view text) {
  WordTable table;
  for (std::string_view entry : split(text, ',')) {
    size_t mark = entry.find('=');
    if (mark == entry.npos)
      throw std::logic_error("time words without a value: " + std::string(entry));
    int value = std::stoi(std::string(entry.substr(mark + 1)));
    for (std::string_view word : split(entry.substr(0, mark), '|')) table.emplace_back(word, value);
  }
  std::stable_sort(table.begin(), table.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  return table;
}

[[noreturn]] void malformed(std::string_view pattern, const std::string& why) {
  throw std::logic_error("time pattern '" + std::string(pattern) + "': " + why);
}

}  // namespace

Vocabulary::Vocabulary(const Rows& macros, const Rows& tables) : macros_(macros) {
  for (const auto& [name, text] : tables) tables_.emplace_back(name, parse_table(text));
}

const std::string* Vocabulary::macro(std::string_view name) const {
  for (const auto& [key, body] : macros_)
    if (key == name) return &body;
  return nullptr;
}

const WordTable* Vocabulary::table(std::string_view name) const {
  for (const auto& [key, words] : tables_)
    if (key == name) return &words;
  return nullptr;
}

class PatternCompiler {
 public:
  PatternCompiler(Pattern& pattern, std::string_view source, const Vocabulary& vocabulary)
      : program_(pattern.program_), source_(source), vocabulary_(vocabulary) {}

  void compile() {
    alternatives(source_, 0);
    emit({.op = Pattern::Op::kAccept});
  }

 private:
  using Op = Pattern::Op;

  void emit(Pattern::Instruction i) { program_.push_back(i); }
  int32_t here() const { return static_cast<int32_t>(program_.size()); }

  // The end of the item that begins at `at`: a group, token, macro, escaped or plain character.
  size_t item_end(std::string_view s, size_t at) const {
    if (s[at] == '\\') return next_code_point(s, at + 1);
    if (s[at] == '{') return closing(s, at, '{', '}');
    if (s[at] == '<') return closing(s, at, '<', '>');
    if (s[at] == '(') return closing(s, at, '(', ')');
    if (s.substr(at, 2) == "..") return at + 2;
    return next_code_point(s, at);
  }

  size_t closing(std::string_view s, size_t at, char open, char close) const {
    int depth = 0;
    for (size_t i = at; i < s.size(); ++i) {
      if (s[i] == '\\')
        ++i;
      else if (s[i] == open)
        ++depth;
      else if (s[i] == close && --depth == 0)
        return i + 1;
    }
    malformed(source_, std::string("no closing ") + close);
  }

  void alternatives(std::string_view s, int depth) {
    if (depth > 16) malformed(source_, "nested too deeply");
    std::vector<size_t> exits;
    size_t begin = 0;
    for (size_t bar = next_bar(s, 0); bar < s.size(); bar = next_bar(s, begin)) {
      size_t split = program_.size();
      emit({.op = Op::kSplit});
      sequence(s.substr(begin, bar - begin), depth);
      exits.push_back(program_.size());
      emit({.op = Op::kJump});
      program_[split].value = here();
      begin = bar + 1;
    }
    sequence(s.substr(begin), depth);
    for (size_t e : exits) program_[e].value = here();
  }

  size_t next_bar(std::string_view s, size_t at) const {
    while (at < s.size() && s[at] != '|') at = item_end(s, at);
    return at;
  }

  void sequence(std::string_view s, int depth) {
    for (size_t at = 0; at < s.size();) {
      size_t end = item_end(s, at);
      bool optional = end < s.size() && s[end] == '?';
      size_t split = program_.size();
      if (optional) emit({.op = Op::kSplit});
      item(s.substr(at, end - at), depth);
      if (optional) program_[split].value = here();
      at = end + (optional ? 1 : 0);
    }
  }

  void item(std::string_view s, int depth) {
    char c = s[0];
    std::string_view inner = s.size() >= 2 ? s.substr(1, s.size() - 2) : std::string_view{};
    if (c == '(') return alternatives(inner, depth + 1);
    if (c == '<') return expand(inner, depth + 1);
    if (c == '{') return token(inner);
    if (s == "..") return emit({.op = Op::kNonBlank});
    if (c == '^') return emit({.op = Op::kBegin});
    if (c == '$') return emit({.op = Op::kEnd});
    if (c == ' ' || c == '_') return emit({.op = Op::kBlanks, .value = c == '_' ? 1 : 0});
    if (c == '\\') s.remove_prefix(1);
    for (char b : s) emit({.op = Op::kByte, .byte = lower(static_cast<unsigned char>(b))});
  }

  void expand(std::string_view name, int depth) {
    const std::string* body = vocabulary_.macro(name);
    if (!body) malformed(source_, "no macro " + std::string(name));
    alternatives(*body, depth);
  }

  void token(std::string_view s) {
    if (s == "@n") return emit({.op = Op::kAfterN});
    if (s == "@end") return emit({.op = Op::kAtEnd});
    size_t mark = s.find_first_of(":=");
    if (mark == s.npos) malformed(source_, "token without : or =");
    Slot slot = slot_named(s.substr(0, mark));
    std::string_view what = s.substr(mark + 1);
    if (s[mark] == '=')
      emit({.op = Op::kSet, .slot = slot, .value = std::stoi(std::string(what))});
    else if (const WordTable* table = vocabulary_.table(what))
      words(*table, slot);
    else
      emit({.op = Op::kNumber, .slot = slot, .number = number_named(what)});
  }

  void words(const WordTable& table, Slot slot) {
    std::vector<size_t> exits;
    for (size_t k = 0; k < table.size(); ++k) {
      size_t split = program_.size();
      if (k + 1 < table.size()) emit({.op = Op::kSplit});
      for (char c : table[k].first) {
        if (c == ' ')
          emit({.op = Op::kBlanks});
        else
          emit({.op = Op::kByte, .byte = static_cast<unsigned char>(c)});
      }
      emit({.op = Op::kSet, .slot = slot, .value = table[k].second});
      exits.push_back(program_.size());
      emit({.op = Op::kJump});
      if (k + 1 < table.size()) program_[split].value = here();
    }
    for (size_t e : exits) program_[e].value = here();
  }

  Slot slot_named(std::string_view name) const {
    for (const SlotName& s : kSlotNames)
      if (s.name == name) return s.slot;
    malformed(source_, "no slot " + std::string(name));
  }

  Pattern::Number number_named(std::string_view name) const {
    static constexpr std::string_view kNames[] = {"year4", "year2", "month", "day",
                                                  "two",   "num",   "any"};
    for (size_t i = 0; i < std::size(kNames); ++i)
      if (kNames[i] == name) return static_cast<Pattern::Number>(i);
    malformed(source_, "no table or number " + std::string(name));
  }

  std::vector<Pattern::Instruction>& program_;
  std::string_view source_;
  const Vocabulary& vocabulary_;
};

// One attempt at one place. Recursion is as deep as the program is long at most.
class PatternRun {
 public:
  PatternRun(const Pattern& pattern, std::string_view text, EndTest may_end, PatternMatch& out)
      : program_(pattern.program_), text_(text), may_end_(may_end), out_(out) {}

  bool run(size_t pc, size_t at) {
    for (;; ++pc) {
      const Pattern::Instruction& i = program_[pc];
      switch (i.op) {
        case Op::kByte:
          if (at >= text_.size() || lower(static_cast<unsigned char>(text_[at])) != i.byte)
            return false;
          ++at;
          break;
        case Op::kBlanks: {
          int n = 0;
          for (size_t b; n < 3 && (b = blank_at(text_, at)) > 0; ++n) at += b;
          if (n < i.value) return false;
          break;
        }
        case Op::kSplit: {
          if (run(pc + 1, at)) return true;
          pc = static_cast<size_t>(i.value) - 1;
          break;
        }
        case Op::kJump:
          pc = static_cast<size_t>(i.value) - 1;
          break;
        case Op::kNumber:
          return number(i, pc, at);
        case Op::kSet:
          return with(i.slot, i.value, pc, at);
        case Op::kBegin:
          out_.begin = static_cast<uint32_t>(at);
          break;
        case Op::kEnd:
          return end_here(pc, at);
        case Op::kNonBlank:
          while (at < text_.size() && text_[at] != '\n' && blank_at(text_, at) == 0) ++at;
          break;
        case Op::kAfterN:
          if (!after_final_n(at)) return false;
          break;
        case Op::kAtEnd:
          if (!at_end(at)) return false;
          break;
        case Op::kAccept:
          return accept(at);
      }
    }
  }

 private:
  using Op = Pattern::Op;
  using Number = Pattern::Number;

  bool with(Slot slot, int value, size_t pc, size_t at) {
    Slots before = out_.slots;
    out_.slots.set(slot, value);
    if (run(pc + 1, at)) return true;
    out_.slots = before;
    return false;
  }

  bool end_here(size_t pc, size_t at) {
    if (ended_) return run(pc + 1, at);
    ended_ = true;
    out_.end = static_cast<uint32_t>(at);
    if (run(pc + 1, at)) return true;
    ended_ = false;
    return false;
  }

  bool accept(size_t at) {
    if (!ended_ && !may_end_(text_, at)) return false;
    if (!ended_) out_.end = static_cast<uint32_t>(at);
    out_.reach = static_cast<uint32_t>(at);
    return true;
  }

  bool number(const Pattern::Instruction& i, size_t pc, size_t at) {
    size_t end = at;
    int value = 0;
    while (end < text_.size() && end - at < 5 && is_digit(static_cast<unsigned char>(text_[end])))
      value = value * 10 + (text_[end++] - '0');
    if (!fits(i.number, value, end - at)) return false;
    if (i.number == Number::kYear2) value += value >= 80 ? 1900 : 2000;
    return with(i.slot, value, pc, end);
  }

  static bool fits(Number number, int value, size_t digits) {
    switch (number) {
      case Number::kYear4:
        return digits == 4 && value >= 1950 && value <= 2079;
      case Number::kYear2:
        return digits == 2 && (value <= 49 || value >= 80);
      case Number::kMonth:
        return digits >= 1 && digits <= 2 && value >= 1 && value <= 12;
      case Number::kDay:
        return digits >= 1 && digits <= 2 && value >= 1 && value <= 31;
      case Number::kTwo:
        return digits == 2;
      case Number::kNum:
        return digits >= 1 && digits <= 2 && value >= 1;
      case Number::kAny:
        return digits >= 1 && digits <= 4;
    }
    return false;
  }

  // Hangul syllables are laid out by their final; the fifth of 28 is ㄴ.
  bool after_final_n(size_t at) const {
    if (at > 0 && text_[at - 1] == ' ') --at;
    if (at < 3) return false;
    char32_t c = code_point_at(text_, at - 3);
    return c >= 0xAC00 && c <= 0xD7A3 && (c - 0xAC00) % 28 == 4;
  }

  bool at_end(size_t at) const {
    return at >= text_.size() ||
           std::string_view(")]|>\n").find(text_[at]) != std::string_view::npos;
  }

  const std::vector<Pattern::Instruction>& program_;
  std::string_view text_;
  EndTest may_end_;
  PatternMatch& out_;
  bool ended_ = false;
};

Pattern::Pattern(std::string_view source, const Vocabulary& vocabulary) {
  PatternCompiler(*this, source, vocabulary).compile();
}

bool Pattern::match(std::string_view text, size_t at, EndTest may_end, PatternMatch& out) const {
  out = PatternMatch{};
  out.begin = static_cast<uint32_t>(at);
  return PatternRun(*this, text, may_end, out).run(0, at);
}

std::vector<char32_t> Pattern::first_code_points() const {
  std::vector<char32_t> out;
  collect_first(0, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void Pattern::collect_first(size_t pc, std::vector<char32_t>& out) const {
  for (;; ++pc) {
    const Instruction& i = program_[pc];
    if (i.op == Op::kSplit) {
      collect_first(pc + 1, out);
      pc = static_cast<size_t>(i.value) - 1;
    } else if (i.op == Op::kJump) {
      pc = static_cast<size_t>(i.value) - 1;
    } else if (i.op == Op::kNumber) {
      for (char32_t d = U'0'; d <= U'9'; ++d) out.push_back(d);
      return;
    } else if (i.op == Op::kByte) {
      std::string bytes;
      for (size_t k = pc; program_[k].op == Op::kByte && bytes.size() < 4; ++k)
        bytes += static_cast<char>(program_[k].byte);
      out.push_back(code_point_at(bytes, 0));
      return;
    } else if (i.op == Op::kAccept || i.op == Op::kNonBlank) {
      return;
    }
  }
}

}  // namespace hoego::parser
