// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/syntax/node.h"

namespace offramp::case_file {

std::optional<Node> read_tree(const SourceText& source, Problems& problems, StopToken stop) {
  if (!check_encoding(source, problems)) return std::nullopt;
  const tree::Rules rules{.place = "in a case file",
                          .if_empty = "`offramp new NAME` writes a skeleton",
                          .strict = true,
                          .json = false,
                          .max_depth = kMaxDepth,
                          .max_values = 200'000};
  return tree::read(source, rules, problems, stop);
}

void shift(Node& node, std::size_t by) {
  node.begin += static_cast<std::uint32_t>(by);
  node.end += static_cast<std::uint32_t>(by);
  for (Node& item : node.items) shift(item, by);
  for (Entry& entry : node.entries) {
    shift(entry.key, by);
    shift(entry.value, by);
  }
}

}  // namespace offramp::case_file
