// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
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

struct SpacePoints {
  std::vector<std::string> issues, parties;
  std::vector<double> reservation;
  std::vector<SpacePoint> points;
};
struct SpacePointOptions {
  std::vector<double> weights;  ///< of the parties: adds the weighted Nash and weighted utilitarian points
  std::vector<double>
      interim;  ///< utility of the parties in an interim agreement: adds Gupta and Livne's point
  /// How to run each idea's search in turn, so that a limit can hold for each; empty: a default control.
  std::function<RunControl()> control;
};
/// Nash, Kalai-Smorodinsky, egalitarian, utilitarian, relative utilitarian and equal-loss settlements above
/// the reservations; for two parties with a complete frontier also Raiffa's two solutions over lotteries.
/// Real issues without boxes are solved without a grid, with boxes on one.
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
