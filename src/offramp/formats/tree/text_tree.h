// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/base/text/diagnostics.h"

namespace offramp::formats {

struct TreeMember;

/// A YAML or JSON value with its place.
struct TreeNode {
  enum class Kind { scalar, sequence, mapping };
  Kind kind = Kind::scalar;
  std::string text;     ///< of a scalar
  bool quoted = false;  ///< a scalar in quotes: text, whatever it looks like
  Place place;
  std::vector<TreeNode> items;      ///< of a sequence
  std::vector<TreeMember> members;  ///< of a mapping, keys distinct

  /// Value of a key; nullptr if there is none or this is not a mapping.
  const TreeNode* find(std::string_view key) const;
  bool is_null() const;
};

struct TreeMember {
  std::string key;
  Place place;
  TreeNode value;
};

enum class TreeSyntax { json, yaml };

/// Parses one document by `tree::read`. Errors (with their place): bad syntax, a duplicate key, a key that is
/// not a plain text, more than one document, deeper than kMaxTreeDepth, more than kMaxTreeValues. YAML
/// aliases are expanded, within that limit; tags are passed over. Nothing is returned when there was an
/// error.
/// @throws Stopped when the token stops it.
std::optional<TreeNode> parse_tree(std::string_view bytes, TreeSyntax syntax, Diagnostics& diagnostics,
                                   StopToken stop = {});

inline constexpr std::size_t kMaxTreeDepth = 64;
inline constexpr std::size_t kMaxTreeValues = 500'000;

}  // namespace offramp::formats
