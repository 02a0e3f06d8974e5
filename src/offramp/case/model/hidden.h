// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "offramp/base/text/enum_words.h"
#include "offramp/case/model/frame.h"
#include "offramp/case/model/wants.h"

/// What parties may be hiding, what has been seen of it, what could be looked for, and what words gain.
namespace offramp {

namespace roles {
inline constexpr InputRole prior{"prior", Bearing::belief};
inline constexpr InputRole joint_odds{"odds of a joint type", Bearing::belief};
inline constexpr InputRole likelihood{"likelihood", Bearing::evidence};
inline constexpr InputRole consistency{"word of consistency", Bearing::evidence};
inline constexpr InputRole watch_likelihood{"chance of seeing", Bearing::nothing};
inline constexpr InputRole watch_cost{"cost of seeking", Bearing::nothing};
inline constexpr InputRole watch_lead_time{"lead time", Bearing::nothing};
inline constexpr InputRole talk_speaker{"worth to the speaker", Bearing::nothing};
inline constexpr InputRole talk_listener{"worth to the listener", Bearing::nothing};
inline constexpr InputRole talk_lie{"cost of a lie", Bearing::nothing};
}  // namespace roles

/// What a party may truly be.
struct PartyType {
  std::string id, name;
  InputId prior;  ///< [0, 1]; each world divides by the sum over the party's types
  bool bad_faith = false;
  Interests interests;  ///< overrides
  std::optional<NoDeal> no_deal;
  std::vector<std::string> dropped_bonuses;
};

/// Multiplies the odds of one combination of types of several parties.
struct JointType {
  std::vector<std::pair<PartyId, TypeId>> when;
  InputId times;  ///< positive
};

/// A word is cheap talk; a costly signal costs something or binds; a deed is done.
enum class EvidenceKind { word, costly_signal, deed };
template <>
struct EnumWords<EvidenceKind> {
  static constexpr EnumWord<EvidenceKind> table[] = {{EvidenceKind::word, "word"},
                                                     {EvidenceKind::costly_signal, "costly_signal"},
                                                     {EvidenceKind::deed, "deed"}};
};

/// What makes a signal costly (Fearon 1997): what was spent, or what would be lost by going back on it.
enum class SignalKind { none, sunk_cost, tied_hands };
template <>
struct EnumWords<SignalKind> {
  static constexpr EnumWord<SignalKind> table[] = {{SignalKind::sunk_cost, "sunk_cost"},
                                                   {SignalKind::tied_hands, "tied_hands"}};
};

/// A word or deed that bears on a party's type.
struct EvidenceItem {
  std::string id, date, what;
  std::optional<PartyId> by;
  PartyId about;
  EvidenceKind kind = EvidenceKind::word;
  SignalKind signal = SignalKind::none;
  std::vector<InputId> likelihood;  ///< [type of `about`]; in (0, 1)
  bool ordinal = false;             ///< the likelihoods came from the consistency scale
  char source_grade = 'F';          ///< Admiralty: A to F; F: cannot be judged
  int information_grade = 6;        ///< 1 to 6; 6: cannot be judged
  std::string group;                ///< empty: independent
  Provenance provenance;
};

/// What could be sought, and what it would tell.
struct WatchItem {
  std::string id, what;
  PartyId about;
  std::vector<InputId> likelihood;  ///< [type of `about`]
  InputId cost;                     ///< positive, in units of the case's own
  InputId lead_time;                ///< days, positive
  Provenance provenance;
};

/// What a party gains by what others do about its words, as an analyst states it.
struct TalkPayoffs {
  PartyId party;
  std::vector<Option> answers;                ///< what the listener may do
  std::vector<InputId> speaker, listener;     ///< [type * answers + answer]; points, real
  std::vector<std::optional<InputId>> lying;  ///< [type]; what a false claim costs it, positive; absent: 0
  Provenance provenance;
};

}  // namespace offramp
