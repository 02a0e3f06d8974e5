// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/day.h"

#include <array>

namespace offramp::evidence {
namespace {

// Days before 0000-03-01 count from there: years that begin in March end with the leap day.
constexpr int kDaysTo1970 = 719468;

int days_in_month(int year, int month) {
  static constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
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
  if (!y || !m || !d || *y < 1 || *m < 1 || *m > 12 || *d < 1 || *d > days_in_month(*y, *m))
    return std::nullopt;
  return Date{*y, *m, *d};
}

}  // namespace

std::int32_t day_number(const Date& date) {
  const int year = date.month <= 2 ? date.year - 1 : date.year;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int of_era = year - era * 400;
  const int of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - kDaysTo1970;
}

Date date_of(std::int32_t day_number) {
  const int days = day_number + kDaysTo1970;
  const int era = (days >= 0 ? days : days - 146096) / 146097;
  const int of_era = days - era * 146097;
  const int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int of_year = of_era - (365 * year + year / 4 - year / 100);
  const int month = (5 * of_year + 2) / 153;
  const int day = of_year - (153 * month + 2) / 5 + 1;
  const int calendar_month = month < 10 ? month + 3 : month - 9;
  return {year + era * 400 + (calendar_month <= 2 ? 1 : 0), calendar_month, day};
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
