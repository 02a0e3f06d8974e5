// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace offramp::evidence {

/// What a speaker of unknown type gains from being believed, and what the listener does about it.
struct TalkGame {
  std::vector<double> prior;  ///< of each type before any talk, so from deeds alone; >= 0 with a positive sum
  std::size_t actions = 0;    ///< what the listener can do
  std::vector<double> sender;    ///< speaker's payoff [type * actions + action]
  std::vector<double> receiver;  ///< listener's payoff [type * actions + action]
  /// What it costs a type to claim to be another, >= 0, [type * types + claimed], 0 on the diagonal; empty:
  /// talk is cheap (lying costs after Kartik 2009, "Strategic Communication with Lying Costs").
  std::vector<double> lying_cost;
  double margin = 0.0;  ///< a payoff counts as higher than another only if it is so by more than this; >= 0
  /// Counts only equilibria in which every type would lose, by more than `margin`, if it passed for another
  /// group. So nothing is credited to the honesty of a type that has nothing to lose by a lie, nor to a
  /// distinction that leaves the listener's answer as it is. Babbling always counts.
  bool strict = false;
};

/// Most types of positive prior; every partition of them is looked at.
inline constexpr std::size_t kMaxTalkTypes = 8;

/// "I am of type t", taken at its word.
struct Claim {
  std::uint32_t action = 0;  ///< listener's best response to certainty that it is t
  bool wanted = false;       ///< t itself gains by being believed, over not being heard at all (babble)
  std::vector<std::uint32_t> tempted;  ///< other types of positive prior that would gain by being taken for t
  std::vector<std::uint32_t> indifferent;  ///< others that would neither gain nor lose by it
  /// Wanted by t and by nobody else: the speaker wants it believed exactly if it is true (self-signalling;
  /// Farrell and Rabin 1996, "Cheap Talk"; Farrell 1993, "Meaning and Credibility in Cheap-Talk Games").
  bool self_signalling = false;
};

/// What talk can be believed, given incentives.
///
/// Babbling, in which nobody listens, is always an equilibrium (Crawford and Sobel 1982). Beyond it all
/// equilibria are found in which types split into groups, every type says truly which group it is in, the
/// listener answers best to that, and no type would rather pass for another group. When no type is
/// indifferent between two answers of the listener, every equilibrium with a listener who does not
/// randomise leads to the same actions as one of these; equilibria in which somebody randomises out of
/// indifference are not looked for. The listener's ties go to the first action.
struct TalkReport {
  std::uint32_t babbling_action = 0;    ///< best response to the prior
  std::vector<double> babbling_payoff;  ///< of each type
  std::vector<Claim> claims;            ///< one per type
  /// Sets of types K such that exactly the types in K gain when "I am one of K" is believed, over babble
  /// (credible neologisms, Farrell 1993); each increasing, single types first.
  std::vector<std::vector<std::uint32_t>> credible_sets;
  std::size_t equilibria = 0;   ///< partitions that are equilibria, babbling included; at least 1
  bool only_babbling = true;    ///< nothing that is said can be believed
  bool fully_truthful = false;  ///< every type can tell itself apart in one equilibrium
  std::vector<std::uint32_t>
      best_group;               ///< group of each type in the most informative equilibrium; the first on ties
  double best_bits = 0.0;       ///< what talk tells about the type there, in bits
  std::vector<bool> separates;  ///< type that in some equilibrium says alone what it is, and is believed
  std::vector<double> low,
      high;  ///< least and greatest belief in each type that talk induces in any of these equilibria
  bool listener_tied = false;  ///< somewhere the listener had two equally good answers: the report hangs on
                               ///< the order of actions
};

/// Exact. @throws std::invalid_argument when shapes do not fit, a number is not finite, a prior, cost or
/// margin is negative, or more than kMaxTalkTypes types have a positive prior.
TalkReport believable_talk(const TalkGame& game);

}  // namespace offramp::evidence
