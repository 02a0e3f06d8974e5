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
  Profile p{"p0", {1.0}, {{{0.25, 0.5, 0.75, 0x1.0000000000001p0}, {}}}, {}, 0.0, 0.0, 1.0, false, {}};
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
  Profile p{"p0", {0, 0}, {{std::vector<double>(10, 0.0), {}}, {std::vector<double>(10, 0.0), {}}},
            {},   0,      0.75,
            1,    false,  {}};
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
  s.profiles = {{"p", {1}, {{{1.0}, {}}}, {}, 0.0, 0.3, 1.0, false, {}}};
  EXPECT_THROW(write_geniusweb_profile(s, 0), std::invalid_argument);
  s.profiles[0].evaluation[0].value[0] = -1.0;
  EXPECT_THROW(write_genius_profile(s, 0), std::invalid_argument);
  s.issues = {{"a", IssueKind::integer, {}, 0, 3, 0}};
  s.profiles[0].evaluation[0].value = {0.0, 0.5, 0.2, 1.0};  // no line
  EXPECT_THROW(write_genius_profile(s, 0), std::invalid_argument);
}

Scenario one_number_issue(IssueKind kind, double low, double high) {
  Scenario s;
  s.name = "d";
  s.issues = {{"price", kind, {}, low, high, 0.0}};
  return s;
}

// An evaluator as Genius writes it, read; and read again after writing.
struct Twice {
  std::string written;
  Profile first, second;
};
Twice through_genius(const Scenario& domain, const std::string& evaluator) {
  const IssueFrame& frame = domain.issues[0];
  const std::string bounds = fmt::format("lowerbound=\"{}\" upperbound=\"{}\"", frame.low, frame.high);
  const bool real = frame.kind == IssueKind::real;
  const std::string profile = fmt::format(
      "<utility_space><objective index=\"0\"><issue index=\"1\" name=\"price\" type=\"{}\" {}>{}{}</issue>"
      "<weight index=\"1\" value=\"1\"/></objective></utility_space>",
      real ? "real" : "integer", real ? "" : bounds, real ? fmt::format("<range {}/>", bounds) : "",
      evaluator);
  const std::string file = write_genius_domain(domain);
  const auto reading = read_scenario({{"d.xml", file}, {"p.xml", profile}});
  RC_ASSERT(reading.scenario.has_value());
  const std::string written = write_genius_profile(*reading.scenario, 0);
  const auto again = read_scenario({{"d.xml", file}, {"p.xml", written}});
  RC_ASSERT(again.scenario.has_value());
  return {written, reading.scenario->profiles[0], again.scenario->profiles[0]};
}

void expect_same_values(const Profile& a, const Profile& b, double low, double high) {
  const Evaluation &left = a.evaluation[0], &right = b.evaluation[0];
  RC_ASSERT(left.value.size() == right.value.size());
  for (std::size_t k = 0; k < left.value.size(); ++k)
    RC_ASSERT(std::fabs(left.value[k] - right.value[k]) < 1e-12);
  for (int k = 0; k <= 200 && !left.curve.empty(); ++k) {
    const double x = low + (high - low) * k / 200;
    RC_ASSERT(std::fabs(left.at(x) - right.at(x)) < 1e-11);
  }
}

// Genius cuts every line at 0 and 1; what it cut is written with the numbers that stood there.
RC_GTEST_PROP(RoundTrip, LinesThatGeniusCuts, ()) {
  const double slope = *rc::gen::inRange(-300, 300) / 100.0, offset = *rc::gen::inRange(-300, 300) / 100.0;
  const int low = *rc::gen::inRange(-3, 3), high = low + *rc::gen::inRange(1, 12);
  const Twice real = through_genius(
      one_number_issue(IssueKind::real, low, high),
      fmt::format("<evaluator ftype=\"linear\" parameter0=\"{}\" parameter1=\"{}\"/>", offset, slope));
  expect_same_values(real.first, real.second, low, high);
  const Twice whole =
      through_genius(one_number_issue(IssueKind::integer, low, high),
                     fmt::format("<evaluator ftype=\"linear\" slope=\"{}\" offset=\"{}\"/>", slope, offset));
  expect_same_values(whole.first, whole.second, low, high);
}

RC_GTEST_PROP(RoundTrip, TrianglesOfGenius, ()) {
  const int start = *rc::gen::inRange(-5, 15), top = start + *rc::gen::inRange(1, 10),
            end = top + *rc::gen::inRange(1, 10);
  RC_PRE(start < 10 && end > 0);
  const Twice t = through_genius(
      one_number_issue(IssueKind::real, 0, 10),
      fmt::format("<evaluator ftype=\"triangular\" parameter0=\"{}\" parameter1=\"{}\" parameter2=\"{}\"/>",
                  start, end, top));
  expect_same_values(t.first, t.second, 0, 10);
}

TEST(RoundTrip, WrittenAsItStood) {
  const Scenario real = one_number_issue(IssueKind::real, 0, 10);
  const std::string cut =
      through_genius(real, "<evaluator ftype=\"linear\" parameter0=\"1.05\" parameter1=\"-0.1\"/>").written;
  EXPECT_NE(cut.find("parameter0=\"1.05\" parameter1=\"-0.1\""), std::string::npos) << cut;
  const std::string triangle =
      through_genius(real,
                     "<evaluator ftype=\"triangular\" parameter0=\"-2\" parameter1=\"8\" parameter2=\"3\"/>")
          .written;
  EXPECT_NE(triangle.find("parameter0=\"-2\" parameter1=\"8\" parameter2=\"3\""), std::string::npos)
      << triangle;
  const std::string above =
      through_genius(real, "<evaluator ftype=\"constant\" parameter0=\"1.5\"/>").written;
  EXPECT_NE(above.find("ftype=\"constant\" parameter0=\"1.5\""), std::string::npos) << above;
  const std::string whole = through_genius(one_number_issue(IssueKind::integer, 3, 9),
                                           "<evaluator ftype=\"linear\" slope=\"0.3\" offset=\"-0.1\"/>")
                                .written;
  EXPECT_NE(whole.find("offset=\"-0.1\" slope=\"0.3\""), std::string::npos) << whole;
}

TEST(RoundTrip, AReservationBidIsKept) {
  const std::string web = R"({"LinearAdditiveUtilitySpace": {"name": "p", "issueUtilities": {
    "food": {"discreteutils": {"valueUtilities": {"chips": 0.75, "catering": 0.25}}}}, "issueWeights": {"food": 100},
    "reservationBid": {"issuevalues": {"food": "catering"}},
    "domain": {"name": "d", "issuesValues": {"food": {"values": ["chips", "catering"]}}}}})";
  const auto reading = read_scenario({{"p.json", web}});
  ASSERT_TRUE(reading.scenario);
  EXPECT_EQ(reading.scenario->profiles[0].reservation, 25.0);
  auto again = read_scenario({{"p.json", write_geniusweb_profile(*reading.scenario, 0)}});
  ASSERT_TRUE(again.scenario);
  EXPECT_EQ(again.scenario->profiles, reading.scenario->profiles);
  set_reservation(again.scenario->profiles[0], 0.3);
  EXPECT_THROW(write_geniusweb_profile(*again.scenario, 0), std::invalid_argument);
}

}  // namespace
}  // namespace offramp::formats
