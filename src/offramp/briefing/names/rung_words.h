// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "offramp/analysis/standing/result.h"

/// How a reader calls the rungs of the ladder and the choices of modelling.
namespace offramp::briefing {

/// Names of the rungs, as keys and in the order of Rung.
inline constexpr const char* kRungKeys[kRungs] = {"one_text", "types_known", "exists",     "signed",
                                                  "meant",    "ratified",    "not_wrecked"};

inline constexpr std::string_view kRungNames[kRungs] = {
    "One text is signed", "The types are known", "A deal exists",    "The leading text is signed",
    "… and meant",        "… and ratified",      "… and not wrecked"};

/// "with words taken as graded"
constexpr std::string_view choice_words(ModelChoice choice) {
  switch (choice) {
    case ModelChoice::words_all:
      return "with words taken as graded";
    case ModelChoice::words_none:
      return "with words left out";
    case ModelChoice::factors_none:
      return "without common causes";
    case ModelChoice::widths_doubled:
      return "with every interval twice as wide";
    case ModelChoice::margin_0:
      return "with no margin asked for by anybody";
    case ModelChoice::margin_5:
      return "with a margin of five points asked for by everybody";
    case ModelChoice::no_deal_down:
      return "with no deal worth five points less to everybody";
    case ModelChoice::no_deal_up:
      return "with no deal worth five points more to everybody";
  }
  return {};
}

}  // namespace offramp::briefing
