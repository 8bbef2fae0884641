// SPDX-License-Identifier: Apache-2.0
// The store, imports and exports of graphs: graph/.
#include "messages/korean.h"

namespace hoego::messages {
namespace {

constexpr Translation kRows[] = {
    // Files
    {"cannot open {}: {}", "{0}{을/를} 열 수 없습니다: {1}"},
    {"cannot read {}", "{}{을/를} 읽을 수 없습니다"},
    {"cannot read the folder {}", "폴더 {}{을/를} 읽을 수 없습니다"},
    {"cannot use {}: {}", "{0}{을/를} 쓸 수 없습니다: {1}"},
    {"cannot write {}", "{}에 쓸 수 없습니다"},
    {"cannot write {}: it may only be read", "{}에 쓸 수 없습니다: 읽기만 허용됩니다"},
    {"change its permissions or those of its folder, or copy it elsewhere",
     "파일이나 폴더의 권한을 바꾸거나 다른 곳에 복사하세요"},
    {"cannot write {}: no space left", "{}에 쓸 수 없습니다: 남은 공간이 없습니다"},
    {"free some space and run the command again; the old graph is untouched",
     "공간을 비우고 명령을 다시 실행하세요. 이전 그래프는 그대로입니다"},
    {"is its folder there, and may you write in it?",
     "폴더가 있고 거기에 쓸 권한이 있는지 확인하세요"},
    {"there is no file {}", "파일 {}{이/가} 없습니다"},
    {"{} is a folder, not a graph file", "{}{은/는} 그래프 파일이 아니라 폴더입니다"},
    {"{} is being written by another program", "다른 프로그램이 {}에 쓰고 있습니다"},
    {"wait until that has ended and run the command again",
     "그 프로그램이 끝난 다음 명령을 다시 실행하세요"},
    {"{} was changed by another program since it was read",
     "읽은 뒤에 다른 프로그램이 {}{을/를} 바꾸었습니다"},
    {"run the command again", "명령을 다시 실행하세요"},
    {"{} was left in the middle of a write and may not be written here",
     "{}{은/는} 쓰는 도중에 멈춘 파일이고, 여기서는 쓸 수 없습니다"},
    {"copy it with its -wal file to a folder that you may write in",
     "-wal 파일과 함께 쓸 수 있는 폴더로 복사하세요"},
    {"copy it to a folder that you may write in", "쓸 수 있는 폴더로 복사하세요"},
    {"{} is damaged: {}", "{0}{이/가} 손상되었습니다: {1}"},
    {"make it again from the posts with `hoego ingest`, in a new file",
     "`hoego ingest`로 글에서 새 파일로 다시 만드세요"},
    {"{} is no hoego graph", "{}{은/는} hoego 그래프가 아닙니다"},
    {"a graph is made by `hoego ingest POSTS -g {}`",
     "그래프는 `hoego ingest POSTS -g {}`{으로/로} 만듭니다"},
    {"a graph is made by `hoego ingest POSTS -g {}` in a new file",
     "그래프는 `hoego ingest POSTS -g {}`{으로/로} 새 파일에 만듭니다"},
    {"{} is a database of another program, no hoego graph",
     "{}{은/는} hoego 그래프가 아니라 다른 프로그램의 데이터베이스입니다"},
    {"give a file that hoego made, or a new name", "hoego가 만든 파일이나 새 이름을 주세요"},
    {"{} is empty, no hoego graph", "{}{은/는} 비어 있고 hoego 그래프가 아닙니다"},
    {"{} is empty or of an older hoego, and may not be written here",
     "{}{은/는} 비어 있거나 이전 hoego의 파일이고, 여기서는 쓸 수 없습니다"},
    {"{} was made by a newer hoego (format {}, this one knows {})",
     "{0}{은/는} 더 새로운 hoego가 만들었습니다 (형식 {1}, 이 hoego는 {2}까지 압니다)"},
    {"update hoego", "hoego를 업데이트하세요"},
    {"a node has an impossible id", "노드의 id가 있을 수 없는 값입니다"},
    {"a relationship has an end that is not there", "관계의 한쪽 끝이 없습니다"},

    // Limits and algorithms
    {"a graph can have 65,535 different labels", "그래프의 레이블은 65,535종까지입니다"},
    {"a graph can have 65,535 different relationship types",
     "그래프의 관계 유형은 65,535종까지입니다"},
    {"a graph can have 65,535 different property keys", "그래프의 속성 키는 65,535종까지입니다"},
    {"a graph can have 65,535 different combinations of labels",
     "그래프의 레이블 조합은 65,535종까지입니다"},
    {"a graph can have 4,294,967,294 nodes", "그래프의 노드는 4,294,967,294개까지입니다"},
    {"a graph can have 4,294,967,294 relationships", "그래프의 관계는 4,294,967,294개까지입니다"},
    {"a shortest path by weight needs weights of 0 or more",
     "가중치로 최단 경로를 찾으려면 가중치가 0 이상이어야 합니다"},
    {"full-text search: {}", "전문 검색: {}"},
    {"this SQLite was built without FTS5", "이 SQLite는 FTS5 없이 빌드되었습니다"},

    // JSON
    {"expected '\"'", "'\"'가 와야 합니다"},
    {"expected '{}'", "'{}'{이/가} 와야 합니다"},
    {"expected a JSON value", "JSON 값이 와야 합니다"},
    {"expected four hexadecimal digits", "16진수 네 자리가 와야 합니다"},
    {"nested deeper than 100", "100단계보다 깊게 중첩되었습니다"},
    {"text that is no UTF-8", "UTF-8이 아닌 텍스트입니다"},
    {"control character in a string", "문자열에 제어 문자가 있습니다"},
    {"string without an end", "문자열이 닫히지 않았습니다"},
    {"unknown escape in a string", "문자열에 알 수 없는 이스케이프가 있습니다"},
    {"half of a surrogate pair", "서로게이트의 짝이 없습니다"},
    {"a number that begins with 0", "수가 0으로 시작합니다"},
    {"a value that is no {}", "{} 값이 아닙니다"},
    {"a type that does not fit its value", "형이 값에 맞지 않습니다"},

    // APOC JSON Lines
    {"cannot write the export", "내보낸 것을 쓸 수 없습니다"},
    {"is there space left where it goes?", "쓸 곳에 남은 공간이 있는지 확인하세요"},
    {"expected APOC JSON Lines, as `hoego export` writes them",
     "`hoego export`가 쓰는 APOC JSON Lines여야 합니다"},
    {"text after the object", "객체 뒤에 텍스트가 더 있습니다"},
    {"expected \"type\" to be \"node\" or \"relationship\"",
     "\"type\"은 \"node\" 아니면 \"relationship\"이어야 합니다"},
    {"\"$types\" is no object", "\"$types\"가 객체가 아닙니다"},
    {"a node without \"id\"", "노드에 \"id\"가 없습니다"},
    {"a second node with the id \"{}\"", "id가 \"{}\"인 노드가 또 있습니다"},
    {"a relationship without \"label\"", "관계에 \"label\"이 없습니다"},
    {"a relationship without \"{}\"", "관계에 \"{}\"{이/가} 없습니다"},
    {"the relationship's {} is node \"{}\", which no line before has",
     "관계의 {0}{이/가} 노드 \"{1}\"인데, 그 앞의 어느 줄에도 없습니다"},

    // CSV
    {"there are no .csv files in {}", "{}에 .csv 파일이 없습니다"},
    {"a folder with one file for each label and relationship type is expected",
     "레이블과 관계 유형마다 파일이 하나씩 있는 폴더여야 합니다"},
    {"an empty file; a header is expected", "빈 파일입니다. 헤더가 있어야 합니다"},
    {"{} is no UTF-8 text", "{}{은/는} UTF-8 텍스트가 아닙니다"},
    {"unknown type \"{}\" in a CSV header", "CSV 헤더에 알 수 없는 형 \"{}\"{이/가} 있습니다"},
    {"known are int, float, boolean, string, date and other temporal types",
     "쓸 수 있는 형: int, float, boolean, string, date와 다른 시간 형"},
    {"a quoted cell without an end", "따옴표로 시작한 칸이 닫히지 않았습니다"},
    {"text after the closing quote", "닫는 따옴표 뒤에 텍스트가 있습니다"},
    {"{} cells where the header has {}", "헤더는 {1}칸인데 {0}칸입니다"},
    {"a second node with the id {}", "id가 {}인 노드가 또 있습니다"},
    {"no node has the id {}", "id가 {}인 노드가 없습니다"},
    {"{}: no label has all the ids of the column {}",
     "{0}: 열 {1}의 id가 모두 있는 레이블이 없습니다"},
    {"name it in the header: from:Person,to:Step", "헤더에 적으세요: from:Person,to:Step"},
    {"\"{}\" is not of the type of its column \"{}\"", "\"{0}\"{은/는} 열 \"{1}\"의 형이 아닙니다"},
};

}  // namespace

std::span<const Translation> korean_of_graph() {
  return kRows;
}

}  // namespace hoego::messages
