// SPDX-License-Identifier: Apache-2.0
// Careers as calendars and charts: markwhen, Mermaid, iCalendar.
#include <algorithm>
#include <cstdio>

#include "base/hash.h"
#include "base/json.h"
#include "viz/export_forms.h"
#include "viz/export_text.h"
#include "viz/selection.h"

namespace hoego::viz {
namespace {

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

void write_markwhen(const Career& career, const Sink& sink) {
  for (const CareerStep& step : career.steps) {
    std::string range = markwhen_range(step);
    if (range.empty()) {
      sink("// no date: " + one_line(step_name(step)) + "\n");
      continue;
    }
    sink(range + ": " + one_line(step_name(step)) + " #" + step.kind +
         (step.planned ? " #planned" : "") + "\n");
    // In quotation marks, so that no line begins like an entry of its own.
    if (std::string quote = first_quote(step); !quote.empty())
      sink("  \u201C" + one_line(quote) + "\u201D\n");
  }
}

// Mermaid gives these characters a meaning of their own; "%" begins a comment almost anywhere.
std::string mermaid_text(const std::string& text) {
  std::string out;
  for (char c : one_line(text)) {
    if (c == '%')
      out += "\uFF05";
    else
      out += c == ':' || c == ';' || c == '#' || c == ',' ? ' ' : c;
  }
  return out.empty() ? "-" : out;
}

// A task must not begin with a date or a word like "section": a word joiner, which shows nothing,
// goes before ASCII.
std::string mermaid_task(const CareerStep& step) {
  std::string text = mermaid_text(step_name(step));
  bool ascii = static_cast<unsigned char>(text.front()) < 0x80;
  return ascii ? "\u2060" + text : text;
}

// Mermaid's bars have ends. What goes on is drawn to the last post that says so; an unknown end
// gets a mark of a day instead of a made-up date.
std::string mermaid_end(const CareerStep& step) {
  Day last = step.start->bounds().first;
  if (step.end && !step.ongoing) return to_iso(std::max(last, step.end->bounds().last));
  if (step.ongoing)
    for (const StepEvidence& e : step.evidence)
      if (e.published) last = std::max(last, e.published->bounds().first);
  return last == step.start->bounds().first ? "1d" : to_iso(last);
}

void write_mermaid(const Career& career, const std::string& person, size_t& number,
                   const Sink& sink) {
  std::string section;
  for (const CareerStep& step : career.steps) {
    if (!step.start) {
      sink("  %% no start: " + mermaid_text(step_name(step)) + "\n");
      continue;
    }
    if (step.kind != section) sink("  section " + mermaid_text(person + step.kind) + "\n");
    section = step.kind;
    Day first = step.start->bounds().first;
    const char* state = step.ongoing ? "active, " : step.end ? "done, " : "milestone, ";
    sink("  " + mermaid_task(step) + " :" + state + "s" + std::to_string(++number) + ", " +
         to_iso(first) + ", " + mermaid_end(step) + "\n");
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

void write_event(const Career& career, const CareerStep& step, const std::string& person,
                 const Sink& sink) {
  std::string out = "BEGIN:VEVENT\r\n";
  out += ical_line("UID", hex(fnv1a(career.person_id + "/" + step.id)) + "@hoego");
  // Required, and the same in every run: the day on which the step began.
  out += "DTSTAMP:" + ical_date(step.start->bounds().first) + "T000000Z\r\n";
  out += "DTSTART;VALUE=DATE:" + ical_date(step.start->bounds().first) + "\r\n";
  if (step.end && !step.ongoing)
    out += "DTEND;VALUE=DATE:" + ical_date(day_after(step.end->bounds().last)) + "\r\n";
  out += ical_line("SUMMARY", person + step_name(step));
  std::string end = step.ongoing ? ".." : step.end_text.empty() ? "unknown" : step.end_text;
  std::string quote = first_quote(step);
  out += ical_line("DESCRIPTION",
                   "EDTF " + (step.start_text.empty() ? step.start->text() : step.start_text) +
                       "/" + end + (quote.empty() ? "" : "\n" + quote));
  out += ical_line("CATEGORIES", step.kind);
  out += step.planned ? "STATUS:TENTATIVE\r\n" : "STATUS:CONFIRMED\r\n";
  sink(out + "END:VEVENT\r\n");
}

// The title of the whole: the one person's name.
std::string title_of(const Graph& graph) {
  std::string name = "Careers";
  if (has_one_person(graph))
    for_each_person(graph, [&](NodeId person) { name = read_career(graph, person).name; });
  return name;
}

}  // namespace

void export_markwhen(const Graph& graph, const Sink& sink) {
  // The header is YAML, of which a JSON string is a part.
  std::string title;
  append_json_string(title, one_line(title_of(graph)));
  sink("title: " + title + "\n");
  bool one = has_one_person(graph);
  for_each_person(graph, [&](NodeId person) {
    Career career = read_career(graph, person);
    sink(one ? "\n" : "\n# " + one_line(career.name) + "\n\n");
    write_markwhen(career, sink);
  });
}

void export_mermaid(const Graph& graph, const Sink& sink) {
  sink("gantt\n  title " + mermaid_text(title_of(graph)) + "\n  dateFormat YYYY-MM-DD\n" +
       "  inclusiveEndDates\n");
  bool one = has_one_person(graph);
  size_t number = 0;
  for_each_person(graph, [&](NodeId person) {
    Career career = read_career(graph, person);
    write_mermaid(career, one ? "" : career.name + " · ", number, sink);
  });
}

void export_ical(const Graph& graph, const Sink& sink) {
  sink("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//hoego//career//KO\r\n" +
       ical_line("X-WR-CALNAME", title_of(graph)));
  bool one = has_one_person(graph);
  for_each_person(graph, [&](NodeId person) {
    Career career = read_career(graph, person);
    for (const CareerStep& step : career.steps)
      if (step.start) write_event(career, step, one ? "" : career.name + ": ", sink);
  });
  sink("END:VCALENDAR\r\n");
}

}  // namespace hoego::viz
