// SPDX-License-Identifier: Apache-2.0
// `hoego timeline` and `hoego map`.
#include <cstdio>

#include "base/error.h"
#include "base/messages.h"
#include "base/unicode.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/graph_file.h"
#include "cli/people.h"
#include "cli/terminal.h"
#include "viz/career.h"
#include "viz/compare.h"
#include "viz/flows.h"
#include "viz/map.h"
#include "viz/network.h"
#include "viz/page.h"
#include "viz/pdf.h"
#include "viz/subgraph.h"
#include "viz/terminal_timeline.h"
#include "viz/timeline.h"

namespace hoego::cli {
namespace {

struct Drawn {
  std::vector<viz::Picture> pages;
  size_t left_out = 0;
};

void require_picture(const std::string& output) {
  if (!viz::is_picture_file(output))
    throw Error(ErrorKind::kUsage, say("cannot tell the kind of picture from {}", output),
                say("name it .svg, .png, .pdf, .dot or .html"));
}

void check_usage(const TimelineCommandOptions& o) {
  if (!o.output.empty()) require_picture(o.output);
  if (o.from.empty() != o.to.empty())
    throw Error(ErrorKind::kUsage, say("--from and --to go together"));
  int ways = !o.people.empty() + o.everybody + !o.from.empty();
  if (ways != 1)
    throw Error(ErrorKind::kUsage, say("say whose career it is, in one way"),
                say("--person NAME ..., --everybody, or --from A --to B"));
  if (!o.paper.empty() && !fold_case(o.output).ends_with(".pdf"))
    throw Error(ErrorKind::kUsage, say("--paper is for .pdf"));
}

std::vector<viz::Career> careers_of(const Graph& graph, const TimelineCommandOptions& o) {
  if (!o.from.empty()) {
    std::vector<viz::Career> careers = viz::cohort(viz::all_careers(graph), o.from, o.to);
    if (careers.empty())
      throw Error(ErrorKind::kInput, say("nobody went from {} to {}", o.from, o.to),
                  say("the moves there are: hoego map GRAPH -o moves.svg"));
    return careers;
  }
  if (o.everybody) return viz::all_careers(graph);
  std::vector<viz::Career> careers;
  for (const std::string& name : o.people)
    careers.push_back(viz::read_career(graph, person_or_fail(graph, name)));
  return careers;
}

viz::Theme theme_of(bool dark) {
  return dark ? viz::Theme::kDark : viz::Theme::kLight;
}

Drawn draw_timeline(const viz::Career& career, const TimelineCommandOptions& o) {
  viz::TimelineOptions layout{theme_of(o.dark), o.picture_language, o.link_base};
  std::vector<viz::Timeline> sheets;
  if (o.paper.empty())
    sheets.push_back(viz::lay_out_timeline(career, layout));
  else
    sheets = viz::lay_out_timeline_sheets(career, layout, viz::kA4Landscape);
  size_t left_out = viz::steps_not_drawn(career, sheets);
  return {viz::pages_of(std::move(sheets)), left_out};
}

viz::CompareOrder order_of(const std::string& name) {
  if (name == "length") return viz::CompareOrder::kByLength;
  if (name == "name") return viz::CompareOrder::kByName;
  if (name == "given") return viz::CompareOrder::kAsGiven;
  return viz::CompareOrder::kByStart;
}

Drawn draw_comparison(const std::vector<viz::Career>& careers, const TimelineCommandOptions& o) {
  viz::CompareOptions layout;
  layout.theme = theme_of(o.dark);
  layout.language = o.picture_language;
  layout.link_base = o.link_base;
  layout.aligned = o.aligned;
  layout.align_on = o.align_on;
  layout.order = order_of(o.sort);
  if (!o.from.empty()) {
    if (layout.align_on.empty()) layout.align_on = o.to;
    layout.title = viz::cohort_title(o.from, o.to, o.picture_language);
  }
  std::vector<viz::Comparison> sheets;
  if (o.paper.empty())
    sheets.push_back(viz::lay_out_comparison(careers, layout));
  else
    sheets = viz::lay_out_comparison_sheets(careers, layout, viz::kA4Landscape);
  size_t left_out = sheets.back().left_out;  // the last page tells of all
  return {viz::pages_of(std::move(sheets)), left_out};
}

Drawn draw_neighbourhood(const Graph& graph, const MapCommandOptions& o) {
  NodeId person = person_or_fail(graph, o.person);
  viz::NetworkOptions layout;
  layout.theme = theme_of(o.dark);
  layout.language = o.picture_language;
  layout.title = viz::neighbourhood_title(graph, person, o.picture_language);
  viz::Network network = viz::lay_out_network(graph, viz::neighbourhood(graph, person), layout);
  return {{std::move(network.picture)}, 0};
}

void write_drawn(const Drawn& drawn, const std::string& output) {
  bool pdf = fold_case(output).ends_with(".pdf");
  write_file(output,
             pdf ? viz::pages_pdf(drawn.pages) : *viz::picture_file(drawn.pages.front(), output));
  if (drawn.left_out > 0)
    std::fprintf(
        stderr, "%s: %s\n", say("note").c_str(),
        say("left out of the picture: {} (no known date, or no room)", drawn.left_out).c_str());
}

}  // namespace

int run_timeline(const TimelineCommandOptions& options) {
  check_usage(options);
  GraphFile file = GraphFile::open(options.graph);
  std::vector<viz::Career> careers = careers_of(file.graph(), options);
  if (options.output.empty()) {
    std::string out;
    for (const viz::Career& career : careers)
      out += (out.empty() ? "" : "\n") + viz::terminal_timeline(career, terminal_width(),
                                                                stdout_is_terminal(),
                                                                options.picture_language);
    std::fputs(out.c_str(), stdout);
    return 0;
  }
  bool one = careers.size() == 1 && options.from.empty();
  write_drawn(one ? draw_timeline(careers[0], options) : draw_comparison(careers, options),
              options.output);
  return 0;
}

int run_map(const MapCommandOptions& options) {
  require_picture(options.output);
  GraphFile file = GraphFile::open(options.graph);
  if (!options.person.empty()) {
    write_drawn(draw_neighbourhood(file.graph(), options), options.output);
    return 0;
  }
  viz::MapKind kind = *viz::map_kind(options.of);
  viz::MapOptions layout = viz::map_options(kind, options.picture_language);
  layout.theme = theme_of(options.dark);
  layout.max_stations = options.most;
  viz::CareerMap map = viz::lay_out_map(
      viz::map_flows(viz::all_careers(file.graph()), kind, options.picture_language), layout);
  write_drawn({{std::move(map.picture)}, 0}, options.output);
  return 0;
}

}  // namespace hoego::cli
