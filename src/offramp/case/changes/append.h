// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "offramp/case/syntax/node.h"

/// Edits of the text of a case file that leave everything else as it is, byte for byte.
namespace offramp::case_file {

/// One map to be written: keys and values, values as YAML on one line.
using ItemLines = std::vector<std::pair<std::string, std::string>>;

/// The text with items behind those of a list at its root, in the list's own style: a line for each key where
/// it is written in lines, braces inside brackets. A list that is not there is made, at the end. `root` is
/// the tree of the text. Nothing where the list is written in neither style. The caller reads the result
/// again.
std::optional<std::string> with_items(std::string_view text, const Node& root, std::string_view key,
                                      std::span<const ItemLines> items);

/// The text with another value for a key at its root that is there and holds one plain value.
std::optional<std::string> with_value(std::string_view text, const Node& root, std::string_view key,
                                      std::string_view value);

/// A text between double quotes, as YAML and JSON read it; what is no UTF-8 becomes the replacement
/// character.
std::string double_quoted(std::string_view text);

}  // namespace offramp::case_file
