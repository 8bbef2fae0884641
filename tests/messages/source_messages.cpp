// SPDX-License-Identifier: Apache-2.0
#include "tests/messages/source_messages.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace hoego::messages {
namespace {

namespace fs = std::filesystem;

struct Token {
  enum class Kind { kWord, kLiteral, kSign } kind;
  std::string text;  // of a literal: its value, neighbours joined
  int line;
};

// Enough of C++: comments, literals with their escapes, raw strings, words, single signs.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    while (at_ < text_.size()) step();
    return std::move(tokens_);
  }

 private:
  bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  void skip_to(size_t end) {
    end = std::min(end, text_.size());
    line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                                         text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
    at_ = end;
  }
  void add_literal(const std::string& value) {
    if (!tokens_.empty() && tokens_.back().kind == Token::Kind::kLiteral)
      tokens_.back().text += value;
    else
      tokens_.push_back({Token::Kind::kLiteral, value, line_});
  }

  void step() {
    char c = text_[at_];
    if (starts("//")) return skip_to(text_.find('\n', at_));
    if (starts("/*")) return skip_to(text_.find("*/", at_) + 2);
    if (std::isspace(static_cast<unsigned char>(c))) return skip_to(at_ + 1);
    if (starts("R\"")) return raw_string();
    if (c == '"') return string();
    if (c == '\'') return skip_to(end_of_quotes());
    size_t end = at_;
    auto in_word = [&](size_t i) {
      return std::isalnum(static_cast<unsigned char>(text_[i])) || text_[i] == '_';
    };
    while (end < text_.size() && in_word(end)) ++end;
    // A digit separator is no quote.
    while (end > at_ && std::isdigit(static_cast<unsigned char>(c)) && end + 1 < text_.size() &&
           text_[end] == '\'') {
      ++end;
      while (end < text_.size() && in_word(end)) ++end;
    }
    bool word = end > at_;
    if (!word) ++end;
    tokens_.push_back({word ? Token::Kind::kWord : Token::Kind::kSign,
                       std::string(text_.substr(at_, end - at_)), line_});
    at_ = end;
  }

  size_t end_of_quotes() const {
    size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != text_[at_]) end += text_[end] == '\\' ? 2 : 1;
    return end + 1;
  }

  void string() {
    size_t end = end_of_quotes();
    std::string value;
    for (size_t i = at_ + 1; i + 1 < end; ++i) {
      char c = text_[i];
      if (c == '\\') c = text_[++i] == 'n' ? '\n' : text_[i] == 't' ? '\t' : text_[i];
      value += c;
    }
    add_literal(value);
    skip_to(end);
  }

  void raw_string() {
    size_t open = text_.find('(', at_);
    std::string close = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    size_t end = text_.find(close, open);
    add_literal(std::string(text_.substr(open + 1, end - open - 1)));
    skip_to(end + close.size());
  }

  std::string_view text_;
  size_t at_ = 0;
  int line_ = 1;
  std::vector<Token> tokens_;
};

bool is_marker(const std::string& word) {
  return word == "say" || word == "wording";
}

// std::logic_error is for us: a table of the program that is wrong.
bool throws(const std::string& word) {
  if (word == "logic_error") return false;
  return word == "Error" || word == "QueryError" || word.ends_with("_error");
}

bool is_prose(const std::string& text) {
  size_t blank = text.find(' ');
  return blank != std::string::npos &&
         std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

SourceScan scan_source(const std::string& name, std::string_view text) {
  SourceScan scan;
  std::vector<Token> tokens = Lexer(text).run();
  std::vector<bool> throwing;  // for each open parenthesis: inside of the call of an error
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    bool called = i > 0 && tokens[i - 1].kind == Token::Kind::kWord;
    if (token.text == "(" && token.kind == Token::Kind::kSign) {
      bool marked = called && is_marker(tokens[i - 1].text);
      bool inside = !throwing.empty() && throwing.back();
      throwing.push_back(!marked && (inside || (called && throws(tokens[i - 1].text))));
    } else if (token.text == ")" && token.kind == Token::Kind::kSign && !throwing.empty()) {
      throwing.pop_back();
    } else if (token.kind == Token::Kind::kLiteral) {
      std::string place = name + ":" + std::to_string(token.line);
      bool first = i >= 2 && tokens[i - 1].text == "(";
      if (first && is_marker(tokens[i - 2].text))
        scan.keys.push_back({place, token.text});
      else if (!throwing.empty() && throwing.back() && is_prose(token.text))
        scan.unmarked.push_back({place, token.text});
    }
  }
  return scan;
}

SourceScan scan_sources(const std::string& root) {
  SourceScan all;
  for (const char* room : {"base", "graph", "parser", "query", "viz", "cli"})
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(root) / room)) {
      std::string ending = entry.path().extension().string();
      if (ending != ".h" && ending != ".cpp") continue;
      std::stringstream text;
      text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
      SourceScan one =
          scan_source(fs::relative(entry.path(), root).generic_string(), std::move(text).str());
      std::move(one.keys.begin(), one.keys.end(), std::back_inserter(all.keys));
      std::move(one.unmarked.begin(), one.unmarked.end(), std::back_inserter(all.unmarked));
    }
  return all;
}

}  // namespace hoego::messages
