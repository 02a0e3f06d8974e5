// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/worlds/rungs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "offramp/analysis/testing/random_case.h"
#include "offramp/analysis/worlds/worlds.h"
#include "offramp/case/testing/read_good.h"

namespace offramp {
namespace {

constexpr std::size_t kWorlds = 64;

// Every settlement of a case, and what it reaches.
std::vector<Rungs> all_rungs(const Case& c) {
  const DrawnWorlds drawn = draw_worlds(c, {.worlds = kWorlds});
  const Answer<CaseProblem> posed = case_problem(c, drawn.table);
  std::vector<Rungs> rungs;
  if (!posed) return rungs;
  for (std::uint64_t i = 0; i < *posed->problem.space.exact_size(); ++i)
    rungs.push_back(rungs_of(*posed, feints_of(*posed), posed->problem.space.settlement(i)));
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
    EXPECT_TRUE(inside(less[s].not_wrecked, more[s].not_wrecked)) << number;
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
      EXPECT_TRUE(inside(rungs.not_wrecked, rungs.ratified));
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

// The scale of a party is from the worst to the best settlement on this table. A case, and the same case with
// an option added that is worse for north than all others: 0 to 100 now spans more, so weights and what is
// stated in points are rescaled as an analyst would. Everything north has without a deal is what it was.
TEST(Rungs, AWorseOptionChangesNothingWithoutADeal) {
  const auto text = [](const std::string& options, const std::string& north) {
    return R"(
offramp: 1
title: Two parties
as_of: 2000-01-01
parties: {north: {name: North, veto: true}, south: {name: South, veto: true}}
issues: {who: {name: Who, options: {a: A, b: B)" +
           options + R"(}}, when: {name: When, options: {now: Now, later: Later}}}
ends:
  won: {as: {who: a, when: now}, chance: 0.3, months: 6}
  lost: {as: {who: b, when: later}, chance: 0.7, months: 12}
interests:
  south: {weight: {who: 1, when: 1}, value: {who: {a: 0, b: 100)" +
           std::string(options.empty() ? "" : ", c: 50") + R"(}, when: {now: 0, later: 100}}}
)" + north;
  };
  const Case before = read_good(text("", R"(
  north: {weight: {who: 3, when: 1}, value: {who: {a: 100, b: 0}, when: {now: 100, later: 0}}}
no_deal:
  south: 30
  north: {war: {now: 30, cost: 2, discount: 0.95, attitude: {reference: 40, loss_aversion: 2.25}}}
)"));
  // 100 points before: 75 of who, 25 of when. The new worst lies 60 of them below b, so there are 160 now.
  const Case after = read_good(text(", c: C", R"(
  north: {weight: {who: 135, when: 25}, value: {who: {a: 100, b: 44.44444444444444, c: 0}, when: {now: 100, later: 0}}}
no_deal:
  south: 30
  north: {war: {now: 56.25, cost: 1.25, discount: 0.95, attitude: {reference: 62.5, loss_aversion: 2.25}}}
)"));
  const WorldTable a = sample(before, {1, 4}), b = sample(after, {1, 4});
  const PartyWorld old = party_world(before, a, PartyId(0), 0), now = party_world(after, b, PartyId(0), 0);
  const auto worth = [](const PartyWorld& w, std::size_t who, std::size_t when) {
    return w.value[0][who] + w.value[1][when];
  };
  const double low = worth(now, 1, 1), high = worth(now, 0, 0);
  for (std::size_t who = 0; who < 2; ++who) {
    for (std::size_t when = 0; when < 2; ++when)
      EXPECT_NEAR(worth(now, who, when), low + (high - low) * worth(old, who, when), 1e-12);
  }
  EXPECT_NEAR(now.reservation, low + (high - low) * old.reservation, 1e-12);
  EXPECT_NEAR(low, 60.0 / 160.0, 1e-12);
}

// A copy of a type, split into two alike: what each settlement reaches is the same within its error.
TEST(Rungs, ATypeSplitInTwoLeavesEverySharesError) {
  const auto with = [](const std::string& types, const std::string& likelihood) {
    return read_good(R"(
offramp: 1
title: Two parties
as_of: 2000-01-01
sources: {s: {title: A source}}
parties: {north: {name: North, veto: true}, south: {name: South, veto: true}}
issues: {who: {name: Who, options: {a: A, b: B, c: C}}}
interests:
  north: {source: s, weight: {who: 1}, value: {who: {a: 100, b: 40 to 60, c: 0}}}
  south: {source: s, weight: {who: 1}, value: {who: {a: 0, b: 30 to 50, c: 100}}}
no_deal: {north: {source: s, utility: 35 to 55}, south: {source: s, utility: 30 to 45}}
types:
  north:
    firm: {prior: 0.3, source: s, no_deal: {utility: 50 to 70}}
)" + types + R"(
evidence:
  - {id: w, date: 1999-12-03, what: W, about: north, kind: deed, grade: B2, likelihood: {firm: 0.8, )" +
                     likelihood + "}, source: s}\n");
  };
  constexpr std::size_t worlds = 1 << 14;
  const Case one = with("    weak: {prior: 0.7, source: s, bad_faith: true}", "weak: 0.2");
  const Case two = with(
      "    weak: {prior: 0.5, source: s, bad_faith: true}\n    weak2: {prior: 0.2, source: s, bad_faith: "
      "true}",
      "weak: 0.2, weak2: 0.2");
  const DrawnWorlds first = draw_worlds(one, {.worlds = worlds}),
                    second = draw_worlds(two, {.worlds = worlds});
  const CaseProblem a = *case_problem(one, first.table), b = *case_problem(two, second.table);
  for (std::uint16_t option = 0; option < 3; ++option) {
    const Rungs x = rungs_of(a, feints_of(a), {option}), y = rungs_of(b, feints_of(b), {option});
    const auto near = [](const WorldSet& of, const WorldSet& and_of) {
      const double p = static_cast<double>(of.count()) / worlds;
      const double error = std::sqrt(2.0 * p * (1.0 - p) / worlds);
      EXPECT_NEAR(p, static_cast<double>(and_of.count()) / worlds, 3.0 * error + 1e-12);
    };
    near(x.accepted, y.accepted);
    near(x.meant, y.meant);
    if (option == 1) {
      EXPECT_GT(x.accepted.count(), worlds / 20);
      EXPECT_LT(x.meant.count(), x.accepted.count());
    }
  }
}

}  // namespace
}  // namespace offramp
