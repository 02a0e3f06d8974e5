// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/ladder/leading.h"

#include <algorithm>
#include <numeric>
#include <set>

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

// What a row comes to in the choosing half.
struct Reach {
  std::size_t worlds = 0;       // in which the last rung is reached
  std::vector<double> expects;  // [negotiator] gain there, nothing elsewhere
};

Reach reach_of(const SettleContext& context, std::size_t row) {
  if (context.stop.stop_requested()) throw Stopped{};
  const CaseProblem& posed = context.halves.choosing;
  const bargaining::Settlement settlement = context.settlement(row);
  const WorldSet reached = rungs_of(posed, context.halves.choosing_feints, settlement).not_wrecked;
  Reach reach{reached.count(), {}};
  std::vector<double> gain(posed.problem.worlds);
  for (const bargaining::UncertainNegotiator& negotiator : posed.problem.negotiators) {
    bargaining::gains_of(negotiator, settlement, gain);
    double sum = 0.0;
    for (std::size_t w = 0; w < gain.size(); ++w) sum += reached.contains(w) ? gain[w] : 0.0;
    reach.expects.push_back(sum / static_cast<double>(gain.size()));
  }
  return reach;
}

}  // namespace

Leading leading(const SettleContext& context, const std::vector<std::size_t>& best) {
  const Case& c = context.c;
  Leading result;
  result.order = best;
  std::vector<std::size_t> rows(
      best.begin(), best.begin() + static_cast<std::ptrdiff_t>(std::min(best.size(), kMostAccepted)));
  const auto accepted = static_cast<std::ptrdiff_t>(rows.size());
  std::set<std::size_t> listed(rows.begin(), rows.end());
  for (std::size_t n = 0; n < context.parties.size(); ++n) {
    for (const std::size_t row : promising(context, n)) {
      if (listed.insert(row).second) rows.push_back(row);
    }
  }
  result.considered = rows.size();
  std::vector<Reach> reaches;
  for (const std::size_t row : rows) reaches.push_back(reach_of(context, row));
  if (!c.ratifiers.empty() || !c.spoilers.empty()) {
    std::vector<std::size_t> order(static_cast<std::size_t>(accepted));
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return reaches[a].worlds > reaches[b].worlds; });
    for (std::size_t i = 0; i < order.size(); ++i) result.order[i] = rows[order[i]];
  }
  result.mediator = result.order.front();
  for (std::size_t n = 0; n < context.parties.size(); ++n) {
    std::size_t most = 0;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (reaches[i].expects[n] > reaches[most].expects[n]) most = i;
    }
    result.tabled.push_back(rows[most]);
    if (c.page_of() != context.parties[n]) continue;
    const auto own = std::find(result.order.begin(), result.order.end(), rows[most]);
    if (own != result.order.end()) result.order.erase(own);
    result.order.insert(result.order.begin(), rows[most]);
  }
  return result;
}

}  // namespace offramp
