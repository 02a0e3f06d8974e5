// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/text/date.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace offramp {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

std::chrono::year_month_day calendar(int year, int month, int day) {
  return {std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
          std::chrono::day(static_cast<unsigned>(day))};
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<Date> checked(std::string_view year, std::string_view month, std::string_view day) {
  const auto y = digits(year), m = digits(month), d = digits(day);
  if (!y || !m || !d || *y < 1 || !calendar(*y, *m, *d).ok()) return std::nullopt;
  return Date{*y, *m, *d};
}

}  // namespace

std::int32_t day_number(const Date& date) {
  const std::chrono::sys_days days = calendar(date.year, date.month, date.day);
  return static_cast<std::int32_t>(days.time_since_epoch().count());
}

Date date_of(std::int32_t day_number) {
  const std::chrono::year_month_day date = std::chrono::sys_days(std::chrono::days(day_number));
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return checked(text.substr(0, 4), text.substr(5, 2), text.substr(8, 2));
}

std::optional<Date> parse_compact_date(std::string_view text) {
  if (text.size() != 8) return std::nullopt;
  return checked(text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
}

std::string date_text(const Date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string_view month_name(int month) {
  return kMonths.at(static_cast<std::size_t>(month - 1));
}

std::string_view month_short(int month) {
  return month_name(month).substr(0, 3);
}

std::optional<DateSpan> date_span(std::string_view text) {
  if (parse_date(text)) return DateSpan{std::string(text), std::string(text)};
  const bool to_month = text.size() == 7 && text[4] == '-';
  if (!to_month && text.size() != 4) return std::nullopt;
  const auto first = checked(text.substr(0, 4), to_month ? text.substr(5, 2) : "01", "01");
  if (!first) return std::nullopt;
  const int month = to_month ? first->month : 12;
  const std::chrono::year_month_day_last end(
      std::chrono::year(first->year),
      std::chrono::month_day_last(std::chrono::month(static_cast<unsigned>(month))));
  return DateSpan{date_text(*first),
                  date_text({first->year, month, static_cast<int>(static_cast<unsigned>(end.day()))})};
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
