// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/process/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include "offramp/bargaining/model/dominance.h"

namespace offramp::bargaining {
namespace {

using Point = std::vector<double>;

double distance(const Point& a, const Point& b) {
  double sum = 0.0;
  for (std::size_t p = 0; p < a.size(); ++p) sum += (a[p] - b[p]) * (a[p] - b[p]);
  return std::sqrt(sum);
}

// Where the agreements are measured from: the settlements that all accept.
struct Reference {
  std::vector<Point> frontier;
  Point nash;
};

Reference reference_of(const Problem& problem, const OutcomeTable& table) {
  std::vector<std::vector<double>> zone(table.parties());
  double best = -1.0;
  Reference reference;
  for (std::size_t o = 0; o < table.outcomes(); ++o) {
    bool all = true;
    double product = 1.0;
    for (std::size_t p = 0; p < table.parties(); ++p) {
      all = all && table.acceptable(p, o);
      product *= std::max(0.0, table.utility(p, o) - problem.negotiators[p].reservation);
    }
    if (!all) continue;
    for (std::size_t p = 0; p < table.parties(); ++p) zone[p].push_back(table.utility(p, o));
    if (product <= best) continue;
    best = product;
    reference.nash.clear();
    for (std::size_t p = 0; p < table.parties(); ++p) reference.nash.push_back(table.utility(p, o));
  }
  if (reference.nash.empty()) return reference;
  for (const std::size_t i : undominated(zone)) {
    Point point;
    for (const auto& coordinate : zone) point.push_back(coordinate[i]);
    reference.frontier.push_back(std::move(point));
  }
  std::sort(reference.frontier.begin(), reference.frontier.end());
  reference.frontier.erase(std::unique(reference.frontier.begin(), reference.frontier.end()),
                           reference.frontier.end());
  return reference;
}

double to_frontier(const Point& point, const std::vector<Point>& frontier) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const Point& other : frontier) nearest = std::min(nearest, distance(point, other));
  return nearest;
}

struct Totals {
  double frontier = 0.0, nash = 0.0, efficient = 0.0;
};

void list_frequent(std::vector<FrequentAgreement> all, ProcessSummary& summary) {
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
  if (all.size() > 10) all.resize(10);
  summary.frequent = std::move(all);
}

}  // namespace

void check_process(const ProcessOptions& options) {
  if (options.runs == 0 || options.rounds == 0) {
    throw std::invalid_argument(fmt::format("ProcessOptions: runs = {}, rounds = {}; both must be above 0",
                                            options.runs, options.rounds));
  }
}

ProcessSummary summarise(const Problem& problem, const OutcomeTable* table, const ProcessOptions& options,
                         std::vector<ProcessRun> runs, std::string_view what) {
  const std::size_t parties = problem.negotiators.size();
  ProcessSummary summary;
  summary.seed = options.seed;
  summary.runs = runs.size();
  std::map<std::uint64_t, std::uint64_t> counts;
  std::uint64_t rounds = 0;
  for (const ProcessRun& run : runs) {
    rounds += run.rounds;
    if (run.settlement != ProcessRun::kNone) ++counts[run.settlement];
  }
  const Reference reference = table != nullptr ? reference_of(problem, *table) : Reference{};
  Point total(parties, 0.0);
  Totals totals;
  std::vector<FrequentAgreement> agreements;
  for (const auto& [index, count] : counts) {
    FrequentAgreement agreement{problem.space.settlement(index), count, {}};
    const auto times = static_cast<double>(count);
    summary.agreements += count;
    for (std::size_t p = 0; p < parties; ++p) {
      agreement.utility.push_back(problem.negotiators[p].utility.of(agreement.settlement));
      total[p] += times * agreement.utility[p];
    }
    if (!reference.nash.empty()) {
      const double away = to_frontier(agreement.utility, reference.frontier);
      totals.frontier += times * away;
      totals.nash += times * distance(agreement.utility, reference.nash);
      if (away <= kTieTolerance) totals.efficient += times;
    }
    agreements.push_back(std::move(agreement));
  }
  list_frequent(std::move(agreements), summary);
  const auto agreed = static_cast<double>(summary.agreements);
  const auto all = static_cast<double>(summary.runs);
  summary.mean_rounds = static_cast<double>(rounds) / all;
  for (std::size_t p = 0; p < parties; ++p) {
    summary.mean_utility.push_back((total[p] + (all - agreed) * problem.negotiators[p].reservation) / all);
    if (summary.agreements > 0) summary.mean_agreed.push_back(total[p] / agreed);
  }
  summary.nash_utility = reference.nash;
  if (summary.agreements > 0 && !reference.nash.empty()) {
    summary.frontier_distance = totals.frontier / agreed;
    summary.nash_distance = totals.nash / agreed;
    summary.efficient_share = totals.efficient / agreed;
  }
  summary.message = fmt::format("{}, {} runs, seed {}: {} agreements", what, summary.runs, summary.seed,
                                summary.agreements);
  if (options.keep_runs) summary.listed = std::move(runs);
  return summary;
}

}  // namespace offramp::bargaining
