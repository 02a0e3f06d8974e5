// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace offramp::bargaining {

/// Rankings and nothing else: who prefers what, best first.
struct FallbackProblem {
  std::size_t alternatives = 0;
  /// [party]: alternatives from best to worst, each at most once. What is left out, and everything behind
  /// the impasse, the party never supports.
  std::vector<std::vector<std::size_t>> ranking;
  /// [party]: how many of its alternatives it prefers to impasse; empty: all that it ranks.
  std::vector<std::size_t> above_impasse;
  std::size_t quota = 0;  ///< parties that must agree, 1 to all; 0: all
  /// [party][place]: the alternative there is as good as the one before it; empty: no ties. Alternatives that
  /// tie are supported together, once all had to go as deep as the first of them.
  std::vector<std::vector<bool>> tied{};
};

struct FallbackResult {
  bool impasse = true;                  ///< no alternative ever has the quota
  std::size_t depth = 0;                ///< how far down all had to go: 1 is every party's first choice
  std::vector<std::size_t> compromise;  ///< alternatives with most support at that depth, increasing
  std::size_t support = 0;              ///< parties that support each of them at that depth
};

/// Fallback bargaining (Brams and Kilgour 2001, Group Decision and Negotiation 10): all parties fall back
/// in lockstep, from their first to lower choices, until an alternative is supported by all (unanimity,
/// FB) or by the quota (q-approval, FB_q: of several the best supported are taken). With impasse (FBI) a
/// party supports nothing that it ranks below impasse. Under unanimity the compromise set is what makes the
/// worst-off party's rank best. Exact.
/// @throws std::invalid_argument when there is no party, a ranking names an alternative twice or one that
/// does not exist, above_impasse or tied has another size or exceeds a ranking, or the quota exceeds the
/// parties.
FallbackResult fallback_bargaining(const FallbackProblem& problem);

}  // namespace offramp::bargaining
