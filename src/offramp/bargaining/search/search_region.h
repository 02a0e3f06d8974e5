// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace offramp::bargaining {

/// Where new Pareto-optimal vectors of whole numbers may still lie, given some that are known: the union
/// of the corners' upper sets {x : x_i >= corner_i for all i}. Kept as Klamroth, Lacour and Vanderpooten
/// (2015), "On the representation of the search region in multi-objective optimization", keep their local
/// bounds, with the filter for redundant ones.
class SearchRegion {
 public:
  /// Everything from `least` upwards. `gap`: a vector must exceed every known one by more than gap_i
  /// somewhere, at least 0 and whole; what is no further away does not count as new.
  SearchRegion(std::vector<double> least, std::vector<double> gap);

  std::size_t size() const { return corner_.size() / least_.size(); }
  const double* corner(std::size_t k) const { return &corner_[k * least_.size()]; }
  /// Takes out what is not above `point` by more than the gap anywhere.
  void cut(const double* point);
  bool contains(const double* point) const;

 private:
  std::vector<double> least_;
  std::vector<double> gap_;
  std::vector<double> corner_;
};

}  // namespace offramp::bargaining
