// SPDX-License-Identifier: Apache-2.0
// Everything against the definition (by_definition in test_models.h) on random small models.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "offramp/evidence/model/belief.h"
#include "offramp/evidence/posterior/posterior.h"
#include "offramp/evidence/posterior/removal.h"
#include "offramp/evidence/posterior/weight.h"
#include "offramp/evidence/talk/contrast.h"
#include "offramp/evidence/testing/models.h"

namespace offramp::evidence {
namespace {

constexpr std::uint32_t kModels = 1500;
constexpr double kClose = 1e-12;

RandomStream stream(std::uint32_t model) {
  return RandomStream({.seed = 20220415, .stream = 1, .world = model});
}

std::vector<bool> every(const Model& model) {
  return std::vector<bool>(model.items.size(), true);
}

double mean_of(const Model& model, const std::vector<bool>& use, std::size_t row) {
  double sum = 0.0;
  for (std::size_t k = 0; k < model.worlds; ++k) sum += by_definition(model, k, use)[row];
  return sum / static_cast<double>(model.worlds);
}

TEST(Definition, PosteriorInEveryWorld) {
  std::size_t compared = 0;
  for (std::uint32_t n = 0; n < kModels; ++n) {
    auto random = stream(n);
    const Model model = random_model(random, 1 + random.index(3), 12, true);
    const Dossier dossier(model);
    const Posterior p = posterior(dossier);
    for (std::size_t k = 0; k < model.worlds; ++k) {
      const auto expected = by_definition(model, k, every(model));
      for (std::size_t s = 0; s < model.subjects.size(); ++s) {
        for (std::size_t h = 0; h < model.subjects[s].size(); ++h, ++compared) {
          EXPECT_NEAR(std::exp(p.subjects[s].log_per_world[h * model.worlds + k]),
                      expected[dossier.first_row(s) + h], kClose);
        }
      }
    }
  }
  EXPECT_GT(compared, 10000u);
}

TEST(Definition, TrajectoryAtEveryDay) {
  for (std::uint32_t n = 0; n < kModels; ++n) {
    auto random = stream(n);
    const Model model = random_model(random, 1 + random.index(2), 12, true);
    const Dossier dossier(model);
    const Trajectory t = trajectory(dossier);
    for (std::size_t step = 0; step < t.steps(); ++step) {
      std::vector<bool> use(model.items.size());
      for (std::size_t i = 0; i < use.size(); ++i)
        use[i] = step > 0 && model.items.day(i) <= t.days[step - 1];
      for (std::size_t row = 0; row < dossier.rows(); ++row)
        EXPECT_NEAR(t.at(step, row).mean, mean_of(model, use, row), kClose);
    }
  }
}

TEST(Definition, RemovalOfItemsAndGroups) {
  std::size_t flips = 0;
  for (std::uint32_t n = 0; n < kModels / 3; ++n) {
    auto random = stream(n);
    const Model model = random_model(random, 1 + random.index(2), 8, true);
    const Dossier dossier(model);
    const Removals removed = removals(dossier);
    const auto rows_of = [&](std::uint32_t subject) {
      std::vector<std::size_t> rows;
      for (const std::uint32_t s : dossier.components()[dossier.component_of(subject)].subjects) {
        for (std::size_t h = 0; h < dossier.hypotheses(s); ++h) rows.push_back(dossier.first_row(s) + h);
      }
      return rows;
    };
    for (std::size_t i = 0; i < model.items.size(); ++i) {
      auto use = every(model);
      use[i] = false;
      const auto rows = rows_of(model.items.about(i));
      ASSERT_EQ(removed.items.begin[i + 1] - removed.items.begin[i], rows.size());
      for (std::size_t r = 0; r < rows.size(); ++r) {
        EXPECT_NEAR(removed.items.without[removed.items.begin[i] + r], mean_of(model, use, rows[r]), kClose);
      }
    }
    for (std::size_t c = 0; c < dossier.clusters().size(); ++c) {
      auto use = every(model);
      for (const std::uint32_t i : dossier.clusters()[c].items) use[i] = false;
      const auto rows = rows_of(dossier.clusters()[c].subject);
      for (std::size_t r = 0; r < rows.size(); ++r) {
        EXPECT_NEAR(removed.groups.without[removed.groups.begin[c] + r], mean_of(model, use, rows[r]),
                    kClose);
      }
    }
    flips += removed.items.false_flips.size();
  }
  EXPECT_GT(flips, 100u);
}

TEST(Definition, WeightsGivenTheRest) {
  const auto log_odds_of = [](double p) { return std::log(p / (1.0 - p)); };
  for (std::uint32_t n = 0; n < kModels / 3; ++n) {
    auto random = stream(n);
    const Model model = random_model(random, 1, 8, true);
    const Dossier dossier(model);
    const Weights w = weights(dossier);
    const auto with = by_definition(model, 0, every(model));
    for (std::size_t i = 0; i < model.items.size(); ++i) {
      auto use = every(model);
      use[i] = false;
      const auto without = by_definition(model, 0, use);
      const std::size_t s = model.items.about(i);
      for (std::size_t h = 0; h < dossier.hypotheses(s); ++h) {
        const std::size_t row = dossier.first_row(s) + h;
        const double expected =
            dossier.hypotheses(s) == 1
                ? 0.0
                : 10.0 / std::log(10.0) * (log_odds_of(with[row]) - log_odds_of(without[row]));
        EXPECT_NEAR(w.given_rest[w.begin[i] + h].mean, expected, 1e-9);
      }
    }
  }
}

TEST(Definition, WaterfallAddsUp) {
  for (std::uint32_t n = 0; n < kModels / 3; ++n) {
    auto random = stream(n);
    const Model model = random_model(random, 3, 12, true);
    const Dossier dossier(model);
    const Waterfall fall = waterfall(dossier);
    std::vector<double> sums(dossier.rows(), 0.0);
    for (std::size_t step = 0; step < fall.rows.size(); ++step)
      sums[fall.rows[step]] += fall.decibans[step].mean;
    const Posterior before = posterior(dossier, {{false, false, false, false}});
    const Posterior after = posterior(dossier);
    for (std::size_t s = 0; s < dossier.subjects(); ++s) {
      for (std::size_t h = 0; h < dossier.hypotheses(s) && dossier.hypotheses(s) > 1; ++h) {
        double shift = 0.0;
        for (std::size_t k = 0; k < 3; ++k) {
          const auto odds = [&](const Posterior& p) {
            const double probability = std::exp(p.subjects[s].log_per_world[h * 3 + k]);
            return std::log(probability / (1.0 - probability));
          };
          shift += (odds(after) - odds(before)) / 3.0;
        }
        EXPECT_NEAR(sums[dossier.first_row(s) + h], 10.0 / std::log(10.0) * shift, 1e-8);
      }
    }
  }
}

TEST(Definition, WordsAndDeedsApart) {
  for (std::uint32_t n = 0; n < kModels / 3; ++n) {
    auto random = stream(n);
    const Model model = random_model(random, 2);
    const Dossier dossier(model);
    const auto views = contrast(dossier);
    const auto only = [&](auto keep) {
      std::vector<bool> use;
      for (std::size_t i = 0; i < model.items.size(); ++i) use.push_back(keep(model.items.kind(i)));
      return use;
    };
    const auto words = only([](Kind kind) { return kind == Kind::word; });
    const auto deeds = only([](Kind kind) { return kind == Kind::deed; });
    const auto costly = only([](Kind kind) { return kind != Kind::word; });
    for (std::size_t s = 0; s < dossier.subjects(); ++s) {
      double bad = 0.0;
      for (std::size_t h = 0; h < dossier.hypotheses(s); ++h) {
        const std::size_t row = dossier.first_row(s) + h;
        EXPECT_NEAR(views[s].words.hypotheses[h].mean, mean_of(model, words, row), kClose);
        EXPECT_NEAR(views[s].deeds.hypotheses[h].mean, mean_of(model, deeds, row), kClose);
        EXPECT_NEAR(views[s].costly.hypotheses[h].mean, mean_of(model, costly, row), kClose);
        if (model.subjects[s].bad_faith[h]) bad += mean_of(model, costly, row);
      }
      EXPECT_NEAR(views[s].costly.bad_faith.mean, bad, kClose);
    }
  }
}

}  // namespace
}  // namespace offramp::evidence
