// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "offramp/formats/read_files.h"

namespace offramp::formats {
namespace {

using testing::HasSubstr;

std::string all_text(const ScenarioReading& reading) {
  std::string text;
  for (const Diagnostics& d : reading.diagnostics) text += d.to_text();
  return text;
}

TEST(NegmasYaml, ReadsScenarioAsSaved) {
  const std::string domain =
      "issues:\n- name: colour\n  type: CategoricalIssue\n  values: [red, blue]\n"
      "- name: q\n  type: ContiguousIssue\n  values:\n  - 1\n  - 3\n"
      "- n_levels: 10\n  name: p\n  type: ContinuousIssue\n  values:\n  - 0.0\n  - 2.5\nname: mix\npath: "
      "null\n"
      "type: CartesianOutcomeSpace\n";
  const std::string ufun =
      "discount: 0.8\nname: u1\nreserved_value: -.inf\ntype: ExpDiscountedUFun\nufun:\n"
      "  name: u1\n  reserved_value: 0.1\n  type: LinearAdditiveUtilityFunction\n  values:\n"
      "  - mapping:\n      red: 2.0\n      blue: 1.0\n    type: TableFun\n"
      "  - bias: 0.2\n    slope: 0.1\n    type: AffineFun\n"
      "  - bias: 0\n    end: 2.5\n    middle: 1\n    scale: 1\n    start: 0\n    type: TriangularFun\n"
      "  weights:\n  - 0.2\n  - 0.3\n  - 0.5\n";
  const auto reading = read_scenario({{"mix.yml", domain}, {"u1.yml", ufun}});
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  const Profile& u = reading.scenario->profiles[0];
  EXPECT_EQ(u.evaluation[0].value, (std::vector<double>{2.0, 1.0}));  // as it stands: NegMAS does not divide
  EXPECT_DOUBLE_EQ(u.evaluation[1].value[2], 0.5);
  EXPECT_EQ(u.evaluation[2].curve, (std::vector<Knot>{{0.0, 0.0}, {1.0, 1.0}, {2.5, 0.0}}));
  EXPECT_EQ(u.reservation, 0.1);
  EXPECT_EQ(u.discount, 0.8);
}

TEST(NegmasYaml, SaysWhatItDoesNotRead) {
  const auto reading = read_scenario({{"d.yml", R"(issues:
- {name: a, type: CategoricalIssue, values: [x, y]}
)"},
                                      {"p.yml", R"(type: ExpDiscountedUFun
discount: 0.5
factor: step
dynamic_reservation: true
stability: 500
ufun:
  type: LinearAdditiveUtilityFunction
  reserved_outcome: null
  reserved_value: 0.2
  values: [{type: TableFun, mapping: {x: 1.0, y: 0.5}}]
  weights: [1.0]
  wieghts: [2.0]
)"}});
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  EXPECT_EQ(reading.diagnostics[1].warnings(), 2u) << all_text(reading);
  EXPECT_THAT(all_text(reading), HasSubstr("the discount goes by `step`, not by relative time"));
  EXPECT_THAT(all_text(reading), HasSubstr("12:3: warning: `wieghts` is not read"));
}

TEST(NegmasYaml, ExpandsAliasesButNotWithoutEnd) {
  const std::string ufun =
      "type: LinearAdditiveUtilityFunction\nreserved_value: 0\nvalues:\n"
      "- &a\n  type: TableFun\n  mapping: {x: 1, y: 0}\n- *a\nweights: [0.5, 0.5]\n";
  const std::string domain =
      "type: CartesianOutcomeSpace\nissues:\n- {name: i, type: CategoricalIssue, values: [x, y]}\n"
      "- {name: j, type: CategoricalIssue, values: [x, y]}\n";
  const auto reading = read_scenario({{"d.yml", domain}, {"u.yml", ufun}});
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  EXPECT_EQ(reading.scenario->profiles[0].evaluation[1].value, (std::vector<double>{1.0, 0.0}));
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    bomb += fmt::format("a{0}: &a{0} [", i);
    for (int k = 0; k < 10; ++k) bomb += fmt::format("{}*a{}", k ? ", " : "", i - 1);
    bomb += "]\n";
  }
  EXPECT_TRUE(read_file(bomb, "bomb.yml").diagnostics.has_errors());
}

constexpr const char* kTwoIssues =
    "type: DiscreteCartesianOutcomeSpace\nissues:\n- {name: a, type: CategoricalIssue, values: [p, q, r]}\n"
    "- {name: b, type: CategoricalIssue, values: [u, v]}\n";

std::string negative_profile(const std::string& reserved) {
  return reserved +
         "type: LinearAdditiveUtilityFunction\nvalues:\n- {type: TableFun, mapping: {p: -1, q: -0.4, r: 0}}\n"
         "- {type: TableFun, mapping: {u: 0, v: -1}}\nweights: [0.5, 0.5]\n";
}

// NegMAS' default, minus infinity, is below every agreement, also where all utilities are below 0.
TEST(NegmasYaml, WithoutAReservedValueEveryAgreementIsAcceptable) {
  for (const char* reserved :
       {"", "reserved_value: -.inf\n", "reserved_value: -.INF\n", "reserved_value: -Infinity\n",
        "reserved_value: null\n", "reserved_value:\n"}) {
    const auto reading = read_scenario({{"d.yml", kTwoIssues}, {"p.yml", negative_profile(reserved)}});
    ASSERT_TRUE(reading.scenario) << all_text(reading);
    EXPECT_EQ(all_text(reading), "");
    EXPECT_TRUE(reading.scenario->profiles[0].any_agreement);
    EXPECT_EQ(reading.scenario->profiles[0].reservation, -1.0);
    const auto problem = to_problem(*reading.scenario);
    for (std::uint16_t a = 0; a < 3; ++a) {
      for (std::uint16_t b = 0; b < 2; ++b) {
        EXPECT_GE(problem.negotiators[0].utility.of({a, b}), problem.negotiators[0].reservation);
      }
    }
  }
  auto reading = read_scenario({{"d.yml", kTwoIssues}, {"p.yml", negative_profile("reserved_value: 0.0\n")}});
  ASSERT_TRUE(reading.scenario);
  EXPECT_FALSE(reading.scenario->profiles[0].any_agreement);
  EXPECT_EQ(reading.scenario->profiles[0].reservation, 0.0);
  reading = read_scenario({{"d.yml", kTwoIssues}, {"p.yml", negative_profile("reserved_value: .nan\n")}});
  ASSERT_TRUE(reading.scenario);
  EXPECT_TRUE(reading.scenario->profiles[0].any_agreement);
  EXPECT_THAT(all_text(reading), HasSubstr("the reserved value is no number"));
  reading = read_scenario({{"d.yml", kTwoIssues}, {"p.yml", negative_profile("reserved_value: .inf\n")}});
  EXPECT_FALSE(reading.scenario);
  EXPECT_THAT(all_text(reading), HasSubstr("plus infinity: no agreement is acceptable"));
}

TEST(NegmasYaml, IsReadInUtf16) {
  std::string wide = "\xFE\xFF";
  for (const char c : std::string(kTwoIssues)) wide += {'\0', c};
  const auto reading = read_scenario({{"d.yml", wide}, {"p.yml", negative_profile("")}});
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  EXPECT_THAT(all_text(reading), HasSubstr("d.yml: warning: the file is UTF-16; it is read as such"));
}

}  // namespace
}  // namespace offramp::formats
