// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "offramp/case/file/pair.h"

namespace offramp {

/// Changes that are taken together: a path that they have in common, and which they are.
struct Block {
  std::string path;
  std::vector<std::size_t> differences;
};

/// The finest grouping of the changes that bear with at most `few` blocks: each number by itself, then
/// by party or item, then by section; where none is so few, by party or item if these are at most `most`,
/// else by section.
std::vector<Block> blocks_of(const std::vector<CaseDifference>& differences, std::size_t few,
                             std::size_t most);

/// Puts blocks together until each can be taken alone, and left out alone: a prior that moves needs the other
/// to move with it. `sound` tells whether a set of changes, one mark for each difference, makes a sound case.
/// If no two together do, all become one.
std::vector<Block> sound_blocks(std::vector<Block> blocks, std::size_t differences,
                                const std::function<bool(const std::vector<bool>&)>& sound);

/// One mark for each difference: those of the blocks that are in.
std::vector<bool> taken_by(const std::vector<Block>& blocks, const std::vector<bool>& in,
                           std::size_t differences);

}  // namespace offramp
