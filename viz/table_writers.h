// SPDX-License-Identifier: Apache-2.0
// The writers of tables, for viz/table*.cpp only: one a mode, chosen in write_table().
#pragma once

#include <string>
#include <string_view>

#include "viz/table.h"

namespace hoego::viz::table {

// Gathers small pieces before they go to the sink.
class Writer {
 public:
  explicit Writer(const Sink& sink) : sink_(sink) {}
  ~Writer() { flush(); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  Writer& operator<<(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() > kPiece) flush();
    return *this;
  }
  std::string& buffer() {
    if (buffer_.size() > kPiece) flush();
    return buffer_;
  }

 private:
  static constexpr size_t kPiece = 1 << 16;

  void flush() {
    if (!buffer_.empty()) sink_(buffer_);
    buffer_.clear();
  }
  const Sink& sink_;
  std::string buffer_;
};

// What would break a line or the terminal is shown, not obeyed.
std::string one_line(std::string_view raw);

// For people (table_box.cpp).
void write_box(Writer& out, const Graph& graph, const query::Table& table,
               const TableOptions& options);
// `screen`: its columns; 0: a value stands on one line.
void write_lines(Writer& out, const Graph& graph, const query::Table& table, int screen);
// For machines and documents (table_text.cpp).
void write_json(Writer& out, const Graph& graph, const query::Table& table);
void write_jsonl(Writer& out, const Graph& graph, const query::Table& table);
void write_typed_json(Writer& out, const Graph& graph, const query::Table& table);
void write_separated(Writer& out, const Graph& graph, const query::Table& table, bool tabs);
void write_markdown(Writer& out, const Graph& graph, const query::Table& table);
void write_html(Writer& out, const Graph& graph, const query::Table& table);

}  // namespace hoego::viz::table
