// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/model/option.h"

#include <gtest/gtest.h>

#include <array>

#include "offramp/verbs/model/values.h"

namespace offramp::verbs {
namespace {

std::string problem(const Form& form, std::string_view text) {
  return parse_value(form, text).problem;
}

template <class T>
T value(const Form& form, std::string_view text) {
  const ParsedValue parsed = parse_value(form, text);
  EXPECT_EQ(parsed.problem, "") << text;
  return std::get<T>(parsed.value);
}

TEST(Option, WholeNumbersAreDecimalAndNeverClamped) {
  const Form seed = Whole{1};
  EXPECT_EQ(value<std::uint64_t>(seed, "010"), 10u);
  EXPECT_EQ(value<std::uint64_t>(seed, "18446744073709551615"), ~std::uint64_t{0});
  for (const char* text : {"", "0x10", "-1", "+1", " 1", "1 ", "1e3", "1.0", "nan", "١"}) {
    EXPECT_NE(problem(seed, text).find("not a whole number"), std::string::npos) << text;
  }
  EXPECT_EQ(problem(seed, "18446744073709551616"),
            "18446744073709551616 is out of range; it must be 0 to 18446744073709551615");
  const Form worlds = Whole{4096, 1, 16};
  EXPECT_EQ(value<std::uint64_t>(worlds, "16"), 16u);
  EXPECT_EQ(problem(worlds, "0"), "0 is out of range; it must be 1 to 16");
  EXPECT_EQ(problem(worlds, "17"), "17 is out of range; it must be 1 to 16");
}

TEST(Option, RealNumbersAreFiniteAndDecimal) {
  const Form seconds = Real{0.0, 0.0, true};
  EXPECT_EQ(value<double>(seconds, "1.5e2"), 150.0);
  for (const char* text : {"", "0x1p3", "nan", "inf", "-inf", "1,5", "1s", " 1"}) {
    EXPECT_NE(problem(seconds, text).find("not a number"), std::string::npos) << text;
  }
  EXPECT_EQ(problem(seconds, "1e999"), "1e999 is out of range");
  EXPECT_EQ(problem(seconds, "0"), "0 is out of range; it must be above 0");
  EXPECT_EQ(problem(Real{}, "-0.1"), "-0.1 is out of range; it must be at least 0");
  EXPECT_EQ(value<double>(Real{}, "0"), 0.0);
}

TEST(Option, ListsHaveNoHoles) {
  EXPECT_EQ(value<std::vector<double>>(Numbers{}, "0.4,-1,2e-1"), (std::vector{0.4, -1.0, 0.2}));
  for (const char* text : {"", ",", "1,", "1,,2", "1;2"}) EXPECT_NE(problem(Numbers{}, text), "") << text;
  EXPECT_EQ(value<std::vector<std::string>>(Words{}, "RUS,UKR"), (std::vector<std::string>{"RUS", "UKR"}));
  EXPECT_EQ(value<std::vector<std::string>>(Words{}, "Chad ; Congo, Republic of"),
            (std::vector<std::string>{"Chad", "Congo, Republic of"}));
  for (const char* text : {"", "RUS,", ",UKR", "a; ;b"}) EXPECT_NE(problem(Words{}, text), "") << text;
}

TEST(Option, ChoicesAndNames) {
  static constexpr std::array<std::string_view, 2> kColours = {"red", "blue"};
  const Form colour = Choice{kColours};
  EXPECT_EQ(value<std::string>(colour, "blue"), "blue");
  EXPECT_EQ(problem(colour, "green"), "green is not one of red, blue");
  EXPECT_EQ(standard_text(colour), "red");
  for (const Form& form : std::vector<Form>{Text{}, InFile{}, OutFile{}, OutFolder{}}) {
    EXPECT_EQ(problem(form, ""), "an empty name");
    EXPECT_EQ(value<std::string>(form, "a b"), "a b");
  }
}

TEST(Values, GiveTheStandardOfWhatWasNotAsked) {
  constexpr Key<Whole> kTop{"top", "N", "", {10, 1, 20}};
  constexpr Key<Words> kAgents{"agents", "A", "", {"linear,micro"}};
  constexpr Key<Flag> kJson{"json", "", ""};
  Values values;
  EXPECT_EQ(values[kTop], 10u);
  EXPECT_EQ(values[kAgents], (std::vector<std::string>{"linear", "micro"}));
  EXPECT_FALSE(values[kJson]);
  EXPECT_FALSE(values.given(kTop));
  values.set(kTop, parse_value(kTop.form, "10").value);
  values.set(kJson, true);
  EXPECT_TRUE(values.given(kTop));
  EXPECT_TRUE(values[kJson]);
}

}  // namespace
}  // namespace offramp::verbs
