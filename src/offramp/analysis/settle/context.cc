// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/settle/context.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/run/parallel.h"

namespace offramp {
namespace {

constexpr std::size_t kWorldBlock = 256;

bargaining::UncertainNegotiator negotiator_of(const Case& c, const WorldTable& table, PartyId party) {
  bargaining::UncertainNegotiator negotiator;
  negotiator.veto = c.parties[party.index()].veto;
  negotiator.reservation.resize(table.worlds);
  for (const Issue& issue : c.issues) {
    negotiator.value.emplace_back(issue.options.size(), std::vector<double>(table.worlds));
  }
  for (const BonusTerm* bonus : party_bonuses(c, party)) {
    negotiator.bonuses.push_back({bonus->when.condition, std::vector<double>(table.worlds)});
  }
  return negotiator;
}

void write_world(const PartyWorld& wants, std::size_t w, bargaining::UncertainNegotiator& negotiator) {
  negotiator.reservation[w] = wants.reservation;
  for (std::size_t issue = 0; issue < wants.value.size(); ++issue) {
    for (std::size_t option = 0; option < wants.value[issue].size(); ++option) {
      negotiator.value[issue][option][w] = wants.value[issue][option];
    }
  }
  for (std::size_t b = 0; b < wants.bonus.size(); ++b) negotiator.bonuses[b].amount[w] = wants.bonus[b];
}

}  // namespace

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

Answer<SettleContext> settle_context(const Case& c, const WorldTable& table, bool others,
                                     const RunControl& control) {
  SettleContext context{c, table, c.veto_players(), 0, {}, {c.space(), table.worlds, {}, {}, {}}, {}, {}};
  context.veto_count = context.parties.size();
  if (context.parties.empty()) return Unanswered{"settle: the case names no veto player"};
  for (std::size_t i = 0; i < c.parties.size(); ++i) {
    const bool complete = c.interests[i].given && c.no_deal[i].has_value();
    if (c.parties[i].veto && !complete) {
      return Unanswered{
          fmt::format("settle: veto player {} has no interests or no no-deal value", c.parties[i].id)};
    }
    if (others && !c.parties[i].veto && complete) context.parties.emplace_back(i);
  }
  for (const Rule& rule : c.feasible) context.problem.feasible.push_back(rule.condition);
  for (const PartyId party : context.parties) {
    context.problem.negotiators.push_back(negotiator_of(c, table, party));
  }
  parallel_blocks(
      table.worlds, kWorldBlock, control, "utilities", [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t n = 0; n < context.parties.size(); ++n) {
          for (std::size_t w = begin; w < end; ++w) {
            write_world(party_world(c, table, context.parties[n], w), w, context.problem.negotiators[n]);
          }
        }
      });
  for (std::size_t r = 0; r < c.red_lines.size(); ++r) {
    const auto owner = std::find(context.parties.begin(), context.parties.end(), c.red_lines[r].party);
    if (owner == context.parties.end()) continue;
    bargaining::UncertainRedLine line{static_cast<std::size_t>(owner - context.parties.begin()),
                                      c.red_lines[r].never.condition, WorldSet(table.worlds)};
    for (std::size_t w = 0; w < table.worlds; ++w) {
      if (table.binds(c, RedLineId(r), w)) line.binds.insert(w);
    }
    context.problem.red_lines.push_back(std::move(line));
    context.red_lines.emplace_back(r);
  }
  return context;
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
