// SPDX-License-Identifier: Apache-2.0
// Families, off-ramps and the cover of the worlds by a naive second program.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "offramp/analysis/testing/settle_oracle.h"

namespace offramp {
namespace {

class Oracle : public testing::SettleOracle {
 public:
  using SettleOracle::SettleOracle;

  void check(const SettleResult& r) {
    check_families(r);
    for (const PartyOffRamps& party : r.off_ramps) check_off_ramps(party);
    check_cover(r);
    check_deals(r);
    check_fallback(r);
  }

 private:
  // Families part the feasible and the efficient settlements by the options on the crux; leaders differ on
  // it, and no settlement looked at closely gets further than its family's leader by more than the error.
  void check_families(const SettleResult& r) {
    ASSERT_EQ(r.ranked.size(), r.families.size());
    ASSERT_FALSE(r.crux.issues.empty());
    const auto key = [&](const bargaining::Settlement& s) {
      std::vector<std::size_t> options;
      for (const IssueId issue : r.crux.issues) options.push_back(s[issue.index()]);
      return options;
    };
    std::map<std::vector<std::size_t>, std::size_t> all, efficient;
    bool clear = true;  // no two that only rounding tells apart
    for (const auto& s : feasible_) {
      ++all[key(s)];
      clear = clear && pareto_is_clear(at(s));
      if (pareto(at(s))) ++efficient[key(s)];
    }
    EXPECT_EQ(r.crux.families, all.size());
    std::set<std::vector<std::size_t>> seen;
    std::size_t listed = 0, listed_efficient = 0;
    for (std::size_t k = 0; k < r.ranked.size(); ++k) {
      const auto own = key(r.ranked[k].settlement);
      EXPECT_TRUE(seen.insert(own).second) << "two leaders of one deal";
      EXPECT_EQ(r.families[k].settlements, all[own]);
      if (clear) {
        EXPECT_EQ(r.families[k].efficient, efficient[own]);
      }
      EXPECT_EQ(r.families[k].efficient_leader, r.ranked[k].pareto);
      EXPECT_LT(r.families[k].alike, r.families[k].settlements);
      listed += r.families[k].settlements;
      listed_efficient += r.families[k].efficient;
    }
    EXPECT_LE(listed, feasible_.size());
    EXPECT_LE(listed_efficient, r.pareto_count);
    if (seen.size() == all.size()) {
      EXPECT_EQ(listed_efficient, r.pareto_count);
    }
  }

  // What is printed as the best off-ramp for something is the best of all candidates for it.
  void check_off_ramps(const PartyOffRamps& party) {
    const std::size_t p = party.party.index();
    std::vector<const Rule*> aims;
    for (const Aim& aim : c_.aims) {
      if (aim.party == party.party) aims.push_back(&aim.that);
    }
    EXPECT_EQ(party.aims_declared, !aims.empty());
    const auto works = [&](const bargaining::Settlement& s) {
      return naive_.worlds_where([&](std::size_t w) {
        for (std::size_t r = 0; r < c_.red_lines.size(); ++r) {
          if (!c_.red_lines[r].price && naive_.crossed(r, s, w)) return false;
        }
        return naive_.gains(p, s, w);
      });
    };
    const auto points = [&](std::size_t issue, std::size_t option) {
      return naive_.mean([&](std::size_t w) { return naive_.issue_points(p, issue, option, w); });
    };
    const auto on_issues = [&](const Rule& aim, const bargaining::Settlement& s) {
      double sum = 0.0;
      for (const std::size_t issue : aim.condition.issues()) sum += points(issue, s[issue]);
      return sum;
    };
    std::vector<double> best(aims.size(), -INFINITY), worst(aims.size(), INFINITY);
    double whole = 0.0;
    for (std::size_t k = 0; k < aims.size(); ++k) {
      for (std::uint64_t i = 0; i < *space_.exact_size(); ++i) {
        const double own = on_issues(*aims[k], space_.settlement(i));
        worst[k] = std::min(worst[k], own);
        if (aims[k]->condition.holds(space_.settlement(i))) best[k] = std::max(best[k], own);
      }
      if (best[k] == -INFINITY) best[k] = worst[k];
      whole += best[k] - worst[k];
    }
    const auto denied = [&](const bargaining::Settlement& s) {
      double sum = 0.0;
      for (std::size_t k = 0; k < aims.size(); ++k)
        sum += std::clamp(best[k] - on_issues(*aims[k], s), 0.0, best[k] - worst[k]);
      return whole > 0.0 ? sum / whole : 0.0;
    };
    if (!aims.empty()) {
      EXPECT_NEAR(party.aims_worth, whole, 1e-9);
      compare_ramps(party, denied);
    }
    for (const OffRamp& ramp : party.ramps) {
      check_report(ramp.report);
      EXPECT_FALSE(ramp.roles.empty());
      EXPECT_DOUBLE_EQ(ramp.works.value, share(works(ramp.report.settlement)));
      if (!aims.empty()) {
        EXPECT_NEAR(ramp.denied, denied(ramp.report.settlement), 1e-9);
      }
      ASSERT_EQ(ramp.give_get.size(), c_.issues.size());
      for (const GiveGet& g : ramp.give_get) {
        std::vector<double> of;
        for (std::size_t o = 0; o < c_.issues[g.issue.index()].options.size(); ++o)
          of.push_back(points(g.issue.index(), o));
        EXPECT_EQ(g.option, ramp.report.settlement[g.issue.index()]);
        EXPECT_NEAR(g.points, of[g.option], 1e-9);
        EXPECT_NEAR(g.best_points, *std::max_element(of.begin(), of.end()), 1e-9);
        EXPECT_NEAR(g.worst_points, *std::min_element(of.begin(), of.end()), 1e-9);
        EXPECT_NEAR(g.change, g.points - (g.best_points + g.worst_points) / 2, 1e-9);
      }
    }
  }

  void compare_ramps(const PartyOffRamps& party, const auto& denied) {
    const std::size_t p = party.party.index();
    struct Own {
      std::size_t works = 0, all = 0;
      double gain = 0.0, denied = 0.0;
    };
    std::vector<Own> candidates;
    const auto own_of = [&](const bargaining::Settlement& s) {
      return Own{works_choosing(p, s), signed_choosing(s), gain_choosing(p, s), denied(s)};
    };
    std::size_t deny = 0;
    Own best;
    for (const auto& s : feasible_) {
      const Own own = own_of(s);
      if (own.denied < 0.5 + 1e-12 && own.denied > 0.5 - 1e-12) return;  // rounding decides
      if (own.denied < 0.5) continue;
      ++deny;
      if (own.works == 0 || own.gain <= 1e-12) continue;
      candidates.push_back(own);
      best.works = std::max(best.works, own.works);
      best.all = std::max(best.all, own.all);
    }
    EXPECT_EQ(party.candidates, deny);
    EXPECT_EQ(party.ramps.empty(), candidates.empty());
    for (const Own& own : candidates) {
      if (2 * own.works < best.works) continue;
      best.gain = std::max(best.gain, own.gain);
      best.denied = std::max(best.denied, own.denied);
    }
    for (const OffRamp& ramp : party.ramps) {
      const Own own = own_of(ramp.report.settlement);
      for (const RampRole role : ramp.roles) {
        if (role == RampRole::works) {
          EXPECT_EQ(own.works, best.works);
        }
        if (role == RampRole::consent) {
          EXPECT_EQ(own.all, best.all);
        }
        if (role == RampRole::gain) {
          EXPECT_NEAR(own.gain, best.gain, 1e-9);
        }
        if (role == RampRole::denies) {
          EXPECT_NEAR(own.denied, best.denied, 1e-9);
        }
      }
    }
  }

  // Both packages of the crux, with why each veto player refuses and what it gets.
  void check_deals(const SettleResult& r) {
    ASSERT_EQ(r.deals.size(), r.crux.rival ? 2u : 1u);
    EXPECT_EQ(r.deals[0].ranked, 0u);
    if (r.crux.rival) {
      EXPECT_EQ(r.deals[1].ranked, *r.crux.rival);
    }
    for (const Deal& deal : r.deals) {
      const bargaining::Settlement& text = r.ranked[deal.ranked].settlement;
      ASSERT_EQ(deal.parties.size(), veto_.size());
      for (std::size_t v = 0; v < veto_.size(); ++v) {
        check_refusal(deal.parties[v].refusal, veto_[v], text);
        double sum = 0.0, whole = 0.0;
        for (const GiveGet& entry : deal.parties[v].give_get) {
          EXPECT_EQ(entry.option, text[entry.issue.index()]);
          sum += entry.points;
          whole += naive_.mean([&](std::size_t w) {
            return naive_.issue_points(veto_[v], entry.issue.index(), entry.option, w);
          });
        }
        EXPECT_NEAR(sum, whole, 1e-9);
      }
    }
  }

  void check_refusal(const Refusal& refusal, std::size_t p, const bargaining::Settlement& text) {
    EXPECT_EQ(refusal.party, PartyId(p));
    EXPECT_DOUBLE_EQ(refusal.refuses.value, share(naive_.worlds_where([&](std::size_t w) {
                       return naive_.own_line_crossed(p, text, w, {}) || !naive_.gains(p, text, w);
                     })));
    std::size_t crossed = 0;
    for (std::size_t l = 0; l < c_.red_lines.size(); ++l) {
      if (c_.red_lines[l].price || c_.red_lines[l].party.index() != p) continue;
      const std::size_t n = naive_.worlds_where([&](std::size_t w) { return naive_.crossed(l, text, w); });
      const auto found = std::find_if(refusal.lines.begin(), refusal.lines.end(),
                                      [&](const CrossedLine& own) { return own.line == RedLineId(l); });
      ASSERT_EQ(found != refusal.lines.end(), n > 0);
      if (n == 0) continue;
      ++crossed;
      EXPECT_DOUBLE_EQ(found->crossed.value, share(n));
    }
    EXPECT_EQ(refusal.lines.size(), crossed);
    EXPECT_TRUE(std::is_sorted(
        refusal.lines.begin(), refusal.lines.end(),
        [](const CrossedLine& a, const CrossedLine& b) { return a.crossed.value > b.crossed.value; }));
  }

  // No text of the cover is signed more often where the leading text's weakest link refuses it.
  void check_fallback(const SettleResult& r) {
    const SettlementReport& leading = r.ranked.front();
    const std::size_t p = leading.weakest_link.index();
    const auto signed_there = [&](const testing::Naive& by, const bargaining::Settlement& s) {
      return by.worlds_where([&](std::size_t w) {
        const bool accepts =
            by.gains(p, leading.settlement, w) && !by.own_line_crossed(p, leading.settlement, w, {});
        return !accepts && by.all_accept(s, w);
      });
    };
    const std::size_t refuses = naive_.worlds_where([&](std::size_t w) {
      return !naive_.gains(p, leading.settlement, w) || naive_.own_line_crossed(p, leading.settlement, w, {});
    });
    std::size_t most = 0;
    for (const auto& s : r.cover.list) most = std::max(most, signed_there(chooser_, s));
    if (!r.fallback) {
      EXPECT_TRUE(refuses == 0 || most == 0);
      return;
    }
    const Fallback& fallback = *r.fallback;
    EXPECT_EQ(fallback.refuses, leading.weakest_link);
    EXPECT_DOUBLE_EQ(fallback.refused.value, share(refuses));
    EXPECT_EQ(signed_there(chooser_, fallback.report.settlement), most);
    EXPECT_DOUBLE_EQ(
        fallback.signed_then.value,
        static_cast<double>(signed_there(naive_, fallback.report.settlement)) / static_cast<double>(refuses));
    check_report(fallback.report);
    for (const IssueId issue : fallback.differs)
      EXPECT_NE(fallback.report.settlement[issue.index()], leading.settlement[issue.index()]);
  }

  // Each once, the text signed most often first; what the list leaves out covers no more worlds than the list
  // says, unless it is full.
  void check_cover(const SettleResult& r) {
    const Cover& cover = r.cover;
    ASSERT_FALSE(cover.list.empty());
    EXPECT_EQ(cover.list.front(), r.ladder.text);
    EXPECT_EQ(std::set<bargaining::Settlement>(cover.list.begin(), cover.list.end()).size(),
              cover.list.size());
    const auto covered_by = [&](const std::vector<bargaining::Settlement>& list) {
      return chooser_.worlds_where([&](std::size_t w) {
        return std::any_of(list.begin(), list.end(),
                           [&](const auto& s) { return chooser_.all_accept(s, w); });
      });
    };
    EXPECT_EQ(cover.covered, covered_by(cover.list));
    EXPECT_EQ(cover.coverable, covered_by(feasible_));
    if (cover.list.size() < Cover::kMost) {
      EXPECT_EQ(cover.covered, cover.coverable);
    }
  }
};

TEST(ChoicesOracle, FamiliesOffRampsAndCoverOfFiveHundredRandomCases) {
  testing::for_random_cases(500, [](const Case& c, const WorldTable& t, const Answer<SettleResult>& result) {
    const WorldTable chooses = testing::choosing_half(t), judges = testing::judging_half(t);
    Oracle oracle(c, chooses, judges);
    if (result) oracle.check(*result);
  });
}

}  // namespace
}  // namespace offramp
