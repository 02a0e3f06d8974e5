// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "offramp/evidence/model/dossier.h"

namespace offramp::evidence {

/// The selected items in order of day, equal days in order of the list, each with what it adds to the
/// log-likelihoods of its subject at that moment: its own for an item that stands alone, the change of
/// the group's contribution for a member of a group. The sum over all items is Dossier::evidence.
class Replay {
 public:
  Replay(const Dossier& dossier, const Selection& selection);

  std::size_t size() const { return order_.size(); }
  std::uint32_t item(std::size_t place) const { return order_[place]; }
  /// What the item at `place` adds, [hypothesis * columns + column], columns 1 or the number of worlds;
  /// empty: nothing. To be called for place 0, 1, 2, ... once each; valid until the next call.
  std::span<const double> step(std::size_t place);

 private:
  struct Group {
    double best = -1.0;
    double count = 0.0;
    std::vector<double> sum;
  };
  const Dossier& dossier_;
  std::vector<std::uint32_t> order_;
  std::vector<Group> groups_;
  std::vector<double> change_;
};

}  // namespace offramp::evidence
