// SPDX-License-Identifier: Apache-2.0
// Results and pictures: viz/. The words in pictures are in viz/style.h.
#include "messages/korean.h"

namespace hoego::messages {
namespace {

constexpr Translation kRows[] = {
    // Ways to show a result
    {"a framed table, cut to the width of the screen", "화면 너비에 맞춘 표"},
    {"one value a line", "한 줄에 값 하나"},
    {"one array of objects", "객체 배열 하나"},
    {"one object a line", "한 줄에 객체 하나"},
    {"comma separated (RFC 4180)", "쉼표로 구분 (RFC 4180)"},
    {"tab separated, with \\t \\n \\\\ escaped", "탭으로 구분, \\t \\n \\\\는 이스케이프"},
    {"a table of GitHub Markdown", "GitHub Markdown 표"},
    {"a table of HTML", "HTML 표"},
    {"typed JSON as of the Neo4j Query API", "Neo4j Query API의 형 있는 JSON"},
    {"nodes and relationships of the result as Graphviz DOT",
     "결과의 노드와 관계를 Graphviz DOT으로"},
    {"nodes and relationships of the result as a picture", "결과의 노드와 관계를 그림으로"},
    {"persons, steps or dates of the result as bars of time",
     "결과의 사람, 단계, 날짜를 시간 막대로"},

    {"{} rows in the middle are not shown", "가운데 {}행은 보이지 않습니다"},
    {"{} columns are not shown (try :mode line)",
     "열 {}개는 보이지 않습니다 (:mode line으로 보기)"},

    // What a query changed
    {"1 node created", "노드 1개 생성"},
    {"{} nodes created", "노드 {}개 생성"},
    {"1 node deleted", "노드 1개 삭제"},
    {"{} nodes deleted", "노드 {}개 삭제"},
    {"1 relationship created", "관계 1개 생성"},
    {"{} relationships created", "관계 {}개 생성"},
    {"1 relationship deleted", "관계 1개 삭제"},
    {"{} relationships deleted", "관계 {}개 삭제"},
    {"1 property set", "속성 1개 설정"},
    {"{} properties set", "속성 {}개 설정"},
    {"1 label added", "레이블 1개 추가"},
    {"{} labels added", "레이블 {}개 추가"},
    {"1 label removed", "레이블 1개 제거"},
    {"{} labels removed", "레이블 {}개 제거"},

    // Errors
    {"unknown form of export: {}", "알 수 없는 내보내기 형식입니다: {}"},
    {"Graphviz could not draw the picture: {}", "Graphviz가 그림을 그리지 못했습니다: {}"},
    {"install the packages `graphviz` and `libgvc6`; `hoego doctor` shows what is there",
     "`graphviz`와 `libgvc6` 패키지를 설치하세요. `hoego doctor`가 설치 상태를 보여 줍니다"},
    {"the PDF that Graphviz wrote has an unknown form: {}",
     "Graphviz가 쓴 PDF의 형식을 알 수 없습니다: {}"},
    {"write SVG or PNG instead", "SVG나 PNG로 쓰세요"},
    {"apt-get install fonts-nanum", "apt-get install fonts-nanum으로 설치하세요"},
    {"there is no page to write", "쓸 페이지가 없습니다"},
    {"no font with Hangul is installed", "한글 글꼴이 설치되어 있지 않습니다"},
    {"the picture would be {} pixels long; PNG ends at {}",
     "그림의 길이가 {0}픽셀이 됩니다. PNG는 {1}픽셀까지입니다"},
    {"write SVG or PDF, or fewer people or years, or a smaller --dpi",
     "SVG나 PDF로 쓰거나, 사람이나 연도를 줄이거나, --dpi를 낮추세요"},
};

}  // namespace

std::span<const Translation> korean_of_viz() {
  return kRows;
}

}  // namespace hoego::messages
