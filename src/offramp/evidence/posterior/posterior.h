// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/evidence/model/belief.h"
#include "offramp/evidence/model/dossier.h"

namespace offramp::evidence {

/// What is believed of one subject.
struct SubjectPosterior {
  std::vector<double> log_per_world;  ///< logarithms of the posterior, [hypothesis * worlds + world]
  std::vector<Belief> hypotheses;     ///< posterior of each hypothesis, over worlds
  Belief bad_faith;                   ///< posterior of the hypotheses marked as bad faith, together
  std::uint32_t leader = 0;           ///< highest mean; the first wins ties
  double leads_in = 0.0;              ///< share of worlds in which the leader has the highest posterior
};

/// Joint posterior of subjects that factors link; for a subject alone it repeats its marginal.
struct JointPosterior {
  Component component;       ///< which subjects, and how cells are numbered
  std::vector<double> mean;  ///< mean over worlds, per cell; sums to 1
};

/// Bayes' rule, exactly: prior x factors x tempered likelihoods, by components, in each world. Worlds
/// have equal weight: they are readings of the analysts' own numbers (robust Bayesian analysis, Berger
/// 1994), and the evidence does not choose among them.
struct Posterior {
  std::size_t worlds = 0;
  std::vector<SubjectPosterior> subjects;
  std::vector<JointPosterior> joint;  ///< one per component
};

/// Cost: items + worlds x cells. @throws Stopped.
Posterior posterior(const Dossier& dossier, const Selection& selection = {}, const RunControl& control = {});

/// Draws one type for every subject from the joint posterior of one world, one uniform in (0, 1) for each
/// component: the same `evidence` sums as Dossier::evidence gives. For drawing worlds in later analyses.
/// @throws std::invalid_argument when the number of uniforms is not that of the components.
std::vector<std::uint32_t> draw_types(const Dossier& dossier, std::span<const double> evidence,
                                      std::size_t world, std::span<const double> uniforms);

/// Beliefs day by day. Numbers are [step * rows + row]; rows as Dossier::first_row counts them.
struct Trajectory {
  std::size_t rows = 0;
  /// The distinct days of the selected items, increasing. Step 0 is the prior, step s + 1 the end of days[s].
  std::vector<std::int32_t> days;
  std::vector<Belief> beliefs;
  const Belief& at(std::size_t step, std::size_t row) const { return beliefs[step * rows + row]; }
  std::size_t steps() const { return days.size() + 1; }
};

/// Posterior after each day, of items of the selected kinds up to its last day. A later and better
/// retelling replaces a group's contribution from its day on. The last step equals `posterior`.
/// Cost: items + days x worlds x cells. @throws Stopped.
Trajectory trajectory(const Dossier& dossier, const Selection& selection = {},
                      const RunControl& control = {});

}  // namespace offramp::evidence
