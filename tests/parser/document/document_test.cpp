// SPDX-License-Identifier: Apache-2.0
// How a file becomes sentences: formats, sentence ends, origins of bytes, hostile input.
#include "parser/document/document.h"
#include "parser/document/toml.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/unicode.h"

namespace hoego::parser {
namespace {

std::vector<std::string> sentences(const std::string& path, const std::string& bytes) {
  std::vector<std::string> out;
  for (const Sentence& s : read_document({path, bytes}).sentences) out.push_back(s.text);
  return out;
}

using Texts = std::vector<std::string>;

TEST(Sentences, EndWhereKoreanSentencesEnd) {
  struct Case {
    std::string text;
    Texts expected;
  };
  const Case cases[] = {
      {"회사를 옮겼다. 잘한 일이다.", {"회사를 옮겼다.", "잘한 일이다."}},
      {"결과는 합격! 을 하게 되었다. 기뻤다!", {"결과는 합격! 을 하게 되었다.", "기뻤다!"}},
      {"더는 불가능 ... 그래서 쉬었다.", {"더는 불가능 ... 그래서 쉬었다."}},
      {"정말 힘들었다... 그래도 버텼다.", {"정말 힘들었다...", "그래도 버텼다."}},
      {"정확도가 3.5점 올랐다.", {"정확도가 3.5점 올랐다."}},
      {"물경력(?)이 걱정이다.", {"물경력(?)이 걱정이다."}},
      {"왜 그만뒀을까? 나도 모른다.", {"왜 그만뒀을까?", "나도 모른다."}},
      {"Node.js 서버를 만들었다.", {"Node.js 서버를 만들었다."}},
      {"2021. 12. 30. 에 나왔다.", {"2021. 12. 30. 에 나왔다."}},
      {"https://a.example/b.html?x=1. 를 보라.", {"https://a.example/b.html?x=1. 를 보라."}},
      {"동료가 \"왜 떠나요? 가지 마요\"라고 했다.", {"동료가 \"왜 떠나요? 가지 마요\"라고 했다."}},
      {"배웠다.그리고 나왔다.", {"배웠다.", "그리고 나왔다."}},
      {"끝났다.🙏 다시 시작이다.", {"끝났다.🙏", "다시 시작이다."}},
      {"I left e.g. the team. It was fine.", {"I left e.g. the team.", "It was fine."}},
      {"Acme Inc. hired me. Then I left.", {"Acme Inc. hired me.", "Then I left."}},
  };
  for (const Case& c : cases) EXPECT_EQ(sentences("a.md", c.text), c.expected) << c.text;
}

TEST(Sentences, LinesOfMarkdownJoinLinesOfTextEnd) {
  EXPECT_EQ(sentences("a.md", "학교를 마치고,\n회사에 들어갔다\n즐거웠다"),
            (Texts{"학교를 마치고, 회사에 들어갔다", "즐거웠다"}));
  EXPECT_EQ(sentences("a.md", "첫 줄  \n둘째 줄"), (Texts{"첫 줄", "둘째 줄"}));
  EXPECT_EQ(sentences("a.txt", "새로운 시작\n일을 배우고\n익혔다"),
            (Texts{"새로운 시작", "일을 배우고 익혔다"}));
}

TEST(Sentences, NeverLongerThanTheCap) {
  for (std::string unit : {"가", "가 ", "a", "그래서 나는 "}) {
    std::string text;
    while (text.size() < 100000) text += unit;
    for (const std::string& s : sentences("a.md", text)) EXPECT_LE(s.size(), 1604u);
  }
}

TEST(Markdown, BlocksMarksAndLinks) {
  Document d = read_document(
      {"a.md",
       "# 회고\n\n**굵은** 글과 [링크](https://x.example)다.\n\n- 하나\n  - 둘\n\n> 인용이다.\n\n"
       "| 기간 | 회사 |\n|---|---|\n| 2021 | 가나 |\n\n```cpp\nint x;\n```\n"});
  ASSERT_EQ(d.headings.size(), 1u);
  EXPECT_EQ(d.headings[0].text, "회고");
  EXPECT_EQ(d.title, "회고");
  ASSERT_EQ(d.sentences.size(), 9u);
  EXPECT_EQ(d.sentences[0].block, BlockKind::kHeading);
  const Sentence& s = d.sentences[1];
  EXPECT_EQ(s.text, "굵은 글과 링크다.");
  EXPECT_EQ(s.heading, 0);
  ASSERT_EQ(s.marks.size(), 2u);
  EXPECT_EQ(s.marks[0].span.in(s.text), "굵은");
  EXPECT_EQ(s.marks[1].span.in(s.text), "링크");
  EXPECT_EQ(s.marks[1].target, "https://x.example");
  EXPECT_EQ(d.sentences[2].list_depth, 1);
  EXPECT_EQ(d.sentences[3].list_depth, 2);
  EXPECT_TRUE(d.sentences[4].quoted);
  EXPECT_EQ(d.sentences[5].block, BlockKind::kTableCell);
  EXPECT_EQ(d.sentences[7].paragraph, d.sentences[8].paragraph);
  EXPECT_NE(d.sentences[6].paragraph, d.sentences[7].paragraph);
}

// A lone tilde is a range as people write it; two strike out.
TEST(Markdown, RangesAreNotStruckOut) {
  const std::string text = "다온(2018~2020), 누리(2020~2022)와 ~~취소~~ 미로다.";
  EXPECT_EQ(sentences("a.md", text), (Texts{"다온(2018~2020), 누리(2020~2022)와 취소 미로다."}));
  const Document d =
      read_document({"a.md", "[집](https://x.example/~me)과 [방](https://x.example/~you)"});
  ASSERT_EQ(d.sentences.size(), 1u);
  ASSERT_EQ(d.sentences[0].marks.size(), 2u);
  EXPECT_EQ(d.sentences[0].marks[0].target, "https://x.example/~me");
}

TEST(Markdown, WhatIsForTheSiteBuilderIsCut) {
  struct Case {
    std::string path;
    std::string text;
    Texts expected;
  };
  const Case cases[] = {
      {"a.md", "{% include toc.html %}\n\n글이다.", {"글이다."}},
      {"a.md", "글 {{< image src=\"a\" >}} 이다.", {"글 이다."}},
      {"a.md", "{{< note >}}\n안의 글.\n{{< /note >}}", {"안의 글."}},
      {"a.md", "[글](https://x.example){: target=\"_blank\" }이다.", {"글이다."}},
      {"a.md", "앞이다.\n<!-- 숨은\n\n말 -->\n뒤다.", {"앞이다.", "뒤다."}},
      {"a.mdx",
       "import A from './a';\n\nexport const m = {\n  a: 1,\n};\n\n글이다. {/* 숨김 */}",
       {"글이다."}},
      {"a.md", "<br>\n다음 **글**이다.", {"다음 글이다."}},
      {"a.md", "<p align=\"center\">가운데다.</p>", {"가운데다."}},
      {"a.md", "코드 `{% raw %}` 다.", {"코드 {% raw %} 다."}},
      {"a.md", "R&amp;D 팀이다.", {"R&D 팀이다."}},
  };
  for (const Case& c : cases) EXPECT_EQ(sentences(c.path, c.text), c.expected) << c.text;
}

TEST(FrontMatter, EveryFormat) {
  struct Case {
    std::string text;
    FrontMatter::Format format;
    std::string title;
  };
  using F = FrontMatter::Format;
  const Case cases[] = {
      {"---\ntitle: \"봄: 회고\"\ntags: [a, b]\n---\n글", F::kYaml, "봄: 회고"},
      {"---\ntitle: [회고] 2022년\ntags:\n  - a\n  - b\n---\n글", F::kLines, "[회고] 2022년"},
      {"---\ntitle: a: b\ntags: [a, b]\n---\n글", F::kLines, "a: b"},
      {"---\nx: &a [1]\ntitle: 닻\ntags: [a, b]\n---\n글", F::kLines, "닻"},
      {"+++\ntitle = \"토믈\"\ntags = [\"a\", \"b\"]\n+++\n글", F::kToml, "토믈"},
      {"{\"title\": \"제이슨\", \"tags\": [\"a\", \"b\"]}\n글", F::kJson, "제이슨"},
      {"export const meta = {\n  title: \"엠디\",\n  tags: [\"a\", \"b\"],\n};\n글", F::kLines,
       "엠디"},
  };
  for (const Case& c : cases) {
    Document d = read_document({"a.mdx", c.text});
    EXPECT_EQ(d.front.format, c.format) << c.text;
    EXPECT_EQ(d.title, c.title) << c.text;
    ASSERT_NE(d.front.all_of("TAGS"), nullptr) << c.text;
    EXPECT_EQ(*d.front.all_of("tags"), (Texts{"a", "b"})) << c.text;
    ASSERT_EQ(d.sentences.size(), 1u) << c.text;
    EXPECT_EQ(d.sentences[0].source_span().in(d.bytes), "글");
  }
}

TEST(FrontMatter, ARuleIsNoFrontMatter) {
  Document d = read_document({"a.md", "---\n\n그냥 글이다.\n\n---\n\n또 글이다."});
  EXPECT_EQ(d.front.format, FrontMatter::Format::kNone);
  EXPECT_EQ(d.sentences.size(), 2u);
}

TEST(Html, PageAndArticle) {
  Document d = read_document(
      {"a.html",
       "<!DOCTYPE html><html lang=ko><head><title>봄 &amp; 회고</title>"
       "<meta property=\"article:published_time\" content=\"2022-03-04T00:00:00\"></head>"
       "<body><nav>메뉴</nav><article><h2>일</h2><p>회사를 <b>옮겼다</b>.<br>잘 됐다.</p>"
       "<script>var a='<p>아님</p>';</script><ul><li>하나<li>둘</ul></article></body></html>"});
  EXPECT_EQ(d.title, "봄 & 회고");
  EXPECT_EQ(d.front.first_of({"date"}), "2022-03-04T00:00:00");
  Texts texts;
  for (const Sentence& s : d.sentences) texts.push_back(s.text);
  EXPECT_EQ(texts, (Texts{"일", "회사를 옮겼다.", "잘 됐다.", "하나", "둘"}));
  EXPECT_EQ(d.sentences[1].source_span().in(d.bytes), "회사를 <b>옮겼다</b>.");
}

TEST(Chrome, IsCutAndDated) {
  Document d = read_document(
      {"a.txt",
       "2022. 12. 30. 23:15\n올해를 돌아본다.\n공유하기\n'일상 > 회고' 카테고리의 다른 글\n"
       "부트캠프 후기 (1) | 2022.03.06 |\n---|---|\n첫 회고 (0) | 2021.12.31 |\n"});
  ASSERT_EQ(d.sentences.size(), 1u);
  EXPECT_EQ(d.sentences[0].text, "올해를 돌아본다.");
  ASSERT_EQ(d.chrome.size(), 3u);
  EXPECT_EQ(d.chrome[0].title, "");
  EXPECT_EQ(d.chrome[0].date->text(), "2022-12-30");
  EXPECT_EQ(d.chrome[1].title, "부트캠프 후기 (1)");
  EXPECT_EQ(d.chrome[2].date->text(), "2021-12-31");
}

TEST(Bytes, DecomposedHangulAndBrokenUtf8KeepTheirPlace) {
  std::string nfd = "\u1112\u116C\u1100\u1169 글이다.";  // 회고 in conjoining letters
  Document d = read_document({"a.md", nfd});
  ASSERT_EQ(d.sentences.size(), 1u);
  EXPECT_EQ(d.sentences[0].text, "회고 글이다.");
  EXPECT_EQ(nfc(d.sentences[0].source_span({0, 3}).in(d.bytes)), "회");
  EXPECT_EQ(nfc(d.sentences[0].source_span({3, 6}).in(d.bytes)), "고");
  EXPECT_EQ(d.sentences[0].source_span({7, 10}).in(d.bytes), "글");
  Document broken = read_document({"a.md", "가\xFF나\xEA\xB0다."});
  ASSERT_EQ(broken.sentences.size(), 1u);
  EXPECT_EQ(broken.notes.size(), 1u);
  EXPECT_EQ(first_invalid_utf8(broken.sentences[0].text), kNoOffset);
}

TEST(Bytes, InvisibleCharactersAndWideBlanks) {
  Document d = read_document(
      {"a.md",
       "\xEF\xBB\xBF---\ntitle: 가\n---\n\xEF\xBB\xBF\xE3\x80\x80글\xE3\x80\x80\xE2\x80\x8B이다."});
  EXPECT_EQ(d.title, "가");
  ASSERT_EQ(d.sentences.size(), 1u);
  EXPECT_EQ(d.sentences[0].text, "글 이다.");
}

// The bytes of a text that carry meaning: no blanks, no markup signs.
std::string bare(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); i = next_code_point(text, i)) {
    char32_t c = code_point_at(text, i);
    if (c > 0x7F || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
      append_utf8(out, c);
  }
  return out;
}

bool is_subsequence(std::string_view small, std::string_view large) {
  size_t at = 0;
  for (char c : large)
    if (at < small.size() && small[at] == c) ++at;
  return at == small.size();
}

void check_origins(const Document& d) {
  for (const Sentence& s : d.sentences) {
    Span span = s.source_span();
    ASSERT_LE(span.begin, span.end) << d.path;
    ASSERT_LE(span.end, d.bytes.size()) << d.path;
    EXPECT_TRUE(is_subsequence(bare(s.text), bare(nfc(d.source(span)))))
        << d.path << ": " << s.text;
    for (const Sentence::Run& run : s.runs)
      for (uint32_t i = 0; i < run.length; ++i)
        if (s.text[run.at + i] != ' ') {
          ASSERT_EQ(s.text[run.at + i], d.bytes[run.source + i]) << d.path << ": " << s.text;
        }
  }
}

// Over the posts beside the project, where they are.
TEST(Bytes, EverySentenceOfEveryPostMapsToItsBytes) {
  namespace fs = std::filesystem;
  fs::path posts = fs::path(HOEGO_SOURCE_DIR) / "../shared/corpus/posts";
  if (!fs::exists(posts)) GTEST_SKIP() << "no posts at " << posts;
  int count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(posts)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path());
    std::stringstream bytes;
    bytes << in.rdbuf();
    check_origins(read_document({entry.path().filename().string(), bytes.str()}));
    ++count;
  }
  EXPECT_GT(count, 0);
}

std::string repeated(std::string_view unit, size_t size) {
  std::string out;
  out.reserve(size + unit.size());
  while (out.size() < size) out += unit;
  return out;
}

// Hostile shapes: all must end soon. A quadratic path shows at this size.
TEST(Hostile, CostsLinearTime) {
  const std::string_view units[] = {"<div>",
                                    "<div>\n",
                                    "[",
                                    "![",
                                    "](",
                                    "**a",
                                    "> ",
                                    "- ",
                                    "- a\n  ",
                                    "{%",
                                    "{{<",
                                    "{{",
                                    "{/*",
                                    "<!--",
                                    "<script",
                                    "<a b='",
                                    "<a b=\"x'",
                                    "`",
                                    "``` \n",
                                    "a|",
                                    "|\n",
                                    "&#",
                                    "&amp;",
                                    "가",
                                    "다.",
                                    "?!",
                                    "...",
                                    "\"왜? ",
                                    "((",
                                    "<",
                                    "{: a",
                                    "---\n",
                                    "***\n",
                                    "___",
                                    "~~",
                                    "\\",
                                    "h",
                                    "http://",
                                    "1. ",
                                    "2021.01.01 |\n",
                                    "\xFF",
                                    "\xEA\xB0",
                                    "\xE1\x84\x80",
                                    "#",
                                    "# a\n",
                                    "[a]: b\n",
                                    "[a][b]",
                                    "| a | b |\n|---|---|\n",
                                    "a\n=\n",
                                    "다른 글\n",
                                    "<svg",
                                    "{ ",
                                    "x: [\n"};
  for (std::string_view unit : units) {
    for (std::string_view path : {"a.md", "a.mdx", "a.html", "a.txt"}) {
      for (std::string_view head : {"", "+++\n", "'가' 카테고리의 다른 글\n"}) {
        auto start = std::chrono::steady_clock::now();
        Document d = read_document({std::string(path), std::string(head) + repeated(unit, 40000)});
        std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
        EXPECT_LT(spent.count(), 2.0) << unit << " in " << path << " after " << head;
        for (const Sentence& s : d.sentences) {
          Span span = s.source_span();
          ASSERT_TRUE(span.begin <= span.end && span.end <= d.bytes.size())
              << unit << " in " << path;
        }
      }
    }
  }
}

// What ended in undefined behaviour or an assertion inside of toml++ when it saw it.
TEST(FrontMatter, BadTomlIsReadByLines) {
  for (std::string_view bad :
       {"--\xca\x90[", "[/t", "t=55'5\xca\x90'", "[a.\xca\x90]", "[[\xca\x90]]",
        "a = 'open\n\xca\x90", "J=-11\x1a'1/1\xe3\x80\x82 - s:"}) {
    const std::string text = "+++\nb = 1\n" + std::string(bad) + "\n+++\n글";
    EXPECT_EQ(read_document({"post.md", text}).front.format, FrontMatter::Format::kLines) << bad;
  }
}

TEST(Toml, KeysAndStringsKeepTheirLetters) {
  const std::string_view text =
      "\xEF\xBB\xBF# 머리말 ~41\na = \"가~EA \\uAC00\"\nb = ['나', \"\"\"다\n라\"\"\"]\n"
      "[\"회사~\"]\n\"이름\" = {x = '마', \"바\" = 1}\n";
  const toml::parse_result result = parse_toml(text);
  ASSERT_TRUE(result) << result.error().description();
  const toml::table& table = result.table();
  EXPECT_EQ(table["a"].value<std::string>(), "가~EA 가");
  EXPECT_EQ(table["b"][1].value<std::string>(), "다\n라");
  EXPECT_EQ(table["회사~"]["이름"]["x"].value<std::string>(), "마");
  EXPECT_EQ(table["회사~"]["이름"]["바"].value<int64_t>(), 1);
  EXPECT_EQ(table["회사~"]["이름"].node()->source().begin.line, 6u);
  EXPECT_EQ(table.size(), 3u);
  EXPECT_EQ(parse_toml("a = \"\\u007E41\"\n").table()["a"].value<std::string>(), "~41");
}

TEST(Toml, ErrorsHaveTheirLine) {
  const toml::parse_result bare = parse_toml("a = 1\n회사 = 2\n");
  ASSERT_FALSE(bare);
  EXPECT_EQ(bare.error().source().begin.line, 2u);
  const toml::parse_result invalid = parse_toml("a = 1\nb = '\xff'\n");
  ASSERT_FALSE(invalid);
  EXPECT_EQ(invalid.error().source().begin.line, 2u);
}

}  // namespace
}  // namespace hoego::parser
