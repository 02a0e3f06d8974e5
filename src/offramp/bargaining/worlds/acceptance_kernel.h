// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

/// The innermost loops over worlds. The widest vectors of the processor are chosen when the program runs;
/// each world is worked out by itself and sums of bits are whole numbers, so all give the same bits.
namespace offramp::bargaining {

/// bits[w / 64] bit (w % 64) = value[w] >= need[w], for 64 * words worlds.
void compare_worlds(const double* value, const double* need, std::size_t words, std::uint64_t* bits);

/// after[w] = before[w] - value[w], for `worlds` worlds; `after` may be `before`.
void subtract_worlds(const double* before, const double* value, std::size_t worlds, double* after);

/// sum[w] += value[w], for `worlds` worlds.
void add_worlds(const double* value, std::size_t worlds, double* sum);

/// How many bits of `set` are not in `without`.
std::size_t count_worlds_without(const std::uint64_t* set, const std::uint64_t* without, std::size_t words);

}  // namespace offramp::bargaining
