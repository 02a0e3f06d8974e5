// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/run/machine.h"
#include "offramp/dynamics/run/simulate.h"
#include "offramp/dynamics/testing/builder.h"

namespace offramp::dynamics {
namespace {

using testing::Builder;
using testing::compiled;
using testing::errors_of;
using ::testing::HasSubstr;

// The value of a variable at the row of a path.
double value(const Path& path, const std::string& name, std::size_t row = 0) {
  for (std::size_t c = 0; c < path.names.size(); ++c) {
    if (path.names[c] == name) return path.rows.at(row)[c];
  }
  ADD_FAILURE() << "no " << name;
  return NAN;
}

Path run(const Model& model) {
  return simulate_path(compiled(model), {}, 0);
}

double constant(const std::string& equation) {
  return value(run(Builder().aux("x", equation).model), "x");
}

TEST(Compile, FunctionsOfNumbers) {
  EXPECT_EQ(constant("2 + 3*4 - 6/4"), 12.5);
  EXPECT_EQ(constant("-7 MOD 3"), -1.0);
  EXPECT_EQ(constant("MAX(1, 5, 3) + MIN(2, -1)"), 4.0);
  EXPECT_EQ(constant("IF 1 > 2 OR NOT 0 THEN 10 ELSE 20"), 10.0);
  EXPECT_EQ(constant("IF_THEN_ELSE(2 <= 1, 10, 20)"), 20.0);
  EXPECT_EQ(constant("SAFEDIV(1, 0) + SAFEDIV(1, 0, 7) + SAFEDIV(6, 3)"), 9.0);
  EXPECT_EQ(constant("INT(-2.7) + ROUND(2.5) + ABS(-1)"), 2.0);
  EXPECT_NEAR(constant("EXP(1) + LN(2) + LOG10(1000) + SQRT(2)"), M_E + M_LN2 + 3.0 + M_SQRT2, 1e-14);
  EXPECT_NEAR(constant("SIN(1)^2 + COS(1)^2 + ARCTAN(1) - PI()/4"), 1.0, 1e-15);
  EXPECT_EQ(constant("1 <> 2 AND 1 = 1 AND 1 >= 1 AND 1 < 2"), 1.0);
}

TEST(Compile, FunctionsOfTime) {
  const Path path = run(Builder()
                            .time(0, 4, 0.5)
                            .aux("s", "STEP(5, 2)")
                            .aux("r", "RAMP(2, 1)")
                            .aux("r2", "RAMP(2, 1, 2)")
                            .aux("p", "PULSE(3, 1)")
                            .aux("p2", "PULSE(3, 1, 2)")
                            .aux("t", "TIME + DT + STARTTIME + STOPTIME")
                            .aux("before", "PREVIOUS(TIME, -1)")
                            .aux("late", "DELAY(TIME, 1, -5)")
                            .aux("first", "INIT(TIME + 7)")
                            .model);
  EXPECT_EQ(value(path, "s", 3), 0.0);
  EXPECT_EQ(value(path, "s", 4), 5.0);
  EXPECT_EQ(value(path, "r", 2), 0.0);
  EXPECT_EQ(value(path, "r", 8), 6.0);
  EXPECT_EQ(value(path, "r2", 8), 2.0);
  EXPECT_EQ(value(path, "p", 1), 0.0);
  EXPECT_EQ(value(path, "p", 2), 6.0);
  EXPECT_EQ(value(path, "p", 3), 0.0);
  EXPECT_EQ(value(path, "p", 6), 0.0);
  EXPECT_EQ(value(path, "p2", 6), 6.0);
  EXPECT_EQ(value(path, "t", 3), 1.5 + 0.5 + 0.0 + 4.0);
  EXPECT_EQ(value(path, "before", 0), -1.0);
  EXPECT_EQ(value(path, "before", 3), 1.0);
  EXPECT_EQ(value(path, "late", 1), -5.0);
  EXPECT_EQ(value(path, "late", 5), 1.5);
  EXPECT_EQ(value(path, "first", 8), 7.0);
}

// dx/dt = -x/T from 1 has e^-t/T; Euler's error falls by 2 and RK4's by 16 as the step halves.
TEST(Compile, EulerAndRungeKuttaHaveTheirOrders) {
  const auto error = [](double dt, Method method) {
    const Path path =
        run(Builder().time(0, 2, dt, method).stock("x", "1", {}, {"loss"}).flow("loss", "x/4").model);
    return std::fabs(value(path, "x", path.rows.size() - 1) - std::exp(-0.5));
  };
  EXPECT_NEAR(error(0.125, Method::euler) / error(0.0625, Method::euler), 2.0, 0.05);
  EXPECT_NEAR(error(0.5, Method::runge_kutta_4) / error(0.25, Method::runge_kutta_4), 16.0, 1.0);
  EXPECT_LT(error(0.125, Method::runge_kutta_4), 3e-9);
}

// The step response of n stages of T/n: 1 - e^-z (1 + z + .. + z^(n-1)/(n-1)!), z = n t / T (Erlang).
TEST(Compile, SmoothsAndDelaysAreErlang) {
  const Path path = run(Builder()
                            .time(0, 8, 1.0 / 64, Method::runge_kutta_4)
                            .aux("in", "STEP(1, 0)")
                            .aux("s1", "SMTH1(in, 4, 0)")
                            .aux("s3", "SMTH3(in, 4, 0)")
                            .aux("d1", "DELAY1(in, 4, 0)")
                            .aux("d3", "DELAY3(in, 4, 0)")
                            .aux("s5", "SMTHN(in, 4, 5, 0)")
                            .aux("d5", "DELAYN(in, 4, 5, 0)")
                            .aux("still", "DELAY3(7, 4) + SMTH3(7, 4)")
                            .model);
  const auto erlang = [](int n, double t) {
    double sum = 0.0, term = 1.0;
    for (int k = 0; k < n; term *= n * t / 4.0 / ++k) sum += term;
    return 1.0 - std::exp(-n * t / 4.0) * sum;
  };
  for (const std::size_t row : {64u, 256u, 512u}) {
    const double t = path.times[row];
    EXPECT_NEAR(value(path, "s1", row), erlang(1, t), 1e-8);
    EXPECT_NEAR(value(path, "d1", row), erlang(1, t), 1e-8);
    EXPECT_NEAR(value(path, "s3", row), erlang(3, t), 1e-8);
    EXPECT_NEAR(value(path, "d3", row), erlang(3, t), 1e-8);
    EXPECT_NEAR(value(path, "s5", row), erlang(5, t), 1e-8);
    EXPECT_NEAR(value(path, "d5", row), erlang(5, t), 1e-8);
    EXPECT_NEAR(value(path, "still", row), 14.0, 1e-12);
  }
}

// Of exponential growth at rate g the trend settles at g/(1 + g T) (Sterman 2000, section 16.3.1: at g for
// its estimate corrected for the lag), so a forecast is that of this slope.
TEST(Compile, TrendAndForecast) {
  const Path path = run(Builder()
                            .time(0, 60, 1.0 / 32, Method::runge_kutta_4)
                            .aux("in", "EXP(0.1*TIME)")
                            .aux("slope", "TREND(in, 4)")
                            .aux("ahead", "FORCST(in, 4, 2)/in")
                            .model);
  const std::size_t last = path.rows.size() - 1;
  EXPECT_NEAR(value(path, "slope", last), 0.1, 1e-6);
  EXPECT_NEAR(value(path, "ahead", last), 1.2, 1e-6);
}

TEST(Compile, GraphicalFunctions) {
  const Lookup line{Lookup::Kind::continuous, {0, 1, 3}, {0, 10, 20}};
  EXPECT_EQ(look_up(line, 0.5), 5.0);
  EXPECT_EQ(look_up(line, 2.0), 15.0);
  EXPECT_EQ(look_up(line, -1.0), 0.0);
  EXPECT_EQ(look_up(line, 4.0), 20.0);
  Lookup beyond = line;
  beyond.kind = Lookup::Kind::extrapolate;
  EXPECT_EQ(look_up(beyond, -1.0), -10.0);
  EXPECT_EQ(look_up(beyond, 5.0), 30.0);
  Lookup steps = line;
  steps.kind = Lookup::Kind::discrete;
  EXPECT_EQ(look_up(steps, 0.9), 0.0);
  EXPECT_EQ(look_up(steps, 1.0), 10.0);
  EXPECT_EQ(look_up(steps, 3.0), 10.0);
  const Path path = run(Builder()
                            .aux("effect", "")
                            .table({0, 1, 3}, {0, 10, 20})
                            .aux("x", "effect(0.5) + LOOKUP(effect, 2)")
                            .aux("own", "0.5")
                            .table({0, 1}, {0, 4})
                            .model);
  EXPECT_EQ(value(path, "x"), 20.0);
  EXPECT_EQ(value(path, "own"), 2.0);
}

TEST(Compile, Arrays) {
  const Path path =
      run(Builder()
              .time(0, 1, 1)
              .dimension("side", {"red", "blue"})
              .dimension("arm", {"land", "sea", "air"})
              .aux("men", "", {"side", "arm"})
              .element({"red", "land"}, "1")
              .element({"red", "sea"}, "2")
              .element({"red", "air"}, "3")
              .element({"blue", "land"}, "10")
              .element({"blue", "sea"}, "20")
              .element({"blue", "air"}, "30")
              .aux("twice", "2*men", {"side", "arm"})
              .aux("all", "SUM(men[*,*])")
              .aux("of", "SUM(men[side,*])", {"side"})
              .aux("by", "SUM(men[*,arm])", {"arm"})
              .aux("dot", "SUM(men[red,*]*men[blue,*])")
              .aux("rest", "MEAN(men) + MAX(men[*,air]) + MIN(men) + SIZE(men) + PROD(men[red,*])")
              .aux("spread", "STDDEV(men[red,*])")
              .aux("one", "men[blue,2] + twice[red,air]")
              .stock("held", "0", {"grow"}, {}, {"side"})
              .flow("grow", "of", {"side"})
              .model);
  EXPECT_EQ(value(path, "twice[blue,sea]"), 40.0);
  EXPECT_EQ(value(path, "all"), 66.0);
  EXPECT_EQ(value(path, "of[red]"), 6.0);
  EXPECT_EQ(value(path, "by[air]"), 33.0);
  EXPECT_EQ(value(path, "dot"), 140.0);
  EXPECT_EQ(value(path, "rest"), 11.0 + 30.0 + 1.0 + 6.0 + 6.0);
  EXPECT_EQ(value(path, "spread"), 1.0);
  EXPECT_EQ(value(path, "one"), 26.0);
  EXPECT_EQ(value(path, "held[blue]", 1), 60.0);
}

TEST(Compile, ModulesAndMacros) {
  Builder b;
  b.time(0, 2, 1).aux("price", "3").aux("bill", "shop.cost + shop.stock");
  Builder shop;
  shop.aux("cost", "2*input").stock("stock", "input", {"grow"}).flow("grow", "1").aux("input", "0");
  Scope scope = shop.model.root;
  scope.name = "Shop Model";
  b.model.models.push_back(scope);
  Module module;
  module.name = "shop";
  module.model = {"shop_model", {}};
  module.links.push_back({{"shop.input", {}}, {"price", {}}});
  b.model.root.modules.push_back(module);
  Macro macro;
  macro.name = "total of";
  macro.parameters = {{"a", {}}, {"b", {}}};
  macro.value = {"sum_so_far + b", {}};
  Builder inside;
  inside.stock("sum so far", "b", {"more"}).flow("more", "a");
  macro.scope = inside.model.root;
  b.model.macros.push_back(macro);
  b.aux("m", "TOTAL_OF(5, 1) - TOTAL_OF(1, 0)");
  const Path path = run(b.model);
  EXPECT_EQ(value(path, "bill", 0), 9.0);
  EXPECT_EQ(value(path, "bill", 2), 11.0);
  EXPECT_EQ(value(path, "m", 0), 2.0);
  EXPECT_EQ(value(path, "m", 2), 12.0 - 2.0);
}

TEST(Compile, NonNegativeStocksAndFlows) {
  const Path path = run(Builder()
                            .time(0, 3, 1)
                            .stock("cut", "2", {}, {"out"})
                            .non_negative()
                            .stock("free", "2", {}, {"out"})
                            .flow("out", "1.5")
                            .flow("never below", "TIME - 2")
                            .non_negative()
                            .model);
  EXPECT_EQ(value(path, "cut", 2), 0.0);
  EXPECT_EQ(value(path, "free", 2), -1.0);
  EXPECT_EQ(value(path, "never below", 1), 0.0);
  EXPECT_EQ(value(path, "never below", 3), 1.0);
}

TEST(Compile, ErrorsNamePlaceAndRule) {
  EXPECT_THAT(errors_of(Builder().aux("a", "b + 1").aux("b", "c").aux("c", "2*a").model),
              HasSubstr("1:1: error: cycle without a stock: a -> c -> b -> a"));
  EXPECT_THAT(errors_of(Builder().stock("s", "a").aux("a", "s").model),
              HasSubstr("cycle among initial values: s -> a -> s"));
  EXPECT_THAT(errors_of(Builder().aux("hazard rate", "1").aux("x", "2 * hazrad_rate").model),
              HasSubstr("2:5: error: there is no variable `hazrad_rate`"));
  EXPECT_THAT(errors_of(Builder().aux("hazard rate", "1").aux("x", "hazrad_rate").model),
              HasSubstr("did you mean `hazard_rate`?"));
  EXPECT_THAT(errors_of(Builder().aux("x", "1").aux("X", "2").model), HasSubstr("`X` is defined twice"));
  EXPECT_THAT(errors_of(Builder().aux("x", "SQRT(1, 2)").model), HasSubstr("`sqrt` takes 1 argument, not 2"));
  EXPECT_THAT(errors_of(Builder().aux("x", "SQRTT(1)").model), HasSubstr("did you mean `sqrt`?"));
  EXPECT_THAT(errors_of(Builder().stock("x", "1", {"y"}).model), HasSubstr("the inflow `y` is not defined"));
  EXPECT_THAT(errors_of(Builder().aux("x", "").model), HasSubstr("`x` has no equation"));
  EXPECT_THAT(errors_of(Builder().dimension("d", {"p", "q"}).aux("x", "1", {"d"}).aux("y", "x[r]").model),
              HasSubstr("`r` is no element of `d`"));
  EXPECT_THAT(errors_of(Builder().dimension("d", {"p"}).aux("x", "1", {"d"}).aux("y", "x").model),
              HasSubstr("say which element"));
  EXPECT_THAT(errors_of(Builder().aux("x", "1", {"e"}).model), HasSubstr("`e` is no dimension"));
  EXPECT_THAT(errors_of(Builder().aux("x", "1").when("never", "").model),
              HasSubstr("needs either a hazard or"));
  EXPECT_THAT(errors_of(Builder().time(0, 1, 0).aux("x", "1").model), HasSubstr("must be above 0"));
  EXPECT_THAT(errors_of(Builder().time(1, 0, 1).aux("x", "1").model), HasSubstr("before it starts"));
  EXPECT_THAT(errors_of(Builder().time(0, 1e9, 1e-3).aux("x", "1").model), HasSubstr("time steps"));
}

TEST(Compile, LargeModelsAreRefusedAndLongChainsAreNot) {
  std::vector<std::string> elements;
  for (int i = 0; i < 500; ++i) elements.push_back("e" + std::to_string(i));
  EXPECT_THAT(
      errors_of(Builder().dimension("a", elements).dimension("b", elements).aux("x", "1", {"a", "b"}).model),
      HasSubstr("elements"));
  EXPECT_THAT(errors_of(Builder()
                            .dimension("a", elements)
                            .aux("x", "SUM(y[*])", {"a"})
                            .aux("y", "1", {"a"})
                            .aux("z", "SUM(x[*])")
                            .model),
              "");
  Builder chain;
  for (int i = 0; i < 20000; ++i)
    chain.aux("v" + std::to_string(i), i == 0 ? "1" : "v" + std::to_string(i - 1));
  EXPECT_EQ(errors_of(chain.model), "");
  Builder itself;
  Macro macro;
  macro.name = "again";
  macro.value = {"x", {}};
  macro.scope = Builder().aux("x", "again()").model.root;
  itself.model.macros.push_back(macro);
  EXPECT_THAT(errors_of(itself.aux("y", "again()").model),
              HasSubstr("macros call one another more than 20 deep"));
}

TEST(Compile, BadNumbersNameThePathStepAndVariable) {
  const Model model = Builder()
                          .time(0, 5, 1)
                          .stock("x", "2", {}, {"out"})
                          .flow("out", "ratio")
                          .aux("ratio", "1/(x - 1)")
                          .model;
  try {
    run(model);
    FAIL();
  } catch (const BadNumber& bad) {
    EXPECT_EQ(bad.variable, "ratio");
    EXPECT_EQ(bad.step, 1u);
    EXPECT_EQ(bad.place.line, 3);
    EXPECT_EQ(bad.text(), "path 0, step 1, time 1: `ratio` is beyond all numbers");
  }
  const Model grows = Builder().time(0, 2000, 1).stock("x", "2", {"in"}).flow("in", "x*x").model;
  EXPECT_THROW(run(grows), BadNumber);
}

// Sums of random numbers, against the same sums in C++: the emitter reuses its temporaries rightly.
RC_GTEST_PROP(Compile, AgreesWithPlainArithmetic, (const std::vector<std::pair<int, int>>& steps)) {
  std::string text = "1";
  double expected = 1.0;
  std::size_t used = 0;
  for (const auto& [kind, number] : steps) {
    if (++used > 60) break;
    const double x = number % 100 + 0.5;
    switch (((kind % 4) + 4) % 4) {
      case 0:
        text = "(" + text + " + " + std::to_string(x) + ")*1";
        expected = (expected + x) * 1;
        break;
      case 1:
        text = std::to_string(std::fabs(x)) + " - (" + text + ")";
        expected = std::fabs(x) - expected;
        break;
      case 2:
        text = "MIN(" + text + ", 1000)/2";
        expected = std::min(expected, 1000.0) / 2;
        break;
      default:
        text = "MAX(" + text + ", 1/(1 + " + std::to_string(std::fabs(x)) + ")*3)";
        expected = std::max(expected, 1 / (1 + std::fabs(x)) * 3);
    }
  }
  RC_ASSERT(constant(text) == expected);
}

}  // namespace
}  // namespace offramp::dynamics
