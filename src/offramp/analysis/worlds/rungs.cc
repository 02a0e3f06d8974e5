// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/worlds/rungs.h"

#include <algorithm>

#include "offramp/bargaining/worlds/settlement_in_worlds.h"
#include "offramp/base/number/elementary.h"

namespace offramp {
namespace {

double of_poll(const CaseProblem& posed, const Ratifier& ratifier, const bargaining::Settlement& settlement,
               std::size_t world) {
  const double error = (ratifier.error ? posed.table.at(*ratifier.error, world) : kDefaultPollError) / 100.0;
  const double beyond =
      poll_share(posed.c, posed.table, ratifier, settlement, world).at_most - ratifier.passes_at;
  if (!(error > 0.0)) return beyond >= 0.0 ? 1.0 : 0.0;
  return normal_cdf(beyond / error);
}

// Where a spoiler is worse off than without a deal by more than it bears, or sees a line of its own crossed.
WorldSet wants_to_wreck(const CaseProblem& posed, const Spoiler& spoiler,
                        const bargaining::SettlementInWorlds& standing) {
  const auto at = std::find(posed.parties.begin(), posed.parties.end(), spoiler.party);
  const auto n = static_cast<std::size_t>(at - posed.parties.begin());
  const std::vector<double>& reservation = posed.problem.negotiators[n].reservation;
  WorldSet wants = standing.crosses[n];
  for (std::size_t w = 0; w < reservation.size(); ++w) {
    const double bears = spoiler.tolerance ? posed.table.at(*spoiler.tolerance, w) / 100.0 : 0.0;
    if (!bargaining::meets_reservation(standing.utility[n][w], reservation[w] - bears)) wants.insert(w);
  }
  return wants;
}

Wrecking wrecking_by(const CaseProblem& posed, std::size_t s,
                     const bargaining::SettlementInWorlds& standing) {
  const Spoiler& spoiler = posed.c.spoilers[s];
  Wrecking wrecking{wants_to_wreck(posed, spoiler, standing), WorldSet(posed.table.worlds)};
  for (std::size_t w = 0; w < posed.table.worlds; ++w) {
    const double chance = posed.table.at(spoiler.tries, w) * posed.table.at(spoiler.succeeds, w);
    if (wrecking.wants.contains(w) && posed.table.spoiler[s][w] < chance) wrecking.wrecks.insert(w);
  }
  return wrecking;
}

double as_stated(const CaseProblem& posed, const Ratifier& ratifier, const bargaining::Settlement& settlement,
                 std::size_t world) {
  for (const Ratifier::Where& where : ratifier.where) {
    if (where.when.condition.holds(settlement)) return posed.table.at(where.carries, world);
  }
  return posed.table.at(*ratifier.carries, world);
}

}  // namespace

PollShare poll_share(const Case& c, const WorldTable& table, const Ratifier& ratifier,
                     const bargaining::Settlement& settlement, std::size_t world) {
  double largest = 0.0, sum = 0.0;
  for (const std::size_t p : ratifier.polls) {
    const Poll& poll = c.polls[p];
    const std::optional<InputId>& refused = poll.refused[settlement[poll.issue.index()]];
    if (!refused) continue;
    const double share = table.at(*refused, world);
    largest = std::max(largest, share);
    sum += share;
  }
  return {1.0 - largest, std::max(1.0 - sum, 0.0)};
}

std::vector<double> chance_to_carry(const CaseProblem& posed, const Ratifier& ratifier,
                                    const bargaining::Settlement& settlement) {
  std::vector<double> chance(posed.table.worlds);
  if (ratifier.party) {
    const auto at = std::find(posed.parties.begin(), posed.parties.end(), *ratifier.party);
    const auto n = static_cast<std::size_t>(at - posed.parties.begin());
    const WorldSet accepts = in_worlds(posed.problem, settlement).accepts(n);
    for (std::size_t w = 0; w < chance.size(); ++w) chance[w] = accepts.contains(w) ? 1.0 : 0.0;
    return chance;
  }
  for (std::size_t w = 0; w < chance.size(); ++w) {
    chance[w] = ratifier.polls.empty() ? as_stated(posed, ratifier, settlement, w)
                                       : of_poll(posed, ratifier, settlement, w);
  }
  return chance;
}

bool has_later_rungs(const Case& c) {
  const auto feint = [](const std::vector<PartyType>& types) {
    return std::any_of(types.begin(), types.end(), [](const PartyType& type) { return type.bad_faith; });
  };
  return !c.ratifiers.empty() || !c.spoilers.empty() || std::any_of(c.types.begin(), c.types.end(), feint);
}

std::vector<PartyId> parties_of_later_rungs(const Case& c) {
  std::vector<PartyId> parties;
  for (const Spoiler& spoiler : c.spoilers) parties.push_back(spoiler.party);
  for (const Ratifier& ratifier : c.ratifiers) {
    if (ratifier.party) parties.push_back(*ratifier.party);
  }
  return parties;
}

WorldSet feints_of(const CaseProblem& posed) {
  WorldSet feints(posed.table.worlds);
  for (std::size_t n = 0; n < posed.veto_count; ++n) {
    const PartyId party = posed.parties[n];
    const std::vector<PartyType>& types = posed.c.types[party.index()];
    if (std::none_of(types.begin(), types.end(), [](const PartyType& type) { return type.bad_faith; }))
      continue;
    for (std::size_t w = 0; w < posed.table.worlds; ++w) {
      if (types[posed.table.type_of(party, w).index()].bad_faith) feints.insert(w);
    }
  }
  return feints;
}

Wrecking wrecking_of(const CaseProblem& posed, std::size_t spoiler,
                     const bargaining::Settlement& settlement) {
  return wrecking_by(posed, spoiler, in_worlds(posed.problem, settlement));
}

Rungs rungs_of(const CaseProblem& posed, const WorldSet& feints, const bargaining::Settlement& settlement) {
  const bargaining::SettlementInWorlds standing = in_worlds(posed.problem, settlement);
  WorldSet accepted = standing.accepted(posed.problem);
  WorldSet meant = accepted;
  meant -= feints;
  WorldSet fails(posed.table.worlds);
  for (std::size_t r = 0; r < posed.c.ratifiers.size(); ++r) {
    const std::vector<double> chance = chance_to_carry(posed, posed.c.ratifiers[r], settlement);
    for (std::size_t w = 0; w < chance.size(); ++w) {
      if (!(posed.table.ratifier[r][w] < chance[w])) fails.insert(w);
    }
  }
  WorldSet ratified = meant;
  ratified -= fails;
  WorldSet not_wrecked = ratified;
  for (std::size_t s = 0; s < posed.c.spoilers.size(); ++s)
    not_wrecked -= wrecking_by(posed, s, standing).wrecks;
  return {std::move(accepted), std::move(meant), std::move(ratified), std::move(not_wrecked)};
}

}  // namespace offramp
