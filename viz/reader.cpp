// SPDX-License-Identifier: Apache-2.0
#include "viz/reader.h"

namespace hoego::viz {
namespace {

// The Day that many days after 1970-01-01 (Howard Hinnant's civil_from_days).
Day day_of(int64_t days) {
  days += 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  int64_t of_era = days - era * 146097;
  int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  int64_t shifted = (5 * of_year + 2) / 153;
  int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {static_cast<int32_t>(year + era * 400 + (month <= 2)), static_cast<int32_t>(month),
          static_cast<int32_t>(of_year - (153 * shifted + 2) / 5 + 1)};
}

}  // namespace

std::string text_of(const Value& value) {
  switch (value.type()) {
    case ValueType::kString:
      return std::string(value.as_string());
    case ValueType::kEdtf:
      return value.as_edtf().text();
    case ValueType::kDate:
      return to_iso(day_of(value.as_date().days));
    default:
      return {};
  }
}

}  // namespace hoego::viz
