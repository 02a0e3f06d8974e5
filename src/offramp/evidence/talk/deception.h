// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "offramp/evidence/talk/talk.h"

namespace offramp::evidence {

/// Payoffs of a speaker by type and of its listener; as TalkGame, without the prior.
struct TalkIncentives {
  std::size_t actions = 0;
  std::vector<double> sender;
  std::vector<double> receiver;
  std::vector<double> lying_cost;
  double margin = 0.0;
  bool strict = false;
};

/// How far the words about one subject can be believed when it knows that we update. Numbers of each
/// hypothesis are means over worlds.
///
/// An adversary who can say anything at no cost can plant any words, so what words add may be worth
/// nothing: `discounted`, from deeds and costly signals alone, is the reading that survives (babbling). At
/// the other end is `face_value`, all items as stated. Between them incentives decide: talk may move the
/// belief in a hypothesis from `discounted` only within [low, high], what the equilibria of the talk game
/// induce (see TalkReport for which). A face value outside these bounds credits words that a speaker with
/// such payoffs would also use falsely.
struct DeceptionBound {
  std::vector<double> discounted;
  std::vector<double> face_value;
  std::vector<double> low, high;
  std::vector<bool> beyond;  ///< face_value lies outside [low, high] by more than 1e-9
  bool words_count = false;  ///< some hypothesis's low and high differ: talk can be believed at all
  TalkReport talk;
};

/// `discounted`, `face_value`: as in the result. @throws std::invalid_argument as believable_talk.
DeceptionBound bound_deception(std::vector<double> discounted, std::vector<double> face_value,
                               const TalkIncentives& incentives);

}  // namespace offramp::evidence
