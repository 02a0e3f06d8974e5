// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

#include "offramp/base/run/progress.h"
#include "offramp/briefing/document/document.h"

namespace offramp::briefing {

/// Why a Word file could not be made, in words for the user.
struct WordError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What to tell who wants a Word file and has no pandoc.
inline constexpr const char* kNoPandoc =
    "a Word file needs pandoc on PATH (on Debian: apt-get install pandoc librsvg2-bin); or write Markdown "
    "or HTML, which Word opens too";

/// Whether there is a pandoc on PATH.
bool has_pandoc();

/// The document as a Word file (.docx) through pandoc: its own styles (Title, Heading 1, Table, and
/// "Marking", "Audience" and "Caption" of ours), links inside it, drawings as pictures with their numbers in
/// a table behind them. The drawings need rsvg-convert; without it only the tables stand. `date`, YYYY-MM-DD,
/// is written as the day on which it was made, so that the same case gives the same bytes; empty: 1980. No
/// shell and no network; everything lies in a private temporary folder that goes away again.
/// @throws WordError if there is no pandoc or no room in the temporary folder, or pandoc fails or takes more
/// than `seconds`; Stopped.
std::string print_word(const Document& document, const std::string& date, const StopToken& stop = {},
                       int seconds = 120);

}  // namespace offramp::briefing
