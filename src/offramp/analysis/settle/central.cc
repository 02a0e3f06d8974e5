// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/settle/central.h"

#include "offramp/bargaining/proof/proof.h"
#include "offramp/bargaining/worlds/certain.h"

namespace offramp {
namespace {

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

Certificate certify(const SettleContext& context, const RunControl& control) {
  const bargaining::ExpectedProblem central = bargaining::expected_problem(context.problem);
  RunControl quiet = control;
  quiet.progress = {};
  bargaining::ProofOptions options;
  options.max_clashes = options.max_corrections = 1000;
  const bargaining::ProofSummary proof = bargaining::prove(central.problem, options, quiet);
  if (control.stop.stop_requested()) throw Stopped{};
  Certificate certificate;
  certificate.possible = proof.verdict == bargaining::ProofSummary::Verdict::possible;
  certificate.complete =
      proof.verdict != bargaining::ProofSummary::Verdict::unknown && (certificate.possible || proof.complete);
  certificate.method = proof.reason;
  if (proof.witness) certificate.witness = *proof.witness;
  for (const std::vector<std::size_t>& clash : proof.clashes) {
    std::vector<Demand>& demands = certificate.clashes.emplace_back();
    for (const std::size_t i : clash)
      demands.push_back(demand_of(context, central.lines, proof.constraints[i]));
  }
  for (const bargaining::Concession& concession : proof.concessions) {
    certificate.concessions.push_back(
        {demand_of(context, central.lines, proof.constraints[concession.constraint]),
         100.0 * concession.lower_by, concession.opens, concession.least_surplus});
  }
  return certificate;
}

}  // namespace offramp
