// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

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
    const sensitivity::ObservationTrial trial(result.table.inputs[i], payoffs, sensitivity::Taught::by_first);
    value.value = trial.value(two_outcomes(seen), 0.05 / static_cast<double>(c.watch.size()));
    const sensitivity::ObservationValue whole =
        observation_value(result.table.inputs[i], payoffs, two_outcomes(seen));
    value.seen = whole.outcome_probability[0];
    value.changes_choice = whole.changes_choice;
    set_range(table, item, trial, value);
  }
  return value;
}

// What everybody's choice could fall on.
std::vector<bargaining::Settlement> choices_of(const WeighResult& result, const SettleResult& settled) {
  std::vector<bargaining::Settlement> list{result.short_list.front().settlement};
  const auto add = [&](const bargaining::Settlement& settlement) {
    if (std::find(list.begin(), list.end(), settlement) == list.end()) list.push_back(settlement);
  };
  for (const TabledBy& tabled : settled.tabled) add(tabled.report.settlement);
  for (const bargaining::Settlement& settlement : settled.cover.list) add(settlement);
  return list;
}

// All types together, then each pair of a type with a type of another party, a red line or a circumstance.
std::vector<std::vector<std::size_t>> sets_of(const std::vector<WeighInput>& inputs) {
  std::vector<std::size_t> types, facts;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].kind == WeighInput::Kind::type) types.push_back(i);
    if (inputs[i].kind == WeighInput::Kind::red_line || inputs[i].kind == WeighInput::Kind::circumstance)
      facts.push_back(i);
  }
  std::vector<std::vector<std::size_t>> sets;
  if (types.size() > 1) sets.push_back(types);
  for (std::size_t a = 0; a < types.size(); ++a) {
    for (std::size_t b = a + 1; b < types.size() && types.size() > 2; ++b)
      sets.push_back({types[a], types[b]});
    for (const std::size_t fact : facts) sets.push_back({types[a], fact});
  }
  return sets;
}

std::vector<std::size_t> inputs_about(const Case& c, const std::vector<WeighInput>& inputs,
                                      const Contact& contact) {
  const auto known = [&](PartyId party) {
    return std::find(contact.about.begin(), contact.about.end(), party) != contact.about.end();
  };
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const WeighInput& input = inputs[i];
    bool own = false;
    if (input.kind == WeighInput::Kind::type) own = known(input.party);
    if (input.kind == WeighInput::Kind::red_line) own = known(c.red_lines[input.line.index()].party);
    if (input.kind == WeighInput::Kind::quantity) {
      const std::vector<PartyId>& of = c.inputs[input.input.index()].parties;
      own = !input.through && std::any_of(of.begin(), of.end(), known);
    }
    if (own) found.push_back(i);
  }
  return found;
}

sensitivity::InformationOptions information_options(const CaseProblem& posed, const SettleResult& settled,
                                                    WeighResult& result) {
  constexpr std::size_t kGroupChoices = 24;  // a fit each
  const Case& c = posed.c;
  sensitivity::InformationOptions options;
  options.fitted = false;
  options.taught = sensitivity::Taught::by_first;
  options.group_choices = kGroupChoices;
  options.sets = result.information.sets = sets_of(result.inputs);
  for (std::size_t i = 0; i < c.contacts.size(); ++i) {
    std::vector<std::size_t> inputs = inputs_about(c, result.inputs, c.contacts[i]);
    if (inputs.empty()) continue;
    options.groups.push_back({c.contacts[i].who, std::move(inputs)});
    result.information.contacts.push_back(i);
  }
  if (!result.objective.party) {
    for (const bool agreed : settled.agreed) options.ceiling.push_back(agreed ? 1.0 : 0.0);
  }
  return options;
}

}  // namespace

void weigh_regret(const ShortListWorlds& worlds, WeighResult& result) {
  result.robust =
      sensitivity::robust_choice(result.objective.party ? party_payoffs(worlds) : smallest_gains(worlds));
}

void weigh_information(const CaseProblem& posed, const SettleResult& settled, WeighResult& result,
                       const RunControl& control) {
  const Case& c = posed.c;
  std::vector<bargaining::Settlement>& choices = result.information.choices;
  choices = choices_of(result, settled);
  const ShortListWorlds worlds = evaluate_short_list(posed, choices, result.objective.party, control);
  const Payoffs payoffs = result.objective.party ? party_payoffs(worlds) : worlds.accepted;
  result.information.value =
      information_value(result.table, payoffs, information_options(posed, settled, result), control);
  for (std::size_t i = 0; i < c.watch.size(); ++i) {
    result.watch.push_back(value_of_watch(c, posed.table, i, result, payoffs));
  }
  std::stable_sort(result.watch.begin(), result.watch.end(), [](const WatchValue& a, const WatchValue& b) {
    if (a.value.clear != b.value.clear) return a.value.clear;
    return a.value.clear && a.per_cost() > b.per_cost();
  });
}

}  // namespace offramp
