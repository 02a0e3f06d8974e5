// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/talk/contrast.h"

#include <gtest/gtest.h>

#include <array>

#include "offramp/evidence/model/information.h"
#include "offramp/evidence/testing/models.h"

namespace offramp::evidence {
namespace {

TEST(Information, ByHand) {
  EXPECT_NEAR(entropy_bits(std::array{0.5, 0.25, 0.25}), 1.5, 1e-15);
  EXPECT_EQ(entropy_bits(std::array{1.0, 0.0}), 0.0);
  EXPECT_NEAR(jensen_shannon_bits(std::array{1.0, 0.0}, std::array{0.0, 1.0}), 1.0, 1e-15);
  EXPECT_EQ(jensen_shannon_bits(std::array{0.3, 0.7}, std::array{0.3, 0.7}), 0.0);
  // H(.575, .425) - (H(.9, .1) + H(.25, .75)) / 2.
  EXPECT_NEAR(jensen_shannon_bits(std::array{0.9, 0.1}, std::array{0.25, 0.75}), 0.34357140359897886, 1e-12);
  EXPECT_NEAR(total_variation(std::array{0.9, 0.1}, std::array{0.25, 0.75}), 0.65, 1e-15);
}

// Fair words, foul deeds: words 9 to 1 for good faith, a deed 3 to 1 for bad faith.
TEST(Contrast, FairWordsFoulDeeds) {
  Model model = one_subject({0.5, 0.5}, {false, true});
  add(model, {.day = 1, .kind = Kind::word}, {0.9, 0.1});
  add(model, {.day = 2, .kind = Kind::deed}, {0.2, 0.6});
  const Contrast c = contrast(Dossier(model))[0];
  EXPECT_NEAR(c.words.bad_faith.mean, 0.1, 1e-15);
  EXPECT_NEAR(c.deeds.bad_faith.mean, 0.75, 1e-15);
  EXPECT_NEAR(c.all.bad_faith.mean, 0.25, 1e-15);  // odds 9 x 1/3 for good faith
  EXPECT_NEAR(c.words_deeds.bad_faith.mean, 0.65, 1e-15);
  EXPECT_NEAR(c.words_deeds.total_variation.mean, 0.65, 1e-15);
  EXPECT_NEAR(c.words_deeds.divergence_bits.mean, 0.34357140359897886, 1e-12);
  EXPECT_NEAR(c.sunk_costs.bad_faith.mean, 0.5, 1e-15);
  EXPECT_TRUE(c.has_words && c.words_weigh && c.has_deeds && c.has_costly);
}

// What somebody else says of it counts for everything, and is none of its own words.
TEST(Contrast, WordsOfOthersAreNotItsOwn) {
  Model model = one_subject({0.5, 0.5}, {false, true});
  add(model, {.day = 1, .kind = Kind::word, .own = false}, {0.9, 0.1});
  Contrast c = contrast(Dossier(model))[0];
  EXPECT_FALSE(c.has_words || c.words_weigh);
  EXPECT_NEAR(c.words.bad_faith.mean, 0.5, 1e-15);
  EXPECT_NEAR(c.all.bad_faith.mean, 0.1, 1e-15);
  add(model, {.day = 2, .kind = Kind::word}, {0.5, 0.5});
  c = contrast(Dossier(model))[0];
  EXPECT_TRUE(c.has_words);
  EXPECT_FALSE(c.words_weigh);  // as likely from either type
}

}  // namespace
}  // namespace offramp::evidence
