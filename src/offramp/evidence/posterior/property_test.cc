// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "offramp/evidence/model/information.h"
#include "offramp/evidence/posterior/posterior.h"
#include "offramp/evidence/posterior/watch.h"
#include "offramp/evidence/testing/models.h"

namespace offramp::evidence {
namespace {

Model drawn(std::uint32_t seed, std::size_t worlds) {
  RandomStream random({.seed = seed, .stream = 2});
  return random_model(random, worlds);
}

std::vector<double> means(const Model& model, ReadOptions options = {}) {
  std::vector<double> all;
  for (const auto& subject : posterior(Dossier(model, options)).subjects) {
    for (const Belief& belief : subject.hypotheses) all.push_back(belief.mean);
  }
  return all;
}

void expect_close(const std::vector<double>& a, const std::vector<double>& b) {
  RC_ASSERT(a.size() == b.size());
  for (std::size_t n = 0; n < a.size(); ++n) RC_ASSERT(std::fabs(a[n] - b[n]) < 1e-12);
}

RC_GTEST_PROP(Property, NonDiagnosticEvidenceLeavesThePrior, (std::uint32_t seed)) {
  const Model full = drawn(seed, 2);
  Model model = full;
  model.items = {};
  const auto prior = means(model);
  for (std::size_t i = 0; i < full.items.size(); ++i) {
    const std::vector<double> flat(full.subjects[full.items.about(i)].size(),
                                   full.items.likelihood(i).front());
    model.items.add(full.items[i], flat);
  }
  expect_close(means(model), prior);
}

RC_GTEST_PROP(Property, OrderDoesNotMatter, (std::uint32_t seed)) {
  const Model model = drawn(seed, 2);
  std::vector<std::size_t> order(model.items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  RandomStream random({.seed = seed, .stream = 3});
  for (std::size_t n = order.size(); n > 1; --n)
    std::swap(order[n - 1], order[random.index(static_cast<std::uint32_t>(n))]);
  Model shuffled = model;
  shuffled.items = {};
  for (const std::size_t i : order) {
    Item item = model.items[i];
    item.day = -item.day;  // nor does when it was seen
    shuffled.items.add(item, model.items.likelihood(i));
  }
  expect_close(means(shuffled), means(model));
}

RC_GTEST_PROP(Property, AGroupOfFiveCopiesEqualsOne, (std::uint32_t seed)) {
  const Model model = drawn(seed, 2);
  Model copied = model, single = model;
  copied.items = {};
  single.items = {};
  for (std::uint32_t i = 0; i < model.items.size(); ++i) {
    Item item = model.items[i];
    item.group = 100 + i;
    single.items.add(item, model.items.likelihood(i));
    for (int copy = 0; copy < 5; ++copy) copied.items.add(item, model.items.likelihood(i));
  }
  expect_close(means(copied), means(single));
}

// A retelling of lower grade changes nothing, whatever it says.
RC_GTEST_PROP(Property, AWorseRetellingChangesNothing, (std::uint32_t seed)) {
  Model model = drawn(seed, 1);
  std::vector<double> likelihood(model.subjects[0].size(), 0.3);
  likelihood[0] = 0.9;
  add(model, {.day = 1, .grade = *parse_grade("B2"), .group = 77}, likelihood);
  const auto before = means(model);
  std::reverse(likelihood.begin(), likelihood.end());
  add(model, {.day = 0, .grade = *parse_grade("C3"), .group = 77}, likelihood);
  expect_close(means(model), before);
}

// Two halves read one after the other: the posterior of the first is the prior of the second.
RC_GTEST_PROP(Property, YesterdaysPosteriorIsTodaysPrior, (std::uint32_t seed)) {
  RandomStream random({.seed = seed, .stream = 4});
  Model whole = one_subject({0.2, 0.5, 0.3});
  Model first = whole;
  std::vector<std::vector<double>> later;
  for (int i = 0; i < 6; ++i) {
    const std::vector<double> l{random.uniform(), random.uniform(), random.uniform()};
    add(whole, {.day = i}, l);
    if (i < 3) {
      add(first, {.day = i}, l);
    } else {
      later.push_back(l);
    }
  }
  Model second = one_subject(means(first));
  for (const auto& l : later) add(second, {.day = 1}, l);
  expect_close(means(second), means(whole));
}

RC_GTEST_PROP(Property, SubjectsKeepTheirBeliefsWhenRenumbered, (std::uint32_t seed)) {
  const Model model = drawn(seed, 1);
  const auto last = static_cast<std::uint32_t>(model.subjects.size() - 1);
  Model turned = model;
  std::reverse(turned.subjects.begin(), turned.subjects.end());
  for (Factor& factor : turned.factors) {
    for (auto& term : factor.when) term.subject = last - term.subject;
  }
  turned.items = {};
  for (std::size_t i = 0; i < model.items.size(); ++i) {
    Item item = model.items[i];
    item.about = last - item.about;
    turned.items.add(item, model.items.likelihood(i));
  }
  const Posterior a = posterior(Dossier(model)), b = posterior(Dossier(turned));
  for (std::size_t s = 0; s < a.subjects.size(); ++s) {
    for (std::size_t h = 0; h < a.subjects[s].hypotheses.size(); ++h) {
      RC_ASSERT(std::fabs(a.subjects[s].hypotheses[h].mean - b.subjects[last - s].hypotheses[h].mean) <
                1e-12);
    }
  }
}

RC_GTEST_PROP(Property, TemperingNeverStrengthens, (std::uint32_t seed)) {
  RandomStream random({.seed = seed, .stream = 5});
  std::vector<double> l(2 + random.index(4));
  for (double& x : l) x = random.uniform();
  std::vector<double> weak = l, complement = l, none = l;
  const double weight = random.uniform();
  temper(weak, weight);
  for (double& x : complement) x = 1.0 - x;
  temper(complement, weight);
  temper(none, 0.0);
  for (std::size_t a = 0; a < l.size(); ++a) {
    RC_ASSERT(std::fabs(complement[a] - (1.0 - weak[a])) < 1e-14);
    RC_ASSERT(none[a] == none[0]);
    for (std::size_t b = 0; b < l.size(); ++b) {
      const double before = std::log(l[a] / l[b]), after = std::log(weak[a] / weak[b]);
      RC_ASSERT(std::fabs(after) <= std::fabs(before) + 1e-12);
      RC_ASSERT(before * after >= -1e-12);
    }
  }
}

RC_GTEST_PROP(Property, ThreadsChangeNoBit, (std::uint32_t seed)) {
  const Model model = drawn(seed, 200);
  const Dossier dossier(model);
  const RunControl one{{}, {}, 1}, many{{}, {}, 2};
  const Posterior a = posterior(dossier, {}, one), b = posterior(dossier, {}, many);
  for (std::size_t s = 0; s < a.subjects.size(); ++s)
    RC_ASSERT(a.subjects[s].log_per_world == b.subjects[s].log_per_world);
  for (std::size_t c = 0; c < a.joint.size(); ++c) RC_ASSERT(a.joint[c].mean == b.joint[c].mean);
}

RC_GTEST_PROP(Property, WatchingNeverLosesInformation, (std::uint32_t seed)) {
  RandomStream random({.seed = seed, .stream = 6});
  const Model model = drawn(seed, 1);
  const Posterior p = posterior(Dossier(model));
  Watch watch{0, {}, {1.0 + random.uniform()}};
  for (std::size_t h = 0; h < model.subjects[0].size(); ++h) watch.likelihood.push_back(random.uniform());
  const auto report = value_of_watching(p, {watch});
  const WatchValue& v = report.watches[0];
  std::vector<double> now;
  for (const Belief& belief : p.subjects[0].hypotheses) now.push_back(belief.mean);
  RC_ASSERT(v.gain_bits.mean >= 0.0);
  RC_ASSERT(v.gain_bits.mean <= std::min(1.0, entropy_bits(now)) + 1e-12);
  for (std::size_t h = 0; h < now.size(); ++h) {  // beliefs are a martingale
    RC_ASSERT(std::fabs(v.seen.mean * v.if_seen[h].mean + (1.0 - v.seen.mean) * v.if_not_seen[h].mean -
                        now[h]) < 1e-12);
  }
}

}  // namespace
}  // namespace offramp::evidence
