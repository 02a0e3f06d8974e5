// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/tree/aliases.h"

#include <fmt/format.h>

namespace offramp::tree {

bool Aliases::expand(Node& root, std::size_t values) {
  values_ = values;
  return uses_.empty() || walk(root, 0);
}

// No deeper than max_depth, which the tree obeys already.
bool Aliases::walk(Node& node, std::size_t depth) {
  const std::size_t number = number_++;
  if (next_use_ < uses_.size() && uses_[next_use_].first == number) {
    return replace(node, uses_[next_use_++].second, depth);
  }
  std::string anchor;
  while (next_anchor_ < anchors_.size() && anchors_[next_anchor_].first == number) {
    anchor = anchors_[next_anchor_++].second;
  }
  if (!anchor.empty()) known_[anchor] = nullptr;
  for (Node& item : node.items) {
    if (!walk(item, depth + 1)) return false;
  }
  for (Entry& entry : node.entries) {
    if (!walk(entry.key, depth + 1) || !walk(entry.value, depth + 1)) return false;
  }
  if (!anchor.empty()) known_[anchor] = &node;
  return true;
}

bool Aliases::replace(Node& node, const std::string& anchor, std::size_t depth) {
  const auto found = known_.find(anchor);
  if (found == known_.end() || found->second == nullptr) {
    problems_.error(source_.place(node.begin, node.end),
                    fmt::format("no anchor `{}` before this alias", anchor));
    return false;
  }
  const Node alias = node;
  return copy(*found->second, node, depth, alias);
}

bool Aliases::copy(const Node& from, Node& to, std::size_t depth, const Node& alias) {
  const bool deep = depth >= rules_.max_depth && !from.is_scalar();
  if (deep || ++values_ > rules_.max_values) {
    problems_.error(
        source_.place(alias.begin, alias.end),
        deep ? fmt::format("the alias nests deeper than {} levels", rules_.max_depth)
             : fmt::format("with this alias the file holds more than {} values", rules_.max_values));
    return false;
  }
  to.kind = from.kind;
  to.plain = from.plain;
  to.text = from.text;
  to.begin = alias.begin;
  to.end = alias.end;
  for (const Node& item : from.items) {
    if (!copy(item, to.items.emplace_back(), depth + 1, alias)) return false;
  }
  for (const Entry& entry : from.entries) {
    Entry& made = to.entries.emplace_back();
    if (!copy(entry.key, made.key, depth + 1, alias) || !copy(entry.value, made.value, depth + 1, alias))
      return false;
  }
  return true;
}

}  // namespace offramp::tree
