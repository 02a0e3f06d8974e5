// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/choice/information.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <stdexcept>

#include "offramp/base/run/parallel.h"
#include "offramp/sensitivity/choice/tried.h"
#include "offramp/sensitivity/fit/conditional.h"

namespace offramp::sensitivity {
namespace {

using Columns = std::vector<std::vector<double>>;

double mean_between(const std::vector<double>& column, std::size_t begin, std::size_t end) {
  double sum = 0.0;
  for (std::size_t w = begin; w < end; ++w) sum += column[w];
  return sum / static_cast<double>(end - begin);
}

std::size_t best_mean(const Columns& payoffs, std::size_t end) {
  std::size_t best = 0;
  for (std::size_t c = 1; c < payoffs.size(); ++c) {
    if (mean_between(payoffs[c], 0, end) > mean_between(payoffs[best], 0, end)) best = c;
  }
  return best;
}

// From fitted differences to the best choice: the mean gain of taking the best fitted choice.
Estimate gain(const Columns& fitted, std::size_t worlds, std::size_t begin = 0) {
  double sum = 0.0, squares = 0.0;
  for (std::size_t world = begin; world < worlds; ++world) {
    double best = 0.0;
    for (const auto& difference : fitted) best = std::max(best, difference[world]);
    sum += best;
    squares += best * best;
  }
  const auto n = static_cast<double>(worlds - begin);
  const double mean = sum / n;
  return normal_estimate(
      mean, worlds - begin > 1 ? std::sqrt(std::max(0.0, squares / n - mean * mean) / (n - 1.0)) : 0.0);
}

// Conditional mean given one input, shrunk towards the mean by the noise share of its spread.
std::vector<double> shrunk_fit(const Ranking& ranking, const Bins& bins, std::span<const double> difference) {
  const ConditionalMean fit(ranking, bins, difference);
  const double raw = fit.raw_explained();
  // An unrelated input explains noise() on average with a spread of about sqrt(2 / parameters) of that.
  const double freedom = std::max(1.0, static_cast<double>(fit.parameters()) - 1.0);
  const double guard = fit.noise() * (1.0 + 4.0 * std::sqrt(2.0 / freedom));
  const double keep = raw > guard ? std::sqrt(std::clamp(fit.explained() / raw, 0.0, 1.0)) : 0.0;
  std::vector<double> values(difference.size());
  for (std::size_t w = 0; w < values.size(); ++w) values[w] = fit.mean() + keep * (fit.at(w) - fit.mean());
  return values;
}

void cap(Estimate& value, double most) {
  value.value = std::clamp(value.value, 0.0, most);
  value.low = std::clamp(value.low, 0.0, value.value);
  value.high = std::max(value.value, std::min(value.high, most));
}

void group_values(const Table& table, const std::vector<Ranking>& rankings, const Columns& differences,
                  const InformationOptions& options, const RunControl& control, InformationValue& result) {
  const LegendreGrid grid(table.worlds(), options.surrogate.degree);
  std::vector<std::optional<InputBasis>> made(table.inputs.size());
  parallel_blocks(made.size(), 1, control, "bases", [&](std::size_t i, std::size_t, std::size_t) {
    made[i].emplace(table.inputs[i], rankings[i], options.surrogate.degree, grid);
  });
  std::vector<InputBasis> bases;
  for (auto& basis : made) bases.push_back(std::move(*basis));
  const double chance = options.false_alarm / static_cast<double>(options.groups.size());
  for (std::size_t g = 0; g < options.groups.size(); ++g) {
    std::vector<std::size_t> inputs;
    for (const std::size_t i : options.groups[g].inputs) {
      if (!rankings[i].constant()) inputs.push_back(i);
    }
    std::sort(inputs.begin(), inputs.end());
    inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
    Estimate value;
    TriedValue tried;
    if (inputs.size() == 1) {
      value = result.inputs[inputs.front()];
      tried = result.inputs_tried[inputs.front()];
    } else if (!inputs.empty()) {
      if (options.fitted) {
        Columns fitted = differences;
        for (auto& column : fitted) {
          const Surrogate surrogate = fit_surrogate(bases, inputs, column, options.surrogate, control);
          for (std::size_t w = 0; w < column.size(); ++w) column[w] -= surrogate.residual[w];
        }
        value = gain(fitted, table.worlds());
      }
      tried = try_group(bases, inputs, differences, options.surrogate, chance, options.taught, control);
    }
    for (const std::size_t i : inputs) {  // knowing more is never worth less
      if (result.inputs[i].value > value.value) value = result.inputs[i];
      const TriedValue& own = result.inputs_tried[i];
      if (own.clear && (!tried.clear || own.gain.value > tried.gain.value)) tried = own;
    }
    cap(value, result.perfect.value);
    result.groups.push_back(value);
    result.groups_tried.push_back(tried);
  }
}

// One input whose levels are the combinations of levels of several that occur.
Input combined(const Table& table, const std::vector<std::size_t>& set) {
  Input joint;
  joint.values.reserve(table.worlds());
  std::map<std::vector<double>, std::size_t> known;
  for (std::size_t w = 0; w < table.worlds(); ++w) {
    std::vector<double> levels;
    for (const std::size_t i : set) levels.push_back(table.inputs[i].values[w]);
    joint.values.push_back(
        static_cast<double>(known.try_emplace(std::move(levels), known.size()).first->second));
  }
  joint.levels = known.size();
  return joint;
}

void set_values(const Table& table, const Columns& differences, const InformationOptions& options,
                const RunControl& control, InformationValue& result) {
  result.sets_tried.resize(options.sets.size());
  const double chance =
      options.false_alarm / static_cast<double>(std::max<std::size_t>(1, options.sets.size()));
  parallel_blocks(options.sets.size(), 1, control, "value of information",
                  [&](std::size_t k, std::size_t, std::size_t) {
                    const Input joint = combined(table, options.sets[k]);
                    const Ranking ranking = rank_input(joint);
                    if (ranking.constant()) return;
                    const Bins bins = make_bins(ranking, joint.levels);
                    result.sets_tried[k] = try_input(ranking, bins, differences, chance, options.taught);
                  });
}

void check_sets(const Table& table, const InformationOptions& options) {
  for (const std::vector<std::size_t>& set : options.sets) {
    for (const std::size_t input : set) {
      if (input >= table.inputs.size() || !table.inputs[input].categorical())
        throw std::invalid_argument("a set names an input that is no categorical one of the table");
    }
  }
  if (!options.ceiling.empty()) check_column(options.ceiling, table.worlds(), "the ceiling");
}

void check_groups(const Table& table, const InformationOptions& options) {
  for (const InputGroup& group : options.groups) {
    for (const std::size_t input : group.inputs) {
      if (input >= table.inputs.size()) {
        throw std::invalid_argument("group " + group.name + " names input " + std::to_string(input) + " of " +
                                    std::to_string(table.inputs.size()));
      }
    }
  }
}

void check_likelihood(const Input& input, const Columns& likelihood) {
  if (!input.categorical()) throw std::invalid_argument("an observation needs a categorical input");
  if (likelihood.empty()) throw std::invalid_argument("an observation needs at least one outcome");
  std::vector<double> sums(input.levels, 0.0);
  for (const auto& row : likelihood) {
    if (row.size() != input.levels) {
      throw std::invalid_argument("likelihood has " + std::to_string(row.size()) + " levels; the input has " +
                                  std::to_string(input.levels));
    }
    for (std::size_t level = 0; level < row.size(); ++level) {
      if (!(row[level] >= 0.0 && row[level] <= 1.0))
        throw std::invalid_argument("a likelihood must be in [0, 1]");
      sums[level] += row[level];
    }
  }
  for (const double sum : sums) {
    if (std::fabs(sum - 1.0) > 1e-9) throw std::invalid_argument("likelihoods of a level must add up to 1");
  }
}

}  // namespace

InformationValue information_value(const Table& table, const Columns& payoffs,
                                   const InformationOptions& options, const RunControl& control) {
  check_table(table);
  check_payoffs(payoffs, table.worlds());
  check_groups(table, options);
  check_sets(table, options);
  if (!(options.false_alarm > 0.0 && options.false_alarm < 1.0))
    throw std::invalid_argument("false_alarm must be between 0 and 1");
  InformationValue result;
  const std::size_t worlds = table.worlds();
  const bool by_first = options.taught == Taught::by_first && worlds > 1;
  const std::size_t scored_from = by_first ? worlds / 2 : 0;
  result.best = best_mean(payoffs, by_first ? worlds / 2 : worlds);
  result.best_payoff = mean_between(payoffs[result.best], scored_from, worlds);
  Columns differences;
  for (std::size_t c = 0; c < payoffs.size(); ++c) {
    if (c == result.best) continue;
    differences.push_back(payoffs[c]);
    for (std::size_t w = 0; w < worlds; ++w) differences.back()[w] -= payoffs[result.best][w];
  }
  Columns most = options.ceiling.empty() ? differences : Columns{options.ceiling};
  for (std::size_t w = 0; w < options.ceiling.size(); ++w) most.front()[w] -= payoffs[result.best][w];
  result.perfect = gain(most, worlds, scored_from);
  result.inputs.resize(table.inputs.size());
  result.inputs_tried.resize(table.inputs.size());
  const double chance = options.false_alarm / static_cast<double>(table.inputs.size());
  std::vector<Ranking> rankings(table.inputs.size());
  const std::size_t count = options.bins != 0 ? options.bins : default_bin_count(worlds);
  parallel_blocks(
      table.inputs.size(), 1, control, "value of information", [&](std::size_t i, std::size_t, std::size_t) {
        rankings[i] = rank_input(table.inputs[i]);
        if (rankings[i].constant()) return;
        const Bins bins = make_bins(rankings[i], count);
        result.inputs_tried[i] = try_input(rankings[i], bins, differences, chance, options.taught);
        if (!options.fitted) return;
        Columns fitted;
        for (const auto& difference : differences)
          fitted.push_back(shrunk_fit(rankings[i], bins, difference));
        result.inputs[i] = gain(fitted, worlds);
        cap(result.inputs[i], result.perfect.value);
      });
  set_values(table, differences, options, control, result);
  if (options.group_choices > 0 && options.group_choices < differences.size())
    differences.resize(options.group_choices);
  if (!options.groups.empty()) group_values(table, rankings, differences, options, control, result);
  if (result.perfect.value <= 2.0 * result.perfect.standard_error && result.perfect.value > 0.0) {
    result.warnings.push_back(
        "the value of perfect information rests on few worlds; treat its parts as rough");
  }
  return result;
}

ObservationValue observation_value(const Input& input, const Columns& payoffs, const Columns& likelihood) {
  check_payoffs(payoffs, input.values.size());
  check_table(Table{{input}});
  check_likelihood(input, likelihood);
  // Payoff sums by level are all that matters.
  Columns by_level(payoffs.size(), std::vector<double>(input.levels, 0.0));
  std::vector<double> share(input.levels, 0.0);
  const auto n = static_cast<double>(input.values.size());
  for (std::size_t world = 0; world < input.values.size(); ++world) {
    const auto level = static_cast<std::size_t>(input.values[world]);
    share[level] += 1.0 / n;
    for (std::size_t c = 0; c < payoffs.size(); ++c) by_level[c][level] += payoffs[c][world] / n;
  }
  const auto best_under = [&](const std::vector<double>& weights, double& payoff) {
    std::size_t best = 0;
    for (std::size_t c = 0; c < payoffs.size(); ++c) {
      double sum = 0.0;
      for (std::size_t level = 0; level < input.levels; ++level) sum += weights[level] * by_level[c][level];
      if (c == 0 || sum > payoff) best = c, payoff = sum;
    }
    return best;
  };
  ObservationValue result;
  double without = 0.0;
  const std::size_t prior_best = best_under(std::vector<double>(input.levels, 1.0), without);
  double with = 0.0;
  for (const auto& row : likelihood) {
    double payoff = 0.0, chance = 0.0;
    for (std::size_t level = 0; level < input.levels; ++level) chance += share[level] * row[level];
    const std::size_t best = best_under(row, payoff);
    result.outcome_probability.push_back(chance);
    result.best.push_back(best);
    result.best_payoff.push_back(chance > 0.0 ? payoff / chance : 0.0);
    result.changes_choice = result.changes_choice || (chance > 0.0 && best != prior_best);
    with += payoff;
  }
  result.value = std::max(0.0, with - without);
  return result;
}

}  // namespace offramp::sensitivity
