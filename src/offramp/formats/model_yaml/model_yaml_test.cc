// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/model_yaml/model_yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "offramp/base/testing/hostile_texts.h"
#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/run/monte_carlo.h"
#include "offramp/dynamics/run/simulate.h"

namespace offramp::formats {
namespace {

using ::testing::HasSubstr;

constexpr const char* kWar = R"yaml(offramp_model: 1
title: Attrition with a crisis
time: {start: 0, stop: 12, step: 0.5, save: 1, unit: month, method: euler}
dimensions: {side: [red, blue]}
stocks:
  men:
    over: side
    start: {red: 100, blue: 80}
    out: losses
    not_negative: true
    unit: thousand men
  morale: {start: 1, in: recovery, noise: {weather: 0.1*morale}}
flows:
  losses:
    over: side
    value:
      red: 0.06*men[blue]
      blue: >-
        0.05*men[red]
        *effect(morale)
  recovery: shop.bill/1000
values:
  strength: {value: "SUM(men[*])", unit: thousand men}
  twice: double(strength)
tables:
  effect: {x: [0, 1, 2], y: [0.5, 1, 1.2]}
macros:
  double: {takes: x, value: 2*x}
models:
  shop: {values: {bill: 2*price, price: 0}}
modules:
  shop: {inputs: {price: twice}}
ladders:
  phase:
    states: [calm, crisis, war]
    start: calm
    steps: {calm -> crisis: 0.2, crisis -> calm: 0.3*morale, crisis -> war: 0.1}
events:
  bombing: {hazard: 0.1*phase, set: {morale: 0.9*morale}}
  collapse: {when: strength < 10, ends: true}
  ceasefire: {hazard: 0.05, once: true, moves: {phase: calm}}
)yaml";

std::string problems(const std::string& text) {
  ModelReading reading = read_model(text, "m.yaml");
  if (!reading.diagnostics.has_errors()) (void)dynamics::compile(reading.model, reading.diagnostics);
  return reading.diagnostics.to_text();
}

// kWar with one line replaced by others.
std::string with(const std::string& line, const std::string& other) {
  std::string text = kWar;
  const std::size_t at = text.find(line);
  EXPECT_NE(at, std::string::npos) << line;
  return text.replace(at, line.size(), other);
}

TEST(ModelYaml, ReadsAllThatAModelMayHave) {
  ModelReading reading = read_model(kWar, "war.yaml");
  const auto program = dynamics::compile(reading.model, reading.diagnostics);
  ASSERT_FALSE(reading.diagnostics.has_errors()) << reading.diagnostics.to_text();
  ASSERT_TRUE(program) << reading.diagnostics.to_text();
  const dynamics::Path path = dynamics::simulate_path(*program, {}, 0);
  EXPECT_EQ(path.rows.size(), 13u);
  const std::vector<std::string> expected = {"men[red]",     "men[blue]",  "morale",   "losses[red]",
                                             "losses[blue]", "recovery",   "strength", "twice",
                                             "shop.bill",    "shop.price", "phase"};
  EXPECT_EQ(path.names, expected);
  EXPECT_EQ(path.rows[0][4], 5.0);
  EXPECT_EQ(path.rows[0][7], 360.0);
  EXPECT_EQ(path.rows[0][8], 720.0);
}

TEST(ModelYaml, ErrorsNamePlaceAndRule) {
  EXPECT_THAT(problems(with("offramp_model: 1\n", "")),
              HasSubstr("m.yaml:1:1: error: the file does not say `offramp_model: 1`"));
  EXPECT_THAT(problems(with("not_negative: true", "not_negativ: true")),
              HasSubstr("did you mean `not_negative`?"));
  EXPECT_THAT(problems(with("0.06*men[blue]", "0.06*mne[blue]")),
              HasSubstr("m.yaml:17:17: error: there is no variable `mne`"));
  EXPECT_THAT(problems(with("*effect(morale)", "*effekt(morale)")),
              HasSubstr("m.yaml:20:10: error: there is no function `effekt`"));
  EXPECT_THAT(problems(with("method: euler", "method: heun")), HasSubstr("`heun` is no method"));
  EXPECT_THAT(problems(with("stop: 12, ", "")), HasSubstr("`stop` is missing"));
  EXPECT_THAT(problems(with("hazard: 0.05, ", "hazard: 0.05, when: 1, ")),
              HasSubstr("either `hazard` or `when`"));
  EXPECT_THAT(problems(with("moves: {phase: calm}", "moves: {phase: clam}")),
              HasSubstr("`clam` is no state of `phase`"));
  EXPECT_THAT(problems(with("moves: {phase: calm}", "moves: {face: calm}")),
              HasSubstr("there is no ladder `face`"));
  EXPECT_THAT(problems(with("set: {morale: 0.9*morale}", "set: {strength: 1}")),
              HasSubstr("events change stocks"));
  EXPECT_THAT(problems(with("y: [0.5, 1, 1.2]", "y: [0.5, 1]")), HasSubstr("here 3 and 2"));
  EXPECT_THAT(problems(with("x: [0, 1, 2]", "x: [0, 2, 1]")), HasSubstr("must not fall"));
  EXPECT_THAT(problems(with("calm -> crisis: 0.2", "calm: 0.2")), HasSubstr("`from -> to: rate`"));
  EXPECT_THAT(problems(with("out: losses", "out: loses")), HasSubstr("the outflow `loses` is not defined"));
  EXPECT_THAT(problems(with("red: 100", "rde: 100")), HasSubstr("`rde` is no element of `side`"));
  EXPECT_THAT(problems(""), HasSubstr("error"));
  EXPECT_THAT(problems("[1, 2]"), HasSubstr("a model is a map"));
}

TEST(ModelYaml, HostileTextsAreReadOrRefused) {
  for (const auto* group :
       {&testing::hostile_marks(), &testing::hostile_cases(), &testing::hostile_scenarios()}) {
    for (const testing::HostileText& hostile : *group) (void)problems(hostile.text(20'000));
  }
}

RC_GTEST_PROP(ModelYaml, NeverFailsOnAnyText, (const std::string& text)) {
  (void)problems("offramp_model: 1\ntime: {stop: 1, step: 1}\nvalues: {a: " + text + "}\n");
}

}  // namespace
}  // namespace offramp::formats
