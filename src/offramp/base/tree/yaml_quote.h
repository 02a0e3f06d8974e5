// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace offramp {

/// What stands between single quotes in YAML, read: `''` is a quote, and lines are folded (YAML 1.2.2,
/// sections 6.5 and 7.3.2). `raw` is the text between the quotes as a parser has accepted it. Done here
/// because fy_token_get_text of libfyaml 0.7.12 leaks memory when there are many `''`. Takes any text.
/// Exact.
std::string single_quoted_text(std::string_view raw);

}  // namespace offramp
