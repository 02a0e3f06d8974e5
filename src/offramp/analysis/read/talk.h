// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/read/read.h"
#include "offramp/evidence/model/dossier.h"

/// The part of `read` that asks what words are worth to those who say them.
namespace offramp {

/// The two ends, words discounted and at face value, without a bound.
DeceptionView deception_ends(const evidence::Contrast& contrast);

/// Adds the bound to belief.deception; `subject` of the dossier is belief.party. table: worlds of the case
/// with types drawn from the evidence. @throws as talk_stakes.
void bound_talk(const Case& c, const evidence::Dossier& dossier, std::size_t subject, const WorldTable& table,
                const TalkOptions& options, PartyBelief& belief, const RunControl& control);

}  // namespace offramp
