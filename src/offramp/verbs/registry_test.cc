// SPDX-License-Identifier: Apache-2.0
// The table holds together, whatever verbs it has.
#include "offramp/verbs/registry.h"

#include <gtest/gtest.h>

#include <set>

namespace offramp::verbs {
namespace {

// Words that people read beside one another: one line, a capital, no full stop, no C++.
void expect_good_words(std::string_view words, std::string_view where) {
  ASSERT_FALSE(words.empty()) << where;
  EXPECT_TRUE(words[0] >= 'A' && words[0] <= 'Z') << where << ": " << words;
  EXPECT_NE(words.back(), '.') << where << ": " << words;
  EXPECT_EQ(words.find('\n'), std::string_view::npos) << where;
  EXPECT_EQ(words.find("::"), std::string_view::npos) << where;
}

TEST(Registry, EveryVerbHasANameAQuestionAndSomethingToRun) {
  std::set<std::string_view> names, groups;
  for (const Group& group : registry().groups) {
    EXPECT_TRUE(groups.insert(group.name).second) << group.name;
    expect_good_words(group.question, group.name);
  }
  for (const Verb& verb : registry().verbs) {
    EXPECT_TRUE(names.insert(verb.name).second) << verb.name << " twice";
    expect_good_words(verb.question, verb.name);
    EXPECT_NE(verb.run, nullptr) << verb.name;
    EXPECT_FALSE(verb.examples.empty()) << verb.name;
    if (!verb.group().empty()) {
      EXPECT_TRUE(groups.contains(verb.group())) << verb.name;
    }
    for (const std::string_view needed : verb.needs) EXPECT_NE(registry().find(needed), nullptr) << verb.name;
    if (verb.operand.kind != Operand::Kind::none) expect_good_words(verb.operand.help, verb.name);
  }
  for (const std::string_view group : groups) EXPECT_FALSE(names.contains(group)) << group;
}

TEST(Registry, EveryOptionIsPlainAndItsStandardIsInItsRange) {
  for (const Verb& verb : registry().verbs) {
    std::set<std::string_view> names;
    std::set<char> letters = {'h'};
    for (const Option& option : verb.options) {
      const std::string where = std::string(verb.name) + " --" + std::string(option.name);
      EXPECT_TRUE(names.insert(option.name).second) << where;
      EXPECT_EQ(option.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string_view::npos)
          << where;
      if (option.letter != 0) {
        EXPECT_TRUE(letters.insert(option.letter).second) << where;
      }
      expect_good_words(option.help, where);
      EXPECT_EQ(option.metavar.empty(), std::holds_alternative<Flag>(option.form)) << where;
      if (!option.needs.empty()) {
        EXPECT_NE(verb.option(option.needs), nullptr) << where;
      }
      const std::string standard = standard_text(option.form);
      if (!standard.empty()) {
        EXPECT_EQ(parse_value(option.form, standard).problem, "") << where;
      }
    }
  }
}

}  // namespace
}  // namespace offramp::verbs
