// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/model/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace offramp {
namespace {

using std::chrono::year_month_day;

// The number that all of these digits make; nothing if one is none.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string written(const year_month_day& day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

}  // namespace

std::optional<DateSpan> date_span(std::string_view text) {
  const bool to_month = text.size() >= 7, to_day = text.size() == 10;
  if ((text.size() != 4 && text.size() != 7 && !to_day) || (to_month && text[4] != '-') ||
      (to_day && text[7] != '-')) {
    return std::nullopt;
  }
  const auto year = digits(text.substr(0, 4));
  const auto month = to_month ? digits(text.substr(5, 2)) : std::optional(1);
  const auto day = to_day ? digits(text.substr(8, 2)) : std::optional(1);
  if (!year || !month || !day || *year < 1) return std::nullopt;
  const std::chrono::year y(*year);
  const year_month_day first{y, std::chrono::month(static_cast<unsigned>(*month)),
                             std::chrono::day(static_cast<unsigned>(*day))};
  if (!first.ok()) return std::nullopt;
  if (to_day) return DateSpan{written(first), written(first)};
  const std::chrono::month_day_last end(to_month ? first.month() : std::chrono::December);
  return DateSpan{written(first), written(year_month_day(y / end))};
}

std::string first_day(std::string_view date) {
  const auto span = date_span(date);
  return span ? span->first : std::string(date);
}

bool surely_after(std::string_view date, std::string_view other) {
  const auto a = date_span(date), b = date_span(other);
  return a && b && a->first > b->last;
}

}  // namespace offramp
