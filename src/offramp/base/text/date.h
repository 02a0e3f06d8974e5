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

/// The days that a date may be that is known to the day, month or year: `1999-03-18` is one day; `1999-03`
/// and `1999` are known no better than to the month or year. Days are written YYYY-MM-DD, so that they
/// compare as texts do.
struct DateSpan {
  std::string first, last;
};

/// A day, month or year of the Gregorian calendar, years 1 to 9999, as YYYY-MM-DD, YYYY-MM or YYYY; nothing
/// for any other text.
std::optional<DateSpan> date_span(std::string_view text);

/// Where a date stands in order: its first day. A text that is no date stands for itself.
std::string first_day(std::string_view date);

/// Whether every day that `date` may be lies after every day that `other` may be. A month is not after one of
/// its days.
bool surely_after(std::string_view date, std::string_view other);

}  // namespace offramp
