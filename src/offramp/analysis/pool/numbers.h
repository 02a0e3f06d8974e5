// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "offramp/analysis/pool/pool.h"

namespace offramp {

/// Numbers of which the analysts differ, those farthest apart first; equal ones in the order of the case.
std::vector<PooledNumber> pooled_numbers(std::span<const PoolAnalyst> analysts);

/// "interests.fry.weight" of "interests.fry.weight.presence": the numbers that are changed together when it
/// is asked what disagreement does.
std::string block_of(const std::string& path);

/// How many numbers of a case differ from another's, those that only one of them has included.
std::size_t differing_numbers(const Case& a, const Case& b);

}  // namespace offramp
