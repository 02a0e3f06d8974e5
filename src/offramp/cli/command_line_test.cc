// SPDX-License-Identifier: Apache-2.0
#include "offramp/cli/command_line.h"

#include <gtest/gtest.h>

#include <sstream>

#include "offramp/verbs/model/common.h"
#include "offramp/verbs/registry.h"

namespace offramp::cli {
namespace {

CommandLine parse(const std::vector<std::string>& words) {
  std::vector<const char*> argv = {"offramp"};
  for (const std::string& word : words) argv.push_back(word.c_str());
  return parse_command_line(static_cast<int>(argv.size()), argv.data(), verbs::registry(), "offramp 1");
}

std::string refusal(const std::vector<std::string>& words) {
  try {
    parse(words);
  } catch (const verbs::Failure& failure) {
    EXPECT_EQ(failure.reason, verbs::Reason::bad_usage);
    return failure.message;
  }
  return "";
}

std::vector<std::string> split(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// The verb with one operand, where it takes any.
std::vector<std::string> smallest(const verbs::Verb& verb) {
  std::vector<std::string> words = split(verb.name);
  if (!verb.operand.words.empty()) {
    words.emplace_back(verb.operand.words.front());
  } else if (verb.operand.kind != verbs::Operand::Kind::none) {
    words.push_back("x");
    if (!verb.operand.then.empty()) words.push_back("y");
  }
  return words;
}

TEST(CommandLine, TellsVerbOptionsAndOperandsApartInAnyOrder) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"read", "a", "b", "--score", "--seed", "7"},
        {"read", "--seed=7", "--score", "a", "b"},
        {"read", "--score", "--seed", "7", "a", "b"},
        {"read", "--score", "--seed", "7", "--", "a", "b"}}) {
    const CommandLine line = parse(words);
    ASSERT_NE(line.verb, nullptr);
    EXPECT_EQ(line.verb->name, "read");
    EXPECT_EQ(line.asked.operands, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(line.asked[verbs::kSeed], 7u);
    EXPECT_TRUE(line.asked.given("score"));
    EXPECT_FALSE(line.asked.given(verbs::kWorlds));
  }
  const CommandLine brief = parse({"brief", "a", "-o", "b.html"});
  EXPECT_EQ(std::get<std::string>(*brief.asked.find("output")), "b.html");
  EXPECT_EQ(parse({"space", "prove", "a"}).verb->name, "space prove");
}

TEST(CommandLine, EveryExampleOfEveryVerbIsUnderstood) {
  for (const verbs::Verb& verb : verbs::registry().verbs) {
    for (const std::string_view example : verb.examples) {
      const CommandLine line = parse(split(std::string(verb.name) + " " + std::string(example)));
      EXPECT_EQ(line.verb, &verb) << example;
    }
  }
}

// Of every verb, every number.
TEST(CommandLine, NumbersAreDecimalAndOutOfRangeIsRefusedOnEveryOption) {
  std::size_t tried = 0;
  for (const verbs::Verb& verb : verbs::registry().verbs) {
    for (const verbs::Option& option : verb.options) {
      const auto* whole = std::get_if<verbs::Whole>(&option.form);
      if (whole == nullptr && !std::holds_alternative<verbs::Real>(option.form)) continue;
      ++tried;
      std::vector<std::string> bad = {"0x10", "-1", "nan", "inf", "", "1e999", "ten"};
      if (whole != nullptr) {
        bad.insert(bad.end(), {"1.0", "1e1", "18446744073709551616"});
        if (whole->most < verbs::Whole{}.most) bad.push_back(std::to_string(whole->most + 1));
        if (whole->least > 0) bad.push_back(std::to_string(whole->least - 1));
      }
      for (const std::string& text : bad) {
        std::vector<std::string> words = smallest(verb);
        words.push_back("--" + std::string(option.name) + "=" + text);
        EXPECT_NE(refusal(words), "") << verb.name << " --" << option.name << "=" << text;
      }
      if (whole == nullptr) continue;
      std::vector<std::string> words = smallest(verb);
      words.insert(words.end(), {"--" + std::string(option.name), "010"});
      EXPECT_EQ(std::get<std::uint64_t>(*parse(words).asked.find(option.name)), 10u) << option.name;
    }
  }
  EXPECT_GT(tried, 20u);
}

TEST(CommandLine, RefusalsSayWhatIsWrong) {
  EXPECT_EQ(refusal({}), "name a verb; `offramp --help` lists them");
  EXPECT_EQ(refusal({"setle", "x"}), "setle is not known here; did you mean `settle`?");
  EXPECT_EQ(refusal({"space", "poinst"}), "poinst is not known here; did you mean `points`?");
  EXPECT_EQ(refusal({"settle", "x", "--wrlds", "3"}), "--wrlds is not known here; did you mean `--worlds`?");
  EXPECT_EQ(refusal({"settle"}), "CASE is missing: offramp settle CASE [options]");
  EXPECT_EQ(refusal({"settle", ""}), "CASE is empty");
  EXPECT_EQ(refusal({"settle", "a", "b"}), "one CASE at a time; b is one too many");
  EXPECT_EQ(refusal({"settle", "a", "--seed"}), "--seed needs a value");
  EXPECT_EQ(refusal({"settle", "a", "--seed", "1", "--seed", "2"}), "--seed is given twice");
  EXPECT_EQ(refusal({"settle", "a", "--json=3"}), "--json takes no value");
  EXPECT_EQ(refusal({"completion", "csh"}), "csh is not one of bash, zsh, fish");
  EXPECT_EQ(refusal({"space", "prove", "a", "--reservation", ""}), "--reservation: `` is not a number");
  EXPECT_EQ(refusal({"list", "x"}), "x is not known here");
}

TEST(CommandLine, HelpAndVersionArePrintedNotRun) {
  EXPECT_EQ(parse({"--version"}).text, "offramp 1\n");
  EXPECT_NE(parse({"--help"}).text.find("Usage: offramp VERB"), std::string::npos);
  EXPECT_NE(parse({"-h"}).text.find("Usage: offramp VERB"), std::string::npos);
  EXPECT_NE(parse({"space", "--help"}).text.find("Usage: offramp space VERB"), std::string::npos);
  EXPECT_NE(parse({"settle", "--help"}).text.find("Usage: offramp settle CASE"), std::string::npos);
  EXPECT_NE(parse({"settle", "x", "--help"}).text.find("Usage: offramp settle CASE"), std::string::npos);
  EXPECT_NE(parse({"space", "info", "-h"}).text.find("Usage: offramp space info"), std::string::npos);
}

}  // namespace
}  // namespace offramp::cli
