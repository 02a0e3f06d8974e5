// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "offramp/analysis/weigh/parts.h"
#include "offramp/base/number/stats.h"
#include "offramp/sensitivity/choice/tried.h"

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

using Likelihood = std::vector<std::vector<double>>;

// Seen or not seen, by likelihoods[type].
Likelihood two_outcomes(const std::vector<double>& seen) {
  Likelihood likelihood = {seen, seen};
  for (double& x : likelihood[1]) x = 1.0 - x;
  return likelihood;
}

double mean_over_worlds(const WorldTable& table, InputId id) {
  double sum = 0.0;
  for (std::size_t w = 0; w < table.worlds; ++w) sum += table.at(id, w);
  return sum / static_cast<double>(table.worlds);
}

// The value at each world's own likelihoods: how much their uncertainty leaves open.
void set_range(const WorldTable& table, const WatchItem& item, const sensitivity::ObservationTrial& trial,
               WatchValue& value) {
  constexpr std::size_t kDraws = 1024;
  std::vector<double> gains(std::min(kDraws, table.worlds)), seen(item.likelihood.size());
  for (std::size_t w = 0; w < gains.size(); ++w) {
    for (std::size_t t = 0; t < seen.size(); ++t) seen[t] = table.at(item.likelihood[t], w);
    gains[w] = trial.gain(two_outcomes(seen));
  }
  std::sort(gains.begin(), gains.end());
  value.low = std::max(0.0, quantile_of_sorted(gains, 0.05));
  value.high = std::max(0.0, quantile_of_sorted(gains, 0.95));
}

WatchValue value_of_watch(const Case& c, const WorldTable& table, std::size_t watch,
                          const WeighResult& result, const Payoffs& payoffs) {
  const WatchItem& item = c.watch[watch];
  WatchValue value;
  value.watch = watch;
  value.cost = mean_over_worlds(table, item.cost);
  value.lead_time = c.quantity(item.lead_time).median();
  for (std::size_t i = 0; i < result.inputs.size(); ++i) {
    if (result.inputs[i].kind != WeighInput::Kind::type || result.inputs[i].party != item.about) continue;
    std::vector<double> seen;
    for (const InputId id : item.likelihood) seen.push_back(mean_over_worlds(table, id));
    value.relevant = true;
    const sensitivity::ObservationTrial trial(result.table.inputs[i], payoffs);
    value.value = trial.value(two_outcomes(seen), 0.05 / static_cast<double>(c.watch.size()));
    const sensitivity::ObservationValue whole =
        observation_value(result.table.inputs[i], payoffs, two_outcomes(seen));
    value.seen = whole.outcome_probability[0];
    value.changes_choice = whole.changes_choice;
    set_range(table, item, trial, value);
  }
  return value;
}

}  // namespace

void weigh_information(const Case& c, const WorldTable& table, const ShortListWorlds& worlds,
                       WeighResult& result, const RunControl& control) {
  const bool mediator = !result.objective.party;
  const Payoffs payoffs = mediator ? worlds.accepted : party_payoffs(worlds);
  std::set<SourceId> sources;
  for (const WeighInput& input : result.inputs) sources.insert(input.sources.begin(), input.sources.end());
  sensitivity::InformationOptions options;
  options.fitted = false;
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
    result.watch.push_back(value_of_watch(c, table, i, result, payoffs));
  }
  std::stable_sort(result.watch.begin(), result.watch.end(), [](const WatchValue& a, const WatchValue& b) {
    if (a.value.clear != b.value.clear) return a.value.clear;
    return a.value.clear && a.per_cost() > b.per_cost();
  });
  result.robust = sensitivity::robust_choice(mediator ? smallest_gains(worlds) : payoffs);
}

}  // namespace offramp
