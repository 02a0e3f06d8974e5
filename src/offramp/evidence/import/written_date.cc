// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/written_date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "offramp/evidence/import/table/cell.h"

namespace offramp::evidence {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<int> number(std::string_view text, std::size_t most_digits) {
  if (text.empty() || text.size() > most_digits || !std::all_of(text.begin(), text.end(), is_digit)) {
    return std::nullopt;
  }
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

std::optional<int> month_by_name(std::string_view text) {
  if (text.ends_with('.')) text.remove_suffix(1);
  for (int month = 1; month <= 12; ++month) {
    if (same_letters(text, month_name(month)) || same_letters(text, month_short(month)) ||
        (month == 9 && same_letters(text, "sept"))) {
      return month;
    }
  }
  return std::nullopt;
}

std::optional<Date> existing(std::optional<int> year, std::optional<int> month, std::optional<int> day) {
  if (!year || !month || !day) return std::nullopt;
  return parse_date(date_text({*year, *month, *day}));
}

// Without a time of day: "2017-01-03T00:00:00Z", "1/3/2017 0:00".
std::string_view without_time(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return text;
  const std::size_t blank = text.find_last_of(" T", colon);
  return blank == std::string_view::npos ? text : trimmed(text.substr(0, blank));
}

// The parts between single marks; one mark throughout, or blanks and commas.
std::vector<std::string_view> parts_of(std::string_view text, char& mark) {
  std::vector<std::string_view> parts;
  const std::size_t first = text.find_first_of("/-. ");
  if (first == std::string_view::npos) return parts;
  mark = text[first];
  for (std::size_t at = 0; at <= text.size() && parts.size() < 4;) {
    const std::size_t end = std::min(text.find(mark, at), text.size());
    std::string_view part = text.substr(at, end - at);
    if (mark == ' ' && part.ends_with(',')) part.remove_suffix(1);
    parts.push_back(part);
    at = end + 1;
  }
  return parts;
}

// 1/3/17: numbers with a mark between them, and none of four digits.
bool has_short_year(std::string_view text) {
  char mark = '\0';
  const std::vector<std::string_view> part = parts_of(without_time(text), mark);
  return part.size() == 3 && mark != ' ' && number(part[0], 2) && number(part[1], 2) && number(part[2], 2);
}

}  // namespace

WrittenDate read_written_date(std::string_view text) {
  WrittenDate result;
  text = without_time(trimmed(text));
  if (text.size() > 30) return result;
  if (text.size() == 8) result.certain = parse_compact_date(text);
  char mark = '\0';
  const std::vector<std::string_view> part = parts_of(text, mark);
  if (part.size() != 3) return result;
  if (const auto month = month_by_name(part[1])) {
    if (part[2].size() == 4) result.certain = existing(number(part[2], 4), month, number(part[0], 2));
  } else if (const auto leading = month_by_name(part[0])) {
    if (part[2].size() == 4) result.certain = existing(number(part[2], 4), leading, number(part[1], 2));
  } else if (mark != ' ' && part[0].size() == 4) {
    result.certain = existing(number(part[0], 4), number(part[1], 2), number(part[2], 2));
  } else if (mark != ' ' && part[2].size() == 4) {
    result.day_first = existing(number(part[2], 4), number(part[1], 2), number(part[0], 2));
    result.month_first = existing(number(part[2], 4), number(part[0], 2), number(part[1], 2));
    result.mark = mark;
    if (result.day_first == result.month_first) result.certain = result.day_first;
  }
  return result;
}

void DateOrder::see(const WrittenDate& date) {
  if (date.certain || (!date.day_first && !date.month_first)) return;
  ++uncertain_;
  mark_ = date.mark;
  if (!date.month_first) ++only_day_first_;
  if (!date.day_first) ++only_month_first_;
}

std::string_view DateOrder::reading() const {
  if (only_day_first_ > 0 && only_month_first_ > 0) return {};
  if (only_day_first_ > 0) return "day/month/year";
  if (only_month_first_ > 0) return "month/day/year";
  if (mark_ == '.') return "day/month/year";
  return usual_ == Usual::month_first ? "month/day/year" : "";
}

std::optional<Date> DateOrder::resolve(const WrittenDate& date) const {
  if (date.certain) return date.certain;
  const std::string_view order = reading();
  if (order.empty()) return std::nullopt;
  return order.front() == 'd' ? date.day_first : date.month_first;
}

std::string DateOrder::problem(std::string_view text) const {
  const WrittenDate date = read_written_date(text);
  if (date.day_first || date.month_first) {
    return only_day_first_ > 0 && only_month_first_ > 0
               ? fmt::format(
                     "`{}`: some dates of this column have the day first, others the month; write 2022-03-29",
                     shown(text))
               : fmt::format("`{}` may be day/month or month/day; write 2022-03-29", shown(text));
  }
  const std::string_view plain = trimmed(text);
  if (plain.size() == 5 && std::all_of(plain.begin(), plain.end(), is_digit)) {
    return fmt::format(
        "`{}` is not a date but a spreadsheet's number of a day; give the column a date format", shown(text));
  }
  if (has_short_year(plain)) {
    return fmt::format("`{}` has a year of two digits; write 2022-03-29", shown(text));
  }
  return fmt::format("`{}` is not a date; write 2022-03-29", shown(text));
}

}  // namespace offramp::evidence
