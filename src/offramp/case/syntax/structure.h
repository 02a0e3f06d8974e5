// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "offramp/case/syntax/node.h"
#include "offramp/case/syntax/shape.h"

namespace offramp::case_file {

/// Which values of a tree do not have the shape that the table asks for.
using Unsound = std::unordered_set<const Node*>;

/// Compares the tree with the table of `case_shape()`: keys, kinds of values, identifiers, dates, words
/// and numbers. Every difference is an error in `problems`; values that differ are in the result.
Unsound check_structure(const Node& root, Problems& problems);

/// The alternative of an `either` that a value is meant to be; nothing if none fits its kind.
const Shape* alternative(const Shape& either, const Node& node);

/// Whether a text is a day of the Gregorian calendar, YYYY-MM-DD.
bool is_date(std::string_view text);

}  // namespace offramp::case_file
