// SPDX-License-Identifier: Apache-2.0
#include "graph/search.h"

#include <gtest/gtest.h>

#include "graph/schema.h"

namespace hoego {
namespace {

using Words = std::vector<std::string>;

TEST(Search, TokensAreBigrams) {
  EXPECT_EQ(search_tokens("이직을 했다", false), (Words{"이직", "직을", "을", "했다", "다"}));
  EXPECT_EQ(search_tokens("이직", true), (Words{"이직"}));
  EXPECT_EQ(search_tokens("K8s와 C", false), (Words{"k8s", "와", "c"}));
  EXPECT_EQ(search_tokens("?! ...", false), Words{});
}

class SearchTest : public testing::Test {
 protected:
  NodeId post(const std::string& title, const std::vector<std::string>& quotes) {
    NodeId post = graph.create_node({graph.intern_label(schema::kPost)});
    graph.set_node_property(post, graph.intern_key(schema::kTitle), Value::string(title));
    for (const std::string& quote : quotes) {
      NodeId step = graph.create_node({graph.intern_label(schema::kStep)});
      RelId rel = graph.create_relationship(step, post, graph.intern_type(schema::kStatedIn));
      graph.set_relationship_property(rel, graph.intern_key(schema::kQuote), Value::string(quote));
    }
    return post;
  }
  std::vector<std::string> find(const std::string& query) {
    std::vector<std::string> out;
    for (const TextHit& hit : TextIndex(graph).search(query, 10)) out.push_back(hit.quote);
    return out;
  }
  Graph graph;
};

TEST_F(SearchTest, FindsTwoSyllablesInsideWords) {
  post("첫 이직 회고", {"작년에 이직을 결심했다", "이 직무가 좋았다"});
  auto found = find("이직");
  ASSERT_EQ(found.size(), 2u);
  for (const auto& quote : found) EXPECT_NE(quote.find("이직"), std::string::npos);
}

TEST_F(SearchTest, OneSyllableAndLatinWithoutCase) {
  post("회고", {"Kubernetes를 배웠다", "성장한 해"});
  EXPECT_EQ(find("해"), Words{"성장한 해"});
  EXPECT_EQ(find("kubernetes"), Words{"Kubernetes를 배웠다"});
  EXPECT_EQ(find("kube"), Words{});
}

TEST_F(SearchTest, AllWordsMustOccur) {
  post("제목", {"퇴사하고 쉬었다", "퇴사하고 창업했다"});
  EXPECT_EQ(find("퇴사 창업"), Words{"퇴사하고 창업했다"});
  EXPECT_EQ(find("퇴사 \"OR\" *"), Words{}) << "FTS5 syntax in a query is only words";
  EXPECT_EQ(find(""), Words{});
}

TEST_F(SearchTest, NamesThePost) {
  post("다른 글", {});
  NodeId wanted = post("글", {"면접을 보았다"});
  auto hits = TextIndex(graph).search("면접", 5);
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].post, wanted);
  EXPECT_GT(hits[0].score, 0);
}

}  // namespace
}  // namespace hoego
