// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/units/check_units.h"

#include <gtest/gtest.h>

#include "offramp/dynamics/testing/builder.h"
#include "offramp/dynamics/units/unit.h"

namespace offramp::dynamics {
namespace {

using testing::Builder;
using ::testing::HasSubstr;

TEST(Units, AreProductsOfPowers) {
  EXPECT_EQ(parse_unit("thousand men / month")->text(), "thousand_men/month");
  EXPECT_EQ(parse_unit("1/(day*day)")->text(), "1/day^2");
  EXPECT_EQ(*parse_unit("Days"), *parse_unit("day"));
  EXPECT_EQ(*parse_unit("kg*m/s^2"), *parse_unit("m*kg/(s*s)"));
  EXPECT_TRUE(parse_unit("men/men")->plain());
  EXPECT_TRUE(parse_unit("Dmnl")->plain());
  EXPECT_EQ(parse_unit("m^2")->root()->text(), "m");
  EXPECT_FALSE(parse_unit("m")->root());
  for (const char* wrong : {"", "m//s", "(m", "m^x", "m^99", "*"}) EXPECT_FALSE(parse_unit(wrong)) << wrong;
  EXPECT_FALSE(parse_unit(std::string(10'000, '(')));
}

// Men, losses a month and an effect a month; one part of it is changed at a time.
struct War {
  std::string men = "man", losses = "man/month", effect = "1/month", equation = "effect*men";
};
std::string warnings(const War& war) {
  Builder b;
  b.model.time.unit = "months";
  b.stock("men", "100", {}, {"losses"})
      .flow("losses", war.equation)
      .aux("effect", "0.05")
      .aux("delay time", "3");
  auto& v = b.model.root.variables;
  v[0].units = {war.men, {}};
  v[1].units = {war.losses, {}};
  v[2].units = {war.effect, {}};
  v[3].units = {"month", {}};
  b.model.unit_aliases = {{"Men", "man"}, {"soldier", "man"}};
  Diagnostics diagnostics("m");
  const std::size_t found = check_units(b.model, diagnostics);
  EXPECT_EQ(found, diagnostics.warnings());
  return found == 0 ? "" : diagnostics.to_text();
}

TEST(Units, MismatchesAreToldAtTheirPlace) {
  EXPECT_EQ(warnings({}), "");
  EXPECT_THAT(warnings({.effect = "1/week"}),
              HasSubstr("m:2:1: warning: units: `losses` is in man/month, but its equation gives man/week"));
  EXPECT_THAT(warnings({.equation = "effect*men + men"}),
              HasSubstr("m:2:1: warning: units: man/month and man are added or compared"));
  EXPECT_THAT(warnings({.equation = "IF men > effect THEN effect*men ELSE 0"}),
              HasSubstr("m:2:4: warning: units: man and 1/month are added or compared"));
  EXPECT_THAT(warnings({.equation = "effect*men*EXP(men)"}),
              HasSubstr("m:2:16: warning: units: the argument of exp has no dimension, but this is in man"));
  EXPECT_THAT(warnings({.losses = "man/week", .equation = "7"}),
              HasSubstr("a flow of `men` is in man/month"));
  EXPECT_THAT(warnings({.equation = "SMTH1(effect*men, men)"}),
              HasSubstr("m:2:19: warning: units: a time is in month, but this is in man"));
  EXPECT_THAT(warnings({.equation = "MAX(effect*men, men)"}), HasSubstr("are arguments of one function"));
  EXPECT_THAT(warnings({.equation = "men^2*effect"}), HasSubstr("its equation gives man^2/month"));
}

TEST(Units, AliasesAreOneUnit) {
  EXPECT_EQ(warnings({.men = "soldiers"}), "");
  EXPECT_EQ(warnings({.men = "Men", .losses = "soldier/month"}), "");
}

TEST(Units, NumbersFitAnythingAndTheUnknownIsLeftAlone) {
  EXPECT_EQ(warnings({.equation = "effect*men + 3"}), "");
  EXPECT_EQ(warnings({.equation = "MAX(0, effect*men)"}), "");
  EXPECT_EQ(warnings({.effect = "", .equation = "effect*men + men/delay_time"}), "");
  EXPECT_EQ(warnings({.equation = "SQRT(men*men)/delay_time"}), "");
  EXPECT_EQ(warnings({.equation = "men/delay_time*EXP(-TIME/delay_time)"}), "");
  EXPECT_EQ(warnings({.equation = "DELAY3(effect*men, delay_time)"}), "");
}

}  // namespace
}  // namespace offramp::dynamics
