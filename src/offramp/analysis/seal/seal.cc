// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/seal/seal.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/analysis/read/read.h"

namespace offramp {
namespace {

// The chance of seeing an item if only the priors were known, at the middles of its likelihoods.
double prior_chance(const Case& c, const WatchItem& item, const PartyBelief& party) {
  double sum = 0.0;
  for (std::size_t t = 0; t < item.likelihood.size(); ++t)
    sum += party.prior[t].mean * c.quantity(item.likelihood[t]).median();
  return std::clamp(sum, 0.0, 1.0);
}

}  // namespace

Answer<std::vector<SealedStatement>> statements_of(CaseRun& run) {
  const Case& c = run.c();
  std::vector<SealedStatement> statements;
  const BeliefResult& belief = *read_evidence(run);
  for (const WatchBelief& watch : belief.watch) {
    const WatchItem& item = c.watch[watch.watch];
    const auto party = std::find_if(belief.parties.begin(), belief.parties.end(),
                                    [&](const PartyBelief& p) { return p.party == item.about; });
    SealedStatement& statement = statements.emplace_back();
    statement.id = "watch." + item.id;
    statement.what = item.what;
    statement.chance = std::clamp(watch.value.seen.mean, 0.0, 1.0);
    statement.base = party == belief.parties.end() ? 0.5 : prior_chance(c, item, *party);
    statement.base_of = "the priors of its types, without the evidence";
    statement.until = item.until;
    statement.settled_by = fmt::format("actual.seen.{}", item.id);
  }
  if (statements.empty())
    return Unanswered{"seal: nothing in the case will be known one day: it has no `watch` items"};
  return statements;
}

}  // namespace offramp
