// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "offramp/bargaining/model/space.h"
#include "offramp/base/text/enum_words.h"
#include "offramp/case/model/input.h"

/// What parties want, have without a deal, can never accept, and say about it. Utilities are in points, 0 to
/// 100, as in the file.
namespace offramp {

namespace roles {
inline constexpr InputRole weight{"weight", Bearing::utility};
inline constexpr InputRole value{"value", Bearing::utility};
inline constexpr InputRole bonus{"bonus", Bearing::utility};
inline constexpr InputRole no_deal{"no deal", Bearing::utility};
inline constexpr InputRole no_deal_plus{"no deal, plus", Bearing::utility};
inline constexpr InputRole no_deal_part{"part of no deal", Bearing::utility};
inline constexpr InputRole red_line_share{"red line holds", Bearing::red_line};
inline constexpr InputRole red_line_price{"price of a red line", Bearing::utility};
inline constexpr InputRole no_deal_later{"no deal, later", Bearing::utility};
inline constexpr InputRole end_worth{"worth of an end", Bearing::utility};
inline constexpr InputRole end_chance{"chance of an end", Bearing::utility};
inline constexpr InputRole end_months{"months until an end", Bearing::utility};
inline constexpr InputRole war_now{"worth while fighting lasts", Bearing::utility};
inline constexpr InputRole war_cost{"cost of a month of fighting", Bearing::utility};
inline constexpr InputRole war_discount{"monthly discount", Bearing::utility};
inline constexpr InputRole attitude{"attitude to gains and losses", Bearing::utility};
}  // namespace roles

/// A quantity at one option, or at one knot of a range.
struct OptionValue {
  std::size_t option = 0;  ///< position in Issue::options; of a range, unused
  double at = 0.0;         ///< of a range: the knot
  InputId value;           ///< points, [0, 100]
};

/// Points of utility added, or taken, where a condition holds.
struct BonusTerm {
  std::string id;  ///< unique among the party's own, and among those of each type; PARTY_bonus_1 by default
  Rule when;       ///< the settlements on which it counts
  InputId add;     ///< points, real
};

/// What a party wants. In a type's overrides, absent entries keep the party's own.
struct Interests {
  std::vector<std::optional<InputId>> weight;   ///< [issue]; >= 0, ratios count
  std::vector<std::vector<OptionValue>> value;  ///< [issue]; empty: not given. Knots in increasing order
  std::vector<BonusTerm> bonuses;
  bool given = false;  ///< the file has them; false: the party (or type) has none of its own
};

/// A named part of what a party has without a deal.
struct Component {
  std::string name;  ///< its identifier in the file
  InputId amount;    ///< points, real
};

/// How the conflict could end without a deal: as a settlement of the same issues would have it, or at a worth
/// to each party.
struct End {
  std::string id;
  std::string name;                           ///< what a reader sees; the identifier by default
  std::optional<bargaining::Settlement> as;   ///< need not be feasible
  std::vector<std::optional<InputId>> worth;  ///< [party]: points, real; in place of `as`
  InputId chance;                             ///< [0, 1]; in each world scaled to sum 1 over all ends
  InputId months;                             ///< from as_of until it comes, 0 or more
};

/// How a party weighs gains and losses (bargaining/outside/war.h).
struct AttitudeInputs {
  std::optional<InputId> reference, loss_aversion, gains, losses, lost,
      sunk;  ///< absent: as there by default
};

/// Fighting on, as a party sees it (bargaining/outside/war.h). What is absent is as `ends` has it.
struct StatedWar {
  InputId now;                                         ///< points, real
  std::optional<InputId> cost, discount;               ///< points a month; in (0, 1]
  std::vector<std::optional<InputId>> chance, months;  ///< [end]
  std::optional<AttitudeInputs> attitude;
};

/// What a party has without a deal at a later date.
struct LaterValue {
  int days = 0;     ///< after as_of
  InputId utility;  ///< points, [0, 100]
};

/// What a party has if there is no settlement. Directly: a utility, or "as good as this settlement" plus an
/// amount; then the sum of named components; at later dates other utilities, linear between them and level
/// after the last. Or by a war that is stated. Where both are given the case says which one counts.
struct NoDeal {
  std::optional<InputId> utility;               ///< points, [0, 100]
  std::optional<bargaining::Settlement> worth;  ///< in place of a utility; need not be feasible
  std::optional<InputId> plus;                  ///< points, real
  std::vector<Component> components;
  std::vector<LaterValue> later;  ///< of the direct value; days increasing
  std::optional<StatedWar> war;
  bool war_counts = false;  ///< false: the direct value does

  bool direct() const { return utility.has_value() || worth.has_value(); }
};

/// Why a red line cannot be crossed.
enum class RedLineKind { moral, strategic, domestic };
template <>
struct EnumWords<RedLineKind> {
  static constexpr EnumWord<RedLineKind> table[] = {{RedLineKind::moral, "moral"},
                                                    {RedLineKind::strategic, "strategic"},
                                                    {RedLineKind::domestic, "domestic"}};
};

/// What a party can never accept, or at a price only.
struct RedLine {
  std::string id;                   ///< unique in the case; PARTY_1, PARTY_2, ..., or POLL_OPTION by default
  PartyId party;                    ///< whose it is
  std::optional<TypeId> only_type;  ///< held only when the party is of this type
  std::vector<TypeId> dropped_by;   ///< types of the party that do not have it
  Rule never;                       ///< the settlements that cross it
  RedLineKind kind = RedLineKind::strategic;
  std::optional<InputId> unacceptable_to;  ///< chance in [0, 1] that it holds; absent: it does for certain
  std::optional<InputId> price;  ///< points at which the party would cross it; absent: it never would
};

/// Asked of a community: how acceptable is each option of an issue? What it says of a settlement is for
/// ratifiers.
struct Poll {
  std::string id;
  std::string community;         ///< who was asked; may be empty
  std::string question;          ///< as asked; may be empty
  std::string date;              ///< a day, month or year (base/text/date.h), not after the case's
  PartyId party;                 ///< whose public it is
  IssueId issue;                 ///< what was asked about
  std::optional<double> sample;  ///< respondents
  std::vector<std::optional<InputId>>
      refused;              ///< [option]: share in [0, 1] to whom it is unacceptable; absent: 0
  std::vector<bool> asked;  ///< [option]: it was asked about; of others nobody is counted as refusing them
  Provenance provenance;
};

/// What a party says it is after; an off-ramp for it denies all of these.
struct Aim {
  PartyId party;
  Rule that;
  std::size_t place = 0;  ///< in the party's list, from 1
};

/// What a party could say at home when a condition holds.
struct Explanation {
  PartyId party;
  Rule when;        ///< the settlements on which it could be said
  std::string say;  ///< in the analyst's words
};

}  // namespace offramp
