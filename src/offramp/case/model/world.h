// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/case/model/case.h"

namespace offramp {

/// Worlds of one case, column-wise: every uncertain quantity, type and red line fixed in each world.
///
/// World number k is point k of a scrambled Sobol sequence whose dimensions are the case's uncertain
/// quantities (by their paths), parties with hidden types (types.PARTY) and uncertain red lines
/// (red_lines.ID) in the order of these names; so it depends on the case, the seed and k alone, and not on
/// the order in which the file lists things. How types are drawn: type_draw.h. An uncertain red line holds
/// where its coordinate lies below its share in that world.
struct WorldTable {
  std::uint64_t seed = 0;
  std::size_t worlds = 0;
  std::vector<std::vector<double>> value;  ///< [input][world], the file's units; exact inputs have one entry
  std::vector<std::vector<std::uint16_t>> type;      ///< [party][world]; empty for a party without types
  std::vector<std::vector<double>> type_coordinate;  ///< likewise: in (0, 1), by which the type is drawn
  std::vector<std::vector<bool>> red_line_holds;     ///< [red line][world]; empty: holds in every world

  double at(InputId input, std::size_t world) const {
    const std::vector<double>& column = value[input.index()];
    return column.size() == 1 ? column.front() : column[world];
  }
  TypeId type_of(PartyId party, std::size_t world) const { return TypeId(type[party.index()][world]); }
  /// Whether the line binds in that world: it holds, and the party's type there has it; or the type `held`,
  /// were the party of that type.
  bool binds(const Case& c, RedLineId line, std::size_t world, std::optional<TypeId> held = {}) const;
};

/// Chance of each combination of types in one world, in place of the prior: types are drawn from it.
/// combination: one TypeId for each party that has types, in party order, last fastest.
using TypeWeights = std::function<std::vector<double>(const WorldTable&, std::size_t world)>;

struct SampleOptions {
  std::uint64_t seed = 1;
  std::size_t worlds = 4096;  ///< at least 1, at most 2^24
  TypeWeights type_weights;   ///< empty: priors times joint_types
};

/// @throws std::invalid_argument if options are out of range. Same bits for any number of threads.
WorldTable sample(const Case& c, const SampleOptions& options, const RunControl& control = {});

/// Draws the types of all worlds again from other weights, from the same coordinates; all else stays. So
/// that weights can be worked out from the quantities of the same worlds: sample, weigh, redraw. The table is
/// as if `sample` had been given these weights. @throws std::invalid_argument unless `sample` or `sample_at`
/// made the table for this case.
void redraw_types(const Case& c, const TypeWeights& weights, WorldTable& table,
                  const RunControl& control = {});

/// One coordinate of a world: an uncertain quantity (index: InputId), the hidden type of a party (PartyId),
/// or whether an uncertain red line holds (RedLineId).
struct WorldDimension {
  enum class Kind { input, type, red_line };
  std::string path;  ///< "interests.fry.weight.presence", "types.fry", "red_lines.no_nato_core"
  Kind kind = Kind::input;
  std::size_t index = 0;
};
/// All dimensions of `sample`, in its order.
std::vector<WorldDimension> world_dimensions(const Case& c);

/// Worlds at given points of the unit cube in place of Sobol points: points[world * dimensions + d] in (0, 1)
/// is the quantile level of an input, or the coordinate by which a type or a red line is drawn from its
/// chance in that world. Quantities that are not listed stand at their medians; every type and uncertain red
/// line of the case must be listed. With `sample`'s dimensions and points it gives `sample`'s worlds.
/// @throws std::invalid_argument if there is no point, a type or red line is missing, or a coordinate is
/// outside (0, 1).
WorldTable sample_at(const Case& c, std::span<const WorldDimension> dimensions,
                     std::span<const double> points, const TypeWeights& type_weights = {},
                     const RunControl& control = {});

/// What one party wants in one world, on the engine's scale: value[issue][option] is weight times value,
/// weights summing to 1, in [0, 1]; bonuses in the same unit; reservation likewise.
struct PartyWorld {
  std::vector<std::vector<double>> value;
  std::vector<double> bonus;  ///< one per entry of `party_bonuses`
  double reservation = 0.0;
};

/// Every bonus a party has under any of its types, in file order, each once.
std::vector<const BonusTerm*> party_bonuses(const Case& c, PartyId party);

/// Of the type that the party has in that world, or of the type `held`.
/// @throws std::invalid_argument if the party has no interests or no no-deal value.
PartyWorld party_world(const Case& c, const WorldTable& table, PartyId party, std::size_t world,
                       std::optional<TypeId> held = {});

}  // namespace offramp
