// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/worlds/worlds.h"
#include "offramp/sensitivity/choice/flip.h"
#include "offramp/sensitivity/choice/information.h"
#include "offramp/sensitivity/choice/robust.h"
#include "offramp/sensitivity/choice/scenario.h"
#include "offramp/sensitivity/design/design.h"
#include "offramp/sensitivity/measure/indices.h"
#include "offramp/sensitivity/measure/tornado.h"

/// `weigh`: what does the answer of `settle` rest on? Reads the worlds that `settle` was run on; runs nothing
/// again unless a design is asked for.
namespace offramp {

/// One column of the table of worlds that can move the answer.
struct WeighInput {
  enum class Kind { quantity, type, red_line, circumstance };
  Kind kind = Kind::quantity;
  std::string id;  ///< path of its dimension: "no_deal.fry.utility", "types.fry", "red_lines.no_core"
  InputId input;   ///< of a quantity
  PartyId party;   ///< of a type
  RedLineId line;  ///< of a red line: 1 where it binds, 0 where its draw or its party's type drops it
  CircumstanceId circumstance;  ///< of a circumstance: 1 where it obtains
  /// A red line that only some of its party's types have: it binds or not with the type, so that the two are
  /// not independent. Its share alone is of what binds; its total, and what it does together with others, are
  /// of the draw that is left once the type is known.
  bool by_type = false;
  /// Acts only through a type or a red line: a prior, a joint factor, a share that finds something
  /// unacceptable, a likelihood. Not independent of what it acts through, so the table gives it no total
  /// index; a design, which moves the coordinates behind both, does.
  bool through = false;
  Basis basis = Basis::judgement;
  Confidence confidence = Confidence::unstated;
  std::vector<SourceId> sources;  ///< each once, in order of number
};

/// What is explained.
struct WeighOutput {
  enum class Kind {
    agreement,   ///< 1 where some settlement is accepted by every veto player
    acceptance,  ///< 1 where the recommended settlement is
    reach,       ///< 1 where it reaches the last rung that the case models; only if that is not the first
    risk,  ///< how far the recommended settlement leaves the veto player that fares worst under it below
           ///< its no-deal value, red lines aside: [0, 1], 0 where it leaves none below
    reservation,  ///< no-deal value of a veto player, [0, 1]
  };
  Kind kind = Kind::agreement;
  PartyId party;               ///< of a reservation
  std::vector<double> values;  ///< [world]
  std::size_t unclear = 0;     ///< bars of the tornado that cannot be told from nought
  /// Among those of them that are numbers read from the table as it is, the bar with the middle noise floor
  /// (position in `tornado`): smaller effects than its floor would not be seen. Absent: there are none.
  std::optional<std::size_t> typical_floor;
  sensitivity::Indices indices;  ///< [input]; not available in the short form
  std::vector<sensitivity::Estimate>
      factors;  ///< [factor of the case]: first-order index of its draw; likewise
  /// Significant bars first, then by size of swing.
  std::vector<sensitivity::TornadoBar> tornado;
  std::optional<sensitivity::TwoWayMap> map;  ///< over its leading pair
};

/// Whether an output is 0 or 1 in each world, so that its mean is a chance.
inline bool is_chance(WeighOutput::Kind kind) {
  return kind == WeighOutput::Kind::agreement || kind == WeighOutput::Kind::acceptance ||
         kind == WeighOutput::Kind::reach;
}

/// Settlements that are compared with one another. The first is the recommended one, first in `settle`'s
/// ranking.
struct ShortListed {
  bargaining::Settlement settlement;
  std::vector<std::string> roles;  ///< "ranked 1", "Nash", "off-ramp nato"
  Share accepted_by_all;
};

/// An input that moves an output beyond doubt.
struct KeyAssumption {
  std::size_t input = 0;
  double swing = 0.0;      ///< larger swing, of agreement, acceptance or reach, signed, in probability
  double margin = 0.0;     ///< half the width of the swing's 95 % interval
  std::size_t output = 0;  ///< of which output
  bool judgement = false;  ///< an analyst's judgement: no source states or implies it
};

/// Expected value of one `watch` item of the case: of choosing as in Information after it was seen, or was
/// not, in place of before.
struct WatchValue {
  std::size_t watch = 0;
  bool relevant = false;          ///< its party's type is among the inputs
  sensitivity::TriedValue value;  ///< at the mean likelihoods, which is what they count for in expectation
  double low = 0.0, high = 0.0;   ///< 5th and 95th percentile over the likelihoods' own uncertainty
  bool changes_choice = false;    ///< seen or not seen, another settlement would be backed
  double seen = 0.0;              ///< chance that it will be seen
  double cost = 0.0;              ///< mean, in the case's own unit
  double lead_time = 0.0;         ///< days, median
  double per_cost() const { return value.gain.value / cost; }
};

/// A flip looked at again: the chain run anew with the inputs held just short of it and just beyond it.
struct FlipCheck {
  bool run = false;        ///< only flips that stand first in their list are run
  bool confirmed = false;  ///< the rival is not ahead short of the flip, and ahead beyond it by more than
                           ///< noise (the 95 % interval of its lead)
  std::size_t worlds = 0;  ///< fresh worlds beyond it: of another seed than the table's
  /// Lead of the rival over the recommended choice on either side. With types and lines: in the fresh worlds
  /// elsewhere, and in those where they are so.
  sensitivity::Estimate short_of, beyond;
};

/// Two inputs that flip the answer together though neither does so alone, or not so near its middle.
struct JointFlip {
  struct Side {
    std::size_t input = 0;
    std::optional<std::size_t> level;  ///< of a type or a red line
    double score = 0.0;                ///< of a number: signed distance from the median, normal scores
    double value = 0.0;                ///< of a number
  };
  Side a, b;
  double distance = 0.0;  ///< Euclidean in scores; 0 between types and lines
  double share = 1.0;     ///< of worlds at the levels named
  std::size_t to = 0;
  FlipCheck check;
};

/// Where one of several choices stops to be the best.
struct WeighFlips {
  sensitivity::FlipPoints points;
  std::vector<FlipCheck> nearest, levels;  ///< as in points.nearest, points.levels
  std::vector<JointFlip> joint;            ///< nearest first, then by share of worlds
};

/// What the user wants. Mediator: 1 when every veto player accepts the settlement that is backed. A party:
/// its utility at that settlement where every veto player accepts it, its no-deal value elsewhere.
struct Objective {
  std::optional<PartyId> party;  ///< empty: the mediator's
};

/// What knowing something is worth. The choice is among the settlements that could be backed if it were
/// known: `settle`'s cover of the worlds, not the short list. They were found in the first half of the
/// worlds, so lessons are learned there and scored in the second half, as in the ladder. To a mediator
/// knowing everything is worth what lies between one text and the deal that exists. Groups are contacts: what
/// it would be worth to know all that is uncertain about the parties that a contact knows, which nobody knows
/// whole.
struct Information {
  sensitivity::InformationValue value;
  std::vector<bargaining::Settlement> choices;  ///< the recommended one first
  std::vector<std::vector<std::size_t>> sets;   ///< of value.sets_tried: inputs known together, types first
  std::vector<std::size_t> contacts;            ///< of value.groups_tried: position in Case::contacts
};

struct WeighDesign {
  std::vector<sensitivity::DesignIndices> indices;  ///< [output][group]
  std::vector<std::size_t> inputs;  ///< [group]: input; the last group, if `others` > 0, has none
  std::size_t others = 0;           ///< inputs moved together in the last group
};

struct WeighOptions {
  std::size_t short_list = 12;  ///< at least 1
  Objective objective;
  bool complete = true;  ///< false: outputs up to reach, tornado, a coarse map, flips, key
                         ///< assumptions only
  bool confirm = true;   ///< run the chain again at the first flips
  bool design = false;   ///< total indices of all outputs by re-running the chain on designed points
  std::size_t base_points = 16384;
  std::size_t design_inputs = 30;  ///< leading inputs with an index of their own
};

struct WeighResult {
  int days = 0;         ///< after as_of, at which no-deal values were read
  RunOptions drawn_as;  ///< how the worlds were drawn
  WordTrust trust;      ///< how far words were believed in them
  std::uint64_t seed = 0;
  std::size_t worlds = 0;
  Objective objective;
  std::vector<WeighInput> inputs;
  std::size_t left_out = 0;  ///< uncertain quantities that can move none of the outputs
  sensitivity::Table table;  ///< [input][world]
  /// Agreement, acceptance, reach if the case models later rungs, risk, then reservations in party order.
  std::vector<WeighOutput> outputs;
  std::vector<ShortListed> short_list;
  std::vector<KeyAssumption> key_assumptions;  ///< judgements first, then by size of swing
  /// Choices are the short list; the payoff is what decides which settlement leads (leading_payoffs()).
  WeighFlips settlement_flips;
  /// Choices: 0 agreement, 1 none; the recommended one holds in most worlds.
  WeighFlips answer_flips;
  Information information;
  std::vector<WatchValue> watch;  ///< by value per cost, clear ones first; ties in the case's order
  /// Regret over the short list. Mediator: payoff is the smallest gain over no deal of any veto player where
  /// all accept, 0 elsewhere. A party: as the objective.
  sensitivity::RobustChoice robust;
  sensitivity::Scenarios fails, holds;  ///< boxes of worlds without, with agreement
  std::optional<WeighDesign> design;
};

/// What settle()'s answer over a run rests on, as the run's WeighOptions say; at the first call. No answer
/// where settle() has none, or where nothing is uncertain that could move it.
/// @throws std::invalid_argument for options out of range or a party of the objective without interests or
/// no-deal value; Stopped. Same result for any number of threads.
const Answer<WeighResult>& weigh(CaseRun& run);

}  // namespace offramp
