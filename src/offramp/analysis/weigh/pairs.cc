// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "offramp/analysis/weigh/parts.h"
#include "offramp/base/number/elementary.h"
#include "offramp/base/run/parallel.h"

namespace offramp {
namespace {

constexpr std::size_t kTerms = 10;
constexpr double kGuard = 3.0, kReach = 2.0;
using Row = std::array<double, kTerms>;

Row cubic(double a, double b) {
  return {1.0, a, b, a * a, a * b, b * b, a * a * a, a * a * b, a * b * b, b * b * b};
}

// Lower Cholesky factor of a symmetric positive definite matrix; false if it is not.
bool factor(std::array<Row, kTerms>& m) {
  for (std::size_t i = 0; i < kTerms; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = m[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= m[i][k] * m[j][k];
      if (i != j) {
        m[i][j] = sum / m[j][j];
      } else if (sum > 1e-9 * m[i][i]) {
        m[i][i] = std::sqrt(sum);
      } else {
        return false;
      }
    }
  }
  return true;
}

// Solves L x = row in place.
Row forward(const std::array<Row, kTerms>& l, Row x) {
  for (std::size_t i = 0; i < kTerms; ++i) {
    for (std::size_t k = 0; k < i; ++k) x[i] -= l[i][k] * x[k];
    x[i] /= l[i][i];
  }
  return x;
}

// Least-squares cubics of every payoff less the recommended one's, over the plane of two normal scores. The
// coefficients are kept as L^-1 X'y: a fitted value is then the product with L^-1 row, and its variance the
// square of that times the residual variance.
class Surface {
 public:
  Surface(const std::vector<double>& a, const std::vector<double>& b,
          const std::vector<std::vector<double>>& payoffs, std::size_t recommended)
      : recommended_(recommended) {
    const std::size_t n = a.size();
    for (std::size_t w = 0; w < n; ++w) {
      const Row row = cubic(a[w], b[w]);
      for (std::size_t i = 0; i < kTerms; ++i) {
        for (std::size_t j = 0; j <= i; ++j) l_[i][j] += row[i] * row[j];
      }
    }
    sound_ = n > 10 * kTerms && factor(l_);
    if (!sound_) return;
    for (const std::vector<double>& payoff : payoffs) {
      Row sums{};
      double squares = 0.0;
      for (std::size_t w = 0; w < n; ++w) {
        const double y = payoff[w] - payoffs[recommended][w];
        const Row row = cubic(a[w], b[w]);
        for (std::size_t i = 0; i < kTerms; ++i) sums[i] += row[i] * y;
        squares += y * y;
      }
      const Row& own = fitted_.emplace_back(forward(l_, sums));
      for (const double x : own) squares -= x * x;
      noise_.push_back(std::sqrt(std::max(squares, 0.0) / static_cast<double>(n - kTerms)));
    }
  }
  bool sound() const { return sound_; }

  void payoffs(double a, double b, std::span<double> out) const {
    const Row row = forward(l_, cubic(a, b));
    double spread = 0.0;
    for (const double x : row) spread += x * x;
    spread = std::sqrt(spread);
    for (std::size_t c = 0; c < out.size(); ++c) {
      out[c] = c == recommended_ ? 0.0 : -kGuard * noise_[c] * spread;
      if (c == recommended_) continue;
      for (std::size_t i = 0; i < kTerms; ++i) out[c] += row[i] * fitted_[c][i];
    }
  }

 private:
  std::size_t recommended_;
  std::array<Row, kTerms> l_{};
  std::vector<Row> fitted_;
  std::vector<double> noise_;
  bool sound_ = false;
};

std::vector<double> normal_scores(const sensitivity::Input& input) {
  const sensitivity::Ranking ranking = sensitivity::rank_input(input);
  std::vector<double> scores(input.values.size());
  for (std::size_t w = 0; w < scores.size(); ++w)
    scores[w] = normal_quantile(ranking.level(ranking.group[w]));
  return scores;
}

}  // namespace

std::vector<sensitivity::PairFlip> pair_flips(const sensitivity::Table& table,
                                              const std::vector<std::vector<double>>& payoffs,
                                              std::size_t recommended,
                                              const std::vector<std::size_t>& candidates, std::size_t most,
                                              const RunControl& control) {
  std::vector<std::vector<double>> scores;
  for (const std::size_t input : candidates) scores.push_back(normal_scores(table.inputs[input]));
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (std::size_t j = i + 1; j < candidates.size(); ++j) pairs.emplace_back(i, j);
  }
  sensitivity::FlipOptions options;
  options.reach = kReach;
  std::vector<std::optional<sensitivity::PairFlip>> found(pairs.size());
  parallel_blocks(pairs.size(), 1, control, "pairs", [&](std::size_t k, std::size_t, std::size_t) {
    const auto [i, j] = pairs[k];
    const std::size_t a = candidates[i], b = candidates[j];
    const Surface surface(scores[i], scores[j], payoffs, recommended);
    if (!surface.sound()) return;
    const sensitivity::PinnedModel model = [&](std::span<const sensitivity::Pin> pins,
                                               std::span<double> out) {
      double at_a = 0.0, at_b = 0.0;
      for (const sensitivity::Pin& pin : pins) (pin.input == a ? at_a : at_b) = normal_quantile(pin.level);
      surface.payoffs(at_a, at_b, out);
    };
    found[k] = nearest_pair_flip(a, b, payoffs.size(), model, options);
  });
  std::vector<sensitivity::PairFlip> flips;
  for (const auto& flip : found) {
    // At the origin the answer with both at their medians may differ already; that is no flip to look for.
    if (flip && flip->from == recommended && flip->distance > 0.0) flips.push_back(*flip);
  }
  std::stable_sort(flips.begin(), flips.end(),
                   [](const auto& x, const auto& y) { return x.distance < y.distance; });
  if (flips.size() > most) flips.resize(most);
  return flips;
}

}  // namespace offramp
