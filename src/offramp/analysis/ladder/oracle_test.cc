// SPDX-License-Identifier: Apache-2.0
// The ladder, what leads, drafts and no-deal values by a naive second program.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "offramp/analysis/testing/settle_oracle.h"

namespace offramp {
namespace {

using testing::Naive;

class Oracle : public testing::SettleOracle {
 public:
  using SettleOracle::SettleOracle;

  void check(const SettleResult& r) {
    check_leads(r);
    check_ladder(r);
    check_no_deal(r);
    check_ratifiers(r);
    check_spoilers(r);
    for (const DraftStanding& draft : r.drafts) check_draft(draft);
  }

 private:
  void check_ratifiers(const SettleResult& r) {
    const auto& first = r.ranked.front().settlement;
    ASSERT_EQ(r.ratifiers.size(), c_.ratifiers.size());
    for (const RatifierStanding& standing : r.ratifiers) {
      const Ratifier& ratifier = c_.ratifiers[standing.ratifier];
      EXPECT_EQ(standing.at_most.has_value(), !ratifier.polls.empty());
      if (standing.at_most) {
        EXPECT_NEAR(standing.carries,
                    naive_.mean([&](std::size_t w) { return naive_.public_carries(ratifier, first, w); }),
                    1e-9);
        EXPECT_LE(*standing.at_least, *standing.at_most + 1e-12);
      }
      if (ratifier.party) {
        EXPECT_NEAR(*standing.gain, naive_.expected_gain(ratifier.party->index(), first), 1e-12);
      }
    }
  }

  void check_spoilers(const SettleResult& r) {
    const auto& first = r.ranked.front().settlement;
    ASSERT_EQ(r.spoilers.size(), c_.spoilers.size());
    for (std::size_t i = 0; i < r.spoilers.size(); ++i) {
      EXPECT_DOUBLE_EQ(
          r.spoilers[i].wants.value,
          share(naive_.worlds_where([&](std::size_t w) { return naive_.wants_to_wreck(i, first, w); })));
      EXPECT_DOUBLE_EQ(r.spoilers[i].wrecks.value,
                       share(naive_.worlds_where([&](std::size_t w) { return naive_.wrecks(i, first, w); })));
      EXPECT_NEAR(r.spoilers[i].gain, -naive_.expected_gain(c_.spoilers[i].party.index(), first), 1e-12);
    }
  }

  // What gets furthest most often leads a mediator's page; if that is not efficient, an efficient settlement
  // within the error of it.
  void check_mediator(const SettlementReport& leads) {
    std::size_t most = 0;
    for (const auto& s : feasible_) most = std::max(most, lasts_choosing(s));
    const std::size_t own = lasts_choosing(leads.settlement);
    if (own == most) return;
    EXPECT_TRUE(leads.pareto);
    bool within = false;
    for (const auto& s : feasible_) {
      if (lasts_choosing(s) != most) continue;
      std::size_t lost = 0, won = 0;
      for (std::size_t w = 0; w < chooses_.worlds; ++w) {
        const bool here = chooser_.lasts(s, w), there = chooser_.lasts(leads.settlement, w);
        lost += here && !there;
        won += there && !here;
      }
      within = within || static_cast<double>(lost) - static_cast<double>(won) <=
                             std::sqrt(static_cast<double>(lost + won));
    }
    EXPECT_TRUE(within);
  }

  void check_leads(const SettleResult& r) {
    check_mediator(r.mediator_leads);
    EXPECT_EQ(r.perspective.has_value(),
              std::any_of(r.tabled.begin(), r.tabled.end(), [&](const TabledBy& tabled) {
                return c_.parties[tabled.party.index()].id == c_.perspective;
              }));
    if (!r.perspective) {
      EXPECT_EQ(r.mediator_leads.settlement, r.ranked.front().settlement);
    }
    ASSERT_EQ(r.tabled.size(),
              veto_.size() + (r.perspective && !c_.parties[r.perspective->index()].veto ? 1 : 0));
    for (const TabledBy& tabled : r.tabled) {
      const std::size_t p = tabled.party.index();
      check_report(tabled.report);
      double most = -1e300;
      for (const auto& s : feasible_) most = std::max(most, expects(chooser_, p, s));
      EXPECT_NEAR(expects(chooser_, p, tabled.report.settlement), most, 1e-12);
      EXPECT_NEAR(tabled.expected, expects(naive_, p, tabled.report.settlement), 1e-12);
      if (r.perspective == tabled.party) {
        EXPECT_EQ(tabled.report.settlement, r.ranked.front().settlement);
      }
    }
  }

  // The texts that do best in the choosing half, for every combination of types and at all.
  void check_ladder(const SettleResult& r) {
    const auto chosen = [&](const bargaining::Settlement& s, const std::vector<std::size_t>* types) {
      return chooser_.worlds_where([&](std::size_t w) {
        return (types == nullptr || types_in(chooses_, w) == *types) && chooser_.all_accept(s, w);
      });
    };
    std::size_t most = 0;
    for (const auto& s : feasible_) most = std::max(most, chosen(s, nullptr));
    const bargaining::Settlement& text = r.ladder.text;
    EXPECT_EQ(chosen(text, nullptr), most);
    std::map<std::vector<std::size_t>, std::pair<std::size_t, std::size_t>> best;  // worlds, settlement
    for (std::size_t w = 0; w < chooses_.worlds; ++w) {
      const std::vector<std::size_t> types = types_in(chooses_, w);
      auto [entry, fresh] = best.try_emplace(types, chosen(text, &types), at(text));
      for (std::size_t i = 0; fresh && i < feasible_.size(); ++i) {
        const std::size_t n = chosen(feasible_[i], &types);
        if (n > entry->second.first) entry->second = {n, i};
      }
    }
    const std::size_t one = all_[at(text)];
    const std::size_t known = naive_.worlds_where([&](std::size_t w) {
      const auto found = best.find(types_in(t_, w));
      return naive_.all_accept(found == best.end() ? text : feasible_[found->second.second], w);
    });
    EXPECT_EQ(r.ladder.profiles, best.size());
    EXPECT_DOUBLE_EQ(r.ladder.one_text.value, share(one));
    EXPECT_DOUBLE_EQ(r.ladder.types_known.value, share(std::max(one, known)));
    EXPECT_EQ(r.ladder.raised, known < one);
    EXPECT_DOUBLE_EQ(r.ladder.exists.value, r.agreement.value);
    EXPECT_LE(r.ladder.types_known.value, r.ladder.exists.value);
    const SettlementReport& first = r.ranked.front();
    EXPECT_DOUBLE_EQ(r.ladder.signed_by_all.value, first.accepted_by_all.value);
    EXPECT_DOUBLE_EQ(r.ladder.meant.value, first.meant.value);
    EXPECT_DOUBLE_EQ(r.ladder.ratified.value, first.ratified.value);
    EXPECT_DOUBLE_EQ(r.ladder.not_wrecked.value, first.not_wrecked.value);
  }

  // Other types of a party than it has, its numbers otherwise as they are.
  void check_no_deal(const SettleResult& r) {
    std::size_t expected = 0;
    for (std::size_t p = 0; p < c_.parties.size(); ++p)
      expected += std::max<std::size_t>(c_.types[p].size(), 1);
    ASSERT_EQ(r.no_deal_stands.size(), expected);
    for (const NoDealStanding& standing : r.no_deal_stands) {
      const std::size_t p = standing.party.index();
      WorldTable t = chooses_;
      if (standing.type) std::fill(t.type[p].begin(), t.type[p].end(), standing.type->index());
      const Naive naive{c_, t};
      double below = 0, accepts = 0;
      for (const auto& s : feasible_) {
        below += naive.mean([&](std::size_t w) {
          return naive.utility(p, s, w) < naive.reservation(p, w) - testing::kTie ? 1.0 : 0.0;
        });
        accepts += naive.mean([&](std::size_t w) {
          return naive.gains(p, s, w) && !naive.own_line_crossed(p, s, w, {}) ? 1.0 : 0.0;
        });
      }
      const auto n = static_cast<double>(feasible_.size());
      EXPECT_NEAR(standing.percentile, below / n, 1e-9);
      EXPECT_NEAR(standing.accepts, accepts / n, 1e-9);
      EXPECT_NEAR(standing.value, naive.mean([&](std::size_t w) { return naive.reservation(p, w); }), 1e-9);
    }
  }

  void check_draft(const DraftStanding& standing) {
    const DraftText& draft = c_.drafts[standing.draft];
    std::optional<std::size_t> most;
    for (const auto& s : feasible_) {
      bool fits = true;
      for (std::size_t i = 0; i < s.size(); ++i)
        fits = fits && (draft.open[i] || s[i] == draft.settlement[i]);
      if (fits) most = std::max(most.value_or(0), signed_choosing(s));
    }
    ASSERT_EQ(standing.feasible, most.has_value());
    if (!most) return;
    const auto& text = standing.report.settlement;
    for (std::size_t i = 0; i < text.size(); ++i)
      EXPECT_TRUE(draft.open[i] || text[i] == draft.settlement[i]);
    EXPECT_EQ(signed_choosing(text), *most);
    check_report(standing.report);
    const std::size_t own = all_[at(text)];
    EXPECT_EQ(standing.rank, 1 + static_cast<std::size_t>(std::count_if(all_.begin(), all_.end(),
                                                                        [&](auto n) { return n > own; })));
    std::vector<std::size_t> refusing;
    for (std::size_t v = 0; v < veto_.size(); ++v) {
      const std::size_t p = veto_[v];
      const Refusal& refusal = standing.refusals[v];
      const std::size_t crosses =
          naive_.worlds_where([&](std::size_t w) { return naive_.own_line_crossed(p, text, w, {}); });
      const std::size_t little = naive_.worlds_where([&](std::size_t w) {
        return !naive_.own_line_crossed(p, text, w, {}) && !naive_.gains(p, text, w);
      });
      EXPECT_EQ(refusal.party, PartyId(p));
      EXPECT_DOUBLE_EQ(refusal.crosses_line.value, share(crosses));
      EXPECT_DOUBLE_EQ(refusal.too_little.value, share(little));
      EXPECT_DOUBLE_EQ(refusal.refuses.value, share(crosses + little));
      if (2 * accepts_choosing(p, text) < chooses_.worlds) refusing.push_back(p);
    }
    std::size_t won = 0;
    for (const std::size_t p : refusing) won += check_change(standing, p) ? 1 : 0;
    EXPECT_EQ(standing.changes.size(), won);
  }

  // Whether some change of one or two issues wins the party.
  bool check_change(const DraftStanding& standing, std::size_t p) {
    const auto& text = standing.report.settlement;
    for (const std::size_t issues : {1u, 2u}) {
      std::optional<std::size_t> most;
      for (const auto& s : feasible_) {
        std::size_t changed = 0;
        for (std::size_t i = 0; i < s.size(); ++i) changed += s[i] != text[i];
        if (changed == 0 || changed > issues || 2 * accepts_choosing(p, s) < chooses_.worlds) continue;
        most = std::max(most.value_or(0), signed_choosing(s));
      }
      if (!most) continue;
      const auto change = std::find_if(standing.changes.begin(), standing.changes.end(),
                                       [&](const DraftChange& c) { return c.party == PartyId(p); });
      EXPECT_NE(change, standing.changes.end());
      EXPECT_EQ(signed_choosing(change->text), *most);
      EXPECT_LE(change->issues.size(), issues);
      EXPECT_DOUBLE_EQ(change->accepted_by_all.value, share(all_[at(change->text)]));
      return true;
    }
    return false;
  }
};

TEST(LadderOracle, EveryReportedNumberOfAThousandRandomCases) {
  testing::for_random_cases(1000, [](const Case& c, const WorldTable& t, const Answer<SettleResult>& result) {
    const WorldTable chooses = testing::choosing_half(t), judges = testing::judging_half(t);
    Oracle oracle(c, chooses, judges);
    if (result) oracle.check(*result);
  });
}

}  // namespace
}  // namespace offramp
