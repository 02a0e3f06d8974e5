// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/ladder/leading.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "offramp/analysis/worlds/rungs.h"
#include "offramp/bargaining/worlds/settlement_in_worlds.h"

namespace offramp {
namespace {

constexpr std::size_t kMostAccepted = 256;  // rows looked at closely
constexpr std::size_t kMostPromising = 32;  // for each negotiator besides

// Rows that promise a negotiator most, were the worlds in which it gains and those in which all sign
// independent.
std::vector<std::size_t> promising(const SettleContext& context, std::size_t n) {
  const bargaining::AcceptanceTable& table = context.choosing;
  const auto promise = [&](std::size_t row) {
    return table.meant[row] * (table.expected_utility[n][row] - table.expected_reservation[n]);
  };
  std::vector<std::size_t> order(context.feasible());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const std::size_t count = std::min(order.size(), kMostPromising);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [&](std::size_t a, std::size_t b) {
                      return promise(a) != promise(b) ? promise(a) > promise(b) : a < b;
                    });
  order.resize(count);
  return order;
}

// [negotiator] Gain where a set of worlds is, nothing elsewhere.
std::vector<double> expected_in(const SettleContext& context, const RowReach& reach) {
  const CaseProblem& posed = context.halves.choosing;
  const bargaining::Settlement settlement = context.settlement(reach.row);
  std::vector<double> expects, gain(posed.problem.worlds);
  for (const bargaining::UncertainNegotiator& negotiator : posed.problem.negotiators) {
    bargaining::gains_of(negotiator, settlement, gain);
    double sum = 0.0;
    for (std::size_t w = 0; w < gain.size(); ++w) sum += reach.reached.contains(w) ? gain[w] : 0.0;
    expects.push_back(sum / static_cast<double>(gain.size()));
  }
  return expects;
}

}  // namespace

WorldSet reached_in(const SettleContext& context, std::size_t row) {
  if (context.stop.stop_requested()) throw Stopped{};
  return rungs_of(context.halves.choosing, context.halves.choosing_feints, context.settlement(row))
      .not_wrecked;
}

const RowReach& efficient_within_error(const std::vector<RowReach>& reaches,
                                       const std::vector<bool>& pareto) {
  std::vector<std::pair<std::size_t, const RowReach*>> order;
  for (const RowReach& reach : reaches) order.emplace_back(reach.reached.count(), &reach);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  const RowReach& best = *order.front().second;
  if (pareto[best.row]) return best;
  for (const auto& [count, reach] : order) {
    WorldSet only_best = best.reached, only_own = reach->reached;
    only_best -= reach->reached;
    only_own -= best.reached;
    const auto lost = static_cast<double>(only_best.count()), won = static_cast<double>(only_own.count());
    if (count > 0 && pareto[reach->row] && lost - won <= std::sqrt(lost + won)) return *reach;
  }
  return best;
}

Leading leading(const SettleContext& context, const std::vector<std::size_t>& best,
                const std::vector<bool>& pareto) {
  std::vector<std::size_t> rows(
      best.begin(), best.begin() + static_cast<std::ptrdiff_t>(std::min(best.size(), kMostAccepted)));
  const std::size_t accepted = rows.size();
  std::set<std::size_t> listed(rows.begin(), rows.end());
  for (std::size_t n = 0; n < context.parties.size(); ++n) {
    for (const std::size_t row : promising(context, n)) {
      if (listed.insert(row).second) rows.push_back(row);
    }
  }
  Leading result;
  result.considered = rows.size();
  std::vector<RowReach> reaches;
  std::vector<std::vector<double>> expects;
  for (const std::size_t row : rows) {
    reaches.push_back({row, reached_in(context, row)});
    expects.push_back(expected_in(context, reaches.back()));
  }
  for (std::size_t n = 0; n < context.parties.size(); ++n) {
    std::size_t most = 0;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (expects[i][n] > expects[most][n]) most = i;
    }
    result.tabled.push_back(rows[most]);
  }
  reaches.resize(accepted);
  result.mediator = result.first = efficient_within_error(reaches, pareto).row;
  for (std::size_t n = 0; n < context.parties.size(); ++n) {
    if (context.c.page_of() == context.parties[n]) result.first = result.tabled[n];
  }
  return result;
}

}  // namespace offramp
