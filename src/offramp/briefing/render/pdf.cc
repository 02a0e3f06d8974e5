// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/pdf.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <system_error>
#include <vector>

#include "offramp/base/run/files.h"
#include "offramp/base/run/temporary_folder.h"
#include "offramp/base/run/write_files.h"

namespace offramp::briefing {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = std::size_t{1} << 30;

std::string file_url(const fs::path& path) {
  std::string url = "file://";
  for (const char c : fs::absolute(path).string()) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = std::isalnum(byte) != 0 || std::string_view("/-_.~").find(c) != std::string_view::npos;
    if (plain) {
      url += c;
    } else {
      url += fmt::format("%{:02X}", byte);
    }
  }
  return url;
}

std::vector<std::string> arguments_for(const fs::path& chromium, const fs::path& profile,
                                       const fs::path& html, const fs::path& out) {
  std::vector<std::string> arguments = {chromium.string(),
                                        "--headless",
                                        "--disable-gpu",
                                        "--disable-quic",
                                        "--disable-extensions",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync",
                                        "--no-first-run",
                                        "--no-default-browser-check",
                                        "--no-pdf-header-footer",
                                        "--proxy-server=127.0.0.1:9",
                                        fmt::format("--user-data-dir={}", profile.string()),
                                        fmt::format("--print-to-pdf={}", out.string())};
  // Chromium refuses to run as root inside its own sandbox; the page is ours and holds no script.
  if (::geteuid() == 0) arguments.push_back("--no-sandbox");
  arguments.push_back(file_url(html));
  return arguments;
}

/// Starts the program in a process group of its own, silent.
pid_t start(const std::vector<std::string>& arguments) {
  std::vector<char*> pointers;
  for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  const pid_t child = ::fork();
  if (child < 0) throw PdfError(fmt::format("cannot start Chromium: {}", std::strerror(errno)));
  if (child == 0) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int nothing = ::open("/dev/null", O_RDWR);
    for (const int fd : {0, 1, 2}) {
      if (nothing >= 0) ::dup2(nothing, fd);
    }
    ::execv(pointers[0], pointers.data());
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

/// The exit status, or nothing if it took too long and was ended. @throws Stopped.
std::optional<int> wait_for(pid_t child, int seconds, const StopToken& stop) {
  constexpr long kStep = 20'000'000;  // nanoseconds
  const long long steps = static_cast<long long>(seconds) * (1'000'000'000LL / kStep);
  int status = 0;
  for (long long i = 0; i < steps; ++i) {
    if (::waitpid(child, &status, WNOHANG) == child) return status;
    if (stop.stop_requested()) {
      end(child);
      throw Stopped{};
    }
    const timespec pause{0, kStep};
    ::nanosleep(&pause, nullptr);
  }
  end(child);
  return std::nullopt;
}

bool is_complete_pdf(std::string_view bytes) {
  return bytes.size() >= 64 && bytes.starts_with("%PDF-") &&
         bytes.substr(bytes.size() - 32).find("%%EOF") != std::string_view::npos;
}

/// Whether a disk has less room than a page and Chromium's own files want.
bool is_full(const fs::path& folder) {
  constexpr std::uintmax_t kWanted = 20'000'000;
  std::error_code none;
  const fs::space_info space = fs::space(folder, none);
  return !none && space.available < kWanted;
}

}  // namespace

std::optional<fs::path> find_chromium() {
  const char* path = std::getenv("PATH");
  if (path == nullptr) return std::nullopt;
  for (const std::string_view name :
       {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}) {
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

std::string print_pdf(std::string_view html, const StopToken& stop, int seconds) {
  const auto chromium = find_chromium();
  if (!chromium) throw PdfError(kNoChromium);
  const TemporaryFolder folder;
  if (folder.problem()) throw PdfError(*folder.problem());
  const fs::path page = folder.path() / "briefing.html";
  if (const auto problem = write_file(page, html)) throw PdfError(*problem);
  const fs::path made = folder.path() / "page.pdf";
  const pid_t child = start(arguments_for(*chromium, folder.path() / "profile", page, made));
  const std::optional<int> status = wait_for(child, seconds, stop);
  if (!status) throw PdfError(fmt::format("{} took longer than {} s", chromium->string(), seconds));
  const FileBytes pdf = read_file(made, kMostBytes);
  if (!WIFEXITED(*status) || WEXITSTATUS(*status) != 0 || pdf.problem || !is_complete_pdf(pdf.bytes)) {
    throw PdfError(fmt::format(
        "{} could not print the page{}", chromium->string(),
        is_full(folder.path()) ? fmt::format("; {} ($TMPDIR) is full", folder.path().parent_path().string())
                               : std::string()));
  }
  return pdf.bytes;
}

}  // namespace offramp::briefing
