// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/summary/summary_file.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "offramp/base/testing/hostile_texts.h"
#include "offramp/dynamics/testing/builder.h"

namespace offramp::formats {
namespace {

using ::testing::HasSubstr;

std::vector<SummaryPart> parts_of(std::uint64_t shards) {
  static const dynamics::Model model = dynamics::testing::Builder()
                                           .time(0, 4, 1)
                                           .stock("x", "-1")
                                           .noise("w", "1")
                                           .aux("twice", "2*x")
                                           .hazard("shock", "0.3", {{"x", "2*x"}})
                                           .hazard("other", "0.2")
                                           .model;
  const dynamics::Program program = dynamics::testing::compiled(model);
  std::vector<SummaryPart> out;
  for (std::uint64_t k = 1; k <= shards; ++k) {
    dynamics::MonteCarloOptions options;
    options.paths = 300;
    options.key = {5, 1};
    options.shard = k;
    options.shards = shards;
    options.joint.push_back({"x", "twice", {}});
    out.push_back({7, 5, 1, 300, k, shards, dynamics::run_paths(program, options, {})});
  }
  return out;
}

SummaryPart again(const SummaryPart& part) {
  return std::get<SummaryPart>(read_summary_part(write_summary_part(part)));
}

TEST(SummaryFile, PartsReadBackJoinToTheBytesOfTheWhole) {
  SummaryPart whole = parts_of(1)[0];
  const std::string expected = write_summary_part(whole);
  EXPECT_EQ(write_summary_part(again(whole)), expected);
  for (const std::uint64_t shards : {2u, 5u, 20u}) {
    std::vector<SummaryPart> parts;
    for (const SummaryPart& part : parts_of(shards)) parts.insert(parts.begin(), again(part));
    whole.summary = std::get<dynamics::Summary>(join_parts(parts));
    EXPECT_EQ(write_summary_part(whole), expected) << shards;
  }
}

TEST(SummaryFile, WhatDoesNotBelongTogetherIsRefused) {
  const auto refusal = [](const std::vector<SummaryPart>& parts) {
    return std::get<std::string>(join_parts(parts));
  };
  std::vector<SummaryPart> parts = parts_of(3);
  EXPECT_THAT(refusal({}), HasSubstr("no parts"));
  EXPECT_THAT(refusal({parts[0], parts[1]}), HasSubstr("3 parts, and 2 are here"));
  EXPECT_THAT(refusal({parts[0], parts[1], parts[1]}), HasSubstr("part 2 is here twice"));
  parts[2].seed = 6;
  EXPECT_THAT(refusal(parts), HasSubstr("different runs"));
}

TEST(SummaryFile, OtherTextsAreRefusedInWords) {
  const std::string good = write_summary_part(parts_of(1)[0]);
  const auto problem = [](const std::string& text) { return std::get<std::string>(read_summary_part(text)); };
  EXPECT_THAT(problem("{"), HasSubstr("it is no JSON"));
  EXPECT_THAT(problem("{\"a\": 1, \"a\": 2}"), HasSubstr("twice"));
  EXPECT_EQ(problem("[]"), "`offramp_summary` is missing");
  EXPECT_EQ(problem("{\"offramp_summary\": 2}"), "only version 1 of summaries is known");
  for (const char* key : {"\"times\"", "\"spread\"", "\"sketch\"", "\"words\"", "\"by\"", "\"pairs\"",
                          "\"cells\"", "\"shard\""}) {
    std::string bad = good;
    const std::size_t at = bad.find(key);
    ASSERT_NE(at, std::string::npos) << key;
    bad[at + 1] = 'X';
    EXPECT_THAT(problem(bad), HasSubstr("is missing")) << key;
  }
  for (const auto& hostile : testing::hostile_marks()) {
    EXPECT_TRUE(std::holds_alternative<std::string>(read_summary_part(hostile.text(20'000)))) << hostile.name;
  }
}

}  // namespace
}  // namespace offramp::formats
