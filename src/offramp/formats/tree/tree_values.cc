// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/tree/tree_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace offramp::formats {

double tree_number(const TreeNode& node, std::string_view what, Diagnostics& diagnostics) {
  const auto number = node.kind == TreeNode::Kind::scalar ? parse_number(trimmed(node.text)) : std::nullopt;
  if (!number) {
    const std::string found = node.kind == TreeNode::Kind::scalar ? fmt::format("`{}`", clean_text(node.text))
                                                                  : std::string("a list or table");
    add_error(diagnostics, node.place, fmt::format("{} must be a number, not {}", what, found));
  }
  return number.value_or(0.0);
}

std::string tree_text(const TreeNode* node, const std::string& fallback) {
  if (node == nullptr || node->kind != TreeNode::Kind::scalar || node->is_null()) return fallback;
  return clean_text(node->text);
}

std::vector<std::string> tree_texts(const TreeNode& node, Diagnostics& diagnostics) {
  std::vector<std::string> texts;
  if (node.kind != TreeNode::Kind::sequence) {
    add_error(diagnostics, node.place, "a list was expected");
    return texts;
  }
  std::set<std::string> seen;
  for (const TreeNode& item : node.items) {
    if (item.kind != TreeNode::Kind::scalar) {
      add_error(diagnostics, item.place, "a text or number was expected");
      continue;
    }
    std::string text = clean_text(item.text);
    if (seen.insert(text).second) {
      texts.push_back(std::move(text));
    } else {
      add_warning(diagnostics, item.place, fmt::format("`{}` is listed twice", text), "it is read once");
    }
  }
  return texts;
}

void tree_unread(const TreeNode& node, std::initializer_list<std::string_view> read,
                 Diagnostics& diagnostics) {
  for (const TreeMember& member : node.members) {
    if (std::find(read.begin(), read.end(), member.key) == read.end()) {
      add_warning(diagnostics, member.place, fmt::format("`{}` is not read", member.key));
    }
  }
}

}  // namespace offramp::formats
