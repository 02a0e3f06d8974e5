// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/logic/logic_search.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "offramp/base/number/random.h"

namespace offramp::case_file {
namespace {

using bargaining::Condition;

Condition random_condition(RandomStream& random, const std::vector<bargaining::Axis>& axes, int depth) {
  const std::uint32_t kind = depth == 0 ? 0 : random.index(5);
  if (kind <= 1) {
    const std::size_t issue = random.index(static_cast<std::uint32_t>(axes.size()));
    std::vector<bool> allowed(axes[issue].size());
    for (std::size_t i = 0; i < allowed.size(); ++i) allowed[i] = random.index(2) == 0;
    return Condition::member(issue, std::move(allowed));
  }
  if (kind == 2) return Condition::negation(random_condition(random, axes, depth - 1));
  std::vector<Condition> operands;
  for (int i = 0; i < 2; ++i) operands.push_back(random_condition(random, axes, depth - 1));
  return kind == 3 ? Condition::conjunction(std::move(operands))
                   : Condition::disjunction(std::move(operands));
}

bool some_settlement(const bargaining::Space& space, const std::vector<const Condition*>& conditions) {
  for (std::uint64_t s = 0; s < *space.exact_size(); ++s) {
    const auto settlement = space.settlement(s);
    if (std::all_of(conditions.begin(), conditions.end(),
                    [&](const Condition* c) { return c->holds(settlement); }))
      return true;
  }
  return false;
}

TEST(LogicSearch, AgreesWithEnumerationOnRandomConditions) {
  int impossible = 0;
  for (std::uint32_t round = 0; round < 600; ++round) {
    RandomStream random({17, 1, round, 0});
    std::vector<bargaining::Axis> axes;
    for (std::uint32_t i = 0; i < 1 + random.index(4); ++i) {
      axes.push_back({"i" + std::to_string(i), std::vector<std::string>(1 + random.index(4), "o"), {}});
    }
    const bargaining::Space space(axes);
    std::vector<Condition> conditions;
    for (std::uint32_t i = 0; i < 1 + random.index(6); ++i)
      conditions.push_back(random_condition(random, axes, 3));
    std::vector<const Condition*> pointers;
    for (const Condition& c : conditions) pointers.push_back(&c);
    LogicSearch search(axes);
    const LogicSearch::Found found = search.find(pointers, search.all());
    const bool possible = some_settlement(space, pointers);
    ASSERT_EQ(found.answer, possible ? LogicSearch::Answer::yes : LogicSearch::Answer::no);
    if (possible) {
      for (const Condition* c : pointers) EXPECT_TRUE(c->holds(found.settlement));
      EXPECT_TRUE(search.clash({}, pointers).empty());
      continue;
    }
    ++impossible;
    // The clashing set clashes, and no smaller set does (there are at most six conditions).
    const std::vector<std::size_t> set = search.clash({}, pointers);
    ASSERT_FALSE(set.empty());
    std::vector<const Condition*> chosen;
    for (const std::size_t i : set) chosen.push_back(pointers[i]);
    EXPECT_FALSE(some_settlement(space, chosen));
    for (unsigned mask = 0; mask < (1u << pointers.size()); ++mask) {
      if (static_cast<std::size_t>(__builtin_popcount(mask)) >= std::min<std::size_t>(set.size(), 4))
        continue;
      std::vector<const Condition*> fewer;
      for (std::size_t i = 0; i < pointers.size(); ++i) {
        if ((mask >> i & 1u) != 0) fewer.push_back(pointers[i]);
      }
      EXPECT_TRUE(some_settlement(space, fewer));
    }
  }
  EXPECT_GT(impossible, 50);
}

TEST(LogicSearch, FindsItsWayInAHugeSpace) {
  const std::vector<bargaining::Axis> axes(40, {"i", std::vector<std::string>(50, "o"), {}});
  std::vector<bool> first(50, false), last(50, false);
  first[0] = last[49] = true;
  std::vector<Condition> conditions;
  for (std::size_t i = 0; i + 1 < axes.size(); ++i) {  // first in one issue implies first in the next
    conditions.push_back(
        Condition::implication(Condition::member(i, first), Condition::member(i + 1, first)));
  }
  conditions.push_back(Condition::member(0, first));
  std::vector<const Condition*> pointers;
  for (const Condition& c : conditions) pointers.push_back(&c);
  LogicSearch search(axes);
  EXPECT_EQ(search.find(pointers, search.all()).answer, LogicSearch::Answer::yes);
  const Condition end = Condition::member(39, last);
  pointers.push_back(&end);
  EXPECT_EQ(search.find(pointers, search.all()).answer, LogicSearch::Answer::no);
}

}  // namespace
}  // namespace offramp::case_file
