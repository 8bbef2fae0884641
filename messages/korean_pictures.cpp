// SPDX-License-Identifier: Apache-2.0
// Pictures: cli/pictures.cpp.
#include "messages/korean.h"

namespace hoego::messages {
namespace {

constexpr Translation kRows[] = {
    {"cannot tell the kind of picture from {}", "{}{으로/로}는 그림의 종류를 알 수 없습니다"},
    {"name it .svg, .png, .pdf, .dot or .html",
     "파일 이름이 .svg, .png, .pdf, .dot, .html로 끝나게 하세요"},
    {"--from and --to go together", "--from과 --to는 함께 씁니다"},
    {"say whose career it is, in one way", "누구의 경력인지 한 가지로 정하세요"},
    {"--person NAME ..., --everybody, or --from A --to B",
     "--person 이름 ..., --everybody, 또는 --from A --to B"},
    {"--paper is for .pdf", "--paper는 .pdf에만 씁니다"},
    {"nobody went from {} to {}", "{}에서 {}{으로/로} 간 사람이 없습니다"},
    {"the moves there are: hoego map GRAPH -o moves.svg",
     "어떤 이동이 있는지 보려면: hoego map GRAPH -o moves.svg"},
    {"left out of the picture: {} (no known date, or no room)",
     "그림에 넣지 못한 단계나 사람: {} (시기를 모르거나 자리가 없음)"},
};

}  // namespace

std::span<const Translation> korean_of_pictures() {
  return kRows;
}

}  // namespace hoego::messages
