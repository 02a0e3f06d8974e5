// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/evidence/model/components.h"
#include "offramp/evidence/model/grade.h"
#include "offramp/evidence/model/model.h"

namespace offramp::evidence {

struct ReadOptions {
  GradeScale scale;               ///< what the Admiralty grades are worth
  bool temper_by_grade = true;    ///< false: every item at full weight, as stated
  bool count_groups_once = true;  ///< false: items of a group count as if they were independent
};

/// Which items a reading looks at.
struct Selection {
  Kinds kinds;
  std::int32_t until = std::numeric_limits<std::int32_t>::max();  ///< last day that counts
};

/// Items of one group that bear on one subject. They count once: as the geometric mean of the tempered
/// likelihoods of the members with the highest weight of grade. Retellings that are worth less than
/// the best one change nothing; equally good ones are averaged; the order never matters
/// (docs/decisions/0010-evidence-rules.md).
struct Cluster {
  std::uint32_t group = 0;
  std::uint32_t subject = 0;
  std::vector<std::uint32_t> items;  ///< increasing
};

inline constexpr std::uint32_t kNoCluster = std::numeric_limits<std::uint32_t>::max();

/// A checked model with every item's tempered likelihoods in logarithms, ready to be asked. Immutable,
/// so it may be asked from several threads. Exact up to rounding: nothing is sampled or cut off.
class Dossier {
 public:
  /// @throws std::invalid_argument with the first of problems(model); Stopped.
  explicit Dossier(Model model, ReadOptions options = {}, const RunControl& control = {});

  const Model& model() const { return model_; }
  const ReadOptions& options() const { return options_; }
  std::size_t worlds() const { return model_.worlds; }
  std::size_t subjects() const { return model_.subjects.size(); }
  std::size_t hypotheses(std::size_t subject) const { return model_.subjects[subject].size(); }
  /// Number of hypotheses of all subjects, and where those of a subject begin among them.
  std::size_t rows() const { return first_row_.back(); }
  std::size_t first_row(std::size_t subject) const { return first_row_[subject]; }

  const std::vector<Component>& components() const { return components_; }
  std::uint32_t component_of(std::size_t subject) const { return component_of_[subject]; }
  const std::vector<Cluster>& clusters() const { return clusters_; }
  /// Cluster of an item; kNoCluster for one that stands alone or alone in its group.
  std::uint32_t cluster_of(std::size_t item) const { return cluster_of_[item]; }

  /// The subject that an item is about; of one that combines several the first of them.
  std::uint32_t subject_of(std::size_t item) const {
    const std::uint32_t about = model_.items.about(item);
    const std::vector<std::uint32_t>& of = model_.subjects[about].of;
    return of.empty() ? about : of.front();
  }

  /// Weight of the item's grade, in [0, 1].
  double weight(std::size_t item) const { return weight_[item]; }
  /// Logarithms of the item's tempered likelihoods: [hypothesis * columns + column]; columns is 1 when the
  /// likelihoods are the same in all worlds, else the number of worlds.
  std::span<const double> log_likelihood(std::size_t item) const {
    return std::span(log_likelihood_).subspan(begin_[item], begin_[item + 1] - begin_[item]);
  }
  std::size_t columns(std::size_t item) const {
    return (begin_[item + 1] - begin_[item]) / hypotheses(model_.items.about(item));
  }

  /// Logarithm of what a hypothesis of a subject brings alone to the prior of a combination: its prior,
  /// scaled to sum 1; where the subject is associated with others, that times the multiplier that keeps the
  /// prior the margin of the joint prior. -infinity for a prior of 0.
  double log_prior(std::size_t subject, std::size_t hypothesis, std::size_t world) const;
  /// Logarithms, up to a common constant, of the probabilities of all cells of a component in one world,
  /// given the summed log-likelihood of every hypothesis: evidence[row * worlds + world].
  void log_cells(std::size_t component, std::size_t world, std::span<const double> evidence,
                 std::span<double> out) const;
  /// Logarithms of the marginal of one subject, from those of the cells; normalised.
  void log_marginal(std::size_t component, std::size_t member, std::span<const double> cells,
                    std::span<double> out) const;

  /// Sum of the log-likelihoods of what the selection looks at, groups counted once:
  /// [row * worlds + world].
  std::vector<double> evidence(const Selection& selection, const RunControl& control = {}) const;

 private:
  struct Sums;
  void find_clusters();
  void weigh_items(const RunControl& control);
  void prepare_priors();
  void prepare_factors();
  void fit_associations(const RunControl& control);
  void fit_component(const Component& component, const RunControl& control);
  void seed_of(const Component& component, std::size_t world, std::span<const double> margins,
               std::span<double> table) const;
  void add_alone(const Selection& selection, std::size_t begin, std::size_t end, Sums& sums) const;
  void add_cluster(const Selection& selection, const Cluster& cluster, Sums& sums) const;

  Model model_;
  ReadOptions options_;
  std::vector<std::size_t> first_row_;
  std::vector<Component> components_;
  std::vector<std::uint32_t> component_of_;
  std::vector<Cluster> clusters_;
  std::vector<std::uint32_t> cluster_of_;
  std::vector<double> weight_;
  std::vector<std::size_t> begin_;
  std::vector<double> log_likelihood_;
  std::vector<std::vector<double>> log_prior_;            // per subject, shaped as its prior
  std::vector<std::vector<double>> log_times_;            // per factor, shaped as its times
  std::vector<std::vector<std::uint32_t>> factor_cells_;  // per factor: the cells that it multiplies
};

}  // namespace offramp::evidence
