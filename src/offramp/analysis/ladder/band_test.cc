// SPDX-License-Identifier: Apache-2.0
// What each other choice does, against the case written otherwise.
#include "offramp/analysis/ladder/band.h"

#include <gtest/gtest.h>

#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/testing/random_case.h"
#include "offramp/base/testing/paths.h"
#include "offramp/case/file/reader.h"

namespace offramp {
namespace {

const BandEntry* entry_of(const Band& band, ModelChoice choice) {
  for (const BandEntry& entry : band.entries) {
    if (entry.choice == choice) return &entry;
  }
  return nullptr;
}

// With as many worlds as the band looks at, what it says is the answer of the run with the other choice.
TEST(Band, IsTheAnswerUnderTheOtherChoice) {
  const LoadedCase loaded = read_case_file(checkout::root() + "/tests/cases/good/every-section.yaml");
  ASSERT_TRUE(loaded.value);
  Case c = *loaded.value;
  c.perspective = "mediator";
  const auto answer = [](const Case& of, RunOptions options) {
    options.worlds = 512;
    CaseRun run(of, options);
    return *settle(run);
  };
  const SettleResult main = answer(c, {});
  const auto expect_same = [&](ModelChoice choice, const SettleResult& other) {
    const BandEntry* entry = entry_of(main.band, choice);
    if (entry == nullptr) return;
    EXPECT_DOUBLE_EQ(entry->value[0], other.ladder.one_text.value) << word_of(choice);
    EXPECT_DOUBLE_EQ(entry->value[1], other.ladder.types_known.value) << word_of(choice);
    EXPECT_DOUBLE_EQ(entry->value[2], other.ladder.exists.value) << word_of(choice);
    EXPECT_EQ(entry->text, other.ladder.text) << word_of(choice);
  };
  EXPECT_NE(entry_of(main.band, ModelChoice::factors_none), nullptr);
  expect_same(ModelChoice::factors_none, answer(c, {.factors = false}));
  expect_same(ModelChoice::words_all, answer(c, {.words = Credence::all}));
  expect_same(ModelChoice::words_none, answer(c, {.words = Credence::none}));
  for (const Credence words : {Credence::all, Credence::none}) {
    const auto reading = under_reading(main, words);
    ASSERT_TRUE(reading.has_value());
    EXPECT_DOUBLE_EQ((*reading)[2], answer(c, {.words = words}).ladder.exists.value) << word_of(words);
  }
  EXPECT_EQ(under_reading(main, Credence::credible), main.ladder.values());
  Case wide = c;
  for (Input& input : wide.inputs) {
    input.quantity = input.quantity.widened(2.0);
    for (Clause& clause : input.instead) clause.quantity = clause.quantity.widened(2.0);
  }
  expect_same(ModelChoice::widths_doubled, answer(wide, {}));
}

// A higher no-deal value or margin never raises existence nor the signing of the leading text.
TEST(Band, MovesTheWayItMust) {
  std::size_t tried = 0;
  for (std::uint32_t number = 0; number < 60; ++number) {
    const Case c = testing::random_case(number);
    CaseRun run(c, {.worlds = 128});
    const Answer<SettleResult>& settled = settle(run);
    if (!settled) continue;
    ++tried;
    const double exists = settled->ladder.exists.value, signs = settled->ladder.signed_by_all.value;
    const BandEntry *up = entry_of(settled->band, ModelChoice::no_deal_up),
                    *down = entry_of(settled->band, ModelChoice::no_deal_down);
    ASSERT_TRUE(up != nullptr && down != nullptr);
    EXPECT_LE(up->value[2], exists + 1e-12) << number;
    EXPECT_GE(down->value[2], exists - 1e-12) << number;
    EXPECT_LE(up->value[3], signs + 1e-12) << number;
    EXPECT_GE(down->value[3], signs - 1e-12) << number;
    for (const BandEntry& entry : settled->band.entries) {
      for (const std::size_t r : {1u, 2u}) EXPECT_GE(entry.value[r], entry.value[r - 1]) << number;
      for (const std::size_t r : {4u, 5u, 6u}) EXPECT_LE(entry.value[r], entry.value[r - 1]) << number;
      for (std::size_t r = 0; r < kRungs; ++r) {
        EXPECT_LE(settled->band.low[r], entry.value[r]);
        EXPECT_GE(settled->band.high[r], entry.value[r]);
      }
    }
  }
  EXPECT_GT(tried, 30u);
}

}  // namespace
}  // namespace offramp
