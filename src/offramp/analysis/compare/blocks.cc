// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/compare/blocks.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace offramp {
namespace {

constexpr std::size_t kNumber = 4, kItem = 2, kSection = 1;  // steps of a path that blocks have in common

std::vector<Block> by_steps(const std::vector<CaseDifference>& differences, std::size_t steps) {
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < differences.size(); ++i) {
    const CaseDifference& d = differences[i];
    if (!d.bears) continue;
    const auto end = d.steps.begin() + static_cast<std::ptrdiff_t>(std::min(steps, d.steps.size()));
    const std::string path = fmt::format("{}", fmt::join(d.steps.begin(), end, "."));
    const auto found =
        std::find_if(blocks.begin(), blocks.end(), [&](const Block& block) { return block.path == path; });
    if (found == blocks.end()) {
      blocks.push_back({path, {i}});
    } else {
      found->differences.push_back(i);
    }
  }
  return blocks;
}

void put_together(std::vector<Block>& blocks, std::size_t into, std::size_t from) {
  Block& kept = blocks[into];
  kept.path += " and " + blocks[from].path;
  kept.differences.insert(kept.differences.end(), blocks[from].differences.begin(),
                          blocks[from].differences.end());
  blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(from));
}

std::vector<Block> all_together(std::vector<Block> blocks) {
  while (blocks.size() > 1) put_together(blocks, 0, 1);
  return blocks;
}

}  // namespace

std::vector<Block> blocks_of(const std::vector<CaseDifference>& differences, std::size_t few,
                             std::size_t most) {
  std::vector<Block> items;
  for (const std::size_t steps : {kNumber, kItem, kSection}) {
    std::vector<Block> blocks = by_steps(differences, steps);
    if (blocks.size() <= few) return blocks;
    if (steps == kItem) items = std::move(blocks);
  }
  return items.size() <= most ? items : by_steps(differences, kSection);
}

std::vector<bool> taken_by(const std::vector<Block>& blocks, const std::vector<bool>& in,
                           std::size_t differences) {
  std::vector<bool> taken(differences);
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    for (const std::size_t d : blocks[b].differences) taken[d] = taken[d] || in[b];
  }
  return taken;
}

std::vector<Block> sound_blocks(std::vector<Block> blocks, std::size_t differences,
                                const std::function<bool(const std::vector<bool>&)>& sound) {
  // Those alone, or all but those.
  const auto holds = [&](const std::vector<std::size_t>& some, bool alone) {
    std::vector<bool> in(blocks.size(), !alone);
    for (const std::size_t b : some) in[b] = alone;
    return sound(taken_by(blocks, in, differences));
  };
  for (std::size_t b = 0; b < blocks.size() && blocks.size() > 1;) {
    const bool alone = !holds({b}, true);
    if (!alone && holds({b}, false)) {
      ++b;
      continue;
    }
    std::size_t with = blocks.size();
    for (std::size_t other = 0; other < blocks.size() && with == blocks.size(); ++other) {
      if (other != b && holds({b, other}, alone)) with = other;
    }
    if (with == blocks.size()) return all_together(std::move(blocks));
    put_together(blocks, std::min(b, with), std::max(b, with));
    b = 0;
  }
  return blocks;
}

}  // namespace offramp
