// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/proportional_fit.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace offramp {

ProportionalFit::ProportionalFit(std::vector<std::size_t> counts)
    : counts_(std::move(counts)), stride_(counts_.size()) {
  for (std::size_t a = counts_.size(); a-- > 0;) {
    stride_[a] = cells_;
    cells_ *= counts_[a];
  }
  std::size_t places = 0;
  for (const std::size_t count : counts_) {
    first_.push_back(places);
    places += count;
  }
  sums_.resize(places);
  ratios_.resize(places);
}

void ProportionalFit::sum_axis(std::span<const double> table, std::size_t axis) {
  const std::size_t stride = stride_[axis], count = counts_[axis];
  for (std::size_t k = 0; k < count; ++k) {
    double sum = 0.0;
    for (std::size_t block = k * stride; block < cells_; block += stride * count) {
      for (std::size_t cell = block; cell < block + stride; ++cell) sum += table[cell];
    }
    sums_[first_[axis] + k] = sum;
  }
}

void ProportionalFit::scale_axis(std::span<double> table, std::size_t axis,
                                 std::span<const double> ratios) const {
  const std::size_t stride = stride_[axis], count = counts_[axis];
  for (std::size_t k = 0; k < count; ++k) {
    for (std::size_t block = k * stride; block < cells_; block += stride * count) {
      for (std::size_t cell = block; cell < block + stride; ++cell) table[cell] *= ratios[k];
    }
  }
}

bool ProportionalFit::fit(std::span<double> table, std::span<const double> margins,
                          std::span<double> multipliers) {
  std::fill(multipliers.begin(), multipliers.end(), 1.0);
  for (std::size_t sweep = 0; sweep < kMaxSweeps; ++sweep) {
    double worst = 0.0;
    for (std::size_t axis = 0; axis < counts_.size(); ++axis) {
      sum_axis(table, axis);
      for (std::size_t k = first_[axis]; k < first_[axis] + counts_[axis]; ++k) {
        if (margins[k] > 0.0 && !(sums_[k] > 0.0)) return false;
        worst = std::max(worst, std::fabs(sums_[k] - margins[k]));
        ratios_[k] = margins[k] > 0.0 ? margins[k] / sums_[k] : 0.0;
        if (!std::isfinite(ratios_[k])) return false;
        multipliers[k] *= ratios_[k];
      }
      scale_axis(table, axis, std::span(ratios_).subspan(first_[axis], counts_[axis]));
    }
    if (worst <= kTolerance) return true;
  }
  return false;
}

}  // namespace offramp
