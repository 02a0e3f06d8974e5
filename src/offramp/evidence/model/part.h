// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "offramp/evidence/model/dossier.h"

namespace offramp::evidence {

/// What single items and whole groups contribute to the log-likelihoods of their subject when everything
/// selected is known: the difference between the sum with and without them.
class Parts {
 public:
  Parts(const Dossier& dossier, const Selection& selection);

  bool counts(std::uint32_t item) const;
  /// [hypothesis * worlds + world]; all 0 when leaving the item out changes nothing, as for a retelling.
  void item(std::uint32_t item, std::vector<double>& out) const;
  void cluster(std::size_t cluster, std::vector<double>& out) const;

 private:
  struct Tier {
    double weight = -1.0;
    double count = 0.0;
    std::vector<double> sum;
  };
  void enter(std::uint32_t item, Tier& first, Tier& second);
  const Dossier& dossier_;
  Selection selection_;
  std::vector<Tier> first_, second_;  // of each cluster: its best members, and the next best
};

}  // namespace offramp::evidence
