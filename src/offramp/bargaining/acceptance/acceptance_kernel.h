// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace offramp::bargaining {

/// bits[w / 64] bit (w % 64) = value[w] >= need[w], for 64 * words worlds. The widest vectors of the
/// processor are chosen when the program runs; a comparison has one answer, so all give the same bits.
void compare_worlds(const double* value, const double* need, std::size_t words, std::uint64_t* bits);

}  // namespace offramp::bargaining
