// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace offramp::evidence {

/// A date of the Gregorian calendar.
struct Date {
  int year = 1970;
  int month = 1;  ///< 1 to 12
  int day = 1;
  friend bool operator==(const Date&, const Date&) = default;
};

/// Days since 1970-01-01. Requires an existing date.
std::int32_t day_number(const Date& date);
Date date_of(std::int32_t day_number);

/// "1999-03-18"; nothing unless it exists and lies in the years 1 to 9999.
std::optional<Date> parse_date(std::string_view text);
/// "19990318", likewise.
std::optional<Date> parse_compact_date(std::string_view text);

}  // namespace offramp::evidence
