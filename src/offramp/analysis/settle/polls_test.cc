// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "offramp/analysis/settle/settle.h"
#include "offramp/case/testing/read_good.h"

namespace offramp {
namespace {

// Both gain by `yes` alone, so that a poll against it is all that stands in the way.
Case referendum(const std::string& poll) {
  const std::string text = fmt::format(R"yaml(offramp: 1
title: "Test case: one question"
as_of: 2009-12-31
sources: {{poll: {{title: Made up}}}}
parties: {{a: {{name: A, veto: true}}, b: {{name: B, veto: true}}}}
issues: {{deal: {{name: Deal, options: {{yes_: Yes, no_: No}}}}}}
interests:
  a: {{source: poll, weight: {{deal: 1}}, value: {{deal: {{yes_: 100, no_: 0}}}}}}
  b: {{source: poll, weight: {{deal: 1}}, value: {{deal: {{yes_: 100, no_: 0}}}}}}
{}no_deal: {{a: {{utility: 50, source: poll}}, b: {{utility: 50, source: poll}}}}
)yaml",
                                       poll);
  return read_good(text);
}

// What the leading settlement, yes, comes to.
SettlementReport leading(const std::string& poll) {
  const Case c = referendum(poll);
  CaseRun run(c);
  return settle(run)->ranked.front();
}

// 30 % cannot live with `yes`: 70 % can, which is .2 above a half. With a standard deviation of .05 the
// public carries it with chance Phi(4), without error for certain; at 80 % to pass, with Phi(-2) = .0228.
TEST(SettlePolls, ThePublicRatifiesWhatEnoughCanLiveWith) {
  const std::string poll =
      "polls:\n  - {id: p, party: a, issue: deal, source: poll, date: 2009-06-01, "
      "shares: {yes_: {acceptable: 70, unacceptable: 30}}}\n";
  EXPECT_EQ(leading("").ratified.value, 1.0);
  EXPECT_EQ(leading(poll).accepted_by_all.value, 1.0) << "a poll stands in nobody's way at the table";
  EXPECT_NEAR(leading(poll).ratified.value, 1.0, 0.001);
  const std::string with = "ratifiers:\n  - {id: r, of: a, polls: [p], source: poll, passes_at: ";
  EXPECT_NEAR(leading(poll + with + "80 %}\n").ratified.value, 0.0228, 0.002);
  EXPECT_NEAR(leading(poll + with + "0.7, error: 5}\n").ratified.value, 0.5, 0.002);
  EXPECT_EQ(leading(poll + with + "0.7, error: 0}\n").ratified.value, 1.0);
  EXPECT_EQ(leading(poll + with + "71 %, error: 0}\n").ratified.value, 0.0);
}

TEST(SettlePolls, AParliamentCarriesByItsChance) {
  const std::string carries =
      "ratifiers:\n  - {id: r, of: a, source: poll, carries: 60 %, where: [{when: deal = yes_, carries: 30 "
      "%}]}\n"
      "  - {id: s, of: b, source: poll, carries: 50 %}\n";
  EXPECT_NEAR(leading(carries).ratified.value, 0.15, 0.002);
}

}  // namespace
}  // namespace offramp
