// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/tried.h"

#include <algorithm>
#include <cmath>

#include "offramp/base/elementary.h"

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

TriedValue tried(const Columns& differences, double chance, const Teach& teach) {
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
  score(half, worlds - half, 0, half);
  const auto n = static_cast<double>(worlds);
  const double mean = sum / n;
  value.gain = normal_estimate(mean, std::sqrt(std::max(0.0, squares / n - mean * mean) / (n - 1.0)));
  value.clear = sum > normal_quantile(1.0 - chance) * std::sqrt(squares);
  return value;
}

}  // namespace

TriedValue try_input(const Ranking& ranking, const Bins& bins, const Columns& differences, double chance) {
  return tried(
      differences, chance, [&](std::size_t first, std::size_t count, std::size_t other, std::size_t rest) {
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
                     const RunControl& control) {
  return tried(
      differences, chance, [&](std::size_t first, std::size_t count, std::size_t other, std::size_t rest) {
        std::vector<InputBasis> learned, asked;
        for (const InputBasis& basis : bases) {
          learned.push_back(basis.from(first));
          asked.push_back(basis.from(other));
        }
        Lesson lesson;
        for (const auto& difference : differences) {
          const Surrogate fit =
              fit_surrogate(learned, inputs, std::span(difference).subspan(first, count), options, control);
          lesson.fitted.push_back(fit.predict(asked, rest));
          lesson.mean.push_back(fit.mean);
        }
        return lesson;
      });
}

}  // namespace offramp::sensitivity
