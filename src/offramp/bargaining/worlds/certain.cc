// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/worlds/certain.h"

#include <utility>

namespace offramp::bargaining {

WorldProblem::WorldProblem(const UncertainProblem& from)
    : from_(from), problem_{from.space, from.feasible, {}} {
  for (std::size_t n = 0; n < from.negotiators.size(); ++n) {
    const UncertainNegotiator& negotiator = from.negotiators[n];
    if (!negotiator.veto) continue;
    Party& party = parties_.emplace_back();
    party.negotiator = n;
    for (const UncertainBonus& bonus : negotiator.bonuses) party.when.push_back(bonus.when);
    for (std::size_t r = 0; r < from.red_lines.size(); ++r) {
      if (from.red_lines[r].negotiator != n) continue;
      party.lines.push_back(r);
      party.never.push_back(from.red_lines[r].never);
    }
    Negotiator& certain = problem_.negotiators.emplace_back();
    for (const auto& options : negotiator.value) certain.utility.value.emplace_back(options.size());
  }
}

void WorldProblem::take_back(std::size_t party) {
  Party& store = parties_[party];
  Negotiator& certain = problem_.negotiators[party];
  for (std::size_t k = 0; k < store.listed.size(); ++k) {
    store.when[store.listed[k]] = std::move(certain.utility.bonuses[k].when);
  }
  for (std::size_t k = 0; k < store.binding.size(); ++k) {
    store.never[store.binding[k]] = std::move(certain.red_lines[k]);
  }
  store.listed.clear();
  store.binding.clear();
  certain.utility.bonuses.clear();
  certain.red_lines.clear();
}

void WorldProblem::fill(std::size_t party, std::size_t world, std::optional<std::size_t> without) {
  Party& store = parties_[party];
  const UncertainNegotiator& negotiator = from_.negotiators[store.negotiator];
  Negotiator& certain = problem_.negotiators[party];
  certain.reservation = negotiator.asks(world);
  for (std::size_t i = 0; i < negotiator.value.size(); ++i) {
    for (std::size_t o = 0; o < negotiator.value[i].size(); ++o) {
      certain.utility.value[i][o] = negotiator.value[i][o][world];
    }
  }
  for (std::size_t b = 0; b < negotiator.bonuses.size(); ++b) {
    const double amount = negotiator.bonuses[b].amount[world];
    if (amount == 0.0) continue;
    certain.utility.bonuses.push_back({std::move(store.when[b]), amount});
    store.listed.push_back(b);
  }
  for (std::size_t k = 0; k < store.lines.size(); ++k) {
    if (store.lines[k] == without || !from_.red_lines[store.lines[k]].binds.contains(world)) continue;
    certain.red_lines.push_back(std::move(store.never[k]));
    store.binding.push_back(k);
  }
}

const Problem& WorldProblem::in(std::size_t world, std::optional<std::size_t> without) {
  for (std::size_t party = 0; party < parties_.size(); ++party) {
    take_back(party);
    fill(party, world, without);
  }
  return problem_;
}

ExpectedProblem expected_problem(const UncertainProblem& from) {
  ExpectedProblem expected{{from.space, from.feasible, {}}, {}};
  for (std::size_t n = 0; n < from.negotiators.size(); ++n) {
    const UncertainNegotiator& negotiator = from.negotiators[n];
    if (!negotiator.veto) continue;
    Negotiator& mean = expected.problem.negotiators.emplace_back();
    std::vector<std::size_t>& lines = expected.lines.emplace_back();
    mean.reservation = mean_of(negotiator.reservation);
    for (const auto& options : negotiator.value) {
      std::vector<double>& values = mean.utility.value.emplace_back();
      for (const std::vector<double>& column : options) values.push_back(mean_of(column));
    }
    for (const UncertainBonus& bonus : negotiator.bonuses) {
      const double amount = mean_of(bonus.amount);
      if (amount != 0.0) mean.utility.bonuses.push_back({bonus.when, amount});
    }
    for (std::size_t r = 0; r < from.red_lines.size(); ++r) {
      if (from.red_lines[r].negotiator != n || !binds_in_most(from.red_lines[r])) continue;
      mean.red_lines.push_back(from.red_lines[r].never);
      lines.push_back(r);
    }
  }
  return expected;
}

}  // namespace offramp::bargaining
