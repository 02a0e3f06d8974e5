// SPDX-License-Identifier: Apache-2.0
#include "offramp/cli/session.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>

#include "offramp/cli/interrupt.h"

namespace offramp::cli {
namespace {

bool colour_wanted(int descriptor) {
  const char* no_colour = std::getenv("NO_COLOR");
  if (no_colour != nullptr && *no_colour != '\0') return false;
  const char* terminal = std::getenv("TERM");
  if (terminal != nullptr && std::string_view(terminal) == "dumb") return false;
  return ::isatty(descriptor) == 1;
}

}  // namespace

Session::Session() : colour_out_(colour_wanted(STDOUT_FILENO)), colour_err_(colour_wanted(STDERR_FILENO)) {}

void Session::note(std::string_view text) {
  clear_progress();
  const std::string shown = printable_lines(text, colour_err_);
  std::fwrite(shown.data(), 1, shown.size(), stderr);
}

std::optional<std::string> Session::line(std::string_view question) {
  constexpr std::size_t kMostTyped = 1 << 20;
  const std::string shown = printable_lines(question, colour_out_);
  std::fwrite(shown.data(), 1, shown.size(), stdout);
  std::fflush(stdout);
  std::size_t end = typed_.find('\n');
  while (end == std::string::npos && typed_.size() < kMostTyped) {
    char buffer[4096];
    const ssize_t got = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (interrupt_token().stop_requested()) throw Stopped();
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    typed_.append(buffer, static_cast<std::size_t>(got));
    end = typed_.find('\n');
  }
  if (end == std::string::npos && typed_.empty()) {
    std::fputs("\n", stdout);
    std::fflush(stdout);
    return std::nullopt;
  }
  std::string text = typed_.substr(0, end);
  typed_.erase(0, end == std::string::npos ? end : end + 1);
  if (text.ends_with('\r')) text.pop_back();
  if (::isatty(STDIN_FILENO) != 1) {
    const std::string echo = printable_lines(text, false) + "\n";
    std::fwrite(echo.data(), 1, echo.size(), stdout);
    std::fflush(stdout);
  }
  return text;
}

void Session::clear_progress() {
  if (progress_shown_) std::fputs("\r\033[K", stderr);
  progress_shown_ = false;
}

RunControl Session::control(int threads, bool quiet) {
  using Clock = std::chrono::steady_clock;
  RunControl control;
  control.threads = threads;
  control.stop = interrupt_token();
  if (quiet) return control;
  const bool terminal = ::isatty(STDERR_FILENO) == 1;
  auto next = std::make_shared<Clock::time_point>(Clock::now() + std::chrono::seconds(1));
  control.progress = [this, terminal, next](std::string_view stage, double share) {
    const auto now = Clock::now();
    if (now < *next) return;
    *next = now + (terminal ? std::chrono::milliseconds(100) : std::chrono::seconds(10));
    if (terminal) {
      fmt::print(stderr, "\r\033[K{} {:.0f} %", stage, 100.0 * share);
      std::fflush(stderr);
      progress_shown_ = true;
    } else {
      fmt::print(stderr, "{} {:.0f} %\n", stage, 100.0 * share);
    }
  };
  return control;
}

void Session::save(std::span<const FileToWrite> files) {
  if (files.empty()) return;
  StagedFiles staged;
  for (const FileToWrite& file : files) {
    if (const auto problem = staged.add(file)) throw verbs::Failure{verbs::Reason::file_trouble, *problem};
  }
  std::optional<HoldInterrupts> hold;
  const auto problem = staged.commit([&] {
    hold.emplace();
    if (interrupt_token().stop_requested()) throw Stopped();
  });
  // A pipe that nobody reads is left by an interrupt, too.
  if (problem && interrupt_token().stop_requested()) throw Stopped();
  if (problem) throw verbs::Failure{verbs::Reason::file_trouble, *problem};
  files_are_written();
}

ExitCode Session::flush() {
  clear_progress();
  std::string_view left = out_;
  while (!left.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      note(fmt::format("offramp: standard output cannot be written: {}\n", std::strerror(errno)));
      return kFileTrouble;
    }
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  return kDone;
}

}  // namespace offramp::cli
