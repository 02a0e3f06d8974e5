// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/procedures/fallback.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace offramp::bargaining {
namespace {

void check(const FallbackProblem& problem) {
  if (problem.ranking.empty()) throw std::invalid_argument("fallback_bargaining: no party");
  if (problem.quota > problem.ranking.size()) {
    throw std::invalid_argument(
        fmt::format("fallback_bargaining: quota = {} of {} parties", problem.quota, problem.ranking.size()));
  }
  if (!problem.above_impasse.empty() && problem.above_impasse.size() != problem.ranking.size()) {
    throw std::invalid_argument("fallback_bargaining: above_impasse must have one entry a party, or none");
  }
  if (!problem.tied.empty() && problem.tied.size() != problem.ranking.size()) {
    throw std::invalid_argument("fallback_bargaining: tied must have one entry a party, or none");
  }
  for (std::size_t p = 0; p < problem.ranking.size(); ++p) {
    if (!problem.tied.empty() && problem.tied[p].size() != problem.ranking[p].size()) {
      throw std::invalid_argument("fallback_bargaining: tied must be as long as the party's ranking");
    }
    std::vector<bool> seen(problem.alternatives);
    for (const std::size_t a : problem.ranking[p]) {
      if (a >= problem.alternatives || seen[a]) {
        throw std::invalid_argument(
            fmt::format("fallback_bargaining: party {} ranks alternative {}, which {}", p, a,
                        a >= problem.alternatives ? "does not exist" : "it has ranked before"));
      }
      seen[a] = true;
    }
    if (!problem.above_impasse.empty() && problem.above_impasse[p] > problem.ranking[p].size()) {
      throw std::invalid_argument(fmt::format("fallback_bargaining: party {} prefers {} of {} to impasse", p,
                                              problem.above_impasse[p], problem.ranking[p].size()));
    }
  }
}

}  // namespace

FallbackResult fallback_bargaining(const FallbackProblem& problem) {
  check(problem);
  const std::size_t quota = problem.quota == 0 ? problem.ranking.size() : problem.quota;
  std::vector<std::size_t> support(problem.alternatives);
  FallbackResult result;
  for (std::size_t depth = 1; depth <= problem.alternatives; ++depth) {
    for (std::size_t p = 0; p < problem.ranking.size(); ++p) {
      const std::size_t supported =
          problem.above_impasse.empty() ? problem.ranking[p].size() : problem.above_impasse[p];
      const auto follows = [&](std::size_t place) { return !problem.tied.empty() && problem.tied[p][place]; };
      if (depth > supported || (depth > 1 && follows(depth - 1))) continue;
      ++support[problem.ranking[p][depth - 1]];
      for (std::size_t place = depth; place < supported && follows(place); ++place) {
        ++support[problem.ranking[p][place]];
      }
    }
    const std::size_t most = *std::max_element(support.begin(), support.end());
    if (most < quota) continue;
    result.impasse = false;
    result.depth = depth;
    result.support = most;
    for (std::size_t a = 0; a < problem.alternatives; ++a) {
      if (support[a] == most) result.compromise.push_back(a);
    }
    break;
  }
  return result;
}

}  // namespace offramp::bargaining
