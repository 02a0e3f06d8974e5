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

/// What a party has if there is no settlement: a utility, or "as good as this settlement" plus an
/// amount; then the sum of named components.
struct NoDeal {
  std::optional<InputId> utility;               ///< points, [0, 100]
  std::optional<bargaining::Settlement> worth;  ///< in place of a utility; need not be feasible
  std::optional<InputId> plus;                  ///< points, real
  std::vector<Component> components;
};

/// Why a red line cannot be crossed.
enum class RedLineKind { moral, strategic, domestic };
template <>
struct EnumWords<RedLineKind> {
  static constexpr EnumWord<RedLineKind> table[] = {{RedLineKind::moral, "moral"},
                                                    {RedLineKind::strategic, "strategic"},
                                                    {RedLineKind::domestic, "domestic"}};
};

/// What a party can never accept.
struct RedLine {
  std::string id;                   ///< unique in the case; PARTY_1, PARTY_2, ..., or POLL_OPTION by default
  PartyId party;                    ///< whose it is
  std::optional<TypeId> only_type;  ///< held only when the party is of this type
  std::vector<TypeId> dropped_by;   ///< types of the party that do not have it
  Rule never;                       ///< the settlements that cross it
  RedLineKind kind = RedLineKind::strategic;
  std::optional<InputId> unacceptable_to;  ///< share in [0, 1]; absent: it holds for certain
  std::string poll;                        ///< of a red line made from a poll: the poll's identifier
};

/// Asked of a community: how acceptable is each option of an issue? Its red lines stand among the others.
struct Poll {
  std::string id;
  std::string community;         ///< who was asked; may be empty
  std::string question;          ///< as asked; may be empty
  std::string date;              ///< a day, month or year (base/text/date.h), not after the case's
  PartyId party;                 ///< whom the answers bind
  IssueId issue;                 ///< what was asked about
  std::optional<double> sample;  ///< respondents
  Provenance provenance;
};

/// What a party says it is after; an off-ramp for it denies all of these.
struct Aim {
  PartyId party;
  Rule that;
};

/// What a party could say at home when a condition holds.
struct Explanation {
  PartyId party;
  Rule when;        ///< the settlements on which it could be said
  std::string say;  ///< in the analyst's words
};

}  // namespace offramp
