// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/settle/central.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/bargaining/proof/proof.h"

namespace offramp {
namespace {

// `number` turns a column of worlds into the one number that counts.
template <class Number>
bargaining::Utility utility_of(const bargaining::UncertainNegotiator& negotiator, Number number) {
  bargaining::Utility utility;
  for (const auto& options : negotiator.value) {
    std::vector<double>& values = utility.value.emplace_back();
    for (const std::vector<double>& column : options) values.push_back(number(column));
  }
  for (const bargaining::UncertainBonus& bonus : negotiator.bonuses) {
    const double amount = number(bonus.amount);
    if (amount != 0.0) utility.bonuses.push_back({bonus.when, amount});
  }
  return utility;
}

Demand demand_of(const SettleContext& context, const std::vector<std::vector<std::size_t>>& lines,
                 const bargaining::ProblemConstraint& constraint) {
  Demand demand;
  switch (constraint.kind) {
    case bargaining::ProblemConstraint::Kind::feasibility:
      demand.kind = Demand::Kind::feasibility;
      demand.rule = constraint.index;
      return demand;
    case bargaining::ProblemConstraint::Kind::red_line:
      demand.kind = Demand::Kind::red_line;
      demand.red_line = context.red_lines[lines[constraint.negotiator][constraint.index]];
      break;
    case bargaining::ProblemConstraint::Kind::reservation:
      demand.kind = Demand::Kind::reservation;
      break;
  }
  demand.party = context.parties[constraint.negotiator];
  return demand;
}

}  // namespace

bargaining::Problem world_problem(const SettleContext& context, std::size_t world,
                                  std::optional<std::size_t> without) {
  bargaining::Problem problem{context.problem.space, context.problem.feasible, {}};
  for (std::size_t n = 0; n < context.veto_count; ++n) {
    const bargaining::UncertainNegotiator& from = context.problem.negotiators[n];
    problem.negotiators.push_back(
        {utility_of(from, [&](const std::vector<double>& column) { return column[world]; }),
         from.reservation[world],
         {}});
  }
  for (std::size_t r = 0; r < context.problem.red_lines.size(); ++r) {
    const bargaining::UncertainRedLine& line = context.problem.red_lines[r];
    const bool binds = (line.binds[world / 64] >> (world % 64)) & 1u;
    if (r != without && binds && line.negotiator < context.veto_count) {
      problem.negotiators[line.negotiator].red_lines.push_back(line.never);
    }
  }
  return problem;
}

bargaining::Problem central_problem(const SettleContext& context,
                                    std::vector<std::vector<std::size_t>>& lines) {
  bargaining::Problem problem{context.problem.space, context.problem.feasible, {}};
  lines.assign(context.veto_count, {});
  for (std::size_t n = 0; n < context.veto_count; ++n) {
    const bargaining::UncertainNegotiator& from = context.problem.negotiators[n];
    problem.negotiators.push_back(
        {utility_of(from, bargaining::mean_of), bargaining::mean_of(from.reservation), {}});
  }
  for (std::size_t r = 0; r < context.problem.red_lines.size(); ++r) {
    const bargaining::UncertainRedLine& line = context.problem.red_lines[r];
    if (line.negotiator >= context.veto_count ||
        2 * bargaining::count_worlds(line.binds) <= context.problem.worlds) {
      continue;
    }
    problem.negotiators[line.negotiator].red_lines.push_back(line.never);
    lines[line.negotiator].push_back(r);
  }
  return problem;
}

Certificate certify(const SettleContext& context, const RunControl& control) {
  std::vector<std::vector<std::size_t>> lines;
  const bargaining::Problem problem = central_problem(context, lines);
  RunControl quiet = control;
  quiet.progress = {};
  bargaining::ProofOptions options;
  options.max_clashes = options.max_corrections = 1000;
  const bargaining::ProofSummary proof = bargaining::prove(problem, options, quiet);
  if (control.stop.stop_requested()) throw Stopped{};
  Certificate certificate;
  certificate.possible = proof.verdict == bargaining::ProofSummary::Verdict::possible;
  certificate.complete =
      proof.verdict != bargaining::ProofSummary::Verdict::unknown && (certificate.possible || proof.complete);
  certificate.method = proof.reason;
  if (proof.witness) certificate.witness = *proof.witness;
  for (const std::vector<std::size_t>& clash : proof.clashes) {
    std::vector<Demand>& demands = certificate.clashes.emplace_back();
    for (const std::size_t i : clash) demands.push_back(demand_of(context, lines, proof.constraints[i]));
  }
  for (const bargaining::Concession& concession : proof.concessions) {
    certificate.concessions.push_back({demand_of(context, lines, proof.constraints[concession.constraint]),
                                       100.0 * concession.lower_by, concession.opens,
                                       concession.least_surplus});
  }
  return certificate;
}

bargaining::UncertainProblem uncertain_problem(const SettleContext& context, std::size_t worlds) {
  bargaining::UncertainProblem problem{context.problem.space, context.problem.feasible, {}, {}};
  std::vector<std::size_t> lines;
  for (std::size_t r = 0; r < context.problem.red_lines.size(); ++r) {
    if (context.problem.red_lines[r].negotiator >= context.veto_count) continue;
    lines.push_back(r);
    problem.red_lines.push_back(context.problem.red_lines[r].never);
  }
  for (std::size_t w = 0; w < std::min(worlds, context.problem.worlds); ++w) {
    bargaining::UncertainWorld& world = problem.worlds.emplace_back();
    for (std::size_t n = 0; n < context.veto_count; ++n) {
      const bargaining::UncertainNegotiator& from = context.problem.negotiators[n];
      // Every bonus stays, so that all worlds have the same shape.
      bargaining::Utility utility =
          utility_of(from, [&](const std::vector<double>& column) { return column[w]; });
      utility.bonuses.clear();
      for (const bargaining::UncertainBonus& bonus : from.bonuses) {
        utility.bonuses.push_back({bonus.when, bonus.amount[w]});
      }
      world.utilities.push_back(std::move(utility));
      world.reservations.push_back(from.reservation[w]);
    }
    for (const std::size_t r : lines) {
      world.active.push_back((context.problem.red_lines[r].binds[w / 64] >> (w % 64)) & 1u);
    }
  }
  return problem;
}

}  // namespace offramp
