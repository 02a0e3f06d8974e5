// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/case/syntax/node.h"

namespace offramp::case_file {

/// One thing that two trees do not have alike.
struct Difference {
  std::vector<std::string> steps;  ///< keys, and of list items their `id`
  const Node* before = nullptr;    ///< null: it is new
  const Node* after = nullptr;     ///< null: it is gone

  /// "evidence.paris_refusal.grade"
  std::string path() const;
};

/// What differs, as deep down as both sides have a map, or a list all of whose items have an `id` of their
/// own; other lists and single values differ as a whole. The order of keys and of such items, comments,
/// quotes and layout are no difference. In the order of `before`, what is new after what was there. The trees
/// must outlive the result.
std::vector<Difference> differences(const Node& before, const Node& after);

/// Makes one of the differences in a tree that has what `before` has there, or more at other places.
void make(Node& root, const Difference& difference);

}  // namespace offramp::case_file
