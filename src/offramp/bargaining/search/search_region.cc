// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/search/search_region.h"

#include <algorithm>

namespace offramp::bargaining {

SearchRegion::SearchRegion(std::vector<double> least, std::vector<double> gap)
    : least_(std::move(least)), gap_(std::move(gap)), corner_(least_) {}

bool SearchRegion::contains(const double* point) const {
  const std::size_t n = least_.size();
  for (std::size_t k = 0; k < size(); ++k) {
    bool inside = true;
    for (std::size_t i = 0; i < n && inside; ++i) inside = point[i] >= corner(k)[i];
    if (inside) return true;
  }
  return false;
}

void SearchRegion::cut(const double* point) {
  const std::size_t n = least_.size();
  std::vector<double> next(n);  // what a new vector must reach in one coordinate
  for (std::size_t i = 0; i < n; ++i) next[i] = point[i] + gap_[i] + 1.0;
  std::vector<double> kept;
  std::vector<std::vector<double>> raised(n);    // by coordinate
  std::vector<std::vector<double>> standing(n);  // corners already there with next[i] in coordinate i
  for (std::size_t k = 0; k < size(); ++k) {
    const double* c = corner(k);
    bool below = true;
    for (std::size_t i = 0; i < n && below; ++i) below = c[i] < next[i];
    if (!below) {
      kept.insert(kept.end(), c, c + n);
      for (std::size_t i = 0; i < n; ++i) {
        if (c[i] == next[i]) standing[i].insert(standing[i].end(), c, c + n);
      }
      continue;
    }
    for (std::size_t i = 0; i < n; ++i) {
      raised[i].insert(raised[i].end(), c, c + n);
      raised[i][raised[i].size() - n + i] = next[i];
    }
  }
  const auto within = [n](const double* inner, const double* outer) {
    for (std::size_t i = 0; i < n; ++i) {
      if (inner[i] < outer[i]) return false;
    }
    return true;
  };
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t count = raised[i].size() / n;
    for (std::size_t a = 0; a < count; ++a) {
      const double* c = &raised[i][a * n];
      bool redundant = false;
      for (std::size_t b = 0; b < count && !redundant; ++b) {
        const double* d = &raised[i][b * n];
        redundant = a != b && within(c, d) && (b < a || !within(d, c));
      }
      for (std::size_t at = 0; at < standing[i].size() && !redundant; at += n) {
        redundant = within(c, &standing[i][at]);
      }
      if (!redundant) kept.insert(kept.end(), c, c + n);
    }
  }
  corner_ = std::move(kept);
}

}  // namespace offramp::bargaining
