// SPDX-License-Identifier: Apache-2.0
#include "offramp/elicitation/performance/classical.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "offramp/base/number/elementary.h"

namespace offramp::elicitation {
namespace {

constexpr std::array<double, 4> kShares{0.05, 0.45, 0.45, 0.05};
constexpr double kOvershoot = 0.1;

// Ends of the four parts.
std::array<double, 5> edges_of(const Assessment& said, const IntrinsicRange& range) {
  return {range.low, said.p5, said.p50, said.p95, range.high};
}

// P(X > x) for a chi-squared X of 3 degrees of freedom (Abramowitz and Stegun 1964, 26.4.4).
double chi_squared_3_above(double x) {
  if (x <= 0.0) return 1.0;
  const double root = std::sqrt(x);
  return 2.0 * normal_cdf(-root) + std::sqrt(2.0 / std::numbers::pi) * root * portable_exp(-0.5 * x);
}

double information_of(const Assessment& said, const IntrinsicRange& range) {
  const auto edges = edges_of(said, range);
  double sum = portable_log(range.high - range.low);
  for (std::size_t b = 0; b < 4; ++b)
    sum += kShares[b] * portable_log(kShares[b] / (edges[b + 1] - edges[b]));
  return sum;
}

double calibration_of(const std::array<std::size_t, 4>& bins, std::size_t questions) {
  const auto n = static_cast<double>(questions);
  double divergence = 0.0;
  for (std::size_t b = 0; b < 4; ++b) {
    if (bins[b] == 0) continue;
    const double s = static_cast<double>(bins[b]) / n;
    divergence += s * portable_log(s / kShares[b]);
  }
  return chi_squared_3_above(2.0 * n * divergence);
}

void require(std::span<const SeedQuestion> questions) {
  if (questions.empty() || questions.front().answers.empty())
    throw std::invalid_argument("performance: there is no answered question");
  for (const SeedQuestion& q : questions) {
    if (q.answers.size() != questions.front().answers.size())
      throw std::invalid_argument("performance: questions differ in how many people answered");
    for (const Assessment& a : q.answers) {
      if (!(a.p5 < a.p50 && a.p50 < a.p95))
        throw std::invalid_argument("performance: the quantiles of an answer must strictly increase");
    }
  }
}

// Share of one belief below x.
double below(const Assessment& said, const IntrinsicRange& range, double x) {
  const auto edges = edges_of(said, range);
  double sum = 0.0;
  for (std::size_t b = 0; b < 4; ++b)
    sum += kShares[b] * std::clamp((x - edges[b]) / (edges[b + 1] - edges[b]), 0.0, 1.0);
  return sum;
}

}  // namespace

IntrinsicRange intrinsic_range(const SeedQuestion& question) {
  double low = question.truth, high = question.truth;
  for (const Assessment& said : question.answers) {
    low = std::min(low, said.p5);
    high = std::max(high, said.p95);
  }
  const double beyond = kOvershoot * (high - low);
  return {low - beyond, high + beyond};
}

std::vector<Performance> performance(std::span<const SeedQuestion> questions) {
  require(questions);
  std::vector<Performance> people(questions.front().answers.size());
  for (std::size_t e = 0; e < people.size(); ++e) {
    for (const SeedQuestion& q : questions) {
      const Assessment& said = q.answers[e];
      const std::size_t bin = q.truth <= said.p5 ? 0 : q.truth <= said.p50 ? 1 : q.truth <= said.p95 ? 2 : 3;
      ++people[e].bins[bin];
      people[e].information += information_of(said, intrinsic_range(q));
    }
    people[e].information /= static_cast<double>(questions.size());
    people[e].calibration = calibration_of(people[e].bins, questions.size());
    people[e].weight = people[e].calibration * people[e].information;
  }
  double sum = 0.0;
  for (const Performance& person : people) sum += person.weight;
  for (Performance& person : people)
    person.weight = sum > 0.0 ? person.weight / sum : 1.0 / static_cast<double>(people.size());
  return people;
}

double pooled_quantile(const SeedQuestion& question, std::span<const double> weights, double p) {
  if (weights.size() != question.answers.size())
    throw std::invalid_argument("pooled_quantile: one weight for each answer");
  const IntrinsicRange range = intrinsic_range(question);
  double low = range.low, high = range.high;
  for (int step = 0; step < 200 && low < high; ++step) {
    const double middle = low + 0.5 * (high - low);
    double sum = 0.0;
    for (std::size_t e = 0; e < weights.size(); ++e)
      sum += weights[e] * below(question.answers[e], range, middle);
    (sum < p ? low : high) = middle;
  }
  return high;
}

}  // namespace offramp::elicitation
