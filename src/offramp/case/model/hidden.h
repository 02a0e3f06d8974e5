// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "offramp/base/text/enum_words.h"
#include "offramp/case/model/acceptance.h"
#include "offramp/case/model/frame.h"
#include "offramp/case/model/latent.h"
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
  std::string id;                            ///< unique among the party's types
  std::string name;                          ///< what a reader sees; the identifier by default
  InputId prior;                             ///< [0, 1]; each world divides by the sum over the party's types
  bool bad_faith = false;                    ///< talks are a feint if the party is of this type
  Interests interests;                       ///< overrides, number by number
  std::optional<NoDeal> no_deal;             ///< in place of the party's own as a whole
  Acceptance acceptance;                     ///< over the party's own
  std::vector<std::string> dropped_bonuses;  ///< identifiers of the party's bonuses that it does not have
};

/// Multiplies the odds of one combination of types of several parties, while each party's priors stay what
/// they are.
struct JointType {
  std::vector<std::pair<PartyId, TypeId>> when;  ///< two parties or more, in party order
  InputId times;                                 ///< positive
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

/// A word or deed that bears on what is hidden: a party's type, a circumstance, or whether a red line holds.
struct EvidenceItem {
  std::string id;
  std::string date;           ///< a day, month or year (base/text/date.h), not after the case's
  std::string what;           ///< what was said or done
  std::optional<PartyId> by;  ///< who said or did it, if a party
  Hidden about;               ///< what it tells apart
  EvidenceKind kind = EvidenceKind::word;
  SignalKind signal = SignalKind::none;  ///< of a costly signal; none if it is not said
  std::vector<InputId> likelihood;       ///< [type of `about`], or {it is so, it is not}; in (0, 1)
  bool ordinal = false;                  ///< the likelihoods came from the consistency scale
  char source_grade = 'F';               ///< Admiralty: A to F; F: cannot be judged
  int information_grade = 6;             ///< 1 to 6; 6: cannot be judged
  std::string group;                     ///< empty: independent
  Provenance provenance;

  /// Whose types it tells apart, if that is what it is about.
  std::optional<PartyId> about_types() const {
    if (about.kind != Hidden::Kind::type) return std::nullopt;
    return PartyId(about.index);
  }
};

/// What could be sought, and what it would tell.
struct WatchItem {
  std::string id;
  std::string what;                 ///< what could be sought
  PartyId about;                    ///< whose types it would tell apart
  std::vector<InputId> likelihood;  ///< [type of `about`]
  InputId cost;                     ///< positive, in units of the case's own
  InputId lead_time;                ///< days, positive
  std::string until;  ///< the last date on which it can be seen, as in the file; empty: not stated
  Provenance provenance;
};

/// A person or office that can still be asked at the date of the case, and the parties that it knows.
struct Contact {
  std::string who;
  std::vector<PartyId> about;
  std::string until;  ///< last date, as in the file; empty: not stated
  Provenance provenance;
};

/// What a party gains by what others do about its words, as an analyst states it.
struct TalkPayoffs {
  PartyId party;                              ///< who speaks; it has types
  std::vector<Option> answers;                ///< what the listener may do
  std::vector<InputId> speaker, listener;     ///< [type * answers + answer]; points, real
  std::vector<std::optional<InputId>> lying;  ///< [type]; what a false claim costs it, positive; absent: 0
  Provenance provenance;
};

}  // namespace offramp
