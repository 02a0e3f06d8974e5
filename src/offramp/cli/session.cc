// SPDX-License-Identifier: Apache-2.0
#include "offramp/cli/session.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

#include "offramp/base/run/write_files.h"
#include "offramp/case/file/reader.h"

#ifndef OFFRAMP_INSTALLED_DATA
#define OFFRAMP_INSTALLED_DATA "/usr/share/offramp"
#endif

namespace offramp::cli {
namespace {

StopSource& interrupt_source() {
  static StopSource source;
  return source;
}

// A second interrupt ends the program at once, in case a computation does not come to its next check.
void on_interrupt(int signal_number) {
  if (interrupt_source().token().stop_requested()) ::_exit(128 + signal_number);
  interrupt_source().request_stop();
}

bool colour_wanted(int descriptor) {
  const char* no_colour = std::getenv("NO_COLOR");
  if (no_colour != nullptr && *no_colour != '\0') return false;
  const char* terminal = std::getenv("TERM");
  if (terminal != nullptr && std::string_view(terminal) == "dumb") return false;
  return ::isatty(descriptor) == 1;
}

}  // namespace

Session::Session() : colour_out_(colour_wanted(STDOUT_FILENO)), colour_err_(colour_wanted(STDERR_FILENO)) {
  struct sigaction action = {};
  action.sa_handler = on_interrupt;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

void Session::note(std::string_view text) {
  clear_progress();
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void Session::clear_progress() {
  if (progress_shown_) std::fputs("\r\033[K", stderr);
  progress_shown_ = false;
}

bool Session::interrupted() {
  return interrupt_source().token().stop_requested();
}

RunControl Session::control() {
  using Clock = std::chrono::steady_clock;
  RunControl control;
  control.threads = threads;
  control.stop = interrupt_source().token();
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

Case Session::load_case(const std::string& argument) {
  const std::filesystem::path path = find_case(argument);
  LoadedCase result = read_case_file(path);
  if (!result.diagnostics.sorted().empty() && (!quiet || result.diagnostics.has_errors())) {
    note(result.diagnostics.to_text(colour_err_));
  }
  if (result.value) return std::move(*result.value);
  throw Failure{result.unread ? kFileTrouble : kBadInput, case_suggestion(argument)};
}

void Session::save(const std::filesystem::path& path, std::string_view bytes) {
  if (const auto problem = write_file(path, bytes)) {
    throw Failure{kFileTrouble, *problem};
  }
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

std::filesystem::path data_folder() {
  const char* set = std::getenv("OFFRAMP_DATA");
  return set != nullptr && *set != '\0' ? std::filesystem::path(set)
                                        : std::filesystem::path(OFFRAMP_INSTALLED_DATA);
}

std::filesystem::path find_case(const std::string& argument) {
  std::error_code ignored;
  const std::filesystem::path given(argument);
  if (std::filesystem::exists(given, ignored) || given.is_absolute()) return given;
  for (const std::filesystem::path& candidate : {data_folder() / "cases" / given, data_folder() / given}) {
    if (std::filesystem::exists(candidate, ignored)) return candidate;
  }
  return given;
}

std::string case_suggestion(const std::string& argument) {
  std::error_code ignored;
  if (std::filesystem::exists(find_case(argument), ignored)) return {};
  const std::filesystem::path given(argument);
  std::vector<std::string> names;
  const auto collect = [&](const std::filesystem::path& folder, const std::filesystem::path& shown) {
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
      names.push_back((shown / entry.path().filename()).string());
    }
  };
  collect(given.has_parent_path() ? given.parent_path() : std::filesystem::path("."), given.parent_path());
  if (!given.has_parent_path()) collect(data_folder() / "cases", {});
  std::sort(names.begin(), names.end());
  return suggestion(argument, names);
}

CLI::Validator whole_number() {
  return CLI::Validator(
      [](std::string& text) {
        const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
        return digits ? std::string() : fmt::format("{} is not a whole number", text);
      },
      "", "whole number");
}

CLI::Validator finite_number(double least, bool above) {
  return CLI::Validator(
      [least, above](std::string& text) {
        double value = 0.0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
          return fmt::format("{} is not a number", text);
        }
        if (value > least || (!above && value == least)) return std::string();
        return fmt::format("{} is not {} {}", text, above ? "above" : "at least", least);
      },
      "", "finite number");
}

void add_threads_option(CLI::App& command, Session& session) {
  command
      .add_option("--threads", session.threads,
                  "At most this many threads; 0: all cores. Never changes a result")
      ->check(CLI::Range(0, 1024));
  command.add_flag("--quiet", session.quiet, "No warnings and no progress on standard error");
}

void add_sampling_options(CLI::App& command, SamplingOptions& options, Session& session) {
  command
      .add_option("case", options.case_argument,
                  "Folder or file of the case, or a name from the case library")
      ->required();
  add_world_options(command, options, session);
}

void add_world_options(CLI::App& command, SamplingOptions& options, Session& session) {
  command
      .add_option("--worlds", options.worlds, "Worlds to sample; powers of two integrate best (default 4096)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1} << 24));
  command.add_option("--seed", options.seed, "Seed of the sample, 0 to 2^64 - 1 (default 1)")
      ->transform(whole_number());
  command.add_flag("--json", options.json, "Write the result as JSON to standard output");
  add_threads_option(command, session);
}

}  // namespace offramp::cli
