// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/testing/naive_model.h"
#include "offramp/analysis/testing/random_case.h"

/// For tests: what `settle` answers about a small case, worked out once more by the naive model.
namespace offramp::testing {

/// Counts by worlds of one table choose settlements, those of another judge them.
class SettleOracle {
 public:
  // Settlements are chosen by the worlds of one table and judged by those of the other.
  SettleOracle(const Case& c, const WorldTable& chooses, const WorldTable& judges)
      : c_(c), chooses_(chooses), t_(judges), chooser_{c, chooses}, naive_{c, judges}, space_(c.space()) {
    for (std::uint64_t i = 0; i < *space_.exact_size(); ++i) {
      const auto s = space_.settlement(i);
      if (std::all_of(c.feasible.begin(), c.feasible.end(),
                      [&](const Rule& r) { return r.condition.holds(s); }))
        feasible_.push_back(s);
    }
    for (std::size_t p = 0; p < c.parties.size(); ++p) {
      if (c.parties[p].veto) veto_.push_back(p);
    }
    for (const auto& s : feasible_) {
      all_.push_back(naive_.worlds_where([&](std::size_t w) { return naive_.all_accept(s, w); }));
      auto& gain = gain_.emplace_back();
      for (const std::size_t p : veto_) gain.push_back(naive_.expected_gain(p, s));
    }
  }
  bool empty() const { return feasible_.empty(); }

 protected:
  double share(std::size_t n) const { return static_cast<double>(n) / static_cast<double>(t_.worlds); }

  std::size_t at(const bargaining::Settlement& s) const {
    return static_cast<std::size_t>(std::find(feasible_.begin(), feasible_.end(), s) - feasible_.begin());
  }

  std::size_t signed_choosing(const bargaining::Settlement& s) const {
    return chooser_.worlds_where([&](std::size_t w) { return chooser_.all_accept(s, w); });
  }

  // Party p gains and crosses nobody's line.
  std::size_t works_choosing(std::size_t p, const bargaining::Settlement& s) const {
    return chooser_.worlds_where([&](std::size_t w) {
      for (std::size_t r = 0; r < c_.red_lines.size(); ++r) {
        if (!c_.red_lines[r].price && chooser_.crossed(r, s, w)) return false;
      }
      return chooser_.gains(p, s, w);
    });
  }

  double gain_choosing(std::size_t p, const bargaining::Settlement& s) const {
    return chooser_.expected_gain(p, s);
  }

  std::size_t lasts_choosing(const bargaining::Settlement& s) const {
    return chooser_.worlds_where([&](std::size_t w) { return chooser_.lasts(s, w); });
  }

  double expects(const Naive& by, std::size_t p, const bargaining::Settlement& s) const {
    return by.mean(
        [&](std::size_t w) { return by.lasts(s, w) ? by.utility(p, s, w) - by.reservation(p, w) : 0.0; });
  }

  std::vector<std::size_t> types_in(const WorldTable& t, std::size_t w) const {
    std::vector<std::size_t> types;
    for (const auto& column : t.type) types.push_back(column.empty() ? 0 : column[w]);
    return types;
  }

  std::size_t accepts_choosing(std::size_t p, const bargaining::Settlement& s) const {
    return chooser_.worlds_where(
        [&](std::size_t w) { return chooser_.gains(p, s, w) && !chooser_.own_line_crossed(p, s, w, {}); });
  }

  bool pareto(std::size_t i) const {
    for (std::size_t j = 0; j < feasible_.size(); ++j) {
      bool all = true, one = false;
      for (std::size_t v = 0; v < veto_.size(); ++v) {
        all = all && gain_[j][v] >= gain_[i][v] - 1e-13;
        one = one || gain_[j][v] > gain_[i][v] + 1e-13;
      }
      if (all && one) return false;
    }
    return true;
  }

  bool pareto_is_clear(std::size_t i) const {
    for (std::size_t j = 0; j < feasible_.size(); ++j) {
      for (std::size_t v = 0; v < veto_.size(); ++v) {
        if (j != i && std::fabs(gain_[j][v] - gain_[i][v]) < 1e-13) return false;
      }
    }
    return true;
  }

  void check_report(const SettlementReport& report) {
    const auto& s = report.settlement;
    ASSERT_LT(at(s), feasible_.size());
    EXPECT_DOUBLE_EQ(report.accepted_by_all.value, share(all_[at(s)]));
    const auto meant = [&](std::size_t w) { return naive_.all_accept(s, w) && !naive_.any_feint(w); };
    EXPECT_DOUBLE_EQ(report.meant.value, share(naive_.worlds_where(meant)));
    EXPECT_DOUBLE_EQ(
        report.ratified.value,
        share(naive_.worlds_where([&](std::size_t w) { return meant(w) && naive_.all_ratify(s, w); })));
    EXPECT_DOUBLE_EQ(report.not_wrecked.value,
                     share(naive_.worlds_where([&](std::size_t w) { return naive_.lasts(s, w); })));
    if (pareto_is_clear(at(s))) {
      EXPECT_EQ(report.pareto, pareto(at(s)));
    }
    std::size_t least = t_.worlds + 1, weakest = 0;
    for (const std::size_t p : veto_) {
      const std::size_t n = naive_.worlds_where(
          [&](std::size_t w) { return naive_.gains(p, s, w) && !naive_.own_line_crossed(p, s, w, {}); });
      if (n < least) weakest = p;
      least = std::min(least, n);
    }
    EXPECT_EQ(report.weakest_link.index(), weakest);
    for (const Standing& standing : report.standings) {
      const std::size_t p = standing.party.index();
      const std::size_t accepts = naive_.worlds_where(
          [&](std::size_t w) { return naive_.gains(p, s, w) && !naive_.own_line_crossed(p, s, w, {}); });
      const std::size_t crosses =
          naive_.worlds_where([&](std::size_t w) { return naive_.own_line_crossed(p, s, w, {}); });
      EXPECT_DOUBLE_EQ(standing.accepts.value, share(accepts));
      EXPECT_DOUBLE_EQ(standing.crosses_red_line.value, share(crosses));
      EXPECT_NEAR(standing.expected_utility,
                  naive_.mean([&](std::size_t w) { return naive_.utility(p, s, w); }), 1e-12);
      EXPECT_NEAR(standing.expected_gain, naive_.expected_gain(p, s), 1e-12);
    }
  }

  const Case& c_;
  const WorldTable& chooses_;
  const WorldTable& t_;
  Naive chooser_, naive_;
  bargaining::Space space_;
  std::vector<bargaining::Settlement> feasible_;
  std::vector<std::size_t> veto_;
  std::vector<std::size_t> all_;
  std::vector<std::vector<double>> gain_;
};

/// The halves of a table as `settle` cuts it.
inline WorldTable choosing_half(const WorldTable& t) {
  return between(t, 0, std::max<std::size_t>(t.worlds / 2, 1));
}
inline WorldTable judging_half(const WorldTable& t) {
  return between(t, t.worlds / 2, t.worlds);
}

/// Calls check(case, table, result) for random cases, whose worlds differ in number and date; counts those
/// with and without an agreement. Where no settlement is feasible there is no result.
template <class Check>
void for_random_cases(std::uint32_t count, Check check) {
  int nil = 0, open = 0;
  for (std::uint32_t number = 0; number < count; ++number) {
    SCOPED_TRACE(number);
    const Case c = random_case(number);
    SampleOptions sampling;
    sampling.worlds = 1 + number % 40;
    sampling.days = static_cast<int>(number % 5) * 100;
    const WorldTable t = sample(c, sampling);
    const Answer<SettleResult> result = settle_worlds(c, t, {});
    if (result) (result->agreement.value > 0 ? open : nil)++;
    check(c, t, result);
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(nil, 100);
  EXPECT_GT(open, 100);
}

}  // namespace offramp::testing
