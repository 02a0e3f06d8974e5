// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace offramp {

/// The days that a date of a case may be: `1999-03-18` is one day; `1999-03` and `1999` are known no better
/// than to the month or year. Days are written YYYY-MM-DD, so that they compare as texts do.
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
