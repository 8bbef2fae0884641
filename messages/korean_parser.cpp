// SPDX-License-Identifier: Apache-2.0
// Notes on posts, corrections and word tables: parser/.
#include "messages/korean.h"

namespace hoego::messages {
namespace {

constexpr Translation kRows[] = {
    // Notes
    {"mentioned, but not as a step of the author: {} {}",
     "글쓴이의 단계가 아니라 언급만 됩니다: {} {}"},
    {"mentioned, but not as a step of the author: {} (no name)",
     "글쓴이의 단계가 아니라 언급만 됩니다: {} (이름 없음)"},
    {"a sentence too long to be prose; passed over", "문장으로 보기에 너무 길어 건너뜁니다"},
    {"not UTF-8 here; read as a replacement character",
     "여기는 UTF-8이 아니어서 대체 문자로 읽습니다"},
    {"not UTF-8 here; read as a replacement character (and {} more)",
     "여기는 UTF-8이 아니어서 대체 문자로 읽습니다 (그 밖에 {}곳)"},
    {"longer than 1 GiB; the rest is left out", "1 GiB보다 길어 나머지는 뺍니다"},
    {"front matter is no YAML that can be read ({}); read line by line",
     "머리말을 YAML로 읽을 수 없어 ({}) 줄 단위로 읽습니다"},
    {"front matter is no YAML that can be read (longer than 64 KiB); read line by line",
     "머리말을 YAML로 읽을 수 없어 (64 KiB보다 김) 줄 단위로 읽습니다"},
    {"front matter is no YAML that can be read (anchors and aliases are refused); read line by "
     "line",
     "머리말을 YAML로 읽을 수 없어 (앵커와 별칭은 쓸 수 없음) 줄 단위로 읽습니다"},
    {"front matter is no YAML that can be read (not a map); read line by line",
     "머리말을 YAML로 읽을 수 없어 (맵이 아님) 줄 단위로 읽습니다"},
    {"front matter is no TOML that can be read; read line by line",
     "머리말을 TOML로 읽을 수 없어 줄 단위로 읽습니다"},

    // Corrections
    {"a value here is a text in quotes, true or false",
     "여기의 값은 따옴표로 감싼 텍스트, true, false 가운데 하나입니다"},
    {"a step has no field {}", "단계에 필드 {}{이/가} 없습니다"},
    {"a step has no field {}; did you mean {}?",
     "단계에 필드 {0}{이/가} 없습니다. 혹시 {1}입니까?"},
    {"\"{}\" is no value of {}", "\"{0}\"{은/는} {1}의 값이 될 수 없습니다"},
    {"say which post: post = \"...\"", "어느 글인지 적으세요: post = \"...\""},
    {"say which step: step = {org = \"...\"}", "어느 단계인지 적으세요: step = {org = \"...\"}"},
    {"say what to change: set = {start = \"...\"}",
     "무엇을 바꿀지 적으세요: set = {start = \"...\"}"},
    {"a new step needs a kind: step = {kind = \"work\", ...}",
     "새 단계에는 kind가 필요합니다: step = {kind = \"work\", ...}"},
    {"an alias is name = \"...\" and also = [\"...\"]",
     "별칭은 name = \"...\"과 also = [\"...\"]로 적습니다"},
    {"a cohort is org, cohort, start and end (dates as 2025-10)",
     "기수는 org, cohort, start, end로 적습니다 (날짜는 2025-10처럼)"},
    {"write [[{}]]", "[[{}]]로 쓰세요"},
    {"there is no section {}; known: change, remove, add, alias, cohort",
     "섹션 {}{이/가} 없습니다. 쓸 수 있는 섹션: change, remove, add, alias, cohort"},
    {"{}: meets no step of a post {}", "{0}: 글 {1}에 맞는 단계가 없습니다"},

    // Word tables
    {"there is no table of this name", "이런 이름의 표가 없습니다"},
    {"the columns differ from the built-in table's", "열이 내장 표와 다릅니다"},
    {"the word is missing", "낱말이 없습니다"},
    {"more fields than columns", "필드가 열보다 많습니다"},
    {"start or end is no EDTF date", "start나 end가 EDTF 날짜가 아닙니다"},
};

}  // namespace

std::span<const Translation> korean_of_parser() {
  return kRows;
}

}  // namespace hoego::messages
