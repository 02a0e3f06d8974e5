// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "offramp/bargaining/process/process.h"
#include "offramp/bargaining/proof/proof.h"
#include "offramp/base/run/progress.h"
#include "offramp/formats/read_files.h"

/// What `offramp space` answers about a scenario, as plain results. The engines compute; text and JSON
/// (briefing/space) only show.
namespace offramp::formats {

/// How an answer stands. `exact`: proven; `grid`: proven on the grid of the real issues;
/// `bounded`: the true value lies between the stated value and bound; `none`: proven that there is none;
/// `unknown`: not found within the limits.
enum class Standing { exact, grid, bounded, none, unknown };
std::string_view standing_text(Standing standing);

struct PartyInfo {
  std::string name;
  double reservation = 0.0;
  double discount = 1.0;
  double worst = 0.0;  ///< over all settlements; bounds of it if `additive` is false
  double best = 0.0;
  bool additive = true;
  std::size_t boxes = 0;
};

struct SpaceInfo {
  std::string name;
  std::vector<std::string> files;  ///< "Genius domain: Camera.xml"
  std::vector<IssueFrame> issues;
  double settlements = 0.0;  ///< infinite with a real issue
  std::vector<PartyInfo> parties;
};
SpaceInfo space_info(const Scenario& scenario);

struct SpacePoint {
  std::string idea;  ///< "Nash", ...
  Standing standing = Standing::unknown;
  double value = 0.0;  ///< what the idea makes largest
  double bound = 0.0;
  std::vector<double> utility;          ///< [party]
  std::vector<std::string> settlement;  ///< [issue]: option or number; empty for a lottery
  double ties = 0.0;                    ///< settlements that do as well; 0: not counted
  std::string remark;
};

/// Two parties who give and take whole issues (bargaining::adjusted_winner). What an issue is worth to a
/// party is the span from its worst to its best option on it; who wins an issue has its own best option
/// there.
struct SpaceWinner {
  std::vector<double> share;           ///< [issue]: what the first party gets of it, in [0, 1]
  std::array<double, 2> points{};      ///< of each party, of 100
  std::optional<std::size_t> divided;  ///< the issue that is split, if one is
};

/// Two parties who make offers in turn without end while time costs them what their discount factors say
/// (bargaining::rubinstein), over one pie of size 1 and nothing outside.
struct SpacePatience {
  /// One round is this share of the time over which the files' factors discount.
  double round = 0.01;
  std::array<double, 2> discount{};               ///< of one round
  std::array<std::array<double, 2>, 2> shares{};  ///< [who offers first][party], agreed at once
  std::array<double, 2> limit{};  ///< rounds ever shorter; the weights of the point "Nash, by patience"
};

struct SpacePoints {
  std::vector<std::string> issues, parties;
  std::vector<double> reservation;
  std::vector<SpacePoint> points;
  std::optional<SpaceWinner> winner;      ///< two additive parties who both want something
  std::optional<SpacePatience> patience;  ///< two parties, both discount factors in (0, 1)
};
inline constexpr std::uint64_t kMostRanked = 200'000;  ///< settlements that fallback bargaining ranks
struct SpacePointOptions {
  std::vector<double> weights;  ///< of the parties: adds the weighted Nash and weighted utilitarian points
  std::vector<double>
      interim;  ///< utility of the parties in an interim agreement: adds Gupta and Livne's point
  /// How to run each idea's search in turn, so that a limit can hold for each; empty: a default control.
  std::function<RunControl()> control;
};
/// Nash, Kalai-Smorodinsky, egalitarian, utilitarian, relative utilitarian and equal-loss settlements above
/// the reservations; for two parties with a complete frontier also Raiffa's two solutions over lotteries.
/// Where all settlements can be ranked (kMostRanked) fallback bargaining's; for two parties the adjusted
/// winner; where files say how time discounts, the Nash point with the weights that patience gives. Real
/// issues without boxes are solved without a grid, with boxes on one.
/// @throws std::invalid_argument for weights or an interim agreement out of PointOptions' ranges.
SpacePoints space_points(const Scenario& scenario, const SpacePointOptions& options = {});

struct SpaceFrontierPoint {
  std::vector<double> utility;
  std::vector<std::string> settlement;
  std::vector<double> to;  ///< the piece runs from `utility` to here; empty for a single point
};

struct SpaceFrontier {
  std::vector<std::string> issues, parties;
  Standing standing = Standing::unknown;
  std::string remark;
  std::vector<double> epsilon;  ///< bounded: each true point is at most this much better, by party
  std::size_t size = 0;         ///< points, or pieces if there are real issues
  bool pieces = false;
  std::vector<SpaceFrontierPoint> points;  ///< the first `listed`, best for the first party first
};
/// The Pareto frontier over all settlements, or with `above_reservations` over those that all accept.
SpaceFrontier space_frontier(const Scenario& scenario, std::size_t listed, bool above_reservations,
                             const RunControl& control = {});

struct SpaceProof {
  std::vector<std::string> issues, parties;
  std::vector<double> reservation;
  bargaining::ProofSummary proof;
  bool grid = false;
  std::vector<std::string> witness;             ///< [issue]
  std::vector<double> witness_utility;          ///< [party]
  std::vector<std::string> constraints;         ///< in words
  std::vector<std::vector<std::string>> opens;  ///< [concession][issue]
};
/// Is there a settlement that everyone prefers to its reservation? With one, or with all minimal clashes
/// and every single concession that would open the zone.
SpaceProof space_proof(const Scenario& scenario, const RunControl& control = {});

struct SimulationOptions {
  enum class Protocol { offers, single_text, annealing_mediator, joint_improvement };
  Protocol protocol = Protocol::offers;
  std::vector<bargaining::AgentSpec> agents;  ///< one for each party, or one for all
  bargaining::ProcessOptions process;
  double temperature = 0.0;  ///< single text: of every party; annealing mediator: the mediator's
};

struct SpaceSimulation {
  std::vector<std::string> issues, parties, agents;
  std::vector<std::vector<std::string>> frequent;  ///< [agreement][issue]
  std::string protocol;
  SimulationOptions options;
  bool grid = false;
  bargaining::ProcessSummary summary;
};
/// @throws std::invalid_argument as simulate_offers and simulate_mediation.
SpaceSimulation space_simulation(const Scenario& scenario, const SimulationOptions& options,
                                 const RunControl& control = {});

/// "boulware", "linear", "conceder", "time:BETA", "tft", "tft:START" or "micro"; nothing if it is none.
std::optional<bargaining::AgentSpec> parse_agent(std::string_view text);

}  // namespace offramp::formats
