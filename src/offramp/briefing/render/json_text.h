// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace offramp::briefing {

/// JSON as the program writes it: indented by two, ended by a new line, nought without a sign; bytes that are
/// not UTF-8 become U+FFFD. Numbers are in the shortest form that reads back as the same double.
std::string json_text(nlohmann::ordered_json json);

}  // namespace offramp::briefing
