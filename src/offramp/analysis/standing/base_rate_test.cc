// SPDX-License-Identifier: Apache-2.0
// Against the figures computed from the data sets beside the project.
#include "offramp/analysis/standing/base_rate.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "offramp/base/testing/paths.h"

namespace offramp {
namespace {

struct Published {
  const char* row;  // of base_rates.csv, up to the figures
  Crisis crisis;
};

TEST(BaseRate, IsWhatTheDataSay) {
  std::ifstream file(checkout::shared_data() + "/outcomes/base_rates.csv");
  if (!file) GTEST_SKIP() << "needs ../shared/data/outcomes/base_rates.csv";
  std::string text, line;
  while (std::getline(file, line)) text += line + "\n";
  for (const Published& published : {
           Published{"crisis,violent: mediated (4),formal agreement,",
                     {CrisisKind::international, true, true}},
           Published{"crisis,violent: not mediated (1),formal agreement,",
                     {CrisisKind::international, true, false}},
           Published{"crisis,mediated (4),formal agreement,", {CrisisKind::international, false, true}},
           Published{"crisis,not mediated (1),formal agreement,", {CrisisKind::international, false, false}},
           Published{"termination,intrastate: peace agreement,share of endings,",
                     {CrisisKind::internal, true, true}},
       }) {
    const std::size_t at = text.find(std::string("\n") + published.row);
    ASSERT_NE(at, std::string::npos) << published.row;
    unsigned cases = 0;
    double share = 0.0;
    ASSERT_EQ(
        std::sscanf(text.c_str() + at + 1 + std::string(published.row).size(), "%u,%lf", &cases, &share), 2);
    const BaseRate rate = base_rate(published.crisis);
    EXPECT_EQ(rate.cases, cases) << published.row;
    EXPECT_NEAR(rate.share, share, 1e-9) << published.row;
  }
}

}  // namespace
}  // namespace offramp
