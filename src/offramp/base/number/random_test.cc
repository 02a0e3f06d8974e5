// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/random.h"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <stdexcept>
#include <vector>

namespace offramp {
namespace {

// Random123's own known-answer vectors (kat_vectors: philox4x32 10): counter 0, key 0.
TEST(RandomStream, PhiloxKnownAnswer) {
  RandomStream random({0, 0, 0, 0});
  for (const std::uint32_t expected : {0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u}) {
    EXPECT_EQ(random(), expected);
  }
}

TEST(RandomStream, PlaceGoesIntoKeyAndCounter) {
  const StreamPlace place{0x299f31d0a4093822u, 0x03707344u, 0x13198a2eu, 0x85a308d3u};
  RandomStream random(place);
  for (std::uint32_t block = 0; block < 3; ++block) {
    const r123::Philox4x32::ctr_type counter = {{block, 0x85a308d3u, 0x13198a2eu, 0x03707344u}};
    const r123::Philox4x32::key_type key = {{0xa4093822u, 0x299f31d0u}};
    const auto expected = r123::Philox4x32()(counter, key);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(random(), expected[static_cast<std::size_t>(i)]);
  }
}

TEST(RandomStream, UniformStaysInsideAndNormalHasUnitVariance) {
  RandomStream random({1, 2, 3, 4});
  double sum = 0, squares = 0;
  constexpr int kDraws = 100000;
  for (int i = 0; i < kDraws; ++i) {
    const double u = random.uniform();
    ASSERT_GT(u, 0.0);
    ASSERT_LT(u, 1.0);
    const double z = random.normal();
    sum += z;
    squares += z * z;
  }
  EXPECT_NEAR(sum / kDraws, 0.0, 5.0 / std::sqrt(kDraws));
  EXPECT_NEAR(squares / kDraws, 1.0, 5.0 * std::sqrt(2.0 / kDraws));
}

TEST(RandomStream, IndexIsUnbiased) {
  RandomStream random({9, 0, 0, 0});
  std::vector<int> count(7);
  for (int i = 0; i < 70000; ++i) ++count[random.index(7)];
  double chi_square = 0.0;
  for (const int n : count) chi_square += (n - 10000.0) * (n - 10000.0) / 10000.0;
  EXPECT_LT(chi_square, 22.46);  // 99.9 % point of chi-square with 6 degrees of freedom
  EXPECT_THROW(random.index(0), std::invalid_argument);
}

// First points of the sequence of Joe and Kuo (new-joe-kuo-6.21201), dimensions 1 to 3, in their
// Gray-code order; the same table is in the documentation of scipy.stats.qmc.Sobol for two dimensions.
TEST(SobolPoints, JoeKuoKnownAnswer) {
  const double expected[8][3] = {{0, 0, 0},          {.5, .5, .5},       {.75, .25, .25},
                                 {.25, .75, .75},    {.375, .375, .625}, {.875, .875, .125},
                                 {.625, .125, .875}, {.125, .625, .375}};
  const SobolPoints points(3, 1);
  for (std::uint32_t n = 0; n < 8; ++n) {
    for (std::size_t d = 0; d < 3; ++d)
      EXPECT_EQ(points.plain(n ^ (n >> 1), d), expected[n][d]) << n << ' ' << d;
  }
}

TEST(SobolPoints, ScrambledPointsStayStratified) {
  for (const std::uint64_t seed : {0u, 1u, 77u}) {
    const SobolPoints points(40, seed);
    for (std::size_t d = 0; d < 40; ++d) {
      std::set<int> cells;
      for (std::uint32_t k = 0; k < 512; ++k) {
        const double x = points.at(k, d);
        ASSERT_GT(x, 0.0);
        ASSERT_LT(x, 1.0);
        cells.insert(static_cast<int>(x * 512));
      }
      EXPECT_EQ(cells.size(), 512u) << "dimension " << d;
    }
    // Elementary intervals of the first two dimensions, which form a (0, 8, 2)-net.
    for (int bits = 0; bits <= 8; ++bits) {
      std::set<std::pair<int, int>> boxes;
      for (std::uint32_t k = 0; k < 256; ++k) {
        boxes.insert({static_cast<int>(std::ldexp(points.at(k, 0), bits)),
                      static_cast<int>(std::ldexp(points.at(k, 1), 8 - bits))});
      }
      EXPECT_EQ(boxes.size(), 256u) << bits;
    }
  }
}

TEST(SobolPoints, ColumnsAreThePointsOneByOne) {
  constexpr std::size_t kDimensions = 70;
  for (const std::size_t count : {std::size_t{1}, std::size_t{77}, std::size_t{1500}}) {
    const SobolPoints points(kDimensions, 31);
    std::vector<double> column(count);
    for (std::size_t d = 0; d < kDimensions; ++d) {
      points.column(d, points.block_order(d / SobolPoints::kBlock, count), column);
      for (std::size_t k = 0; k < count; ++k) {
        ASSERT_EQ(column[k], points.at(static_cast<std::uint32_t>(k), d)) << k << " in " << d;
      }
    }
  }
}

// Owen's scrambling is nested: coordinates that agree in their first j digits still do afterwards, and
// the digit after those depends on nothing else.
TEST(SobolPoints, ScramblingIsNested) {
  const SobolPoints points(5, 12345);
  for (std::size_t d = 0; d < 5; ++d) {
    for (std::uint32_t a = 0; a < 64; ++a) {
      for (std::uint32_t b = 0; b < a; ++b) {
        for (int digits = 1; digits <= 20; ++digits) {
          const bool before = std::floor(std::ldexp(points.plain(a, d), digits)) ==
                              std::floor(std::ldexp(points.plain(b, d), digits));
          const bool after = std::floor(std::ldexp(points.at(a, d), digits)) ==
                             std::floor(std::ldexp(points.at(b, d), digits));
          ASSERT_EQ(before, after);
        }
      }
    }
  }
}

TEST(SobolPoints, IntegratesBetterThanRandomPointsAndWithoutBias) {
  // Product of 4 coordinates' 2 x: integral 1.
  double squared_error = 0.0, mean_error = 0.0;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const SobolPoints points(4, seed);
    double sum = 0.0;
    for (std::uint32_t k = 0; k < 1024; ++k) {
      double product = 1.0;
      for (std::size_t d = 0; d < 4; ++d) product *= 2.0 * points.at(k, d);
      sum += product / 1024.0;
    }
    squared_error += (sum - 1.0) * (sum - 1.0) / 30.0;
    mean_error += (sum - 1.0) / 30.0;
  }
  const double random_variance = (std::pow(4.0 / 3.0, 4) - 1.0) / 1024.0;
  EXPECT_LT(squared_error, random_variance / 20.0);
  EXPECT_LT(std::fabs(mean_error), 4.0 * std::sqrt(squared_error / 30.0));
}

TEST(SobolPoints, NoTwoOfManyDimensionsGoTogether) {
  // Independent uniforms have correlations of standard deviation 1 / sqrt(n); the largest of 44,850 such
  // stays below 5.5 of them. Plain Sobol points reach 0.94 here.
  constexpr std::size_t kDimensions = 300;
  for (const std::uint32_t n : {512u, 2048u}) {
    const SobolPoints points(kDimensions, 7);
    std::vector<std::vector<double>> x(kDimensions, std::vector<double>(n));
    for (std::size_t d = 0; d < kDimensions; ++d) {
      for (std::uint32_t k = 0; k < n; ++k) x[d][k] = (points.at(k, d) - 0.5) * std::sqrt(12.0);
    }
    double largest = 0.0, squares = 0.0;
    for (std::size_t a = 0; a < kDimensions; ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        const double r = std::inner_product(x[a].begin(), x[a].end(), x[b].begin(), 0.0) / n;
        largest = std::max(largest, std::fabs(r));
        squares += r * r;
      }
    }
    EXPECT_LT(largest * std::sqrt(n), 5.5) << n;
    EXPECT_LT(squares * n / (kDimensions * (kDimensions - 1) / 2.0), 1.1) << n;
  }
}

}  // namespace
}  // namespace offramp
