// SPDX-License-Identifier: Apache-2.0
// Property values as JSON text and back: the common words of the store and of APOC export.
//
// JSON has no dates; a temporal value is its ISO text, and its type is told in a second, parallel
// JSON value (see graph/apoc.h): "date" beside "2021-03-01", "[date]" beside a list of dates, an
// array or an object of such where they differ. What JSON can say by itself has no type (empty).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "graph/value.h"

namespace hoego {

// Appends JSON. Nodes, relationships and paths become null.
void append_json_value(std::string& out, const Value& value);
// Appends the type as JSON, or nothing (and returns false) where JSON needs none.
bool append_json_type(std::string& out, const Value& value);

// ISO text of a temporal value or Edtf, and back; nullopt: not of that form.
std::string temporal_text(const Value& value);
std::optional<Value> parse_temporal(std::string_view type, std::string_view text);

// What is wrong with a JSON text, and at which byte.
struct JsonError : std::runtime_error {
  JsonError(const std::string& message, size_t offset_)
      : std::runtime_error(message), offset(offset_) {}
  size_t offset;
};

// A cursor over a JSON text in memory. Everything that it finds amiss is a JsonError; nesting is
// limited to 100.
class JsonScanner {
 public:
  explicit JsonScanner(std::string_view text) : text_(text) {}

  // Looks at the next character after blanks; '\0' at the end.
  char peek();
  bool at_end() { return peek() == '\0' && at_ >= text_.size(); }
  void expect(char c);
  bool accept(char c);
  // A string; the view is into the text, or, where it had escapes, into memory of the scanner.
  std::string_view string();
  Value value();
  void skip();
  size_t offset() const { return at_; }
  std::string_view text_from(size_t start) const { return text_.substr(start, at_ - start); }

  // Calls f(key) for each entry of an object; f must read the value.
  template <typename F>
  void object(F&& f) {
    enter('{');
    if (!accept('}')) {
      do {
        std::string_view key = string();
        expect(':');
        f(key);
      } while (accept(','));
      expect('}');
    }
    --depth_;
  }
  // Calls f() for each item; f must read it.
  template <typename F>
  void array(F&& f) {
    enter('[');
    if (!accept(']')) {
      do f();
      while (accept(','));
      expect(']');
    }
    --depth_;
  }
  // A number without the detour over Value: true and the integer, or false and the float.
  bool number(int64_t& integer, double& floating);

 private:
  void enter(char open);
  void word(std::string_view expected);
  std::string_view string_with_escapes(size_t start);
  void append_escape(std::string& out);
  uint32_t hex4();
  [[noreturn]] void fail(const std::string& what) const;

  std::string_view text_;
  size_t at_ = 0;
  int depth_ = 0;
  std::vector<std::unique_ptr<std::string>> decoded_;
};

// The value with the types told by `types` (as append_json_type wrote it, parsed); throws JsonError
// where they do not fit.
Value with_types(const Value& value, const Value& types);

}  // namespace hoego
