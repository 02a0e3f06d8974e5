// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/ladder/no_deal.h"

#include <algorithm>

#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/standing/context.h"
#include "offramp/bargaining/worlds/settlement_in_worlds.h"

namespace offramp {
namespace {

constexpr std::size_t kWorlds = 64;
constexpr std::size_t kSettlements = 1000;
constexpr double kClearly = 0.1;

NoDealStanding standing_of(const CaseProblem& posed, std::size_t n, std::optional<TypeId> type,
                           const std::vector<bargaining::Settlement>& settlements) {
  const std::size_t worlds = std::min(kWorlds, posed.table.worlds);
  const PartyId party = posed.parties[n];
  const bargaining::UncertainNegotiator negotiator = negotiator_of(posed.c, posed.table, party, worlds, type);
  NoDealStanding standing{party, type, 0.0, 0.0, 0.0};
  for (const double value : negotiator.reservation) standing.value += value;
  std::size_t below = 0, accepts = 0;
  std::vector<double> gain(worlds);
  for (const bargaining::Settlement& settlement : settlements) {
    bargaining::gains_of(negotiator, settlement, gain);
    for (std::size_t w = 0; w < worlds; ++w) {
      const bool less = !bargaining::meets_reservation(gain[w], 0.0);
      below += less ? 1 : 0;
      if (less ||
          (!negotiator.margin.empty() && !bargaining::meets_reservation(gain[w], negotiator.margin[w])))
        continue;
      const bool crossed = std::any_of(posed.red_lines.begin(), posed.red_lines.end(), [&](RedLineId line) {
        const RedLine& red = posed.c.red_lines[line.index()];
        return red.party == party && red.never.condition.holds(settlement) &&
               posed.table.binds(posed.c, line, w, type);
      });
      accepts += crossed ? 0 : 1;
    }
  }
  const auto all = static_cast<double>(worlds * settlements.size());
  standing.value /= static_cast<double>(worlds);
  standing.percentile = static_cast<double>(below) / all;
  standing.accepts = static_cast<double>(accepts) / all;
  return standing;
}

}  // namespace

std::vector<NoDealStanding> no_deal_standings(const CaseProblem& posed,
                                              const std::vector<std::uint64_t>& rows) {
  std::vector<bargaining::Settlement> settlements;
  const std::size_t count = std::min(rows.size(), kSettlements);
  for (std::size_t i = 0; i < count; ++i)
    settlements.push_back(posed.problem.space.settlement(rows[i * rows.size() / count]));
  std::vector<NoDealStanding> standings;
  for (std::size_t n = 0; n < posed.parties.size() && count > 0; ++n) {
    const std::size_t types = posed.c.types[posed.parties[n].index()].size();
    if (types == 0) standings.push_back(standing_of(posed, n, std::nullopt, settlements));
    for (std::size_t t = 0; t < types; ++t)
      standings.push_back(standing_of(posed, n, TypeId(t), settlements));
  }
  return standings;
}

std::vector<NoDealStanding> no_deal_standings(CaseRun& run) {
  const Answer<CaseProblem>& posed = case_problem(run);
  if (!posed) return {};
  const Halves halves(*posed);
  std::vector<std::uint64_t> rows;
  const bargaining::Space& space = posed->problem.space;
  for (std::uint64_t i = 0; i < space.exact_size().value_or(0); ++i) {
    if (bargaining::feasible(posed->problem, space.settlement(i))) rows.push_back(i);
  }
  return no_deal_standings(halves.choosing, rows);
}

std::vector<ReversedTypes> reversed_types(const std::vector<NoDealStanding>& standings) {
  std::vector<ReversedTypes> pairs;
  for (const NoDealStanding& a : standings) {
    for (const NoDealStanding& b : standings) {
      if (a.party == b.party && a.type && b.type && a.percentile - b.percentile >= kClearly &&
          a.accepts - b.accepts >= kClearly)
        pairs.push_back({a.party, *a.type, *b.type});
    }
  }
  return pairs;
}

std::vector<NoDealCheck> no_deal_checks(const CaseProblem& posed) {
  std::vector<NoDealCheck> checks;
  for (const PartyId party : posed.parties) {
    const Case& c = posed.c;
    const auto twice = [](const NoDeal& no_deal) { return no_deal.war && no_deal.direct(); };
    const std::optional<NoDeal>& own = c.no_deal[party.index()];
    const NoDeal* first = own && twice(*own) ? &*own : nullptr;
    for (const PartyType& type : c.types[party.index()]) {
      if (first == nullptr && type.no_deal && twice(*type.no_deal)) first = &*type.no_deal;
    }
    if (first == nullptr) continue;
    NoDealCheck check{.party = party, .computed = 0, .stated = 0, .computed_counts = false};
    double worlds = 0.0;
    for (std::size_t w = 0; w < posed.table.worlds; ++w) {
      const NoDealValues values = no_deal_values(c, posed.table, party, w);
      if (!values.direct || !values.war) continue;
      worlds += 1.0;
      check.computed += 100.0 * *values.war;
      check.stated += 100.0 * *values.direct;
    }
    if (worlds == 0.0) continue;
    check.computed /= worlds;
    check.stated /= worlds;
    check.computed_counts = first->war_counts;
    checks.push_back(check);
  }
  return checks;
}

std::vector<NoDealCheck> no_deal_checks(CaseRun& run) {
  const Answer<CaseProblem>& posed = case_problem(run);
  return posed ? no_deal_checks(*posed) : std::vector<NoDealCheck>{};
}

}  // namespace offramp
