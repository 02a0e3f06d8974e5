// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/model/part.h"

namespace offramp::evidence {

Parts::Parts(const Dossier& dossier, const Selection& selection)
    : dossier_(dossier),
      selection_(selection),
      first_(dossier.clusters().size()),
      second_(dossier.clusters().size()) {
  for (std::size_t c = 0; c < dossier.clusters().size(); ++c) {
    for (const std::uint32_t i : dossier.clusters()[c].items) {
      if (counts(i)) enter(i, first_[c], second_[c]);
    }
  }
}

bool Parts::counts(std::uint32_t item) const {
  const Items& items = dossier_.model().items;
  return items.day(item) <= selection_.until && selection_.kinds.has(items.kind(item), items.own(item));
}

void Parts::enter(std::uint32_t item, Tier& first, Tier& second) {
  const double weight = dossier_.weight(item);
  if (weight < second.weight) return;
  if (weight > first.weight) {
    second = std::move(first);
    first = {weight, 0.0, {}};
  } else if (weight < first.weight && weight > second.weight) {
    second = {weight, 0.0, {}};
  }
  Tier& tier = weight == first.weight ? first : second;
  const auto logs = dossier_.log_likelihood(item);
  const std::size_t worlds = dossier_.worlds();
  const std::size_t columns = dossier_.columns(item);
  tier.sum.resize(logs.size() / columns * worlds, 0.0);
  tier.count += 1.0;
  for (std::size_t n = 0; n < tier.sum.size(); ++n) tier.sum[n] += logs[columns == 1 ? n / worlds : n];
}

void Parts::item(std::uint32_t item, std::vector<double>& out) const {
  const std::size_t worlds = dossier_.worlds();
  const auto logs = dossier_.log_likelihood(item);
  const std::size_t columns = dossier_.columns(item);
  out.assign(logs.size() / columns * worlds, 0.0);
  if (!counts(item)) return;
  const std::uint32_t c = dossier_.cluster_of(item);
  const bool alone = c == kNoCluster;
  if (!alone && dossier_.weight(item) < first_[c].weight) return;
  for (std::size_t n = 0; n < out.size(); ++n) {
    const double own = logs[columns == 1 ? n / worlds : n];
    if (alone) {
      out[n] = own;
    } else if (first_[c].count > 1.0) {
      out[n] = first_[c].sum[n] / first_[c].count - (first_[c].sum[n] - own) / (first_[c].count - 1.0);
    } else {
      out[n] = own - (second_[c].count > 0.0 ? second_[c].sum[n] / second_[c].count : 0.0);
    }
  }
}

void Parts::cluster(std::size_t cluster, std::vector<double>& out) const {
  const Tier& tier = first_[cluster];
  out.assign(dossier_.hypotheses(dossier_.clusters()[cluster].subject) * dossier_.worlds(), 0.0);
  for (std::size_t n = 0; n < tier.sum.size(); ++n) out[n] = tier.sum[n] / tier.count;
}

}  // namespace offramp::evidence
