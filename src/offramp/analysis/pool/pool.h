// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "offramp/analysis/run/run.h"
#include "offramp/analysis/standing/rungs_result.h"
#include "offramp/bargaining/model/space.h"
#include "offramp/base/number/quantity.h"
#include "offramp/base/number/share.h"
#include "offramp/base/run/answer.h"
#include "offramp/elicitation/judgement/interval.h"
#include "offramp/elicitation/performance/classical.h"

/// `pool`: what several analysts believe together, where they disagree, and what that does to the answer.
///
/// The pool is linear and of whole beliefs: a world is first somebody's, with the chance of that person's
/// weight, and then one of that person's worlds. So each number's pooled distribution is the mixture of the
/// analysts' (elicitation/pool/mixture.h), what hangs together in somebody's mind still does, and the chance
/// of anything under the pool is the weighted mean of its chances under each.
namespace offramp {

/// One person's case: the case of the file with that person's numbers. Frames must be alike.
struct PoolAnalyst {
  std::string name;
  const Case* c = nullptr;
  double weight = 0.0;                                  ///< sums to 1 over analysts
  std::optional<elicitation::Performance> performance;  ///< where calibration questions were answered
  std::optional<elicitation::HitRate> hits;             ///< likewise
};

struct PoolOptions {
  std::size_t texts = 64;           ///< settlements of each analyst among which the pool's text is chosen
  std::size_t split_worlds = 1024;  ///< the first so many are used where one block is changed at a time
};

/// How one analyst's worlds take the answer.
struct AnalystStanding {
  std::string name;
  double weight = 0.0;
  std::optional<elicitation::Performance> performance;
  std::optional<elicitation::HitRate> hits;
  std::size_t numbers = 0;          ///< that differ from the case's own
  Share pool_text;                  ///< worlds in which all sign the pool's text
  bargaining::Settlement own_text;  ///< what leads with these numbers alone (Ladder)
  Share own;                        ///< and how often all sign it
  Share exists;                     ///< some settlement is signed by all
};

/// One number of which analysts differ.
struct PooledNumber {
  std::string path;                              ///< of the input: "interests.fry.weight.presence"
  std::vector<std::optional<Quantity>> of = {};  ///< [analyst]; absent where it is no number of that case
  double p5 = 0.0, p50 = 0.0, p95 = 0.0;         ///< of the pool, over those that have it
  double apart = 0.0;  ///< between the two that lie farthest apart: their distance over the pool's 90 % width
};

/// What one block of numbers does to the answer: the case's own numbers everywhere else.
struct BlockEffect {
  std::string block;        ///< "no_deal.fry", "interests.fry.weight", "evidence.paris_refusal"
  std::size_t numbers = 0;  ///< in it of which analysts differ
  std::vector<double> signed_by_all = {};  ///< [analyst] share of worlds in which all sign the pool's text
  std::size_t least = 0, most = 0;         ///< analysts
  double change = 0.0, error = 0.0;  ///< most less least, and its standard error, the worlds being the same
};

struct PoolResult {
  std::uint64_t seed = 0;
  std::size_t worlds = 0, judged_on = 0;
  std::vector<AnalystStanding> analysts;
  bool by_performance = false;  ///< weights are those of the classical model; else equal
  std::string equal_because;    ///< why not, where performance was asked for
  bool widened = false;         ///< everybody's intervals were stretched by what their hit rates say
  bargaining::Settlement text;  ///< signed most often under the pool
  Share file;                   ///< how often all sign it with the numbers of the file alone
  double one_text = 0.0, one_text_error = 0.0;  ///< under the pool, and standard error
  double exists = 0.0, exists_error = 0.0;
  /// Share of the variance of "all sign the text" that goes with whose numbers count: the first-order index
  /// of the analyst as an input (Sobol' 1993), less what sampling alone would show; in [0, 1].
  double analyst_index = 0.0;
  /// Signed with the numbers of who signs most less with those of who signs least, and its standard error.
  std::size_t most = 0, least = 0;
  double apart = 0.0, apart_error = 0.0;
  std::vector<PooledNumber> numbers;  ///< those farthest apart first
  std::vector<BlockEffect> blocks;    ///< largest change first
  std::vector<std::string> unsplit;   ///< blocks whose numbers are not the same list for everybody
  std::size_t split_worlds = 0;
};

/// At least two analysts. `base`: the case of the file. The same seed and so the same worlds for everybody,
/// as far as the same numbers are uncertain. No answer where some analyst's case has none (`settle`).
/// @throws std::invalid_argument for fewer than two; Stopped.
Answer<PoolResult> pool(const Case& base, std::span<const PoolAnalyst> analysts, const RunOptions& options,
                        const PoolOptions& pooling = {}, const RunControl& control = {});

}  // namespace offramp
