// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/read/score.h"

#include <fmt/format.h>

#include "offramp/analysis/read/read.h"
#include "offramp/analysis/settle/settle.h"

namespace offramp {
namespace {

constexpr std::size_t kFewStatements = 40;

evidence::Forecast forecast(double probability, bool came_true) {
  return {{probability, 1.0 - probability}, came_true ? 0u : 1u};
}

std::vector<std::string> limits_of(std::size_t statements) {
  std::vector<std::string> limits;
  limits.emplace_back(
      "That a settlement exists which all veto players accept is needed for one to be reached, and not "
      "enough: "
      "talks fail for other reasons too. Where none came, a high chance counts as an error that it need not "
      "be.");
  limits.emplace_back(
      "A recorded settlement was accepted by its parties, so the statement about it is true in every case: "
      "that "
      "score only shows whether what came was held possible.");
  if (statements < kFewStatements) {
    limits.push_back(
        fmt::format("{} statement{} that could be false cannot show calibration: a reliability table needs "
                    "several dozen.",
                    statements, statements == 1 ? "" : "s"));
  }
  limits.emplace_back(
      "The cases were written by people who knew the outcome. Types are hidden even in hindsight; they are "
      "scored only by what they predict of watch items, and only items whose outcome is on record count.");
  return limits;
}

std::vector<SeenScore> seen_scores(CaseRun& run) {
  const Case& c = run.c();
  std::vector<SeenScore> result;
  if (c.actual->seen.empty()) return result;
  const BeliefResult& belief = *read_evidence(run);
  for (const SeenOutcome& outcome : c.actual->seen) {
    SeenScore score{outcome.watch, c.watch[outcome.watch].id, c.watch[outcome.watch].what, 0.0, outcome.seen};
    for (const WatchBelief& watch : belief.watch) {
      if (watch.watch == outcome.watch) score.chance = watch.value.seen.mean;
    }
    result.push_back(std::move(score));
  }
  return result;
}

Answer<CaseScore> case_score(const Case& c, const ScoreOptions& options, const RunControl& control) {
  CaseRun run(c, {.seed = options.seed, .worlds = options.worlds}, control);
  SettleOptions settling;
  settling.top = 1;
  run.set(settling);
  BeliefOptions reading;
  reading.talk = false;
  run.set(reading);
  const Answer<SettleResult>& outcome = settle(run);
  if (!outcome) return outcome.reason();
  const SettleResult& settled = *outcome;
  CaseScore score;
  score.file = c.file;
  score.title = c.title;
  score.agreement = settled.agreement;
  score.reached = c.actual->agreement;
  score.recorded = c.actual->settlement.has_value();
  score.recorded_accepted = share_of(0, settled.worlds);
  score.feasible = settled.feasible;
  score.ruled_out = settled.actual && !settled.actual->feasible;
  if (settled.actual && settled.actual->feasible) {
    score.recorded_accepted = settled.actual->report.accepted_by_all;
    score.rank = settled.actual->rank;
  }
  score.seen = seen_scores(run);
  return score;
}

std::optional<evidence::CalibrationScore> scored(const std::vector<evidence::Forecast>& forecasts,
                                                 std::size_t bins) {
  if (forecasts.empty()) return std::nullopt;
  return evidence::score(forecasts, bins);
}

}  // namespace

Answer<ScoreResult> score_cases(const std::vector<Case>& cases, const ScoreOptions& options,
                                const RunControl& control, const std::vector<Ledger>& ledgers) {
  ScoreResult result;
  std::vector<SettledStatement> sealed;
  result.seed = options.seed;
  result.worlds = options.worlds;
  std::vector<evidence::Forecast> agreement, recorded, seen;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Case& c = cases[i];
    if (!c.actual) {
      result.unscored.push_back(c.title);
      continue;
    }
    Answer<CaseScore> scored = case_score(c, options, control);
    if (!scored) return scored.reason();
    CaseScore& score = result.cases.emplace_back(*std::move(scored));
    if (i < ledgers.size()) score.sealed = settled_statements(ledgers[i], c);
    sealed.insert(sealed.end(), score.sealed.begin(), score.sealed.end());
    agreement.push_back(forecast(score.agreement.value, score.reached));
    if (score.recorded) recorded.push_back(forecast(score.recorded_accepted.value, true));
    for (const SeenScore& item : score.seen) seen.push_back(forecast(item.chance, item.seen));
  }
  if (result.cases.empty()) return Unanswered{"read --score: no case has a recorded outcome"};
  std::vector<evidence::Forecast> together = agreement;
  together.insert(together.end(), seen.begin(), seen.end());
  result.agreement = scored(agreement, options.bins);
  result.recorded = scored(recorded, options.bins);
  result.seen = scored(seen, options.bins);
  result.together = scored(together, options.bins);
  result.sealed = sealed_score(sealed);
  result.limits = limits_of(together.size());
  return result;
}

}  // namespace offramp
