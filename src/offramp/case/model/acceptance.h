// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "offramp/case/model/input.h"

/// When a party signs, and whose word its signature needs besides (docs/concepts.md).
namespace offramp {

namespace roles {
inline constexpr InputRole margin{"margin of acceptance", Bearing::utility};
inline constexpr InputRole audience_cost{"audience cost", Bearing::utility};
inline constexpr InputRole carries{"chance that it carries", Bearing::after};
inline constexpr InputRole poll_share{"share that refuses", Bearing::after};
inline constexpr InputRole poll_error{"error of a poll", Bearing::after};
inline constexpr InputRole spoiler_tolerance{"loss that a spoiler bears", Bearing::after};
inline constexpr InputRole spoiler_tries{"chance that a spoiler tries", Bearing::after};
inline constexpr InputRole spoiler_succeeds{"chance that a spoiler succeeds", Bearing::after};
}  // namespace roles

/// What a party has said in public that it will have: going back on it costs it at home (audience cost,
/// Fearon 1994).
struct Commitment {
  std::string id;  ///< unique among the party's own, and among those of each type
  Rule to;         ///< what a settlement must meet to keep it
  InputId cost;    ///< points that a settlement costs the party that does not, 0 to 100
};

/// What a party asks for beyond its no-deal value. Of a type: what is given takes the place of the party's
/// own, commitments by their identifiers.
struct Acceptance {
  std::optional<InputId> margin;  ///< points of gain over no deal, 0 to 100; absent: 0
  std::vector<Commitment> commitments;
};

/// Who must confirm a party's signature: a parliament, a council, a public.
struct Ratifier {
  std::string id;
  std::string name;  ///< what a reader sees
  PartyId of;        ///< whose signature; with a veto
  /// A chance that it carries where a condition holds; the first that does counts.
  struct Where {
    Rule when;
    InputId carries;
  };
  std::optional<InputId>
      carries;  ///< chance in [0, 1] that it carries a settlement on which none of `where` holds
  std::vector<Where> where;
  std::vector<std::size_t> polls;  ///< positions in Case::polls: it carries what enough can live with
  double passes_at = 0.5;          ///< of polls: the share that must be able to live with it, in [0, 1]
  std::optional<InputId> error;    ///< of polls: standard deviation of that share, in percentage points
  std::optional<PartyId> party;    ///< it has interests of its own: it carries what this party accepts
  bool by_default = false;         ///< not in the file: the public that a poll asked
  Provenance provenance;
};

/// Who has no veto and may wreck a settlement that was signed and ratified (Stedman 1997, "Spoiler Problems
/// in Peace Processes"): where it is worth less to it than no deal by more than it bears, or crosses a red
/// line of its own, the spoiler tries with one chance and then succeeds with another.
struct Spoiler {
  std::string id;
  PartyId party;                     ///< without a veto, with interests and a no-deal value
  std::optional<InputId> tolerance;  ///< points of loss against no deal that it bears, 0 to 100; absent: 0
  InputId tries, succeeds;           ///< chances in [0, 1]
  Provenance provenance;
};

/// Standard deviation, in percentage points, of the share that can live with a settlement, where a file gives
/// none: a poll on single options says little about how refusals add up, and opinion moves
/// (docs/decisions/0042-acceptance.md).
inline constexpr double kDefaultPollError = 5.0;

}  // namespace offramp
