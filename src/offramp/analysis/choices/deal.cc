// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/choices/deal.h"

#include <algorithm>
#include <utility>

#include "offramp/analysis/choices/give_get.h"
#include "offramp/analysis/ladder/refusals.h"
#include "offramp/bargaining/worlds/settlement_in_worlds.h"

namespace offramp {
namespace {

using bargaining::Settlement;

WorldSet refused_by(const bargaining::UncertainProblem& problem, const Settlement& text, std::size_t n) {
  WorldSet refused = WorldSet::all(problem.worlds);
  refused -= in_worlds(problem, text).accepts(n);
  return refused;
}

std::size_t signed_within(const bargaining::UncertainProblem& problem, const Settlement& text,
                          const WorldSet& where) {
  WorldSet signs = in_worlds(problem, text).accepted(problem);
  signs &= where;
  return signs.count();
}

}  // namespace

std::vector<Deal> deals_of(const SettleContext& context, const SettleResult& result) {
  std::vector<std::size_t> packages{0};
  if (result.crux.rival) packages.push_back(*result.crux.rival);
  std::vector<Points> points;
  for (std::size_t n = 0; n < context.veto_count; ++n)
    points.push_back(points_of(context.problem.negotiators[n], context.problem.worlds));
  std::vector<Deal> deals;
  for (const std::size_t k : packages) {
    const Settlement& text = result.ranked[k].settlement;
    std::vector<Refusal> refusals = refusals_of(context, text);
    Deal& deal = deals.emplace_back(Deal{k, {}});
    for (std::size_t n = 0; n < context.veto_count; ++n) {
      std::vector<GiveGet> give_get = give_get_of(points[n], text);
      std::vector<std::string> words = explanations_of(context.c, context.parties[n], text, give_get);
      deal.parties.push_back({std::move(refusals[n]), std::move(give_get), std::move(words)});
    }
  }
  return deals;
}

std::optional<Fallback> fallback_of(const SettleContext& context, const SettleResult& result) {
  const SettlementReport& leading = result.ranked.front();
  const auto party = std::find(context.parties.begin(), context.parties.end(), leading.weakest_link);
  const auto n = static_cast<std::size_t>(party - context.parties.begin());
  const bargaining::UncertainProblem& chooses = context.halves.choosing.problem;
  const WorldSet where = refused_by(chooses, leading.settlement, n);
  const WorldSet judged = refused_by(context.problem, leading.settlement, n);
  if (where.count() == 0 || judged.count() == 0) return std::nullopt;
  const Settlement* best = nullptr;
  std::size_t most = 0;
  for (const Settlement& text : result.cover.list) {
    if (context.stop.stop_requested()) throw Stopped{};
    const std::size_t count = signed_within(chooses, text, where);
    if (count > most) best = &text, most = count;
  }
  if (best == nullptr) return std::nullopt;
  Fallback fallback{*party,
                    share_of(judged.count(), context.problem.worlds),
                    report_at(context, *best),
                    share_of(signed_within(context.problem, *best, judged), judged.count()),
                    {}};
  for (std::size_t i = 0; i < best->size(); ++i) {
    if ((*best)[i] != leading.settlement[i]) fallback.differs.emplace_back(i);
  }
  return fallback;
}

}  // namespace offramp
