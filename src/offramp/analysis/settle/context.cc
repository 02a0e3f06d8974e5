// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/settle/context.h"

#include <algorithm>

namespace offramp {
double SettleContext::gain(std::size_t negotiator, std::size_t position) const {
  return acceptance.expected_utility[negotiator][position] - acceptance.expected_reservation[negotiator];
}

std::uint32_t SettleContext::least_acceptance(std::size_t position) const {
  std::uint32_t least = acceptance.accepts[0][position];
  for (std::size_t n = 1; n < veto_count; ++n) least = std::min(least, acceptance.accepts[n][position]);
  return least;
}

bargaining::Settlement SettleContext::settlement(std::size_t position) const {
  return short_list.empty() ? problem.space.settlement(acceptance.settlement[position])
                            : short_list[position];
}

std::optional<std::size_t> SettleContext::position_of(const bargaining::Settlement& wanted) const {
  if (!short_list.empty()) {
    const auto found = std::lower_bound(short_list.begin(), short_list.end(), wanted);
    if (found == short_list.end() || *found != wanted) return std::nullopt;
    return static_cast<std::size_t>(found - short_list.begin());
  }
  const std::uint64_t index = problem.space.index(wanted);
  const auto& list = acceptance.settlement;
  const auto found = std::lower_bound(list.begin(), list.end(), index);
  if (found == list.end() || *found != index) return std::nullopt;
  return static_cast<std::size_t>(found - list.begin());
}

SettlementReport report_of(const SettleContext& context, std::size_t position) {
  return report_of(context, context.acceptance, position, context.settlement(position));
}

SettlementReport report_of(const SettleContext& context, const bargaining::AcceptanceTable& table,
                           std::size_t row, const bargaining::Settlement& settlement) {
  const std::size_t worlds = context.problem.worlds;
  SettlementReport report;
  report.settlement = settlement;
  report.accepted_by_all = share_of(table.all[row], worlds);
  std::uint32_t least = 0;
  for (std::size_t n = 0; n < context.parties.size(); ++n) {
    const double utility = table.expected_utility[n][row];
    report.standings.push_back({context.parties[n], share_of(table.accepts[n][row], worlds), utility,
                                utility - table.expected_reservation[n],
                                share_of(table.crosses[n][row], worlds)});
    if (n < context.veto_count && (n == 0 || table.accepts[n][row] < least)) {
      least = table.accepts[n][row];
      report.weakest_link = context.parties[n];
    }
  }
  return report;
}

bool ranks_before(const SettleContext& context, std::size_t a, std::size_t b) {
  const auto& all = context.acceptance.all;
  if (all[a] != all[b]) return all[a] > all[b];
  const std::uint32_t least_a = context.least_acceptance(a), least_b = context.least_acceptance(b);
  if (least_a != least_b) return least_a > least_b;
  double gains_a = 0.0, gains_b = 0.0;
  for (std::size_t n = 0; n < context.veto_count; ++n) {
    gains_a += context.gain(n, a);
    gains_b += context.gain(n, b);
  }
  if (gains_a != gains_b) return gains_a > gains_b;
  return a < b;
}

}  // namespace offramp
