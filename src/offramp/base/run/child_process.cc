// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/run/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace offramp {
namespace {

namespace fs = std::filesystem;

std::optional<pid_t> start(const std::vector<std::string>& arguments,
                           const std::vector<std::pair<std::string, std::string>>& environment,
                           const fs::path& output, std::string& problem) {
  std::vector<std::string> words;
  for (char** entry = environ; *entry != nullptr; ++entry) words.emplace_back(*entry);
  for (const auto& [name, value] : environment) {
    std::erase_if(words, [&](const std::string& word) { return word.starts_with(name + "="); });
    words.push_back(fmt::format("{}={}", name, value));
  }
  // Everything is allocated before the fork: after it only what is safe in a signal handler may run.
  std::vector<char*> argument_pointers, environment_pointers;
  for (const std::string& argument : arguments)
    argument_pointers.push_back(const_cast<char*>(argument.c_str()));
  for (std::string& word : words) environment_pointers.push_back(word.data());
  argument_pointers.push_back(nullptr);
  const char* output_path = output.c_str();
  environment_pointers.push_back(nullptr);
  const pid_t child = ::fork();
  if (child < 0) {
    problem = fmt::format("cannot start {}: {}", arguments.front(), std::strerror(errno));
    return std::nullopt;
  }
  if (child == 0) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int nothing = ::open("/dev/null", O_RDWR);
    for (const int fd : {0, 1, 2}) {
      if (nothing >= 0) ::dup2(nothing, fd);
    }
    if (output_path[0] != '\0') {
      const int file = ::open(output_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
      if (file < 0 || ::dup2(file, 1) < 0) ::_exit(127);
    }
    ::execve(argument_pointers[0], argument_pointers.data(), environment_pointers.data());
    ::_exit(127);
  }
  return child;
}

void end(pid_t child) {
  int status = 0;
  ::kill(-child, SIGKILL);
  ::kill(child, SIGKILL);
  ::waitpid(child, &status, 0);
}

}  // namespace

std::optional<fs::path> find_program(const std::vector<std::string_view>& names) {
  const char* path = std::getenv("PATH");
  if (path == nullptr) return std::nullopt;
  for (const std::string_view name : names) {
    std::string_view rest = path;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(':'), rest.size());
      const fs::path candidate = fs::path(rest.substr(0, end)) / name;
      rest.remove_prefix(std::min(end + 1, rest.size()));
      std::error_code none;
      if (fs::is_regular_file(candidate, none) && ::access(candidate.c_str(), X_OK) == 0) return candidate;
    }
  }
  return std::nullopt;
}

bool ended_well(const ChildStatus& status) {
  return status && WIFEXITED(*status) && WEXITSTATUS(*status) == 0;
}

ChildStatus run_child(const std::vector<std::string>& arguments, int seconds, const StopToken& stop,
                      std::string& problem,
                      const std::vector<std::pair<std::string, std::string>>& environment,
                      const fs::path& output) {
  const std::optional<pid_t> child = start(arguments, environment, output, problem);
  if (!child) return std::nullopt;
  constexpr long kStep = 20'000'000;  // nanoseconds
  const long long steps = static_cast<long long>(seconds) * (1'000'000'000LL / kStep);
  int status = 0;
  for (long long i = 0; i < steps; ++i) {
    if (::waitpid(*child, &status, WNOHANG) == *child) return status;
    if (stop.stop_requested()) {
      end(*child);
      throw Stopped{};
    }
    const timespec pause{0, kStep};
    ::nanosleep(&pause, nullptr);
  }
  end(*child);
  problem = fmt::format("{} took longer than {} s", arguments.front(), seconds);
  return std::nullopt;
}

}  // namespace offramp
