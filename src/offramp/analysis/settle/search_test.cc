// SPDX-License-Identifier: Apache-2.0
// Small cases go both ways: listed in full, and searched as if they were too large.
#include "offramp/analysis/settle/search.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/testing/random_case.h"

namespace offramp {
namespace {

bool has_bonus(const Case& c) {
  return std::any_of(c.interests.begin(), c.interests.end(),
                     [](const Interests& interests) { return !interests.bonuses.empty(); });
}

void expect_same_reports(const SettleResult& a, const SettleResult& b) {
  for (const SettlementReport& report : b.ranked) {
    for (const SettlementReport& other : a.ranked) {
      if (report.settlement != other.settlement) continue;
      EXPECT_EQ(report.accepted_by_all.value, other.accepted_by_all.value);
      for (std::size_t n = 0; n < report.standings.size(); ++n) {
        EXPECT_EQ(report.standings[n].accepts.value, other.standings[n].accepts.value);
        EXPECT_NEAR(report.standings[n].expected_gain, other.standings[n].expected_gain, 1e-12);
      }
    }
  }
}

void expect_same_answers(const SettleResult& a, const SettleResult& b) {
  EXPECT_TRUE(a.enumerated);
  EXPECT_FALSE(b.enumerated);
  EXPECT_EQ(b.undecided_worlds, 0u);
  EXPECT_EQ(a.agreement.value, b.agreement.value);
  // What leads may differ: what is efficient is known only where all settlements are listed.
  EXPECT_EQ(a.ladder.one_text.value, b.ladder.one_text.value);
  ASSERT_EQ(a.red_lines.size(), b.red_lines.size());
  for (std::size_t r = 0; r < a.red_lines.size(); ++r) {
    EXPECT_EQ(a.red_lines[r].agreement_without.value, b.red_lines[r].agreement_without.value);
  }
  for (std::size_t t = 0; t < a.by_type.size(); ++t) {
    EXPECT_EQ(a.by_type[t].agreement.value, b.by_type[t].agreement.value);
  }
  ASSERT_EQ(a.points.size(), b.points.size());
  for (std::size_t p = 0; p < a.points.size(); ++p) {
    EXPECT_EQ(a.points[p].name, b.points[p].name);
    // Shares of an ideal gain that is nothing but rounding are not compared.
    if (a.points[p].name == "Kalai-Smorodinsky" && a.points.front().value < 1e-9) continue;
    EXPECT_NEAR(a.points[p].value, b.points[p].value, 1e-9) << a.points[p].name;
  }
  ASSERT_EQ(a.points.size(), b.points.size()) << b.no_points_because;
  for (std::size_t k = 0; k < a.points.size(); ++k) {
    EXPECT_NEAR(a.points[k].value, b.points[k].value, 1e-9) << a.points[k].name;
  }
  EXPECT_EQ(a.certificate.possible, b.certificate.possible);
  EXPECT_EQ(a.certificate.clashes.size(), b.certificate.clashes.size());
  EXPECT_EQ(a.certificate.concessions.size(), b.certificate.concessions.size());
  expect_same_reports(a, b);
}

TEST(SettleSearch, GivesTheAnswersOfTheEnumeration) {
  int compared = 0, with_bonus = 0, with_logic = 0, now_and_then = 0;
  for (std::uint32_t number = 0; number < 400; ++number) {
    SCOPED_TRACE(number);
    const Case c = testing::random_case(number);
    SampleOptions sampling;
    sampling.worlds = 1 + number % 30;
    const WorldTable table = sample(c, sampling);
    SettleOptions searched;
    searched.enumeration_limit = 0;
    const Answer<SettleResult> listed = settle_worlds(c, table, {}),
                               found = settle_worlds(c, table, searched);
    if (!listed) {
      EXPECT_FALSE(found);
      continue;
    }
    const SettleResult& a = *listed;
    if (!found) {
      EXPECT_EQ(a.agreement.value, 0.0);  // only where nobody would accept anything
      continue;
    }
    const SettleResult& b = *found;
    ++compared;
    with_bonus += has_bonus(c) ? 1 : 0;
    with_logic += c.feasible.empty() ? 0 : 1;
    now_and_then += std::any_of(a.red_lines.begin(), a.red_lines.end(), [](const RedLinePrice& line) {
      return line.binds.value > 0.0 && line.binds.value < 1.0;
    });
    expect_same_answers(a, b);
  }
  EXPECT_GT(compared, 200);
  EXPECT_GT(with_bonus, 100);
  EXPECT_GT(with_logic, 50);
  EXPECT_GT(now_and_then, 30);
}

// The certificate against every settlement of the case.
TEST(SettleSearch, CertificateOfTheCentralSituationIsRight) {
  int impossible = 0;
  for (std::uint32_t number = 0; number < 300; ++number) {
    SCOPED_TRACE(number);
    const Case c = testing::random_case(number);
    SampleOptions sampling;
    sampling.worlds = 9;
    const Answer<SettleResult> outcome = settle_worlds(c, sample(c, sampling), {});
    if (!outcome) continue;
    const SettleResult& result = *outcome;
    SettleOptions all;
    all.top = 1000;
    const SettleResult whole = *settle_worlds(c, sample(c, sampling), all);
    const auto meets = [&](const SettlementReport& report, const Demand& demand) {
      if (demand.kind == Demand::Kind::feasibility) return true;
      if (demand.kind == Demand::Kind::red_line) {
        return !c.red_lines[demand.red_line.index()].never.condition.holds(report.settlement);
      }
      const auto standing = std::find_if(report.standings.begin(), report.standings.end(),
                                         [&](const Standing& s) { return s.party == demand.party; });
      return standing->expected_gain >= -1e-9;
    };
    ASSERT_TRUE(result.certificate.complete);
    impossible += !result.certificate.possible;
    EXPECT_EQ(result.certificate.possible, result.certificate.clashes.empty());
    for (const std::vector<Demand>& clash : result.certificate.clashes) {
      const bool only_what_bargains = std::none_of(
          clash.begin(), clash.end(), [](const Demand& d) { return d.kind == Demand::Kind::feasibility; });
      for (const SettlementReport& report : whole.ranked) {
        const bool all_met =
            std::all_of(clash.begin(), clash.end(), [&](const Demand& d) { return meets(report, d); });
        EXPECT_FALSE(all_met && only_what_bargains);
      }
    }
  }
  EXPECT_GT(impossible, 50);
}

}  // namespace
}  // namespace offramp
