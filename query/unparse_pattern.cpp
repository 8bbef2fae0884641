// SPDX-License-Identifier: Apache-2.0
// Patterns as text: nodes, relationships, paths and expressions of labels.
#include "query/unparser.h"

namespace hoego::query {

void Unparser::labels(const LabelExpr& l) {
  using Kind = LabelExpr::Kind;
  switch (l.kind) {
    case Kind::kName:
      return key(l.name);
    case Kind::kParameter:
      out_ += l.any ? "$any(" : "$(";
      parameter(l.name);
      out_ += ')';
      return;
    case Kind::kAny:
      out_ += '%';
      return;
    case Kind::kNot:
      out_ += '!';
      return label_child(l.children.front());
    case Kind::kAnd:
    case Kind::kOr:
      for (size_t i = 0; i < l.children.size(); ++i) {
        if (i > 0) out_ += l.kind == Kind::kAnd ? '&' : '|';
        label_child(l.children[i]);
      }
  }
}

void Unparser::label_child(const LabelExpr& l) {
  bool compound = l.kind == LabelExpr::Kind::kAnd || l.kind == LabelExpr::Kind::kOr;
  if (compound) out_ += '(';
  labels(l);
  if (compound) out_ += ')';
}

void Unparser::node(const NodePattern& n) {
  out_ += '(';
  size_t start = out_.size();
  inside(n, n.labels);
  rest(n, start);
  out_ += ')';
}

void Unparser::hops(const RelPattern& r) {
  out_ += '*';
  if (r.min_hops && r.max_hops && r.min_hops == r.max_hops) {
    out_ += std::to_string(*r.min_hops);
    return;
  }
  if (r.min_hops) out_ += std::to_string(*r.min_hops);
  if (r.min_hops || r.max_hops) out_ += "..";
  if (r.max_hops) out_ += std::to_string(*r.max_hops);
}

void Unparser::relationship(const RelPattern& r) {
  out_ += r.arrow == Arrow::kLeft ? "<-" : "-";
  size_t before = out_.size();
  out_ += '[';
  size_t start = out_.size();
  inside(r, r.types);
  if (r.variable_length) hops(r);
  rest(r, start);
  if (out_.size() == start) {
    out_.resize(before);
  } else {
    out_ += ']';
  }
  out_ += r.arrow == Arrow::kRight ? "->" : "-";
}

void Unparser::path(const PathPattern& p) {
  if (p.variable) {
    name(*p.variable);
    out_ += " = ";
  }
  if (p.kind == PathPattern::Kind::kShortest) out_ += "shortestPath(";
  if (p.kind == PathPattern::Kind::kAllShortest) out_ += "allShortestPaths(";
  for (size_t i = 0; i < p.nodes.size(); ++i) {
    if (i > 0) relationship(p.rels[i - 1]);
    node(p.nodes[i]);
  }
  if (p.kind != PathPattern::Kind::kPlain) out_ += ')';
}

void Unparser::pattern(const Pattern& p) {
  list(p, [&](const PathPattern& one) { path(one); });
}

}  // namespace hoego::query
