// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/changes/append.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace offramp::case_file {
namespace {

std::string line_end(std::string_view text) {
  const std::size_t end = text.find('\n');
  return end != std::string_view::npos && end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
}

std::string in_lines(std::span<const ItemLines> items, const std::string& indent, const std::string& end) {
  std::string out;
  for (const ItemLines& item : items) {
    std::string before = indent + "- ";
    for (const auto& [key, value] : item) {
      out += fmt::format("{}{}: {}{}", before, key, value, end);
      before = indent + "  ";
    }
  }
  return out;
}

std::string in_braces(std::span<const ItemLines> items, bool quoted_keys) {
  std::string out;
  for (const ItemLines& item : items) {
    std::string inner;
    for (const auto& [key, value] : item)
      inner +=
          fmt::format("{}{}: {}", inner.empty() ? "" : ", ", quoted_keys ? double_quoted(key) : key, value);
    out += fmt::format("{}{{{}}}", out.empty() ? "" : ", ", inner);
  }
  return out;
}

// The blanks before the dash of an item that is written in lines; nothing if there is no dash.
std::optional<std::string> indent_of(std::string_view text, const Node& item) {
  std::size_t at = item.begin;
  while (at > 0 && text[at - 1] == ' ') --at;
  if (at == 0 || text[at - 1] != '-') return std::nullopt;
  const std::size_t dash = at - 1;
  const std::size_t line = text.rfind('\n', dash) == std::string_view::npos ? 0 : text.rfind('\n', dash) + 1;
  const std::string_view blanks = text.substr(line, dash - line);
  if (blanks.find_first_not_of(' ') != std::string_view::npos) return std::nullopt;
  return std::string(blanks);
}

// Where the line ends on which something ends; behind a block text that is the beginning of a line already.
std::size_t behind(std::string_view text, std::size_t end) {
  if (end > 0 && text[end - 1] == '\n') return end;
  const std::size_t newline = text.find('\n', end);
  return newline == std::string_view::npos ? text.size() : newline + 1;
}

std::string inserted(std::string_view text, std::size_t at, const std::string& what) {
  return std::string(text.substr(0, at)) + what + std::string(text.substr(at));
}

bool in_json(std::string_view text, const Node& root) {
  return root.begin < text.size() && text[root.begin] == '{';
}

std::optional<std::string> behind_the_last(std::string_view text, const Node& list, bool json,
                                           std::span<const ItemLines> items) {
  const std::string end = line_end(text);
  if (text[list.begin] == '[') {
    const std::size_t bracket = text.rfind(']', list.end);
    if (bracket == std::string_view::npos || bracket < list.begin) return std::nullopt;
    const std::size_t at = list.items.empty() ? bracket : list.items.back().end;
    return inserted(text, at, (list.items.empty() ? "" : ", ") + in_braces(items, json));
  }
  if (list.items.empty()) return std::nullopt;
  const auto indent = indent_of(text, list.items.front());
  if (!indent) return std::nullopt;
  const std::size_t at = behind(text, list.items.back().end);
  const bool open_line = at == text.size() && !text.ends_with('\n');
  return inserted(text, at, (open_line ? end : std::string()) + in_lines(items, *indent, end));
}

}  // namespace

std::string double_quoted(std::string_view text) {
  return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<std::string> with_items(std::string_view text, const Node& root, std::string_view key,
                                      std::span<const ItemLines> items) {
  if (items.empty()) return std::string(text);
  const bool json = in_json(text, root);
  const Node* list = root.at(key);
  if (list != nullptr && list->is_list()) return behind_the_last(text, *list, json, items);
  if (list != nullptr || !root.is_map() || root.entries.empty()) return std::nullopt;
  if (json) {
    const std::size_t at = root.entries.back().value.end;
    return inserted(text, at, fmt::format(", {}: [{}]", double_quoted(key), in_braces(items, true)));
  }
  const std::string end = line_end(text);
  const std::string before = text.ends_with('\n') ? end : end + end;
  return std::string(text) + before + std::string(key) + ":" + end + in_lines(items, "  ", end);
}

std::optional<std::string> with_value(std::string_view text, const Node& root, std::string_view key,
                                      std::string_view value) {
  const Node* node = root.at(key);
  if (node == nullptr || !node->is_scalar() || node->begin >= node->end) return std::nullopt;
  std::string out(text);
  out.replace(node->begin, node->end - node->begin,
              in_json(text, root) ? double_quoted(value) : std::string(value));
  return out;
}

}  // namespace offramp::case_file
