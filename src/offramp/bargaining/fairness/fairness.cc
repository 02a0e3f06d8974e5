// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/fairness/fairness.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "offramp/bargaining/model/scale.h"
#include "offramp/base/number/elementary.h"

namespace offramp::bargaining {
namespace {

constexpr double kRoundedTie = 1e-12;  // of compared numbers that are not whole

constexpr FairnessIdea kIdeas[] = {
    {Fairness::nash, "Nash", "the largest product of the veto players' expected gains over no deal",
     "Nash (1950)", true, false, false, false},
    {Fairness::kalai_smorodinsky, "Kalai-Smorodinsky",
     "the largest smallest share of each veto player's own best possible gain, then the next smallest",
     "Kalai and Smorodinsky (1975); lexicographic form for sets that are not convex, after Imai (1983)",
     false, true, false, false},
    {Fairness::egalitarian, "egalitarian", "the largest smallest expected gain, then the next smallest",
     "Kalai (1977)", false, false, false, true},
    {Fairness::equal_loss, "equal loss",
     "the smallest largest loss against each veto player's own best possible gain, then the next largest",
     "Chun (1988)", false, true, false, false},
    {Fairness::utilitarian, "utilitarian",
     "the largest sum of expected utilities, each on its own scale of 0 to 100", "Harsanyi (1955)", true,
     false, false, true},
    {Fairness::relative_utilitarian, "relative utilitarian",
     "the largest sum of expected utilities, each from 0 at its worst settlement within the red lines to 1 "
     "at its best",
     "Dhillon and Mertens (1999)", false, false, false, true},
    {Fairness::gupta_livne, "Gupta-Livne",
     "the largest smallest share of the way from an interim agreement to each veto player's own best "
     "possible "
     "gain, then the next smallest",
     "Gupta and Livne (1988)", false, true, true, false}};

double weight_of(const FairnessScale& scale, std::size_t party) {
  return scale.weights.empty() ? 1.0 : scale.weights[party];
}

// The weight of a party's gain in a sum is weight / divisor.
struct SumTerm {
  double weight;
  double divisor;
};
std::vector<SumTerm> sum_terms(Fairness fairness, const FairnessScale& scale) {
  std::vector<SumTerm> terms;
  for (std::size_t i = 0; i < scale.units.size(); ++i) {
    if (fairness == Fairness::utilitarian) {
      terms.push_back({weight_of(scale, i), scale.units[i]});
      continue;
    }
    const double range = scale.most[i] - scale.least[i];
    terms.push_back({range > 0.0 ? 1.0 : 0.0, range});
  }
  return terms;
}

std::vector<double> sum_weights(const std::vector<SumTerm>& terms, const FairnessScale& scale) {
  constexpr std::uint64_t kLimit = std::uint64_t{1} << 40;
  std::uint64_t common = scale.whole ? 1 : 0;
  std::vector<double> plain(terms.size(), 0.0), whole(terms.size(), 0.0);
  for (const SumTerm& term : terms) {
    if (term.weight == 0.0 || common == 0) continue;
    const auto divisor = static_cast<std::uint64_t>(term.divisor);
    common =
        divisor > kLimit / 1000 ? 0 : bounded_lcm(common, divisor * denominator(term.weight, 1000), kLimit);
  }
  double size = 0.0;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto& [weight, divisor] = terms[i];
    if (weight == 0.0) continue;
    plain[i] = weight / divisor;
    if (common == 0) continue;
    whole[i] = std::floor(weight * static_cast<double>(common) / divisor + 0.5);
    size += whole[i] * std::max(std::fabs(scale.least[i]), std::fabs(scale.most[i]));
  }
  return common != 0 && size < 9e15 ? whole : plain;
}

// The way from the interim agreement to the ideal is the unit.
void measure_from_interim(const FairnessScale& scale, Objective& objective) {
  objective.tie = kRoundedTie;  // the interim need not be a whole number of units
  for (std::size_t i = 0; i < scale.units.size(); ++i) {
    const double units = scale.units[i];
    objective.origin[i] = (scale.interim[i] - scale.reservation[i]) * units;
    const double way = scale.ideal_gain[i] - objective.origin[i];
    if (way < -kTieTolerance * units) {
      throw std::invalid_argument(fmt::format("PointOptions::interim: {} for party {} is above its ideal {}",
                                              scale.interim[i], i,
                                              scale.reservation[i] + scale.ideal_gain[i] / units));
    }
    if (way > kTieTolerance * units) objective.step[i] = way;
  }
}

// Nobody can gain: then gains themselves are compared. Who alone cannot is left out.
void measure_by_ideal(const FairnessScale& scale, Objective& objective) {
  const auto gains = [&](std::size_t i) {
    return scale.ideal_gain[i] > (scale.whole ? 0.0 : kTieTolerance * scale.units[i]);
  };
  bool somebody = false;
  for (std::size_t i = 0; i < scale.units.size(); ++i) somebody = somebody || gains(i);
  if (!somebody) return;
  for (std::size_t i = 0; i < scale.units.size(); ++i) {
    objective.step[i] = gains(i) ? scale.ideal_gain[i] : 0.0;
  }
}

double power(double gain, double weight) {
  if (weight == 1.0) return gain;
  if (weight == 0.0) return 1.0;
  return gain > 0.0 ? portable_exp(weight * portable_log(gain)) : 0.0;
}

// What the idea makes of one party's utility at one settlement.
double number_of(Fairness fairness, const FairnessScale& scale, std::size_t i, double utility, double gain) {
  const double above = std::max(0.0, gain);
  switch (fairness) {
    case Fairness::nash:
      return power(above, weight_of(scale, i));
    case Fairness::egalitarian:
      return above;
    case Fairness::utilitarian:
      return weight_of(scale, i) * utility;
    case Fairness::relative_utilitarian: {
      const double range = scale.most[i] - scale.least[i];
      return range > 0.0 ? (utility - scale.least[i]) / range : 0.0;
    }
    case Fairness::equal_loss:
      return gain - scale.ideal_gain[i];
    case Fairness::gupta_livne: {
      const double way = scale.reservation[i] + scale.ideal_gain[i] - scale.interim[i];
      return (utility - scale.interim[i]) / (way > kTieTolerance ? way : 1.0);
    }
    case Fairness::kalai_smorodinsky:
      break;
  }
  const bool somebody = *std::max_element(scale.ideal_gain.begin(), scale.ideal_gain.end()) > kRoundedTie;
  if (!somebody) return 0.0;
  return scale.ideal_gain[i] > kRoundedTie ? above / scale.ideal_gain[i] : 1.0;
}

}  // namespace

std::span<const FairnessIdea> plain_fairness_ideas() {
  return std::span<const FairnessIdea>(kIdeas).first(6);
}

const FairnessIdea& idea_of(Fairness fairness) {
  return *std::find_if(std::begin(kIdeas), std::end(kIdeas),
                       [&](const FairnessIdea& idea) { return idea.fairness == fairness; });
}

Objective fairness_objective(Fairness fairness, const FairnessScale& scale) {
  Objective objective;
  objective.least_gain = scale.least_gain;
  switch (fairness) {
    case Fairness::nash:
      objective.family = Objective::Family::product;
      for (std::size_t i = 0; i < scale.units.size(); ++i) objective.weight.push_back(weight_of(scale, i));
      return objective;
    case Fairness::utilitarian:
    case Fairness::relative_utilitarian:
      objective.family = Objective::Family::sum;
      objective.weight = sum_weights(sum_terms(fairness, scale), scale);
      return objective;
    default:
      break;
  }
  objective.family = Objective::Family::leximin;
  objective.origin.assign(scale.units.size(), 0.0);
  objective.step = scale.units;
  objective.tie = scale.whole ? 0.0 : kRoundedTie;
  if (fairness == Fairness::kalai_smorodinsky) measure_by_ideal(scale, objective);
  if (fairness == Fairness::equal_loss) objective.origin = scale.ideal_gain;
  if (fairness == Fairness::gupta_livne) measure_from_interim(scale, objective);
  return objective;
}

double fairness_value(Fairness fairness, const FairnessScale& scale, const Objective& objective,
                      double level) {
  if (objective.family == Objective::Family::leximin || std::isinf(level)) return level;
  if (objective.family == Objective::Family::product) {
    double log_units = 0.0, total = 0.0;
    for (std::size_t i = 0; i < scale.units.size(); ++i) {
      log_units += objective.weight[i] * portable_log(scale.units[i]);
      total += objective.weight[i];
    }
    return level > 0.0 ? portable_exp(portable_log(level) * total - log_units) : 0.0;
  }
  const std::vector<SumTerm> terms = sum_terms(fairness, scale);
  double factor = 1.0, constant = 0.0;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto& [weight, divisor] = terms[i];
    if (weight == 0.0 || divisor == 0.0) continue;
    factor = objective.weight[i] * divisor / weight;
    constant += fairness == Fairness::utilitarian ? weight * scale.reservation[i] : -scale.least[i] / divisor;
  }
  return level / factor + constant;
}

std::vector<double> fairness_criterion(Fairness fairness, const FairnessScale& scale,
                                       const std::vector<double>& utility, const std::vector<double>& gain) {
  std::vector<double> numbers(gain.size());
  for (std::size_t i = 0; i < gain.size(); ++i)
    numbers[i] = number_of(fairness, scale, i, utility[i], gain[i]);
  double product = 1.0, sum = 0.0;
  switch (fairness) {
    case Fairness::nash:
      for (const double x : numbers) product *= x;
      return {product};
    case Fairness::utilitarian:
    case Fairness::relative_utilitarian:
      for (const double x : numbers) sum += x;
      return {sum};
    default:
      std::sort(numbers.begin(), numbers.end());
      return numbers;
  }
}

}  // namespace offramp::bargaining
