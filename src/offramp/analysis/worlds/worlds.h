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
  evidence::Posterior before;         ///< from the prior and joint_types alone
  evidence::Posterior after;          ///< with all evidence
  evidence::Posterior without_words;  ///< with all but words
};

/// How far words are believed, [hidden_things]: 1 as graded, 0 not at all; in between the chances are mixed,
/// world by world. What hangs together follows the least of its members. Empty: all as graded.
using WordTrust = std::vector<double>;

struct DrawnWorlds {
  WorldTable table;
  bool types_from_evidence = false;  ///< false: the case has no evidence, types are drawn from the prior
  WordTrust trust;                   ///< how far words were believed
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
DrawnWorlds draw_worlds(const Case& c, const RunOptions& options = {}, const RunControl& control = {},
                        const WordTrust& trust = {});

/// The parts of draw_worlds, for what has to look at the evidence before it knows how far to trust words. Of
/// the options `words` is not used.
/// @{
/// Worlds before the evidence, and what the evidence says; `evidence` is null where nothing is hidden.
DrawnWorlds sample_evidence(const Case& c, const RunOptions& options, const RunControl& control);
/// Draws the first table.worlds worlds of what sample_evidence gave again, from the evidence.
void draw_hidden(const Case& c, const DrawnEvidence& evidence, const WordTrust& trust, WorldTable& table,
                 const RunControl& control);
/// Draws all its worlds again, and says what is believed.
void draw_from_evidence(const Case& c, WordTrust trust, DrawnWorlds& drawn, const RunControl& control);
/// @}

/// The worlds of `draw_worlds` at given coordinates; see `sample_at`. One thread.
WorldTable draw_at(const Case& c, std::span<const WorldDimension> dimensions, std::span<const double> points,
                   const StopToken& stop = {}, const SampleOptions& options = {},
                   const WordTrust& trust = {});

}  // namespace offramp
