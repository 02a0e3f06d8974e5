// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/changes/change.h"

#include <fmt/format.h>

#include <algorithm>

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
  std::vector<std::size_t> places;  ///< of the steps in their lists
  const Change* change;
};

std::size_t place_of(const Node& node, const std::string& step) {
  for (std::size_t i = 0; i < node.entries.size(); ++i) {
    if (node.entries[i].key.text == step) return i;
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const Node* id = node.items[i].at("id");
    if (step == (id != nullptr && id->is_scalar() ? id->text : fmt::format("{}", i + 1))) return i;
  }
  return node.entries.size() + node.items.size();
}

Node& child_at(Node& node, std::size_t place) {
  return node.is_list() ? node.items[place] : node.entries[place].value;
}

std::vector<std::size_t> places_of(Node& root, const std::vector<std::string>& steps) {
  std::vector<std::size_t> places;
  Node* at = &root;
  for (const std::string& step : steps) {
    places.push_back(place_of(*at, step));
    at = &child_at(*at, places.back());
  }
  return places;
}

// Last things first, so that the places of the others stay.
void take_out(Node& root, std::vector<std::vector<std::size_t>> out) {
  std::sort(out.rbegin(), out.rend());
  for (const std::vector<std::size_t>& places : out) {
    Node* at = &root;
    for (std::size_t i = 0; i + 1 < places.size(); ++i) at = &child_at(*at, places[i]);
    const auto place = static_cast<std::ptrdiff_t>(places.back());
    if (at->is_list()) {
      at->items.erase(at->items.begin() + place);
    } else {
      at->entries.erase(at->entries.begin() + place);
    }
  }
}

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
    problems.error(text.place(begin, end), fmt::format("no value for `{}` stands behind `=`", path),
                   fmt::format("`{}=~` takes it out of the case", path));
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
    if (entry.value.is_null() && entry.value.text.empty()) {
      problems.error(problems.source().place(entry.key.begin, entry.key.end),
                     fmt::format("`{}` has no value", entry.key.text), "`~` takes it out of the case");
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
    if (change.value.is_null() && found->node->is_null()) {
      problems.error(problems.source().place(change.begin, change.end),
                     fmt::format("`{}` is not in the case, so it cannot be taken out", change.path));
      all = false;
      continue;
    }
    std::vector<std::size_t> places = places_of(root, found->steps);
    if (!change.value.is_null()) *found->node = change.value;
    made.push_back({std::move(found->steps), std::move(places), &change});
  }
  std::vector<std::vector<std::size_t>> out;
  for (const Made& one : made) {
    if (one.change->value.is_null()) out.push_back(one.places);
  }
  if (all) take_out(root, std::move(out));
  return all;
}

}  // namespace offramp::case_file
