// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/robust/pairs.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace offramp::bargaining {
namespace {

struct Joint {
  double bound;   // least max over choices of the weighted sum
  double weight;  // of the first
  std::size_t first, second;
};

// Fictitious play between the choices from `depth` on and the world that falls short.
Joint join(const RobustTable& table, std::size_t row, const std::vector<double>& lanes, std::size_t depth,
           std::size_t first, std::size_t second) {
  const std::size_t offset = row * table.worlds();
  double weight = 0.5;
  Joint best{std::numeric_limits<double>::infinity(), weight, first, second};
  for (int round = 0; round < 12; ++round) {
    double a = lanes[offset + first], b = lanes[offset + second];
    for (std::size_t d = depth; d < table.depths(); ++d) {
      double most = -std::numeric_limits<double>::infinity(), add_a = 0.0, add_b = 0.0;
      for (std::size_t o = 0; o < table.options(d); ++o) {
        const double* const gain = table.gain(d, o) + offset;
        const double sum = weight * gain[first] + (1.0 - weight) * gain[second];
        if (sum <= most) continue;
        most = sum;
        add_a = gain[first];
        add_b = gain[second];
      }
      a += add_a;
      b += add_b;
    }
    const double bound = weight * a + (1.0 - weight) * b;
    if (bound < best.bound) best = {bound, weight, first, second};
    const double step = 1.0 / (round + 3.0);
    weight = (1.0 - step) * weight + (a < b ? step : 0.0);
  }
  return best;
}

}  // namespace

WorldPairs::WorldPairs(const RobustTable& table, std::size_t row, const std::vector<double>& lanes,
                       std::size_t depth) {
  const std::size_t count = table.worlds(), offset = row * count;
  std::vector<std::size_t> able;
  for (std::size_t k = 0; k < count; ++k) {
    if (lanes[offset + k] + table.rest(depth)[offset + k] >= -kTieTolerance) able.push_back(k);
  }
  std::vector<Joint> joints;
  for (std::size_t a = 0; a < able.size(); ++a) {
    for (std::size_t b = a + 1; b < able.size(); ++b) {
      joints.push_back(join(table, row, lanes, depth, able[a], able[b]));
    }
  }
  std::stable_sort(joints.begin(), joints.end(),
                   [](const Joint& a, const Joint& b) { return a.bound < b.bound; });
  std::vector<char> taken(count, 0);
  std::vector<Joint> chosen;
  for (const Joint& joint : joints) {
    if (taken[joint.first] != 0 || taken[joint.second] != 0) continue;
    taken[joint.first] = taken[joint.second] = 1;
    chosen.push_back(joint);
  }
  for (const Joint& joint : chosen)
    pairs_.push_back({joint.first, joint.second, static_cast<float>(joint.weight)});
  need_.resize(table.depths());
  std::vector<double> rest(chosen.size(), 0.0), magnitude(chosen.size(), 1.0);
  const double units = 2.0 * static_cast<double>(table.depths() + 6) * std::numeric_limits<float>::epsilon();
  for (std::size_t p = 0; p < chosen.size(); ++p) {
    for (std::size_t k : {chosen[p].first, chosen[p].second}) {
      magnitude[p] += 2.0 * std::fabs(table.start()[offset + k]);
      for (std::size_t d = 0; d < table.depths(); ++d) {
        double largest = 0.0;
        for (std::size_t o = 0; o < table.options(d); ++o) {
          largest = std::max(largest, std::fabs(table.gain(d, o)[offset + k]));
        }
        magnitude[p] += largest;
      }
    }
  }
  for (std::size_t d = table.depths(); d-- > 0;) {
    need_[d].resize(table.options(d) * chosen.size());
    for (std::size_t p = 0; p < chosen.size(); ++p) {
      const double weight = static_cast<double>(pairs_[p].weight);
      double most = -std::numeric_limits<double>::infinity();
      for (std::size_t o = 0; o < table.options(d); ++o) {
        const double* const gain = table.gain(d, o) + offset;
        const double sum = weight * gain[chosen[p].first] + (1.0 - weight) * gain[chosen[p].second];
        most = std::max(most, sum);
        need_[d][o * chosen.size() + p] =
            static_cast<float>(-sum - rest[p] - kTieTolerance - units * magnitude[p]);
      }
      rest[p] += most;
    }
  }
}

std::size_t WorldPairs::clashing(std::size_t depth, std::size_t option, const float* lanes,
                                 const float* margin) const {
  const float* const need = need_[depth].data() + option * pairs_.size();
  std::size_t clashes = 0;
  for (std::size_t p = 0; p < pairs_.size(); ++p) {
    const Pair& pair = pairs_[p];
    if (margin[pair.first] < 0.0f || margin[pair.second] < 0.0f) continue;
    const float sum = pair.weight * lanes[pair.first] + (1.0f - pair.weight) * lanes[pair.second];
    if (sum < need[p]) ++clashes;
  }
  return clashes;
}

}  // namespace offramp::bargaining
