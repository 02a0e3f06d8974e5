// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/formats/tree/parts.h"
#include "offramp/formats/tree/text_tree.h"

/// Values out of a YAML or JSON tree, with a diagnostic when they are not what they should be.
namespace offramp::formats {

/// 0, with an error that says what the number was for, when it is none.
double tree_number(const TreeNode& node, std::string_view what, Diagnostics& diagnostics);
/// The text of a scalar without outer blanks; `fallback` for a null pointer, null, a list or a mapping.
std::string tree_text(const TreeNode* node, const std::string& fallback);
/// A list of distinct texts; an error if it is no list, a warning for a text that comes twice.
std::vector<std::string> tree_texts(const TreeNode& node, Diagnostics& diagnostics);
/// For what a reader passes over, so that nothing is dropped silently: a warning for every key of a mapping
/// that is not among those read.
void tree_unread(const TreeNode& node, std::initializer_list<std::string_view> read,
                 Diagnostics& diagnostics);

}  // namespace offramp::formats
