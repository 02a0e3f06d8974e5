// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "offramp/base/run/progress.h"

namespace offramp::verbs {

/// A token that stops when another does, or when the seconds are over. Results of a run that was cut short
/// depend on the machine's speed; only a person who asks for a limit gets one.
class TimeLimit {
 public:
  /// `seconds` > 0. `outer` must outlive this.
  TimeLimit(double seconds, StopToken outer);
  ~TimeLimit();
  TimeLimit(const TimeLimit&) = delete;
  TimeLimit& operator=(const TimeLimit&) = delete;
  StopToken token() const { return source_.token(); }

 private:
  void watch(double seconds, StopToken outer);

  StopSource source_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool over_ = false;
  std::thread watcher_;
};

}  // namespace offramp::verbs
