// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "offramp/briefing/document/document.h"

namespace offramp::briefing {

/// One self-contained HTML page: no script, no request, drawings inline, styles for screen (light and
/// dark), phone and print. A content security policy in the page forbids everything but its own styles.
/// Texts are escaped; only http and https addresses become links.
std::string render_html(const Document& document);

/// The page's style sheet.
std::string_view page_style();

}  // namespace offramp::briefing
