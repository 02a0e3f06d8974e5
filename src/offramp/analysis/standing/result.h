// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "offramp/analysis/run/run.h"
#include "offramp/analysis/standing/base_rate.h"
#include "offramp/analysis/standing/deal_result.h"
#include "offramp/analysis/standing/report_result.h"
#include "offramp/analysis/standing/rungs_result.h"
#include "offramp/bargaining/model/space.h"
#include "offramp/base/ids.h"
#include "offramp/base/number/share.h"
#include "offramp/base/text/enum_words.h"
#include "offramp/case/model/case.h"

/// What `settle` answers with: numbers and settlements, no way of finding them.
namespace offramp {

/// How many settlements the zone of agreement holds, over worlds.
struct ZoneSize {
  double mean = 0;
  double p5 = 0, p50 = 0,
         p95 =
             0;  ///< quantiles over worlds: smallest size whose share of worlds at or below is at least that
  std::size_t largest = 0;
};

/// A settlement singled out by a definition of fairness or efficiency. Computed on expected gains over
/// the expected reservation, among settlements at which no veto player's expected gain is negative and
/// no line of a veto player is crossed that binds in more than half of the worlds.
struct BargainingPoint {
  std::string name;  ///< "Nash", "Kalai-Smorodinsky", "egalitarian", "equal loss", "utilitarian",
                     ///< "relative utilitarian"
  std::string definition;
  std::string source;
  SettlementReport report;
  double value = 0;      ///< of the criterion
  std::size_t ties = 1;  ///< settlements that reach the same value, this one included
};

/// How much of an aim a settlement denies, in points of the party's utility: what the best way to reach the
/// aim gives it on the issues that the aim speaks of, less what the settlement gives it there.
struct AimDenial {
  std::string aim;    ///< text
  double points = 0;  ///< 0 to `worth`
  double worth = 0;   ///< from the worst options on these issues to the best way to reach it
};

/// What an off-ramp is the best of all candidates for.
enum class RampRole {
  works,    ///< it works in most worlds
  consent,  ///< every veto player accepts it in most worlds
  gain,     ///< the party gains most on average, of those that work at least half as often as the best
  denies    ///< it denies most of its aims, of the same
};
template <>
struct EnumWords<RampRole> {
  static constexpr EnumWord<RampRole> table[] = {{RampRole::works, "works"},
                                                 {RampRole::consent, "consent"},
                                                 {RampRole::gain, "gain"},
                                                 {RampRole::denies, "denies"}};
};

/// A settlement that denies a party at least half of what its declared aims are worth to it, and still beats
/// its alternative on average over the choosing worlds; chosen by these, judged on the others.
struct OffRamp {
  SettlementReport report;
  std::vector<RampRole> roles;
  Share works;        ///< the party accepts it and no binding red line of anybody else is crossed
  double denied = 0;  ///< of what its aims are worth, from 0.5 to 1
  std::vector<AimDenial> aims;
  std::vector<GiveGet> give_get;          ///< by issue, largest get first
  std::vector<std::string> explanations;  ///< what the party could say at home: the case's own where given
};

struct PartyOffRamps {
  PartyId party;
  bool aims_declared = false;  ///< false: the aim is taken to be its favourite option on its weightiest issue
  double aims_worth = 0;       ///< points, all aims together
  std::size_t candidates = 0;  ///< feasible settlements that deny at least half of that
  std::vector<OffRamp>
      ramps;  ///< in the order of RampRole, each once; empty if no candidate works in any world
};

struct RedLinePrice {
  RedLineId red_line;
  Share binds;              ///< share of worlds in which it holds
  Share agreement_without;  ///< chance that a deal exists if it alone were dropped
  double change = 0;        ///< agreement_without minus the chance that a deal exists; never negative
  double change_error = 0;  ///< standard error of the change: share of worlds it alone closes
};

struct AcceptanceByType {
  PartyId party;
  TypeId type;
  Share worlds;          ///< share of worlds with this type
  double prior = 0;      ///< what was believed of it before the evidence: mean over worlds, with joint_types
  double posterior = 0;  ///< with the evidence; `worlds` estimates it
  Share agreement;       ///< chance that a deal exists among them
};

struct ActualRank {
  SettlementReport report;
  bool feasible = true;  ///< false: it breaks the case's logic, and there is no rank
  std::size_t rank = 0;  ///< 1 is best by accepted_by_all; ties share the better rank; 0 if not enumerated
  std::size_t tied = 0;  ///< settlements with that same count, this one included
};

/// A point of the settlement map: expected utilities of the veto players in party order.
struct MapPoint {
  bargaining::Settlement settlement;
  std::vector<double> utility;
  double accepted_by_all = 0;
  bool pareto = false;
};

/// One thing a settlement must respect, in the central situation of a Certificate.
struct Demand {
  enum class Kind { feasibility, red_line, reservation };
  Kind kind = Kind::feasibility;
  std::size_t rule = 0;  ///< of feasibility: position in Case::feasible
  RedLineId red_line;    ///< of a red line
  PartyId party;         ///< of a red line or reservation
};

/// What giving in on one demand alone would do, all others kept.
struct SingleConcession {
  Demand demand;
  double lower_by = 0;  ///< of a reservation: points (0 to 100) by which it must fall; 0 if dropped whole
  bargaining::Settlement opens;
  double least_surplus =
      0;  ///< there: smallest gain of a veto player over its no-deal value, in [0, 1] units
};

/// Proof about the central situation: every veto player at its expected utility and no-deal value, with the
/// red lines that bind in more than half of the worlds. Exact.
struct Certificate {
  bool possible = false;  ///< a settlement inside every demand exists: `witness`
  bool complete = false;  ///< the lists below miss nothing
  bargaining::Settlement witness;
  std::vector<std::vector<Demand>> clashes;   ///< minimal sets of demands that no settlement meets together
  std::vector<SingleConcession> concessions;  ///< each opens the zone alone; easiest first
  std::string method;
};

/// A settlement that is best over all worlds at once, by one idea of robustness.
struct RobustChoice {
  std::string name;  ///< "largest share", "worst case", "tail"
  std::string definition;
  SettlementReport report;
  double value = 0;        ///< a share, or utility in [0, 1] above no deal
  double bound = 0;        ///< no settlement has more; equal to value when proven
  std::size_t worlds = 0;  ///< the first so many worlds were used
};

/// How far two bargaining points disagree.
struct Disagreement {
  std::size_t first = 0, second = 0;  ///< positions in SettleResult::points
  std::size_t issues = 0;             ///< issues on which they differ
  double largest_difference = 0;      ///< of a veto player's expected utility, in [0, 1]
};

/// A no-deal value that the case gives both by a war and directly: means over the worlds in which the party
/// is of a type (or has none) for which both are given, in points.
struct NoDealCheck {
  PartyId party;
  double computed = 0;  ///< from how the war may end
  double stated = 0;    ///< directly
  bool computed_counts = false;
};

/// Where a party's no-deal value stands among the feasible settlements: means over worlds in which it is of
/// one type, or over all if it has none.
struct NoDealStanding {
  PartyId party;
  std::optional<TypeId> type;
  double value = 0;       ///< of no deal, in [0, 1]
  double percentile = 0;  ///< share of feasible settlements that are worth less to it, in [0, 1]
  double accepts = 0;     ///< share of them that it accepts
};

/// Two types of a party whose order looks reversed: one has clearly more without a deal and yet accepts
/// clearly more settlements. A question to the analyst.
struct ReversedTypes {
  PartyId party;
  TypeId more, less;  ///< without a deal
};

/// Who must ratify the leading settlement.
struct RatifierStanding {
  std::size_t ratifier = 0;  ///< position in Case::ratifiers
  double carries = 0;        ///< chance that it carries it, mean over worlds
  /// By polls: the share of those asked that can live with it, at most (if those who refuse its options are
  /// the same people) and at least (if they are different ones); means over worlds. What counts is the first,
  /// with an error.
  std::optional<double> at_most, at_least;
  std::optional<double> gain;  ///< by a party's interests: its gain over no deal, mean over worlds
};

/// A spoiler at the leading settlement.
struct SpoilerStanding {
  PartyId party;
  Share wants;      ///< worlds in which it wants to wreck it (Spoiler)
  Share wrecks;     ///< worlds in which it would bring it down
  double gain = 0;  ///< what wrecking brings it: no deal less the settlement, mean over worlds, in [-1, 1]
};

/// Settlements with the same options on the crux: one deal and its neighbours.
struct Family {
  std::size_t settlements = 0;  ///< feasible ones
  std::size_t efficient = 0;    ///< of them (SettlementReport::pareto)
  std::size_t alike = 0;        ///< besides the leader, signed and meant within one standard error as often
  bool efficient_leader =
      false;  ///< false: another settlement is better for one and worse for none on average
};

/// What the parties divide on: the issue or two on which another option, all else as in the text signed most
/// often, turns one veto player from yes to no and another from no to yes in most worlds, counting less where
/// what comes of it is hardly signed. The second issue only if it divides half as much. Families are told
/// apart by it.
struct Crux {
  std::vector<IssueId> issues;  ///< one or two; the weightiest where nobody turns
  std::size_t families = 0;     ///< combinations of options on them that are feasible
  std::optional<std::size_t>
      rival;  ///< in `ranked`: the package to set against the first; none: nobody turns
  /// What the acceptance of one party falls and that of another rises from the first package to the rival,
  /// the smaller of the two: a share of worlds.
  double turn = 0;
};

/// The settlement from whose tabling a party can expect most.
struct TabledBy {
  PartyId party;
  SettlementReport report;
  /// Of its gain over no deal where the last modelled rung is reached and nothing elsewhere: mean over
  /// worlds.
  double expected = 0;
};

/// What a choice could fall on if more were known. A choice among the settlements that lead today says little
/// of what knowledge is worth: they are copies of one deal.
struct Cover {
  /// The text signed most often; then what is signed most often where a party is of a type, a red line binds
  /// or does not, a circumstance obtains or does not, and where two such things are so (parts_of); then
  /// settlements that add most worlds to those in which one of them is signed. Each once, at most kMost.
  std::vector<bargaining::Settlement> list;
  std::size_t covered = 0;    ///< worlds of the choosing half in which some settlement of the list is signed
  std::size_t coverable = 0;  ///< in which any settlement is: of a searched space, any of its short list
  static constexpr std::size_t kMost = 128;
};

struct SettleResult {
  std::uint64_t seed = 0;
  std::size_t worlds = 0;    ///< drawn; every share is one of their second half (Ladder)
  int days = 0;              ///< after as_of, at which no-deal values are read
  double space_size = 0;     ///< raw settlements
  std::size_t feasible = 0;  ///< that obey the case's logic
  std::vector<PartyId> veto_players;
  /// Every issue, those first that weigh most with the veto players together: by the sum over them of the
  /// middle value of its weight, as a share of the party's middle weights.
  std::vector<IssueId> weightiest_issues;
  Share agreement;  ///< chance that the zone of agreement is not empty
  ZoneSize zone;
  std::vector<bool> agreed;  ///< [world], of both halves: whether the zone is not empty
  Cover cover;
  Ladder ladder;
  Band band;  ///< without entries where only worlds are known, not how they were drawn (settle_worlds)
  std::optional<BaseRate>
      outside;  ///< beside the answer, never in it; absent: the case does not say what it is
  Credence words = Credence::all;                       ///< how words count in this answer
  std::vector<std::pair<PartyId, double>> words_about;  ///< parties spoken of: how far that is believed
  /// Whose page it is, and so what leads: a party's, by what it can expect from tabling a settlement; absent:
  /// a mediator's, by how often the last rung is reached.
  std::optional<PartyId> perspective;
  SettlementReport mediator_leads;  ///< what leads a mediator's page
  std::vector<TabledBy> tabled;     ///< what each veto player, and the party of the page, would table
  std::size_t considered = 0;       ///< settlements looked at for that and for the last rung
  /// Different deals: the leaders of the best families. What leads the page is first (Leading), the others
  /// by the worlds in which they reach the last rung in the choosing half.
  std::vector<SettlementReport> ranked;
  std::vector<Family> families;  ///< [ranked]
  Crux crux;
  std::vector<Deal> deals;  ///< of the leading package, then of the rival where there is one
  std::optional<Fallback>
      fallback;  ///< absent: nobody refuses the leading text, or nothing is signed where it does
  std::size_t pareto_count = 0;
  std::vector<MapPoint> map;  ///< the Pareto set and the most accepted settlements, at most kMaxMap
  static constexpr std::size_t kMaxMap = 2000;
  std::vector<double> expected_reservation;  ///< [veto player]
  std::vector<std::vector<double>>
      reservation_quantiles;  ///< [veto player][i]: i-th of 20 equally likely values, (i + .5) / 20
  std::vector<NoDealCheck> no_deal_checks;  ///< in party order
  std::vector<BargainingPoint> points;
  std::string no_points_because;         ///< when points is empty
  std::vector<PartyOffRamps> off_ramps;  ///< one for each veto player
  std::vector<RedLinePrice> red_lines;   ///< in file order
  /// If the chance that a deal exists is nil: the smallest sets of red lines that close the zone in every
  /// world together with the reservations; an empty set: the reservations close it alone.
  std::vector<std::vector<RedLineId>> closing_sets;
  Certificate certificate;
  std::vector<RobustChoice> robust;
  std::vector<Disagreement> disagreements;  ///< every pair of points
  bool types_from_evidence = false;         ///< types were drawn from the posterior; false: from the prior
  std::vector<AcceptanceByType> by_type;
  std::vector<RatifierStanding> ratifiers;  ///< in the order of the case
  std::vector<SpoilerStanding> spoilers;    ///< in the order of the case
  std::vector<DraftStanding> drafts;        ///< in the order of the case
  std::vector<ReversedTypes> reversed_types;
  std::vector<NoDealStanding> no_deal_stands;  ///< in party order; empty if not enumerated
  std::optional<ActualRank> actual;
  std::string method;                ///< one line: enumeration or search, and what is exact
  bool enumerated = true;            ///< false: `ranked` are the best found by search, not of all settlements
  std::size_t undecided_worlds = 0;  ///< worlds in which the search proved neither; counted as no agreement
};

}  // namespace offramp
