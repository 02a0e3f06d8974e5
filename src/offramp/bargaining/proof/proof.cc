// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/proof/proof.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "offramp/bargaining/proof/clash.h"
#include "offramp/bargaining/proof/search.h"

namespace offramp::bargaining {
namespace {

using Kind = ProblemConstraint::Kind;

std::vector<Condition> rules_of(const Problem& problem) {
  std::vector<Condition> rules = problem.feasible;
  for (const Negotiator& negotiator : problem.negotiators) {
    for (const Condition& line : negotiator.red_lines) rules.push_back(Condition::negation(line));
  }
  return rules;
}

std::vector<Utility> utilities_of(const Problem& problem) {
  std::vector<Utility> utilities;
  for (const Negotiator& negotiator : problem.negotiators) utilities.push_back(negotiator.utility);
  return utilities;
}

class Prover {
 public:
  Prover(const Problem& problem, const ProofOptions& options, const RunControl& control)
      : problem_(problem),
        options_(options),
        control_(control),
        model_(problem.space, rules_of(problem), utilities_of(problem)) {
    summary_.constraints = constraints_of(problem);
    std::size_t rule = 0;
    for (const ProblemConstraint& constraint : summary_.constraints) {
      const bool row = constraint.kind == Kind::reservation;
      place_.push_back(row ? model_.rules.size() + constraint.negotiator : rule++);
    }
  }

  ProofSummary run() {
    const ConstraintSet all(summary_.constraints.size(), true);
    const SearchAnswer first = ask(all);
    if (first.outcome == SearchAnswer::Outcome::found) {
      summary_.verdict = ProofSummary::Verdict::possible;
      summary_.witness = first.settlement;
      summary_.complete = true;
      summary_.reason = "found a settlement inside all constraints";
    } else if (first.outcome == SearchAnswer::Outcome::none) {
      summary_.verdict = ProofSummary::Verdict::impossible;
      summary_.reason = "searched every settlement";
      explain();
    } else {
      summary_.reason = first.outcome == SearchAnswer::Outcome::stopped
                            ? "stopped by the caller"
                            : fmt::format("reached max_nodes = {}", options_.max_nodes);
    }
    return std::move(summary_);
  }

 private:
  SearchTask task(const ConstraintSet& active) const {
    SearchTask task;
    task.rules.assign(model_.rules.size(), false);
    task.rows.assign(model_.rows.rows(), false);
    for (std::size_t c = 0; c < active.size(); ++c) {
      if (!active[c]) continue;
      if (place_[c] < model_.rules.size()) {
        task.rules[place_[c]] = true;
      } else {
        task.rows[place_[c] - model_.rules.size()] = true;
      }
    }
    for (const Negotiator& negotiator : problem_.negotiators) {
      task.threshold.push_back(negotiator.reservation - kTieTolerance);
      task.base.push_back(negotiator.reservation);
    }
    task.max_nodes = options_.max_nodes;
    return task;
  }

  SearchAnswer run(const SearchTask& task) {
    SearchAnswer answer = search(model_, task, control_.stop, control_.progress);
    summary_.nodes += answer.nodes;
    ++summary_.calls;
    return answer;
  }
  SearchAnswer ask(const ConstraintSet& active) { return run(task(active)); }

  double surplus(std::size_t negotiator, const Settlement& settlement) const {
    return model_.rows.utility(negotiator).of(settlement) - problem_.negotiators[negotiator].reservation;
  }

  ConstraintSet met_by(const Settlement& settlement) const {
    ConstraintSet met(place_.size());
    for (std::size_t c = 0; c < place_.size(); ++c) {
      met[c] = place_[c] < model_.rules.size()
                   ? model_.conditions[place_[c]].holds(settlement)
                   : model_.rows.utility(place_[c] - model_.rules.size()).of(settlement) >=
                         problem_.negotiators[place_[c] - model_.rules.size()].reservation - kTieTolerance;
    }
    return met;
  }

  Compatibility decide(const ConstraintSet& set) {
    const SearchAnswer answer = ask(set);
    if (answer.outcome == SearchAnswer::Outcome::found) {
      return {Compatibility::Verdict::compatible, met_by(*answer.settlement)};
    }
    if (answer.outcome != SearchAnswer::Outcome::none) return {};
    ConstraintSet core(set.size());
    for (std::size_t c = 0; c < set.size(); ++c) core[c] = set[c] && answer.core[place_[c]];
    return {Compatibility::Verdict::clash, std::move(core)};
  }

  void explain() {
    ClashOptions clash_options;
    clash_options.max_clashes = options_.list_clashes ? options_.max_clashes : 1;
    clash_options.max_corrections = options_.max_corrections;
    const ClashSummary found = enumerate_clashes(
        place_.size(), [&](const ConstraintSet& set) { return decide(set); }, clash_options, control_);
    summary_.clashes = found.clashes;
    summary_.corrections = found.corrections;
    summary_.complete = found.status == ClashSummary::Status::complete;
    if (!summary_.complete) summary_.reason += "; the list of clashes is not complete: " + found.reason;
    if (!options_.find_concessions || !options_.list_clashes) return;
    for (const std::vector<std::size_t>& correction : found.corrections) {
      if (correction.size() == 1 && !control_.stop.stop_requested()) concede(correction.front());
    }
    rank();
  }

  void concede(std::size_t constraint) {
    ConstraintSet others(place_.size(), true);
    others[constraint] = false;
    SearchTask best = task(others);
    best.goal = SearchTask::Goal::least_surplus;
    const bool reservation = summary_.constraints[constraint].kind == Kind::reservation;
    const std::size_t party = summary_.constraints[constraint].negotiator;
    for (std::size_t n = 0; n < problem_.negotiators.size(); ++n) {
      if (!reservation || n == party) best.objective.push_back(n);
    }
    if (best.objective.empty()) best.goal = SearchTask::Goal::any;
    const SearchAnswer answer = run(best);
    if (!answer.settlement) return;
    Concession concession;
    concession.constraint = constraint;
    concession.opens = *answer.settlement;
    concession.proven = answer.outcome == SearchAnswer::Outcome::found;
    concession.least_surplus = std::numeric_limits<double>::infinity();
    for (std::size_t n = 0; n < problem_.negotiators.size(); ++n) {
      concession.least_surplus = std::min(concession.least_surplus, surplus(n, concession.opens));
    }
    if (problem_.negotiators.empty()) concession.least_surplus = 0.0;
    if (reservation) {
      concession.lower_by = -surplus(party, concession.opens);
      const double range =
          model_.rows.highest(party, model_.domains) - model_.rows.lowest(party, model_.domains);
      concession.lower_by_share = range > 0 ? concession.lower_by / range : 1.0;
    }
    summary_.concessions.push_back(std::move(concession));
  }

  void rank() {
    std::stable_sort(summary_.concessions.begin(), summary_.concessions.end(),
                     [&](const Concession& a, const Concession& b) {
                       const bool first = summary_.constraints[a.constraint].kind == Kind::reservation;
                       const bool second = summary_.constraints[b.constraint].kind == Kind::reservation;
                       if (first != second) return first;
                       if (first && a.lower_by_share != b.lower_by_share)
                         return a.lower_by_share < b.lower_by_share;
                       if (!first && a.least_surplus != b.least_surplus)
                         return a.least_surplus > b.least_surplus;
                       return a.constraint < b.constraint;
                     });
  }

  const Problem& problem_;
  const ProofOptions& options_;
  const RunControl& control_;
  SearchModel model_;
  std::vector<std::size_t> place_;  // of each constraint: its rule, or rules + its row
  ProofSummary summary_;
};

}  // namespace

std::vector<ProblemConstraint> constraints_of(const Problem& problem) {
  std::vector<ProblemConstraint> constraints;
  for (std::size_t k = 0; k < problem.feasible.size(); ++k) constraints.push_back({Kind::feasibility, 0, k});
  for (std::size_t n = 0; n < problem.negotiators.size(); ++n) {
    for (std::size_t k = 0; k < problem.negotiators[n].red_lines.size(); ++k) {
      constraints.push_back({Kind::red_line, n, k});
    }
    constraints.push_back({Kind::reservation, n, 0});
  }
  return constraints;
}

ProofSummary prove(const Problem& problem, const ProofOptions& options, const RunControl& control) {
  if (options.max_nodes < 1) {
    throw std::invalid_argument(
        fmt::format("prove: max_nodes must be at least 1; got {}", options.max_nodes));
  }
  if (options.max_clashes < 1 || options.max_corrections < 1) {
    throw std::invalid_argument("prove: max_clashes and max_corrections must be at least 1");
  }
  for (const Negotiator& negotiator : problem.negotiators) {
    if (!std::isfinite(negotiator.reservation)) {
      throw std::invalid_argument(fmt::format("prove: a reservation is {}", negotiator.reservation));
    }
  }
  return Prover(problem, options, control).run();
}

}  // namespace offramp::bargaining
