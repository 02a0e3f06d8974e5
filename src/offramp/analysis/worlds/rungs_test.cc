// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/worlds/rungs.h"

#include <gtest/gtest.h>

#include "offramp/analysis/testing/random_case.h"
#include "offramp/analysis/worlds/worlds.h"

namespace offramp {
namespace {

constexpr std::size_t kWorlds = 64;

// Every settlement of a case, and what it reaches.
std::vector<Rungs> all_rungs(const Case& c) {
  CaseRun run(c, {.worlds = kWorlds});
  const Answer<CaseProblem>& posed = case_problem(run);
  std::vector<Rungs> rungs;
  if (!posed) return rungs;
  for (std::uint64_t i = 0; i < *posed->problem.space.exact_size(); ++i)
    rungs.push_back(rungs_of(*posed, posed->problem.space.settlement(i)));
  return rungs;
}

bool inside(WorldSet small, const WorldSet& large) {
  small -= large;
  return small.count() == 0;
}

void expect_no_more(const std::vector<Rungs>& more, const std::vector<Rungs>& less, std::uint32_t number) {
  ASSERT_EQ(more.size(), less.size());
  for (std::size_t s = 0; s < more.size(); ++s) {
    EXPECT_TRUE(inside(less[s].accepted, more[s].accepted)) << number;
    EXPECT_TRUE(inside(less[s].meant, more[s].meant)) << number;
    EXPECT_TRUE(inside(less[s].ratified, more[s].ratified)) << number;
  }
}

InputId add_number(Case& c, double value, Domain domain, const InputRole& role) {
  c.inputs.push_back({.path = "zz." + std::to_string(c.inputs.size()),
                      .quantity = Quantity::exactly(value, domain),
                      .role = &role});
  return InputId(c.inputs.size() - 1);
}

TEST(Rungs, EachHoldsOnlyWhereTheOneBeforeDoes) {
  for (std::uint32_t number = 0; number < 200; ++number) {
    for (const Rungs& rungs : all_rungs(testing::random_case(number))) {
      EXPECT_TRUE(inside(rungs.meant, rungs.accepted));
      EXPECT_TRUE(inside(rungs.ratified, rungs.meant));
    }
  }
}

TEST(Rungs, AHigherMarginNeverRaisesAnything) {
  for (std::uint32_t number = 0; number < 200; ++number) {
    const Case c = testing::random_case(number);
    Case stricter = c;
    const PartyId party = c.veto_players().front();
    const std::optional<InputId> own = c.acceptance[party.index()].margin;
    const double now = own ? c.quantity(*own).median() : 0.0;
    for (PartyType& type : stricter.types[party.index()]) type.acceptance.margin.reset();
    Case plain = stricter;
    stricter.acceptance[party.index()].margin =
        add_number(stricter, now + 10.0, Domain::bounded(0, 100), roles::margin);
    expect_no_more(all_rungs(plain), all_rungs(stricter), number);
  }
}

TEST(Rungs, OneMoreRatifierNeverRaisesAnything) {
  std::size_t lower = 0;
  for (std::uint32_t number = 0; number < 200; ++number) {
    const Case c = testing::random_case(number);
    Case stricter = c;
    Ratifier ratifier;
    ratifier.id = ratifier.name = "zz";  // its draw comes after all others
    ratifier.of = c.veto_players().front();
    ratifier.carries = add_number(stricter, 0.5, Domain::bounded(0, 1), roles::carries);
    stricter.ratifiers.push_back(ratifier);
    // More dimensions of the sample leave the earlier ones as they are only if these sort before it: compare
    // shares of worlds that do not depend on what sorts after.
    const std::vector<Rungs> before = all_rungs(c), after = all_rungs(stricter);
    ASSERT_EQ(before.size(), after.size());
    for (std::size_t s = 0; s < before.size(); ++s)
      lower += after[s].ratified.count() < after[s].meant.count() ? 1 : 0;
    Case certain = stricter;
    certain.inputs.back().quantity = Quantity::exactly(1.0, Domain::bounded(0, 1));
    expect_no_more(all_rungs(certain), after, number);
  }
  EXPECT_GT(lower, 100u);
}

}  // namespace
}  // namespace offramp
