// SPDX-License-Identifier: Apache-2.0
#include "messages/korean.h"

namespace hoego::messages {
namespace {

constexpr Translation kRows[] = {
    {"error", "오류"},
    {"warning", "경고"},
    {"note", "참고"},
    {"help", "도움말"},
    {"ICU has no NFC data", "ICU에 NFC 데이터가 없습니다"},
};

}  // namespace

std::span<const Translation> korean_of_base() {
  return kRows;
}

}  // namespace hoego::messages
