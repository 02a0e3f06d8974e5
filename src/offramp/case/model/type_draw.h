// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "offramp/case/model/case.h"
#include "offramp/case/model/world.h"

namespace offramp {

/// Most combinations of types whose joint chances are worked out together.
inline constexpr std::size_t kMaxTypeCombinations = 65'536;

/// Draws the types of all parties in one world.
///
/// Chance of a combination: that of the table whose margins are the priors in that world and whose odds
/// ratios are those of the joint_types factors that combinations fulfil (base/number/proportional_fit.h); or
/// `weights`, divided by their sum. Parties are drawn one after the other in the order of their identifiers,
/// each by inverting its own coordinate through the chances given the types drawn before (conditional
/// distribution method; Rosenblatt 1952), types in the order of their identifiers. So the order in which a
/// file lists parties and types changes nothing, and a party that no joint_types entry mentions depends on
/// its own coordinate alone.
class TypeDraw {
 public:
  /// @throws std::invalid_argument if more than kMaxTypeCombinations must be worked out together.
  TypeDraw(const Case& c, const TypeWeights& weights);

  /// The coordinate in (0, 1) by which a party's type is drawn in the world at hand.
  using Coordinate = std::function<double(PartyId)>;
  /// Takes the type drawn; called once for every party that has types.
  using Result = std::function<void(PartyId, TypeId)>;
  /// Safe to call from several threads. @throws std::invalid_argument if all chances are 0 or one is
  /// negative or not finite, or if `weights` returns a list of the wrong length.
  void draw(const WorldTable& table, std::size_t world, const Coordinate& coordinate,
            const Result& result) const;

 private:
  // Parties that are drawn together, in the order of their identifiers.
  struct Group {
    std::vector<PartyId> parties;
    std::vector<std::vector<TypeId>> types;  // [party in group], in the order of their identifiers
    std::vector<std::size_t> stride;         // of each party in the table of combinations, last fastest
    std::size_t combinations = 1;
    std::vector<std::size_t> weight_of;  // [combination]: position in what `weights` returns
  };
  void add_group(std::vector<PartyId> parties);
  std::vector<double> chances(const Group& group, const WorldTable& table, std::size_t world) const;
  void add_margin(const Group& group, std::size_t i, const WorldTable& table, std::size_t world,
                  std::vector<double>& margins, std::vector<std::size_t>& counts) const;

  const Case& case_;
  const TypeWeights& weights_;
  std::vector<Group> groups_;
};

}  // namespace offramp
