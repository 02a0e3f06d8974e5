// SPDX-License-Identifier: Apache-2.0
// Rows of issue 3's table on proofs, clashes, non-additive utilities and uncertainty.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>
#include <vector>

#include "offramp/bargaining/proof/proof.h"
#include "offramp/bargaining/testing/anac_rectangles.h"
#include "offramp/bargaining/tied/tied_frontier.h"
#include "offramp/bargaining/tied/tied_point.h"
#include "offramp/base/number/random.h"
#include "offramp/base/testing/paths.h"
#include "uncertain_cases.h"

namespace offramp::bargaining {
namespace {

// Parties that pull apart: on every issue one prefers low options, another high, the rest the middle,
// with random weights and random curvature.
Problem opposed(std::size_t issues, std::size_t options, std::size_t parties, std::uint64_t seed) {
  RandomStream random({.seed = seed});
  std::vector<Axis> axes(issues);
  for (Axis& axis : axes) axis.options.resize(options);
  Problem problem{Space(axes), {}, {}};
  for (std::size_t p = 0; p < parties; ++p) {
    Negotiator negotiator;
    double total = 0.0;
    for (std::size_t i = 0; i < issues; ++i) {
      const double weight = 0.2 + random.uniform();
      const double ideal = (static_cast<double>((p + i % 2) % parties) + 0.6 * random.uniform()) /
                           static_cast<double>(parties - 1);
      std::vector<double> values;
      double best = 0.0;
      for (std::size_t o = 0; o < options; ++o) {
        const double x = static_cast<double>(o) / static_cast<double>(options - 1) - ideal;
        values.push_back(weight * (2.0 - x * x + 0.2 * random.uniform()));
        best = std::max(best, values.back());
      }
      total += best;
      negotiator.utility.value.push_back(values);
    }
    for (auto& values : negotiator.utility.value) {
      for (double& value : values) value /= total;
    }
    problem.negotiators.push_back(negotiator);
  }
  return problem;
}

void set_reservations(Problem& problem, double share) {
  for (Negotiator& negotiator : problem.negotiators) {
    double low = 0.0, high = 0.0;
    for (const auto& values : negotiator.utility.value) {
      low += *std::min_element(values.begin(), values.end());
      high += *std::max_element(values.begin(), values.end());
    }
    negotiator.reservation = low + share * (high - low);
  }
}

// `lines` red lines, in turn by party: never (issue i in half its options and issue j in half of its).
void add_red_lines(Problem& problem, std::size_t lines, std::uint64_t seed) {
  RandomStream random({.seed = seed, .stream = 1});
  for (std::size_t k = 0; k < lines; ++k) {
    std::vector<Condition> parts;
    for (int part = 0; part < 2; ++part) {
      const std::size_t issue = random.index(static_cast<std::uint32_t>(problem.space.issues()));
      std::vector<bool> allowed(problem.space.axis(issue).size());
      for (std::size_t o = 0; o < allowed.size(); ++o) allowed[o] = random.index(3) > 0;
      parts.push_back(Condition::member(issue, allowed));
    }
    problem.negotiators[k % problem.negotiators.size()].red_lines.push_back(
        k % 3 == 0 ? parts[0] : Condition::conjunction(parts));
  }
}

// 12 red lines over 10^12 packages. margin: how far the reservations (a common share of each party's
// range) stand above the least share that empties the zone; small is hard.
void prove_and_list(benchmark::State& state) {
  const double margin = static_cast<double>(state.range(0)) / 1000.0;
  const std::size_t parties = static_cast<std::size_t>(state.range(1));
  Problem problem = opposed(12, 10, parties, static_cast<std::uint64_t>(state.range(2)));
  add_red_lines(problem, 12, static_cast<std::uint64_t>(state.range(2)));
  double open = 0.0, shut = 1.001;
  for (int k = 0; k < 12; ++k) {
    set_reservations(problem, (open + shut) / 2);
    const bool possible = prove(problem, {.list_clashes = false}).verdict == ProofSummary::Verdict::possible;
    (possible ? open : shut) = (open + shut) / 2;
  }
  set_reservations(problem, shut + margin);
  ProofSummary summary;
  for (auto _ : state) summary = prove(problem);
  state.counters["impossible"] = summary.verdict == ProofSummary::Verdict::impossible;
  state.counters["complete"] = summary.complete;
  state.counters["clashes"] = static_cast<double>(summary.clashes.size());
  state.counters["corrections"] = static_cast<double>(summary.corrections.size());
  state.counters["concessions"] = static_cast<double>(summary.concessions.size());
  state.counters["calls"] = static_cast<double>(summary.calls);
  state.counters["nodes"] = static_cast<double>(summary.nodes);
}
BENCHMARK(prove_and_list)
    ->Unit(benchmark::kMillisecond)
    ->ArgNames({"margin", "parties", "seed"})
    ->ArgsProduct({{0, 10, 100}, {3, 5}, {1, 2, 3}});

// --- Adversarial: what is hard for this kind of method. ---

// Two parties whose utilities are exact opposites (sums constant), reservations a hair above what is left:
// every bound by one mixture is tight, only whole packages tell.
Problem constant_sum(std::size_t issues, std::size_t options, double margin) {
  std::vector<Axis> axes(issues);
  for (Axis& axis : axes) axis.options.resize(options);
  Problem problem{Space(axes), {}, {}};
  problem.negotiators.resize(2);
  RandomStream random({.seed = 5});
  double total = 0.0;
  for (std::size_t i = 0; i < issues; ++i) {
    const double weight = static_cast<double>(100 + random.index(900));
    total += weight;
    for (std::size_t p = 0; p < 2; ++p) {
      problem.negotiators[p].utility.value.emplace_back();
      for (std::size_t o = 0; o < options; ++o) {
        const double place = static_cast<double>(o) / static_cast<double>(options - 1);
        problem.negotiators[p].utility.value.back().push_back(weight * (p == 0 ? place : 1.0 - place));
      }
    }
  }
  problem.negotiators[0].reservation = 0.5 * total;
  problem.negotiators[1].reservation = 0.5 * total + margin;
  return problem;
}

// Weights 1, 2, 4 ... for one party and the same for the other: the two reservations ask for one sum and its
// complement, as in a number that must be hit exactly.
Problem exact_sum(std::size_t issues, double target, double short_by) {
  std::vector<Axis> axes(issues);
  for (Axis& axis : axes) axis.options.resize(2);
  Problem problem{Space(axes), {}, {}};
  problem.negotiators.resize(2);
  double total = 0.0;
  for (std::size_t i = 0; i < issues; ++i) {
    const double weight = static_cast<double>(std::uint64_t{1} << i);
    total += weight;
    problem.negotiators[0].utility.value.push_back({0.0, weight});
    problem.negotiators[1].utility.value.push_back({weight, 0.0});
  }
  problem.negotiators[0].reservation = target;
  problem.negotiators[1].reservation = total - target + short_by;
  return problem;
}

// `lines` red lines on an issue each, and one that clashes with each of them.
Problem one_against_each(std::size_t lines) {
  std::vector<Axis> axes(lines + 1);
  for (Axis& axis : axes) axis.options.resize(3);
  Problem problem{Space(axes), {}, {}};
  problem.negotiators.resize(2);
  for (Negotiator& party : problem.negotiators) party.utility.value.assign(lines + 1, {0.0, 0.0, 0.0});
  std::vector<Condition> every;
  for (std::size_t k = 0; k < lines; ++k) {
    problem.negotiators[0].red_lines.push_back(Condition::member(k, {true, false, false}));
    every.push_back(Condition::member(k, {false, true, true}));
  }
  problem.negotiators[1].red_lines.push_back(Condition::disjunction(every));
  return problem;
}

// On every issue a red line of each party, equal to the other's, wants option 0; feasibility wants another
// one somewhere. One line of each pair and feasibility clash: 2^pairs minimal clashes, far too many to list.
Problem exponentially_many(std::size_t pairs) {
  std::vector<Axis> axes(pairs);
  for (Axis& axis : axes) axis.options.resize(3);
  Problem problem{Space(axes), {}, {}};
  problem.negotiators.resize(2);
  for (Negotiator& party : problem.negotiators) party.utility.value.assign(pairs, {0.0, 0.0, 0.0});
  std::vector<Condition> open;
  for (std::size_t k = 0; k < pairs; ++k) {  // each line of a pair alone forces option 0 here
    const Condition away = Condition::member(k, {false, true, true});
    problem.negotiators[0].red_lines.push_back(away);
    problem.negotiators[1].red_lines.push_back(away);
    open.push_back(away);
  }
  problem.feasible.push_back(Condition::disjunction(open));
  return problem;
}

void stress(benchmark::State& state, const Problem& problem, const ProofOptions& options = {}) {
  ProofSummary summary;
  for (auto _ : state) summary = prove(problem, options);
  state.counters["possible"] = summary.verdict == ProofSummary::Verdict::possible;
  state.counters["impossible"] = summary.verdict == ProofSummary::Verdict::impossible;
  state.counters["complete"] = summary.complete;
  state.counters["clashes"] = static_cast<double>(summary.clashes.size());
  state.counters["corrections"] = static_cast<double>(summary.corrections.size());
  state.counters["calls"] = static_cast<double>(summary.calls);
  state.counters["nodes"] = static_cast<double>(summary.nodes);
}

// Equal constraints: every red line twelve times over, on top of the hard-margin problem above.
void stress_equal_constraints(benchmark::State& state) {
  Problem problem = opposed(12, 10, 3, 1);
  set_reservations(problem, 0.95);
  const Condition line =
      Condition::member(0, {true, true, true, true, true, false, false, false, false, false});
  for (int k = 0; k < 12; ++k) problem.negotiators[0].red_lines.push_back(line);
  stress(state, problem);
}
BENCHMARK(stress_equal_constraints)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK_CAPTURE(stress, constant_sum_10e12_short_by_one, constant_sum(12, 10, 1.0))
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(stress, constant_sum_10e12_even, constant_sum(12, 10, 0.0))
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(stress, doubling_2e40_hit, exact_sum(40, 733007751850.0, 0.0))
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(stress, doubling_2e40_short_by_one, exact_sum(40, 733007751850.0, 1.0))
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(stress, one_against_each_of_50, one_against_each(50))
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(stress, exponentially_many_2e30, exponentially_many(30),
                  ProofOptions{.max_clashes = 500, .max_corrections = 500})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

void anac_2014_frontier(benchmark::State& state, const char* name) {
  const Problem problem = anac::read_problem(checkout::shared_data() + "/domains/genius-xml/" + name);
  if (problem.negotiators.empty()) return state.SkipWithError("needs ../shared/data/domains/genius-xml");
  FrontierSummary summary;
  for (auto _ : state) summary = two_party_frontier(problem);
  state.counters["complete"] = summary.status == SolveStatus::complete;
  state.counters["points"] = static_cast<double>(summary.points.size());
  state.counters["nodes"] = static_cast<double>(summary.nodes);
}
BENCHMARK_CAPTURE(anac_2014_frontier, 10issues, "y2014__10issueswithRV")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(anac_2014_frontier, 30issues, "y2014__30issueswithRV")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(anac_2014_frontier, S_1NIKFRT_3, "other__S-1NIKFRT-3")->Unit(benchmark::kMillisecond);

// Non-additive utilities of three parties: the complete frontier, and every fairness idea.
void three_party_frontier(benchmark::State& state, const char* name) {
  Problem problem = anac::read_problem(checkout::shared_data() + "/domains/genius-xml/" + name);
  if (problem.negotiators.empty()) return state.SkipWithError("needs ../shared/data/domains/genius-xml");
  problem = anac::with_third_party(std::move(problem));
  TiedFrontier frontier;
  for (auto _ : state) frontier = solve_tied_frontier(problem, {.max_nodes = 20'000});
  state.counters["complete"] = frontier.stop == TiedFrontier::Stop::complete;
  state.counters["points"] = static_cast<double>(frontier.points.size());
  state.counters["epsilon"] = *std::max_element(frontier.epsilon.begin(), frontier.epsilon.end());
  state.counters["nodes"] = frontier.nodes;
}
BENCHMARK_CAPTURE(three_party_frontier, 10issues, "y2014__10issueswithRV")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(three_party_frontier, 30issues, "y2014__30issueswithRV")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(three_party_frontier, S_1NIKFRT_3, "other__S-1NIKFRT-3")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

void three_party_point(benchmark::State& state, const char* name, Fairness fairness) {
  Problem problem = anac::read_problem(checkout::shared_data() + "/domains/genius-xml/" + name);
  if (problem.negotiators.empty()) return state.SkipWithError("needs ../shared/data/domains/genius-xml");
  problem = anac::with_third_party(std::move(problem));
  PointOptions options;
  options.fairness = fairness;
  PointSummary summary;
  for (auto _ : state) summary = solve_tied_point(problem, options);
  state.counters["proven"] = summary.stop == PointSummary::Stop::proven;
  state.counters["value"] = summary.value;
  state.counters["nodes"] = summary.nodes;
}
void three_party_points(const char* name) {
  const std::pair<const char*, Fairness> ideas[] = {{"nash", Fairness::nash},
                                                    {"kalai_smorodinsky", Fairness::kalai_smorodinsky},
                                                    {"egalitarian", Fairness::egalitarian},
                                                    {"utilitarian", Fairness::utilitarian},
                                                    {"relative_utilitarian", Fairness::relative_utilitarian},
                                                    {"equal_loss", Fairness::equal_loss}};
  for (const auto& [idea, fairness] : ideas) {
    benchmark::RegisterBenchmark(("three_party_point/" + std::string(name) + "/" + idea).c_str(),
                                 three_party_point, name, fairness)
        ->Unit(benchmark::kMillisecond);
  }
}
const bool kRegistered = [] {
  three_party_points("y2014__10issueswithRV");
  three_party_points("y2014__30issueswithRV");
  return true;
}();

// The same two-party frontiers, by the search of tied issues.
void tied_two_party_frontier(benchmark::State& state, const char* name) {
  const Problem problem = anac::read_problem(checkout::shared_data() + "/domains/genius-xml/" + name);
  if (problem.negotiators.empty()) return state.SkipWithError("needs ../shared/data/domains/genius-xml");
  TiedFrontier frontier;
  for (auto _ : state) frontier = solve_tied_frontier(problem);
  state.counters["complete"] = frontier.stop == TiedFrontier::Stop::complete;
  state.counters["points"] = static_cast<double>(frontier.points.size());
  state.counters["nodes"] = frontier.nodes;
}
BENCHMARK_CAPTURE(tied_two_party_frontier, 10issues, "y2014__10issueswithRV")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(tied_two_party_frontier, 30issues, "y2014__30issueswithRV")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(tied_two_party_frontier, S_1NIKFRT_3, "other__S-1NIKFRT-3")->Unit(benchmark::kMillisecond);

void report(benchmark::State& state, const RobustSummary& summary) {
  state.counters["value"] = summary.value;
  state.counters["bound"] = summary.bound;
  state.counters["gap"] = summary.gap;
  state.counters["complete"] = summary.status == RobustSummary::Status::complete;
  state.counters["nodes"] = static_cast<double>(summary.nodes);
}

// Three veto players, a space of about the size of the Kosovo case: 46,656 settlements, enumerated.
void enumerated_worlds(benchmark::State& state, RobustOptions::Goal goal) {
  const UncertainProblem problem = uncertain::make({.issues = 6,
                                                    .options = 6,
                                                    .worlds = static_cast<std::size_t>(state.range(0)),
                                                    .demand_low = 0.55,
                                                    .demand_high = 0.9});
  RobustSummary summary;
  for (auto _ : state) summary = most_robust(problem, {.goal = goal});
  report(state, summary);
}
BENCHMARK_CAPTURE(enumerated_worlds, share, RobustOptions::Goal::share)
    ->Unit(benchmark::kMillisecond)
    ->Arg(500);
BENCHMARK_CAPTURE(enumerated_worlds, worst_case, RobustOptions::Goal::worst_case)
    ->Unit(benchmark::kMillisecond)
    ->Arg(500);
BENCHMARK_CAPTURE(enumerated_worlds, tail, RobustOptions::Goal::tail)
    ->Unit(benchmark::kMillisecond)
    ->Arg(500);

// K = 100 worlds, 10^14 packages, three veto players. demand: reservations lie between these shares (in
// percent) of the range; noise: spread of weights and values between worlds, in percent.
void large_space(benchmark::State& state, RobustOptions::Goal goal) {
  const UncertainProblem problem =
      uncertain::make({.noise = static_cast<double>(state.range(2)) / 100.0,
                       .demand_low = static_cast<double>(state.range(0)) / 100.0,
                       .demand_high = static_cast<double>(state.range(1)) / 100.0,
                       .seed = static_cast<std::uint64_t>(state.range(3))});
  RobustSummary summary;
  const std::int64_t nodes = goal == RobustOptions::Goal::share ? 12'000'000 : 1'500'000;
  for (auto _ : state) summary = most_robust(problem, {.goal = goal, .max_nodes = nodes});
  report(state, summary);
}
void large_cases(benchmark::internal::Benchmark* bench) {
  bench->Unit(benchmark::kMillisecond)->ArgNames({"low", "high", "noise", "seed"})->Iterations(1);
  for (const int seed : {1, 2}) {
    bench->Args({35, 65, 25, seed})
        ->Args({40, 100, 25, seed})
        ->Args({55, 90, 25, seed})
        ->Args({70, 90, 25, seed});
  }
  bench->Args({55, 90, 50, 1});
}
BENCHMARK_CAPTURE(large_space, share, RobustOptions::Goal::share)->Apply(large_cases);
BENCHMARK_CAPTURE(large_space, worst_case, RobustOptions::Goal::worst_case)->Apply(large_cases);
BENCHMARK_CAPTURE(large_space, tail, RobustOptions::Goal::tail)->Apply(large_cases);

}  // namespace
}  // namespace offramp::bargaining
