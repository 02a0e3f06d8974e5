// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/run/run.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "offramp/analysis/brief/brief.h"
#include "offramp/base/testing/paths.h"
#include "offramp/case/file/reader.h"

namespace offramp {
namespace {

struct Sum {
  int value = 0;
};
struct Twice {
  int value = 0;
};
struct Addend {
  int value = 1;
};

TEST(CaseRun, MakesEachThingOnceAndKeepsItInItsPlace) {
  const Case c;
  CaseRun run(c);
  int made = 0;
  const auto sum = [&]() -> const Sum& {
    return run.once<Sum>([&] {
      ++made;
      return Sum{2 + run.options<Addend>().value};
    });
  };
  run.set(Addend{3});
  const Twice& twice = run.once<Twice>([&] { return Twice{2 * sum().value}; });
  const Sum* place = &sum();
  EXPECT_EQ(twice.value, 10);
  EXPECT_EQ(sum().value, 5);
  EXPECT_EQ(place, &sum());
  EXPECT_EQ(made, 1);
}

TEST(CaseRun, WhatWasStoppedIsMadeAnew) {
  const Case c;
  CaseRun run(c);
  EXPECT_THROW(run.once<Sum>([]() -> Sum { throw Stopped{}; }), Stopped);
  EXPECT_EQ(run.once<Sum>([] { return Sum{7}; }).value, 7);
}

#ifndef NDEBUG
TEST(CaseRunDeathTest, CirclesAndLateOptionsAreOurOwnMistakes) {
  const Case c;
  CaseRun run(c);
  EXPECT_DEATH(run.once<Sum>([&] { return run.once<Sum>([] { return Sum{}; }); }), "asks for itself");
  EXPECT_EQ(run.options<Addend>().value, 1);
  EXPECT_DEATH(run.set(Addend{2}), "is set or has run");
}
#endif

// Stages of progress end once each, so they count what was done.
TEST(CaseRun, ABriefingSamplesTwiceAndWorksOutEvidenceAndUtilitiesOnceASample) {
  const LoadedCase read = read_case_file(checkout::root() + "/cases/kosovo-1999");
  ASSERT_TRUE(read.value.has_value());
  std::map<std::string, int> ended;
  RunControl control;
  control.progress = [&](std::string_view stage, double share) {
    if (share == 1.0) ++ended[std::string(stage)];
  };
  CaseRun run(*read.value, {.worlds = 256}, control);
  const Answer<BriefResult> told = brief(run);
  ASSERT_TRUE(told);
  ASSERT_NE(told->belief, nullptr);
  ASSERT_NE(told->weighed, nullptr);
  for (const auto& [stage, times] : ended) RecordProperty(stage, times);
  // Once for the answer, once on fresh worlds for its flips; what words gain is asked of the first worlds as
  // they are without words. Choices of modelling are quiet.
  EXPECT_EQ(ended["sampling worlds"], 2);
  EXPECT_EQ(ended["weighing items"], 2);
  EXPECT_EQ(ended["utilities"], 3);
}

}  // namespace
}  // namespace offramp
