// SPDX-License-Identifier: Apache-2.0
// The command line: cli/options.cpp and cli/usage.cpp.
#include "messages/korean.h"

namespace hoego::messages {
namespace {

constexpr Translation kRows[] = {
    // Commands
    {"hoego reads Korean career reflections into a graph that can be asked and drawn.",
     "hoego는 한국어 회고를 읽어, 물어보고 그려 볼 수 있는 경력 그래프를 만듭니다."},
    {"Read posts into a graph file, and keep it in step",
     "글을 읽어 그래프 파일로 만들고, 바뀐 글을 반영합니다"},
    {"What each post says, as JSON Lines on stdout",
     "글마다 읽어 낸 사실을 JSON Lines로 표준 출력에 씁니다"},
    {"Ask the graph in openCypher", "그래프에 openCypher로 묻습니다"},
    {"Ask and draw in a shell", "셸에서 묻고 그립니다"},
    {"Draw the career of a person, or of several", "한 사람 또는 여러 사람의 경력을 그립니다"},
    {"Write the graph in another form", "그래프를 다른 형식으로 내보냅니다"},
    {"Read APOC JSON Lines or a CSV folder into a new graph",
     "APOC JSON Lines나 CSV 폴더를 읽어 새 그래프를 만듭니다"},
    {"Where a step comes from: post, sentence, rule", "단계의 근거를 보여 줍니다: 글, 문장, 규칙"},
    {"Read the time expressions of a text", "글에 있는 시간 표현을 읽습니다"},
    {"Score facts against a key", "읽어 낸 사실을 정답과 견주어 채점합니다"},
    {"Check word tables of your own", "직접 만든 낱말 표를 검사합니다"},
    {"Check folders of word tables (*.tsv)", "낱말 표(*.tsv) 폴더를 검사합니다"},
    {"Explain a function of the query language, or list all",
     "쿼리 언어의 함수를 설명하거나 모두 나열합니다"},
    {"Check fonts, Graphviz, SQLite and the terminal",
     "글꼴, Graphviz, SQLite, 터미널을 점검합니다"},
    {"Print completions for a shell", "셸 자동 완성 스크립트를 출력합니다"},
    {"Print the manual page", "매뉴얼 페이지를 출력합니다"},

    // Arguments and options
    {"Folders or files of posts", "글이 있는 폴더나 파일"},
    {"Folders or files of posts; - reads JSON Lines from stdin",
     "글이 있는 폴더나 파일. -는 표준 입력에서 JSON Lines를 읽습니다"},
    {"The graph file", "그래프 파일"},
    {"The graph file to make", "만들 그래프 파일"},
    {"The author of posts that name nobody", "글쓴이가 적혀 있지 않은 글의 글쓴이"},
    {"Where an author is taken from: the front matter, or the first folder below PATH",
     "글쓴이를 알아내는 곳: 머리말(front matter) 또는 PATH 아래 첫 폴더"},
    {"A folder of further word tables (*.tsv)", "추가할 낱말 표(*.tsv)가 있는 폴더"},
    {"Threads for reading; 0: one for each core", "읽기에 쓸 스레드 수. 0이면 코어마다 하나"},
    {"Threads for one query; 0: one for each core",
     "쿼리 하나에 쓸 스레드 수. 0이면 코어마다 하나"},
    {"Say what would change, change nothing", "바뀔 내용만 알리고 아무것도 바꾸지 않습니다"},
    {"A .hoego file, a folder of posts, or :memory:", ".hoego 파일, 글이 있는 폴더, 또는 :memory:"},
    {"A .hoego file, a folder of posts", ".hoego 파일이나 글이 있는 폴더"},
    {"The query; left out, it is read from -f or standard input",
     "쿼리. 생략하면 -f의 파일이나 표준 입력에서 읽습니다"},
    {"The query, where it is no argument", "쿼리 (인자 대신)"},
    {"Read statements separated by ; from a file (- is stdin)",
     ";로 구분된 문장을 파일에서 읽습니다 (-는 표준 입력)"},
    {"A parameter: name=value (JSON, else text)", "매개변수: 이름=값 (JSON이 아니면 문자열)"},
    {"How to print the result", "결과를 출력하는 형식"},
    {"JSON requests on stdin, one a line; answers on stdout",
     "표준 입력의 JSON 요청(한 줄에 하나)에 표준 출력으로 답합니다"},
    {"Refuse statements that write", "쓰기 문장을 거부합니다"},
    {"Plans as first made, for comparing; =NAME leaves out one rewrite: {}",
     "비교용: 실행 계획을 처음 만든 그대로, 또는 재작성 하나(=이름) 없이 실행합니다: {}"},
    {"there is no rewrite `{}`", "재작성 `{}`{은/는} 없습니다"},
    {"there is no rewrite `{}`; did you mean `{}`?",
     "재작성 `{}`{은/는} 없습니다. 혹시 `{}`입니까?"},
    {"Print the plan, do not run", "실행하지 않고 실행 계획을 출력합니다"},
    {"At most so many rows; 0: no limit", "최대 행 수. 0이면 제한 없음"},
    {"At most so many MB of intermediate rows", "중간 행이 쓸 최대 메모리(MB)"},
    {"At most so many milliseconds a statement", "문장 하나의 최대 실행 시간(밀리초)"},
    {"Whose career; again for more, on one axis", "그릴 사람. 여러 번 쓰면 한 축에 함께 그립니다"},
    {"The picture: .svg, .png, .pdf, .dot or .html; left out: the terminal",
     "그림 파일: .svg, .png, .pdf, .dot, .html. 생략하면 터미널에 그립니다"},
    {"A dark page", "어두운 배경"},
    {"Several people: by years of work, not of the calendar",
     "여러 사람: 달력 대신 일한 햇수로 맞춥니다"},
    {"Several people: by years since they came to this role or company",
     "여러 사람: 이 역할이나 회사에 온 때를 기준으로 맞춥니다"},
    {"The order of several people", "여러 사람의 순서"},
    {"All people of the graph on one axis", "그래프의 모든 사람을 한 축에 그립니다"},
    {"Those who went from this role or company to that of --to",
     "이 역할이나 회사에서 --to로 옮긴 사람들"},
    {"Where those of --from went", "--from의 사람들이 옮겨 간 역할이나 회사"},
    {"Break a .pdf into landscape pages of this size", ".pdf를 이 크기의 가로 쪽으로 나눕니다"},
    {"What makes a link of the file of a post", "글의 파일 이름 앞에 붙여 링크를 만듭니다"},
    {"Draw how people moved", "사람들이 어떻게 옮겨 다녔는지 그립니다"},
    {"Moves between roles or companies, or what people wrote about when they left",
     "역할이나 회사 사이의 이동, 또는 떠날 때 쓴 주제"},
    {"Instead: steps, places and people around this person",
     "대신 이 사람과 이어진 단계, 조직, 사람을 그립니다"},
    {"The picture: .svg, .png, .pdf, .dot or .html", "그림 파일: .svg, .png, .pdf, .dot, .html"},
    {"At most so many roles or companies, the busiest", "이동이 많은 역할이나 회사부터 최대 N개"},
    {"The form; jsonl is APOC JSON Lines, which import reads back",
     "형식. jsonl은 import로 다시 읽을 수 있는 APOC JSON Lines"},
    {"The file (- is stdout), or a folder for many files",
     "파일(-는 표준 출력), 또는 여러 파일을 담을 폴더"},
    {"A file for each person in the folder -o", "-o 폴더에 사람마다 파일 하나"},
    {"Only the career of this person; again for more", "이 사람의 경력만. 여러 번 쓰면 여러 사람"},
    {"Only what the result of this query speaks of", "이 쿼리의 결과에 나오는 것만"},
    {"A parameter of the query: name=value", "쿼리의 매개변수: 이름=값"},
    {"With --query: what comes along - nothing, relationships between its nodes, or whole careers "
     "of its people; left out, what suits the form",
     "--query와 함께: 함께 내보낼 것 - 없음, 노드 사이의 관계, 사람들의 경력 전체. 생략하면 형식에 "
     "맞는 것"},
    {"Pseudonyms; no quotes, titles, sources, third parties",
     "가명으로. 인용, 제목, 출처, 제삼자는 뺍니다"},
    {"With --anonymize: the key is in this file (else HOEGO_KEY)",
     "--anonymize와 함께: 이 파일에 있는 키를 씁니다(없으면 HOEGO_KEY)"},
    {"With --anonymize: no date more precise than this",
     "--anonymize와 함께: 날짜를 이보다 정확하게 쓰지 않습니다"},
    {"With --anonymize: organisations of fewer people lose their name",
     "--anonymize와 함께: 이보다 적은 사람이 거친 조직은 이름을 가립니다"},
    {"A file of APOC JSON Lines", "APOC JSON Lines 파일"},
    {"A folder of neo4j-admin style CSV files", "neo4j-admin 형식의 CSV 파일이 있는 폴더"},
    {"The id of a step (MATCH (s:Step) RETURN s.id)", "단계의 id (MATCH (s:Step) RETURN s.id)"},
    {"For example \"작년 말부터 8개월간\"", "예: \"작년 말부터 8개월간\""},
    {"The date that relative expressions count from (EDTF)", "상대 표현의 기준이 되는 날짜(EDTF)"},
    {"The heading that the text stands under", "글 위에 있는 제목"},
    {"The right answers: a folder of <post id>.json", "정답: <글 id>.json이 있는 폴더"},
    {"The output of hoego facts", "hoego facts의 출력"},
    {"List every disagreement, grouped by cause", "어긋난 것을 원인별로 모두 나열합니다"},
    {"The folders", "폴더"},
    {"The name of a function", "함수 이름"},
    {"The shell that is to complete", "자동 완성을 쓸 셸"},
    {"The language of messages, help and pictures", "메시지, 도움말, 그림의 언어"},
    {"Display program version information and exit", "버전을 출력하고 끝냅니다"},
    {"Print this help message and exit", "이 도움말을 출력하고 끝냅니다"},

    {R"(
Examples:
  hoego ingest ~/posts --author-from folder       posts -> career.hoego
  hoego query career.hoego "MATCH (p:Person)-[:TOOK]->(s:Step) RETURN p.name, s.title, s.startEdtf"
  hoego timeline career.hoego --person 한결 -o hangyeol.svg
  hoego repl career.hoego                         ask and draw in a shell
  hoego help datetime                             one function of the query language

Exit codes: 0 success, 1 the input or query is wrong, 2 usage, 3 environment.
)",
     R"(
예:
  hoego ingest ~/posts --author-from folder       글 -> career.hoego
  hoego query career.hoego "MATCH (p:Person)-[:TOOK]->(s:Step) RETURN p.name, s.title, s.startEdtf"
  hoego timeline career.hoego --person 한결 -o hangyeol.svg
  hoego repl career.hoego                         셸에서 묻고 그리기
  hoego help datetime                             쿼리 언어의 함수 하나

종료 코드: 0 성공, 1 입력이나 쿼리가 잘못됨, 2 사용법 오류, 3 환경 문제.
)"},

    // The words of help
    {"Usage", "사용법"},
    {"OPTIONS", "옵션"},
    {"SUBCOMMAND", "명령"},
    {"Arguments", "인자"},
    {"Examples", "예"},
    {"default {}", "기본값 {}"},
    {"Options", "옵션"},
    {"Subcommands", "명령"},

    // Usage errors
    {"A subcommand is required", "명령이 필요합니다"},
    {"{} is required", "{}{이/가} 필요합니다"},
    {"The following argument was not expected: {}", "알 수 없는 인자입니다: {}"},
    {"The following arguments were not expected: {}", "알 수 없는 인자들입니다: {}"},
    {"{}: {} not in {}", "{0}: `{1}`{은/는} 쓸 수 없는 값입니다. 가능한 값: {2}"},
    {"Could not convert: {} = {}", "{0}: `{1}`{을/를} 값으로 바꿀 수 없습니다"},
    {"{}: {} required {} missing", "{0}: 값이 필요합니다 (빠진 값 {1}개, {2})"},
    {"{}: At least {} required but received {}", "{0}: 적어도 {1}개가 필요한데 {2}개를 받았습니다"},
    {"{}: At Most {} required but received {}", "{0}: 많아야 {1}개인데 {2}개를 받았습니다"},
    {"{} was given a disallowed flag override", "{}에는 값을 줄 수 없습니다"},
    {"there is no command {}", "{}{이라는/라는} 명령이 없습니다"},
    {"hoego --help lists them all", "hoego --help가 모두 보여 줍니다"},
    {"{} --help says what it takes", "{} --help가 쓰는 법을 보여 줍니다"},

    // The manual page
    {"COMMANDS OF THE SHELL", "셸의 명령"},
    {"KEYS OF THE SHELL", "셸의 키"},
    {"ENVIRONMENT", "환경 변수"},
    {"FILES", "파일"},
    {"EXIT STATUS", "종료 코드"},
    {"EXAMPLES", "예"},
    {"NAME", "이름"},
    {"SYNOPSIS", "사용법"},
    {"DESCRIPTION", "설명"},
    {"COMMANDS", "명령"},
    {"User Commands", "사용자 명령"},
    {"career reflections as a graph that can be asked and drawn",
     "회고를 읽어 물어보고 그려 볼 수 있는 그래프로"},
    {"Each takes --help and --lang.", "모든 명령에 --help와 --lang을 쓸 수 있습니다."},
    {"the language, where --lang does not say it", "--lang이 없을 때의 언어"},
    {"the file of the shell's history", "셸의 기록 파일"},
    {"shows what is longer than the screen", "화면보다 긴 결과를 보여 줄 프로그램"},
    {"what :edit and \\e open", ":edit와 \\e가 여는 편집기"},
    {"the key of export --anonymize, where --key names no file",
     "--key가 없을 때 export --anonymize에 쓸 키"},
    {"set to anything: no colours", "값이 있으면 색을 쓰지 않습니다"},
    {"run at the start of a shell on a terminal", "터미널에서 셸을 시작할 때 실행합니다"},
    {"questions of one's own for :queries", ":queries에 더할 나만의 질문"},
    {"what was typed in the shell", "셸에서 입력한 것"},
    {"0 success, 1 the input or the query is wrong, 2 usage, 3 environment.",
     "0 성공, 1 입력이나 쿼리가 잘못됨, 2 사용법 오류, 3 환경 문제."},

    {"out of memory", "메모리가 부족합니다"},
};

}  // namespace

std::span<const Translation> korean_of_options() {
  return kRows;
}

}  // namespace hoego::messages
