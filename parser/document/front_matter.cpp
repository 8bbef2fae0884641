// SPDX-License-Identifier: Apache-2.0
// Finds where the front matter ends, gives it to the right library behind checks (size, anchors),
// and falls back to "key: value" lines, which is all that most posts have.
#include "parser/document/front_matter.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "base/unicode.h"
#include "parser/document/toml.h"

namespace hoego::parser {
namespace {

constexpr size_t kMaxFrontMatter = 64 * 1024;
constexpr size_t kMaxEntries = 1000;
constexpr int kMaxDepth = 8;

using Entries = std::vector<std::pair<std::string, std::vector<std::string>>>;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && is_blank(s.front())) s.remove_prefix(1);
  while (!s.empty() && is_blank(s.back())) s.remove_suffix(1);
  return s;
}

std::string_view unquoted(std::string_view s) {
  s = trim(s);
  if (s.size() >= 2 && (s.front() == '"' || s.front() == '\'' || s.front() == '`') &&
      s.back() == s.front())
    return s.substr(1, s.size() - 2);
  return s;
}

void add(Entries& entries, const std::string& key, std::string_view value) {
  if (entries.size() >= kMaxEntries) return;
  auto it =
      std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.first == key; });
  if (it == entries.end())
    entries.push_back({key, {nfc(value)}});
  else
    it->second.push_back(nfc(value));
}

// --- "key: value" lines
// ---------------------------------------------------------------------------

// "[a, b]" or "a" -> values.
void add_value(Entries& entries, const std::string& key, std::string_view value) {
  value = trim(value);
  if (value.size() >= 2 && value.front() == '[' && value.back() == ']') {
    value = value.substr(1, value.size() - 2);
    while (!value.empty()) {
      size_t comma = std::min(value.find(','), value.size());
      std::string_view item = unquoted(value.substr(0, comma));
      if (!item.empty()) add(entries, key, item);
      value.remove_prefix(std::min(comma + 1, value.size()));
    }
    return;
  }
  add(entries, key, unquoted(value));
}

Entries read_lines(std::string_view text, char separator) {
  Entries entries;
  std::string key;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    std::string_view body = trim(line);
    if (body.empty() || body.front() == '#') continue;
    if (body.starts_with("- ") && !key.empty()) {
      add(entries, key, unquoted(body.substr(2)));
      continue;
    }
    if (body.ends_with(",")) body.remove_suffix(1);
    size_t colon = body.find(separator);
    if (colon == 0 || colon == std::string_view::npos || colon > 60) continue;
    bool indented = line.front() == ' ' || line.front() == '\t';
    std::string name(unquoted(body.substr(0, colon)));
    if (separator == ':' && indented && !key.empty()) {
      std::string_view bare = name;
      if (bare.starts_with("- ")) bare.remove_prefix(2);
      if (bare == "name") add(entries, key, unquoted(body.substr(colon + 1)));
      continue;
    }
    std::string_view value = trim(body.substr(colon + 1));
    key = name;
    if (!value.empty() && value != ">" && value != "|" && value != ">-" && value != "|-")
      add_value(entries, name, value);
  }
  return entries;
}

// --- YAML
// -----------------------------------------------------------------------------------------

// Anchors and aliases can make a small text endless; no blog uses them in front matter.
bool has_anchor_or_alias(std::string_view text) {
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    if ((text[i] != '&' && text[i] != '*') || is_blank(text[i + 1])) continue;
    size_t before = i;
    while (before > 0 && (text[before - 1] == ' ' || text[before - 1] == '\t')) --before;
    if (before == 0) return true;
    char c = text[before - 1];
    if (c == '\n' || c == ':' || c == '-' || c == '[' || c == ',' || c == '{') return true;
  }
  return false;
}

std::string name_of_map(const YAML::Node& map) {
  YAML::Node name = map["name"];
  if (name && name.IsScalar()) return name.Scalar();
  return {};
}

void flatten_yaml(const YAML::Node& node, const std::string& key, int depth, Entries& entries) {
  if (depth > kMaxDepth || entries.size() >= kMaxEntries) return;
  if (node.IsScalar()) {
    add(entries, key, node.Scalar());
  } else if (node.IsSequence()) {
    for (const auto& item : node) {
      if (item.IsMap()) {
        if (std::string name = name_of_map(item); !name.empty()) add(entries, key, name);
      } else {
        flatten_yaml(item, key, depth + 1, entries);
      }
    }
  } else if (node.IsMap()) {
    if (std::string name = key.empty() ? "" : name_of_map(node); !name.empty())
      add(entries, key, name);
    for (const auto& pair : node) {
      if (!pair.first.IsScalar()) continue;
      std::string sub = key.empty() ? pair.first.Scalar() : key + "." + pair.first.Scalar();
      flatten_yaml(pair.second, sub, depth + 1, entries);
    }
  }
}

FrontMatter read_yaml(std::string_view text, uint32_t offset, std::vector<Note>& notes) {
  FrontMatter front;
  auto by_lines = [&](const std::string& why) {
    notes.push_back(
        {"front matter is no YAML that can be read (" + why + "); read line by line", offset});
    front.format = FrontMatter::Format::kLines;
    front.entries = read_lines(text, ':');
    return front;
  };
  if (text.size() > kMaxFrontMatter) {
    text = text.substr(0, kMaxFrontMatter);
    return by_lines("longer than 64 KiB");
  }
  if (has_anchor_or_alias(text)) return by_lines("anchors and aliases are refused");
  try {
    YAML::Node root = YAML::Load(std::string(text));
    if (root.IsNull()) {
      front.format = FrontMatter::Format::kYaml;
      return front;
    }
    if (!root.IsMap()) return by_lines("not a map");
    flatten_yaml(root, "", 0, front.entries);
  } catch (const std::exception& e) {
    return by_lines(e.what());
  }
  front.format = FrontMatter::Format::kYaml;
  return front;
}

// --- TOML, JSON
// -----------------------------------------------------------------------------------

void flatten_toml(const toml::node& node, const std::string& key, int depth, Entries& entries) {
  if (depth > kMaxDepth || entries.size() >= kMaxEntries) return;
  if (const auto* text = node.as_string()) {
    add(entries, key, text->get());
  } else if (const auto* list = node.as_array()) {
    for (const toml::node& item : *list) flatten_toml(item, key, depth + 1, entries);
  } else if (const auto* table = node.as_table()) {
    if (const auto* name = table->get("name"); name != nullptr && name->is_string() && !key.empty())
      add(entries, key, name->as_string()->get());
    for (auto&& [name, value] : *table) {
      std::string sub(name.str());
      flatten_toml(value, key.empty() ? sub : key + "." + sub, depth + 1, entries);
    }
  } else {
    std::ostringstream out;
    out << toml::node_view<const toml::node>(node);
    add(entries, key, out.str());
  }
}

FrontMatter read_toml(std::string_view text, uint32_t offset, std::vector<Note>& notes) {
  FrontMatter front;
  if (text.size() <= kMaxFrontMatter) {
    toml::parse_result result = parse_toml(text);
    if (result) {
      front.format = FrontMatter::Format::kToml;
      flatten_toml(result.table(), "", 0, front.entries);
      return front;
    }
  }
  notes.push_back({"front matter is no TOML that can be read; read line by line", offset});
  front.format = FrontMatter::Format::kLines;
  front.entries = read_lines(text.substr(0, kMaxFrontMatter), '=');
  return front;
}

void flatten_json(const nlohmann::json& node, const std::string& key, int depth, Entries& entries) {
  if (depth > kMaxDepth || entries.size() >= kMaxEntries) return;
  if (node.is_string()) {
    add(entries, key, node.get<std::string>());
  } else if (node.is_array()) {
    for (const auto& item : node) flatten_json(item, key, depth + 1, entries);
  } else if (node.is_object()) {
    if (!key.empty() && node.contains("name") && node["name"].is_string())
      add(entries, key, node["name"].get<std::string>());
    for (const auto& [name, value] : node.items())
      flatten_json(value, key.empty() ? name : key + "." + name, depth + 1, entries);
  } else if (!node.is_null()) {
    add(entries, key, node.dump());
  }
}

// --- where it stands
// ------------------------------------------------------------------------------

// The end of a JSON object that begins at `at`; npos: it does not end within the size limit.
size_t object_end(std::string_view s, size_t at) {
  int depth = 0;
  char quote = 0;
  size_t limit = std::min(s.size(), at + kMaxFrontMatter);
  for (size_t i = at; i < limit; ++i) {
    char c = s[i];
    if (quote != 0) {
      if (c == '\\')
        ++i;
      else if (c == quote)
        quote = 0;
    } else if (c == '"' || c == '\'' || c == '`') {
      quote = c;
    } else if (c == '{' || c == '[') {
      if (++depth > 200) return std::string_view::npos;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

size_t after_line(std::string_view s, size_t at) {
  size_t end = s.find('\n', at);
  return end == std::string_view::npos ? s.size() : end + 1;
}

// The line that consists of `mark` alone, from `at` on: its begin, or npos.
size_t find_mark_line(std::string_view s, size_t at, std::string_view mark) {
  while (at < s.size()) {
    size_t end = std::min(s.find('\n', at), s.size());
    std::string_view line = trim(s.substr(at, end - at));
    if (line == mark || (mark == "---" && line == "...")) return at;
    at = end + 1;
  }
  return std::string_view::npos;
}

// Whether a block between --- lines reads like front matter and not like prose between rules.
bool looks_like_keys(std::string_view text) {
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 40) return false;
    return line.substr(0, colon).find("  ") == std::string_view::npos;
  }
  return true;
}

std::optional<FrontMatterResult> fenced(std::string_view s, size_t begin,
                                        std::vector<Note>& notes) {
  std::string_view first = trim(s.substr(begin, std::min(s.find('\n', begin), s.size()) - begin));
  if (first != "---" && first != "+++" && first != ";;;") return std::nullopt;
  size_t inner = after_line(s, begin);
  size_t close = find_mark_line(s, inner, first);
  if (close == std::string_view::npos) return std::nullopt;
  std::string_view text = s.substr(inner, close - inner);
  if (first == "---" && !looks_like_keys(text)) return std::nullopt;
  auto offset = static_cast<uint32_t>(inner);
  FrontMatterResult result;
  result.front = first == "+++" ? read_toml(text, offset, notes) : read_yaml(text, offset, notes);
  result.body = static_cast<uint32_t>(after_line(s, close));
  return result;
}

std::optional<FrontMatterResult> json_object(std::string_view s, size_t begin) {
  if (begin >= s.size() || s[begin] != '{') return std::nullopt;
  size_t end = object_end(s, begin);
  if (end == std::string_view::npos) return std::nullopt;
  nlohmann::json json = nlohmann::json::parse(s.substr(begin, end - begin), nullptr, false);
  if (!json.is_object() || json.empty()) return std::nullopt;
  FrontMatterResult result;
  result.front.format = FrontMatter::Format::kJson;
  flatten_json(json, "", 0, result.front.entries);
  result.body = static_cast<uint32_t>(end);
  return result;
}

// `export const meta = { title: "...", date: "..." };` of MDX; the scrubber cuts it from the body.
std::optional<FrontMatterResult> mdx_meta(std::string_view s, size_t begin) {
  std::string_view head = s.substr(begin, kMaxFrontMatter);
  for (std::string_view name : {"meta", "metadata", "frontMatter", "frontmatter"}) {
    std::string start = "export const " + std::string(name) + " = {";
    size_t at = head.find(start);
    if (at == std::string_view::npos || (at > 0 && head[at - 1] != '\n')) continue;
    size_t open = begin + at + start.size() - 1;
    size_t end = object_end(s, open);
    if (end == std::string_view::npos) continue;
    FrontMatterResult result;
    result.front.format = FrontMatter::Format::kLines;
    std::string text(s.substr(open + 1, end - open - 2));
    // Fields need no indentation, and a value on the line below its key belongs to it.
    std::string lines;
    for (size_t i = 0; i < text.size(); ++i) {
      lines.push_back(text[i]);
      size_t next = i + 1;
      while (next < text.size() && is_blank(text[next])) ++next;
      bool joins = text[i] == ':' && text.find('\n', i) < next;
      if (joins) lines.push_back(' ');
      if (joins || text[i] == '\n') i = next - 1;
    }
    result.front.entries = read_lines(lines, ':');
    result.body = static_cast<uint32_t>(begin);
    return result;
  }
  return std::nullopt;
}

}  // namespace

FrontMatterResult read_front_matter(std::string_view working, std::vector<Note>& notes) {
  size_t begin = working.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  size_t start = begin;
  while (start < working.size() && is_blank(working[start])) ++start;
  if (auto result = fenced(working, start, notes)) return *result;
  if (auto result = json_object(working, start)) return *result;
  if (auto result = mdx_meta(working, start)) return *result;
  FrontMatterResult none;
  none.body = static_cast<uint32_t>(begin);
  return none;
}

}  // namespace hoego::parser
