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

/// Worlds of one case, column-wise: every uncertain quantity, type, circumstance, red line and common cause
/// fixed in each world.
///
/// World number k is point k of a scrambled Sobol sequence whose dimensions are the case's uncertain
/// quantities (by their paths), parties with hidden types (types.PARTY), circumstances (circumstances.ID) and
/// uncertain red lines (red_lines.ID), ratifiers (ratifiers.ID) and spoilers (spoilers.ID) in the order of
/// these names, then the factors (factors.ID) in the order of the case; so it depends on the case, the seed
/// and k alone, and not on the order in which the file lists things other than factors. How types are drawn:
/// hidden_draw.h. A circumstance obtains, and an uncertain red line holds, where its coordinate lies below
/// its chance in that world. What loads on factors is moved by them (factors.h); a number with clauses is
/// that of the first clause that holds (clauses.h).
struct WorldTable {
  std::uint64_t seed = 0;
  std::size_t worlds = 0;
  std::vector<std::vector<double>> value;  ///< [input][world], the file's units; exact inputs have one entry
  std::vector<std::vector<std::uint16_t>> type;         ///< [party][world]; empty for a party without types
  std::vector<std::vector<double>> type_coordinate;     ///< likewise: in (0, 1), by which the type is drawn
  std::vector<std::vector<bool>> red_line_holds;        ///< [red line][world]; empty: holds in every world
  std::vector<std::vector<std::uint8_t>> circumstance;  ///< [circumstance][world]: 1 where it obtains
  std::vector<std::vector<double>> factor;              ///< [factor][world]: its score, standard normal
  /// [ratifier][world]: in (0, 1); it carries what it has a larger chance to carry, the same for every
  /// settlement.
  std::vector<std::vector<double>> ratifier;
  /// [spoiler][world]: in (0, 1); it wrecks what it tries to where its chance of that is larger.
  std::vector<std::vector<double>> spoiler;
  int days = 0;         ///< after as_of, at which no-deal values are read
  bool factors = true;  ///< false: nothing is moved by factors
  /// Coordinates in (0, 1) before factors move them; kept so that worlds can be worked out again when types
  /// are. Of inputs: [input][world] for those that clauses or factors move, else empty.
  std::vector<std::vector<double>> coordinate;
  std::vector<std::vector<double>> red_line_coordinate, circumstance_coordinate, factor_coordinate;

  double at(InputId input, std::size_t world) const {
    const std::vector<double>& column = value[input.index()];
    return column.size() == 1 ? column.front() : column[world];
  }
  TypeId type_of(PartyId party, std::size_t world) const { return TypeId(type[party.index()][world]); }
  /// Whether the line binds in that world: it holds, and the party's type there has it; or the type `held`,
  /// were the party of that type.
  bool binds(const Case& c, RedLineId line, std::size_t world, std::optional<TypeId> held = {}) const;
};

/// The worlds begin .. end - 1 of a table alone; begin < end <= worlds.
WorldTable between(const WorldTable& table, std::size_t begin, std::size_t end);

/// Things that are hidden and drawn together, and the chance of each combination in one world: one entry for
/// each member (a type, or 0 for what is so and 1 for what is not), members in the order given, the last
/// fastest.
struct HiddenChances {
  std::vector<Hidden> members;
  std::function<std::vector<double>(const WorldTable&, std::size_t world)> chances;
};

struct SampleOptions {
  std::uint64_t seed = 1;
  std::size_t worlds = 4096;  ///< at least 1, at most 2^24
  bool factors = true;        ///< false: nothing is moved by factors
  int days = 0;               ///< after as_of, at which no-deal values are read; at least 0
  /// Paths of dimensions by their places in the sequence, so that cases which differ are drawn by the same
  /// numbers: what is listed takes its place, also where other things listed are not in the case; what is not
  /// listed follows. Empty: those of the case, in their own order. No path twice.
  std::vector<std::string> places = {};
};

/// Worlds before the evidence.
/// @throws std::invalid_argument if options are out of range. Same bits for any number of threads.
WorldTable sample(const Case& c, const SampleOptions& options, const RunControl& control = {});

/// Draws what is hidden in all worlds again, from other chances and the same coordinates; then each factor
/// that something drawn loads on, given how that is; then works out again what they move. So that chances can
/// be worked out from the quantities of the same worlds: sample, weigh, redraw. Every party with types must
/// be in a group. @throws std::invalid_argument unless `sample` or `sample_at` made the table for this case.
void redraw_hidden(const Case& c, std::span<const HiddenChances> groups, WorldTable& table,
                   const RunControl& control = {});

/// Works out again the numbers that depend on types and circumstances, as these now are in the table.
void refresh_numbers(const Case& c, WorldTable& table, const RunControl& control = {});

/// Red lines that some evidence is about, increasing.
std::vector<RedLineId> lines_with_evidence(const Case& c);

/// One coordinate of a world: an uncertain quantity (index: InputId), the hidden type of a party (PartyId), a
/// circumstance (CircumstanceId), whether an uncertain red line holds (RedLineId), a ratifier, a spoiler or a
/// factor (position).
struct WorldDimension {
  enum class Kind { input, type, circumstance, red_line, ratifier, spoiler, factor };
  std::string path;  ///< "interests.fry.weight.presence", "types.fry", "red_lines.no_nato_core"
  Kind kind = Kind::input;
  std::size_t index = 0;
};
/// All dimensions of `sample`, in its order.
std::vector<WorldDimension> world_dimensions(const Case& c);

/// Worlds at given points of the unit cube in place of Sobol points: points[world * dimensions + d] in (0, 1)
/// is the quantile level of an input before factors move it, or the coordinate by which a type, circumstance
/// or red line is drawn from its chance in that world, or the probability below a factor's score. Quantities
/// that are not listed stand at their medians, whatever they load on; everything else must be listed. With
/// `sample`'s dimensions and points it gives `sample`'s worlds.
/// Of `options`, seed and worlds are not used.
/// @throws std::invalid_argument if there is no point, something that must be listed is missing, or a
/// coordinate is outside (0, 1).
WorldTable sample_at(const Case& c, std::span<const WorldDimension> dimensions,
                     std::span<const double> points, const SampleOptions& options = {},
                     const RunControl& control = {});

/// What one party wants in one world, on the engine's scale: value[issue][option] is weight times value,
/// weights summing to 1, in [0, 1]; bonuses in the same unit; reservation likewise.
struct PartyWorld {
  std::vector<std::vector<double>> value;
  std::vector<double> bonus;  ///< one per entry of `party_bonuses`
  double reservation = 0.0;   ///< what it has without a deal at the table's date
  double margin = 0.0;        ///< what it asks for beyond that
  std::vector<double>
      cost;  ///< one per entry of `party_costs`: what a settlement costs it that meets the condition
};

/// What a settlement may cost a party beyond what it is worth: a red line of its own that has a price, or a
/// commitment, its own or one of its types.
struct PartyCost {
  std::optional<RedLineId> line = {};
  const Commitment* commitment = nullptr;  ///< if it is no line

  /// The settlements that cost it.
  bargaining::Condition when(const Case& c) const;
};
/// Lines in file order, then the party's own commitments, then those of its types.
std::vector<PartyCost> party_costs(const Case& c, PartyId party);

/// A party's no-deal value by each of the ways in which the case states it, on the engine's scale; absent: it
/// does not.
struct NoDealValues {
  std::optional<double> direct, war;
};
NoDealValues no_deal_values(const Case& c, const WorldTable& table, PartyId party, std::size_t world);

/// Every bonus a party has under any of its types, in file order, each once.
std::vector<const BonusTerm*> party_bonuses(const Case& c, PartyId party);

/// What a party's worlds have entries for, in their order; the same in all worlds, and worked out once for
/// many.
struct PartyTerms {
  std::vector<const BonusTerm*> bonuses;  ///< party_bonuses
  std::vector<PartyCost> costs;           ///< party_costs
};
PartyTerms party_terms(const Case& c, PartyId party);

/// Of the type that the party has in that world, or of the type `held`. `terms`: party_terms of the party.
/// @throws std::invalid_argument if the party has no interests or no no-deal value.
PartyWorld party_world(const Case& c, const WorldTable& table, PartyId party, const PartyTerms& terms,
                       std::size_t world, std::optional<TypeId> held = {});
/// The same for one world alone.
PartyWorld party_world(const Case& c, const WorldTable& table, PartyId party, std::size_t world,
                       std::optional<TypeId> held = {});

}  // namespace offramp
