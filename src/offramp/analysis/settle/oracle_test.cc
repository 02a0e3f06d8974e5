// SPDX-License-Identifier: Apache-2.0
// Recomputes every number that SettleResult reports with a naive second program.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "offramp/analysis/testing/settle_oracle.h"

namespace offramp {
namespace {

class Oracle : public testing::SettleOracle {
 public:
  using SettleOracle::SettleOracle;

  void check(const SettleResult& r) {
    EXPECT_EQ(r.feasible, feasible_.size());
    EXPECT_EQ(r.space_size, static_cast<double>(*space_.exact_size()));
    check_zone(r);
    for (const SettlementReport& report : r.ranked) check_report(report);
    check_points(r);
    check_red_lines(r);
    check_types(r);
    check_actual(r);
    check_map(r);
    for (std::size_t v = 0; v < veto_.size(); ++v) check_reservation(r, v);
  }

 private:
  void check_zone(const SettleResult& r) {
    std::vector<std::size_t> sizes;
    for (std::size_t w = 0; w < t_.worlds; ++w) {
      sizes.push_back(static_cast<std::size_t>(std::count_if(
          feasible_.begin(), feasible_.end(), [&](const auto& s) { return naive_.all_accept(s, w); })));
    }
    std::sort(sizes.begin(), sizes.end());
    const auto open =
        static_cast<std::size_t>(std::count_if(sizes.begin(), sizes.end(), [](auto n) { return n > 0; }));
    EXPECT_DOUBLE_EQ(r.agreement.value, share(open));
    double sum = 0;
    for (const std::size_t n : sizes) sum += static_cast<double>(n);
    EXPECT_DOUBLE_EQ(r.zone.mean, sum / static_cast<double>(t_.worlds));
    EXPECT_EQ(r.zone.largest, sizes.back());
    const auto quantile = [&](double p) {
      for (const std::size_t n : sizes) {
        const auto below = std::count_if(sizes.begin(), sizes.end(), [&](auto m) { return m <= n; });
        if (static_cast<double>(below) >= p * static_cast<double>(sizes.size()) - 1e-9)
          return static_cast<double>(n);
      }
      return static_cast<double>(NAN);
    };
    EXPECT_EQ(r.zone.p5, quantile(0.05));
    EXPECT_EQ(r.zone.p50, quantile(0.5));
    EXPECT_EQ(r.zone.p95, quantile(0.95));
  }

  void check_points(const SettleResult& r) {
    std::vector<std::size_t> candidates;
    std::vector<bool> open(feasible_.size(), true);
    for (std::size_t i = 0; i < feasible_.size(); ++i) {
      bool fits = true;
      for (std::size_t v = 0; v < veto_.size(); ++v) {
        for (std::size_t line = 0; line < c_.red_lines.size(); ++line) {
          if (c_.red_lines[line].party.index() != veto_[v] || c_.red_lines[line].price) continue;
          const std::size_t crosses =
              naive_.worlds_where([&](std::size_t w) { return naive_.crossed(line, feasible_[i], w); });
          open[i] = open[i] && 2 * crosses <= t_.worlds;
        }
        fits = fits && open[i] && gain_[i][v] >= -1e-11;
      }
      if (fits) candidates.push_back(i);
    }
    EXPECT_EQ(r.points.empty(), candidates.empty());
    EXPECT_EQ(r.no_points_because.empty(), !candidates.empty());
    if (candidates.empty()) return;
    std::vector<double> ideal(veto_.size(), 0);
    for (const std::size_t i : candidates) {
      for (std::size_t v = 0; v < veto_.size(); ++v) ideal[v] = std::max(ideal[v], gain_[i][v]);
    }
    const auto criterion = [&](const std::string& name, std::size_t i) {
      return testing::fairness_criterion(name, gain_, open, i, ideal, r.expected_reservation);
    };
    ASSERT_EQ(r.points.size(), 6u);
    for (const BargainingPoint& point : r.points) {
      check_report(point.report);
      ASSERT_TRUE(std::find(candidates.begin(), candidates.end(), at(point.report.settlement)) !=
                  candidates.end());
      const auto own = criterion(point.name, at(point.report.settlement));
      if (point.name == "Kalai-Smorodinsky" && *std::min_element(ideal.begin(), ideal.end()) < 1e-9) continue;
      EXPECT_NEAR(point.value, own.front(), 1e-10) << point.name;
      for (const std::size_t i : candidates) {
        const auto other = criterion(point.name, i);
        for (std::size_t k = 0; k < own.size(); ++k) {
          if (std::fabs(other[k] - own[k]) < 1e-9) continue;
          EXPECT_LT(other[k], own[k]) << point.name;
          break;
        }
      }
    }
  }

  void check_red_lines(const SettleResult& r) {
    std::vector<std::size_t> veto_lines;
    for (const RedLinePrice& price : r.red_lines) {
      const std::size_t line = price.red_line.index();
      EXPECT_DOUBLE_EQ(price.binds.value,
                       share(naive_.worlds_where([&](std::size_t w) { return naive_.binds(line, w); })));
      const std::size_t without = naive_.worlds_where([&](std::size_t w) {
        return std::any_of(feasible_.begin(), feasible_.end(),
                           [&](const auto& s) { return naive_.all_accept(s, w, line); });
      });
      EXPECT_DOUBLE_EQ(price.agreement_without.value, share(without));
      EXPECT_NEAR(price.change, share(without) - r.agreement.value, 1e-12);
      EXPECT_GE(price.change, 0.0);
      if (c_.parties[c_.red_lines[line].party.index()].veto) veto_lines.push_back(line);
    }
    EXPECT_EQ(r.red_lines.size(), static_cast<std::size_t>(std::count_if(
                                      c_.red_lines.begin(), c_.red_lines.end(),
                                      [](const RedLine& line) { return !line.price.has_value(); })));
    if (r.agreement.value > 0) {
      EXPECT_TRUE(r.closing_sets.empty());
      return;
    }
    std::set<std::set<std::size_t>> minimal;
    for (std::size_t size = 0; size <= veto_lines.size(); ++size) {
      for (std::size_t mask = 0; mask < (std::size_t{1} << veto_lines.size()); ++mask) {
        std::set<std::size_t> kept;
        for (std::size_t i = 0; i < veto_lines.size(); ++i) {
          if ((mask >> i) & 1u) kept.insert(veto_lines[i]);
        }
        if (kept.size() != size || closes_more(minimal, kept) || !closed_by(kept)) continue;
        minimal.insert(kept);
      }
    }
    std::set<std::set<std::size_t>> reported;
    for (const auto& set : r.closing_sets) {
      std::set<std::size_t> lines;
      for (const RedLineId id : set) lines.insert(id.index());
      reported.insert(lines);
    }
    EXPECT_EQ(reported, minimal);
  }
  static bool closes_more(const std::set<std::set<std::size_t>>& minimal, const std::set<std::size_t>& kept) {
    return std::any_of(minimal.begin(), minimal.end(), [&](const auto& m) {
      return std::includes(kept.begin(), kept.end(), m.begin(), m.end());
    });
  }
  bool closed_by(const std::set<std::size_t>& kept) const {
    for (std::size_t w = 0; w < t_.worlds; ++w) {
      for (const auto& s : feasible_) {
        bool open =
            std::all_of(veto_.begin(), veto_.end(), [&](std::size_t p) { return naive_.gains(p, s, w); });
        for (const std::size_t line : kept) open = open && !naive_.crossed(line, s, w);
        if (open) return false;
      }
    }
    return true;
  }

  void check_types(const SettleResult& r) {
    std::size_t expected = 0;
    for (const auto& types : c_.types) expected += types.size();
    ASSERT_EQ(r.by_type.size(), expected);
    for (const AcceptanceByType& row : r.by_type) {
      std::size_t worlds = 0, agreed = 0;
      for (std::size_t w = 0; w < t_.worlds; ++w) {
        if (t_.type[row.party.index()][w] != row.type.index()) continue;
        ++worlds;
        agreed += std::any_of(feasible_.begin(), feasible_.end(),
                              [&](const auto& s) { return naive_.all_accept(s, w); });
      }
      EXPECT_DOUBLE_EQ(row.worlds.value, share(worlds));
      if (worlds > 0) {
        EXPECT_DOUBLE_EQ(row.agreement.value, static_cast<double>(agreed) / static_cast<double>(worlds));
      }
    }
  }

  void check_actual(const SettleResult& r) {
    ASSERT_EQ(r.actual.has_value(), c_.actual.has_value());
    if (!r.actual) return;
    const std::size_t i = at(*c_.actual->settlement);
    EXPECT_EQ(r.actual->feasible, i < feasible_.size());
    if (!r.actual->feasible) return;
    check_report(r.actual->report);
    EXPECT_EQ(r.actual->rank, 1 + static_cast<std::size_t>(std::count_if(
                                      all_.begin(), all_.end(), [&](auto n) { return n > all_[i]; })));
    EXPECT_EQ(r.actual->tied, static_cast<std::size_t>(std::count(all_.begin(), all_.end(), all_[i])));
  }

  void check_map(const SettleResult& r) {
    std::size_t pareto_clear = 0, pareto_unclear = 0;
    for (std::size_t i = 0; i < feasible_.size(); ++i)
      (pareto_is_clear(i) ? pareto_clear : pareto_unclear) += pareto(i) || !pareto_is_clear(i);
    EXPECT_GE(r.pareto_count, pareto_clear);
    EXPECT_LE(r.pareto_count, pareto_clear + pareto_unclear);
    EXPECT_EQ(r.map.size(), feasible_.size());  // small cases fit whole
    for (const MapPoint& point : r.map) {
      EXPECT_DOUBLE_EQ(point.accepted_by_all, share(all_[at(point.settlement)]));
      for (std::size_t v = 0; v < veto_.size(); ++v) {
        EXPECT_NEAR(point.utility[v], gain_[at(point.settlement)][v] + r.expected_reservation[v], 1e-12);
      }
    }
  }

  void check_reservation(const SettleResult& r, std::size_t v) {
    std::vector<double> sorted;
    for (std::size_t w = 0; w < t_.worlds; ++w) sorted.push_back(naive_.reservation(veto_[v], w));
    EXPECT_NEAR(r.expected_reservation[v],
                naive_.mean([&](std::size_t w) { return naive_.reservation(veto_[v], w); }), 1e-12);
    std::sort(sorted.begin(), sorted.end());
    ASSERT_EQ(r.reservation_quantiles[v].size(), 20u);
    for (std::size_t i = 0; i < 20; ++i) {
      const double rank =
          std::ceil((static_cast<double>(i) + 0.5) / 20 * static_cast<double>(t_.worlds) - 1e-9);
      EXPECT_NEAR(r.reservation_quantiles[v][i], sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1],
                  1e-12);
    }
  }
};

TEST(SettleOracle, EveryReportedNumberOfAThousandRandomCases) {
  testing::for_random_cases(1000, [](const Case& c, const WorldTable& t, const Answer<SettleResult>& result) {
    const WorldTable chooses = testing::choosing_half(t), judges = testing::judging_half(t);
    Oracle oracle(c, chooses, judges);
    ASSERT_EQ(oracle.empty(), !result);
    if (result) oracle.check(*result);
  });
}

}  // namespace
}  // namespace offramp
