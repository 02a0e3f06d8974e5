// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/process/process.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "offramp/bargaining/model/dominance.h"
#include "offramp/bargaining/process/table.h"
#include "offramp/base/number/random.h"

namespace offramp::bargaining {
namespace {

using Kind = AgentSpec::Kind;
using Protocol = MediationOptions::Protocol;

Problem random_problem(RandomStream& random, std::size_t parties, std::size_t issues, std::uint32_t options) {
  std::vector<Axis> axes;
  for (std::size_t i = 0; i < issues; ++i) {
    Axis axis{fmt::format("i{}", i), {}, {}};
    const std::uint32_t count = 1 + random.index(options);
    for (std::uint32_t k = 0; k < count; ++k) axis.options.push_back(fmt::format("o{}", k));
    axes.push_back(std::move(axis));
  }
  Problem problem{Space(std::move(axes)), {}, {}};
  for (std::size_t p = 0; p < parties; ++p) {
    Negotiator n;
    for (std::size_t i = 0; i < issues; ++i) {
      std::vector<double> values;
      for (std::size_t k = 0; k < problem.space.axis(i).size(); ++k) {
        values.push_back(random.index(21) / 20.0 / static_cast<double>(issues));
      }
      n.utility.value.push_back(std::move(values));
    }
    n.reservation = random.index(4) / 10.0;
    if (random.index(3) == 0) {
      std::vector<bool> never(problem.space.axis(0).size());
      never[random.index(static_cast<std::uint32_t>(never.size()))] = true;
      n.red_lines.push_back(Condition::member(0, never));
    }
    problem.negotiators.push_back(std::move(n));
  }
  return problem;
}

AgentSpec random_agent(RandomStream& random) {
  AgentSpec spec;
  spec.kind = static_cast<Kind>(random.index(3));
  spec.beta = 0.2 + 3.0 * random.uniform();
  return spec;
}

TEST(OutcomeTable, CountsLikeALinearScan) {
  RandomStream random({9, 1, 0, 0});
  for (int t = 0; t < 300; ++t) {
    const Problem problem = random_problem(random, 2, 3, 6);
    const OutcomeTable table(problem, 1000, {});
    for (std::size_t p = 0; p < 2; ++p) {
      for (int k = -2; k < 25; ++k) {
        const double at = k / 20.0;
        std::size_t expected = 0;
        for (const std::uint32_t o : table.ranking(p)) expected += table.utility(p, o) >= at;
        ASSERT_EQ(table.count_at_least(p, at), expected);
      }
    }
  }
}

// Whatever the agents: what they agree on is feasible and acceptable to all; none when the zone is empty.
TEST(Offers, NobodyAgreesToWhatItCannotAccept) {
  RandomStream random({9, 2, 0, 0});
  int empty = 0, agreed = 0;
  for (int t = 0; t < 5000; ++t) {
    const std::size_t parties = 2 + random.index(3);
    const Problem problem = random_problem(random, parties, 1 + random.index(3), 4);
    std::vector<AgentSpec> agents;
    for (std::size_t p = 0; p < parties; ++p) agents.push_back(random_agent(random));
    ProcessOptions options{.runs = 4, .seed = static_cast<std::uint64_t>(t), .rounds = 30, .keep_runs = true};
    const ProcessSummary summary = simulate_offers(problem, agents, options);
    std::size_t zone = 0;
    for (std::uint64_t i = 0; i < *problem.space.exact_size(); ++i) {
      const Settlement s = problem.space.settlement(i);
      zone += std::all_of(problem.negotiators.begin(), problem.negotiators.end(),
                          [&](const Negotiator& n) { return accepts(n, s, n.utility.of(s)); });
    }
    empty += zone == 0;
    agreed += summary.agreements > 0;
    ASSERT_TRUE(zone > 0 || summary.agreements == 0);
    for (const ProcessRun& run : summary.listed) {
      if (run.settlement == ProcessRun::kNone) continue;
      ASSERT_LE(run.rounds, 30u);
      const Settlement s = problem.space.settlement(run.settlement);
      for (const Negotiator& n : problem.negotiators) ASSERT_TRUE(accepts(n, s, n.utility.of(s)));
    }
  }
  EXPECT_GT(empty, 100);
  EXPECT_GT(agreed, 2000);
}

// One issue, opposed interests, options 0 .. 10.
Problem split_problem() {
  Axis axis{"share", {}, {}};
  for (int k = 0; k <= 10; ++k) axis.options.push_back(fmt::format("{}", k));
  Problem problem{Space({axis}), {}, {}};
  for (int p = 0; p < 2; ++p) {
    Negotiator n;
    n.utility.value.resize(1);
    for (int k = 0; k <= 10; ++k) n.utility.value[0].push_back(p == 0 ? k / 10.0 : 1.0 - k / 10.0);
    problem.negotiators.push_back(std::move(n));
  }
  return problem;
}

TEST(Offers, MicroMeetsInTheMiddle) {
  // Both go down one step at a time: they meet at the middle.
  const std::vector<AgentSpec> agents(2, {.kind = Kind::micro});
  const ProcessSummary s = simulate_offers(split_problem(), agents, {.runs = 2, .rounds = 100});
  EXPECT_EQ(s.agreements, 2u);
  ASSERT_EQ(s.frequent.size(), 1u);
  EXPECT_EQ(s.frequent[0].settlement, (Settlement{5}));
  EXPECT_NEAR(*s.nash_distance, 0.0, 1e-12);
}

TEST(Offers, WhoConcedesLaterGetsMore) {
  std::vector<double> first;
  for (const double beta : {0.2, 1.0, 5.0}) {
    const ProcessSummary s =
        simulate_offers(split_problem(), {{.beta = beta}, {.beta = 1.0}}, {.runs = 100, .rounds = 200});
    ASSERT_EQ(s.agreements, 100u);
    first.push_back(s.mean_agreed[0]);
  }
  EXPECT_GT(first[0], first[1]);
  EXPECT_GT(first[1], first[2]);
}

TEST(Offers, BoulwareWaitsForTheDeadline) {
  const auto rounds = [](double beta) {
    return simulate_offers(split_problem(), {{.beta = beta}, {.beta = beta}}, {.runs = 50, .rounds = 100})
        .mean_rounds;
  };
  EXPECT_GT(rounds(0.1), 85.0);
  EXPECT_LT(rounds(10.0), 15.0);
}

// By hand: linear agents, 11 rounds, no window. In round r party 0 aims at 1 - r/10: it offers 10 - r and
// party 1 offers r. Run 0, round 5: party 0 offers 5, worth 0.5 to party 1, which would now offer 5: agreed.
TEST(Offers, LinearAgentsByHand) {
  const ProcessSummary s = simulate_offers(split_problem(), {{.window = 0.0}, {.window = 0.0}},
                                           {.runs = 2, .rounds = 11, .keep_runs = true});
  for (const ProcessRun& run : s.listed) {
    EXPECT_EQ(run.settlement, 5u);
    EXPECT_EQ(run.rounds, 6u);
  }
}

TEST(Offers, TitForTatFollowsAConceder) {
  const ProcessSummary follows = simulate_offers(
      split_problem(), {{.kind = Kind::tit_for_tat}, {.beta = 1.0}}, {.runs = 100, .rounds = 200});
  EXPECT_EQ(follows.agreements, 100u);
  const ProcessSummary stuck =
      simulate_offers(split_problem(), {{.kind = Kind::tit_for_tat}, {.kind = Kind::tit_for_tat}},
                      {.runs = 10, .rounds = 50});
  EXPECT_EQ(stuck.agreements, 0u);  // nobody begins
}

TEST(Offers, SameBitsForAnyNumberOfThreads) {
  RandomStream random({9, 3, 0, 0});
  const Problem problem = random_problem(random, 3, 5, 5);
  const std::vector<AgentSpec> agents{
      {.beta = 0.5}, {.kind = Kind::tit_for_tat, .initial = 0.2}, {.kind = Kind::micro}};
  const ProcessOptions options{.runs = 5000, .seed = 3, .rounds = 60, .keep_runs = true};
  const ProcessSummary one =
      simulate_offers(problem, agents, options, {.progress = {}, .stop = {}, .threads = 1});
  const ProcessSummary many =
      simulate_offers(problem, agents, options, {.progress = {}, .stop = {}, .threads = 4});
  ASSERT_EQ(one.listed.size(), many.listed.size());
  for (std::size_t r = 0; r < one.listed.size(); ++r) {
    ASSERT_EQ(one.listed[r].settlement, many.listed[r].settlement);
    ASSERT_EQ(one.listed[r].rounds, many.listed[r].rounds);
  }
  EXPECT_EQ(one.mean_utility, many.mean_utility);
  EXPECT_EQ(one.frontier_distance, many.frontier_distance);
  StopSource stop;
  stop.request_stop();
  EXPECT_THROW(
      simulate_offers(problem, agents, options, {.progress = {}, .stop = stop.token(), .threads = 1}),
      Stopped);
}

TEST(Offers, RefusesBadOptions) {
  EXPECT_THROW(simulate_offers(split_problem(), {{}}, {}), std::invalid_argument);
  EXPECT_THROW(simulate_offers(split_problem(), {{.beta = 0.0}, {}}, {}), std::invalid_argument);
  EXPECT_THROW(simulate_offers(split_problem(), {{}, {}}, {.runs = 0}), std::invalid_argument);
  EXPECT_THROW(simulate_offers(split_problem(), {{}, {}}, {.max_settlements = 10}), std::invalid_argument);
}

// Each protocol ends where the definition says it may end.
TEST(Mediation, JointImprovementEndsWhereNoNeighbourIsBetterForAll) {
  RandomStream random({9, 4, 0, 0});
  for (int t = 0; t < 1000; ++t) {
    Problem problem = random_problem(random, 2 + random.index(2), 2, 4);
    for (Negotiator& n : problem.negotiators) {
      n.reservation = 0.0;
      n.red_lines.clear();
    }
    const ProcessSummary s =
        simulate_mediation(problem, {.protocol = Protocol::joint_improvement},
                           {.runs = 3, .seed = static_cast<std::uint64_t>(t), .rounds = 1000});
    // Two issues and moves of two: every settlement is a neighbour, so the end is Pareto-optimal.
    ASSERT_EQ(s.agreements, 3u);
    ASSERT_NEAR(*s.efficient_share, 1.0, 1e-12);
  }
}

TEST(Mediation, HillClimbersNeverLoseAgainstTheStart) {
  RandomStream random({9, 5, 0, 0});
  for (int t = 0; t < 500; ++t) {
    Problem problem = random_problem(random, 3, 4, 4);
    for (Negotiator& n : problem.negotiators) {
      n.reservation = 0.0;
      n.red_lines.clear();
    }
    MediationOptions mediation;
    for (std::size_t i = 0; i < 4; ++i) {
      mediation.start.push_back(
          static_cast<std::uint16_t>(random.index(static_cast<std::uint32_t>(problem.space.axis(i).size()))));
    }
    const ProcessSummary s =
        simulate_mediation(problem, mediation, {.runs = 5, .rounds = 100, .keep_runs = true});
    for (const ProcessRun& run : s.listed) {
      for (const Negotiator& n : problem.negotiators) {
        ASSERT_GE(n.utility.of(problem.space.settlement(run.settlement)),
                  n.utility.of(mediation.start) - 1e-12);
      }
    }
  }
}

// Klein et al. 2003: on bumpy utilities annealing parties end better together than hill climbers.
TEST(Mediation, AnnealingFindsMoreThanHillClimbing) {
  RandomStream random({9, 6, 0, 0});
  std::vector<Axis> axes(12, Axis{"bit", {"0", "1"}, {}});
  Problem problem{Space(axes), {}, {}};
  for (int p = 0; p < 2; ++p) {
    Negotiator n;
    n.utility.value.assign(12, {0.0, 0.0});
    for (std::size_t i = 0; i < 12; ++i) {
      for (std::size_t k = 0; k <= i; ++k) {
        const double amount = random.uniform() - 0.5;
        n.utility.bonuses.push_back({Condition::conjunction({Condition::member(i, {false, true}),
                                                             Condition::member(k, {false, true})}),
                                     amount});
      }
    }
    n.reservation = -100.0;
    problem.negotiators.push_back(std::move(n));
  }
  const ProcessOptions options{.runs = 48, .seed = 5, .rounds = 1000};
  const auto welfare = [&](const MediationOptions& m) {
    const ProcessSummary s = simulate_mediation(problem, m, options);
    return s.mean_agreed[0] + s.mean_agreed[1];
  };
  const double climbing = welfare({});
  const double annealing = welfare({.temperature = {2.0, 2.0}});
  const double mediator = welfare({.protocol = Protocol::annealing_mediator, .mediator_temperature = 2.0});
  EXPECT_GT(annealing, climbing);
  EXPECT_GT(mediator, climbing);
}

TEST(Mediation, SameBitsForAnyNumberOfThreads) {
  RandomStream random({9, 7, 0, 0});
  const Problem problem = random_problem(random, 3, 6, 4);
  for (const Protocol protocol :
       {Protocol::single_text, Protocol::annealing_mediator, Protocol::joint_improvement}) {
    const MediationOptions m{.protocol = protocol, .temperature = {0.1, 0.0, 0.2}};
    const ProcessOptions options{.runs = 200, .seed = 8, .rounds = 100, .keep_runs = true};
    const auto one = simulate_mediation(problem, m, options, {.progress = {}, .stop = {}, .threads = 1});
    const auto many = simulate_mediation(problem, m, options, {.progress = {}, .stop = {}, .threads = 3});
    for (std::size_t r = 0; r < 200; ++r) ASSERT_EQ(one.listed[r].settlement, many.listed[r].settlement);
    EXPECT_EQ(one.mean_utility, many.mean_utility);
  }
}

}  // namespace
}  // namespace offramp::bargaining
