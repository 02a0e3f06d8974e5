// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/pdf.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cctype>
#include <string_view>
#include <system_error>
#include <vector>

#include "offramp/base/run/child_process.h"
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
  return find_program({"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"});
}

std::string print_pdf(std::string_view html, const StopToken& stop, int seconds) {
  const auto chromium = find_chromium();
  if (!chromium) throw PdfError(kNoChromium);
  const TemporaryFolder folder;
  if (folder.problem()) throw PdfError(*folder.problem());
  const fs::path page = folder.path() / "briefing.html";
  if (const auto problem = write_file(page, html)) throw PdfError(*problem);
  const fs::path made = folder.path() / "page.pdf";
  std::string problem;
  const ChildStatus status =
      run_child(arguments_for(*chromium, folder.path() / "profile", page, made), seconds, stop, problem);
  if (!status) throw PdfError(problem);
  const FileBytes pdf = read_file(made, kMostBytes);
  if (!ended_well(status) || pdf.problem || !is_complete_pdf(pdf.bytes)) {
    throw PdfError(fmt::format(
        "{} could not print the page{}", chromium->string(),
        is_full(folder.path()) ? fmt::format("; {} ($TMPDIR) is full", folder.path().parent_path().string())
                               : std::string()));
  }
  return pdf.bytes;
}

}  // namespace offramp::briefing
