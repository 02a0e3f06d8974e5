// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "offramp/base/text/date.h"

namespace offramp::evidence {

/// What a text may mean as a date. Of the last two, one alone is certain, both are a question of the file's
/// habit.
struct WrittenDate {
  std::optional<Date> certain;      ///< a writing that can be read in one way only
  std::optional<Date> day_first;    ///< of 3/4/2017: 3 April
  std::optional<Date> month_first;  ///< of 3/4/2017: 4 March
  char mark = '\0';  ///< of an uncertain writing: what stands between its numbers, `/`, `-` or `.`
};

/// Certain: 2022-03-29 (also 2022-3-29, 2022/03/29, 2022.03.29, 20220329) and months by their English name or
/// its first three letters (29 March 2022, 29-Mar-2022, March 29, 2022). Two orders: 3/4/2017,
/// 3-4-2017, 3.4.2017. A time of day behind any of them is left out. Nothing for years of two digits, dates
/// that do not exist, and other texts.
WrittenDate read_written_date(std::string_view text);

/// In which order a file writes its uncertain dates. All dates of a column are shown to it first; then it
/// answers.
class DateOrder {
 public:
  /// `usual`: the order taken for dates with `/` or `-` when no date of the column decides; dates with `.`
  /// have the day first where nothing decides (the custom from Germany to Russia).
  enum class Usual { none, month_first };
  explicit DateOrder(Usual usual = Usual::none) : usual_(usual) {}

  void see(const WrittenDate& date);
  /// Whether some date seen needs an order.
  bool needed() const { return uncertain_ > 0; }
  /// The date, by the column's order; nothing where there is none, or where the column is in both orders or
  /// in neither for certain.
  std::optional<Date> resolve(const WrittenDate& date) const;
  /// "day/month/year" or "month/day/year": how uncertain dates are read; empty when they cannot be.
  std::string_view reading() const;
  /// Whether a date of the column decides, rather than custom.
  bool decided() const { return only_day_first_ + only_month_first_ > 0; }
  /// What to say of a date that cannot be resolved: names the cause and the cure.
  std::string problem(std::string_view text) const;

 private:
  Usual usual_;
  std::size_t uncertain_ = 0, only_day_first_ = 0, only_month_first_ = 0;
  char mark_ = '\0';
};

}  // namespace offramp::evidence
