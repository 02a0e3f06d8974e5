// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/process/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "offramp/base/run/parallel.h"

namespace offramp::bargaining {
namespace {

constexpr std::size_t kBlock = 1 << 14;

struct Slice {
  std::vector<std::uint64_t> index;
  std::vector<std::vector<double>> utility;
  std::vector<std::vector<unsigned char>> acceptable;
};

// Feasible settlements of [begin, end), counted up in mixed radix.
Slice enumerate(const Problem& problem, std::uint64_t begin, std::uint64_t end) {
  const std::size_t parties = problem.negotiators.size();
  Slice slice;
  slice.utility.resize(parties);
  slice.acceptable.resize(parties);
  Settlement settlement = problem.space.settlement(begin);
  for (std::uint64_t index = begin; index < end; ++index) {
    if (feasible(problem, settlement)) {
      slice.index.push_back(index);
      for (std::size_t p = 0; p < parties; ++p) {
        const double u = problem.negotiators[p].utility.of(settlement);
        slice.utility[p].push_back(u);
        slice.acceptable[p].push_back(accepts(problem.negotiators[p], settlement, u) ? 1 : 0);
      }
    }
    for (std::size_t i = settlement.size(); i-- > 0;) {
      if (++settlement[i] < problem.space.axis(i).size()) break;
      settlement[i] = 0;
    }
  }
  return slice;
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

OutcomeTable::OutcomeTable(const Problem& problem, std::uint64_t limit, const RunControl& control) {
  const auto size = problem.space.exact_size();
  if (!size || *size > std::min<std::uint64_t>(limit, 0xfffffffeu)) {
    throw std::invalid_argument(
        fmt::format("{:.4g} settlements; at most {} are enumerated", problem.space.size(), limit));
  }
  const std::size_t parties = problem.negotiators.size();
  utility_.resize(parties);
  acceptable_.resize(parties);
  std::vector<Slice> slices(block_count(*size, kBlock));
  parallel_blocks(*size, kBlock, control, "enumerating",
                  [&](std::size_t block, std::size_t begin, std::size_t end) {
                    slices[block] = enumerate(problem, begin, end);
                  });
  for (const Slice& slice : slices) {
    append(index_, slice.index);
    for (std::size_t p = 0; p < parties; ++p) {
      append(utility_[p], slice.utility[p]);
      append(acceptable_[p], slice.acceptable[p]);
    }
  }
  ranking_.resize(parties);
  falling_.resize(parties);
  bucket_.resize(parties);
  low_.resize(parties);
  scale_.resize(parties);
  for (std::size_t p = 0; p < parties; ++p) rank(p);
}

void OutcomeTable::rank(std::size_t party) {
  std::vector<std::uint32_t>& order = ranking_[party];
  for (std::size_t o = 0; o < outcomes(); ++o) {
    if (acceptable(party, o)) order.push_back(static_cast<std::uint32_t>(o));
  }
  const std::vector<double>& u = utility_[party];
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return u[a] != u[b] ? u[a] > u[b] : a < b; });
  if (order.empty()) return;
  std::vector<double>& falling = falling_[party];
  for (const std::uint32_t o : order) falling.push_back(u[o]);
  // Bucket b holds utilities from low + b / scale on; bucket_[b] ranks lie above bucket b.
  const std::size_t buckets = std::clamp<std::size_t>(order.size(), 16, 1 << 16);
  low_[party] = falling.back();
  const double range = falling.front() - falling.back();
  scale_[party] = range > 0.0 ? static_cast<double>(buckets - 1) / range : 0.0;
  bucket_[party].assign(buckets + 1, 0);
  for (const double value : falling) {
    ++bucket_[party][static_cast<std::size_t>((value - low_[party]) * scale_[party])];
  }
  std::uint32_t above = 0;
  for (std::size_t b = bucket_[party].size(); b-- > 0;) {
    const std::uint32_t here = bucket_[party][b];
    bucket_[party][b] = above;
    above += here;
  }
}

std::size_t OutcomeTable::count_at_least(std::size_t party, double utility) const {
  const std::vector<double>& falling = falling_[party];
  if (falling.empty() || utility > falling.front()) return 0;
  if (utility <= falling.back()) return falling.size();
  const auto b = static_cast<std::size_t>((utility - low_[party]) * scale_[party]);
  const auto begin = falling.begin() + bucket_[party][b];
  const auto end = b == 0 ? falling.end() : falling.begin() + bucket_[party][b - 1];
  return static_cast<std::size_t>(
      std::upper_bound(begin, end, utility, [](double at, double value) { return value < at; }) -
      falling.begin());
}

}  // namespace offramp::bargaining
