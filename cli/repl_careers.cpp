// SPDX-License-Identifier: Apache-2.0
// Commands that draw: `:timeline`, `:compare`, `:map`, `:path`.
#include <algorithm>
#include <cmath>

#include "base/suggest.h"
#include "base/unicode.h"
#include "cli/files.h"
#include "cli/repl_shell.h"
#include "cli/repl_text.h"
#include "cli/terminal.h"
#include "viz/career.h"
#include "viz/compare.h"
#include "viz/flows.h"
#include "viz/map.h"
#include "viz/page.h"
#include "viz/pdf.h"
#include "viz/terminal_timeline.h"
#include "viz/timeline.h"

namespace hoego::cli {
namespace {

// Takes a file name with an ending of pictures off the end of the arguments.
std::string split_file(std::string& arguments) {
  size_t space = arguments.rfind(' ');
  std::string last = space == std::string::npos ? arguments : arguments.substr(space + 1);
  if (!viz::is_picture_file(last)) return {};
  arguments = space == std::string::npos ? "" : trimmed(arguments.substr(0, space));
  return file_argument(last);
}

// Takes an option out of the arguments, wherever it stands.
bool take_option(std::string& arguments, std::string_view option) {
  size_t at = (" " + arguments + " ").find(" " + std::string(option) + " ");
  if (at == std::string::npos) return false;
  arguments = trimmed(arguments.erase(at, option.size()));
  return true;
}

// Paper is what a PDF is broken into pages of.
constexpr std::string_view kOnPaper = "--paper a4";

bool is_pdf(const std::string& file) {
  return fold_case(file).ends_with(".pdf");
}

}  // namespace

std::optional<NodeId> Shell::person_named(const std::string& name) const {
  if (std::optional<NodeId> person = viz::find_person(graph_, name)) return person;
  std::vector<std::string> names;
  for (const viz::PersonSummary& known : viz::list_people(graph_)) names.push_back(known.name);
  std::string near = suggest(name, names);
  complain(words("그런 사람이 없습니다: ", "there is no person ") + name,
           near.empty() ? words(":people 이 사람들을 보여 줍니다", ":people lists them")
                        : words("혹시 ", "did you mean ") + near + "?");
  return std::nullopt;
}

bool Shell::knows_place(const std::vector<viz::Career>& careers, const std::string& name) const {
  if (viz::is_place(careers, name)) return true;
  std::string near = suggest(name, viz::places_of(careers));
  complain(words("그런 역할이나 회사가 없습니다: ", "there is no role or company ") + name,
           near.empty() ? words("Tab이 이름을 보여 줍니다", "Tab shows the names")
                        : words("혹시 ", "did you mean ") + near + "?");
  return false;
}

void Shell::write_picture(const std::string& file, const std::vector<viz::Picture>& pages,
                          size_t left_out) const {
  write_file(file, is_pdf(file) ? viz::pages_pdf(pages)
                                : viz::picture_file(pages.front(), file).value_or(""));
  std::string note =
      left_out == 0 ? "" : words("  그리지 못한 것 ", "  not drawn: ") + std::to_string(left_out);
  say_line(file + note);
}

void Shell::timeline(std::string_view arguments) {
  std::string name = trimmed(arguments);
  bool paper = take_option(name, kOnPaper);
  std::string file = split_file(name);
  if (paper && !is_pdf(file)) return complain(say("--paper is for .pdf"));
  std::optional<NodeId> person = person_named(unquoted(name));
  if (!person) return;
  viz::Career career = viz::read_career(graph_, *person);
  if (file.empty())
    return show_text(viz::terminal_timeline(career, interactive_ ? terminal_width() : 100, color_,
                                            options_.picture_language));
  viz::TimelineOptions layout;
  layout.language = options_.picture_language;
  layout.link_base = options_.link_base;
  std::vector<viz::Timeline> drawn;
  if (paper)
    drawn = viz::lay_out_timeline_sheets(career, layout, viz::kA4Landscape);
  else
    drawn.push_back(viz::lay_out_timeline(career, layout));
  size_t left_out = viz::steps_not_drawn(career, drawn);
  write_picture(file, viz::pages_of(std::move(drawn)), left_out);
}

void Shell::compare(std::string_view arguments) {
  std::string names = trimmed(arguments);
  viz::CompareOptions layout;
  layout.language = options_.picture_language;
  layout.link_base = options_.link_base;
  layout.aligned = take_option(names, "--aligned");
  bool paper = take_option(names, kOnPaper);
  std::string file = split_file(names);
  if (paper && !is_pdf(file)) return complain(say("--paper is for .pdf"));
  std::vector<viz::Career> careers;
  size_t arrow = names.find("->");
  if (arrow != std::string::npos) {
    std::string from = unquoted(trimmed(names.substr(0, arrow)));
    std::string to = unquoted(trimmed(names.substr(arrow + 2)));
    careers = viz::all_careers(graph_);
    if (!knows_place(careers, from) || !knows_place(careers, to)) return;
    careers = viz::cohort(careers, from, to);
    layout.align_on = to;
    layout.title = viz::cohort_title(from, to, options_.picture_language);
    if (careers.empty())
      return complain(words("그 길을 간 사람이 없습니다", "nobody went that way"));
  } else {
    for (const std::string& name : split_commas(names)) {
      std::optional<NodeId> person = person_named(name);
      if (!person) return;
      careers.push_back(viz::read_career(graph_, *person));
    }
    if (careers.empty()) careers = viz::all_careers(graph_);
  }
  if (!file.empty()) {
    std::vector<viz::Comparison> drawn;
    if (paper)
      drawn = viz::lay_out_comparison_sheets(careers, layout, viz::kA4Landscape);
    else
      drawn.push_back(viz::lay_out_comparison(careers, layout));
    size_t left_out = drawn.back().left_out;  // the last page tells of all
    return write_picture(file, viz::pages_of(std::move(drawn)), left_out);
  }
  std::string out;
  for (const viz::Career& career : careers)
    out += (out.empty() ? "" : "\n") + viz::terminal_timeline(career,
                                                              interactive_ ? terminal_width() : 100,
                                                              color_, options_.picture_language);
  show_text(out);
}

void Shell::map(std::string_view arguments) {
  std::string what = trimmed(arguments);
  std::string file = split_file(what);
  std::optional<viz::MapKind> kind = viz::map_kind(what.empty() ? "role" : what);
  if (!kind) return complain(words("이렇게 씁니다: ", "write: ") + ":map role|company|leaving");
  viz::MapOptions layout = viz::map_options(*kind, options_.picture_language);
  std::vector<viz::Flow> flows =
      viz::map_flows(viz::all_careers(graph_), *kind, options_.picture_language);
  if (!file.empty()) {
    viz::CareerMap drawn = viz::lay_out_map(flows, layout);
    return write_picture(file, {drawn.picture}, drawn.left_out);
  }
  query::Table table;
  table.columns = {"from", "to", "moves", "who"};
  for (const viz::Flow& flow : flows)
    table.rows.push_back({text_value(flow.from.name), text_value(flow.to.name),
                          Value::integer(flow.count), text_value(joined(flow.people))});
  show(table, mode_, limit_, -1);
  keep(std::move(table));
}

void Shell::path(std::string_view arguments) {
  size_t arrow = arguments.find("->");
  std::string from = unquoted(trimmed(arguments.substr(0, arrow)));
  std::string to =
      arrow == std::string_view::npos ? "" : unquoted(trimmed(arguments.substr(arrow + 2)));
  if (from.empty() || to.empty())
    return complain(words("이렇게 씁니다: ", "write: ") + ":path A -> B");
  std::vector<viz::Career> careers = viz::all_careers(graph_);
  if (!knows_place(careers, from) || !knows_place(careers, to)) return;
  query::Table table;
  table.columns = {"way", "people", "median", "who"};
  for (const viz::Way& way : viz::ways_between(careers, from, to, options_.picture_language)) {
    std::string stations;
    for (const std::string& station : way.stations)
      stations += (stations.empty() ? "" : " → ") + station;
    std::string who = joined(way.people);
    int months = static_cast<int>(std::lround(way.median_months));
    table.rows.push_back(
        {text_value(stations), Value::integer(static_cast<int64_t>(way.people.size())),
         months < 0 ? Value()
                    : text_value(viz::duration_text(months, false, options_.picture_language)),
         text_value(who)});
  }
  show(table, mode_, limit_, -1);
  keep(std::move(table));
}

}  // namespace hoego::cli
