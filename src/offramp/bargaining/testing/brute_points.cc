// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/testing/brute_points.h"

#include <algorithm>
#include <cmath>

namespace offramp::bargaining::brute {

namespace {

void add_conditions(Problem& problem, RandomStream& random) {
  const auto leaf = [&] {
    const std::size_t i = random.index(static_cast<std::uint32_t>(problem.space.issues()));
    std::vector<bool> allowed;
    for (std::size_t o = 0; o < problem.space.axis(i).size(); ++o) allowed.push_back(random.index(2) == 0);
    return Condition::member(i, allowed);
  };
  if (random.index(2) == 0) problem.feasible.push_back(Condition::implication(leaf(), leaf()));
  for (Negotiator& party : problem.negotiators) {
    if (random.index(4) == 0) party.red_lines.push_back(Condition::conjunction({leaf(), leaf()}));
    if (random.index(3) == 0)
      party.utility.bonuses.push_back({Condition::disjunction({leaf(), leaf()}), 0.25});
    if (random.index(6) == 0) party.utility.bonuses.push_back({leaf(), -0.5});
  }
}

}  // namespace

Problem random_problem(std::uint32_t number, bool conditions) {
  RandomStream random({17, 3, number, 0});
  const std::size_t parties = 2 + random.index(5);
  const std::size_t issues = 1 + random.index(5);
  const int style = static_cast<int>(random.index(8));
  std::vector<Axis> axes;
  for (std::size_t i = 0; i < issues; ++i) {
    Axis axis;
    axis.options.resize(1 + random.index(4));
    axes.push_back(axis);
  }
  Problem problem{Space(axes), {}, {}};
  for (std::size_t p = 0; p < parties; ++p) {
    Negotiator party;
    double doubling = 1.0;
    for (const Axis& axis : axes) {
      std::vector<double> values;
      for (std::size_t o = 0; o < axis.size(); ++o) {
        double v = static_cast<double>(random.index(11)) / 10;                // ties
        if (style == 1) v = static_cast<double>(random.index(3));             // many ties
        if (style == 2) v = static_cast<double>(random.index(21)) / 10 - 1;   // negative values
        if (style == 3) v = doubling * static_cast<double>(random.index(2));  // doubling weights
        if (style == 4) v = random.uniform();  // no ties, no common denominator
        if (style == 5) v = static_cast<double>(1 + random.index(9)) / 9 * 0.35;  // fractions
        values.push_back(v);
      }
      doubling *= 2;
      party.utility.value.push_back(values);
    }
    const std::uint32_t strictness = random.index(6);
    if (style == 2) party.reservation = -static_cast<double>(random.index(3));
    if (strictness == 1) party.reservation += static_cast<double>(issues) * 0.3;
    if (strictness == 2 && random.index(4) == 0) party.reservation += 100;  // nobody meets it
    if (style == 6 && p > 0) party = problem.negotiators[0];                // equal parties
    problem.negotiators.push_back(party);
  }
  if (conditions) add_conditions(problem, random);
  return problem;
}

std::vector<Outcome> outcomes(const Problem& problem, bool rational) {
  std::vector<Outcome> found;
  for (std::uint64_t k = 0; k < *problem.space.exact_size(); ++k) {
    Outcome outcome{problem.space.settlement(k), {}};
    bool fits = true;
    for (const Condition& c : problem.feasible) fits = fits && c.holds(outcome.settlement);
    for (const Negotiator& party : problem.negotiators) {
      outcome.utility.push_back(party.utility.of(outcome.settlement));
      for (const Condition& c : party.red_lines) fits = fits && !c.holds(outcome.settlement);
      if (rational) fits = fits && outcome.utility.back() >= party.reservation - kTieTolerance;
    }
    if (fits) found.push_back(outcome);
  }
  return found;
}

int compare(const std::vector<double>& a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::fabs(a[i] - b[i]) > 1e-9) return a[i] < b[i] ? -1 : 1;
  }
  return 0;
}

std::vector<Settlement> best(const std::vector<Outcome>& all,
                             const std::function<std::vector<double>(const Outcome&)>& score,
                             std::vector<double>* top) {
  std::vector<Settlement> result;
  std::vector<double> best_score;
  for (const Outcome& outcome : all) {
    const std::vector<double> s = score(outcome);
    const int order = result.empty() ? 1 : compare(s, best_score);
    if (order < 0) continue;
    if (order > 0) result.clear(), best_score = s;
    result.push_back(outcome.settlement);
  }
  std::sort(result.begin(), result.end());
  if (top != nullptr) *top = best_score;
  return result;
}

}  // namespace offramp::bargaining::brute
