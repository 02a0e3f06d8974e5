// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/compare/blocks.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace offramp {
namespace {

using ::testing::ElementsAre;

std::vector<CaseDifference> changed(const std::vector<std::vector<std::string>>& paths) {
  std::vector<CaseDifference> differences;
  for (const std::vector<std::string>& steps : paths) {
    CaseDifference& d = differences.emplace_back();
    d.steps = steps;
    d.path = fmt::format("{}", fmt::join(steps, "."));
  }
  return differences;
}

std::vector<std::string> paths_of(const std::vector<Block>& blocks) {
  std::vector<std::string> paths;
  for (const Block& block : blocks) paths.push_back(block.path);
  return paths;
}

const std::vector<CaseDifference>& five() {
  static const std::vector<CaseDifference> differences = changed({{"interests", "a", "weight", "x"},
                                                                  {"interests", "a", "weight", "y"},
                                                                  {"interests", "b", "weight", "x"},
                                                                  {"no_deal", "a", "utility"},
                                                                  {"no_deal", "b", "utility"}});
  return differences;
}

TEST(Blocks, AreAsFineAsTheirNumberAllows) {
  EXPECT_THAT(paths_of(blocks_of(five(), 5, 24)),
              ElementsAre("interests.a.weight.x", "interests.a.weight.y", "interests.b.weight.x",
                          "no_deal.a.utility", "no_deal.b.utility"));
  EXPECT_THAT(paths_of(blocks_of(five(), 4, 24)),
              ElementsAre("interests.a", "interests.b", "no_deal.a", "no_deal.b"));
  EXPECT_THAT(paths_of(blocks_of(five(), 2, 24)), ElementsAre("interests", "no_deal"));
  // None is so few: by party or item where these are not too many, else by section.
  EXPECT_EQ(blocks_of(five(), 1, 4).size(), 4U);
  EXPECT_EQ(blocks_of(five(), 1, 3).size(), 2U);
}

TEST(Blocks, LeaveOutWhatDoesNotBear) {
  std::vector<CaseDifference> differences = five();
  differences[1].bears = false;
  for (const Block& block : blocks_of(differences, 2, 24))
    EXPECT_EQ(std::count(block.differences.begin(), block.differences.end(), std::size_t{1}), 0);
}

TEST(Blocks, GoTogetherWhereOneIsNotSoundWithoutTheOther) {
  // The first and the fourth, as two priors that sum to one.
  const auto sound = [](const std::vector<bool>& in) { return in[0] == in[3]; };
  const std::vector<Block> blocks = sound_blocks(blocks_of(five(), 5, 24), 5, sound);
  EXPECT_THAT(paths_of(blocks),
              ElementsAre("interests.a.weight.x and no_deal.a.utility", "interests.a.weight.y",
                          "interests.b.weight.x", "no_deal.b.utility"));
  EXPECT_THAT(taken_by(blocks, {true, false, false, false}, 5), ElementsAre(true, false, false, true, false));
}

TEST(Blocks, BecomeOneWhereNoTwoAreSoundTogether) {
  const auto sound = [](const std::vector<bool>& in) {
    const auto count = std::count(in.begin(), in.end(), true);
    return count == 0 || count == static_cast<std::ptrdiff_t>(in.size());
  };
  const std::vector<Block> blocks = sound_blocks(blocks_of(five(), 5, 24), 5, sound);
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].differences.size(), 5U);
}

// Whatever must come in pairs: each block can be taken alone and left out alone, and every change is in
// exactly one.
TEST(Blocks, CanBeTakenAloneAndLeftOutAloneWhateverThePairs) {
  std::mt19937 random(7);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t k = random() % 4; k > 0; --k) pairs.emplace_back(random() % 5, random() % 5);
    const auto sound = [&](const std::vector<bool>& in) {
      return std::all_of(pairs.begin(), pairs.end(),
                         [&](const auto& p) { return in[p.first] == in[p.second]; });
    };
    const std::vector<Block> blocks = sound_blocks(blocks_of(five(), 5, 24), 5, sound);
    std::vector<std::size_t> all;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      all.insert(all.end(), blocks[b].differences.begin(), blocks[b].differences.end());
      std::vector<bool> alone(blocks.size()), others(blocks.size(), true);
      alone[b] = true;
      others[b] = false;
      EXPECT_TRUE(sound(taken_by(blocks, alone, 5)));
      EXPECT_TRUE(sound(taken_by(blocks, others, 5)));
    }
    EXPECT_THAT(all, ::testing::UnorderedElementsAre(0U, 1U, 2U, 3U, 4U));
  }
}

}  // namespace
}  // namespace offramp
