// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/attribution/shapley.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <stdexcept>

#include "offramp/base/number/random.h"

namespace offramp::sensitivity {
namespace {

constexpr std::size_t kMostExact = 20;
constexpr std::uint32_t kOrderStream = 83;

// The values of coalitions, each asked for once.
class Game {
 public:
  Game(std::size_t players, const CoalitionValue& value, const RunControl& control, double expected)
      : players_(players), value_(value), control_(control), expected_(expected) {}

  const std::vector<double>& of(const std::vector<bool>& in) {
    const auto known = known_.find(in);
    if (known != known_.end()) return known->second;
    if (control_.stop.stop_requested()) throw Stopped{};
    if (control_.progress)
      control_.progress("splitting the difference", static_cast<double>(known_.size()) / expected_);
    std::vector<double> worth = value_(in);
    if (!known_.empty() && worth.size() != known_.begin()->second.size())
      throw std::invalid_argument("shapley: values of different lengths");
    return known_.emplace(in, std::move(worth)).first->second;
  }
  std::size_t valued() const { return known_.size(); }
  std::size_t players() const { return players_; }

 private:
  std::size_t players_;
  const CoalitionValue& value_;
  const RunControl& control_;
  double expected_;
  std::map<std::vector<bool>, std::vector<double>> known_;
};

std::vector<bool> coalition(std::size_t players, std::size_t bits) {
  std::vector<bool> in(players);
  for (std::size_t p = 0; p < players; ++p) in[p] = (bits >> p & 1u) != 0;
  return in;
}

// Sum over coalitions without the player, weighted by |S|! (n - |S| - 1)! / n!.
void sum_coalitions(Game& game, ShapleyShares& result) {
  const std::size_t n = game.players();
  std::vector<double> weight(n);  // [|S|]
  weight[0] = 1.0 / static_cast<double>(n);
  for (std::size_t s = 1; s < n; ++s)
    weight[s] = weight[s - 1] * static_cast<double>(s) / static_cast<double>(n - s);
  for (std::size_t bits = 0; bits < std::size_t{1} << n; ++bits) {
    const std::vector<bool> in = coalition(n, bits);
    const auto size = static_cast<std::size_t>(std::count(in.begin(), in.end(), true));
    const std::vector<double>& worth = game.of(in);
    for (std::size_t p = 0; p < n; ++p) {
      // With the player it counts for, without it against.
      const double w = in[p] ? weight[size - 1] : -weight[size];
      for (std::size_t o = 0; o < worth.size(); ++o) result.share[o][p] += w * worth[o];
    }
  }
}

// Adds what each player brings in this order.
void walk(Game& game, const std::vector<std::size_t>& order, double weight,
          std::vector<std::vector<double>>& into) {
  std::vector<bool> in(game.players());
  std::vector<double> before = game.of(in);
  for (const std::size_t p : order) {
    in[p] = true;
    const std::vector<double>& after = game.of(in);
    for (std::size_t o = 0; o < after.size(); ++o) into[o][p] += weight * (after[o] - before[o]);
    before = after;
  }
}

void draw_orders(Game& game, const ShapleyOptions& options, ShapleyShares& result) {
  const std::size_t n = game.players(), outputs = result.none.size();
  std::vector<std::vector<double>> squares(outputs, std::vector<double>(n));
  for (std::size_t pair = 0; pair < options.pairs; ++pair) {
    RandomStream random(
        {.seed = options.seed, .stream = kOrderStream, .world = static_cast<std::uint32_t>(pair)});
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = n; i > 1; --i)
      std::swap(order[i - 1], order[random.index(static_cast<std::uint32_t>(i))]);
    std::vector<std::vector<double>> mean(outputs, std::vector<double>(n));
    walk(game, order, 0.5, mean);
    walk(game, {order.rbegin(), order.rend()}, 0.5, mean);
    for (std::size_t o = 0; o < outputs; ++o) {
      for (std::size_t p = 0; p < n; ++p) {
        result.share[o][p] += mean[o][p];
        squares[o][p] += mean[o][p] * mean[o][p];
      }
    }
  }
  const auto pairs = static_cast<double>(options.pairs);
  for (std::size_t o = 0; o < outputs; ++o) {
    for (std::size_t p = 0; p < n; ++p) {
      double& share = result.share[o][p];
      share /= pairs;
      const double variance = std::max(0.0, squares[o][p] / pairs - share * share) * pairs / (pairs - 1.0);
      result.error[o][p] = std::sqrt(variance / pairs);
    }
  }
  result.exact = false;
  result.orders = 2 * options.pairs;
}

}  // namespace

ShapleyShares shapley(std::size_t players, const CoalitionValue& value, const ShapleyOptions& options,
                      const RunControl& control) {
  if (options.exact_up_to > kMostExact)
    throw std::invalid_argument("ShapleyOptions::exact_up_to must be at most 20");
  if (options.pairs < 2) throw std::invalid_argument("ShapleyOptions::pairs must be at least 2");
  const bool exact = players <= options.exact_up_to;
  const double expected = exact ? std::ldexp(1.0, static_cast<int>(players))
                                : 2.0 * static_cast<double>(options.pairs) * static_cast<double>(players);
  Game game(players, value, control, expected);
  ShapleyShares result;
  result.none = game.of(std::vector<bool>(players, false));
  result.all = game.of(std::vector<bool>(players, true));
  result.share.assign(result.none.size(), std::vector<double>(players));
  result.error = result.share;
  if (players > 0 && exact) sum_coalitions(game, result);
  if (players > 0 && !exact) draw_orders(game, options, result);
  result.valued = game.valued();
  return result;
}

}  // namespace offramp::sensitivity
