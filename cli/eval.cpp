// SPDX-License-Identifier: Apache-2.0
// `hoego eval KEY FACTS`: reads the key and the facts, prints figures and disagreements by cause.
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/messages.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "parser/eval/score.h"

namespace hoego::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

json parse_or_fail(const std::string& text, const std::string& place) {
  auto shallow = [](int depth, json::parse_event_t, json&) { return depth < 64; };
  json value = json::parse(text, shallow, false);
  if (!value.is_object()) throw Error(ErrorKind::kInput, say("{} is no JSON object", place));
  return value;
}

parser::PostMap read_key(const std::string& folder) {
  parser::PostMap keys;
  std::error_code error;
  if (!fs::is_directory(folder, error))
    throw Error(ErrorKind::kInput, say("there is no folder {}", folder));
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".json") continue;
    std::string path = entry.path().string();
    keys[entry.path().stem().string()] = parse_or_fail(read_file(path), path);
  }
  return keys;
}

// JSON Lines; the post's id is the first component of "source".
parser::PostMap read_facts(const std::string& path) {
  parser::PostMap posts;
  std::istringstream lines(read_file(path));
  size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty()) continue;
    json post = parse_or_fail(line, path + ":" + std::to_string(number));
    if (!post.contains("source") || !post["source"].is_string()) continue;
    std::string source = post["source"];
    posts[source.substr(0, source.find('/'))] = std::move(post);
  }
  return posts;
}

// Figures have four digits; three are printed.
double four_digits(double x) {
  return std::round(x * 1e4) / 1e4;
}

void print_row(const std::string& name, double p, double r, double f) {
  std::printf("%-12s P %.3f  R %.3f  F1 %.3f\n", name.c_str(), four_digits(p), four_digits(r),
              four_digits(f));
}

void print_count(const std::string& name, const parser::Count& c) {
  print_row(name, c.precision(), c.recall(), c.f1());
}

void print_score(const parser::Score& s) {
  std::printf("posts        %lld\n", static_cast<long long>(s.posts));
  print_count("facts", s.facts);
  print_count("steps", s.steps);
  for (size_t f = 0; f < s.fields.size(); ++f)
    print_count("  " + std::string(parser::kScoredFields[f]), s.fields[f]);
  print_count("aspires_to", s.aspirations);
  print_row("themes", s.theme_precision, s.theme_recall, s.theme_f1);
  auto out_of = [](const char* name, const parser::OutOf& o) {
    std::printf("%-24s %lld of %lld\n", name, static_cast<long long>(o.right),
                static_cast<long long>(o.all));
  };
  out_of("published", s.published);
  out_of("author", s.author);
  out_of("silent_on_non_reflective", s.silent);
}

void print_disagreements(const std::vector<parser::Disagreement>& errors) {
  std::map<std::string, std::vector<const parser::Disagreement*>> by_cause;
  for (const auto& e : errors) by_cause[e.cause].push_back(&e);
  for (const auto& [cause, list] : by_cause) {
    std::printf("== %s: %zu\n", cause.c_str(), list.size());
    for (const auto* e : list) std::printf("%s\n", e->text.c_str());
  }
}

}  // namespace

int run_eval(const EvalOptions& options) {
  std::vector<parser::Disagreement> errors;
  parser::Score s = parser::score(read_key(options.key), read_facts(options.facts),
                                  options.errors ? &errors : nullptr);
  print_disagreements(errors);
  print_score(s);
  return 0;
}

}  // namespace hoego::cli
