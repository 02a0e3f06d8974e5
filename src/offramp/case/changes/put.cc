// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/changes/put.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/text/source_text.h"
#include "offramp/case/syntax/node.h"

namespace offramp::case_file {
namespace {

constexpr std::size_t kStep = 2;  // blanks by which a new level goes in

using Path = std::span<const std::string>;

std::string in_braces(const Written& value) {
  if (value.entries.empty()) return value.scalar;
  std::string out;
  for (const auto& [key, inner] : value.entries)
    out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", key, in_braces(inner));
  return "{" + out + "}";
}

// A map of scalars alone is short enough for one line.
bool flat(const Written& value) {
  for (const auto& [key, inner] : value.entries) {
    if (!inner.entries.empty()) return false;
  }
  return true;
}

// What stands behind a key and its colon, the end of the line included.
std::string in_lines(const Written& value, std::size_t indent) {
  if (value.entries.empty()) return " " + value.scalar + "\n";
  if (indent > 0 && flat(value)) return " " + in_braces(value) + "\n";
  std::string out = "\n";
  for (const auto& [key, inner] : value.entries)
    out += std::string(indent + kStep, ' ') + key + ":" + in_lines(inner, indent + kStep);
  return out;
}

// `value` under the keys of a path, seen from above them.
Written under(Path path, const Written& value) {
  if (path.empty()) return value;
  Written outer;
  outer.entries.emplace_back(path.front(), under(path.subspan(1), value));
  return outer;
}

std::size_t column_of(std::string_view text, std::size_t at) {
  const std::size_t newline = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return at - (newline == std::string_view::npos ? 0 : newline + 1);
}

bool braced(std::string_view text, const Node& map) {
  return map.begin < text.size() && text[map.begin] == '{';
}

// One edit of a text whose tree is known.
class Put {
 public:
  Put(std::string text, Path path, const Written& value)
      : text_(std::move(text)), path_(path), value_(value) {}

  std::optional<std::string> run(const Node& root) {
    const Node* map = &root;
    bool inside = braced(text_, root);
    for (std::size_t depth = 0; depth < path_.size(); ++depth) {
      if (map->is_list()) {
        inside = inside || text_[map->begin] == '[';
        map = item_of(*map, path_[depth]);
        if (map == nullptr || depth + 1 == path_.size()) return std::nullopt;
        inside = inside || braced(text_, *map);
        continue;
      }
      if (!map->is_map()) return std::nullopt;
      const Entry* entry = map->entry(path_[depth]);
      if (entry == nullptr) return added(*map, inside, depth);
      const bool last = depth + 1 == path_.size();
      if (last || entry->value.is_scalar())
        return replaced(*entry, inside, last ? value_ : under(path_.subspan(depth + 1), value_));
      map = &entry->value;
      inside = inside || braced(text_, *map);
    }
    return std::nullopt;
  }

 private:
  std::optional<std::string> replaced(const Entry& entry, bool inside, const Written& value) {
    const std::size_t colon = text_.find(':', entry.key.end);
    if (colon == std::string::npos) return std::nullopt;
    std::size_t end = std::max(colon + 1, entry.value.is_null() ? colon + 1 : behind(entry.value));
    while (end > colon + 1 && (text_[end - 1] == '\n' || text_[end - 1] == '\r' || text_[end - 1] == ' '))
      --end;
    std::string with = inside ? " " + in_braces(value) : in_lines(value, column_of(text_, entry.key.begin));
    if (!inside) with.pop_back();  // the line that was there keeps its end
    return text_.substr(0, colon + 1) + with + text_.substr(end);
  }

  std::optional<std::string> added(const Node& map, bool inside, std::size_t depth) {
    const Written value = under(path_.subspan(depth + 1), value_);
    if (inside) {
      const std::size_t at = map.entries.empty() ? map.begin + 1 : end_of(map.entries.back());
      return text_.substr(0, at) +
             fmt::format("{}{}: {}", map.entries.empty() ? "" : ", ", path_[depth], in_braces(value)) +
             text_.substr(at);
    }
    if (map.entries.empty()) return std::nullopt;
    const std::size_t indent = column_of(text_, map.entries.front().key.begin);
    std::size_t at = end_of(map.entries.back());
    if (at == 0 || text_[at - 1] != '\n') {
      const std::size_t newline = text_.find('\n', at);
      if (newline == std::string::npos) text_ += '\n';
      at = newline == std::string::npos ? text_.size() : newline + 1;
    }
    return text_.substr(0, at) + std::string(indent, ' ') + path_[depth] + ":" + in_lines(value, indent) +
           text_.substr(at);
  }

  static const Node* item_of(const Node& list, const std::string& id) {
    for (const Node& item : list.items) {
      const Node* own = item.at("id");
      if (own != nullptr && own->text == id) return &item;
    }
    return nullptr;
  }

  // Behind a value: with the quote that its bytes leave out, and without the comments behind a map or list in
  // lines.
  std::size_t behind(const Node& value) const {
    const bool in_one =
        value.begin < text_.size() && (text_[value.begin] == '{' || text_[value.begin] == '[');
    if (value.is_map() && !in_one && !value.entries.empty()) return end_of(value.entries.back());
    if (value.is_list() && !in_one && !value.items.empty()) return behind(value.items.back());
    const std::size_t end = value.end;
    const bool quoted = value.is_scalar() && !value.plain && value.begin > 0 && end < text_.size() &&
                        (text_[end] == '"' || text_[end] == '\'') && text_[value.begin - 1] == text_[end];
    return quoted ? end + 1 : end;
  }
  std::size_t end_of(const Entry& entry) const {
    return entry.value.is_null() ? entry.key.end : std::max<std::size_t>(entry.key.end, behind(entry.value));
  }

  std::string text_;
  Path path_;
  const Written& value_;
};

}  // namespace

std::optional<std::string> with_put(std::string text, Path path, const Written& value,
                                    const StopToken& stop) {
  const SourceText source(text);
  Diagnostics diagnostics("case");
  Problems problems(diagnostics, source);
  const std::optional<Node> root = read_tree(source, problems, stop);
  if (!root || path.empty()) return std::nullopt;
  const Node* there = &*root;
  for (const std::string& key : path) there = there == nullptr ? nullptr : there->at(key);
  if (there == nullptr || !there->is_map() || value.entries.empty())
    return Put(std::move(text), path, value).run(*root);
  std::optional<std::string> result = std::move(text);
  std::vector<std::string> longer(path.begin(), path.end());
  longer.emplace_back();
  for (const auto& [key, inner] : value.entries) {
    longer.back() = key;
    if (result) result = with_put(*std::move(result), longer, inner, stop);
  }
  return result;
}

}  // namespace offramp::case_file
