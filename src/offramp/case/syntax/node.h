// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "offramp/base/run/progress.h"
#include "offramp/base/text/source_text.h"
#include "offramp/base/tree/tree.h"

namespace offramp::case_file {

using tree::Entry;
using tree::Node;

/// Lists and maps of a case nest at most this deep.
inline constexpr std::size_t kMaxDepth = 32;

/// Reads YAML 1.2 or JSON under the strict profile of docs/case-format.md (`tree::Rules::strict`). Every
/// breach is an error in `problems`; nothing comes back if the tree is not whole (syntax, depth, encoding,
/// second document). Duplicate keys, anchors, tags and merge keys are errors too, but a tree comes back,
/// without the repeated keys. @throws Stopped when the token stops it.
std::optional<Node> read_tree(const SourceText& source, Problems& problems, StopToken stop = {});

/// Moves the places of a tree by so many bytes: of a text that now stands behind another.
void shift(Node& node, std::size_t by);

/// Checks the encoding: UTF-8 without control characters. Places of what is wrong go to `problems`.
/// @return whether all is well.
bool check_encoding(const SourceText& source, Problems& problems);

}  // namespace offramp::case_file
