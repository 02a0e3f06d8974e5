// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "offramp/base/run/progress.h"

namespace offramp::briefing {

/// Why a page could not be printed, in words for the user.
struct PdfError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The Chromium that would print: the first of chromium, chromium-browser, google-chrome and
/// google-chrome-stable on PATH.
std::optional<std::filesystem::path> find_chromium();

/// What to tell who wants a PDF and has none of them.
inline constexpr const char* kNoChromium =
    "printing to PDF needs Chromium or Google Chrome on PATH (on Debian: apt-get install chromium); "
    "or open the HTML page and print it from any browser";

/// Prints a page to PDF through Chromium: no shell, page and profile in a private temporary folder that goes
/// away again, no network (every request but the page itself goes to a proxy that does not exist). Takes at
/// most `seconds`, then gives up. Chromium ends when this program does.
/// @throws PdfError if there is no Chromium or no room in the temporary folder, or Chromium fails or takes
/// too long; Stopped.
std::string print_pdf(std::string_view html, const StopToken& stop = {}, int seconds = 60);

}  // namespace offramp::briefing
