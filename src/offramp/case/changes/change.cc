// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/changes/change.h"

#include <fmt/format.h>

#include "offramp/base/text/scan.h"
#include "offramp/case/changes/walk.h"

namespace offramp::case_file {
namespace {

// The value is a text of its own to the parser; what is wrong with it is told at its place in the whole.
std::optional<Node> read_value(const SourceText& text, std::size_t begin, std::size_t end, Problems& problems,
                               StopToken stop) {
  const SourceText own(text.bytes().substr(begin, end - begin));
  Diagnostics found("value");
  std::optional<Node> node;
  {
    Problems inner(found, own);
    node = read_tree(own, inner, stop);
  }
  for (const Diagnostic& d : found.sorted()) {
    const std::size_t at = d.place.line == 0 ? 0 : own.offset(d.place.line, d.place.column);
    const auto length = static_cast<std::size_t>(d.place.length);
    problems.error(text.place(begin + at, begin + at + (d.place.line == 0 ? end - begin : length)), d.message,
                   d.hint);
  }
  if (found.has_errors() || !node) return std::nullopt;
  shift(*node, begin);
  return node;
}

struct Made {
  std::vector<std::string> steps;
  const Change* change;
};

// Whether one leads to the other's place, or inside it.
bool overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

}  // namespace

std::optional<Change> read_change(const SourceText& text, std::size_t begin, std::size_t end,
                                  Problems& problems, StopToken stop) {
  const std::string_view written = text.bytes().substr(begin, end - begin);
  const std::size_t equals = written.find('=');
  if (equals == std::string_view::npos) {
    problems.error(text.place(begin, end), fmt::format("`{}` is not of the form PATH=VALUE", written),
                   "as in no_deal.fry.utility=30 to 45");
    return std::nullopt;
  }
  const std::string_view path = trimmed(written.substr(0, equals));
  if (path.empty()) {
    problems.error(text.place(begin, end), "no path stands before `=`", "as in no_deal.fry.utility=30 to 45");
    return std::nullopt;
  }
  if (trimmed(written.substr(equals + 1)).empty()) {
    problems.error(text.place(begin, end), fmt::format("no value for `{}` stands behind `=`", path));
    return std::nullopt;
  }
  Change change;
  change.path = path;
  change.begin = begin + static_cast<std::size_t>(path.data() - written.data());
  change.end = change.begin + path.size();
  std::optional<Node> value = read_value(text, begin + equals + 1, end, problems, stop);
  if (!value) return std::nullopt;
  change.value = *std::move(value);
  return change;
}

std::vector<Change> changes_of(const Node& map, Problems& problems) {
  std::vector<Change> changes;
  for (const Entry& entry : map.entries) {
    if (entry.value.is_null()) {
      problems.error(problems.source().place(entry.key.begin, entry.key.end),
                     fmt::format("`{}` has no value", entry.key.text));
      continue;
    }
    const bool plain = entry.key.plain && entry.key.end - entry.key.begin == entry.key.text.size();
    changes.push_back({entry.key.text, entry.key.begin, entry.key.end, plain, entry.value});
  }
  return changes;
}

bool make_changes(Node& root, const Shape& shape, std::span<const Change> changes, Problems& problems) {
  std::vector<Made> made;
  bool all = true;
  for (const Change& change : changes) {
    std::optional<Found> found = walk(root, shape, change, problems);
    if (!found) {
      all = false;
      continue;
    }
    const Made* before = nullptr;
    for (const Made& one : made) {
      if (overlap(one.steps, found->steps)) before = &one;
    }
    if (before != nullptr) {
      problems.error(problems.source().place(change.begin, change.end),
                     before->steps == found->steps
                         ? fmt::format("`{}` is set twice", change.path)
                         : fmt::format("`{}` and `{}` set the same thing, one inside the other",
                                       before->change->path, change.path),
                     "keep one of the two");
      all = false;
      continue;
    }
    *found->node = change.value;
    made.push_back({std::move(found->steps), &change});
  }
  return all;
}

}  // namespace offramp::case_file
