// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/changes/value_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "offramp/base/text/scan.h"

namespace offramp::case_file {
namespace {

std::string key_words(std::string key) {
  std::replace(key.begin(), key.end(), '_', ' ');
  return key;
}

std::string words_of(const Node& node, bool inside);

// The value of a number, from whichever keys hold it; empty for any other map.
std::string number_words(const Node& map) {
  const Node* value = map.at("value");
  if (value != nullptr && value->is_scalar()) return words_of(*value, true);
  const Node *low = map.at("p5"), *middle = map.at("p50"), *high = map.at("p95");
  if (low == nullptr || high == nullptr) return {};
  std::string words = fmt::format("{} to {}", words_of(*low, true), words_of(*high, true));
  if (middle != nullptr) words += ", median " + words_of(*middle, true);
  return words;
}

bool in_number(const std::string& key) {
  return key == "value" || key == "p5" || key == "p50" || key == "p95";
}

std::string map_words(const Node& map, bool inside) {
  const std::string number = number_words(map);
  std::vector<std::string> parts;
  if (!number.empty()) parts.push_back(number);
  for (const Entry& entry : map.entries) {
    if (!number.empty() && in_number(entry.key.text)) continue;
    parts.push_back(key_words(entry.key.text) + ": " + words_of(entry.value, true));
  }
  std::string words;
  for (const std::string& part : parts) words += (words.empty() ? "" : inside ? ", " : "; ") + part;
  return inside && parts.size() > 1 ? "(" + words + ")" : words;
}

std::string list_words(const Node& list, bool inside) {
  std::string words;
  for (const Node& item : list.items)
    words += (words.empty() ? "" : item.is_scalar() ? ", " : "; ") + words_of(item, true);
  return inside && list.items.size() > 1 ? "(" + words + ")" : words;
}

std::string words_of(const Node& node, bool inside) {
  if (node.is_scalar()) return node.is_null() ? "nothing" : one_line(node.text);
  const std::string words = node.is_map() ? map_words(node, inside) : list_words(node, inside);
  return words.empty() ? "nothing" : words;
}

}  // namespace

std::string value_words(const Node& node) {
  return words_of(node, false);
}

}  // namespace offramp::case_file
