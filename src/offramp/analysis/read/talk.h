// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/read/read.h"

/// The part of `read` that asks what words are worth to those who say them.
namespace offramp {

/// The two ends, words discounted and at face value, without a bound.
DeceptionView deception_ends(const evidence::Contrast& contrast);

/// Adds the bound to belief.deception, belief.party being `subject` of the run's dossier. @throws as
/// talk_bounds.
void bound_talk(CaseRun& run, std::size_t subject, PartyBelief& belief);

}  // namespace offramp
