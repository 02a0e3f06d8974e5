// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "offramp/case/checks/checks.h"

namespace offramp::case_file {
namespace {

using bargaining::Condition;
using bargaining::Settlement;
using Truth = Condition::Truth;

// Looks for a feasible settlement at which a party's utility, at the medians, exceeds 100 (or, with all
// signs turned, falls below 0). Depth first, the best option of each issue first, without branches that
// cannot get there; gives up after a number of steps, so that not finding one proves nothing.
class BeyondScale {
 public:
  BeyondScale(const Case& c, std::vector<std::vector<double>> points, std::vector<double> bonus, double limit)
      : c_(c),
        points_(std::move(points)),
        bonus_(std::move(bonus)),
        limit_(limit),
        rest_(points_.size() + 1, 0.0) {
    for (std::size_t i = points_.size(); i-- > 0;) {
      rest_[i] = rest_[i + 1] + *std::max_element(points_[i].begin(), points_[i].end());
      std::vector<std::size_t>& order = order_.emplace_back(points_[i].size());
      std::iota(order.begin(), order.end(), std::size_t{0});
      std::stable_sort(order.begin(), order.end(),
                       [&](std::size_t a, std::size_t b) { return points_[i][a] > points_[i][b]; });
    }
    std::reverse(order_.begin(), order_.end());
  }

  std::optional<double> find(const std::vector<BonusTerm>& bonuses) {
    Settlement settlement(points_.size(), 0);
    return search(settlement, 0, 0.0, bonuses);
  }

 private:
  static constexpr int kSteps = 400;
  static constexpr double kTolerance = 1.0;  // points; less is not worth a word

  std::optional<double> search(Settlement& settlement, std::size_t at, double sum,
                               const std::vector<BonusTerm>& bonuses) {
    if (++steps_ > kSteps) return std::nullopt;
    for (const Rule& rule : c_.feasible) {
      if (rule.condition.partial(settlement, at) == Truth::no) return std::nullopt;
    }
    double bound = sum + rest_[at];
    for (std::size_t b = 0; b < bonuses.size(); ++b) {
      const Truth truth = bonuses[b].when.condition.partial(settlement, at);
      if (truth == Truth::yes || (truth == Truth::unknown && bonus_[b] > 0.0)) bound += bonus_[b];
    }
    if (bound <= limit_ + kTolerance) return std::nullopt;
    if (at == points_.size()) return bound;
    for (const std::size_t option : order_[at]) {
      settlement[at] = static_cast<std::uint16_t>(option);
      if (auto found = search(settlement, at + 1, sum + points_[at][option], bonuses)) return found;
    }
    return std::nullopt;
  }

  const Case& c_;
  std::vector<std::vector<double>> points_;
  std::vector<double> bonus_;
  double limit_;
  std::vector<double> rest_;
  std::vector<std::vector<std::size_t>> order_;
  int steps_ = 0;
};

double at_knots(const Case& c, const std::vector<OptionValue>& knots, double x) {
  const auto above =
      std::find_if(knots.begin(), knots.end(), [&](const OptionValue& knot) { return knot.at >= x; });
  if (above == knots.end()) return c.quantity(knots.back().value).median();
  const double high = c.quantity(above->value).median();
  if (above == knots.begin() || above->at == x) return high;
  const double low = c.quantity((above - 1)->value).median();
  return low + (high - low) * (x - (above - 1)->at) / (above->at - (above - 1)->at);
}

// Points of each option at the medians, weight included; nothing if the party's own interests have gaps.
std::optional<std::vector<std::vector<double>>> median_points(const Reading& r, const Interests& interests) {
  const Case& c = r.c;
  std::vector<std::vector<double>> points;
  double total = 0.0;
  for (std::size_t i = 0; i < c.issues.size(); ++i) {
    const Issue& issue = c.issues[i];
    std::vector<double>& row = points.emplace_back(issue.options.size(), 0.0);
    if (!interests.weight[i]) continue;
    const double weight = c.quantity(*interests.weight[i]).median();
    if (r.is_broken(*interests.weight[i])) return std::nullopt;
    if (weight == 0.0) continue;
    total += weight;
    const std::vector<OptionValue>& values = interests.value[i];
    if (values.empty() || (!issue.numeric() && values.size() != issue.options.size())) return std::nullopt;
    for (const OptionValue& value : values) {
      if (r.is_broken(value.value)) return std::nullopt;
      if (!issue.numeric()) row[value.option] = weight * c.quantity(value.value).median();
    }
    for (std::size_t o = 0; issue.numeric() && o < row.size(); ++o)
      row[o] = weight * at_knots(c, values, issue.grid[o]);
  }
  if (!(total > 0.0)) return std::nullopt;
  for (auto& row : points) {
    for (double& value : row) value /= total;
  }
  return points;
}

void turn(std::vector<double>& values) {
  for (double& value : values) value = -value;
}

}  // namespace

void check_utility(Reading& r) {
  const Case& c = r.c;
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    const Interests& interests = c.interests[p];
    if (interests.bonuses.empty()) continue;
    auto points = median_points(r, interests);
    std::vector<double> bonus;
    for (const BonusTerm& term : interests.bonuses) {
      if (r.is_broken(term.add)) points.reset();
      bonus.push_back(c.quantity(term.add).median());
    }
    if (!points) continue;
    const auto say = [&](double utility) {
      warn(r, {"beyond_scale", "interests." + c.parties[p].id},
           fmt::format("with its bonuses the utility of {} can reach {:.1f} points, outside 0 to 100",
                       c.parties[p].id, utility),
           "make the bonus smaller, or the values of the options that it rests on");
    };
    if (const auto above = BeyondScale(c, *points, bonus, 100.0).find(interests.bonuses)) say(*above);
    for (auto& row : *points) turn(row);
    turn(bonus);
    if (const auto below = BeyondScale(c, *std::move(points), std::move(bonus), 0.0).find(interests.bonuses))
      say(-*below);
  }
}

}  // namespace offramp::case_file
