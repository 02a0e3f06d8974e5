// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "offramp/analysis/run/run.h"
#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/standing/result.h"
#include "offramp/base/run/answer.h"
#include "offramp/case/file/pair.h"

/// `compare`: what two versions of a case do not have alike, and what that did to the answer.
namespace offramp {

struct CompareOptions {
  RunOptions run = {};           ///< of each version; `run.seed` is the first of the seeds
  std::size_t seeds = 8;         ///< samples of worlds, each with a seed of its own; at least 2
  std::size_t exact_up_to = 8;   ///< blocks of changes for which every combination is asked (2^n answers)
  std::size_t orders = 8;        ///< pairs of orders drawn beyond that; at least 2
  std::size_t most_blocks = 24;  ///< finer blocks than so many are put together
  SettleOptions settle = {};     ///< of each version; three settlements are listed, whatever `top` says
};

/// A number before and after: means over the seeds. Both versions are drawn by the same numbers, so that what
/// is left of chance in the change is far smaller than in either; `error` is its standard error, from the
/// spread over the seeds.
struct Moved {
  double before = 0, after = 0, change = 0, error = 0;
};

/// What is split over the changes: the rungs over settlements.
inline constexpr std::size_t kSplitRungs = 3;

/// Changes that are taken together or not at all.
struct ChangeBlock {
  std::string path;                      ///< what they have in common: "no_deal.fry", or their section
  std::vector<std::size_t> differences;  ///< positions in CompareResult::differences
  /// [one_text, types_known, exists] What they add to the change, over all orders in which blocks can come
  /// in: the Shapley value. Over blocks it sums to the change.
  std::array<double, kSplitRungs> share{}, error{};  ///< of the error: over seeds, and of orders drawn
};

/// A party's worth of no deal, in [0, 1], mean over the worlds, by its identifier.
struct MovedNoDeal {
  std::string party;
  Moved worth;
};

/// One version's answer with the first seed.
struct ComparedAnswer {
  Case c;
  SettleResult settled;
};

struct CompareResult {
  std::vector<CaseDifference> differences;
  std::uint64_t seed = 0;
  std::size_t seeds = 0, worlds = 0;  ///< in each sample; half choose texts, half judge them
  ComparedAnswer before, after;
  /// [Rung] The later ones of the text that leads each version with the first seed.
  std::array<Moved, kRungs> rungs{};
  std::vector<MovedNoDeal> no_deal;  ///< parties of both versions with a veto and interests
  std::vector<ChangeBlock> blocks;   ///< largest share of the last rung split first
  bool searched = false;             ///< a version's space was too large to list: what settle's method says
  bool exact = true;                 ///< every combination of blocks was asked
  std::size_t orders = 0;            ///< drawn; 0 if exact
  std::string no_split_because;      ///< empty if `blocks` were split
};

/// Whether anything differs that a share of worlds depends on.
bool any_bears(const std::vector<CaseDifference>& differences);

/// Compares two versions. Where nothing differs that bears, both answers are the first one's, every change is
/// 0 and nothing is sampled twice. Rungs are those of `settle` on the same draws: a quantity, type or line
/// that both have is drawn by the same coordinates in both (SampleOptions::places). Spaces too large to list
/// are searched, as by `settle`. No answer where `settle` has none for one of the versions.
/// @throws std::invalid_argument for options out of range; Stopped.
Answer<CompareResult> compare_cases(const CasePair& pair, const Case& before, const Case& after,
                                    const CompareOptions& options, const RunControl& control = {});

/// Paths of the dimensions of both, in one order: SampleOptions::places.
std::vector<std::string> shared_places(const Case& a, const Case& b);

}  // namespace offramp
