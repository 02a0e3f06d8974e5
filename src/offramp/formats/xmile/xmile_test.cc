// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/xmile/xmile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "offramp/base/testing/hostile_texts.h"
#include "offramp/base/testing/paths.h"
#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/run/simulate.h"

namespace offramp::formats {
namespace {

using ::testing::HasSubstr;

std::string file_of(const std::string& variables, const std::string& beside = "") {
  return "<xmile version=\"1.0\">\n<sim_specs><start>0</start><stop>2</stop><dt>1</dt></sim_specs>\n" +
         beside + "<model><variables>\n" + variables + "\n</variables></model></xmile>\n";
}

// What is wrong with a file, reading and compiling taken together.
std::string problems(const std::string& text) {
  ModelReading reading = read_xmile(text, "m.xmile");
  if (!reading.diagnostics.has_errors()) (void)dynamics::compile(reading.model, reading.diagnostics);
  return reading.diagnostics.to_text();
}

TEST(Xmile, PlacesCountEscapesAndLines) {
  EXPECT_THAT(problems(file_of("<aux name=\"a\"><eqn>1 &lt; 2 AND\n  3 &gt; nobody</eqn></aux>")),
              HasSubstr("m.xmile:5:10: error: there is no variable `nobody`"));
  EXPECT_THAT(problems(file_of("<aux name=\"a\"><eqn><![CDATA[ 1 < ]]></eqn></aux>")),
              HasSubstr("m.xmile:4:33: error: the equation ends where a value was expected"));
  EXPECT_THAT(problems(file_of("<aux name=\"a\">\r\n<eqn>\r\n   b</eqn></aux>")),
              HasSubstr("m.xmile:6:4: error"));
}

TEST(Xmile, ErrorsNamePlaceAndRule) {
  EXPECT_THAT(problems("<xmile><model>"), HasSubstr("not well-formed XML"));
  EXPECT_THAT(problems("<sml/>"), HasSubstr("<xmile> was expected"));
  EXPECT_THAT(problems("<xmile><model/></xmile>"), HasSubstr("no <sim_specs>"));
  EXPECT_THAT(problems("<xmile><sim_specs><start>now</start><stop>1</stop></sim_specs><model/></xmile>"),
              HasSubstr("<start> holds `now`, which is not a number"));
  EXPECT_THAT(problems(file_of("<stock name=\"s\"><eqn>1</eqn><conveyor/></stock>")),
              HasSubstr("conveyor is not read"));
  EXPECT_THAT(problems(file_of("<aux name=\"a\"><eqn>1</eqn><gf><ypts>1,x</ypts></gf></aux>")),
              HasSubstr("`x` is not a number"));
  EXPECT_THAT(problems(file_of("<gf name=\"g\"><xpts>1,0</xpts><ypts>1,2</ypts></gf>")),
              HasSubstr("must not fall in x"));
  EXPECT_THAT(problems(file_of("<gf name=\"g\"><xpts>0,1,2</xpts><ypts>1,2</ypts></gf>")),
              HasSubstr("3 points in x and 2 in y"));
  EXPECT_THAT(problems(file_of("<module name=\"m\"/>")), HasSubstr("there is no model `m`"));
  EXPECT_THAT(problems(file_of(
                  "<aux name=\"a\"><dimensions><dim name=\"d\"/></dimensions><eqn>1</eqn><eqn>2</eqn></aux>",
                  "<dimensions><dim name=\"d\" size=\"3\"/></dimensions>")),
              HasSubstr("`a` has 2 equations"));
}

TEST(Xmile, AnElementThatIsNotClosedIsTold) {
  const std::string text =
      problems(file_of("<aux name=\"a\"><eqn>1</eqn>\n<aux name=\"b\"><eqn>2</eqn></aux>"));
  EXPECT_THAT(text, HasSubstr("warning: <aux> `a` is not closed before the next variable"));
  EXPECT_THAT(text, HasSubstr("0 errors, 1 warning"));
}

TEST(Xmile, SizesGiveElementsAndLegacyFilesHaveNoVariablesElement) {
  ModelReading reading = read_xmile(
      "<xmile><sim_specs method=\"rk4\"><start>0</start><stop>1</stop><dt "
      "reciprocal=\"true\">4</dt></sim_specs>"
      "<dimensions><dim name=\"d\" size=\"2\"/></dimensions><model><aux name=\"a\"><dimensions><dim "
      "name=\"d\"/></dimensions>"
      "<eqn>1</eqn></aux><aux name=\"s\"><eqn>a[1] + a[2]</eqn></aux></model></xmile>",
      "m");
  EXPECT_EQ(reading.model.time.step, 0.25);
  EXPECT_EQ(reading.model.time.method, dynamics::Method::runge_kutta_4);
  ASSERT_EQ(reading.model.dimensions.size(), 1u);
  EXPECT_EQ(reading.model.dimensions[0].elements, (std::vector<std::string>{"1", "2"}));
  ASSERT_EQ(reading.model.root.variables.size(), 2u);
}

// A model with all that XMILE has, from the corpus of the fuzzer; noise, events and ladders it has not.
TEST(Xmile, WhatIsWrittenIsReadBackToTheBit) {
  std::ifstream in(checkout::root() + "/fuzz/corpus/formats_xmile/war", std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  ModelReading first = read_xmile(bytes.str(), "war");
  const std::string written = write_xmile(first.model);
  ModelReading second = read_xmile(written, "written");
  EXPECT_EQ(write_xmile(second.model), written);
  const auto a = dynamics::compile(first.model, first.diagnostics);
  const auto b = dynamics::compile(second.model, second.diagnostics);
  ASSERT_TRUE(a && b) << first.diagnostics.to_text() << second.diagnostics.to_text();
  EXPECT_EQ(dynamics::simulate_path(*a, {}, 0).rows, dynamics::simulate_path(*b, {}, 0).rows);
  second.model.ladders.emplace_back().name = "phase";
  EXPECT_THROW((void)write_xmile(second.model), std::invalid_argument);
}

TEST(Xmile, HostileTextsAreReadOrRefused) {
  for (const auto* group : {&testing::hostile_marks(), &testing::hostile_scenarios()}) {
    for (const testing::HostileText& hostile : *group) (void)problems(hostile.text(20'000));
  }
  std::string nested = "<xmile><sim_specs><start>0</start><stop>1</stop></sim_specs><model>";
  for (int i = 0; i < 20'000; ++i) nested += "<aux name=\"a\">";
  EXPECT_THAT(problems(nested + "</model></xmile>"), HasSubstr("not closed"));
}

RC_GTEST_PROP(Xmile, NeverFailsOnAnyEquation, (const std::string& text)) {
  (void)problems(file_of("<aux name=\"a\"><eqn>" + text + "</eqn></aux>"));
}

}  // namespace
}  // namespace offramp::formats
