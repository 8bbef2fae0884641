// SPDX-License-Identifier: Apache-2.0
// A text with a name, and the way from a byte offset to a line and a column.
//
//   Source s("query", "MATCH (n)\nRETURN m");
//   s.position(17)  ->  line 2, column 8
//
// Columns count characters (code points) from 1, as editors show them; offsets count bytes from 0.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hoego {

struct Position {
  uint32_t line = 1;
  uint32_t column = 1;
};

class Source {
 public:
  Source(std::string name, std::string text);

  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }
  Position position(uint32_t offset) const;
  // The line (from 1) without its newline; empty beyond the last one. Valid while the Source lives.
  std::string_view line(uint32_t number) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<uint32_t> line_starts_;
};

}  // namespace hoego
