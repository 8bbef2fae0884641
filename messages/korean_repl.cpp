// SPDX-License-Identifier: Apache-2.0
// The shell: keys, completion, pager. The table of its commands has both languages in itself.
#include "messages/korean.h"

namespace hoego::messages {
namespace {

constexpr Translation kRows[] = {
    {"space: on  b: back  ← →: sideways  /: search  q: leave",
     "space: 다음  b: 이전  ← →: 옆으로  /: 찾기  q: 끝내기"},
    {"search: {}", "찾기: {}"},
    {"nothing has: {}", "없음: {}"},
    {"Ctrl-R older, Enter takes, Esc gives up", "Ctrl-R 이전 것, Enter 고르기, Esc 그만두기"},

    // Keys
    {"run a finished statement, else begin a new line",
     "끝난 문장은 실행하고, 아니면 새 줄을 시작"},
    {"begin a new line", "새 줄을 시작"},
    {"complete; again: go through the menu", "자동 완성. 다시 누르면 메뉴에서 이동"},
    {"close the menu", "메뉴를 닫음"},
    {"by character", "글자 단위로 이동"},
    {"by word", "낱말 단위로 이동"},
    {"ends of the line", "줄의 처음과 끝"},
    {"ends of the statement", "문장의 처음과 끝"},
    {"by line, then through the history", "줄 단위로 이동하고, 이어서 기록으로"},
    {"through the history", "기록에서 이동"},
    {"search the history (again: older, Ctrl-S: newer)",
     "기록에서 찾기 (다시: 이전 것, Ctrl-S: 다음 것)"},
    {"delete a character", "글자 하나 지우기"},
    {"cut the word before, behind", "앞 낱말, 뒤 낱말 잘라 내기"},
    {"cut to the end, the beginning", "줄 끝까지, 처음까지 잘라 내기"},
    {"put back what was cut", "잘라 낸 것 붙이기"},
    {"exchange two characters", "두 글자 맞바꾸기"},
    {"undo, redo", "실행 취소, 다시 실행"},
    {"clear the screen", "화면 지우기"},
    {"give up the statement; while it runs: stop it", "문장을 버림. 실행 중이면 중단"},
    {"suspend the program", "프로그램을 잠시 멈춤"},
    {"on an empty line: leave", "빈 줄에서: 끝내기"},

    // Completion
    {"a row for each element of a list", "목록의 원소마다 한 행"},
    {"find patterns", "패턴 찾기"},
    {"find patterns, null where there are none", "패턴 찾기, 없으면 null"},
    {"keep rows for which this is true", "이 조건이 참인 행만"},
    {"the columns of the result", "결과의 열"},
    {"columns for the next part of the query", "쿼리의 다음 부분으로 넘길 열"},
    {"each row once", "같은 행은 한 번만"},
    {"sort", "정렬"},
    {"leave out the first rows", "앞의 행 건너뛰기"},
    {"at most so many rows", "최대 행 수"},
    {"rows of both queries, each once", "두 쿼리의 행, 같은 행은 한 번만"},
    {"rows of both queries", "두 쿼리의 행"},
    {"new nodes and relationships", "새 노드와 관계"},
    {"find, or create where there is none", "찾고, 없으면 만들기"},
    {"of MERGE", "MERGE의 절"},
    {"properties and labels", "속성과 레이블"},
    {"nodes and relationships", "노드와 관계"},
    {"nodes with their relationships", "노드와 그 관계"},
    {"a procedure", "프로시저"},
    {"columns of a procedure", "프로시저의 열"},
    {"show the plan, do not run", "실행하지 않고 계획 보기"},
    {"run, and show the plan with counts", "실행하고 수와 함께 계획 보기"},
    {"name a column", "열에 이름 붙이기"},
    {"from small to large", "작은 것부터"},
    {"from large to small", "큰 것부터"},
    {"is an element of a list", "목록의 원소인지"},
    {"text begins so", "이렇게 시작하는 문자열"},
    {"text ends so", "이렇게 끝나는 문자열"},
    {"text holds this", "이것이 든 문자열"},
    {"a pattern is there", "패턴이 있는지"},
    {"property", "속성"},
    {"property of {}", "{}의 속성"},
    {"relationship", "관계"},
    {"{} nodes", "노드 {}개"},
};

}  // namespace

std::span<const Translation> korean_of_repl() {
  return kRows;
}

}  // namespace hoego::messages
