// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/case/syntax/text.h"

namespace offramp::case_file {

struct Entry;

/// A value of the file's tree, with the bytes from which it was read.
struct Node {
  enum class Kind { scalar, list, map };
  Kind kind = Kind::scalar;
  bool plain = true;  ///< of a scalar: written without quotes and not as a block
  std::string text;   ///< of a scalar
  std::vector<Node> items;
  std::vector<Entry> entries;  ///< in file order, keys unique
  std::size_t begin = 0, end = 0;

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_list() const { return kind == Kind::list; }
  bool is_map() const { return kind == Kind::map; }
  /// Nothing was written: empty, `~` or `null`, unquoted.
  bool is_null() const { return is_scalar() && plain && (text.empty() || text == "~" || text == "null"); }
  /// The value under a key of a map; nothing if this is no map or has no such key.
  const Entry* entry(std::string_view key) const;
  const Node* at(std::string_view key) const;
};

struct Entry {
  Node key;
  Node value;
};

/// Values in one file, and how deep they may nest.
inline constexpr std::size_t kMaxNodes = 200'000;
inline constexpr int kMaxDepth = 32;

/// Reads YAML 1.2 or JSON under the strict profile of docs/case-format.md. Every breach is an error in
/// `problems`; nothing comes back if the tree is not whole (syntax, depth, encoding, second document).
/// Duplicate keys, anchors, tags and merge keys are errors too, but a tree comes back, without the
/// repeated keys.
std::optional<Node> read_tree(const SourceText& source, Problems& problems);

/// Checks the encoding: UTF-8 without control characters. Places of what is wrong go to `problems`.
/// @return whether all is well.
bool check_encoding(const SourceText& source, Problems& problems);

/// The same text with every byte that is not part of a character, and every NUL, replaced by `?`.
std::string printable_copy(std::string_view bytes);

}  // namespace offramp::case_file
