// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

namespace offramp::briefing {

/// Why a page could not be printed, in words for the user.
struct PdfError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The Chromium that would print: the first of chromium, chromium-browser, google-chrome and
/// google-chrome-stable on PATH.
std::optional<std::filesystem::path> find_chromium();

/// Prints an HTML file to PDF through Chromium: no shell, a profile of its own in a temporary folder that
/// is removed again, no network (every request but the file itself goes to a proxy that does not exist).
/// The PDF appears under its name only when it is complete. Takes at most `seconds`, then gives up.
/// @throws PdfError if there is no Chromium, the page cannot be read, it fails or takes too long, or the
/// file cannot be written.
void print_pdf(const std::filesystem::path& html, const std::filesystem::path& pdf, int seconds = 60);

}  // namespace offramp::briefing
