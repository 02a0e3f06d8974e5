// SPDX-License-Identifier: Apache-2.0
// Which texts may name something in a case, and which keys make a map a number.
#include <algorithm>
#include <array>

#include "offramp/case/syntax/shape.h"

namespace offramp::case_file {

bool is_identifier(std::string_view text) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.size() <= 64 && text.front() >= 'a' && text.front() <= 'z' &&
         std::all_of(text.begin(), text.end(), allowed);
}

bool is_reserved(std::string_view text) {
  constexpr std::array<std::string_view, 8> kWords{"and", "or",   "not",   "implies",
                                                   "in",  "true", "false", "null"};
  return std::find(kWords.begin(), kWords.end(), text) != kWords.end();
}

const std::vector<std::string_view>& quantity_keys() {
  static const std::vector<std::string_view> keys{"value", "p5", "p50", "p95"};
  return keys;
}

}  // namespace offramp::case_file
