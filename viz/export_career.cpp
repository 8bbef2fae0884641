// SPDX-License-Identifier: Apache-2.0
// Forms that hold the career of one person.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/hash.h"
#include "viz/export.h"
#include "viz/export_text.h"

namespace hoego::viz {
namespace {

using Json = nlohmann::ordered_json;

std::string name_of(const CareerStep& step) {
  std::string out = step.org;
  if (!step.cohort.empty()) out += (out.empty() ? "" : " ") + step.cohort;
  if (!step.role.empty()) out += (out.empty() ? "" : " · ") + step.role;
  if (!out.empty()) return out;
  return step.title.empty() ? step.kind : step.title;
}

std::string first_quote(const CareerStep& step) {
  return step.evidence.empty() ? "" : step.evidence.front().quote;
}

// What JSON Resume cannot say, exactly.
Json exact(const CareerStep& step) {
  Json evidence = Json::array();
  for (const StepEvidence& e : step.evidence)
    evidence.push_back({{"quote", e.quote}, {"post", e.post_source}});
  auto text_or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
  return {{"id", step.id},
          {"kind", step.kind},
          {"startEdtf", text_or_null(step.start_text)},
          {"endEdtf", text_or_null(step.ongoing ? ".." : step.end_text)},
          {"exit", text_or_null(step.exit)},
          {"certainty", step.planned ? "planned" : "actual"},
          {"confidence", step.confidence},
          {"evidence", evidence}};
}

void put_dates(Json& json, const CareerStep& step) {
  if (step.start) json["startDate"] = iso_prefix(*step.start);
  if (step.end && !step.ongoing) json["endDate"] = iso_prefix(*step.end);
}

Json resume_entry(const CareerStep& step, const char* org_key, const char* role_key) {
  Json json;
  if (!step.org.empty()) json[org_key] = step.org;
  if (!step.role.empty()) json[role_key] = step.role;
  put_dates(json, step);
  if (std::string quote = first_quote(step);
      !quote.empty() && std::string(org_key) != "institution")
    json["summary"] = quote;
  json["x-hoego"] = exact(step);
  return json;
}

void export_json_resume(const Career& career, const Sink& sink) {
  Json work = Json::array(), volunteer = Json::array(), education = Json::array(),
       other = Json::array();
  for (const CareerStep& step : career.steps) {
    const std::string& kind = step.kind;
    if (kind == "education" || kind == "bootcamp")
      education.push_back(resume_entry(step, "institution", "area"));
    else if (kind == "community" || kind == "mentoring")
      volunteer.push_back(resume_entry(step, "organization", "position"));
    else if (kind == "jobsearch" || kind == "gap" || kind == "military")
      other.push_back(exact(step));
    else
      work.push_back(resume_entry(step, "name", "position"));
  }
  Json json = {
      {"$schema", "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"},
      {"basics", {{"name", career.name}}},
      {"work", work},
      {"volunteer", volunteer},
      {"education", education},
      {"x-hoego", {{"other", other}}}};
  sink(dump_json(json, 1) + "\n");
}

std::string markwhen_range(const CareerStep& step) {
  std::string start = step.start ? iso_prefix(*step.start) : "";
  std::string end = step.ongoing ? "now" : step.end ? iso_prefix(*step.end) : "";
  if (start.empty()) return end == "now" ? "" : end;
  if (end.empty()) return start;
  return start + "/" + end;
}

// One line of text: a new line would begin a new entry.
std::string one_line(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r') c = ' ';
  return text;
}

void export_markwhen(const Career& career, const Sink& sink) {
  sink("title: " + one_line(career.name) + "\n\n");
  for (const CareerStep& step : career.steps) {
    std::string range = markwhen_range(step);
    if (range.empty()) {
      sink("// no date: " + one_line(name_of(step)) + "\n");
      continue;
    }
    sink(range + ": " + one_line(name_of(step)) + " #" + step.kind + "\n");
    if (std::string quote = first_quote(step); !quote.empty()) sink("  " + one_line(quote) + "\n");
  }
}

// Mermaid gives these characters a meaning of their own inside a task.
std::string mermaid_text(const std::string& text) {
  std::string out;
  for (char c : one_line(text)) out += c == ':' || c == ';' || c == '#' || c == ',' ? ' ' : c;
  return out.empty() ? "-" : out;
}

void export_mermaid(const Career& career, const Sink& sink) {
  sink("gantt\n  title " + mermaid_text(career.name) + "\n  dateFormat YYYY-MM-DD\n");
  std::string section;
  size_t number = 0;
  for (const CareerStep& step : career.steps) {
    if (!step.start) {
      sink("  %% no start: " + mermaid_text(name_of(step)) + "\n");
      continue;
    }
    if (step.kind != section) sink("  section " + step.kind + "\n");
    section = step.kind;
    Day first = step.start->bounds().first;
    // An end that is open or unknown gets a mark of its own instead of a made-up date.
    std::string end = step.end && !step.ongoing ? to_iso(step.end->bounds().last) : "1d";
    const char* state = step.ongoing ? "active, " : step.end ? "done, " : "milestone, ";
    sink("  " + mermaid_text(name_of(step)) + " :" + state + "s" + std::to_string(++number) + ", " +
         to_iso(first) + ", " + end + "\n");
  }
}

// RFC 5545 text: escaped, folded at 75 bytes without cutting a character.
std::string ical_line(const std::string& name, const std::string& value) {
  std::string line = name + ":";
  for (char c : value) {
    if (c == '\\' || c == ';' || c == ',') line += '\\';
    if (c == '\n')
      line += "\\n";
    else if (c != '\r')
      line += c;
  }
  std::string out;
  size_t width = 0;
  for (size_t i = 0; i < line.size();) {
    size_t n = 1;
    while (i + n < line.size() && (static_cast<unsigned char>(line[i + n]) & 0xC0) == 0x80) ++n;
    if (width + n > 74) {
      out += "\r\n ";
      width = 1;
    }
    out.append(line, i, n);
    width += n;
    i += n;
  }
  return out + "\r\n";
}

std::string ical_date(const Day& day) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d%02d%02d", day.year, day.month, day.day);
  return text;
}

Day day_after(Day day) {
  if (++day.day > days_in_month(day.year, day.month)) {
    day.day = 1;
    if (++day.month > 12) day.month = 1, ++day.year;
  }
  return day;
}

void export_ical(const Career& career, const Sink& sink) {
  sink("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//hoego//career//KO\r\n");
  for (const CareerStep& step : career.steps) {
    if (!step.start) continue;
    std::string out = "BEGIN:VEVENT\r\n";
    out += ical_line("UID", hex(fnv1a(career.person_id + "/" + step.id)) + "@hoego");
    // Required, and the same in every run: the day on which the step began.
    out += "DTSTAMP:" + ical_date(step.start->bounds().first) + "T000000Z\r\n";
    out += "DTSTART;VALUE=DATE:" + ical_date(step.start->bounds().first) + "\r\n";
    if (step.end && !step.ongoing)
      out += "DTEND;VALUE=DATE:" + ical_date(day_after(step.end->bounds().last)) + "\r\n";
    out += ical_line("SUMMARY", name_of(step));
    std::string end = step.ongoing ? ".." : step.end_text.empty() ? "unknown" : step.end_text;
    out +=
        ical_line("DESCRIPTION", "EDTF " + step.start_text + "/" + end + "\n" + first_quote(step));
    out += ical_line("CATEGORIES", step.kind);
    sink(out + "END:VEVENT\r\n");
  }
  sink("END:VCALENDAR\r\n");
}

}  // namespace

const std::vector<std::string>& career_export_formats() {
  static const std::vector<std::string> kFormats = {"ical", "json-resume", "markwhen", "mermaid"};
  return kFormats;
}

std::string_view export_ending(std::string_view format) {
  if (format == "cytoscape" || format == "json-resume") return ".json";
  if (format == "jsonld") return ".jsonld";
  if (format == "graphml") return ".graphml";
  if (format == "gexf") return ".gexf";
  if (format == "dot") return ".dot";
  if (format == "markwhen") return ".mw";
  if (format == "mermaid") return ".mmd";
  if (format == "ical") return ".ics";
  return {};
}

void export_career(const Career& career, std::string_view format, const Sink& sink) {
  if (format == "json-resume") return export_json_resume(career, sink);
  if (format == "markwhen") return export_markwhen(career, sink);
  if (format == "mermaid") return export_mermaid(career, sink);
  if (format == "ical") return export_ical(career, sink);
  throw Error(ErrorKind::kUsage, "unknown form of export: " + std::string(format));
}

}  // namespace hoego::viz
