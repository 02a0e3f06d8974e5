// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/day.h"

#include <algorithm>
#include <chrono>

namespace offramp::evidence {
namespace {

std::chrono::year_month_day calendar(const Date& date) {
  return {std::chrono::year(date.year), std::chrono::month(static_cast<unsigned>(date.month)),
          std::chrono::day(static_cast<unsigned>(date.day))};
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::optional<Date> checked(std::string_view year, std::string_view month, std::string_view day) {
  for (const std::string_view part : {year, month, day}) {
    if (!std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; }))
      return std::nullopt;
  }
  const Date date{number(year), number(month), number(day)};
  if (date.year < 1 || !calendar(date).ok()) return std::nullopt;
  return date;
}

}  // namespace

std::int32_t day_number(const Date& date) {
  return static_cast<std::int32_t>(std::chrono::sys_days(calendar(date)).time_since_epoch().count());
}

Date date_of(std::int32_t day_number) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day_number))};
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

}  // namespace offramp::evidence
