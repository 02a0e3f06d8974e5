// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/pdf.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string_view>
#include <system_error>
#include <vector>

namespace offramp::briefing {
namespace {

namespace fs = std::filesystem;

/// A folder that goes away with its contents.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code none;
    std::string pattern = (fs::temp_directory_path(none) / "offramp-pdf-XXXXXX").string();
    if (none || ::mkdtemp(pattern.data()) == nullptr) {
      throw PdfError(fmt::format("cannot make a temporary folder: {}", std::strerror(errno)));
    }
    path_ = pattern;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

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
    const int nothing = ::open("/dev/null", O_RDWR);
    for (const int fd : {0, 1, 2}) {
      if (nothing >= 0) ::dup2(nothing, fd);
    }
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
  }
  return child;
}

/// The exit status, or nothing if it took too long and was ended.
std::optional<int> wait_for(pid_t child, int seconds) {
  constexpr long kStep = 20'000'000;  // nanoseconds
  const long long steps = static_cast<long long>(seconds) * (1'000'000'000LL / kStep);
  int status = 0;
  for (long long i = 0; i < steps; ++i) {
    if (::waitpid(child, &status, WNOHANG) == child) return status;
    const timespec pause{0, kStep};
    ::nanosleep(&pause, nullptr);
  }
  ::kill(-child, SIGKILL);
  ::kill(child, SIGKILL);
  ::waitpid(child, &status, 0);
  return std::nullopt;
}

bool is_complete_pdf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::array<char, 5> head{};
  if (!file.read(head.data(), head.size()) || std::string_view(head.data(), 5) != "%PDF-") return false;
  std::error_code none;
  const auto size = fs::file_size(path, none);
  if (none || size < 64) return false;
  std::string tail(32, '\0');
  file.seekg(-32, std::ios::end);
  file.read(tail.data(), 32);
  return tail.find("%%EOF") != std::string::npos;
}

/// Beside its final name first, so that the last step is one rename.
void deliver(const fs::path& made, const fs::path& pdf) {
  const fs::path part = fs::path(pdf.string() + fmt::format(".{}.part", ::getpid()));
  std::error_code failed;
  fs::copy_file(made, part, fs::copy_options::overwrite_existing, failed);
  if (!failed) fs::rename(part, pdf, failed);
  if (failed) {
    std::error_code ignored;
    fs::remove(part, ignored);
    throw PdfError(fmt::format("cannot write {}: {}", pdf.string(), failed.message()));
  }
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

void print_pdf(const fs::path& html, const fs::path& pdf, int seconds) {
  const auto chromium = find_chromium();
  if (!chromium) {
    throw PdfError(
        "printing to PDF needs Chromium or Google Chrome on PATH (on Debian: apt-get install chromium); "
        "or open the HTML page and print it from any browser");
  }
  if (std::error_code none; !fs::is_regular_file(html, none))
    throw PdfError(fmt::format("cannot read {}", html.string()));
  const TemporaryFolder folder;
  const fs::path made = folder.path() / "page.pdf";
  const std::optional<int> status =
      wait_for(start(arguments_for(*chromium, folder.path() / "profile", html, made)), seconds);
  if (!status) throw PdfError(fmt::format("{} took longer than {} s", chromium->string(), seconds));
  if (!WIFEXITED(*status) || WEXITSTATUS(*status) != 0 || !is_complete_pdf(made)) {
    throw PdfError(fmt::format("{} could not print {}", chromium->string(), html.string()));
  }
  deliver(made, pdf);
}

}  // namespace offramp::briefing
