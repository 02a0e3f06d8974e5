// SPDX-License-Identifier: Apache-2.0
#include "offramp/cli/interrupt.h"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <string_view>

#include "offramp/cli/exit_code.h"

namespace offramp::cli {
namespace {

// Made before any code runs: signal handlers must not meet half of them.
constinit StopSource stop_source;
constinit std::atomic<bool> held{false};
constinit std::atomic<bool> written{false};
constexpr suseconds_t kGrace = 150'000;  // microseconds
constexpr suseconds_t kAgain = 20'000;

// Only calls that POSIX allows in signal handlers.
void arm(suseconds_t microseconds) {
  itimerval timer = {};
  timer.it_value.tv_usec = microseconds;
  ::setitimer(ITIMER_REAL, &timer, nullptr);
}

void on_interrupt(int) {
  if (!stop_source.token().stop_requested()) arm(kGrace);
  stop_source.request_stop();
}

void on_alarm(int) {
  if (held.load()) return arm(kAgain);
  static constexpr std::string_view kNothing = "offramp: interrupted; nothing was written\n";
  static constexpr std::string_view kFiles = "offramp: interrupted; the files are written\n";
  const std::string_view text = written.load() ? kFiles : kNothing;
  [[maybe_unused]] const ssize_t count = ::write(STDERR_FILENO, text.data(), text.size());
  ::_exit(kInterrupted);
}

}  // namespace

void catch_interrupts() {
  struct sigaction action = {};
  action.sa_handler = on_interrupt;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  action.sa_handler = on_alarm;
  ::sigaction(SIGALRM, &action, nullptr);
}

StopToken interrupt_token() {
  return stop_source.token();
}

void files_are_written() {
  written.store(true);
}

HoldInterrupts::HoldInterrupts() {
  held.store(true);
}

HoldInterrupts::~HoldInterrupts() {
  held.store(false);
}

}  // namespace offramp::cli
