// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "offramp/evidence/model/dossier.h"

namespace offramp::evidence {

/// How an item of evidence goes with a hypothesis, in the words of the analysis of competing hypotheses
/// (Heuer 1999, "Psychology of Intelligence Analysis", ch. 8).
enum class Consistency : std::uint8_t {
  very_inconsistent,
  inconsistent,
  neutral,
  consistent,
  very_consistent
};

std::string_view to_string(Consistency consistency);

/// What each word is worth as a likelihood; increasing, each in (0, 1).
struct ConsistencyScale {
  std::array<double, 5> likelihood{0.05, 0.20, 0.50, 0.80, 0.95};
};

/// The word whose likelihood is nearest in log odds; the more consistent one on a tie.
Consistency nearest_consistency(double likelihood, const ConsistencyScale& scale = {});

/// Matrix of an analysis of competing hypotheses: rows are items, columns hypotheses. Heuer's advice is
/// to work across: an item that goes equally well with every hypothesis tells nothing, and the hypothesis
/// with the least evidence against it is the most likely.
struct AchMatrix {
  std::size_t hypotheses = 0;
  std::vector<std::uint32_t> items;             ///< which item each row is
  std::vector<Consistency> cells;               ///< [row * hypotheses + hypothesis]
  std::vector<double> weight;                   ///< of each row, in [0, 1]
  std::vector<double> diagnosticity;            ///< of each row, >= 0; see the functions that make a matrix
  std::vector<std::uint32_t> by_diagnosticity;  ///< rows, most diagnostic first; ties in order of rows
  std::vector<double>
      inconsistency;  ///< of each hypothesis: 2 for every "very inconsistent", 1 for every "inconsistent"
  std::vector<double> weighted_inconsistency;  ///< the same, each row times its weight
  std::vector<std::uint32_t>
      by_inconsistency;  ///< hypotheses, least weighted inconsistency first; ties in order
};

/// A matrix from an analyst's own words; cells as in AchMatrix, one weight in [0, 1] for each row or none
/// (all 1). Diagnosticity of a row: weight x (highest - lowest word, counted as 0 to 4). Counting two and
/// one for inconsistencies, times the weight of the evidence, follows the PARC ACH program, with the
/// grade's weight in place of its own low, medium and high.
/// @throws std::invalid_argument when sizes do not fit or a weight is outside [0, 1].
AchMatrix ach_matrix(std::size_t hypotheses, std::span<const Consistency> cells,
                     std::span<const double> weights = {});

/// The matrix of one subject of a dossier. Words are the nearest to the stated likelihoods, means over
/// worlds; weights those of the grades; of a group only the member that counts (the first of the best) has
/// a row. Diagnosticity is the largest tempered likelihood ratio between any two hypotheses, in decibans.
AchMatrix ach_matrix(const Dossier& dossier, std::size_t subject, const ConsistencyScale& scale = {});

}  // namespace offramp::evidence
