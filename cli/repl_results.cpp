// SPDX-License-Identifier: Apache-2.0
// What is done with the last result: `:last`, `:save`, `:why`.
#include <algorithm>
#include <set>

#include "cli/files.h"
#include "cli/repl_shell.h"
#include "cli/repl_text.h"
#include "graph/schema.h"
#include "viz/career.h"
#include "viz/network.h"
#include "viz/page.h"
#include "viz/subgraph.h"
#include "viz/timeline.h"

namespace hoego::cli {
namespace {

void collect_steps(const Value& value, std::vector<NodeId>& nodes,
                   std::vector<std::string>& texts) {
  switch (value.type()) {
    case ValueType::kNode:
      nodes.push_back(value.as_node());
      break;
    case ValueType::kString:
      texts.emplace_back(value.as_string());
      break;
    case ValueType::kPath:
      for (NodeId node : value.as_path().nodes) nodes.push_back(node);
      break;
    case ValueType::kList:
      for (const Value& item : value.as_list()) collect_steps(item, nodes, texts);
      break;
    case ValueType::kMap:
      for (const auto& entry : value.as_map()) collect_steps(entry.second, nodes, texts);
      break;
    default:
      break;
  }
}

std::vector<NodeId> steps_with_ids(const Graph& graph, const std::vector<std::string>& ids) {
  std::vector<NodeId> out;
  std::optional<LabelId> label = graph.find_label(schema::kStep);
  std::optional<KeyId> key = graph.find_key(schema::kId);
  if (!label || !key || ids.empty()) return out;
  std::set<std::string_view> wanted(ids.begin(), ids.end());
  std::vector<NodeId> steps;
  graph.scan_nodes(*label, 0, graph.node_limit(), steps);
  for (NodeId step : steps) {
    Value id = graph.node_property(step, *key);
    if (id.is(ValueType::kString) && wanted.count(id.as_string())) out.push_back(step);
  }
  return out;
}

}  // namespace

void Shell::last(std::string_view arguments) {
  if (!last_) return complain(words("아직 결과가 없습니다", "there is no result yet"));
  std::string name = trimmed(arguments);
  std::optional<viz::Mode> chosen = name.empty() ? mode_ : viz::mode_of(name);
  if (!chosen) return mode(name);
  show(*last_, *chosen, 0, -1);
}

void Shell::save_result(std::string_view arguments) {
  std::string path = file_argument(arguments);
  if (!last_) return complain(words("아직 결과가 없습니다", "there is no result yet"));
  std::optional<viz::Mode> chosen = viz::mode_of_file(path);
  if (!chosen && viz::is_picture_file(path)) {
    viz::NetworkOptions layout;
    layout.language = options_.picture_language;
    viz::Network drawn =
        viz::lay_out_network(graph_, viz::collect_subgraph(graph_, *last_), layout);
    return write_picture(path, {drawn.picture}, drawn.left_out);
  }
  if (!chosen)
    return complain(words("파일의 끝을 모르겠습니다: ", "cannot tell the kind from ") + path,
                    ".csv .tsv .json .jsonl .md .html .dot .svg .png .pdf .txt");
  write_file(path, viz::render_table(graph_, *last_, *chosen));
  say_line(path);
}

void Shell::why(std::string_view arguments) {
  std::vector<NodeId> nodes;
  std::vector<std::string> texts = split_words(arguments);
  if (texts.empty()) {
    if (!last_) return complain(words("아직 결과가 없습니다", "there is no result yet"));
    for (const std::vector<Value>& row : last_->rows)
      for (const Value& value : row) collect_steps(value, nodes, texts);
  }
  std::optional<LabelId> label = graph_.find_label(schema::kStep);
  std::erase_if(nodes, [&](NodeId node) {
    return !label || !graph_.node_alive(node) || !graph_.has_label(node, *label);
  });
  std::vector<NodeId> by_id = steps_with_ids(graph_, texts);
  nodes.insert(nodes.end(), by_id.begin(), by_id.end());
  std::string out;
  std::set<NodeId> seen;
  for (NodeId node : nodes) {
    if (!seen.insert(node).second) continue;
    viz::CareerStep step = viz::read_step(graph_, node);
    std::string where = viz::step_subline(step, nullptr, options_.picture_language);
    out += colored("1", viz::step_headline(step, options_.picture_language)) +
           (where.empty() ? "" : " · " + where) + "  " +
           viz::dates_text(step, options_.picture_language) + "  " + colored("2", step.id) + "\n";
    if (std::string said = viz::dates_as_said(step); !said.empty())
      out += "  " + words("글에서는: ", "in the post: ") + said + "\n";
    for (const viz::StepEvidence& evidence : step.evidence)
      out +=
          "  “" + evidence.quote + "”\n  " +
          colored("2", evidence.post_source + (evidence.rule.empty() ? "" : "  " + evidence.rule)) +
          "\n";
  }
  if (out.empty())
    return complain(words("결과에 단계가 없습니다", "the result holds no step"),
                    words("단계나 그 id를 돌려주게 하세요: RETURN s", "return the step: RETURN s"));
  show_text(out);
}

}  // namespace hoego::cli
