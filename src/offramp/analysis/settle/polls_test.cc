// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "offramp/analysis/settle/settle.h"
#include "offramp/case/file/reader.h"

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
  LoadedCase result = read_case("test.yaml", text);
  EXPECT_TRUE(result.value) << result.diagnostics.to_text();
  return result.value.value_or(Case{});
}

double agreement(const std::string& poll) {
  const Case c = referendum(poll);
  CaseRun run(c);
  return settle(run)->agreement.value;
}

TEST(SettlePolls, WhatIsRefusedStandsInTheWay) {
  const std::string poll =
      "polls:\n  - {id: p, party: a, issue: deal, source: poll, date: 2009-06-01, "
      "shares: {yes_: {acceptable: 70, unacceptable: 30}}}\n";
  EXPECT_EQ(agreement(""), 1.0);
  EXPECT_NEAR(agreement(poll), 0.70, 0.01);
  std::string sampled = poll;
  sampled.insert(sampled.find("shares"), "sample: 400, ");
  EXPECT_NEAR(agreement(sampled), 0.70, 0.015);
  std::string all = poll;
  all.replace(all.find("{acceptable: 70, unacceptable: 30}"), 34, "{unacceptable: 100}");
  EXPECT_EQ(agreement(all), 0.0);
}

TEST(SettlePolls, TheLineOfAPollHasAPrice) {
  const Case c = referendum(
      "polls:\n  - {id: p, party: a, issue: deal, source: poll, date: 2009-06-01, "
      "shares: {yes_: {acceptable: 70, unacceptable: 30}}}\n");
  CaseRun run(c);
  const SettleResult& r = *settle(run);
  ASSERT_EQ(r.red_lines.size(), 1u);
  EXPECT_EQ(c.red_lines[r.red_lines[0].red_line.index()].poll, "p");
  EXPECT_EQ(r.red_lines[0].agreement_without.value, 1.0);
  EXPECT_EQ(r.red_lines[0].binds.value, 1.0 - r.agreement.value);
}

}  // namespace
}  // namespace offramp
