// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/reading/ach.h"

#include <gtest/gtest.h>

#include <cmath>

#include "offramp/evidence/testing/models.h"

namespace offramp::evidence {
namespace {

constexpr auto C = Consistency::consistent;
constexpr auto I = Consistency::inconsistent;
constexpr auto N = Consistency::neutral;

// "Will Iraq retaliate?", the worked example of Heuer (1999), ch. 8: six items, plus or minus for H1 (no
// retaliation), H2 (minor terrorist action), H3 (major attack). The U.S. Army's TC 2-33.4 (2009),
// paragraph 2-55, reads the matrix: H2 most likely, then H3, then H1. Heuer's point about the first item,
// consistent with all three, is that it has no diagnostic value.
TEST(Ach, HeuersIraqExample) {
  const std::vector<Consistency> cells = {
      C, C, C,  // E1 public statement of intent not to retaliate
      C, C, I,  // E2 no terrorist offensive during the Gulf War
      C, C, I,  // E3 assumed not to want to provoke another war
      I, C, C,  // E4 more and longer agent radio broadcasts
      I, C, C,  // E5 embassies told to take security precautions
      I, C, C,  // E6 assumed loss of face without retaliation
  };
  const AchMatrix m = ach_matrix(3, cells);
  EXPECT_EQ(m.inconsistency, (std::vector<double>{3, 0, 2}));
  EXPECT_EQ(m.by_inconsistency, (std::vector<std::uint32_t>{1, 2, 0}));
  EXPECT_EQ(m.by_diagnosticity, (std::vector<std::uint32_t>{1, 2, 3, 4, 5, 0}));
  EXPECT_EQ(m.diagnosticity[0], 0.0);
}

// The five-by-five template of Pherson and Heuer (2021, p. 245), whose totals the book leaves to the reader.
TEST(Ach, TemplateTotals) {
  const std::vector<Consistency> cells = {C, I, N, C, I, N, C, I, I, C, I, N, C,
                                          C, I, C, C, N, I, N, I, N, C, I, C};
  const AchMatrix m = ach_matrix(5, cells);
  EXPECT_EQ(m.inconsistency, (std::vector<double>{2, 1, 1, 3, 2}));
  EXPECT_EQ(m.by_inconsistency, (std::vector<std::uint32_t>{1, 2, 0, 4, 3}));
}

TEST(Ach, WeightsAndStrongWords) {
  const std::vector<Consistency> cells = {Consistency::very_inconsistent, C, I, C};
  const AchMatrix m = ach_matrix(2, cells, std::vector<double>{0.25, 1.0});
  EXPECT_EQ(m.inconsistency, (std::vector<double>{3, 0}));
  EXPECT_EQ(m.weighted_inconsistency, (std::vector<double>{1.5, 0}));
  EXPECT_EQ(m.by_diagnosticity, (std::vector<std::uint32_t>{1, 0}));  // 1 x 2 before .25 x 3
  EXPECT_THROW(ach_matrix(2, cells, std::vector<double>{1.0}), std::invalid_argument);
  EXPECT_THROW(ach_matrix(3, cells), std::invalid_argument);
}

TEST(Ach, WordsOfLikelihoods) {
  EXPECT_EQ(nearest_consistency(0.03), Consistency::very_inconsistent);
  EXPECT_EQ(nearest_consistency(0.30), Consistency::inconsistent);
  EXPECT_EQ(nearest_consistency(0.45), Consistency::neutral);
  EXPECT_EQ(nearest_consistency(0.80), Consistency::consistent);
  EXPECT_EQ(nearest_consistency(0.99), Consistency::very_consistent);
}

TEST(Ach, FromADossier) {
  Model model = one_subject({0.5, 0.3, 0.2});
  add(model, {.day = 1}, {0.5, 0.5, 0.5});
  add(model, {.day = 1, .grade = *parse_grade("C3"), .group = 1}, {0.8, 0.2, 0.5});
  add(model, {.day = 2, .grade = *parse_grade("B2"), .group = 1}, {0.8, 0.2, 0.5});
  add(model, {.day = 3, .grade = *parse_grade("B2"), .group = 1}, {0.7, 0.3, 0.5});
  const AchMatrix m = ach_matrix(Dossier(model), 0);
  EXPECT_EQ(m.items, (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(m.cells, (std::vector<Consistency>{N, N, N, C, I, N}));
  EXPECT_EQ(m.by_diagnosticity, (std::vector<std::uint32_t>{1, 0}));
  EXPECT_NEAR(m.diagnosticity[0], 0.0, 1e-12);
  const double w = std::sqrt(0.75 * 0.70);
  EXPECT_NEAR(m.diagnosticity[1], 10.0 * std::log10((0.5 + 0.3 * w) / (0.5 - 0.3 * w)), 1e-12);
}

}  // namespace
}  // namespace offramp::evidence
