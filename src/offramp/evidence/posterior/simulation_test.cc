// SPDX-License-Identifier: Apache-2.0
// Simulation-based calibration (Talts, Betancourt, Simpson, Vehtari and Gelman 2018): types drawn from the
// prior, evidence drawn given the types, and types drawn again from the posterior; among L posterior draws
// the rank of the true one is uniform if and only if the posterior is right. Ties of discrete types are
// broken at random.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "offramp/evidence/posterior/posterior.h"
#include "offramp/evidence/testing/models.h"

namespace offramp::evidence {
namespace {

constexpr std::uint32_t kHistories = 1000;
constexpr std::uint32_t kDraws = 9;  // ranks 0 to 9
// Upper .1 % point of chi-square with 9 degrees of freedom; seeds are fixed, so this cannot fail by chance.
constexpr double kBound = 27.877;

// Two linked parties and a third; priors, factor and grades differ from history to history.
Model priors(RandomStream& random) {
  Model model;
  for (const std::uint32_t count : {2u, 3u, 2u}) {
    Subject subject{"s", std::vector<std::string>(count, "h"), {}, {}};
    for (std::uint32_t h = 0; h < count; ++h) subject.prior.push_back(0.1 + random.uniform());
    model.subjects.push_back(std::move(subject));
  }
  model.factors = {{{{0, 1}, {1, 2}}, {0.3 + 4.0 * random.uniform()}}};
  return model;
}

std::vector<std::uint32_t> draw(const Dossier& dossier, RandomStream& random) {
  const std::array<double, 2> uniforms{random.uniform(), random.uniform()};
  return draw_types(dossier, dossier.evidence({}), 0, uniforms);
}

// Eight reports, each seen or not; one seen is told `tellings` times, which adds nothing to what is known.
// A graded report is true to its likelihood only after tempering, so that is what it is drawn from.
void observe(Model& model, const std::vector<std::uint32_t>& truth, std::uint32_t tellings, bool grouped,
             RandomStream& random) {
  for (std::uint32_t report = 0; report < 8; ++report) {
    Item item;
    item.about = random.index(3);
    if (random.index(2) == 0)
      item.grade = {static_cast<std::uint8_t>(1 + random.index(6)),
                    static_cast<std::uint8_t>(1 + random.index(6))};
    std::vector<double> likelihood(model.subjects[item.about].size());
    for (double& l : likelihood) l = 0.05 + 0.9 * random.uniform();
    std::vector<double> real = likelihood;
    temper(real, stated_weight(item.grade));
    const bool seen = random.uniform() < real[truth[item.about]];
    if (!seen) {
      for (double& l : likelihood) l = 1.0 - l;
    }
    if (grouped) item.group = report;
    for (std::uint32_t n = 0; n < tellings; ++n) add(model, item, likelihood);
  }
}

double chi_square(std::uint32_t seed, std::uint32_t tellings, bool grouped) {
  std::array<double, kDraws + 1> ranks{};
  for (std::uint32_t n = 0; n < kHistories; ++n) {
    RandomStream random({.seed = seed, .stream = 1, .world = n});
    Model model = priors(random);
    const auto truth = draw(Dossier(model), random);
    observe(model, truth, tellings, grouped, random);
    const Dossier dossier(std::move(model));
    const auto cell = [](const std::vector<std::uint32_t>& types) {
      return types[0] * 6 + types[1] * 2 + types[2];
    };
    std::uint32_t rank = 0, ties = 0;
    for (std::uint32_t d = 0; d < kDraws; ++d) {
      const std::uint32_t other = cell(draw(dossier, random));
      rank += other < cell(truth) ? 1u : 0u;
      ties += other == cell(truth) ? 1u : 0u;
    }
    ranks[rank + random.index(ties + 1)] += 1.0;
  }
  double sum = 0.0;
  constexpr double kExpected = static_cast<double>(kHistories) / (kDraws + 1);
  for (const double count : ranks) sum += (count - kExpected) * (count - kExpected) / kExpected;
  return sum;
}

TEST(Simulation, RanksAreUniform) {
  EXPECT_LT(chi_square(1, 1, false), kBound);
}

TEST(Simulation, RanksAreUniformWhenReportsAreRetold) {
  EXPECT_LT(chi_square(2, 5, true), kBound);
}

// The check can fail: five retellings taken for five reports make the posterior far too sure.
TEST(Simulation, DoubleCountingIsFoundOut) {
  EXPECT_GT(chi_square(2, 5, false), 2.0 * kBound);
}

}  // namespace
}  // namespace offramp::evidence
