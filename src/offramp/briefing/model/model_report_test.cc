// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "offramp/briefing/model/model_json.h"
#include "offramp/briefing/model/model_plot.h"
#include "offramp/briefing/model/report.h"
#include "offramp/briefing/render/terminal.h"
#include "offramp/briefing/schemas/schemas.h"
#include "offramp/briefing/testing/schema_check.h"
#include "offramp/formats/model_yaml/model_yaml.h"

namespace offramp::briefing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Births and deaths with a shock, so that every answer has something to say.
constexpr const char* kModel = R"yaml(offramp_model: 1
title: <People> & "shocks"
time: {stop: 10, step: 0.5, save: 5, unit: year}
stocks: {people: {start: 100, in: births, out: deaths, unit: man}}
flows: {births: 0.06*people, deaths: rate*people}
values: {rate: 0.02}
events:
  plague: {hazard: 0.2, set: {people: 0.9*people}}
  never: {when: people < 0}
)yaml";

struct Made {
  formats::ModelReading reading = formats::read_model(kModel, "m.yaml");
  dynamics::Program program = *dynamics::compile(reading.model, reading.diagnostics);
  dynamics::DrawKey key{1, 0};
  modelling::ModelRun run = [this] {
    dynamics::MonteCarloOptions options;
    options.paths = 200;
    options.key = key;
    return modelling::model_run(reading.model, program, dynamics::run_paths(program, options, {}), key);
  }();
  modelling::ModelPath path = modelling::model_path(reading.model, program, key, 3);
  modelling::ModelLoops loops = *modelling::model_loops(reading.model, program, key, 0);
  modelling::ModelSensitivity rests = *modelling::model_sensitivity(reading.model, "people", 0.1, {}, {});
  modelling::ModelFacts facts = modelling::model_facts(reading.model, program);
};

TEST(ModelReport, JsonObeysItsSchema) {
  const Made m;
  const auto check = [](const std::string& name, const std::string& json) {
    EXPECT_EQ(expect::SchemaCheck(output_schema(name)).problem(nlohmann::ordered_json::parse(json)), "")
        << name;
  };
  check("model-check", model_json(m.facts));
  check("model-run", model_json(m.run));
  check("model-path", model_json(m.path));
  check("model-loops", model_json(m.loops));
  check("model-sensitivity", model_json(m.rests));
}

TEST(ModelReport, SaysWhatTheAnswersHold) {
  const Made m;
  EXPECT_THAT(render_terminal(model_report(m.facts)), HasSubstr("feedback loops"));
  EXPECT_THAT(render_terminal(model_report(m.run)), HasSubstr("plague"));
  EXPECT_THAT(render_terminal(model_report(m.run)), HasSubstr("never"));
  EXPECT_THAT(render_terminal(model_report(m.path)), HasSubstr("people"));
  EXPECT_THAT(render_terminal(model_report(m.loops)), HasSubstr("people → births"));
  EXPECT_THAT(render_terminal(model_report(m.rests)), HasSubstr("rate"));
}

TEST(ModelReport, DrawingsStandAloneAndEscape) {
  const Made m;
  for (const std::string& svg : {model_plot(m.run, {0, 1}), model_plot(m.path, {0}), model_plot(m.loops)}) {
    EXPECT_THAT(svg, HasSubstr("xmlns=\"http://www.w3.org/2000/svg\""));
    EXPECT_THAT(svg, HasSubstr("<style>"));
    EXPECT_THAT(svg, HasSubstr("&lt;People&gt; &amp;"));
    EXPECT_THAT(svg, Not(HasSubstr("<People>")));
    EXPECT_THAT(svg, Not(HasSubstr("nan")));
  }
}

TEST(ModelReport, CsvHasARowForEachTime) {
  const Made m;
  EXPECT_THAT(model_csv(m.run),
              HasSubstr("time,variable,mean,deviation,p5,p25,p50,p75,p95\r\n0,people,100,0,100,"));
  EXPECT_THAT(model_csv(m.path), HasSubstr("time,people,births,deaths,rate\r\n0,100,6,2,0.02\r\n"));
  EXPECT_THAT(model_csv(m.loops), HasSubstr("time,R1,B1\r\n"));
}

// The mean of people after t is start e^((b - d - h/10) t) but for the step; raising the death rate must
// lower it by about its elasticity -d t = -0.2.
TEST(ModelSensitivity, ElasticitiesHaveTheirSignsAndSizes) {
  const Made m;
  ASSERT_EQ(m.rests.constants.size(), 2u);
  EXPECT_EQ(m.rests.constants[0].constant, "people");
  EXPECT_NEAR(m.rests.constants[0].elasticity, 1.0, 1e-9);
  EXPECT_NEAR(m.rests.constants[1].elasticity, -0.2, 0.01);
  EXPECT_FALSE(modelling::model_sensitivity(m.reading.model, "nobody", 0.1, {}, {}));
}

}  // namespace
}  // namespace offramp::briefing
