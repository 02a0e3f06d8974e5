// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/worlds/case_problem.h"
#include "offramp/bargaining/acceptance/acceptance.h"
#include "offramp/bargaining/fairness/fairness.h"
#include "offramp/bargaining/robust/robust.h"

/// What the parts of `settle` share: the case as a bargaining problem, and the table of its settlements.
namespace offramp {

/// A fairness point of the central situation, proven where the space is searched.
struct CentralPoint {
  bargaining::Fairness fairness;
  std::vector<bargaining::Settlement> settlements;  ///< those that tie, or the first of them
  double value = 0.0;
  std::size_t ties = 1;
};

/// Refers to a CaseProblem, whose parts it names anew, and which must outlive it.
struct SettleContext {
  explicit SettleContext(const CaseProblem& posed)
      : c(posed.c),
        table(posed.table),
        parties(posed.parties),
        veto_count(posed.veto_count),
        red_lines(posed.red_lines),
        problem(posed.problem) {}

  const Case& c;
  const WorldTable& table;
  const std::vector<PartyId>& parties;
  std::size_t veto_count;
  const std::vector<RedLineId>& red_lines;
  const bargaining::UncertainProblem& problem;
  bargaining::AcceptanceTable acceptance;
  /// Where the space is searched rather than listed: the short list that `acceptance` is about, in
  /// lexicographic order. Empty: acceptance.settlement numbers every feasible settlement.
  std::vector<bargaining::Settlement> short_list{};
  std::vector<CentralPoint> central_points{};  ///< of a searched space; without those that were not proven
  /// Of a searched space: what most of the first worlds accept, by search.
  std::optional<bargaining::RobustSummary> most_accepted{};

  std::size_t feasible() const { return acceptance.all.size(); }
  /// Expected utility minus expected reservation.
  double gain(std::size_t negotiator, std::size_t position) const;
  /// Smallest acceptance count of a veto player, and which one.
  std::uint32_t least_acceptance(std::size_t position) const;
  bargaining::Settlement settlement(std::size_t position) const;
  /// Where a settlement stands among those listed.
  std::optional<std::size_t> position_of(const bargaining::Settlement& settlement) const;
};

/// Report of one feasible settlement; `pareto` is left false.
SettlementReport report_of(const SettleContext& context, std::size_t position);
/// The same from a row of another table over the context's problem, that of `settlement`.
SettlementReport report_of(const SettleContext& context, const bargaining::AcceptanceTable& table,
                           std::size_t row, const bargaining::Settlement& settlement);

/// A total order of preference among feasible settlements: more worlds in which all accept, then a
/// stronger weakest link, then a larger sum of expected gains of the veto players, then the raw index.
bool ranks_before(const SettleContext& context, std::size_t a, std::size_t b);

std::vector<BargainingPoint> bargaining_points(const SettleContext& context, std::string& no_points_because);
std::vector<PartyOffRamps> off_ramps(const SettleContext& context);

}  // namespace offramp
