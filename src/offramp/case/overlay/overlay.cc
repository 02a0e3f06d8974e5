// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/overlay/overlay.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "offramp/base/text/diagnostics.h"
#include "offramp/base/text/scan.h"
#include "offramp/case/syntax/shape.h"

namespace offramp::case_file {
namespace {

constexpr std::size_t kMostBytes = 1000;  // of a path
constexpr std::size_t kShownNames = 12;

bool is_quantity_map(const Node& node) {
  const auto& keys = quantity_keys();
  return std::any_of(node.entries.begin(), node.entries.end(), [&](const Entry& entry) {
    return std::find(keys.begin(), keys.end(), entry.key.text) != keys.end();
  });
}

// Follows one path through the tree of a case.
class Walk {
 public:
  Walk(Node& root, const Node& key, Problems& problems)
      : at_(&root), key_(key), problems_(problems), parts_(split(key.text, '.')) {}

  bool run() {
    if (key_.text.size() > kMostBytes)
      return fail(fmt::format("the path has more than {} bytes", kMostBytes));
    while (next_ < parts_.size()) {
      if (parts_[next_].empty()) return fail(fmt::format("`{}` has an empty part", key_.text));
      if (at_->is_scalar())
        return fail(fmt::format("{} is a single value: nothing is called `{}` in it", here(), parts_[next_]));
      if (!(at_->is_map() ? into_map() : into_list())) return false;
    }
    return true;
  }
  Node* target() const { return at_; }
  const Node* parent() const { return parent_; }
  const std::vector<std::string>& steps() const { return steps_; }

 private:
  // The longest key that fits: that of a knot has a dot, `value.months.0.5`.
  bool into_map() {
    for (std::size_t end = parts_.size(); end > next_; --end) {
      const std::string key = joined(next_, end);
      const auto entry = std::find_if(at_->entries.begin(), at_->entries.end(),
                                      [&](const Entry& e) { return e.key.text == key; });
      if (entry != at_->entries.end()) return step(entry->value, key, end);
    }
    std::vector<std::string> names;
    for (const Entry& entry : at_->entries) names.push_back(entry.key.text);
    return unknown(names);
  }
  bool into_list() {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < at_->items.size(); ++i) {
      const Node* id = at_->items[i].at("id");
      const std::string number = fmt::format("{}", i + 1);
      names.push_back(id != nullptr && id->is_scalar() ? id->text : number);
      if (parts_[next_] == names.back() || parts_[next_] == number)
        return step(at_->items[i], names.back(), next_ + 1);
    }
    return unknown(names);
  }
  bool step(Node& to, std::string name, std::size_t next) {
    parent_ = at_;
    at_ = &to;
    steps_.push_back(std::move(name));
    next_ = next;
    return true;
  }
  bool unknown(const std::vector<std::string>& names) {
    std::string hint = suggestion(parts_[next_], names);
    if (hint.empty() && !names.empty()) {
      const auto shown = static_cast<std::ptrdiff_t>(std::min(names.size(), kShownNames));
      hint = fmt::format("there are: {}{}", fmt::join(names.begin(), names.begin() + shown, ", "),
                         names.size() > kShownNames ? ", ..." : "");
    }
    return fail(fmt::format("nothing is called `{}` in {}", parts_[next_], here()), std::move(hint));
  }
  bool fail(std::string message, std::string hint = {}) {
    std::size_t begin = key_.begin, end = key_.end;
    if (key_.plain && end - begin == key_.text.size() && next_ < parts_.size()) {
      for (std::size_t i = 0; i < next_; ++i) begin += parts_[i].size() + 1;
      end = begin + std::max<std::size_t>(parts_[next_].size(), 1);
    }
    problems_.error(problems_.source().place(begin, end), std::move(message), std::move(hint));
    return false;
  }
  std::string joined(std::size_t from, std::size_t end) const {
    return fmt::format("{}", fmt::join(parts_.begin() + static_cast<std::ptrdiff_t>(from),
                                       parts_.begin() + static_cast<std::ptrdiff_t>(end), "."));
  }
  std::string here() const {
    return steps_.empty() ? std::string("the case") : fmt::format("`{}`", fmt::join(steps_, "."));
  }

  Node* at_;
  const Node* parent_ = nullptr;
  const Node& key_;
  Problems& problems_;
  std::vector<std::string> parts_;
  std::size_t next_ = 0;
  std::vector<std::string> steps_;
};

// Places that are taken, so that each further one is compared with few others.
class Taken {
 public:
  // What is wrong with taking this place too; nothing, and it is taken.
  std::optional<std::string> take(const std::vector<std::string>& steps, const std::string& path) {
    std::string place;
    for (const std::string& step : steps) {
      if (whole_.contains(place)) return fmt::format("`{}` lies inside another number of this file", path);
      place += step + '\n';
    }
    if (whole_.contains(place)) return fmt::format("`{}` is given twice", path);
    const auto below = whole_.lower_bound(place);
    if (below != whole_.end() && below->starts_with(place))
      return fmt::format("another number of this file lies inside `{}`", path);
    whole_.insert(std::move(place));
    return std::nullopt;
  }

 private:
  std::set<std::string> whole_;
};

}  // namespace

std::optional<Node> read_overlay(std::size_t from, Problems& problems, StopToken stop) {
  const std::string_view bytes = problems.source().bytes().substr(from);
  const SourceText own(bytes);
  Diagnostics found("overlay");
  std::optional<Node> root;
  {
    Problems inner(found, own);
    const bool encoded = check_encoding(own, inner);
    const tree::Rules rules{.place = "in an overlay", .if_empty = "write PATH: NUMBER, a line for each"};
    if (encoded) root = tree::read(own, rules, inner, stop);
  }
  const int lines = problems.source().place(from, from).line - 1;
  for (const Diagnostic& d : found.sorted()) {
    Place place = d.place.line == 0 ? Place{1, 1, 1} : d.place;
    place.line += lines;
    problems.error(place, d.message, d.hint);
  }
  if (!root || found.has_errors()) return std::nullopt;
  shift(*root, from);
  if (root->is_map()) return root;
  problems.error(problems.source().place(root->begin, root->end),
                 "an overlay is a map from paths of the case to numbers",
                 "as in `no_deal.fry: 30 to 45`, a line for each");
  return std::nullopt;
}

std::vector<Overlaid> lay_over(Node& root, const Node& overlay, Problems& problems) {
  std::vector<Overlaid> numbers;
  std::vector<const Node*> values;
  Taken taken;
  for (const Entry& entry : overlay.entries) {
    const Place place = problems.source().place(entry.key.begin, entry.key.end);
    const std::string& path = entry.key.text;
    if (entry.value.is_null()) {
      problems.error(place, fmt::format("`{}` has no value", path));
      continue;
    }
    if (entry.value.is_list() || (entry.value.is_map() && !is_quantity_map(entry.value))) {
      problems.error(place, fmt::format("what stands under `{}` is no number", path),
                     entry.value.is_map() ? "write the whole path of each number, with dots between its keys"
                                          : "write an interval as `20 to 45`");
      continue;
    }
    Walk walk(root, entry.key, problems);
    if (!walk.run()) continue;
    if (const auto problem = taken.take(walk.steps(), path)) {
      problems.error(place, *problem, "keep one of the two");
      continue;
    }
    numbers.push_back({path, walk.target(), walk.parent(), place});
    values.push_back(&entry.value);
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) *numbers[i].target = *values[i];
  return numbers;
}

void check_numbers(const std::vector<Overlaid>& numbers, const Structure& structure, Problems& problems) {
  for (const Overlaid& number : numbers) {
    if (structure.quantities.contains(number.target) || !structure.sound(*number.target)) continue;
    const std::string_view last = std::string_view(number.path).substr(number.path.rfind('.') + 1);
    const auto& keys = quantity_keys();
    const bool part = std::find(keys.begin(), keys.end(), last) != keys.end();
    if (part && (structure.quantities.contains(number.parent) || !structure.sound(*number.parent))) continue;
    problems.error(number.place,
                   fmt::format("`{}` is not a number that people may see differently", number.path),
                   "names, dates, conditions and the frame are the case's own");
  }
}

}  // namespace offramp::case_file
