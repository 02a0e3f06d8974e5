// SPDX-License-Identifier: Apache-2.0
#include "offramp/elicitation/pool/mixture.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

#include "offramp/base/number/elementary.h"

namespace offramp::elicitation {
namespace {

const std::vector<double> kHalves{0.5, 0.5};

TEST(Mixture, OfOneBeliefIsThatBelief) {
  const std::vector<Quantity> one{Quantity::quantiles(20, 28, 45, Domain::bounded(0, 100))};
  for (const double p : {0.05, 0.3, 0.5, 0.95})
    EXPECT_NEAR(mixture_quantile(one, std::vector<double>{1.0}, p), one[0].quantile(p), 1e-6);
}

// Two normals of unit spread about -2 and 2: the mixture's distribution function is (F(x + 2) + F(x - 2))
// / 2.
TEST(Mixture, IsTheMeanOfTheDistributionFunctions) {
  const double z = normal_quantile(0.95);
  const std::vector<Quantity> two{Quantity::interval(-2 - z, -2 + z, Domain::real()),
                                  Quantity::interval(2 - z, 2 + z, Domain::real())};
  for (const double x : {-3.0, -1.0, 0.0, 0.7, 2.5}) {
    const double p = 0.5 * (normal_cdf(x + 2) + normal_cdf(x - 2));
    EXPECT_NEAR(mixture_quantile(two, kHalves, p), x, 1e-6);
    EXPECT_NEAR(0.5 * (share_at_most(two[0], x) + share_at_most(two[1], x)), p, 1e-10);
  }
  EXPECT_NEAR(distance(two[0], two[1]), 4.0, 1e-9);
}

TEST(Mixture, OfExactNumbersStepsFromOneToTheOther) {
  const std::vector<Quantity> two{Quantity::exactly(30), Quantity::exactly(70)};
  EXPECT_NEAR(mixture_quantile(two, kHalves, 0.05), 30, 1e-9);
  EXPECT_NEAR(mixture_quantile(two, kHalves, 0.5), 30, 1e-9);
  EXPECT_NEAR(mixture_quantile(two, kHalves, 0.95), 70, 1e-9);
  EXPECT_DOUBLE_EQ(distance(two[0], two[1]), 40);
}

TEST(Mixture, KeepsWhatIsClippedAtAnEnd) {
  const std::vector<Quantity> two{Quantity::interval(0, 20, Domain::bounded(0, 100)), Quantity::exactly(50)};
  EXPECT_NEAR(mixture_quantile(two, kHalves, 0.02), 0.0, 1e-9);
  EXPECT_NEAR(mixture_quantile(two, kHalves, 0.9), 50, 1e-9);
}

TEST(Mixture, RefusesMissingWeights) {
  EXPECT_THROW(mixture_quantile(std::vector<Quantity>{}, std::vector<double>{}, 0.5), std::invalid_argument);
  EXPECT_THROW(mixture_quantile(std::vector<Quantity>{Quantity::exactly(1)}, kHalves, 0.5),
               std::invalid_argument);
}

}  // namespace
}  // namespace offramp::elicitation
