// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/fit/table.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace offramp::sensitivity {
namespace {

std::string label(const Input& input, std::size_t number) {
  return input.name.empty() ? "input " + std::to_string(number) : "input " + input.name;
}

// Order-preserving image of a finite double; -0 and 0 fall together.
std::uint64_t sort_key(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);
  return (bits >> 63) != 0 ? ~bits : bits | (std::uint64_t{1} << 63);
}

struct Keyed {
  std::uint64_t key;
  std::uint32_t world;
};

void radix_sort(std::vector<Keyed>& items) {
  constexpr unsigned kBits = 11;
  constexpr std::size_t kBuckets = std::size_t{1} << kBits;
  std::vector<Keyed> other(items.size());
  for (unsigned shift = 0; shift < 64; shift += kBits) {
    std::array<std::uint32_t, kBuckets> count{};
    for (const Keyed& item : items) ++count[(item.key >> shift) & (kBuckets - 1)];
    if (count[(items.front().key >> shift) & (kBuckets - 1)] == items.size()) continue;
    std::uint32_t total = 0;
    for (std::uint32_t& entry : count) total += std::exchange(entry, total);
    for (const Keyed& item : items) other[count[(item.key >> shift) & (kBuckets - 1)]++] = item;
    items.swap(other);
  }
}

}  // namespace

void check_column(std::span<const double> output, std::size_t worlds, const std::string& what) {
  if (output.size() != worlds) {
    throw std::invalid_argument(what + " has " + std::to_string(output.size()) + " worlds; the table has " +
                                std::to_string(worlds));
  }
  for (std::size_t world = 0; world < worlds; ++world) {
    if (!std::isfinite(output[world])) {
      throw std::invalid_argument(what + ", world " + std::to_string(world) + ": the value must be finite");
    }
  }
}

void check_table(const Table& table) {
  if (table.inputs.empty()) throw std::invalid_argument("the table has no input");
  const std::size_t worlds = table.worlds();
  if (worlds == 0) throw std::invalid_argument("the table has no world");
  if (worlds > 0xffffffffu) throw std::invalid_argument("the table has more than 2^32 - 1 worlds");
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    const Input& input = table.inputs[i];
    check_column(input.values, worlds, label(input, i));
    if (!input.categorical()) continue;
    for (std::size_t world = 0; world < worlds; ++world) {
      const double value = input.values[world];
      if (value < 0.0 || value >= static_cast<double>(input.levels) || value != std::floor(value)) {
        throw std::invalid_argument(label(input, i) + ", world " + std::to_string(world) +
                                    ": the value must be a level from 0 to " +
                                    std::to_string(input.levels - 1));
      }
    }
  }
}

void check_payoffs(const std::vector<std::vector<double>>& payoffs, std::size_t worlds) {
  if (payoffs.empty()) throw std::invalid_argument("there is no choice in the payoff table");
  if (worlds == 0) throw std::invalid_argument("the payoff table has no world");
  for (std::size_t choice = 0; choice < payoffs.size(); ++choice) {
    check_column(payoffs[choice], worlds, "payoff of choice " + std::to_string(choice));
  }
}

Estimate normal_estimate(double value, double standard_error) {
  constexpr double kTwoSided95 = 1.959963984540054;
  return {value, standard_error, value - kTwoSided95 * standard_error, value + kTwoSided95 * standard_error};
}

Ranking rank_input(const Input& input, std::size_t discrete_values) {
  const std::size_t worlds = input.values.size();
  std::vector<Keyed> items(worlds);
  for (std::size_t world = 0; world < worlds; ++world) {
    items[world] = {sort_key(input.values[world]), static_cast<std::uint32_t>(world)};
  }
  if (worlds > 0) radix_sort(items);
  Ranking ranking;
  ranking.order.resize(worlds);
  ranking.group.resize(worlds);
  for (std::size_t position = 0; position < worlds; ++position) {
    if (position == 0 || items[position].key != items[position - 1].key) {
      ranking.start.push_back(static_cast<std::uint32_t>(position));
    }
    ranking.order[position] = items[position].world;
    ranking.group[items[position].world] = static_cast<std::uint32_t>(ranking.start.size() - 1);
  }
  ranking.start.push_back(static_cast<std::uint32_t>(worlds));
  ranking.discrete = input.categorical() || ranking.groups() <= discrete_values;
  return ranking;
}

double quantile_at(std::span<const double> values, const Ranking& ranking, double p) {
  const double place = p * static_cast<double>(ranking.worlds()) - 0.5;
  const double last = static_cast<double>(ranking.worlds() - 1);
  const double clamped = std::clamp(place, 0.0, last);
  const auto below = static_cast<std::size_t>(clamped);
  const std::size_t above = std::min(below + 1, ranking.worlds() - 1);
  const double low = values[ranking.order[below]];
  const double high = values[ranking.order[above]];
  return low + (clamped - static_cast<double>(below)) * (high - low);
}

}  // namespace offramp::sensitivity
