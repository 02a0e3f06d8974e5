// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/settle/search.h"

#include <algorithm>
#include <set>

#include "offramp/analysis/choices/cover.h"
#include "offramp/analysis/settle/robust_choices.h"
#include "offramp/bargaining/proof/proof.h"
#include "offramp/bargaining/solve/solve_point.h"
#include "offramp/bargaining/worlds/certain.h"
#include "offramp/base/run/parallel.h"

namespace offramp {
namespace {

using bargaining::Settlement;

constexpr std::size_t kMostListed = 3000;
constexpr std::int64_t kNodesPerWorld = 200'000;
constexpr std::size_t kProofBlock = 8;      // worlds proven one after another
constexpr double kNodesForPoint = 200'000;  // where bonuses or logic tie too many issues together to merge

bargaining::ProofOptions verdict_only() {
  bargaining::ProofOptions options;
  options.max_nodes = kNodesPerWorld;
  options.list_clashes = false;
  options.find_concessions = false;
  return options;
}

// Proves agreement or none in each world and keeps the settlements found.
WorldVerdicts prove_worlds(const bargaining::UncertainProblem& of, std::set<Settlement>* found,
                           const RunControl& control) {
  using Verdict = bargaining::ProofSummary::Verdict;
  const std::size_t worlds = of.worlds;
  std::vector<bargaining::ProofSummary> proofs(worlds);
  parallel_blocks(worlds, kProofBlock, control, "worlds",
                  [&](std::size_t, std::size_t begin, std::size_t end) {
                    bargaining::WorldProblem problem(of);
                    RunControl one;
                    one.stop = control.stop;
                    for (std::size_t w = begin; w < end; ++w) {
                      proofs[w] = bargaining::prove(problem.in(w), verdict_only(), one);
                    }
                  });
  WorldVerdicts verdicts{std::vector<bool>(worlds), std::vector<bool>(worlds)};
  for (std::size_t w = 0; w < worlds; ++w) {
    verdicts.agreed[w] = proofs[w].verdict == Verdict::possible;
    verdicts.undecided[w] = proofs[w].verdict == Verdict::unknown;
    if (found != nullptr && proofs[w].witness && found->size() < kMostListed / 3)
      found->insert(*proofs[w].witness);
  }
  return verdicts;
}

void add_points(SettleContext& context, std::set<Settlement>& found, const RunControl& control) {
  const bargaining::Problem central = bargaining::expected_problem(context.problem).problem;
  RunControl quiet = control;
  quiet.progress = {};
  for (const bargaining::FairnessIdea& idea : bargaining::plain_fairness_ideas()) {
    bargaining::PointOptions options;
    options.fairness = idea.fairness;
    options.max_nodes = kNodesForPoint;
    const bargaining::PointSummary point = bargaining::solve_point(central, options, quiet);
    found.insert(point.settlements.begin(), point.settlements.end());
    if (point.stop != bargaining::PointSummary::Stop::proven) continue;
    const double most = 1e15;  // far below where a count stops fitting an index
    context.central_points.push_back({idea.fairness, point.settlements, point.value,
                                      static_cast<std::size_t>(std::clamp(point.ties, 1.0, most))});
  }
}

void add_most_accepted(SettleContext& context, const SettleOptions& options, std::set<Settlement>& found,
                       const RunControl& control) {
  RunControl quiet = control;
  quiet.progress = {};
  context.most_accepted =
      bargaining::most_robust(context.halves.choosing.problem, most_accepted_options(options), quiet);
  if (context.most_accepted->settlement) found.insert(*context.most_accepted->settlement);
}

// Every feasible settlement that differs from `from` on one issue.
void add_neighbours(const SettleContext& context, const Settlement& from, std::set<Settlement>& found) {
  for (std::size_t issue = 0; issue < from.size(); ++issue) {
    Settlement next = from;
    for (std::size_t option = 0; option < context.problem.space.axis(issue).size(); ++option) {
      next[issue] = static_cast<std::uint16_t>(option);
      if (found.size() < kMostListed && bargaining::feasible(context.problem, next)) found.insert(next);
    }
  }
}

void list(SettleContext& context, const std::set<Settlement>& found) {
  context.short_list.assign(found.begin(), found.end());
  context.choosing = bargaining::acceptance_of(context.halves.choosing.problem, context.short_list,
                                               classes_to_cover(context.halves));
}

}  // namespace

SearchVerdicts search_settlements(SettleContext& context, const SettleOptions& options,
                                  const RunControl& control) {
  std::set<Settlement> found;
  SearchVerdicts verdicts;
  verdicts.choosing = prove_worlds(context.halves.choosing.problem, &found, control);
  verdicts.judging = prove_worlds(context.problem, nullptr, control);
  add_points(context, found, control);
  add_most_accepted(context, options, found, control);
  for (std::size_t before = 0; before != found.size() && found.size() < kMostListed;) {
    before = found.size();
    if (found.empty()) break;
    list(context, found);
    context.find_most_gains();
    std::vector<std::size_t> order(context.short_list.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const std::size_t front = std::min<std::size_t>(order.size(), 5);
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(front), order.end(),
                      [&](std::size_t a, std::size_t b) { return ranks_before(context, a, b); });
    for (std::size_t i = 0; i < front; ++i) add_neighbours(context, context.short_list[order[i]], found);
  }
  if (!found.empty()) list(context, found);
  context.acceptance = bargaining::acceptance_of(context.problem, context.short_list);
  return verdicts;
}

std::size_t agreed_without(const SettleContext& context, std::size_t line, const std::vector<bool>& agreed,
                           std::size_t worlds, const RunControl& control) {
  const bargaining::UncertainRedLine& dropped = context.problem.red_lines[line];
  std::vector<char> open(worlds, 0);
  parallel_blocks(worlds, kProofBlock, control, "red lines",
                  [&](std::size_t, std::size_t begin, std::size_t end) {
                    bargaining::WorldProblem problem(context.problem);
                    RunControl one;
                    one.stop = control.stop;
                    for (std::size_t w = begin; w < end; ++w) {
                      open[w] = agreed[w];
                      if (agreed[w] || !dropped.binds.contains(w) || dropped.negotiator >= context.veto_count)
                        continue;
                      const auto proof = bargaining::prove(problem.in(w, line), verdict_only(), one);
                      open[w] = proof.verdict == bargaining::ProofSummary::Verdict::possible;
                    }
                  });
  return static_cast<std::size_t>(std::count(open.begin(), open.end(), char{1}));
}

}  // namespace offramp
