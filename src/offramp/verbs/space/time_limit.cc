// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/space/time_limit.h"

#include <algorithm>
#include <chrono>

namespace offramp::verbs {

TimeLimit::TimeLimit(double seconds, StopToken outer)
    : watcher_([this, seconds, outer] { watch(seconds, outer); }) {}

TimeLimit::~TimeLimit() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  wake_.notify_one();
  watcher_.join();
}

// An interrupt sets a flag from a signal handler, which cannot wake anybody: it is looked at now and then.
void TimeLimit::watch(double seconds, StopToken outer) {
  using Clock = std::chrono::steady_clock;
  constexpr double kLongest = 1e8;  // three years, far from the clock's range
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                      std::chrono::duration<double>(std::min(seconds, kLongest)));
  std::unique_lock lock(mutex_);
  while (!over_ && !outer.stop_requested() && Clock::now() < end) {
    const auto look = std::min(end, Clock::now() + std::chrono::milliseconds(50));
    wake_.wait_until(lock, look, [this] { return over_; });
  }
  if (!over_) source_.request_stop();
}

}  // namespace offramp::verbs
