// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <optional>

#include "offramp/analysis/settle/context.h"

namespace offramp {
namespace {

constexpr double kSame = 1e-12;  // values closer than this are ties

// What the ideas measure settlements by.
struct Measures {
  const SettleContext& context;
  std::vector<double> ideal;         ///< [veto player]: largest gain of a candidate
  std::vector<double> least, range;  ///< [veto player]: of expected utility within the red lines

  std::size_t veto() const { return context.veto_count; }
  double gain(std::size_t n, std::size_t i) const { return std::max(0.0, context.gain(n, i)); }
  double utility(std::size_t n, std::size_t i) const { return context.acceptance.expected_utility[n][i]; }
};

// Vectors are compared from the front, larger better, so that leximin needs no special case.
using Criterion = std::vector<double> (*)(const Measures&, std::size_t position);

template <class Number>
std::vector<double> smallest_first(const Measures& m, Number number) {
  std::vector<double> numbers(m.veto());
  for (std::size_t n = 0; n < m.veto(); ++n) numbers[n] = number(n);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::vector<double> nash(const Measures& m, std::size_t i) {
  double product = 1.0;
  for (std::size_t n = 0; n < m.veto(); ++n) product *= m.gain(n, i);
  return {product};
}

std::vector<double> kalai_smorodinsky(const Measures& m, std::size_t i) {
  const bool nobody_gains = *std::max_element(m.ideal.begin(), m.ideal.end()) <= kSame;
  return smallest_first(m, [&](std::size_t n) {
    if (nobody_gains) return 0.0;
    return m.ideal[n] > kSame ? m.gain(n, i) / m.ideal[n] : 1.0;
  });
}

std::vector<double> egalitarian(const Measures& m, std::size_t i) {
  return smallest_first(m, [&](std::size_t n) { return m.gain(n, i); });
}

std::vector<double> equal_loss(const Measures& m, std::size_t i) {
  return smallest_first(m, [&](std::size_t n) { return m.context.gain(n, i) - m.ideal[n]; });
}

std::vector<double> utilitarian(const Measures& m, std::size_t i) {
  double sum = 0.0;
  for (std::size_t n = 0; n < m.veto(); ++n) sum += m.utility(n, i);
  return {sum};
}

std::vector<double> relative_utilitarian(const Measures& m, std::size_t i) {
  double sum = 0.0;
  for (std::size_t n = 0; n < m.veto(); ++n) {
    if (m.range[n] > 0.0) sum += (m.utility(n, i) - m.least[n]) / m.range[n];
  }
  return {sum};
}

struct Idea {
  bargaining::Fairness fairness;
  const char* name;
  const char* definition;
  const char* source;
  Criterion criterion;
};

constexpr Idea kIdeas[] = {
    {bargaining::Fairness::nash, "Nash",
     "the largest product of the veto players' expected gains over no deal", "Nash (1950)", nash},
    {bargaining::Fairness::kalai_smorodinsky, "Kalai-Smorodinsky",
     "the largest smallest share of each veto player's own best possible gain, then the next smallest",
     "Kalai and Smorodinsky (1975); lexicographic form for sets that are not convex, after Imai (1983)",
     kalai_smorodinsky},
    {bargaining::Fairness::egalitarian, "egalitarian",
     "the largest smallest expected gain, then the next smallest", "Kalai (1977)", egalitarian},
    {bargaining::Fairness::equal_loss, "equal loss",
     "the smallest largest loss against each veto player's own best possible gain, then the next largest",
     "Chun (1988)", equal_loss},
    {bargaining::Fairness::utilitarian, "utilitarian",
     "the largest sum of expected utilities, each on its own scale of 0 to 100", "Harsanyi (1955)",
     utilitarian},
    {bargaining::Fairness::relative_utilitarian, "relative utilitarian",
     "the largest sum of expected utilities, each from 0 at its worst settlement within the red lines to 1 "
     "at "
     "its best",
     "Dhillon and Mertens (1999)", relative_utilitarian}};

int compare(const std::vector<double>& a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] > b[i] + kSame) return 1;
    if (a[i] < b[i] - kSame) return -1;
  }
  return 0;
}

// Crosses no veto player's red line in more than half of the worlds.
bool within_red_lines(const SettleContext& context, std::size_t i) {
  for (std::size_t n = 0; n < context.veto_count; ++n) {
    if (2 * context.acceptance.crosses[n][i] > context.problem.worlds) return false;
  }
  return true;
}

std::vector<std::size_t> candidates_of(const SettleContext& context) {
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < context.feasible(); ++i) {
    bool fits = within_red_lines(context, i);
    for (std::size_t n = 0; n < context.veto_count && fits; ++n) fits = context.gain(n, i) >= -kSame;
    if (fits) candidates.push_back(i);
  }
  return candidates;
}

BargainingPoint best_point(const Measures& measures, const std::vector<std::size_t>& candidates,
                           Criterion criterion) {
  const SettleContext& context = measures.context;
  std::size_t best = candidates.front();
  std::vector<double> best_value = criterion(measures, best);
  std::size_t ties = 1;
  for (std::size_t i = 1; i < candidates.size(); ++i) {
    const std::vector<double> value = criterion(measures, candidates[i]);
    const int better = compare(value, best_value);
    if (better < 0) continue;
    ties = better > 0 ? 1 : ties + 1;
    if (better > 0 || ranks_before(context, candidates[i], best)) best = candidates[i];
    if (better > 0) best_value = value;
  }
  BargainingPoint point;
  point.report = report_of(context, best);
  point.value = best_value.front();
  point.ties = ties;
  return point;
}

// A short list need not hold what an idea measures by, such as the best settlement of one party: where the
// space is searched, the point is the one that was proven.
std::optional<BargainingPoint> proven_point(const SettleContext& context, bargaining::Fairness fairness) {
  for (const CentralPoint& central : context.central_points) {
    if (central.fairness != fairness) continue;
    std::optional<std::size_t> best;
    for (const bargaining::Settlement& settlement : central.settlements) {
      const std::optional<std::size_t> at = context.position_of(settlement);
      if (at && (!best || ranks_before(context, *at, *best))) best = at;
    }
    if (!best) return std::nullopt;
    BargainingPoint point;
    point.report = report_of(context, *best);
    point.value = central.value;
    point.ties = central.ties;
    return point;
  }
  return std::nullopt;
}

Measures measures_of(const SettleContext& context, const std::vector<std::size_t>& candidates) {
  const std::size_t veto = context.veto_count;
  Measures measures{context, std::vector<double>(veto, 0.0), {}, {}};
  for (std::size_t n = 0; n < veto; ++n) {
    for (const std::size_t i : candidates) {
      measures.ideal[n] = std::max(measures.ideal[n], context.gain(n, i));
    }
    double least = std::numeric_limits<double>::infinity(), most = -least;
    for (std::size_t i = 0; i < context.feasible(); ++i) {
      if (!within_red_lines(context, i)) continue;
      least = std::min(least, measures.utility(n, i));
      most = std::max(most, measures.utility(n, i));
    }
    measures.least.push_back(least);
    measures.range.push_back(most - least);
  }
  return measures;
}

}  // namespace

std::vector<BargainingPoint> bargaining_points(const SettleContext& context, std::string& no_points_because) {
  const std::vector<std::size_t> candidates = candidates_of(context);
  if (candidates.empty()) {
    no_points_because =
        "no settlement gives every veto player an expected gain without crossing, in more than half of the "
        "worlds, one of its red lines";
    return {};
  }
  const Measures measures = measures_of(context, candidates);
  std::vector<BargainingPoint> points;
  for (const Idea& idea : kIdeas) {
    std::optional<BargainingPoint> proven = proven_point(context, idea.fairness);
    BargainingPoint point = proven ? *proven : best_point(measures, candidates, idea.criterion);
    point.name = idea.name;
    point.definition = idea.definition;
    point.source = idea.source;
    points.push_back(std::move(point));
  }
  return points;
}

}  // namespace offramp
