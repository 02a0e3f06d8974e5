// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/testing/problems.h"

#include <algorithm>

namespace offramp::bargaining::testing {

Space random_space(RandomStream& random, const ProblemShape& shape) {
  std::vector<Axis> axes(1 + random.index(static_cast<std::uint32_t>(shape.max_issues)));
  for (Axis& axis : axes) {
    axis.options.resize(1 + random.index(static_cast<std::uint32_t>(shape.max_options)));
  }
  return Space(axes);
}

Condition random_member(RandomStream& random, const Space& space) {
  const std::size_t issue = random.index(static_cast<std::uint32_t>(space.issues()));
  std::vector<bool> allowed(space.axis(issue).size());
  for (std::size_t o = 0; o < allowed.size(); ++o) allowed[o] = random.index(2) == 0;
  return Condition::member(issue, allowed);
}

Condition random_condition(RandomStream& random, const Space& space, int depth) {
  const std::uint32_t kind = random.index(depth == 0 ? 1 : 6);
  if (kind < 2) return random_member(random, space);
  if (kind == 2) return Condition::negation(random_condition(random, space, depth - 1));
  if (kind == 5 && random.index(4) == 0) return Condition::constant(random.index(2) == 0);
  std::vector<Condition> operands(1 + random.index(3));
  for (Condition& operand : operands) operand = random_condition(random, space, depth - 1);
  return kind == 3 ? Condition::conjunction(operands) : Condition::disjunction(operands);
}

Utility random_utility(RandomStream& random, const Space& space, std::size_t bonuses) {
  Utility utility;
  const std::uint32_t style = random.index(4);  // ties, negative weights, doubling weights, decimals
  for (std::size_t i = 0; i < space.issues(); ++i) {
    std::vector<double> values(space.axis(i).size());
    for (double& value : values) {
      if (style == 0) value = random.index(3);
      if (style == 1) value = static_cast<double>(random.index(11)) - 5.0;
      if (style == 2) value = static_cast<double>(random.index(3)) * static_cast<double>(1u << i);
      if (style == 3) value = 0.1 * random.index(8);
    }
    utility.value.push_back(values);
  }
  const std::uint32_t count = random.index(static_cast<std::uint32_t>(bonuses) + 1);
  for (std::uint32_t b = 0; b < count; ++b) {
    utility.bonuses.push_back({random_condition(random, space), static_cast<double>(random.index(9)) - 3.0});
  }
  return utility;
}

std::vector<Settlement> all_settlements(const Space& space) {
  std::vector<Settlement> all;
  for (std::uint64_t k = 0; k < *space.exact_size(); ++k) all.push_back(space.settlement(k));
  return all;
}

Problem random_problem(RandomStream& random, const ProblemShape& shape) {
  Problem problem{random_space(random, shape), {}, {}};
  const auto up_to = [&](std::size_t most) { return random.index(static_cast<std::uint32_t>(most) + 1); };
  const std::uint32_t rules = up_to(shape.max_rules);
  for (std::uint32_t k = 0; k < rules; ++k)
    problem.feasible.push_back(random_condition(random, problem.space));
  const std::size_t parties = shape.min_parties + up_to(shape.max_parties - shape.min_parties);
  const std::vector<Settlement> all = all_settlements(problem.space);
  for (std::size_t n = 0; n < parties; ++n) {
    Negotiator negotiator;
    negotiator.utility = random_utility(random, problem.space, shape.max_bonuses);
    if (n > 0 && random.index(8) == 0)
      negotiator.utility = problem.negotiators[n - 1].utility;  // equal parties
    double low = negotiator.utility.of(all.front()), high = low;
    for (const Settlement& settlement : all) {
      low = std::min(low, negotiator.utility.of(settlement));
      high = std::max(high, negotiator.utility.of(settlement));
    }
    negotiator.reservation = low + (high - low) * shape.harshness * random.uniform();
    if (random.index(6) == 0)
      negotiator.reservation =
          negotiator.utility.of(all[random.index(static_cast<std::uint32_t>(all.size()))]);  // met exactly
    if (random.index(20) == 0) negotiator.reservation = high + 1.0;  // nobody can meet it
    const std::uint32_t lines = random.index(3) == 0 ? up_to(shape.max_rules) : 0;
    for (std::uint32_t k = 0; k < lines; ++k) {
      std::vector<Condition> both{random_member(random, problem.space),
                                  random_condition(random, problem.space)};
      negotiator.red_lines.push_back(Condition::conjunction(both));
    }
    problem.negotiators.push_back(negotiator);
  }
  return problem;
}

bool accepted(const Problem& problem, const Settlement& settlement) {
  for (const Condition& rule : problem.feasible) {
    if (!rule.holds(settlement)) return false;
  }
  for (const Negotiator& negotiator : problem.negotiators) {
    for (const Condition& line : negotiator.red_lines) {
      if (line.holds(settlement)) return false;
    }
    if (negotiator.utility.of(settlement) < negotiator.reservation - kTieTolerance) return false;
  }
  return true;
}

}  // namespace offramp::bargaining::testing
