// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/testing/random_problem.h"

namespace offramp::bargaining::testing {
namespace {

// Numbers on a coarse grid, so that ties between utilities and reservations are common.
double coarse(RandomStream& random) {
  return static_cast<double>(random.index(9)) * 0.1 - 0.2;
}

Condition coarse_condition(RandomStream& random, const Space& space, int depth) {
  const std::uint32_t shape = depth == 0 ? 0 : random.index(4);
  if (shape == 0) {
    const std::size_t issue = random.index(static_cast<std::uint32_t>(space.issues()));
    std::vector<bool> allowed(space.axis(issue).size());
    for (std::size_t i = 0; i < allowed.size(); ++i) allowed[i] = random.index(2) == 1;
    return Condition::member(issue, allowed);
  }
  if (shape == 1) return Condition::negation(coarse_condition(random, space, depth - 1));
  std::vector<Condition> operands;
  operands.push_back(coarse_condition(random, space, depth - 1));
  operands.push_back(coarse_condition(random, space, depth - 1));
  return shape == 2 ? Condition::conjunction(std::move(operands))
                    : Condition::disjunction(std::move(operands));
}

Space coarse_space(RandomStream& random) {
  std::vector<Axis> axes(1 + random.index(4));
  for (Axis& axis : axes) axis.options.assign(1 + random.index(4), "x");
  return Space(std::move(axes));
}

}  // namespace

UncertainProblem random_problem(std::uint32_t number) {
  RandomStream random({42, 1, number, 0});
  UncertainProblem problem{coarse_space(random), 1 + random.index(130), {}, {}, {}};
  const auto column = [&] {
    std::vector<double> numbers(problem.worlds);
    const bool fixed = random.index(2) == 0;
    const double value = coarse(random);
    for (double& x : numbers) x = fixed ? value : coarse(random);
    return numbers;
  };
  if (random.index(2) == 0) problem.feasible.push_back(coarse_condition(random, problem.space, 2));
  problem.negotiators.resize(1 + random.index(4));
  for (UncertainNegotiator& negotiator : problem.negotiators) {
    negotiator.veto = random.index(4) != 0;
    for (const Axis& axis : problem.space.axes()) {
      auto& options = negotiator.value.emplace_back();
      for (std::size_t i = 0; i < axis.size(); ++i) options.push_back(column());
    }
    if (random.index(2) == 0)
      negotiator.bonuses.push_back({coarse_condition(random, problem.space, 1), column()});
    negotiator.reservation = column();
    if (random.index(4) == 0) negotiator.reservation.assign(problem.worlds, 5.0);  // nobody can meet it
  }
  for (std::uint32_t left = random.index(5); left > 0; --left) {
    UncertainRedLine line{random.index(static_cast<std::uint32_t>(problem.negotiators.size())),
                          coarse_condition(random, problem.space, 1), WorldSet(problem.worlds)};
    const bool always = random.index(2) == 0;
    for (std::size_t w = 0; w < problem.worlds; ++w) {
      if (always || random.index(2) == 0) line.binds.insert(w);
    }
    problem.red_lines.push_back(std::move(line));
  }
  return problem;
}

}  // namespace offramp::bargaining::testing
