// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/schemas/schemas.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "offramp/analysis/read/read.h"
#include "offramp/analysis/weigh/weigh.h"
#include "offramp/base/testing/paths.h"
#include "offramp/briefing/brief/brief.h"
#include "offramp/briefing/read/read_json.h"
#include "offramp/briefing/render/json_text.h"
#include "offramp/briefing/settle/settle_json.h"
#include "offramp/briefing/testing/briefing_fixture.h"
#include "offramp/briefing/testing/schema_check.h"
#include "offramp/briefing/weigh/weigh_json.h"

namespace offramp::briefing {
namespace {

using Json = nlohmann::ordered_json;

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool updating() {
  const char* update = std::getenv("OFFRAMP_UPDATE_EXPECTED");
  return update != nullptr && std::string(update) == "1";
}

/// Between "<!-- NAME -->" and "<!-- end -->" stands what is made from the descriptions.
std::string with_tables(std::string page) {
  for (const OutputSchema& output : output_schemas()) {
    const std::string begin = "<!-- " + output.name + " -->\n", end = "<!-- end -->";
    const std::size_t at = page.find(begin);
    if (at == std::string::npos) continue;
    const std::size_t from = at + begin.size(), to = page.find(end, from);
    page.replace(from, to - from, schema_tables(output_schema(output.name)));
  }
  return page;
}

TEST(Schemas, StandInTheRepositoryAsTheyAreMade) {
  for (const OutputSchema& output : output_schemas()) {
    const std::string path = checkout::root() + "/schema/output/" + output.name + ".schema.json";
    const std::string made = json_text(output_schema(output.name));
    if (updating()) {
      std::filesystem::create_directories(checkout::root() + "/schema/output");
      std::ofstream(path, std::ios::binary) << made;
    }
    EXPECT_TRUE(bytes_of(path) == made) << path << " is not what the program describes; run this test with "
                                        << "OFFRAMP_UPDATE_EXPECTED=1 and look at the diff";
  }
  EXPECT_THROW(output_schema("nothing"), std::invalid_argument);
}

TEST(Schemas, TheTablesOfTheJsonPageAreMadeFromThem) {
  const std::string path = checkout::root() + "/docs/json.md", page = bytes_of(path);
  ASSERT_NE(page.find("<!-- settle -->"), std::string::npos);
  const std::string made = with_tables(page);
  if (updating()) std::ofstream(path, std::ios::binary) << made;
  EXPECT_TRUE(bytes_of(path) == made) << "run this test with OFFRAMP_UPDATE_EXPECTED=1 and look at the diff";
}

/// Every answer about the fixture, by the name of its schema.
std::vector<std::pair<std::string, Json>> answers() {
  const Case c = fixture::the_case();
  CaseRun run(c, {.worlds = 256});
  WeighOptions weighing;
  weighing.design = true;
  weighing.base_points = 16;
  run.set(weighing);
  const SettleResult settled = *settle(run);
  const BeliefResult belief = *read_evidence(run);
  const WeighResult weighed = *weigh(run);
  return {{"settle", settle_json(c, settled)},
          {"read", read_json(c, belief)},
          {"weigh", weigh_json(c, weighed)},
          {"brief", briefing_json(c, settled, &belief, &weighed)}};
}

TEST(Schemas, HoldForRealAnswersAndNoticeWhatIsWrong) {
  for (const auto& [name, answer] : answers()) {
    const expect::SchemaCheck schema(output_schema(name));
    EXPECT_EQ(schema.problem(answer), "") << name;
    Json without = answer;
    without.erase("verb");
    EXPECT_EQ(schema.problem(without), ": no verb") << name;
    Json more = answer;
    more["unheard_of"] = 1;
    EXPECT_EQ(schema.problem(more), ": nobody knows unheard_of") << name;
    Json wrong = answer;
    wrong["verb"] = 7;
    EXPECT_NE(schema.problem(wrong), "") << name;
  }
}

}  // namespace
}  // namespace offramp::briefing
