// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "offramp/analysis/weigh/parts.h"
#include "offramp/base/number/elementary.h"
#include "offramp/base/number/stats.h"
#include "offramp/sensitivity/fit/conditional.h"

namespace offramp {
namespace {

constexpr std::size_t kNumbers = 8, kStates = 6;
constexpr double kGuard = 4.5, kFewest = 0.02, kNearer = 0.85, kTakesPart = 0.25;
constexpr std::size_t kFewestWorlds = 100;

using Payoffs = std::vector<std::vector<double>>;

struct Leading {
  std::vector<std::size_t> numbers, states;  // inputs by size of swing; states: types and red lines
};

Leading leading_inputs(const WeighResult& result, const WeighOutput& output) {
  Leading leading;
  for (const sensitivity::TornadoBar& bar : output.tornado) {
    if (!bar.significant) continue;
    const bool number = result.inputs[bar.input].kind == WeighInput::Kind::quantity;
    std::vector<std::size_t>& list = number ? leading.numbers : leading.states;
    if (list.size() < (number ? kNumbers : kStates)) list.push_back(bar.input);
  }
  return leading;
}

// The worlds of a level, or of two levels together.
struct Cell {
  JointFlip::Side a, b;
  std::vector<std::uint32_t> worlds;
  double share = 0.0;
};

std::vector<Cell> cells_of(const sensitivity::Input& input, std::size_t number) {
  std::vector<Cell> cells(input.levels);
  for (std::size_t level = 0; level < input.levels; ++level) cells[level].a = {number, level, 0.0, 0.0};
  for (std::size_t w = 0; w < input.values.size(); ++w)
    cells[static_cast<std::size_t>(input.values[w])].worlds.push_back(static_cast<std::uint32_t>(w));
  for (Cell& cell : cells)
    cell.share = static_cast<double>(cell.worlds.size()) / static_cast<double>(input.values.size());
  return cells;
}

// Lead of a choice over the recommended one in some worlds.
sensitivity::Estimate lead_in(const std::vector<std::uint32_t>& worlds, const std::vector<double>& rival,
                              const std::vector<double>& recommended) {
  std::vector<double> lead;
  for (const std::uint32_t w : worlds) lead.push_back(rival[w] - recommended[w]);
  const double mean = mean_of(lead), n = static_cast<double>(lead.size());
  const double spread = variance_of(lead, mean);
  return sensitivity::normal_estimate(mean, n > 1.0 ? std::sqrt(spread / (n - 1.0)) : 0.0);
}

// Whether the recommended choice still leads, by the means of these worlds.
bool stays(const std::vector<std::uint32_t>& worlds, const Payoffs& payoffs, std::size_t recommended) {
  for (std::size_t c = 0; c < payoffs.size(); ++c) {
    if (c != recommended && lead_in(worlds, payoffs[c], payoffs[recommended]).value > 0.0) return false;
  }
  return true;
}

class Search {
 public:
  Search(const WeighResult& result, const Payoffs& payoffs, const sensitivity::FlipPoints& flips,
         const RunControl& control)
      : result_(result), payoffs_(payoffs), flips_(flips), control_(control) {}

  std::vector<JointFlip> run(const Leading& leading) {
    std::vector<Cell> quiet;  // levels that do not flip the answer by themselves
    for (const std::size_t input : leading.states) {
      for (Cell& cell : cells_of(result_.table.inputs[input], input)) {
        if (cell.share >= kFewest && cell.worlds.size() >= kFewestWorlds && quiet_alone(cell.worlds))
          quiet.push_back(std::move(cell));
      }
    }
    for (std::size_t i = 0; i < quiet.size(); ++i) {
      for (std::size_t j = i + 1; j < quiet.size(); ++j) {
        if (quiet[i].a.input != quiet[j].a.input) two_levels(quiet[i], quiet[j]);
      }
    }
    for (const Cell& cell : quiet) level_and_numbers(cell, leading.numbers);
    two_numbers(leading.numbers);
    std::stable_sort(found_.begin(), found_.end(), [](const JointFlip& x, const JointFlip& y) {
      if (x.distance != y.distance) return x.distance < y.distance;
      return x.share > y.share;
    });
    if (found_.size() > kFlipsListed) found_.resize(kFlipsListed);
    return std::move(found_);
  }

 private:
  bool quiet_alone(const std::vector<std::uint32_t>& worlds) const {
    return stays(worlds, payoffs_, flips_.recommended);
  }

  void two_levels(const Cell& a, const Cell& b) {
    std::vector<std::uint32_t> both;
    std::set_intersection(a.worlds.begin(), a.worlds.end(), b.worlds.begin(), b.worlds.end(),
                          std::back_inserter(both));
    const double share = static_cast<double>(both.size()) / static_cast<double>(result_.worlds);
    if (share < kFewest || both.size() < kFewestWorlds) return;
    std::optional<JointFlip> best;
    double most = 0.0;
    for (std::size_t to = 0; to < payoffs_.size(); ++to) {
      if (to == flips_.recommended) continue;
      const sensitivity::Estimate lead = lead_in(both, payoffs_[to], payoffs_[flips_.recommended]);
      if (lead.value <= most || lead.value <= kGuard * lead.standard_error) continue;
      most = lead.value;
      best = JointFlip{a.a, b.a, 0.0, share, to, {}};
    }
    if (best) found_.push_back(*best);
  }

  // The nearest flip of any number in the worlds of a level.
  void level_and_numbers(const Cell& cell, const std::vector<std::size_t>& numbers) {
    if (numbers.empty()) return;
    sensitivity::Table part;
    for (const std::size_t input : numbers) {
      sensitivity::Input& column = part.inputs.emplace_back();
      for (const std::uint32_t w : cell.worlds)
        column.values.push_back(result_.table.inputs[input].values[w]);
    }
    Payoffs payoffs(payoffs_.size());
    for (std::size_t c = 0; c < payoffs_.size(); ++c) {
      for (const std::uint32_t w : cell.worlds) payoffs[c].push_back(payoffs_[c][w]);
    }
    sensitivity::FlipOptions options;
    options.guard = kGuard;
    options.recommended = flips_.recommended;
    const sensitivity::FlipPoints found = flip_points(part, payoffs, options, control_);
    for (const sensitivity::Flip& flip : found.nearest) {
      const std::size_t input = numbers[flip.input];
      if (std::fabs(flip.score) < kTakesPart || !nearer(input, flip.score, std::fabs(flip.score))) continue;
      // Scores are of the input as a whole, which a type hardly changes.
      found_.push_back({cell.a,
                        {input, std::nullopt, flip.score, flip.value},
                        std::fabs(flip.score),
                        cell.share,
                        flip.to,
                        {}});
    }
  }

  void two_numbers(const std::vector<std::size_t>& numbers) {
    for (const sensitivity::PairFlip& flip : pair_flips(result_.table, payoffs_, flips_.recommended, numbers,
                                                        numbers.size() * numbers.size(), control_)) {
      if (std::min(std::fabs(flip.score_a), std::fabs(flip.score_b)) < kTakesPart) continue;
      if (!nearer(flip.a, flip.score_a, flip.distance) || !nearer(flip.b, flip.score_b, flip.distance))
        continue;
      found_.push_back({number_side(flip.a, flip.score_a),
                        number_side(flip.b, flip.score_b),
                        flip.distance,
                        1.0,
                        flip.to,
                        {}});
    }
  }

  JointFlip::Side number_side(std::size_t input, double score) const;

  // Whether this lies clearly nearer than where the number flips the answer alone, on the same side.
  bool nearer(std::size_t input, double score, double distance) const {
    const std::optional<sensitivity::Flip>& alone =
        score < 0.0 ? flips_.inputs[input].below : flips_.inputs[input].above;
    return !alone || distance < kNearer * std::fabs(alone->score);
  }

  const WeighResult& result_;
  const Payoffs& payoffs_;
  const sensitivity::FlipPoints& flips_;
  const RunControl& control_;
  std::vector<JointFlip> found_;
};

JointFlip::Side Search::number_side(std::size_t input, double score) const {
  const sensitivity::Input& column = result_.table.inputs[input];
  const double value = quantile_at(column.values, sensitivity::rank_input(column), normal_cdf(score));
  return {input, std::nullopt, score, value};
}

}  // namespace

std::vector<JointFlip> joint_flips(const WeighResult& result, const WeighOutput& output,
                                   const std::vector<std::vector<double>>& payoffs,
                                   const sensitivity::FlipPoints& flips, const RunControl& control) {
  return Search(result, payoffs, flips, control).run(leading_inputs(result, output));
}

}  // namespace offramp
