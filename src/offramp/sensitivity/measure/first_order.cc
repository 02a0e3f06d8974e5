// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/measure/first_order.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "offramp/base/number/elementary.h"
#include "offramp/sensitivity/fit/conditional.h"

namespace offramp::sensitivity {
namespace {

constexpr std::size_t kFewestForLine = 8;
constexpr double kLeads = 0.2;

// One input's worlds by increasing value: [position].
struct Ordered {
  std::vector<double> level;  // quantile level; equal values share one
  std::vector<double> value;  // less its mean
  bool discrete = false;
};

// Moments of a run of positions.
struct Sums {
  double n = 0.0, u = 0.0, y = 0.0, uu = 0.0, uy = 0.0, yy = 0.0;

  void add(double level, double value) {
    n += 1.0, u += level, y += value;
    uu += level * level, uy += level * value, yy += value * value;
  }
  Sums less(const Sums& part) const {
    return {n - part.n, u - part.u, y - part.y, uu - part.uu, uy - part.uy, yy - part.yy};
  }
};

// Constant or line fitted to a run of positions.
struct Piece {
  std::size_t first = 0, last = 0;  // positions [first, last)
  double level = 0.0, mean = 0.0, slope = 0.0;
  double left = 0.0;  // sum of squares left
  std::size_t parameters = 1;

  std::size_t size() const { return last - first; }
};

Piece fitted(const Sums& sums, std::size_t first, std::size_t last, bool line) {
  Piece piece{first, last, sums.u / sums.n, sums.y / sums.n};
  piece.left = sums.yy - sums.y * piece.mean;
  const double spread = sums.uu - sums.u * piece.level;
  if (line && piece.size() >= kFewestForLine && spread > 1e-12 * sums.n) {
    const double product = sums.uy - sums.u * piece.mean;
    piece.slope = product / spread;
    piece.left -= piece.slope * product;
    piece.parameters = 2;
  }
  // What rounding leaves of a perfect fit is nothing.
  if (piece.left < 1e-12 * sums.yy) piece.left = 0.0;
  return piece;
}

// The best cut of a piece into two of at least `fewest` positions, never between equal values.
struct Cut {
  Piece low, high;
  double left() const { return low.left + high.left; }
};

class PiecewiseFit {
 public:
  PiecewiseFit(const Ordered& ordered, std::size_t classes) : ordered_(ordered) {
    const std::size_t n = ordered.level.size();
    for (std::size_t first = 0; first < n;) {
      const auto class_of = [&](std::size_t p) {
        return ordered.discrete ? ordered.level[p]
                                : std::floor(ordered.level[p] * static_cast<double>(classes));
      };
      std::size_t last = first + 1;
      Sums sums;
      sums.add(ordered.level[first], ordered.value[first]);
      for (; last < n && class_of(last) == class_of(first); ++last)
        sums.add(ordered.level[last], ordered.value[last]);
      pieces_.push_back(fitted(sums, first, last, !ordered.discrete));
      first = last;
    }
    if (!ordered.discrete) cut_at_steps();
  }

  double explained() const {
    double all = 0.0;
    for (const double y : ordered_.value) all += y * y;
    return std::max(0.0, all - left()) / static_cast<double>(ordered_.value.size());
  }
  std::size_t parameters() const {
    std::size_t count = 0;
    for (const Piece& piece : pieces_) count += piece.parameters;
    return count;
  }
  double residual_variance() const {
    const double freedom = static_cast<double>(ordered_.value.size()) - static_cast<double>(parameters());
    return freedom > 0.0 ? left() / freedom : 0.0;
  }
  const std::vector<Piece>& pieces() const { return pieces_; }
  double at(const Piece& piece, std::size_t position) const {
    return piece.mean + piece.slope * (ordered_.level[position] - piece.level);
  }

 private:
  double left() const {
    double sum = 0.0;
    for (const Piece& piece : pieces_) sum += piece.left;
    return sum;
  }

  std::optional<Cut> best_cut(const Piece& piece, std::size_t fewest) const {
    std::optional<Cut> best;
    Sums all, low;
    for (std::size_t p = piece.first; p < piece.last; ++p) all.add(ordered_.level[p], ordered_.value[p]);
    for (std::size_t p = piece.first; p + fewest < piece.last; ++p) {
      low.add(ordered_.level[p], ordered_.value[p]);
      if (p + 1 < piece.first + fewest || ordered_.level[p] == ordered_.level[p + 1]) continue;
      const Cut cut{fitted(low, piece.first, p + 1, true), fitted(all.less(low), p + 1, piece.last, true)};
      if (!best || cut.left() < best->left()) best = cut;
    }
    return best;
  }

  // Whether one cut of `piece` is more than chance does: by so many residual variances, of its own halves and
  // of all other pieces. Of a part too small to have a variance of its own, so many more that a rare value
  // among others that are all alike does not pass for a step.
  std::optional<Cut> step_in(const Piece& piece, double others) const {
    const auto n = static_cast<double>(ordered_.value.size());
    const double chance = 6.0 * portable_log(n);
    // A step that is worth a cut scatters its piece more than others are scattered.
    if (piece.left < 1.1 * others * static_cast<double>(piece.size())) return std::nullopt;
    for (const std::size_t fewest : {kFewestForLine, std::size_t{1}}) {
      if (piece.left <= (fewest == 1 ? chance * n : chance) * others) break;
      const std::optional<Cut> cut = best_cut(piece, fewest);
      if (!cut) continue;
      const auto used = static_cast<double>(cut->low.parameters + cut->high.parameters);
      const double own = cut->left() / std::max(1.0, static_cast<double>(piece.size()) - used);
      const double factor = fewest == 1 ? chance * n : chance;
      if (piece.left - cut->left() > factor * std::max(own, others)) return cut;
    }
    return std::nullopt;
  }

  // Other pieces may hide a step of their own at first, which then counts as their noise: hence the rounds.
  void cut_at_steps() {
    constexpr std::size_t kRounds = 4;
    const auto n = static_cast<double>(ordered_.value.size());
    for (std::size_t round = 0; round < kRounds; ++round) {
      const double all = left();
      std::vector<Piece> next;
      for (const Piece& piece : pieces_) {
        const double others =
            std::max(0.0, all - piece.left) / std::max(1.0, n - static_cast<double>(piece.size()));
        const std::optional<Cut> cut = piece.left > 0.0 ? step_in(piece, others) : std::nullopt;
        if (cut) {
          next.push_back(cut->low);
          next.push_back(cut->high);
        } else {
          next.push_back(piece);
        }
      }
      if (next.size() == pieces_.size()) return;
      pieces_ = std::move(next);
    }
  }

  const Ordered& ordered_;
  std::vector<Piece> pieces_;
};

// Mean square about the mean.
struct Spread {
  double sum = 0.0, squares = 0.0, n = 0.0;
  void add(double x) { sum += x, squares += x * x, n += 1.0; }
  double variance() const { return std::max(0.0, squares / n - sum * sum / (n * n)); }
};

// Squared standard error of the share from its influence function
//   (2 m (v - m) + m^2 - S (y - mean)^2) / variance
// where m is the fit, v what it was fitted to, and S the share; and of the noise that the fit has taken up.
// The larger of what v = values and v = output give: what was taken from the output is centred on the table,
// so of independent worlds it can take less out than it seems to, but the share's own denominator keeps it.
double squared_error(const PiecewiseFit& fit, const Ordered& ordered, const Ranking& ranking,
                     std::span<const double> output, const FirstOrderScale& scale, double share) {
  Spread controlled, plain;
  for (const Piece& piece : fit.pieces()) {
    for (std::size_t p = piece.first; p < piece.last; ++p) {
      const double m = fit.at(piece, p), y = output[ranking.order[p]] - scale.mean;
      const double own = m * m - share * y * y;
      controlled.add((2.0 * m * (ordered.value[p] - m) + own) / scale.variance);
      plain.add((2.0 * m * (y - m) + own) / scale.variance);
    }
  }
  const auto n = static_cast<double>(output.size());
  const double noise = fit.residual_variance() / (scale.variance * n);
  return std::max(controlled.variance(), plain.variance()) / n +
         2.0 * static_cast<double>(fit.parameters()) * noise * noise + 1.0 / (n * n);
}

Ordered in_order(const Ranking& ranking, std::span<const double> values) {
  const std::size_t n = values.size();
  Ordered ordered{std::vector<double>(n), std::vector<double>(n), ranking.discrete};
  const double mean = mean_of(values);
  for (std::size_t g = 0; g < ranking.groups(); ++g) {
    for (std::size_t p = ranking.start[g]; p < ranking.start[g + 1]; ++p) {
      ordered.level[p] = ranking.level(g);
      ordered.value[p] = values[ranking.order[p]] - mean;
    }
  }
  return ordered;
}

// In shares of the output's variance: what noise alone is expected to bring, and the fit without it.
double noise_of(const PiecewiseFit& fit, const FirstOrderScale& scale, std::size_t worlds) {
  return fit.residual_variance() * (static_cast<double>(fit.parameters()) - 1.0) /
         (static_cast<double>(worlds) * scale.variance);
}
double value_of(const PiecewiseFit& fit, const FirstOrderScale& scale, std::size_t worlds) {
  return fit.explained() / scale.variance - noise_of(fit, scale, worlds);
}

Estimate share_of(const PiecewiseFit& fit, const Ordered& ordered, const Ranking& ranking,
                  std::span<const double> output, const FirstOrderScale& scale, std::size_t classes) {
  const std::size_t n = output.size();
  const double share = value_of(fit, scale, n);
  Estimate result =
      normal_estimate(share, std::sqrt(squared_error(fit, ordered, ranking, output, scale, share)));
  result.high += noise_of(fit, scale, n);
  if (ordered.discrete) return result;
  const PiecewiseFit coarse(ordered, std::max<std::size_t>(1, classes / 2));
  result.high += std::max(0.0, share - value_of(coarse, scale, n));
  return result;
}

}  // namespace

Estimate first_order_share(const Ranking& ranking, std::span<const double> values,
                           std::span<const double> output, const FirstOrderScale& scale,
                           std::size_t classes) {
  if (ranking.constant()) return {};
  const Ordered controlled = in_order(ranking, values);
  const PiecewiseFit fit(controlled, classes);
  const Estimate share = share_of(fit, controlled, ranking, output, scale, classes);
  if (share.value < kLeads) return share;
  // What leads by far may explain the output better than the output less what was taken for others'.
  const Ordered plain = in_order(ranking, output);
  const PiecewiseFit own(plain, classes);
  return own.residual_variance() < fit.residual_variance()
             ? share_of(own, plain, ranking, output, scale, classes)
             : share;
}

}  // namespace offramp::sensitivity
