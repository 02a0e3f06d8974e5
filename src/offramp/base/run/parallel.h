// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "offramp/base/run/progress.h"

namespace offramp {

/// Calls body(block, begin, end) for every block of `block_size` items of [0, size), on up to
/// control.threads threads, in no fixed order. Blocks depend only on size and block_size, so a body
/// that writes only to its own block's place gives the same bits for any number of threads. Reports
/// progress under `stage`. An exception in a body ends the loop and is rethrown.
/// @throws Stopped when the token stops it; std::invalid_argument when block_size is 0.
void parallel_blocks(std::size_t size, std::size_t block_size, const RunControl& control,
                     std::string_view stage,
                     const std::function<void(std::size_t block, std::size_t begin, std::size_t end)>& body);

/// Number of blocks that parallel_blocks makes.
inline std::size_t block_count(std::size_t size, std::size_t block_size) {
  return (size + block_size - 1) / block_size;
}

/// Maps every block to a T and folds the results from the first block to the last, so that floating
/// sums have the same bits for any number of threads.
/// map(begin, end) -> T; fold(T& total, T&& part).
template <class T, class Map, class Fold>
T parallel_reduce(std::size_t size, std::size_t block_size, const RunControl& control, std::string_view stage,
                  T total, Map map, Fold fold) {
  std::vector<T> parts(block_count(size, block_size), total);
  parallel_blocks(
      size, block_size, control, stage,
      [&](std::size_t block, std::size_t begin, std::size_t end) { parts[block] = map(begin, end); });
  for (T& part : parts) fold(total, std::move(part));
  return total;
}

}  // namespace offramp
