// SPDX-License-Identifier: Apache-2.0
// PostFacts -> one line of JSON (docs/schema.md).
#include <cstdio>
#include <string_view>

#include "base/json.h"
#include "parser/career/facts.h"

namespace hoego::parser {
namespace {

void write(std::string& out, const std::string& text) {
  append_json_string(out, text);
}
void write(std::string& out, const char* text) {
  append_json_string(out, text);
}
void write(std::string& out, bool value) {
  out += value ? "true" : "false";
}
void write(std::string& out, int value) {
  out += std::to_string(value);
}
void write(std::string& out, uint32_t value) {
  out += std::to_string(value);
}
void write(std::string& out, const Edtf& date) {
  append_json_string(out, date.text());
}
void write(std::string& out, double value) {
  char text[16];
  std::snprintf(text, sizeof text, "%.2f", value);
  out += text;
}

template <typename T>
void write(std::string& out, const std::optional<T>& value) {
  if (value)
    write(out, *value);
  else
    out += "null";
}

template <typename T>
void write(std::string& out, const std::vector<T>& values);

void write(std::string& out, const Evidence& evidence);
void write(std::string& out, const CareerStep& step);
void write(std::string& out, const Note& note);

class Object {
 public:
  explicit Object(std::string& out) : out_(out) { out_ += '{'; }
  ~Object() { out_ += '}'; }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  std::string& key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_json_string(out_, name);
    out_ += ':';
    return out_;
  }
  template <typename T>
  void add(std::string_view name, const T& value) {
    write(key(name), value);
  }

 private:
  std::string& out_;
  bool first_ = true;
};

template <typename T>
void write(std::string& out, const std::vector<T>& values) {
  out += '[';
  for (size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out += ',';
    write(out, values[i]);
  }
  out += ']';
}

void write(std::string& out, const Evidence& evidence) {
  Object object(out);
  object.add("quote", evidence.quote);
  object.add("offset", evidence.offset);
  object.add("field", evidence.field);
  object.add("rule", evidence.rule);
}

std::vector<std::string> quotes_of(const CareerStep& step) {
  std::vector<std::string> quotes;
  for (const Evidence& evidence : step.evidence) {
    bool known = false;
    for (const std::string& quote : quotes) known = known || quote == evidence.quote;
    if (!known && quotes.size() < 3) quotes.push_back(evidence.quote);
  }
  return quotes;
}

void write(std::string& out, const CareerStep& step) {
  Object object(out);
  object.add("kind", step.kind);
  object.add("org", step.org);
  object.add("cohort", step.cohort);
  object.add("org_alt", step.org_alt);
  object.add("org_type", step.org_type);
  object.add("named", step.named);
  object.add("industry", step.industry);
  object.add("role", step.role);
  object.add("role_text", step.role_text);
  object.add("start", step.start);
  object.add("end", step.end);
  object.add("duration", step.duration);
  object.add("exit", step.exit);
  object.add("certainty", step.planned ? "planned" : "actual");
  object.add("confidence", step.confidence);
  object.add("rule", step.rule);
  object.add("evidence", quotes_of(step));
  object.add("evidence_at", step.evidence);
}

void write(std::string& out, const Note& note) {
  Object object(out);
  object.add("message", note.message);
  object.add("offset", note.offset);
}

void write_aspirations(std::string& out, const std::vector<Aspiration>& aspirations) {
  std::vector<std::string> roles;
  for (const Aspiration& aspiration : aspirations) roles.push_back(aspiration.role);
  write(out, roles);
}

void write_aspirations_at(std::string& out, const std::vector<Aspiration>& aspirations) {
  std::vector<Evidence> evidence;
  for (const Aspiration& aspiration : aspirations) evidence.push_back(aspiration.evidence);
  write(out, evidence);
}

void write_themes(std::string& out, const std::vector<ThemeMention>& themes) {
  std::vector<std::string> core;
  std::vector<std::string> also;
  for (const ThemeMention& theme : themes) (theme.core ? core : also).push_back(theme.theme);
  Object object(out);
  object.add("core", core);
  object.add("also", also);
}

}  // namespace

std::string to_json(const PostFacts& facts) {
  std::string out;
  {
    Object object(out);
    object.add("source", facts.source);
    object.add("title", facts.title);
    object.add("lang", facts.lang);
    object.add("author", facts.author);
    object.add("author_rule", facts.author_rule);
    object.add("published", facts.published);
    object.add("published_rule", facts.published_rule);
    object.add("looks_back_on", facts.looks_back_on);
    object.add("reflective", facts.reflective);
    object.add("steps", facts.steps);
    write_aspirations(object.key("aspires_to"), facts.aspires_to);
    write_aspirations_at(object.key("aspires_to_at"), facts.aspires_to);
    write_themes(object.key("themes"), facts.themes);
    object.add("notes", facts.notes);
  }
  return out;
}

}  // namespace hoego::parser
