// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/tree/text_tree.h"

#include <fmt/format.h>

#include <utility>

#include "offramp/base/tree/tree.h"
#include "offramp/base/unicode/unicode.h"
#include "offramp/formats/tree/parts.h"

namespace offramp::formats {
namespace {

// Takes the texts out of `node`. As deep as the tree, which is bounded.
TreeNode converted(tree::Node& node, const SourceText& source) {
  TreeNode made;
  made.kind = node.is_list()  ? TreeNode::Kind::sequence
              : node.is_map() ? TreeNode::Kind::mapping
                              : TreeNode::Kind::scalar;
  made.text = std::move(node.text);
  made.quoted = !node.plain;
  made.place = source.place(node.begin, node.begin);
  made.items.reserve(node.items.size());
  for (tree::Node& item : node.items) made.items.push_back(converted(item, source));
  made.members.reserve(node.entries.size());
  for (tree::Entry& entry : node.entries) {
    made.members.push_back({clean_text(entry.key.text), source.place(entry.key.begin, entry.key.begin),
                            converted(entry.value, source)});
  }
  return made;
}

}  // namespace

const TreeNode* TreeNode::find(std::string_view key) const {
  for (const TreeMember& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

bool TreeNode::is_null() const {
  return kind == Kind::scalar && !quoted && (text.empty() || text == "null" || text == "~");
}

std::optional<TreeNode> parse_tree(std::string_view bytes, TreeSyntax syntax, Diagnostics& diagnostics,
                                   StopToken stop) {
  if (bytes.size() > kMaxFileBytes) {
    diagnostics.error({}, fmt::format("{} bytes; at most {} are read", bytes.size(), kMaxFileBytes));
    return std::nullopt;
  }
  if (!valid_utf8(bytes) || bytes.find('\0') != std::string_view::npos) {
    diagnostics.error({}, "the file is not UTF-8 text");
    return std::nullopt;
  }
  const SourceText source(bytes);
  Problems problems(diagnostics, source);
  const tree::Rules rules{.place = "here",
                          .if_empty = {},
                          .strict = false,
                          .json = syntax == TreeSyntax::json,
                          .max_depth = kMaxTreeDepth,
                          .max_values = kMaxTreeValues};
  std::optional<tree::Node> root = tree::read(source, rules, problems, stop);
  if (!root) return std::nullopt;
  return converted(*root, source);
}

}  // namespace offramp::formats
