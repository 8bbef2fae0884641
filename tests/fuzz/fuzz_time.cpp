// SPDX-License-Identifier: Apache-2.0
// libFuzzer: the time engine. Spans must be in order, inside the text and not overlapping.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "parser/time/time.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace hoego::parser;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  TimeContext context;
  context.published = hoego::parse_edtf("2023-02-12");
  uint32_t end = 0;
  for (const TimeExpr& time : read_times(text, context)) {
    if (time.span.begin < end || time.span.end > size || time.span.empty()) std::abort();
    end = time.span.end;
  }
  enter_heading(text, context);
  return 0;
}
