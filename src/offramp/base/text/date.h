// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace offramp {

/// A date of the Gregorian calendar (proleptic before 1582), as files write it: a thin face of std::chrono.
struct Date {
  int year = 1970;  ///< 1 to 9999 when parsed
  int month = 1;    ///< 1 to 12
  int day = 1;      ///< 1 to the length of the month
  friend bool operator==(const Date&, const Date&) = default;
};

/// Days since 1970-01-01, negative before. Requires an existing date of the years -32767 to 32767.
std::int32_t day_number(const Date& date);
/// The date of such a number; day_number(date_of(n)) is n.
Date date_of(std::int32_t day_number);

/// "1999-03-18"; nothing unless it exists and lies in the years 1 to 9999.
std::optional<Date> parse_date(std::string_view text);
/// "19990318", likewise.
std::optional<Date> parse_compact_date(std::string_view text);

/// "1999-03-18".
std::string date_text(const Date& date);
/// "March", "Mar". `month` is 1 to 12.
std::string_view month_name(int month);
std::string_view month_short(int month);

}  // namespace offramp
