// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/choice/flip.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "offramp/base/number/elementary.h"
#include "offramp/base/run/parallel.h"
#include "offramp/sensitivity/fit/conditional.h"

namespace offramp::sensitivity {
namespace {

std::size_t first_largest(std::span<const double> payoffs) {
  return static_cast<std::size_t>(std::max_element(payoffs.begin(), payoffs.end()) - payoffs.begin());
}

void check_options(const FlipOptions& options) {
  if (!(options.reach > 0.0)) throw std::invalid_argument("flip points: reach must be positive");
  if (options.steps == 0) throw std::invalid_argument("flip points: steps = 0; it must be positive");
  if (!(options.tolerance > 0.0)) throw std::invalid_argument("flip points: tolerance must be positive");
  if (options.directions == 0 || options.directions % 8 != 0) {
    throw std::invalid_argument("flip points: directions must be a positive multiple of 8");
  }
}

void collect_nearest(FlipPoints& result) {
  for (const InputFlips& flips : result.inputs) {
    if (flips.below) result.nearest.push_back(*flips.below);
    if (flips.above && !(flips.below && flips.above->score == 0.0)) result.nearest.push_back(*flips.above);
  }
  std::stable_sort(result.nearest.begin(), result.nearest.end(),
                   [](const Flip& x, const Flip& y) { return std::fabs(x.score) < std::fabs(y.score); });
}

// Lead of one rival over the recommended choice in every class of an input.
struct Lead {
  std::vector<double> sum, squares, smooth;
};

Lead lead_by_class(const Bins& bins, std::span<const double> rival, std::span<const double> recommended) {
  Lead lead{std::vector<double>(bins.size(), 0.0), std::vector<double>(bins.size(), 0.0), {}};
  for (std::size_t world = 0; world < rival.size(); ++world) {
    const double difference = rival[world] - recommended[world];
    lead.sum[bins.bin[world]] += difference;
    lead.squares[bins.bin[world]] += difference * difference;
  }
  std::vector<double> mean(bins.size());
  for (std::size_t b = 0; b < bins.size(); ++b) mean[b] = lead.sum[b] / static_cast<double>(bins.counts[b]);
  lead.smooth = mean;
  for (std::size_t b = 1; b + 1 < bins.size() && !bins.discrete; ++b) {
    lead.smooth[b] = 0.25 * mean[b - 1] + 0.5 * mean[b] + 0.25 * mean[b + 1];
  }
  return lead;
}

// Pooled lead over classes [first, last].
Estimate pooled(const Bins& bins, const Lead& lead, std::size_t first, std::size_t last) {
  double n = 0.0, sum = 0.0, within = 0.0;
  for (std::size_t b = first; b <= last; ++b) {
    const auto count = static_cast<double>(bins.counts[b]);
    n += count;
    sum += lead.sum[b];
    within += std::max(0.0, lead.squares[b] - lead.sum[b] * lead.sum[b] / count);
  }
  return normal_estimate(sum / n, n > 1.0 ? std::sqrt(within / (n * (n - 1.0))) : 0.0);
}

double crossing(const Bins& bins, const Lead& lead, std::size_t behind, std::size_t ahead) {
  const double low = lead.smooth[behind], high = lead.smooth[ahead];
  const double share = high > low ? -low / (high - low) : 0.5;
  return bins.level[behind] + std::clamp(share, 0.0, 1.0) * (bins.level[ahead] - bins.level[behind]);
}

class TableSearch {
 public:
  TableSearch(const Input& input, std::size_t number, const FlipOptions& options)
      : input_(input), number_(number), options_(options), ranking_(rank_input(input)) {
    const std::size_t count =
        options.bins != 0 ? options.bins : std::min<std::size_t>(24, default_bin_count(input.values.size()));
    bins_ = make_bins(ranking_, count);
  }
  bool constant() const { return ranking_.constant(); }

  void against(const std::vector<std::vector<double>>& payoffs, std::size_t from, std::size_t to,
               InputFlips& flips) {
    const Lead lead = lead_by_class(bins_, payoffs[to], payoffs[from]);
    for (std::size_t first = 0; first < bins_.size(); ++first) {
      if (!(lead.smooth[first] > 0.0)) continue;
      std::size_t last = first;
      while (last + 1 < bins_.size() && lead.smooth[last + 1] > 0.0) ++last;
      const Estimate mean = pooled(bins_, lead, first, last);
      if (mean.value > options_.guard * mean.standard_error && mean.value > 0.0)
        note(lead, first, last, from, to, flips);
      first = last;
    }
  }

  // Which levels of a categorical input change the answer; the rival with the largest lead.
  void levels(const std::vector<std::vector<double>>& payoffs, std::size_t from,
              std::vector<LevelFlip>& out) {
    for (std::size_t b = 0; b < bins_.size(); ++b) {
      std::optional<LevelFlip> best;
      for (std::size_t to = 0; to < payoffs.size(); ++to) {
        if (to == from) continue;
        const Estimate mean = pooled(bins_, lead_by_class(bins_, payoffs[to], payoffs[from]), b, b);
        if (!(mean.value > 0.0) || mean.value <= options_.guard * mean.standard_error) continue;
        if (best && best->advantage.value >= mean.value) continue;
        const std::uint32_t world = ranking_.order[ranking_.start[b]];
        best = LevelFlip{number_, static_cast<std::size_t>(input_.values[world]), to,
                         static_cast<double>(bins_.counts[b]) / static_cast<double>(ranking_.worlds()), mean};
      }
      if (best) out.push_back(*best);
    }
  }

 private:
  void note(const Lead& lead, std::size_t first, std::size_t last, std::size_t from, std::size_t to,
            InputFlips& flips) {
    const double enter = first == 0 ? 0.0 : crossing(bins_, lead, first - 1, first);
    const double leave = last + 1 == bins_.size() ? 1.0 : crossing(bins_, lead, last + 1, last);
    const double half_class = 0.5 / static_cast<double>(bins_.size());
    if (leave < 0.5 - half_class) keep(flips.below, leave, from, to);
    if (enter > 0.5 + half_class) keep(flips.above, enter, from, to);
  }
  void keep(std::optional<Flip>& place, double level, std::size_t from, std::size_t to) {
    const double score = normal_quantile(level);
    if (std::fabs(score) > options_.reach || (place && std::fabs(place->score) <= std::fabs(score))) return;
    place = Flip{number_, score, level, quantile_at(input_.values, ranking_, level), from, to};
  }
  const Input& input_;
  std::size_t number_;
  const FlipOptions& options_;
  Ranking ranking_;
  Bins bins_;
};

// Smallest distance along a ray at which the answer is no longer `from`, by scan and bisection.
struct RayHit {
  double distance;
  std::size_t to;
};
template <class Answer>
std::optional<RayHit> first_change(const Answer& answer, std::size_t from, double reach,
                                   const FlipOptions& options) {
  const double step = options.reach / static_cast<double>(options.steps);
  double inside = 0.0;
  for (std::size_t k = 0; inside < reach; ++k) {
    double outside = std::min(reach, static_cast<double>(k) * step);
    std::size_t to = answer(outside);
    if (to == from) {
      inside = outside;
      continue;
    }
    while (outside - inside > options.tolerance) {
      const double middle = 0.5 * (inside + outside);
      const std::size_t there = answer(middle);
      if (there == from) {
        inside = middle;
      } else {
        outside = middle;
        to = there;
      }
    }
    return RayHit{outside, to};
  }
  return std::nullopt;
}

// Point number p of `count` evenly spaced on the border of the square [-1, 1]^2, as a unit vector.
std::pair<double, double> direction(double p, double count) {
  const double side = count / 4.0;
  const double place = p - count * std::floor(p / count);
  const auto number = std::min(3, static_cast<int>(place / side));
  const double along = 2.0 * (place - number * side) / side - 1.0;
  const double length = std::sqrt(1.0 + along * along);
  const double one = 1.0 / length, other = along / length;
  switch (number) {
    case 0:
      return {one, other};
    case 1:
      return {-other, one};
    case 2:
      return {-one, -other};
    default:
      return {other, -one};
  }
}

}  // namespace

FlipPoints flip_points(const Table& table, const std::vector<std::vector<double>>& payoffs,
                       const FlipOptions& options, const RunControl& control) {
  check_options(options);
  check_table(table);
  check_payoffs(payoffs, table.worlds());
  if (options.recommended && *options.recommended >= payoffs.size())
    throw std::invalid_argument("flip points: the recommended choice is none of those that have payoffs");
  std::vector<double> means;
  for (const auto& payoff : payoffs) means.push_back(mean_of(payoff));
  FlipPoints result;
  result.recommended = options.recommended.value_or(first_largest(means));
  result.inputs.resize(table.inputs.size());
  std::vector<std::vector<LevelFlip>> levels(table.inputs.size());
  parallel_blocks(table.inputs.size(), 1, control, "flip points",
                  [&](std::size_t i, std::size_t, std::size_t) {
                    result.inputs[i].input = i;
                    TableSearch search(table.inputs[i], i, options);
                    if (search.constant()) return;
                    if (table.inputs[i].categorical())
                      return search.levels(payoffs, result.recommended, levels[i]);
                    for (std::size_t rival = 0; rival < payoffs.size(); ++rival) {
                      if (rival != result.recommended)
                        search.against(payoffs, result.recommended, rival, result.inputs[i]);
                    }
                  });
  for (const auto& some : levels) result.levels.insert(result.levels.end(), some.begin(), some.end());
  collect_nearest(result);
  return result;
}

FlipPoints flip_points_by_model(std::size_t inputs, std::size_t choices, const PinnedModel& model,
                                const FlipOptions& options, const RunControl& control) {
  check_options(options);
  if (choices == 0) throw std::invalid_argument("flip points: choices = 0; it must be positive");
  std::vector<double> payoffs(choices);
  model({}, payoffs);
  FlipPoints result;
  result.recommended = first_largest(payoffs);
  result.inputs.resize(inputs);
  parallel_blocks(inputs, 1, control, "flip points", [&](std::size_t i, std::size_t, std::size_t) {
    result.inputs[i].input = i;
    for (const double sign : {-1.0, 1.0}) {
      const auto answer = [&](double distance) {
        std::vector<double> scores(choices);
        const Pin pin{i, distance == 0.0 ? 0.5 : normal_cdf(sign * distance)};
        model(std::span(&pin, 1), scores);
        return first_largest(scores);
      };
      const auto hit = first_change(answer, result.recommended, options.reach, options);
      if (!hit) continue;
      const double level = hit->distance == 0.0 ? 0.5 : normal_cdf(sign * hit->distance);
      const Flip flip{i, sign * hit->distance, level, level, result.recommended, hit->to};
      (sign < 0.0 ? result.inputs[i].below : result.inputs[i].above) = flip;
    }
  });
  collect_nearest(result);
  return result;
}

std::optional<PairFlip> nearest_pair_flip(std::size_t a, std::size_t b, std::size_t choices,
                                          const PinnedModel& model, const FlipOptions& options) {
  check_options(options);
  if (choices == 0) throw std::invalid_argument("flip points: choices = 0; it must be positive");
  if (a == b) throw std::invalid_argument("flip points: a pair needs two different inputs");
  std::vector<double> payoffs(choices);
  model({}, payoffs);
  const std::size_t from = first_largest(payoffs);
  std::optional<PairFlip> best;
  double best_place = 0.0;
  const auto count = static_cast<double>(options.directions);
  const auto try_ray = [&](double place) {
    const auto [toward_a, toward_b] = direction(place, count);
    const auto answer = [&, toward_a = toward_a, toward_b = toward_b](double distance) {
      const Pin pins[] = {{a, normal_cdf(distance * toward_a)}, {b, normal_cdf(distance * toward_b)}};
      model(pins, payoffs);
      return first_largest(payoffs);
    };
    const double reach = best ? best->distance : options.reach;
    const auto hit = first_change(answer, from, reach, options);
    if (!hit || (best && hit->distance >= best->distance)) return;
    best = PairFlip{a, b, hit->distance * toward_a, hit->distance * toward_b, hit->distance, from, hit->to};
    best_place = place;
  };
  for (std::size_t k = 0; k < options.directions; ++k) try_ray(static_cast<double>(k));
  if (!best) return best;
  for (double gap = 0.5; gap > 1e-4; gap *= 0.5) {
    const double centre = best_place;
    try_ray(centre - gap);
    try_ray(centre + gap);
  }
  return best;
}

}  // namespace offramp::sensitivity
