// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "offramp/analysis/weigh_parts.h"

namespace offramp {
namespace {

using Payoffs = std::vector<std::vector<double>>;

// A party's utility where all accept, its no-deal value elsewhere.
Payoffs party_payoffs(const ShortListWorlds& worlds) {
  Payoffs payoffs = worlds.utility;
  for (std::size_t s = 0; s < payoffs.size(); ++s) {
    for (std::size_t w = 0; w < payoffs[s].size(); ++w) {
      if (worlds.accepted[s][w] < 0.5) payoffs[s][w] = worlds.no_deal[w];
    }
  }
  return payoffs;
}

Payoffs smallest_gains(const ShortListWorlds& worlds) {
  Payoffs payoffs = worlds.smallest_gain;
  for (std::size_t s = 0; s < payoffs.size(); ++s) {
    for (std::size_t w = 0; w < payoffs[s].size(); ++w) payoffs[s][w] *= worlds.accepted[s][w];
  }
  return payoffs;
}

// One observation with two outcomes: seen or not, by the middle values of its likelihoods.
WatchValue value_of_watch(const Case& c, std::size_t watch, const WeighResult& result,
                          const Payoffs& payoffs) {
  const WatchItem& item = c.watch[watch];
  WatchValue value{watch, false, {}};
  for (std::size_t i = 0; i < result.inputs.size(); ++i) {
    if (result.inputs[i].kind != WeighInput::Kind::type || result.inputs[i].party != item.about) continue;
    std::vector<std::vector<double>> likelihood(2);
    for (const InputId id : item.likelihood) {
      likelihood[0].push_back(c.quantity(id).median());
      likelihood[1].push_back(1.0 - c.quantity(id).median());
    }
    value.relevant = true;
    value.value = observation_value(result.table.inputs[i], payoffs, likelihood);
  }
  return value;
}

}  // namespace

void weigh_information(const Case& c, const ShortListWorlds& worlds, WeighResult& result,
                       const RunControl& control) {
  const bool mediator = !result.objective.party;
  const Payoffs payoffs = mediator ? worlds.accepted : party_payoffs(worlds);
  std::set<SourceId> sources;
  for (const WeighInput& input : result.inputs) sources.insert(input.sources.begin(), input.sources.end());
  sensitivity::InformationOptions options;
  for (const SourceId source : sources) {
    sensitivity::InputGroup group{c.sources[source.index()].id, {}};
    for (std::size_t i = 0; i < result.inputs.size(); ++i) {
      const std::vector<SourceId>& own = result.inputs[i].sources;
      if (std::find(own.begin(), own.end(), source) != own.end()) group.inputs.push_back(i);
    }
    options.groups.push_back(std::move(group));
    result.sources.push_back(source);
  }
  result.information = information_value(result.table, payoffs, options, control);
  for (std::size_t i = 0; i < c.watch.size(); ++i) {
    result.watch.push_back(value_of_watch(c, i, result, payoffs));
  }
  result.robust = sensitivity::robust_choice(mediator ? smallest_gains(worlds) : payoffs);
}

}  // namespace offramp
