// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/posterior/replay.h"

#include <algorithm>

namespace offramp::evidence {

Replay::Replay(const Dossier& dossier, const Selection& selection)
    : dossier_(dossier), groups_(dossier.clusters().size()) {
  const Items& items = dossier.model().items;
  bool sorted = true;
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    if (items.day(i) > selection.until || !selection.kinds.has(items.kind(i), items.own(i))) continue;
    sorted = sorted && (order_.empty() || items.day(order_.back()) <= items.day(i));
    order_.push_back(i);
  }
  if (!sorted) {
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return items.day(a) < items.day(b); });
  }
}

std::span<const double> Replay::step(std::size_t place) {
  const std::uint32_t i = order_[place];
  const std::uint32_t cluster = dossier_.cluster_of(i);
  const auto logs = dossier_.log_likelihood(i);
  if (cluster == kNoCluster) return logs;
  Group& group = groups_[cluster];
  const double weight = dossier_.weight(i);
  if (weight < group.best) return {};
  const std::size_t hypotheses = dossier_.hypotheses(dossier_.model().items.about(i));
  const std::size_t worlds = dossier_.worlds();
  const std::size_t columns = dossier_.columns(i);
  if (group.sum.empty()) group.sum.assign(hypotheses * worlds, 0.0);
  change_.assign(hypotheses * worlds, 0.0);
  const bool better = weight > group.best;
  const double count = better ? 1.0 : group.count + 1.0;
  for (std::size_t h = 0; h < hypotheses; ++h) {
    for (std::size_t k = 0; k < worlds; ++k) {
      double& sum = group.sum[h * worlds + k];
      const double before = group.count > 0.0 ? sum / group.count : 0.0;
      const double own = logs[h * columns + (columns == 1 ? 0 : k)];
      sum = better ? own : sum + own;
      change_[h * worlds + k] = sum / count - before;
    }
  }
  group.best = weight;
  group.count = count;
  return change_;
}

}  // namespace offramp::evidence
