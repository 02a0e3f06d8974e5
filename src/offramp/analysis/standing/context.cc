// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/standing/context.h"

#include <algorithm>
#include <limits>
#include <map>

namespace offramp {
double SettleContext::gain(std::size_t negotiator, std::size_t position) const {
  return acceptance.expected_utility[negotiator][position] - acceptance.expected_reservation[negotiator];
}

void SettleContext::find_most_gains() {
  most_gain.assign(veto_count, 0.0);
  for (std::size_t n = 0; n < veto_count; ++n) {
    for (const double utility : choosing.expected_utility[n])
      most_gain[n] = std::max(most_gain[n], utility - choosing.expected_reservation[n]);
  }
}

double SettleContext::least_share(std::size_t position) const {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t n = 0; n < veto_count; ++n) {
    const double gain = choosing.expected_utility[n][position] - choosing.expected_reservation[n];
    least = std::min(least, most_gain[n] > 0.0 ? gain / most_gain[n] : gain);
  }
  return least;
}

bargaining::Settlement SettleContext::settlement(std::size_t position) const {
  return short_list.empty() ? problem.space.settlement(choosing.settlement[position]) : short_list[position];
}

std::optional<std::size_t> SettleContext::position_of(const bargaining::Settlement& wanted) const {
  if (!short_list.empty()) {
    const auto found = std::lower_bound(short_list.begin(), short_list.end(), wanted);
    if (found == short_list.end() || *found != wanted) return std::nullopt;
    return static_cast<std::size_t>(found - short_list.begin());
  }
  const std::uint64_t index = problem.space.index(wanted);
  const auto& list = choosing.settlement;
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

SettlementReport report_at(const SettleContext& context, const bargaining::Settlement& settlement) {
  if (const auto position = context.position_of(settlement)) return report_of(context, *position);
  return report_of(context, bargaining::acceptance_of(context.problem, {settlement}), 0, settlement);
}

Rank rank_of(const SettleContext& context, std::size_t row) {
  const std::vector<std::uint32_t>& all = context.acceptance.all;
  const auto count = [&](auto holds) {
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), holds));
  };
  return {1 + count([&](auto n) { return n > all[row]; }), count([&](auto n) { return n == all[row]; })};
}

bool ranks_before(const SettleContext& context, std::size_t a, std::size_t b) {
  const std::vector<std::uint32_t>& meant = context.choosing.meant;
  if (meant[a] != meant[b]) return meant[a] > meant[b];
  const double share_a = context.least_share(a), share_b = context.least_share(b);
  if (share_a != share_b) return share_a > share_b;
  return a < b;
}

namespace {

CaseProblem part_of(const CaseProblem& posed, const WorldTable& table, std::size_t begin, std::size_t end) {
  return {posed.c,          table,           posed.parties,
          posed.veto_count, posed.red_lines, bargaining::between(posed.problem, begin, end)};
}

// How many worlds choose: half of them, or the only one.
std::size_t choosing_of(std::size_t worlds) {
  return std::max<std::size_t>(worlds / 2, 1);
}

}  // namespace

Halves::Halves(const CaseProblem& posed)
    : choosing_table(between(posed.table, 0, choosing_of(posed.table.worlds))),
      judging_table(between(posed.table, posed.table.worlds / 2, posed.table.worlds)),
      choosing(part_of(posed, choosing_table, 0, choosing_table.worlds)),
      judging(part_of(posed, judging_table, posed.table.worlds / 2, posed.table.worlds)),
      choosing_feints(feints_of(choosing)),
      judging_feints(feints_of(judging)) {}

std::size_t most_signed(const SettleContext& context) {
  const std::vector<std::uint32_t>& all = context.choosing.all;
  std::size_t best = 0;
  for (std::size_t row = 1; row < all.size(); ++row) {
    if (all[row] > all[best] || (all[row] == all[best] && ranks_before(context, row, best))) best = row;
  }
  return best;
}

bargaining::AcceptanceClasses profiles_of(const Halves& halves) {
  bargaining::AcceptanceClasses classes;
  classes.feints = halves.choosing_feints;
  const WorldTable& table = halves.choosing_table;
  std::map<std::vector<std::uint16_t>, std::uint32_t> known;
  for (std::size_t w = 0; w < table.worlds; ++w) {
    const auto number = static_cast<std::uint32_t>(known.size());
    classes.class_of.push_back(known.try_emplace(profile_of(table, w), number).first->second);
  }
  classes.classes = known.size();
  return classes;
}

std::vector<std::uint16_t> profile_of(const WorldTable& table, std::size_t world) {
  std::vector<std::uint16_t> profile;
  for (const std::vector<std::uint16_t>& types : table.type) {
    if (!types.empty()) profile.push_back(types[world]);
  }
  return profile;
}

}  // namespace offramp
