// SPDX-License-Identifier: Apache-2.0
#include "parser/career/facts_codec.h"

#include <nlohmann/json.hpp>

namespace hoego::parser {
namespace {

using Json = nlohmann::json;
using Text = std::optional<std::string>;

Json put(const Text& text) {
  return text ? Json(*text) : Json();
}
Json put(const std::optional<Edtf>& date) {
  return date ? Json(date->text()) : Json();
}

Text text_of(const Json& value) {
  return value.is_null() ? Text() : Text(value.get<std::string>());
}
std::optional<Edtf> date_of(const Json& value) {
  return value.is_null() ? std::nullopt : parse_edtf(value.get<std::string>());
}

Json put(const Evidence& e) {
  return {e.quote, e.offset, e.field, e.rule};
}
Evidence evidence_of(const Json& j) {
  return {j.at(0), j.at(1), j.at(2), j.at(3)};
}

Json put(const CareerStep& s) {
  Json evidence = Json::array();
  for (const Evidence& e : s.evidence) evidence.push_back(put(e));
  return {{"kind", s.kind},
          {"org", put(s.org)},
          {"org_alt", s.org_alt},
          {"org_type", put(s.org_type)},
          {"named", s.named},
          {"industry", put(s.industry)},
          {"cohort", put(s.cohort)},
          {"role", put(s.role)},
          {"role_text", put(s.role_text)},
          {"start", put(s.start)},
          {"end", put(s.end)},
          {"duration", put(s.duration)},
          {"exit", put(s.exit)},
          {"planned", s.planned},
          {"confidence", s.confidence},
          {"rule", s.rule},
          {"evidence", evidence}};
}

CareerStep step_of(const Json& j) {
  CareerStep s;
  s.kind = j.at("kind");
  s.org = text_of(j.at("org"));
  s.org_alt = j.at("org_alt").get<std::vector<std::string>>();
  s.org_type = text_of(j.at("org_type"));
  s.named = j.at("named");
  s.industry = text_of(j.at("industry"));
  s.cohort = text_of(j.at("cohort"));
  s.role = text_of(j.at("role"));
  s.role_text = text_of(j.at("role_text"));
  s.start = date_of(j.at("start"));
  s.end = date_of(j.at("end"));
  s.duration = text_of(j.at("duration"));
  s.exit = text_of(j.at("exit"));
  s.planned = j.at("planned");
  s.confidence = j.at("confidence");
  s.rule = j.at("rule");
  for (const Json& e : j.at("evidence")) s.evidence.push_back(evidence_of(e));
  return s;
}

Json put(const Aspiration& a) {
  return {a.role, put(a.evidence)};
}
Json put(const ThemeMention& t) {
  return {t.theme, t.core, t.count, t.offset};
}
Json put(const Note& n) {
  return {n.message, n.offset};
}

template <typename T>
Json put_all(const std::vector<T>& items) {
  Json out = Json::array();
  for (const T& item : items) out.push_back(put(item));
  return out;
}

PostFacts facts_of(const Json& j) {
  PostFacts f;
  f.source = j.at("source");
  f.title = j.at("title");
  f.lang = j.at("lang");
  f.author = text_of(j.at("author"));
  f.author_rule = j.at("author_rule");
  f.published = date_of(j.at("published"));
  f.published_rule = j.at("published_rule");
  f.looks_back_on = j.at("looks_back_on").get<std::vector<int>>();
  f.reflective = j.at("reflective");
  for (const Json& s : j.at("steps")) f.steps.push_back(step_of(s));
  for (const Json& a : j.at("aspires_to")) f.aspires_to.push_back({a.at(0), evidence_of(a.at(1))});
  for (const Json& t : j.at("themes")) f.themes.push_back({t.at(0), t.at(1), t.at(2), t.at(3)});
  for (const Json& n : j.at("notes")) f.notes.push_back({n.at(0), n.at(1)});
  return f;
}

}  // namespace

std::string encode_facts(const PostFacts& f) {
  Json j = {{"version", kFactsVersion},
            {"source", f.source},
            {"title", f.title},
            {"lang", f.lang},
            {"author", put(f.author)},
            {"author_rule", f.author_rule},
            {"published", put(f.published)},
            {"published_rule", f.published_rule},
            {"looks_back_on", f.looks_back_on},
            {"reflective", f.reflective},
            {"steps", put_all(f.steps)},
            {"aspires_to", put_all(f.aspires_to)},
            {"themes", put_all(f.themes)},
            {"notes", put_all(f.notes)}};
  return j.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<PostFacts> decode_facts(std::string_view text) {
  Json j = Json::parse(text, nullptr, false);
  if (!j.is_object() || j.value("version", 0) != kFactsVersion) return std::nullopt;
  try {
    return facts_of(j);
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace hoego::parser
