// SPDX-License-Identifier: Apache-2.0
// A verb added to the table is in everything that is made from it.
#include "offramp/verbs/describe/describe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "offramp/verbs/registry.h"
#include "offramp/verbs/testing/toy_verb.h"

namespace offramp::verbs {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Describe, AVerbAddedIsInHelpCompletionsManualAndJson) {
  const Table table = toy::table_with_count();
  EXPECT_THAT(program_help(registry()), Not(HasSubstr("How many can say no?")));
  EXPECT_THAT(program_help(table), HasSubstr("\n  count                   How many can say no?\n"));
  const std::string help = verb_help(*table.find("count"));
  EXPECT_THAT(help, HasSubstr("Usage: offramp count CASE [options]"));
  EXPECT_THAT(help, HasSubstr("--least N           Vetoes that must be there (default 0; 0 to 100)"));
  EXPECT_THAT(help, HasSubstr("-t, --to FILE"));
  EXPECT_THAT(bash_completion(table),
              HasSubstr("'count') offer \"--help --json --threads --quiet --least --to --too --beside\""));
  EXPECT_THAT(bash_completion(table), HasSubstr("'count --to' | 'count -t') files -f; return ;;"));
  EXPECT_THAT(zsh_completion(table), HasSubstr("'--least[Vetoes that must be there]:N: '"));
  EXPECT_THAT(fish_completion(table),
              HasSubstr("-n '__fish_seen_subcommand_from count' -s t -l to -r -d 'Write the number"));
  EXPECT_THAT(manual(table), HasSubstr(".SS count\nHow many can say no?\n"));
  EXPECT_THAT(manual(table), HasSubstr("\\fB\\-t\\fP, \\fB\\-\\-to\\fP \\fIFILE\\fP"));
  const auto json = nlohmann::json::parse(table_json(table));
  const auto& last = json["verbs"].back();
  EXPECT_EQ(last["name"], "count");
  EXPECT_EQ(last["operand"]["kind"], "case");
  EXPECT_EQ(last["options"][3]["name"], "least");
  EXPECT_EQ(last["options"][3]["most"], 100);
}

// What a seed may be is more than a double can hold.
TEST(Describe, JsonKeepsLargeRangesExactly) {
  const auto json = nlohmann::json::parse(table_json(registry()));
  for (const auto& verb : json["verbs"]) {
    if (verb["name"] == "settle") {
      EXPECT_EQ(verb["options"][1]["most"], 18446744073709551615u);
    }
  }
}

TEST(Describe, EveryLineOfHelpFitsATerminal) {
  std::vector<std::string> texts = {program_help(registry())};
  for (const Group& group : registry().groups) texts.push_back(group_help(registry(), group));
  for (const Verb& verb : registry().verbs) texts.push_back(verb_help(verb));
  for (const std::string& text : texts) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      ASSERT_NE(end, std::string::npos);
      EXPECT_LE(end - at, 80u) << text.substr(at, end - at);
      at = end + 1;
    }
  }
}

}  // namespace
}  // namespace offramp::verbs
