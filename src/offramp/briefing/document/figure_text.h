// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// How a number of a result is written in a sentence or a table. One place, so that a sentence and the
/// JSON it came from can be compared.
namespace offramp::briefing {

enum class Format {
  count,        ///< whole number with thousands separated: "4,096"; above 10^15 in words of powers
  percent,      ///< a probability as in `percent_text`: "63 %"
  word,         ///< a probability as its ICD 203 word: "likely"
  points,       ///< a utility in [0, 1] as whole points of 100: "61"
  gain,         ///< a difference of utilities as signed points: "+7", "−12"
  tenth,        ///< points, already 0 to 100, signed with one decimal: "+4.2"
  change,       ///< a difference of probabilities in signed percentage points: "+12", "under +0.1"
  error,        ///< a standard error of a probability in percentage points: "0.7"
  bits,         ///< information in bits: "0.14"
  fraction,     ///< a share of variance with two decimals: "0.35"
  thousandth,   ///< a score or a small rate with three decimals: "0.229"
  fine_points,  ///< a utility or probability in points of 100 with one decimal: "61.3", "−0.4"
  margin,       ///< half an interval of a probability in percentage points: "±6"
  utility,      ///< a utility as other programs write it, five decimals: "0.85000"
  number,       ///< as it comes, to four figures: "0.4", "17.83"
  average,      ///< a mean of counts: one decimal below 100, else whole: "7.4", "1,203"
};

std::string_view to_string(Format format);
std::string format_figure(Format format, double value);

}  // namespace offramp::briefing
