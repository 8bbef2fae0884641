// SPDX-License-Identifier: Apache-2.0
#include "tests/tck/gherkin.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

namespace hoego::tck {

namespace {

std::string_view trimmed(std::string_view s) {
  size_t begin = s.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return s.substr(begin, s.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// | a | b |  with \| \\ \n in cells.
Row cells_of(std::string_view line) {
  Row row;
  std::string cell;
  for (size_t i = 1; i < line.size(); ++i) {
    char c = line[i];
    char next = i + 1 < line.size() ? line[i + 1] : '\0';
    if (c == '\\' && (next == '|' || next == '\\' || next == 'n')) {
      cell += next == 'n' ? '\n' : next;
      ++i;
    } else if (c == '|') {
      row.emplace_back(trimmed(cell));
      cell.clear();
    } else {
      cell += c;
    }
  }
  return row;
}

std::string replaced(std::string text, const std::vector<std::pair<std::string, std::string>>& by) {
  for (const auto& [from, to] : by) {
    for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

class Reader {
 public:
  Reader(std::string_view text, std::string path)
      : lines_(lines_of(text)), path_(std::move(path)) {}

  std::vector<Scenario> read() {
    while (at_ < lines_.size()) {
      std::string_view line = trimmed(lines_[at_]);
      if (line.starts_with("Background:")) {
        ++at_;
        background_ = steps();
      } else if (line.starts_with("Scenario")) {
        scenario(line);
      } else {
        ++at_;
      }
    }
    return std::move(scenarios_);
  }

 private:
  void scenario(std::string_view title) {
    Scenario base;
    base.id = path_ + ":" + std::to_string(at_ + 1);
    base.area = path_.substr(0, path_.rfind('/'));
    base.name = trimmed(title.substr(title.find(':') + 1));
    bool outline = title.starts_with("Scenario Outline");
    ++at_;
    base.steps = background_;
    for (Step& step : steps()) base.steps.push_back(std::move(step));
    if (!outline) {
      scenarios_.push_back(std::move(base));
      return;
    }
    examples(base);
  }

  void examples(const Scenario& base) {
    int number = 0;
    while (skip_empty(), at_ < lines_.size() && trimmed(lines_[at_]).starts_with("Examples")) {
      ++at_;
      std::vector<Row> rows = table();
      for (size_t i = 1; i < rows.size(); ++i) {
        scenarios_.push_back(instance(base, rows[0], rows[i], ++number));
      }
    }
  }

  static Scenario instance(const Scenario& base, const Row& names, const Row& values, int number) {
    std::vector<std::pair<std::string, std::string>> by;
    for (size_t i = 0; i < names.size() && i < values.size(); ++i) {
      by.emplace_back("<" + names[i] + ">", values[i]);
    }
    Scenario out = base;
    out.id += "#" + std::to_string(number);
    for (Step& step : out.steps) {
      step.text = replaced(step.text, by);
      step.doc = replaced(step.doc, by);
      for (Row& row : step.table) {
        for (std::string& cell : row) cell = replaced(cell, by);
      }
    }
    return out;
  }

  void skip_empty() {
    while (at_ < lines_.size()) {
      std::string_view line = trimmed(lines_[at_]);
      if (!line.empty() && line[0] != '#' && line[0] != '@') return;
      ++at_;
    }
  }

  std::vector<Step> steps() {
    std::vector<Step> out;
    for (skip_empty(); at_ < lines_.size(); skip_empty()) {
      std::string_view line = trimmed(lines_[at_]);
      size_t blank = line.find(' ');
      std::string_view word = line.substr(0, blank);
      bool is_step =
          word == "Given" || word == "When" || word == "Then" || word == "And" || word == "But";
      if (!is_step) break;
      ++at_;
      Step step;
      step.text = trimmed(line.substr(blank));
      skip_empty();
      if (at_ < lines_.size() && trimmed(lines_[at_]) == "\"\"\"") step.doc = doc_string();
      step.table = table();
      out.push_back(std::move(step));
    }
    return out;
  }

  std::string doc_string() {
    size_t indent = lines_[at_].find('"');
    std::string out;
    for (++at_; at_ < lines_.size() && trimmed(lines_[at_]) != "\"\"\""; ++at_) {
      std::string_view line = lines_[at_];
      size_t blanks = std::min(line.find_first_not_of(' '), line.size());
      if (!out.empty()) out += '\n';
      out += line.substr(std::min(indent, blanks));
    }
    ++at_;
    return out;
  }

  std::vector<Row> table() {
    std::vector<Row> rows;
    for (skip_empty(); at_ < lines_.size() && trimmed(lines_[at_]).starts_with('|'); skip_empty()) {
      rows.push_back(cells_of(trimmed(lines_[at_++])));
    }
    return rows;
  }

  std::vector<std::string_view> lines_;
  std::string path_;
  size_t at_ = 0;
  std::vector<Step> background_;
  std::vector<Scenario> scenarios_;
};

}  // namespace

std::vector<Scenario> read_feature(std::string_view text, const std::string& relative_path) {
  return Reader(text, relative_path).read();
}

std::vector<Scenario> read_features(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<fs::path> paths;
  if (!fs::is_directory(folder)) return {};
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".feature") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Scenario> out;
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    std::string relative = path.lexically_relative(folder).generic_string();
    for (Scenario& one : read_feature(text.str(), relative)) out.push_back(std::move(one));
  }
  return out;
}

}  // namespace hoego::tck
