// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/analysis/ask/asking.h"
#include "offramp/elicitation/judgement/interval.h"
#include "offramp/elicitation/performance/classical.h"

/// Questions whose answers are known, by which it is seen whether somebody's intervals hold what they say.
namespace offramp {

/// A number of the world, as its source has it.
struct CalibrationQuestion {
  std::string_view id, text, unit;
  double truth = 0.0;
  std::string_view source;  ///< who says so
};
/// Twenty: how wars end, how long agreements hold, crises and mediation, threats of sanctions, prices and
/// money.
std::span<const CalibrationQuestion> calibration_questions();

/// Asks them, in an order drawn by `seed`: 5 %, 50 % and 95 % of the belief lie below the three numbers of an
/// answer. Truths are not told before all are answered. @throws Rest, Again.
void ask_calibration(Asking& asking, std::uint64_t seed);

/// What one person answered, by question.
std::map<std::string, elicitation::Assessment> calibration_answers(const Journal& journal);

/// How often the intervals of these answers held the truth.
elicitation::HitRate hits_of(const std::map<std::string, elicitation::Assessment>& answers);

/// The questions that all of several people answered, for elicitation::performance.
std::vector<elicitation::SeedQuestion> common_questions(
    std::span<const std::map<std::string, elicitation::Assessment>> people);

}  // namespace offramp
