// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "offramp/dynamics/run/monte_carlo.h"

/// What a part of a run came to, as a file, so that parts can be made on different machines and put together.
namespace offramp::formats {

struct SummaryPart {
  std::uint64_t model = 0;  ///< model_mark of the model's text
  std::uint64_t seed = 0;
  std::uint32_t scenario = 0;
  std::uint64_t all_paths = 0;  ///< of the whole run
  std::uint64_t shard = 1, shards = 1;
  dynamics::Summary summary;
};

/// A mark by which a model's file is known again (FNV-1a, 64 bits; against mistakes, not against forgery).
std::uint64_t model_mark(std::string_view text);

/// JSON; whole numbers as decimal strings where a double could not hold them.
std::string write_summary_part(const SummaryPart& part);

/// Reads it back, or says in words what is wrong. Never throws on any text.
std::variant<SummaryPart, std::string> read_summary_part(std::string_view text);

/// Puts the parts of one run together, in any order. What is wrong in words if they are not: of another
/// model, seed, scenario or number of paths, one twice, one missing.
std::variant<dynamics::Summary, std::string> join_parts(const std::vector<SummaryPart>& parts);

}  // namespace offramp::formats
