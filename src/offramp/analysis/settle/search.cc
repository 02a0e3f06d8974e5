// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/settle/search.h"

#include <algorithm>
#include <atomic>
#include <set>

#include "offramp/analysis/settle/central.h"
#include "offramp/bargaining/proof/proof.h"
#include "offramp/bargaining/tied/tied_points.h"
#include "offramp/base/run/parallel.h"

namespace offramp {
namespace {

using bargaining::Settlement;

constexpr std::size_t kMostListed = 3000;
constexpr std::int64_t kNodesPerWorld = 200'000;
constexpr std::int64_t kNodesForShare = 2'000'000;
constexpr double kNodesForPoint = 200'000;  // where bonuses or logic tie too many issues together to merge

bargaining::ProofOptions verdict_only() {
  bargaining::ProofOptions options;
  options.max_nodes = kNodesPerWorld;
  options.list_clashes = false;
  options.find_concessions = false;
  return options;
}

bool feasible(const SettleContext& context, const Settlement& settlement) {
  const auto& rules = context.problem.feasible;
  return std::all_of(rules.begin(), rules.end(), [&](const auto& rule) { return rule.holds(settlement); });
}

// Utility in one world minus reservation is at least zero, by the same rule as the enumeration.
bool gains(const bargaining::UncertainNegotiator& negotiator, const Settlement& s,
           const std::vector<bool>& bonus_holds, std::size_t w) {
  double sum = 0.0;
  for (std::size_t issue = 0; issue < s.size(); ++issue) sum += negotiator.value[issue][s[issue]][w];
  for (std::size_t b = 0; b < bonus_holds.size(); ++b) {
    if (bonus_holds[b]) sum += negotiator.bonuses[b].amount[w];
  }
  return sum >= negotiator.reservation[w] - bargaining::kTieTolerance;
}

double expected_utility(const bargaining::UncertainNegotiator& negotiator, const Settlement& s,
                        const std::vector<bool>& bonus_holds) {
  double sum = 0.0;
  for (std::size_t issue = 0; issue < s.size(); ++issue)
    sum += bargaining::mean_of(negotiator.value[issue][s[issue]]);
  for (std::size_t b = 0; b < bonus_holds.size(); ++b) {
    if (bonus_holds[b]) sum += bargaining::mean_of(negotiator.bonuses[b].amount);
  }
  return sum;
}

void add_row(const bargaining::AcceptanceProblem& problem, const Settlement& s,
             bargaining::AcceptanceTable& table) {
  const std::size_t words = bargaining::world_words(problem.worlds);
  std::vector<bargaining::WorldSet> own(problem.negotiators.size(), bargaining::WorldSet(words, 0));
  bargaining::WorldSet any(words, 0), all = bargaining::every_world(problem.worlds);
  for (const bargaining::UncertainRedLine& line : problem.red_lines) {
    if (!line.never.holds(s)) continue;
    for (std::size_t word = 0; word < words; ++word) {
      own[line.negotiator][word] |= line.binds[word];
      any[word] |= line.binds[word];
    }
  }
  for (std::size_t n = 0; n < problem.negotiators.size(); ++n) {
    const bargaining::UncertainNegotiator& negotiator = problem.negotiators[n];
    std::vector<bool> holds;
    for (const bargaining::UncertainBonus& bonus : negotiator.bonuses) holds.push_back(bonus.when.holds(s));
    bargaining::WorldSet accepts(words, 0), clear(words, 0);
    for (std::size_t w = 0; w < problem.worlds; ++w) {
      if (gains(negotiator, s, holds, w)) accepts[w / 64] |= std::uint64_t{1} << (w % 64);
    }
    for (std::size_t word = 0; word < words; ++word) {
      clear[word] = accepts[word] & ~any[word];
      accepts[word] &= ~own[n][word];
      if (negotiator.veto) all[word] &= accepts[word];
    }
    table.accepts[n].push_back(static_cast<std::uint32_t>(bargaining::count_worlds(accepts)));
    table.crosses[n].push_back(static_cast<std::uint32_t>(bargaining::count_worlds(own[n])));
    table.accepts_clear[n].push_back(static_cast<std::uint32_t>(bargaining::count_worlds(clear)));
    table.expected_utility[n].push_back(expected_utility(negotiator, s, holds));
  }
  table.all.push_back(static_cast<std::uint32_t>(bargaining::count_worlds(all)));
}

// Proves agreement or none in each world and keeps the settlements found.
WorldVerdicts prove_worlds(const SettleContext& context, std::set<Settlement>& found,
                           const RunControl& control) {
  using Verdict = bargaining::ProofSummary::Verdict;
  const std::size_t worlds = context.problem.worlds;
  std::vector<bargaining::ProofSummary> proofs(worlds);
  parallel_blocks(worlds, 8, control, "worlds", [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t w = begin; w < end; ++w) {
      RunControl one;
      one.stop = control.stop;
      proofs[w] = bargaining::prove(world_problem(context, w), verdict_only(), one);
    }
  });
  WorldVerdicts verdicts{std::vector<bool>(worlds), std::vector<bool>(worlds)};
  for (std::size_t w = 0; w < worlds; ++w) {
    verdicts.agreed[w] = proofs[w].verdict == Verdict::possible;
    verdicts.undecided[w] = proofs[w].verdict == Verdict::unknown;
    if (proofs[w].witness && found.size() < kMostListed / 3) found.insert(*proofs[w].witness);
  }
  return verdicts;
}

void add_points(SettleContext& context, std::set<Settlement>& found, const RunControl& control) {
  using bargaining::Fairness;
  std::vector<std::vector<std::size_t>> lines;
  const bargaining::Problem central = central_problem(context, lines);
  for (const Fairness fairness :
       {Fairness::nash, Fairness::kalai_smorodinsky, Fairness::egalitarian, Fairness::equal_loss,
        Fairness::utilitarian, Fairness::relative_utilitarian}) {
    bargaining::PointOptions options;
    options.fairness = fairness;
    RunControl quiet = control;
    quiet.progress = {};
    const bargaining::PointSummary point =
        bargaining::solve_any_point(central, options, quiet, {.max_nodes = kNodesForPoint});
    found.insert(point.settlements.begin(), point.settlements.end());
    if (point.stop != bargaining::PointSummary::Stop::proven) continue;
    const double most = 1e15;  // far below where a count stops fitting an index
    context.central_points.push_back({fairness, point.settlements, point.value,
                                      static_cast<std::size_t>(std::clamp(point.ties, 1.0, most))});
  }
}

void add_most_accepted(const SettleContext& context, const SettleOptions& options,
                       std::set<Settlement>& found, const RunControl& control) {
  bargaining::RobustOptions robust;
  robust.max_nodes = kNodesForShare;
  RunControl quiet = control;
  quiet.progress = {};
  const bargaining::RobustSummary best =
      bargaining::most_robust(uncertain_problem(context, options.robust_worlds), robust, quiet);
  if (best.settlement) found.insert(*best.settlement);
}

// Every feasible settlement that differs from `from` on one issue.
void add_neighbours(const SettleContext& context, const Settlement& from, std::set<Settlement>& found) {
  for (std::size_t issue = 0; issue < from.size(); ++issue) {
    Settlement next = from;
    for (std::size_t option = 0; option < context.problem.space.axis(issue).size(); ++option) {
      next[issue] = static_cast<std::uint16_t>(option);
      if (found.size() < kMostListed && feasible(context, next)) found.insert(next);
    }
  }
}

void list(SettleContext& context, const std::set<Settlement>& found) {
  context.short_list.assign(found.begin(), found.end());
  context.acceptance = table_of(context.problem, context.short_list);
}

}  // namespace

bargaining::AcceptanceTable table_of(const bargaining::AcceptanceProblem& problem,
                                     const std::vector<Settlement>& settlements) {
  bargaining::AcceptanceTable table;
  const std::size_t n = problem.negotiators.size();
  table.accepts.resize(n);
  table.crosses.resize(n);
  table.accepts_clear.resize(n);
  table.expected_utility.resize(n);
  for (const Settlement& settlement : settlements) add_row(problem, settlement, table);
  for (const bargaining::UncertainNegotiator& negotiator : problem.negotiators) {
    double sum = 0.0;
    for (const double r : negotiator.reservation) sum += r;
    table.expected_reservation.push_back(sum / static_cast<double>(problem.worlds));
  }
  return table;
}

WorldVerdicts search_settlements(SettleContext& context, const SettleOptions& options,
                                 const RunControl& control) {
  std::set<Settlement> found;
  const WorldVerdicts verdicts = prove_worlds(context, found, control);
  add_points(context, found, control);
  add_most_accepted(context, options, found, control);
  for (std::size_t before = 0; before != found.size() && found.size() < kMostListed;) {
    before = found.size();
    if (found.empty()) break;
    list(context, found);
    std::vector<std::size_t> order(context.short_list.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const std::size_t front = std::min<std::size_t>(order.size(), 5);
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(front), order.end(),
                      [&](std::size_t a, std::size_t b) { return ranks_before(context, a, b); });
    for (std::size_t i = 0; i < front; ++i) add_neighbours(context, context.short_list[order[i]], found);
  }
  if (!found.empty()) list(context, found);
  return verdicts;
}

SettlementReport report_at(const SettleContext& context, const Settlement& settlement) {
  if (const auto position = context.position_of(settlement)) return report_of(context, *position);
  SettleContext single{
      context.c, context.table, context.parties, context.veto_count, context.red_lines, context.problem,
      {},        {settlement}};
  single.acceptance = table_of(context.problem, single.short_list);
  return report_of(single, 0);
}

std::size_t agreed_without(const SettleContext& context, std::size_t line, const std::vector<bool>& agreed,
                           std::size_t worlds, const RunControl& control) {
  std::vector<char> open(worlds, 0);
  parallel_blocks(worlds, 8, control, "red lines", [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t w = begin; w < end; ++w) {
      const bool binds = (context.problem.red_lines[line].binds[w / 64] >> (w % 64)) & 1u;
      open[w] = agreed[w];
      if (agreed[w] || !binds || context.problem.red_lines[line].negotiator >= context.veto_count) continue;
      RunControl one;
      one.stop = control.stop;
      const auto proof = bargaining::prove(world_problem(context, w, line), verdict_only(), one);
      open[w] = proof.verdict == bargaining::ProofSummary::Verdict::possible;
    }
  });
  return static_cast<std::size_t>(std::count(open.begin(), open.end(), char{1}));
}

}  // namespace offramp
