// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/posterior/watch.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "offramp/base/number/elementary.h"
#include "offramp/evidence/model/information.h"

namespace offramp::evidence {
namespace {

void check(const Posterior& posterior, const Watch& watch, std::size_t n) {
  const auto fail = [n](std::string_view what) {
    throw std::invalid_argument(fmt::format("value_of_watching: watch {}: {}", n, what));
  };
  if (watch.about >= posterior.subjects.size()) fail("there is no such subject");
  const std::size_t rows = posterior.subjects[watch.about].hypotheses.size();
  if (watch.likelihood.size() != rows && watch.likelihood.size() != rows * posterior.worlds) {
    fail("one likelihood for each hypothesis, or for each hypothesis and world, is needed");
  }
  for (const double l : watch.likelihood) {
    if (!(l >= 0.0 && l <= 1.0)) fail("likelihoods must lie in [0, 1]");
  }
  if (watch.cost.size() != 1 && watch.cost.size() != posterior.worlds)
    fail("one cost, or one for each world, is needed");
  for (const double cost : watch.cost) {
    if (!(cost > 0.0)) fail("costs must be above 0");
  }
}

// p x likelihood, scaled to sum 1; p itself when it cannot happen. Returns its chance.
double update(const std::vector<double>& p, const std::vector<double>& likelihood, std::vector<double>& out) {
  double sum = 0.0;
  for (std::size_t h = 0; h < p.size(); ++h) {
    out[h] = p[h] * likelihood[h];
    sum += out[h];
  }
  if (sum > 0.0) {
    for (double& value : out) value /= sum;
  } else {
    out = p;
  }
  return sum;
}

std::size_t leader(const std::vector<Belief>& beliefs) {
  const auto best = std::max_element(beliefs.begin(), beliefs.end(),
                                     [](const Belief& a, const Belief& b) { return a.mean < b.mean; });
  return static_cast<std::size_t>(best - beliefs.begin());
}

WatchValue value(const SubjectPosterior& subject, const Watch& watch, std::size_t worlds) {
  const std::size_t count = subject.hypotheses.size();
  const std::size_t columns = watch.likelihood.size() / count;
  std::vector<double> seen(worlds), gain(worlds), per_cost(worlds), with(count * worlds),
      without(count * worlds);
  std::vector<double> p(count), l(count), miss(count), yes(count), no(count);
  for (std::size_t k = 0; k < worlds; ++k) {
    for (std::size_t h = 0; h < count; ++h) {
      p[h] = portable_exp(subject.log_per_world[h * worlds + k]);
      l[h] = watch.likelihood[h * columns + (columns == 1 ? 0 : k)];
      miss[h] = 1.0 - l[h];
    }
    seen[k] = update(p, l, yes);
    const double unseen = update(p, miss, no);
    gain[k] = std::max(0.0, entropy_bits(p) - seen[k] * entropy_bits(yes) - unseen * entropy_bits(no));
    per_cost[k] = gain[k] / watch.cost[watch.cost.size() == 1 ? 0 : k];
    for (std::size_t h = 0; h < count; ++h) {
      with[h * worlds + k] = yes[h];
      without[h * worlds + k] = no[h];
    }
  }
  WatchValue result{summarise(seen), summarise(gain), summarise(per_cost), {}, {}};
  for (std::size_t h = 0; h < count; ++h) {
    result.if_seen.push_back(summarise(std::span(with).subspan(h * worlds, worlds)));
    result.if_not_seen.push_back(summarise(std::span(without).subspan(h * worlds, worlds)));
  }
  result.flips_if_seen = leader(result.if_seen) != subject.leader;
  result.flips_if_not_seen = leader(result.if_not_seen) != subject.leader;
  return result;
}

}  // namespace

WatchReport value_of_watching(const Posterior& posterior, const std::vector<Watch>& watches) {
  WatchReport report;
  for (std::size_t n = 0; n < watches.size(); ++n) {
    check(posterior, watches[n], n);
    report.watches.push_back(value(posterior.subjects[watches[n].about], watches[n], posterior.worlds));
  }
  report.by_gain_per_cost.resize(watches.size());
  std::iota(report.by_gain_per_cost.begin(), report.by_gain_per_cost.end(), 0u);
  std::stable_sort(report.by_gain_per_cost.begin(), report.by_gain_per_cost.end(),
                   [&](std::uint32_t a, std::uint32_t b) {
                     return report.watches[a].gain_per_cost.mean > report.watches[b].gain_per_cost.mean;
                   });
  return report;
}

}  // namespace offramp::evidence
