// SPDX-License-Identifier: Apache-2.0
// The shipped models of how long wars and leaders last: against their closed forms, and against the data
// that they were fitted to.
#include <gtest/gtest.h>

#include <cmath>

#include "offramp/formats/testing/shipped_model.h"

namespace offramp::formats {
namespace {

using testing::at_start;
using testing::course;
using testing::four_errors;
using testing::mean_at_end;
using testing::share;
using testing::ShippedModel;

constexpr std::uint64_t kPaths = 3'000;

// Share of the paths on which the war goes on, at each kept time.
std::vector<double> go_on(const ShippedModel& model) {
  const dynamics::Summary run = model.run(kPaths);
  std::vector<double> out;
  for (const std::uint64_t ended : testing::event(run, "war_ends").by) {
    out.push_back(1.0 - static_cast<double>(ended) / static_cast<double>(kPaths));
  }
  return out;
}

// The closed forms as a path has them that does not end.
std::vector<double> said(const std::string& file, const char* age, const char* name) {
  return course(ShippedModel(file, {{"age", age}, {"hazard", "0"}}).path(), name);
}

TEST(LibraryDuration, WarsEndAsTheClosedFormsSayUnderBothExplanations) {
  for (const std::string file : {"duration/interstate.yaml", "duration/civil.yaml"}) {
    for (const char* age : {"0", "24"}) {
      for (const bool frailty : {false, true}) {
        const ShippedModel model(file, {{"age", age}, {"frailty", frailty ? "1" : "0"}});
        const auto found = go_on(model);
        const auto closed = said(file, age, frailty ? "goes_on_if_frailty" : "goes_on_if_time_hardens");
        ASSERT_EQ(found.size(), closed.size());
        for (std::size_t t = 1; t < found.size(); t += 4) {
          EXPECT_NEAR(found[t], closed[t], four_errors(closed[t], kPaths) + 1e-9) << file << age << t;
        }
      }
    }
  }
}

TEST(LibraryDuration, HazardsOfTheStepsAddUpToTheSurvival) {
  // exp(-(12/10.801)^.72036) and .66724 exp(-.20711*12) + .33276 exp(-.031719*12), by hand.
  const std::size_t year = 4;
  EXPECT_NEAR(said("duration/interstate.yaml", "0", "goes_on_if_time_hardens")[year], 0.339982, 1e-4);
  EXPECT_NEAR(said("duration/interstate.yaml", "0", "goes_on_if_frailty")[year], 0.283012, 1e-4);
  // Of the wars that still go on after four years nearly all are slow.
  EXPECT_NEAR(at_start(ShippedModel("duration/interstate.yaml", {{"age", "48"}}).path(), "mixed_hazard"),
              0.0318, 2e-4);
}

TEST(LibraryDuration, LiesNearTheShareOfWarsThatLasted) {
  // Kaplan and Meier's shares of the 95 wars after 91 days, 1, 2 and 3 years.
  const std::vector<std::pair<std::size_t, double>> known = {{1, 0.642}, {4, 0.316}, {8, 0.147}, {12, 0.116}};
  for (const auto& [t, lasted] : known) {
    EXPECT_NEAR(said("duration/interstate.yaml", "0", "goes_on_if_frailty")[t], lasted, 0.05) << t;
    EXPECT_NEAR(said("duration/interstate.yaml", "0", "goes_on_if_time_hardens")[t], lasted, 0.05) << t;
  }
}

TEST(LibraryOffice, AYearAfterTheWarAsManyStayAsTheDataGive) {
  struct Outcome {
    const char *won, *lost;
    double stayed, against;
  };
  for (const Outcome& o : {Outcome{"1", "0", 0.754, 0.246 * 13 / 29}, Outcome{"0", "0", 0.824, 0.0},
                           Outcome{"0", "1", 0.557, 0.443 * 26 / 39}}) {
    // The war ends within the first step; but for the year after it nobody leaves.
    const ShippedModel model("leader/office.yaml", {{"end_of_war", "1000"},
                                                    {"chance_that_it_is_won", o.won},
                                                    {"chance_that_it_is_lost", o.lost},
                                                    {"regular_in_ordinary_times", "0"},
                                                    {"irregular_in_ordinary_times", "0"}});
    const dynamics::Summary run = model.run(kPaths);
    EXPECT_NEAR(mean_at_end(run, "in_office"), o.stayed, four_errors(o.stayed, kPaths));
    // States 1 and 2: left by the rules, thrown out.
    EXPECT_NEAR(mean_at_end(run, "office"), 1.0 - o.stayed + o.against, 2 * four_errors(0.5, kPaths));
  }
}

TEST(LibraryOffice, WithoutAnEndOfTheWarRatesAreTheOrdinaryOnes) {
  const dynamics::Summary run = ShippedModel("leader/office.yaml", {{"end_of_war", "0"}}).run(kPaths);
  const double held = std::exp(-(0.1447 + 0.0401) * 5.0);
  EXPECT_NEAR(mean_at_end(run, "in_office"), held, four_errors(held, kPaths));
}

}  // namespace
}  // namespace offramp::formats
