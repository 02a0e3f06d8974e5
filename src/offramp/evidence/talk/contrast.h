// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/evidence/posterior/posterior.h"

namespace offramp::evidence {

/// What one subject looks like from some of the evidence.
struct View {
  std::vector<Belief> hypotheses;
  Belief bad_faith;
};

/// How far two views of a subject are apart, world by world.
struct Gap {
  Belief divergence_bits;  ///< Jensen-Shannon, in [0, 1]
  Belief total_variation;  ///< in [0, 1]
  Belief bad_faith;        ///< probability of bad faith by the second view less that by the first, in [-1, 1]
};

/// Words against deeds for one subject. Every view starts from the same prior and takes groups once.
struct Contrast {
  View prior;
  View words;           ///< from its own words alone
  View sunk_costs;      ///< from costly signals whose cost is sunk, alone
  View tied_hands;      ///< from costly signals that tie hands, alone
  View costly_signals;  ///< both of these
  View deeds;           ///< from deeds alone
  View costly;          ///< deeds and costly signals: what words discounted as babble leave
  View all;
  Gap words_deeds;         ///< from words to deeds
  Gap words_costly;        ///< from words to deeds and costly signals
  bool has_words = false;  ///< some item about the subject is a word of its own
  bool words_weigh =
      false;  ///< its words alone move the mean of some hypothesis by at least 0.01 from the prior
  bool has_deeds = false;   ///< some is a deed
  bool has_costly = false;  ///< some is a deed or a costly signal; a view without items is the prior
};

/// One for each subject. With factors, words and deeds about linked subjects count too.
/// Cost: eight times `posterior`. @throws Stopped.
std::vector<Contrast> contrast(const Dossier& dossier, const RunControl& control = {});

}  // namespace offramp::evidence
