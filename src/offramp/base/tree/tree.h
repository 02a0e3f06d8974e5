// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/base/text/source_text.h"

/// YAML 1.2 and JSON as a tree, by libfyaml, with the place of everything.
namespace offramp::tree {

struct Entry;

/// A value of the file's tree, with the bytes from which it was read.
struct Node {
  enum class Kind : std::uint8_t { scalar, list, map };
  Kind kind = Kind::scalar;
  bool plain = true;  ///< of a scalar: written without quotes and not as a block
  std::uint32_t begin = 0, end = 0;
  std::string text;  ///< of a scalar
  std::vector<Node> items;
  std::vector<Entry> entries;  ///< in file order, keys unique

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_list() const { return kind == Kind::list; }
  bool is_map() const { return kind == Kind::map; }
  /// Nothing was written: empty, or unquoted what the core schema of YAML 1.2 takes for nothing.
  bool is_null() const {
    return is_scalar() && plain &&
           (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL");
  }
  /// True or false, unquoted, as the core schema of YAML 1.2 writes it; nothing for anything else.
  std::optional<bool> truth() const {
    if (!is_scalar() || !plain) return std::nullopt;
    if (text == "true" || text == "True" || text == "TRUE") return true;
    if (text == "false" || text == "False" || text == "FALSE") return false;
    return std::nullopt;
  }
  /// The value under a key of a map; nothing if this is no map or has no such key. Walks the entries.
  const Entry* entry(std::string_view key) const;
  const Node* at(std::string_view key) const;
};

struct Entry {
  Node key;
  Node value;
};

/// What a tree may be.
struct Rules {
  std::string_view place = "here";  ///< where what is not allowed is not: "in a case file"
  std::string_view if_empty;        ///< hint when the file is empty
  /// Anchors, aliases, tags, merge keys and directives are errors. Otherwise aliases are expanded, tags and
  /// directives passed over, and `<<` is a key as any other.
  bool strict = true;
  bool json = false;  ///< JSON only
  std::size_t max_depth = 32;
  std::size_t max_values = 200'000;  ///< scalars, lists, maps and keys; aliases count what they stand for
};

/// Reads one document. Every breach is an error in `problems`; nothing comes back if the tree is not whole
/// (syntax, depth, encoding, second document). Duplicate keys and what `strict` forbids are errors too, but
/// a tree comes back, without the repeated keys. After a syntax error reading goes on at the next
/// line that begins with a key, for further syntax errors, kMaxSyntaxErrors of them. Never throws on any
/// bytes. Time and memory grow linearly with the text, and no input nests deeper on the stack than
/// max_depth.
/// @throws Stopped when the token stops it.
std::optional<Node> read(const SourceText& source, const Rules& rules, Problems& problems,
                         StopToken stop = {});

inline constexpr int kMaxSyntaxErrors = 10;

/// Directives that may stand in a text that is not strict.
inline constexpr std::size_t kMaxDirectives = 1'000;

/// libfyaml looks ahead to the end of a line that begins inside brackets, at some 200 bytes of memory a
/// token; no more than this many tokens may stand there.
inline constexpr std::size_t kMaxTokensOnLine = 200'000;

/// libfyaml keeps what stands in brackets until they close, at some 1,000 bytes of memory a bracket.
inline constexpr std::size_t kMaxOpenBrackets = 50'000;

}  // namespace offramp::tree
