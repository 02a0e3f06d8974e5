// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/fit/conditional.h"

#include <algorithm>
#include <cmath>

namespace offramp::sensitivity {

std::size_t default_bin_count(std::size_t worlds) {
  std::size_t root = 1;
  while ((root + 1) * (root + 1) * (root + 1) <= worlds) ++root;
  return std::clamp<std::size_t>(root, 4, 64);
}

Bins make_bins(const Ranking& ranking, std::size_t count) {
  Bins bins;
  bins.discrete = ranking.discrete;
  std::vector<std::uint32_t> bin_of_group(ranking.groups());
  std::size_t last = 0;
  for (std::size_t g = 0; g < ranking.groups(); ++g) {
    const auto wanted =
        ranking.discrete ? g : static_cast<std::size_t>(ranking.level(g) * static_cast<double>(count));
    if (g == 0 || wanted != last) {
      bins.counts.push_back(0);
      bins.level.push_back(0.0);
    }
    last = wanted;
    const std::uint32_t size = ranking.start[g + 1] - ranking.start[g];
    bin_of_group[g] = static_cast<std::uint32_t>(bins.counts.size() - 1);
    bins.counts.back() += size;
    bins.level.back() += static_cast<double>(size) * ranking.level(g);
  }
  for (std::size_t b = 0; b < bins.size(); ++b) bins.level[b] /= static_cast<double>(bins.counts[b]);
  bins.bin.resize(ranking.worlds());
  for (std::size_t world = 0; world < ranking.worlds(); ++world) {
    bins.bin[world] = bin_of_group[ranking.group[world]];
  }
  return bins;
}

ConditionalMean::ConditionalMean(const Ranking& ranking, const Bins& bins, std::span<const double> output,
                                 std::size_t first)
    : ranking_(&ranking),
      bins_(&bins),
      worlds_(output.size()),
      means_(bins.size(), 0.0),
      slopes_(bins.size(), 0.0),
      levels_(bins.level),
      mean_(mean_of(output)) {
  total_ = variance_of(output, mean_);
  std::vector<double> products(bins.size(), 0.0), squares(bins.size(), 0.0), counts(bins.size(), 0.0);
  if (worlds_ < bins.bin.size()) {
    levels_.assign(bins.size(), 0.0);
    for (std::size_t w = 0; w < worlds_; ++w) {
      counts[bins.bin[first + w]] += 1.0;
      levels_[bins.bin[first + w]] += ranking.level(ranking.group[first + w]);
    }
    for (std::size_t b = 0; b < bins.size(); ++b) {
      if (counts[b] > 0.0) levels_[b] /= counts[b];
    }
  } else {
    counts.assign(bins.counts.begin(), bins.counts.end());
  }
  for (std::size_t w = 0; w < worlds_; ++w) {
    const std::size_t b = bins.bin[first + w];
    const double offset = ranking.level(ranking.group[first + w]) - levels_[b];
    means_[b] += output[w] - mean_;
    products[b] += offset * (output[w] - mean_);
    squares[b] += offset * offset;
  }
  constexpr double kFewestForLine = 8.0;
  for (std::size_t b = 0; b < bins.size(); ++b) {
    if (counts[b] > 0.0) {
      means_[b] /= counts[b];
      explained_ += counts[b] * means_[b] * means_[b];
      ++parameters_;
    }
    if (!bins.discrete && counts[b] >= kFewestForLine && squares[b] > 0.0) {
      slopes_[b] = products[b] / squares[b];
      explained_ += slopes_[b] * products[b];
      ++parameters_;
    }
    means_[b] += mean_;
  }
  explained_ /= static_cast<double>(worlds_);
}

double ConditionalMean::residual_variance() const {
  const auto n = static_cast<double>(worlds_);
  const double freedom = n - static_cast<double>(parameters_);
  return freedom > 0.0 ? std::max(0.0, total_ - explained_) * n / freedom : 0.0;
}

double ConditionalMean::noise() const {
  return residual_variance() * (static_cast<double>(parameters_) - 1.0) / static_cast<double>(worlds_);
}

double rank_explained(const Ranking& ranking, std::span<const double> output) {
  const double mean = mean_of(output);
  const std::size_t groups = ranking.groups();
  std::vector<double> sums(groups, 0.0);
  double products = 0.0;
  for (std::size_t g = 0; g < groups; ++g) {
    double squares = 0.0;
    for (std::size_t position = ranking.start[g]; position < ranking.start[g + 1]; ++position) {
      const double centred = output[ranking.order[position]] - mean;
      sums[g] += centred;
      squares += centred * centred;
    }
    const auto size = static_cast<double>(ranking.start[g + 1] - ranking.start[g]);
    products += (sums[g] * sums[g] - squares) / size;  // the g - 1 neighbours inside the group, on average
    sums[g] /= size;
  }
  for (std::size_t g = 0; g < groups; ++g) products += sums[g] * sums[(g + 1) % groups];
  return products / static_cast<double>(output.size());
}

}  // namespace offramp::sensitivity
