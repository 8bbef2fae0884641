// SPDX-License-Identifier: Apache-2.0
// What the commands say; their options are in korean_options.cpp, the shell is in korean_repl.cpp.
#include "messages/korean.h"

namespace hoego::messages {
namespace {

constexpr Translation kRows[] = {
    {"did you mean {}?", "혹시 {}입니까?"},
    {"example: {}", "예: {}"},

    // Files and folders
    {"standard input", "표준 입력"},
    {"standard output", "표준 출력"},
    {"cannot read {}: {}", "{0}{을/를} 읽을 수 없습니다: {1}"},
    {"cannot read the folder {}: {}", "폴더 {0}{을/를} 읽을 수 없습니다: {1}"},
    {"cannot write {}: {}", "{0}에 쓸 수 없습니다: {1}"},
    {"cannot write {}: is the disk full?", "{}에 쓸 수 없습니다. 디스크가 가득 찼는지 확인하세요"},
    {"cannot make the folder {}: {}", "폴더 {0}{을/를} 만들 수 없습니다: {1}"},
    {"cannot make a temporary file", "임시 파일을 만들 수 없습니다"},
    {"there is no file or folder {}", "파일이나 폴더 {}{이/가} 없습니다"},
    {"name a folder of posts, or a .md, .html, .txt or .jsonl file",
     "글이 있는 폴더나 .md, .html, .txt, .jsonl 파일을 주세요"},
    {"there is no folder {}", "폴더 {}{이/가} 없습니다"},
    {"there is no graph {}", "그래프 {}{이/가} 없습니다"},
    {"make one with: hoego ingest FOLDER -g {}", "이렇게 만드세요: hoego ingest FOLDER -g {}"},
    {"{} is not UTF-8 at byte {}", "{0}{이/가} {1}번째 바이트에서 UTF-8이 아닙니다"},
    {"{} is no JSON object", "{}{이/가} JSON 객체가 아닙니다"},
    {"{}: not a JSON object with \"source\" and \"text\"; the line is passed over",
     "{}: \"source\"와 \"text\"가 있는 JSON 객체가 아니어서 이 줄을 건너뜁니다"},

    // Reading posts
    {"reading posts", "글 읽는 중"},
    {"... and {} more", "... 그 밖에 {}건"},
    {"{}: {} (byte {})", "{}: {} ({}번째 바이트)"},
    {"{} posts: {} new, {} changed, {} removed, {} unchanged",
     "글 {}편: 새 글 {}, 바뀐 글 {}, 없어진 글 {}, 그대로 {}"},
    {"{} could not be read", "읽지 못한 글 {}"},
    {"{}: {} people, {} posts, {} steps ({} told in several posts)",
     "{}: 사람 {}명, 글 {}편, 단계 {}개 (여러 글에 나온 단계 {}개)"},
    {"the word tables have mistakes:", "낱말 표에 잘못된 곳이 있습니다:"},
    {"docs/extending.md describes the tables", "표의 형식은 docs/extending.md에 있습니다"},
    {"the built-in table", "기본 표"},
    {"the same row stands in {}", "{}에 같은 줄이 있습니다"},
    {"{} tables, {} problems", "표 {}개, 문제 {}개"},
    {"--today DATE tells what is relative to the day",
     "--today DATE로 기준이 되는 날을 주면 상대 표현도 읽습니다"},
    {"no time expression found", "시간 표현이 없습니다"},
    {"--today is no date: {}", "--today의 값이 날짜가 아닙니다: {}"},
    {"write it as 2023-02-12, 2023-02 or 2023", "2023-02-12, 2023-02, 2023처럼 쓰세요"},

    // Queries
    {"a parameter is NAME=VALUE, not {}", "매개변수는 이름=값으로 씁니다: {}"},
    {"there is no statement in {}", "{}에 문장이 없습니다"},
    {"there is no function {}", "함수 {}{이/가} 없습니다"},
    {"hoego help lists them all", "hoego help가 모두 보여 줍니다"},
    {"there is no person {}", "{}{이라는/라는} 사람이 없습니다"},
    {"the people: MATCH (p:Person) RETURN p.name", "사람 목록: MATCH (p:Person) RETURN p.name"},
    {"there is no step {}", "단계 {}{이/가} 없습니다"},
    {"the steps: MATCH (s:Step) RETURN s.id, s.title",
     "단계 목록: MATCH (s:Step) RETURN s.id, s.title"},

    // Pictures, imports and exports
    {"importing", "가져오는 중"},
    {"import takes one file of JSON Lines, or --csv FOLDER",
     "import에는 JSON Lines 파일 하나나 --csv FOLDER가 필요합니다"},
    {"{} is there already", "{}{이/가} 이미 있습니다"},
    {"name a new file with -g, or remove the old one first",
     "-g로 새 파일을 주거나 있는 파일을 먼저 지우세요"},
    {"{}: {} nodes, {} relationships", "{}: 노드 {}개, 관계 {}개"},
    {"exporting", "내보내는 중"},
    {"{} values that CSV cannot hold are written as JSON text",
     "CSV에 담을 수 없는 값 {}개를 JSON 텍스트로 썼습니다"},
    {"the query is not UTF-8", "쿼리가 UTF-8이 아닙니다"},
    {"the query finds nothing", "쿼리의 결과가 없습니다"},
    {"the result holds no nodes, relationships or paths", "결과에 노드, 관계, 경로가 없습니다"},
    {"return them whole: RETURN p instead of RETURN p.name",
     "통째로 돌려주세요: RETURN p.name 대신 RETURN p"},
    {"the query of an export chooses; it cannot write",
     "내보내기의 쿼리는 고르기만 하며 쓰기를 할 수 없습니다"},
    {"change the graph with hoego query first", "그래프는 먼저 hoego query로 바꾸세요"},
    {"pseudonyms by a random key; they will be others the next time (--key FILE or HOEGO_KEY keeps "
     "them)",
     "무작위 키로 가명을 만들었으므로 다음에는 달라집니다 (--key FILE이나 HOEGO_KEY로 고정)"},
    {"the system gives no random numbers", "시스템에서 난수를 얻을 수 없습니다"},
    {"a key needs 16 bytes: a shorter one can be guessed",
     "키는 16바이트 이상이어야 합니다. 짧으면 알아낼 수 있습니다"},
    {"make one: openssl rand -hex 32 > key", "이렇게 만드세요: openssl rand -hex 32 > key"},
    {"people left out because they wrote no post: {}", "글을 쓰지 않아 뺀 사람: {}"},
    {"nodes left out because no closed list has them: {}", "닫힌 목록에 없어 뺀 노드: {}"},
    {"--query and --person both choose", "--query와 --person은 둘 다 고르는 옵션입니다"},
    {"give one of them", "하나만 주세요"},
    {"--around and --param belong to --query", "--around와 --param은 --query와 함께 씁니다"},
    {"--key, --dates and --min-people belong to --anonymize",
     "--key, --dates, --min-people은 --anonymize와 함께 씁니다"},
    {"this is a folder of files", "파일 여러 개를 쓰므로 폴더가 필요합니다"},
    {"name it with -o FOLDER", "-o FOLDER로 폴더를 정하세요"},

    // The surroundings
    {"ok", "정상"},
    {"missing", "없음"},
    {"none", "없음"},
    {"font", "글꼴"},
    {"terminal", "터미널"},
    {"no font with Hangul: install fonts-nanum", "한글 글꼴이 없습니다. fonts-nanum을 설치하세요"},
    {"{} columns", "{}열"},
    {"colours", "색 있음"},
    {"no colours (NO_COLOR)", "색 없음 (NO_COLOR)"},
    {"locale {} (LANG=C.UTF-8, where Hangul looks wrong)", "로캘 {} (한글이 깨지면 LANG=C.UTF-8)"},
    {"history", "기록"},
    {"it draws nothing: install graphviz, or run dot -c",
     "그림이 그려지지 않습니다. graphviz를 설치하거나 dot -c를 실행하세요"},
    {"no folder for it: set HOME or HOEGO_HISTORY to where you may write",
     "둘 곳이 없습니다. HOME이나 HOEGO_HISTORY를 쓸 수 있는 곳으로 정하세요"},
    {"no completions for {}", "{}용 자동 완성이 없습니다"},
    {"known: bash, zsh, fish", "쓸 수 있는 셸: bash, zsh, fish"},

    // The manual page
};

}  // namespace

std::span<const Translation> korean_of_cli() {
  return kRows;
}

}  // namespace hoego::messages
