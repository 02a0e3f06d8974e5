// SPDX-License-Identifier: Apache-2.0
// What is read off a context that has been settled.
#include <algorithm>
#include <cmath>
#include <set>

#include "offramp/analysis/settle/parts.h"
#include "offramp/analysis/worlds/evidence_model.h"
#include "offramp/analysis/worlds/rungs.h"
#include "offramp/bargaining/worlds/settlement_in_worlds.h"
#include "offramp/base/number/stats.h"

namespace offramp {
namespace {

constexpr std::size_t kReservationDots = 20;

// What its party can expect from tabling a settlement.
double expected_of(const SettleContext& context, std::size_t n, const bargaining::Settlement& settlement) {
  const WorldSet reached =
      rungs_of(context.halves.judging, context.halves.judging_feints, settlement).not_wrecked;
  std::vector<double> gain(context.problem.worlds);
  bargaining::gains_of(context.problem.negotiators[n], settlement, gain);
  double sum = 0.0;
  for (std::size_t w = 0; w < gain.size(); ++w) sum += reached.contains(w) ? gain[w] : 0.0;
  return sum / static_cast<double>(gain.size());
}

}  // namespace

void draw_map(const SettleContext& context, const std::vector<bool>& pareto,
              const std::vector<std::size_t>& best, SettleResult& result) {
  std::set<std::size_t> shown(best.begin(), best.end());
  for (std::size_t i = 0; i < pareto.size() && shown.size() < SettleResult::kMaxMap; ++i) {
    if (pareto[i]) shown.insert(i);
  }
  for (const std::size_t i : shown) {
    MapPoint point{context.settlement(i),
                   {},
                   share_of(context.acceptance.all[i], context.problem.worlds).value,
                   pareto[i]};
    for (std::size_t n = 0; n < context.veto_count; ++n) {
      point.utility.push_back(context.acceptance.expected_utility[n][i]);
    }
    result.map.push_back(std::move(point));
  }
}

void describe_reservations(const SettleContext& context, SettleResult& result) {
  for (std::size_t n = 0; n < context.veto_count; ++n) {
    std::vector<double> sorted = context.problem.negotiators[n].reservation;
    std::sort(sorted.begin(), sorted.end());
    result.expected_reservation.push_back(context.acceptance.expected_reservation[n]);
    std::vector<double>& dots = result.reservation_quantiles.emplace_back();
    for (std::size_t i = 0; i < kReservationDots; ++i) {
      dots.push_back(quantile_of_sorted(sorted, (static_cast<double>(i) + 0.5) / kReservationDots));
    }
  }
}

void split_by_type(const SettleContext& context, const std::vector<bool>& agreed_in, SettleResult& result) {
  for (const PartyId party : context.parties) {
    for (std::size_t t = 0; t < context.c.types[party.index()].size(); ++t) {
      std::size_t worlds = 0, agreed = 0;
      for (std::size_t w = 0; w < context.problem.worlds; ++w) {
        if (context.table.type_of(party, w) != TypeId(t)) continue;
        ++worlds;
        agreed += agreed_in[w];
      }
      const Share agreement = worlds > 0 ? share_of(agreed, worlds) : Share{};
      const Share share = share_of(worlds, context.problem.worlds);
      result.by_type.push_back({party, TypeId(t), share, share.value, share.value, agreement});
    }
  }
}

void rank_actual(const SettleContext& context, SettleResult& result) {
  if (!context.c.actual || !context.c.actual->settlement) return;
  const bargaining::Settlement& happened = *context.c.actual->settlement;
  ActualRank rank;
  const auto position = context.position_of(happened);
  if (!result.enumerated) {  // a short list ranks nothing that is outside it
    const auto& rules = context.problem.feasible;
    rank.feasible =
        std::all_of(rules.begin(), rules.end(), [&](const auto& rule) { return rule.holds(happened); });
    rank.report.settlement = happened;
    if (rank.feasible) rank.report = report_at(context, happened);
    result.actual = std::move(rank);
    return;
  }
  rank.feasible = position.has_value();
  if (position) {
    rank.report = report_of(context, *position);
    const Rank own = rank_of(context, *position);
    rank.rank = own.rank;
    rank.tied = own.tied;
  } else {
    rank.report.settlement = happened;
  }
  result.actual = std::move(rank);
}

void compare_points(const SettleContext& context, SettleResult& result) {
  for (std::size_t i = 0; i < result.points.size(); ++i) {
    for (std::size_t j = i + 1; j < result.points.size(); ++j) {
      const SettlementReport& a = result.points[i].report;
      const SettlementReport& b = result.points[j].report;
      Disagreement gap{i, j, 0, 0.0};
      for (std::size_t k = 0; k < a.settlement.size(); ++k) gap.issues += a.settlement[k] != b.settlement[k];
      for (std::size_t n = 0; n < context.veto_count; ++n) {
        gap.largest_difference = std::max(gap.largest_difference, std::fabs(a.standings[n].expected_utility -
                                                                            b.standings[n].expected_utility));
      }
      result.disagreements.push_back(gap);
    }
  }
}

void add_beliefs(const DrawnWorlds& drawn, SettleResult& result) {
  result.types_from_evidence = drawn.types_from_evidence;
  for (AcceptanceByType& row : result.by_type) {
    for (const TypeBelief& belief : drawn.beliefs) {
      if (belief.party != row.party) continue;
      row.prior = belief.prior[row.type.index()].mean;
      row.posterior = belief.posterior[row.type.index()].mean;
    }
  }
}

void describe_words(const Case& c, const WordTrust& trust, SettleResult& result) {
  const std::vector<Hidden> things = hidden_things(c);
  for (std::size_t s = 0; s < trust.size(); ++s) {
    if (things[s].kind == Hidden::Kind::type && spoken_of(c, things[s]))
      result.words_about.emplace_back(PartyId(things[s].index), trust[s]);
  }
}

std::vector<IssueId> weightiest_issues(const Case& c) {
  std::vector<double> weight(c.issues.size(), 0.0);
  for (const PartyId party : c.veto_players()) {
    const Interests& interests = c.interests[party.index()];
    double sum = 0;
    for (const auto& w : interests.weight) sum += w ? c.quantity(*w).median() : 0.0;
    for (std::size_t i = 0; i < interests.weight.size() && sum > 0; ++i) {
      if (interests.weight[i]) weight[i] += c.quantity(*interests.weight[i]).median() / sum;
    }
  }
  std::vector<IssueId> order;
  for (std::size_t i = 0; i < weight.size(); ++i) order.emplace_back(i);
  std::stable_sort(order.begin(), order.end(),
                   [&](IssueId a, IssueId b) { return weight[a.index()] > weight[b.index()]; });
  return order;
}

// Where a no-deal value is given in two ways, both.
void describe_ratifiers(const SettleContext& context, SettleResult& result) {
  const SettlementReport& first = result.ranked.front();
  const auto worlds = static_cast<double>(context.problem.worlds);
  for (std::size_t r = 0; r < context.c.ratifiers.size(); ++r) {
    const Ratifier& ratifier = context.c.ratifiers[r];
    RatifierStanding standing{r, 0.0, {}, {}, {}};
    for (const double chance : chance_to_carry(context.halves.judging, ratifier, first.settlement))
      standing.carries += chance / worlds;
    if (!ratifier.polls.empty()) {
      standing.at_most = standing.at_least = 0.0;
      for (std::size_t w = 0; w < context.problem.worlds; ++w) {
        const PollShare share = poll_share(context.c, context.table, ratifier, first.settlement, w);
        *standing.at_most += share.at_most / worlds;
        *standing.at_least += share.at_least / worlds;
      }
    }
    for (const Standing& own : first.standings) {
      if (ratifier.party == own.party) standing.gain = own.expected_gain;
    }
    result.ratifiers.push_back(standing);
  }
}

void describe_spoilers(const SettleContext& context, SettleResult& result) {
  const SettlementReport& first = result.ranked.front();
  for (std::size_t s = 0; s < context.c.spoilers.size(); ++s) {
    const Wrecking wrecking = wrecking_of(context.halves.judging, s, first.settlement);
    SpoilerStanding standing{context.c.spoilers[s].party,
                             share_of(wrecking.wants.count(), context.problem.worlds),
                             share_of(wrecking.wrecks.count(), context.problem.worlds), 0.0};
    for (const Standing& own : first.standings) {
      if (own.party == standing.party) standing.gain = -own.expected_gain;
    }
    result.spoilers.push_back(standing);
  }
}

void describe_leads(const SettleContext& context, const Leading& leads, SettleResult& result) {
  result.considered = leads.considered;
  result.mediator_leads = report_of(context, leads.mediator);
  for (std::size_t n = 0; n < context.parties.size(); ++n) {
    const PartyId party = context.parties[n];
    const bool page = context.c.page_of() == party;
    if (page) result.perspective = party;
    if (!page && n >= context.veto_count) continue;
    SettlementReport report = report_of(context, leads.tabled[n]);
    const double expected = expected_of(context, n, report.settlement);
    result.tabled.push_back({party, std::move(report), expected});
  }
}

}  // namespace offramp
