// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace offramp {

/// A commented case file to begin with: two parties and two issues under placeholder names, every section
/// there or shown in a comment. It passes the reader without errors or warnings. `name` becomes the title;
/// anything in it that is not a letter, digit, blank, `-`, `_` or `.` is left out.
std::string case_skeleton(std::string_view name);

}  // namespace offramp
