// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "offramp/analysis/run/run.h"
#include "offramp/base/run/progress.h"
#include "offramp/case/model/case.h"
#include "offramp/case/model/world.h"
#include "offramp/evidence/model/belief.h"
#include "offramp/evidence/model/dossier.h"
#include "offramp/evidence/posterior/posterior.h"

namespace offramp {

/// What is believed of one party's types, before and after the evidence: means over worlds are the chances
/// from which types are drawn.
struct TypeBelief {
  PartyId party;
  std::vector<evidence::Belief> prior;      ///< [type]; with joint_types, without evidence
  std::vector<evidence::Belief> posterior;  ///< [type]
};

/// What is believed of a circumstance, or of whether a red line holds that evidence is about: the chance that
/// it is so.
struct YesNoBelief {
  Hidden about;
  evidence::Belief prior, posterior;
};

/// The evidence of a case in every world, and what it says of what is hidden. Subject s is entry s of
/// hidden_things (analysis/worlds/evidence_model.h): the parties that have types come first.
struct DrawnEvidence {
  evidence::Dossier dossier;
  evidence::Posterior before;  ///< from the prior and joint_types alone
  evidence::Posterior after;   ///< with all evidence
};

struct DrawnWorlds {
  WorldTable table;
  bool types_from_evidence = false;  ///< false: the case has no evidence, types are drawn from the prior
  std::vector<TypeBelief> beliefs;   ///< parties with types, in party order
  std::vector<YesNoBelief> yes_no;   ///< circumstances, then red lines that evidence is about
  std::shared_ptr<const DrawnEvidence> evidence;  ///< null for a case in which nothing is hidden
};

/// The worlds that every verb runs on. Quantities and coordinates are those of `sample`; types, circumstances
/// and red lines that evidence is about are drawn in every world from the posterior that Bayes' rule gives
/// with the likelihoods of that world, joint over parties, so that an interval of a likelihood reaches every
/// later answer. Without evidence the table equals `sample`'s.
///
/// Exact up to rounding per world; the same bits for any number of threads. Worlds are numbered: the first n
/// of more worlds of the same seed are the same n worlds.
/// @throws std::invalid_argument for options out of range, or more than kMaxTypeCombinations combinations of
/// types when there is evidence; Stopped.
DrawnWorlds draw_worlds(const Case& c, const RunOptions& options = {}, const RunControl& control = {});

/// The worlds of a run, drawn at the first call. @throws as draw_worlds.
const DrawnWorlds& drawn_worlds(CaseRun& run);

/// The worlds of `draw_worlds` at given coordinates; see `sample_at`. One thread.
WorldTable draw_at(const Case& c, std::span<const WorldDimension> dimensions, std::span<const double> points,
                   const StopToken& stop = {}, const SampleOptions& options = {});

}  // namespace offramp
