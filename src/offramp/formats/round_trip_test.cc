// SPDX-License-Identifier: Apache-2.0
// What is written reads back the same.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "offramp/formats/genius/genius_xml.h"
#include "offramp/formats/geniusweb_json.h"
#include "offramp/formats/read_files.h"

namespace offramp::formats {
namespace {

// Scenarios that Genius and GeniusWeb can say.
Scenario random_scenario() {
  Scenario s;
  s.name = "random";
  const auto issues = *rc::gen::inRange(1, 5);
  for (int i = 0; i < issues; ++i) {
    IssueFrame frame{fmt::format("issue <{}> & \"x\"", i), IssueKind::discrete, {}, 0, 0, 0};
    if (*rc::gen::inRange(0, 3) == 0) {
      frame.kind = IssueKind::integer;
      frame.low = *rc::gen::inRange(-5, 5);
      frame.high = frame.low + *rc::gen::inRange(1, 8);
    } else {
      const int options = *rc::gen::inRange(1, 6);
      for (int k = 0; k < options; ++k) frame.options.push_back(fmt::format("opt\xC3\xA9 {}", k));
    }
    s.issues.push_back(frame);
  }
  for (int p = 0; p < 2; ++p) {
    Profile profile;
    profile.name = fmt::format("p{}", p);
    for (const IssueFrame& frame : s.issues) {
      profile.weight.push_back(*rc::gen::inRange(0, 100) / 100.0);
      Evaluation e;
      const double first = *rc::gen::inRange(0, 11) / 10.0, last = *rc::gen::inRange(0, 11) / 10.0;
      for (std::size_t k = 0; k < frame.levels(); ++k) {
        e.value.push_back(frame.kind == IssueKind::integer
                              ? first + (last - first) / static_cast<double>(frame.levels() - 1) *
                                            static_cast<double>(k)
                              : *rc::gen::inRange(0, 1000) / 1000.0);
      }
      profile.evaluation.push_back(std::move(e));
    }
    s.profiles.push_back(std::move(profile));
  }
  return s;
}

void expect_same_utilities(const Scenario& a, const Scenario& b) {
  const auto left = to_problem(a), right = to_problem(b);
  RC_ASSERT(left.space.exact_size() == right.space.exact_size());
  for (std::size_t p = 0; p < a.profiles.size(); ++p) {
    RC_ASSERT(std::fabs(left.negotiators[p].reservation - right.negotiators[p].reservation) < 1e-12);
    for (std::size_t i = 0; i < left.space.issues(); ++i) {
      for (std::size_t k = 0; k < left.space.axis(i).size(); ++k) {
        const double l = left.negotiators[p].utility.value[i][k],
                     r = right.negotiators[p].utility.value[i][k];
        RC_ASSERT(std::fabs(l - r) < 1e-12);
      }
    }
  }
}

RC_GTEST_PROP(RoundTrip, GeniusXml, ()) {
  Scenario s = random_scenario();
  s.profiles[0].discount = 0.5;
  s.profiles[0].reservation = *rc::gen::inRange(0, 100) / 100.0;
  const auto reading = read_scenario({{"random.xml", write_genius_domain(s)},
                                      {"p0.xml", write_genius_profile(s, 0)},
                                      {"p1.xml", write_genius_profile(s, 1)}});
  RC_ASSERT(reading.scenario.has_value());
  RC_ASSERT(reading.scenario->issues == s.issues);
  RC_ASSERT(reading.scenario->profiles[0].discount == 0.5);
  expect_same_utilities(*reading.scenario, s);
}

RC_GTEST_PROP(RoundTrip, GeniusWebJson, ()) {
  const Scenario s = random_scenario();
  const auto reading = read_scenario({{"random.json", write_geniusweb_domain(s)},
                                      {"p0.json", write_geniusweb_profile(s, 0)},
                                      {"p1.json", write_geniusweb_profile(s, 1)}});
  RC_ASSERT(reading.scenario.has_value());
  RC_ASSERT(reading.scenario->issues == s.issues);
  expect_same_utilities(*reading.scenario, s);
}

TEST(RoundTrip, RoundingBeyondOneIsNoReasonToRefuse) {
  Scenario s;
  s.name = "rounded";
  s.issues = {{"a", IssueKind::integer, {}, 0, 3, 0}};
  Profile p{"p0", {1.0}, {{{0.25, 0.5, 0.75, 0x1.0000000000001p0}, {}}}, {}, 0.0, 0.0, 1.0};
  s.profiles = {p};
  const auto reading =
      read_scenario({{"rounded.xml", write_genius_domain(s)}, {"p0.xml", write_genius_profile(s, 0)}});
  ASSERT_TRUE(reading.scenario);
  for (std::size_t k = 0; k < 4; ++k) {
    EXPECT_NEAR(reading.scenario->profiles[0].evaluation[0].value[k], p.evaluation[0].value[k], 1e-12);
  }
}

TEST(RoundTrip, HyperRectanglesThroughGeniusXml) {
  Scenario s;
  s.name = "boxes";
  s.issues = {{"a", IssueKind::integer, {}, 0, 9, 0}, {"b", IssueKind::integer, {}, 0, 9, 0}};
  Profile p{"p0", {0, 0}, {{std::vector<double>(10, 0.0), {}}, {std::vector<double>(10, 0.0), {}}}, {}, 0,
            0.75, 1};
  p.boxes = {{0.25, {{0, 2, 5}}}, {0.5, {{0, 3, 9}, {1, 0, 4}}}};
  s.profiles = {p};
  const auto reading =
      read_scenario({{"boxes.xml", write_genius_domain(s)}, {"p0.xml", write_genius_profile(s, 0)}});
  ASSERT_TRUE(reading.scenario);
  EXPECT_EQ(*reading.scenario, s);
}

TEST(RoundTrip, WhatAFormatCannotSayIsRefused) {
  Scenario s;
  s.issues = {{"a", IssueKind::discrete, {"x"}, 0, 0, 0}};
  s.profiles = {{"p", {1}, {{{1.0}, {}}}, {}, 0.0, 0.3, 1.0}};
  EXPECT_THROW(write_geniusweb_profile(s, 0), std::invalid_argument);
  s.profiles[0].evaluation[0].value[0] = -1.0;
  EXPECT_THROW(write_genius_profile(s, 0), std::invalid_argument);
}

}  // namespace
}  // namespace offramp::formats
