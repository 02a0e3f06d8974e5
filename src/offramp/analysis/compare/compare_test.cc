// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/compare/compare.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "offramp/base/testing/paths.h"

namespace offramp {
namespace {

LoadedCase panama(std::vector<std::string> settings) {
  std::ifstream file(checkout::root() + "/tests/cases/good/panama-1974.yaml", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  ReadOptions options;
  options.settings = std::move(settings);
  options.keep_tree = true;
  LoadedCase loaded = read_case("panama.yaml", text, options);
  EXPECT_TRUE(loaded.value) << loaded.diagnostics.to_text();
  return loaded;
}

CompareOptions few(double enumeration_limit) {
  CompareOptions options;
  options.run.worlds = 32;
  options.seeds = 2;
  options.settle.enumeration_limit = enumeration_limit;
  return options;
}

TEST(Compare, SearchesWhatIsTooManyToListWithTheSameChanceOfADeal) {
  const LoadedCase before = panama({});
  ASSERT_TRUE(before.value);
  const LoadedCase after = panama({"no_deal.usa=35 to 45"});
  ASSERT_TRUE(after.value);
  const CasePair pair(before, after);
  ASSERT_FALSE(pair.differences().empty());
  const auto listed = compare_cases(pair, *before.value, *after.value, few(1e7));
  const auto searched = compare_cases(pair, *before.value, *after.value, few(1));
  ASSERT_TRUE(listed) << listed.because();
  ASSERT_TRUE(searched) << searched.because();
  EXPECT_FALSE(listed->searched);
  EXPECT_TRUE(searched->searched);
  // The third rung is proved world by world, so it is the same; the first two are over a short list.
  EXPECT_EQ(searched->before.settled.undecided_worlds + searched->after.settled.undecided_worlds, 0U);
  EXPECT_DOUBLE_EQ(searched->rungs[2].before, listed->rungs[2].before);
  EXPECT_DOUBLE_EQ(searched->rungs[2].after, listed->rungs[2].after);
  EXPECT_LE(searched->rungs[0].before, searched->rungs[1].before);
  EXPECT_LE(searched->rungs[1].before, searched->rungs[2].before);
  for (const CompareResult* result : {&*listed, &*searched}) {
    ASSERT_TRUE(result->no_split_because.empty()) << result->no_split_because;
    for (std::size_t r = 0; r < kSplitRungs; ++r) {
      double sum = 0;
      for (const ChangeBlock& block : result->blocks) sum += block.share[r];
      EXPECT_NEAR(sum, result->rungs[r].change, 1e-12);
    }
  }
}

TEST(Compare, OfACaseWithItselfSaysThatNothingChanged) {
  const LoadedCase one = panama({}), other = panama({});
  const CasePair pair(one, other);
  EXPECT_TRUE(pair.differences().empty());
  const auto result = compare_cases(pair, *one.value, *other.value, few(1));
  ASSERT_TRUE(result) << result.because();
  for (const Moved& rung : result->rungs) {
    EXPECT_EQ(rung.change, 0);
    EXPECT_EQ(rung.error, 0);
  }
  EXPECT_TRUE(result->blocks.empty());
}

}  // namespace
}  // namespace offramp
