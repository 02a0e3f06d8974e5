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

}  // namespace offramp::case_file
