// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/score.h"

#include <fmt/format.h>

#include "offramp/analysis/settle.h"

namespace offramp {
namespace {

constexpr std::size_t kFewCases = 30;

evidence::Forecast came_true(double probability) {
  return {{probability, 1.0 - probability}, 0};
}

std::vector<std::string> limits_of(const ScoreResult& result) {
  std::vector<std::string> limits;
  limits.emplace_back(
      "Every recorded outcome is a settlement that was reached, so both statements came true in each case: "
      "these "
      "scores reward a high chance everywhere. They show whether agreements that came were held possible, "
      "not "
      "whether agreements that never came were ruled out.");
  if (result.cases.size() < kFewCases) {
    limits.push_back(fmt::format(
        "{} case{} cannot show calibration: a reliability table needs several dozen forecasts, true "
        "ones and false ones.",
        result.cases.size(), result.cases.size() == 1 ? "" : "s"));
  }
  limits.emplace_back(
      "The cases were written by people who knew the outcome. Types are hidden even in hindsight and are not "
      "scored.");
  return limits;
}

}  // namespace

ScoreResult score_cases(const std::vector<Case>& cases, const ScoreOptions& options,
                        const RunControl& control) {
  ScoreResult result;
  result.seed = options.seed;
  result.worlds = options.worlds;
  std::vector<evidence::Forecast> agreement, recorded;
  for (const Case& c : cases) {
    if (!c.actual) {
      result.unscored.push_back(c.title);
      continue;
    }
    SettleOptions settling;
    settling.seed = options.seed;
    settling.worlds = options.worlds;
    settling.top = 1;
    const SettleResult settled = settle(c, settling, control);
    CaseScore score{c.file, c.title, settled.agreement, share_of(0, settled.worlds), 0, settled.feasible};
    if (settled.actual && settled.actual->feasible) {
      score.recorded_accepted = settled.actual->report.accepted_by_all;
      score.rank = settled.actual->rank;
    }
    agreement.push_back(came_true(score.agreement.value));
    recorded.push_back(came_true(score.recorded_accepted.value));
    result.cases.push_back(std::move(score));
  }
  if (!result.cases.empty()) {
    result.agreement = evidence::score(agreement, options.bins);
    result.recorded = evidence::score(recorded, options.bins);
    result.limits = limits_of(result);
  }
  return result;
}

}  // namespace offramp
