// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "offramp/analysis/standing/result.h"
#include "offramp/analysis/worlds/case_problem.h"
#include "offramp/analysis/worlds/rungs.h"
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

/// The case as a bargaining problem in two halves of the worlds: settlements are chosen by the first and
/// judged by the second, so that no share is flattered by the search for the settlement it is about. A single
/// world is both. Halves of the points of a digital net are nets again; its even and odd points are none.
struct Halves {
  explicit Halves(const CaseProblem& posed);
  Halves(const Halves&) = delete;
  Halves& operator=(const Halves&) = delete;

  WorldTable choosing_table, judging_table;
  CaseProblem choosing, judging;
  WorldSet choosing_feints, judging_feints;  ///< feints_of
};

/// Refers to the halves, whose parts it names anew, and which must outlive it. What is named without a word
/// is of the judging half.
struct SettleContext {
  explicit SettleContext(const Halves& halves, const StopToken& stop = {})
      : halves(halves),
        stop(stop),
        c(halves.judging.c),
        table(halves.judging_table),
        parties(halves.judging.parties),
        veto_count(halves.judging.veto_count),
        red_lines(halves.judging.red_lines),
        problem(halves.judging.problem) {}

  const Halves& halves;
  StopToken stop;  ///< whoever looks at many settlements asks it
  const Case& c;
  const WorldTable& table;
  const std::vector<PartyId>& parties;
  std::size_t veto_count;
  const std::vector<RedLineId>& red_lines;
  const bargaining::UncertainProblem& problem;
  bargaining::AcceptanceTable acceptance;
  bargaining::AcceptanceTable choosing;  ///< the same rows in the choosing half
  /// Where the space is searched rather than listed: the short list that both tables are about, in
  /// lexicographic order. Empty: choosing.settlement numbers every feasible settlement.
  std::vector<bargaining::Settlement> short_list{};
  std::vector<CentralPoint> central_points{};  ///< of a searched space; without those that were not proven
  /// Of a searched space: what most of the first worlds accept, by search.
  std::optional<bargaining::RobustSummary> most_accepted{};
  std::vector<double> most_gain{};  ///< [veto player]: of any settlement, in the choosing half

  /// Called once both tables are there.
  void find_most_gains();

  std::size_t feasible() const { return choosing.all.size(); }
  /// Expected utility minus expected reservation.
  double gain(std::size_t negotiator, std::size_t position) const;
  /// Of the choosing half: the least gain of a veto player, each as a share of the most that it could gain.
  double least_share(std::size_t position) const;
  bargaining::Settlement settlement(std::size_t position) const;
  /// Where a settlement stands among those listed.
  std::optional<std::size_t> position_of(const bargaining::Settlement& settlement) const;
};

/// Report of one feasible settlement; `pareto` is left false.
SettlementReport report_of(const SettleContext& context, std::size_t position);
/// The same from a row of another table over the context's problem, that of `settlement`.
SettlementReport report_of(const SettleContext& context, const bargaining::AcceptanceTable& table,
                           std::size_t row, const bargaining::Settlement& settlement);

/// The type of every party that has some, in a world.
std::vector<std::uint16_t> profile_of(const WorldTable& table, std::size_t world);
/// The choosing half's profiles as classes, numbered as they first occur, and its feints.
bargaining::AcceptanceClasses profiles_of(const Halves& halves);

/// Rank of a row by how often all sign, ties sharing the better one, and how many rows have its count.
struct Rank {
  std::size_t rank = 0, tied = 0;
};
Rank rank_of(const SettleContext& context, std::size_t row);

/// Report of any settlement, listed or not.
SettlementReport report_at(const SettleContext& context, const bargaining::Settlement& settlement);

/// A total order of preference among feasible settlements, by the choosing half: more worlds in which all
/// accept and mean it, then a larger least_share, then the raw index.
bool ranks_before(const SettleContext& context, std::size_t a, std::size_t b);

/// The row that is signed most often in the choosing half; of several the one that ranks first.
std::size_t most_signed(const SettleContext& context);

}  // namespace offramp
