// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/reading/ach.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "offramp/base/number/elementary.h"
#include "offramp/evidence/model/belief.h"

namespace offramp::evidence {
namespace {

double against(Consistency cell) {
  if (cell == Consistency::very_inconsistent) return 2.0;
  return cell == Consistency::inconsistent ? 1.0 : 0.0;
}

// Fills the scores and the orders from cells, weights and diagnosticity.
void finish(AchMatrix& matrix) {
  const std::size_t rows = matrix.items.size();
  matrix.inconsistency.assign(matrix.hypotheses, 0.0);
  matrix.weighted_inconsistency.assign(matrix.hypotheses, 0.0);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t h = 0; h < matrix.hypotheses; ++h) {
      const double score = against(matrix.cells[row * matrix.hypotheses + h]);
      matrix.inconsistency[h] += score;
      matrix.weighted_inconsistency[h] += matrix.weight[row] * score;
    }
  }
  matrix.by_diagnosticity.resize(rows);
  std::iota(matrix.by_diagnosticity.begin(), matrix.by_diagnosticity.end(), 0u);
  std::stable_sort(
      matrix.by_diagnosticity.begin(), matrix.by_diagnosticity.end(),
      [&](std::uint32_t a, std::uint32_t b) { return matrix.diagnosticity[a] > matrix.diagnosticity[b]; });
  matrix.by_inconsistency.resize(matrix.hypotheses);
  std::iota(matrix.by_inconsistency.begin(), matrix.by_inconsistency.end(), 0u);
  std::stable_sort(matrix.by_inconsistency.begin(), matrix.by_inconsistency.end(),
                   [&](std::uint32_t a, std::uint32_t b) {
                     return matrix.weighted_inconsistency[a] < matrix.weighted_inconsistency[b];
                   });
}

// Whether the item stands for its group, or alone.
bool has_row(const Dossier& dossier, std::uint32_t item) {
  const std::uint32_t c = dossier.cluster_of(item);
  if (c == kNoCluster) return true;
  for (const std::uint32_t other : dossier.clusters()[c].items) {
    if (dossier.weight(other) > dossier.weight(item)) return false;
    if (dossier.weight(other) == dossier.weight(item) && other < item) return false;
  }
  return true;
}

}  // namespace

std::string_view to_string(Consistency consistency) {
  switch (consistency) {
    case Consistency::very_inconsistent:
      return "very inconsistent";
    case Consistency::inconsistent:
      return "inconsistent";
    case Consistency::neutral:
      return "neutral";
    case Consistency::consistent:
      return "consistent";
    case Consistency::very_consistent:
      return "very consistent";
  }
  return "";
}

Consistency nearest_consistency(double likelihood, const ConsistencyScale& scale) {
  const double at = logit(likelihood);
  std::size_t best = 0;
  for (std::size_t w = 1; w < scale.likelihood.size(); ++w) {
    if (std::fabs(logit(scale.likelihood[w]) - at) <= std::fabs(logit(scale.likelihood[best]) - at)) best = w;
  }
  return static_cast<Consistency>(best);
}

AchMatrix ach_matrix(std::size_t hypotheses, std::span<const Consistency> cells,
                     std::span<const double> weights) {
  if (hypotheses == 0 || cells.size() % hypotheses != 0) {
    throw std::invalid_argument("ach_matrix: cells must be full rows of at least one hypothesis");
  }
  const std::size_t rows = cells.size() / hypotheses;
  if (!weights.empty() && weights.size() != rows)
    throw std::invalid_argument("ach_matrix: one weight for each row is needed");
  AchMatrix matrix;
  matrix.hypotheses = hypotheses;
  matrix.cells.assign(cells.begin(), cells.end());
  for (std::size_t row = 0; row < rows; ++row) {
    const double weight = weights.empty() ? 1.0 : weights[row];
    if (!(weight >= 0.0 && weight <= 1.0))
      throw std::invalid_argument("ach_matrix: weights must lie in [0, 1]");
    const auto words = cells.subspan(row * hypotheses, hypotheses);
    const auto [low, high] = std::minmax_element(words.begin(), words.end());
    matrix.items.push_back(static_cast<std::uint32_t>(row));
    matrix.weight.push_back(weight);
    matrix.diagnosticity.push_back(weight * (static_cast<double>(*high) - static_cast<double>(*low)));
  }
  finish(matrix);
  return matrix;
}

AchMatrix ach_matrix(const Dossier& dossier, std::size_t subject, const ConsistencyScale& scale) {
  const Items& items = dossier.model().items;
  AchMatrix matrix;
  matrix.hypotheses = dossier.hypotheses(subject);
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    if (items.about(i) != subject || !has_row(dossier, i)) continue;
    const auto stated = items.likelihood(i);
    const auto logs = dossier.log_likelihood(i);
    const std::size_t columns = dossier.columns(i);
    double widest = 0.0;
    for (std::size_t k = 0; k < columns; ++k) {
      double low = logs[k], high = logs[k];
      for (std::size_t h = 1; h < matrix.hypotheses; ++h) {
        low = std::min(low, logs[h * columns + k]);
        high = std::max(high, logs[h * columns + k]);
      }
      widest += high - low;
    }
    for (std::size_t h = 0; h < matrix.hypotheses; ++h) {
      double sum = 0.0;
      for (std::size_t k = 0; k < columns; ++k) sum += stated[h * columns + k];
      matrix.cells.push_back(nearest_consistency(sum / static_cast<double>(columns), scale));
    }
    matrix.items.push_back(i);
    matrix.weight.push_back(dossier.weight(i));
    matrix.diagnosticity.push_back(decibans(widest / static_cast<double>(columns)));
  }
  finish(matrix);
  return matrix;
}

}  // namespace offramp::evidence
