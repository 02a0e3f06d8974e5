// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/posterior/watch.h"

#include <gtest/gtest.h>

#include "offramp/evidence/testing/models.h"

namespace offramp::evidence {
namespace {

TEST(Watch, ByHand) {
  const Posterior even = posterior(Dossier(one_subject({0.5, 0.5})));
  const auto r =
      value_of_watching(even, {{0, {0.9, 0.1}, {2.0}}, {0, {1.0, 0.0}, {10.0}}, {0, {0.4, 0.4}, {0.1}}});
  EXPECT_NEAR(r.watches[0].gain_bits.mean, 0.5310044064107188, 1e-13);  // 1 - H(.1)
  EXPECT_NEAR(r.watches[0].gain_per_cost.mean, 0.2655022032053594, 1e-13);
  EXPECT_NEAR(r.watches[1].gain_bits.mean, 1.0, 1e-15);
  EXPECT_NEAR(r.watches[2].gain_bits.mean, 0.0, 1e-15);
  EXPECT_EQ(r.by_gain_per_cost, (std::vector<std::uint32_t>{0, 1, 2}));

  const Posterior p = posterior(Dossier(one_subject({0.2, 0.8})));
  const WatchValue v = value_of_watching(p, {{0, {0.7, 0.3}, {1.0}}}).watches[0];
  EXPECT_NEAR(v.seen.mean, 0.38, 1e-15);
  EXPECT_NEAR(v.if_seen[0].mean, 0.14 / 0.38, 1e-15);
  EXPECT_NEAR(v.if_not_seen[0].mean, 0.06 / 0.62, 1e-15);
  EXPECT_NEAR(v.gain_bits.mean, 0.07675112299560682, 1e-14);
  EXPECT_FALSE(v.flips_if_seen || v.flips_if_not_seen);
  EXPECT_TRUE(value_of_watching(p, {{0, {0.9, 0.1}, {1.0}}}).watches[0].flips_if_seen);
}

TEST(Watch, ChecksItsArguments) {
  const Posterior p = posterior(Dossier(one_subject({0.2, 0.8})));
  EXPECT_THROW(value_of_watching(p, {{1, {0.7, 0.3}, {1.0}}}), std::invalid_argument);
  EXPECT_THROW(value_of_watching(p, {{0, {0.7}, {1.0}}}), std::invalid_argument);
  EXPECT_THROW(value_of_watching(p, {{0, {0.7, 1.3}, {1.0}}}), std::invalid_argument);
  EXPECT_THROW(value_of_watching(p, {{0, {0.7, 0.3}, {0.0}}}), std::invalid_argument);
}

// Seeing what was certain, or not seeing it: the impossible branch keeps the current belief.
TEST(Watch, CertainObservation) {
  const Posterior p = posterior(Dossier(one_subject({0.2, 0.8})));
  const WatchValue v = value_of_watching(p, {{0, {1.0, 1.0}, {1.0}}}).watches[0];
  EXPECT_EQ(v.seen.mean, 1.0);
  EXPECT_NEAR(v.if_not_seen[0].mean, 0.2, 1e-15);
  EXPECT_EQ(v.gain_bits.mean, 0.0);
}

}  // namespace
}  // namespace offramp::evidence
