// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "offramp/base/number/quantity.h"
#include "offramp/case/syntax/node.h"
#include "offramp/case/syntax/shape.h"

namespace offramp::case_file {

/// What the comparison of a tree with its shape has found, so that nothing is parsed again. Nodes are those
/// of the tree, which must stay where it is.
struct Structure {
  std::unordered_set<const Node*> unsound;               ///< values that are not what their shape asks for
  std::unordered_map<const Node*, Quantity> quantities;  ///< sound ones, without their provenance
  std::unordered_map<const Node*, double> numbers;       ///< sound numbers that must be certain

  bool sound(const Node& node) const { return !unsound.contains(&node); }
};

/// Compares the tree with a shape: keys, kinds of values, identifiers, dates, words and numbers. Every
/// difference is an error in `problems`.
Structure check_structure(const Node& root, const Shape& shape, Problems& problems);

/// The alternative of an `either` that a value is meant to be; nothing if none fits its kind.
const Shape* alternative(const Shape& either, const Node& node);

}  // namespace offramp::case_file
