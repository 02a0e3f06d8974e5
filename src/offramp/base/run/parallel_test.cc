// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/run/parallel.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace offramp {
namespace {

double sum_with(int threads) {
  RunControl control;
  control.threads = threads;
  return parallel_reduce(
      100000, 77, control, "sum", 0.0,
      [](std::size_t begin, std::size_t end) {
        double sum = 0.0;
        for (std::size_t i = begin; i < end; ++i) sum += 1.0 / static_cast<double>(i * i + 1);
        return sum;
      },
      [](double& total, double part) { total += part; });
}

TEST(Parallel, SumsHaveTheSameBitsForAnyNumberOfThreads) {
  const double one = sum_with(1);
  EXPECT_NEAR(one, 2.0766674, 1e-4);  // (1 + pi coth pi) / 2 less the tail
  for (const int threads : {0, 2, 3, 8}) EXPECT_EQ(sum_with(threads), one);
}

TEST(Parallel, ReportsProgressStopsAndPassesErrorsOn) {
  RunControl control;
  double last = 0.0;
  control.progress = [&](std::string_view stage, double share) {
    EXPECT_EQ(stage, "work");
    EXPECT_GT(share, last);
    last = share;
  };
  parallel_blocks(10, 3, control, "work", [](std::size_t, std::size_t, std::size_t) {});
  EXPECT_EQ(last, 1.0);
  StopSource source;
  control = {};
  control.stop = source.token();
  const auto stop_at_once = [&](std::size_t, std::size_t, std::size_t) { source.request_stop(); };
  EXPECT_THROW(parallel_blocks(1000, 1, control, "work", stop_at_once), Stopped);
  const auto fail = [](std::size_t block, std::size_t, std::size_t) {
    if (block == 5) throw std::runtime_error("five");
  };
  EXPECT_THROW(parallel_blocks(10, 1, {}, "work", fail), std::runtime_error);
  EXPECT_THROW(parallel_blocks(10, 0, {}, "work", fail), std::invalid_argument);
  parallel_blocks(0, 1, {}, "work", fail);
}

}  // namespace
}  // namespace offramp
