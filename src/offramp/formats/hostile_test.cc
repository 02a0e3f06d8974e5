// SPDX-License-Identifier: Apache-2.0
// Hostile texts in small: a scenario or an error, and what is said shows everything.
#include <gtest/gtest.h>

#include "offramp/base/testing/hostile_texts.h"
#include "offramp/base/unicode/unicode.h"
#include "offramp/formats/read_files.h"

namespace offramp::formats {
namespace {

TEST(HostileTexts, GiveAScenarioOrAnError) {
  for (const auto* texts : {&testing::hostile_marks(), &testing::hostile_scenarios()}) {
    for (const testing::HostileText& hostile : *texts) {
      for (const std::size_t size : {std::size_t{1}, std::size_t{3000}}) {
        const ScenarioReading reading = read_scenario({{hostile.name, hostile.text(size)}});
        const Diagnostics& diagnostics = reading.diagnostics.front();
        EXPECT_NE(reading.scenario.has_value(), diagnostics.has_errors()) << hostile.name;
        const std::string said = diagnostics.to_text();
        EXPECT_EQ(printable_lines(said, false), said) << hostile.name;
      }
    }
  }
}

TEST(HostileTexts, SoundScenariosAreRead) {
  for (const testing::HostileText& hostile : testing::hostile_scenarios()) {
    if (hostile.name != "scenario-json-options" && hostile.name != "scenario-yaml-values") continue;
    const ScenarioReading reading = read_scenario({{hostile.name, hostile.text(3000)}});
    ASSERT_TRUE(reading.scenario) << reading.diagnostics.front().to_text();
    EXPECT_GT(reading.scenario->issues.front().levels(), 300u) << hostile.name;
  }
}

TEST(ReadScenario, StopsWhenAsked) {
  StopSource source;
  source.request_stop();
  std::string text = "{\"issuesValues\":{\"a\":{\"values\":[\"x\"";
  for (int i = 0; i < 3000; ++i) text += ",\"x" + std::to_string(i) + "\"";
  EXPECT_THROW(read_scenario({{"a", text + "]}}}"}}, source.token()), Stopped);
}

}  // namespace
}  // namespace offramp::formats
