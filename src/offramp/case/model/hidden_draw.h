// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "offramp/case/model/case.h"
#include "offramp/case/model/factors.h"
#include "offramp/case/model/world.h"

namespace offramp {

/// Most combinations of types whose joint chances are worked out together.
inline constexpr std::size_t kMaxTypeCombinations = 65'536;

/// Of each member the positions of its types as they are laid out.
using TypeOrders = std::vector<std::vector<std::size_t>>;

/// Chances of all combinations of types, the last member fastest.
struct TypeChances {
  std::vector<double> chance;
  bool met = true;  ///< false: no table was found with these priors and odds; chance is the nearest
};
/// Before the evidence, for numbers as `number` gives them: the priors of a member that stands alone as they
/// are; of several the table whose margins are their priors, scaled to sum 1, and whose odds ratios are those
/// of the joint_types factors that combinations fulfil (base/number/proportional_fit.h). Members are types,
/// of all parties that an entry of joint_types ties to one of them.
TypeChances type_chances(const Case& c, std::span<const Hidden> members, const TypeOrders& order,
                         const std::function<double(InputId)>& number);

/// Draws what is hidden in one world, group by group.
///
/// Without groups of the caller: the types of all parties, by type_chances in that world; a party that no
/// joint_types entry mentions stands alone. With them: the members of each group by its chances, divided by
/// their sum.
///
/// The members of a group are drawn one after the other in the order of their identifiers (types, then
/// circumstances, then red lines), each by inverting its own coordinate through the chances given those drawn
/// before (conditional distribution method; Rosenblatt 1952), types in the order of their identifiers. So the
/// order in which a file lists parties and types changes nothing, and a party that no joint_types entry
/// mentions depends on its own coordinate alone. A party that a factor pulls at (and stands alone) has its
/// types in the order of the file, which is what its loading speaks about.
class HiddenDraw {
 public:
  /// @throws std::invalid_argument if more than kMaxTypeCombinations must be worked out together.
  HiddenDraw(const Case& c, const Pulls& pulls);
  /// The groups must outlive this.
  HiddenDraw(const Case& c, std::span<const HiddenChances> groups);

  /// The coordinate in (0, 1) by which a member is drawn in the world at hand.
  using Coordinate = std::function<double(const Hidden&)>;
  /// Takes what was drawn: the type, or 0 for what is so and 1 for what is not; called once for every member.
  using Result = std::function<void(const Hidden&, std::size_t)>;
  /// Safe to call from several threads. @throws std::invalid_argument if all chances of a group are 0 or one
  /// is negative or not finite, or if a caller's list has the wrong length.
  void draw(const WorldTable& table, std::size_t world, const Coordinate& coordinate,
            const Result& result) const;

 private:
  // What is drawn together, in the order in which it is drawn.
  struct Group {
    std::vector<Hidden> members;
    TypeOrders order;                 // [member]: its types, or yes and no, as they are laid out
    std::vector<std::size_t> stride;  // of each member in the table of combinations, last fastest
    std::size_t combinations = 1;
    const HiddenChances* given = nullptr;    // in place of the priors
    std::vector<std::size_t> place_of = {};  // [combination]: position among the caller's chances
  };
  void add_group(std::vector<Hidden> members, const HiddenChances* given, const Pulls* pulls);
  void find_places(Group& group) const;
  std::vector<double> chances(const Group& group, const WorldTable& table, std::size_t world) const;
  std::vector<double> prior_chances(const Group& group, const WorldTable& table, std::size_t world) const;
  void draw_group(const Group& group, const WorldTable& table, std::size_t world,
                  const Coordinate& coordinate, const Result& result) const;

  const Case& case_;
  std::vector<Group> groups_;
};

}  // namespace offramp
