// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <string_view>

namespace offramp {

/// Asked once per block or iteration of any long computation; copied freely. A default token never
/// stops. It refers to its StopSource, which must outlive it.
class StopToken {
 public:
  StopToken() = default;
  explicit StopToken(const std::atomic<bool>* flag) : flag_(flag) {}
  bool stop_requested() const { return flag_ != nullptr && flag_->load(std::memory_order_relaxed); }

 private:
  const std::atomic<bool>* flag_ = nullptr;
};

/// Owns the flag. `request_stop` may be called from any thread and from a signal handler.
class StopSource {
 public:
  StopToken token() const { return StopToken(&flag_); }
  void request_stop() { flag_.store(true, std::memory_order_relaxed); }

 private:
  std::atomic<bool> flag_{false};
};

/// Receives the name of the stage and the share of it that is done, in [0, 1]. An engine calls it from
/// one thread at a time, at most once per block. Empty: nobody listens.
using Progress = std::function<void(std::string_view stage, double share)>;

/// How a long computation may be run. Results never depend on it.
struct RunControl {
  Progress progress;
  StopToken stop;
  int threads = 0;  ///< at most this many; 0: all cores
};

/// Thrown by a computation that was stopped by its token before it had a result worth returning.
struct Stopped {};

}  // namespace offramp
