// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "offramp/bargaining/model/utility.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// The feasible settlements of a small space with every party's utility, and for each party those that it
/// accepts by falling utility: the inverse of its utility function, looked up in constant expected time.
class OutcomeTable {
 public:
  /// @throws std::invalid_argument when the space has more than `limit` (or 2^32 - 1) settlements; Stopped.
  OutcomeTable(const Problem& problem, std::uint64_t limit, const RunControl& control);

  std::size_t parties() const { return utility_.size(); }
  std::size_t outcomes() const { return index_.size(); }
  std::uint64_t raw_index(std::size_t outcome) const { return index_[outcome]; }
  double utility(std::size_t party, std::size_t outcome) const { return utility_[party][outcome]; }
  const std::vector<double>& utilities(std::size_t party) const { return utility_[party]; }
  bool acceptable(std::size_t party, std::size_t outcome) const { return acceptable_[party][outcome] != 0; }

  /// Outcomes that the party accepts, best first; equal ones by index.
  const std::vector<std::uint32_t>& ranking(std::size_t party) const { return ranking_[party]; }
  /// How many of them have at least this utility.
  std::size_t count_at_least(std::size_t party, double utility) const;

 private:
  void rank(std::size_t party);
  std::vector<std::uint64_t> index_;          // [outcome]
  std::vector<std::vector<double>> utility_;  // [party][outcome]
  std::vector<std::vector<unsigned char>> acceptable_;
  std::vector<std::vector<std::uint32_t>> ranking_;
  std::vector<std::vector<double>> falling_;        // [party][rank]: utility
  std::vector<std::vector<std::uint32_t>> bucket_;  // [party][bucket]: ranks with utility above its top
  std::vector<double> low_, scale_;                 // [party]
};

}  // namespace offramp::bargaining
