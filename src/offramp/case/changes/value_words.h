// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/case/syntax/node.h"

namespace offramp::case_file {

/// What stands at a place of a case, as a reader says it and without the marks of YAML: "20 to 45, median 28;
/// source: hosmer2001". Of a number first its value or quantiles; names of keys lose their underscores; what
/// is in maps inside maps stands in brackets. One line.
std::string value_words(const Node& node);

}  // namespace offramp::case_file
