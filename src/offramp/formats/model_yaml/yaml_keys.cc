// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/model_yaml/yaml_keys.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/text/scan.h"
#include "offramp/base/unicode/unicode.h"

namespace offramp::formats {
namespace {

constexpr std::size_t kMaxAnchors = 1000;  // of one equation; places behind them are only near

}  // namespace

bool YamlKeys::is_map(const tree::Node& node, std::string_view what) {
  if (node.is_map()) return true;
  error(node, fmt::format("{} is a map of keys and values", what));
  return false;
}

void YamlKeys::only(const tree::Node& map, const std::vector<std::string>& keys, std::string_view what) {
  for (const tree::Entry& entry : map.entries) {
    if (std::find(keys.begin(), keys.end(), entry.key.text) != keys.end()) continue;
    const std::string_view near = nearest_name(entry.key.text, keys);
    error(entry.key, fmt::format("{} has no key `{}`", what, printable(first_characters(entry.key.text, 60))),
          near.empty() ? "keys: " + fmt::format("{}", fmt::join(keys, ", "))
                       : fmt::format("did you mean `{}`?", near));
  }
}

void YamlKeys::each(const tree::Node& map, std::string_view key,
                    const std::function<void(const tree::Node&, const tree::Node&)>& take) {
  const tree::Node* found = map.at(key);
  if (found == nullptr || found->is_null() || !is_map(*found, fmt::format("`{}`", key))) return;
  for (const tree::Entry& entry : found->entries) take(entry.key, entry.value);
}

dynamics::Equation YamlKeys::equation(const tree::Node& node) {
  if (!node.is_scalar() || trimmed(node.text).empty()) {
    error(node, "an equation was expected here");
    return {};
  }
  dynamics::Equation out;
  out.text = node.text;
  while (!out.text.empty() && is_blank(out.text.back())) out.text.pop_back();
  // Folding and quotes change the blanks between words only, so each word is looked for in the file.
  const std::string_view bytes = source_.bytes().substr(0, node.end);
  std::size_t in_file = node.begin;
  for (std::size_t at = 0; at < out.text.size() && out.anchors.size() < kMaxAnchors;) {
    if (is_blank(out.text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < out.text.size() && !is_blank(out.text[end])) ++end;
    const std::string_view word = std::string_view(out.text).substr(at, end - at);
    const std::size_t found = bytes.find(word, in_file);
    const std::size_t begin = found == std::string_view::npos ? in_file : found;
    if (found != std::string_view::npos || out.anchors.empty()) {
      const Place place = source_.place(begin, begin);
      out.anchors.push_back({static_cast<std::uint32_t>(at), place.line, place.column});
      in_file = found == std::string_view::npos ? in_file : found + word.size();
    }
    at = end;
  }
  if (!out.anchors.empty()) out.anchors.front().offset = 0;
  return out;
}

dynamics::NamedPlace YamlKeys::name(const tree::Node& node) {
  if (!node.is_scalar() || trimmed(node.text).empty()) {
    error(node, "a name was expected here");
    return {"", place(node)};
  }
  return {std::string(trimmed(node.text)), place(node)};
}

std::vector<dynamics::NamedPlace> YamlKeys::names(const tree::Node& node) {
  std::vector<dynamics::NamedPlace> out;
  if (node.is_list()) {
    for (const tree::Node& item : node.items) out.push_back(name(item));
  } else if (!node.is_null()) {
    out.push_back(name(node));
  }
  return out;
}

std::vector<dynamics::NamedPlace> YamlKeys::names(const tree::Node* node) {
  return node == nullptr ? std::vector<dynamics::NamedPlace>() : names(*node);
}

std::optional<double> YamlKeys::number(const tree::Node& node) {
  const auto value = node.is_scalar() ? parse_number(trimmed(node.text)) : std::nullopt;
  if (!value) error(node, "a number was expected here");
  return value;
}

void YamlKeys::number(const tree::Node& map, std::string_view key, double& out, bool needed) {
  if (const tree::Node* found = map.at(key)) {
    if (const auto value = number(*found)) out = *value;
  } else if (needed) {
    error(map, fmt::format("`{}` is missing", key));
  }
}

std::vector<double> YamlKeys::numbers(const tree::Node& map, std::string_view key) {
  std::vector<double> out;
  const tree::Node* found = map.at(key);
  if (found == nullptr) return out;
  if (!found->is_list()) {
    error(*found, "a list of numbers was expected here");
    return out;
  }
  for (const tree::Node& item : found->items) out.push_back(number(item).value_or(0.0));
  return out;
}

bool YamlKeys::truth(const tree::Node& map, std::string_view key) {
  const tree::Node* found = map.at(key);
  if (found == nullptr) return false;
  const auto value = found->truth();
  if (!value) error(*found, fmt::format("`{}` is true or false", key));
  return value.value_or(false);
}

std::string YamlKeys::text(const tree::Node& map, std::string_view key) {
  const tree::Node* found = map.at(key);
  if (found == nullptr || found->is_null()) return {};
  if (!found->is_scalar()) error(*found, fmt::format("`{}` is a text", key));
  return std::string(trimmed(found->text));
}

}  // namespace offramp::formats
