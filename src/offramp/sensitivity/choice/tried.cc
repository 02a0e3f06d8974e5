// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/choice/tried.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "offramp/base/number/elementary.h"

namespace offramp::sensitivity {
namespace {

using Columns = std::vector<std::vector<double>>;

constexpr std::size_t kFewestWorlds = 64;

// What one half teaches: the mean of each rival's difference there, and its fit in every world of the other.
struct Lesson {
  std::vector<double> mean;  // [rival]
  Columns fitted;            // [rival][world of the other half]
};
// Worlds [first, first + count) teach; the others are [other, other + rest).
using Teach =
    std::function<Lesson(std::size_t first, std::size_t count, std::size_t other, std::size_t rest)>;

// The choice with the largest number: 0 is the best one's, rival r has number r + 1.
template <class Number>
std::size_t leading(std::size_t rivals, const Number& number) {
  std::size_t choice = 0;
  double most = 0.0;
  for (std::size_t r = 0; r < rivals; ++r) {
    if (number(r) > most) {
      most = number(r);
      choice = r + 1;
    }
  }
  return choice;
}

TriedValue verdict(double sum, double squares, std::size_t worlds, double chance) {
  const auto n = static_cast<double>(worlds);
  const double mean = sum / n;
  // Without effect, a gain is as often a loss: its spread about 0 is the noise.
  return {normal_estimate(mean, std::sqrt(std::max(0.0, squares / n - mean * mean) / (n - 1.0))),
          sum > normal_quantile(1.0 - chance) * std::sqrt(squares)};
}

TriedValue tried(const Columns& differences, double chance, Taught taught, const Teach& teach) {
  TriedValue value;
  const std::size_t worlds = differences.empty() ? 0 : differences.front().size();
  if (worlds < kFewestWorlds) return value;
  const std::size_t half = worlds / 2;
  double sum = 0.0, squares = 0.0;
  const auto score = [&](std::size_t first, std::size_t count, std::size_t other, std::size_t rest) {
    const Lesson lesson = teach(first, count, other, rest);
    const std::size_t plain = leading(differences.size(), [&](std::size_t r) { return lesson.mean[r]; });
    const auto payoff = [&](std::size_t choice, std::size_t world) {
      return choice == 0 ? 0.0 : differences[choice - 1][world];
    };
    for (std::size_t w = 0; w < rest; ++w) {
      const std::size_t choice =
          leading(differences.size(), [&](std::size_t r) { return lesson.fitted[r][w]; });
      const double gain = payoff(choice, other + w) - payoff(plain, other + w);
      sum += gain;
      squares += gain * gain;
    }
  };
  score(0, half, half, worlds - half);
  if (taught == Taught::crosswise) score(half, worlds - half, 0, half);
  return verdict(sum, squares, taught == Taught::crosswise ? worlds : worlds - half, chance);
}

}  // namespace

TriedValue try_input(const Ranking& ranking, const Bins& bins, const Columns& differences, double chance,
                     Taught taught) {
  return tried(
      differences, chance, taught,
      [&](std::size_t first, std::size_t count, std::size_t other, std::size_t rest) {
        Lesson lesson;
        for (const auto& difference : differences) {
          const ConditionalMean fit(ranking, bins, std::span(difference).subspan(first, count), first);
          const double raw = fit.raw_explained();
          const double keep = raw > 0.0 ? std::sqrt(std::clamp(fit.explained() / raw, 0.0, 1.0)) : 0.0;
          std::vector<double>& fitted = lesson.fitted.emplace_back(rest);
          for (std::size_t w = 0; w < rest; ++w)
            fitted[w] = fit.mean() + keep * (fit.at(other + w) - fit.mean());
          lesson.mean.push_back(fit.mean());
        }
        return lesson;
      });
}

TriedValue try_group(std::span<const InputBasis> bases, std::span<const std::size_t> inputs,
                     const Columns& differences, const SurrogateOptions& options, double chance,
                     Taught taught, const RunControl& control) {
  return tried(differences, chance, taught,
               [&](std::size_t first, std::size_t count, std::size_t other, std::size_t rest) {
                 std::vector<InputBasis> learned, asked;
                 for (const InputBasis& basis : bases) {
                   learned.push_back(basis.from(first));
                   asked.push_back(basis.from(other));
                 }
                 Lesson lesson;
                 for (const auto& difference : differences) {
                   const Surrogate fit = fit_surrogate(
                       learned, inputs, std::span(difference).subspan(first, count), options, control);
                   lesson.fitted.push_back(fit.predict(asked, rest));
                   lesson.mean.push_back(fit.mean);
                 }
                 return lesson;
               });
}

ObservationTrial::ObservationTrial(const Input& input, const Columns& payoffs, Taught taught)
    : input_(input), payoffs_(payoffs), taught_(taught), worlds_(input.values.size()), middle_(worlds_ / 2) {
  check_payoffs(payoffs, worlds_);
  check_column(input.values, worlds_, "the input");
  if (!input.categorical()) throw std::invalid_argument("an observation needs a categorical input");
  for (Columns& sums : sums_) sums.assign(payoffs.size(), std::vector<double>(input.levels, 0.0));
  for (std::size_t c = 0; c < payoffs.size(); ++c) {
    for (std::size_t w = 0; w < worlds_; ++w)
      sums_[w < middle_ ? 0 : 1][c][static_cast<std::size_t>(input.values[w])] += payoffs[c][w];
  }
}

ObservationTrial::Rule ObservationTrial::learn(std::size_t half, const Columns& likelihood) const {
  const auto best_under = [&](const auto& weight) {
    std::size_t best = 0;
    double most = 0.0;
    for (std::size_t c = 0; c < payoffs_.size(); ++c) {
      double sum = 0.0;
      for (std::size_t level = 0; level < input_.levels; ++level)
        sum += weight(level) * sums_[half][c][level];
      if (c == 0 || sum > most) best = c, most = sum;
    }
    return best;
  };
  Rule rule{best_under([](std::size_t) { return 1.0; }), {}};
  for (const auto& row : likelihood)
    rule.best.push_back(best_under([&](std::size_t level) { return row[level]; }));
  return rule;
}

double ObservationTrial::gain(const Columns& likelihood) const {
  double sum = 0.0;
  for (std::size_t half = 0; half < lessons(); ++half) {
    const Rule rule = learn(half, likelihood);
    const Columns& scored = sums_[1 - half];
    for (std::size_t o = 0; o < likelihood.size(); ++o) {
      for (std::size_t level = 0; level < input_.levels; ++level)
        sum += likelihood[o][level] * (scored[rule.best[o]][level] - scored[rule.plain][level]);
    }
  }
  return sum / static_cast<double>(scored());
}

TriedValue ObservationTrial::value(const Columns& likelihood, double chance) const {
  if (worlds_ < kFewestWorlds) return {};
  double sum = 0.0, squares = 0.0;
  for (std::size_t half = 0; half < lessons(); ++half) {
    const Rule rule = learn(half, likelihood);
    const std::size_t begin = half == 0 ? middle_ : 0, end = half == 0 ? worlds_ : middle_;
    for (std::size_t w = begin; w < end; ++w) {
      const auto level = static_cast<std::size_t>(input_.values[w]);
      double own = 0.0;
      for (std::size_t o = 0; o < likelihood.size(); ++o)
        own += likelihood[o][level] * (payoffs_[rule.best[o]][w] - payoffs_[rule.plain][w]);
      sum += own;
      squares += own * own;
    }
  }
  return verdict(sum, squares, scored(), chance);
}

}  // namespace offramp::sensitivity
