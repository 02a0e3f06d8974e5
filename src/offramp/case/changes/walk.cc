// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/changes/walk.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "offramp/base/text/scan.h"
#include "offramp/case/syntax/structure.h"

namespace offramp::case_file {
namespace {

constexpr std::size_t kShownNames = 12;
constexpr std::size_t kMostBytes = 1000;  // of a path: the longest key that fits is looked for at each step

// Where a party's or an issue's entry may be missing, and may be added: by its identifier.
constexpr std::array<std::string_view, 7> kByName = {"interests", "no_deal",      "acceptance", "types",
                                                     "aims",      "explanations", "talk"};

class Walker {
 public:
  Walker(Node& root, const Shape& shape, const Change& change, Problems& problems)
      : root_(root), shape_(&shape), change_(change), problems_(problems), parts_(split(change.path, '.')) {}

  std::optional<Found> run();

 private:
  Node* into_map(Node& node);
  Node* into_list(Node& node);
  Node* added(Node& node);
  bool may_add(const std::string& key) const;
  std::vector<std::string> names_in(const Node& node) const;
  void descend(const Node* node, const std::string& key);
  void unknown(const std::vector<std::string>& names, std::string_view what);
  void error(std::string message, std::string hint = {});
  std::string here() const {
    return found_.steps.empty() ? "the case" : fmt::format("`{}`", fmt::join(found_.steps, "."));
  }

  Node& root_;
  const Shape* shape_;  // of the value reached; null where only the value itself tells
  const Change& change_;
  Problems& problems_;
  std::vector<std::string> parts_;
  std::size_t next_ = 0;  // part
  Found found_;
};

void Walker::error(std::string message, std::string hint) {
  std::size_t begin = change_.begin, end = change_.end;
  if (change_.plain) {
    for (std::size_t i = 0; i < next_; ++i) begin += parts_[i].size() + 1;
    if (next_ < parts_.size()) end = begin + std::max<std::size_t>(parts_[next_].size(), 1);
  }
  problems_.error(problems_.source().place(begin, end), std::move(message), std::move(hint));
}

void Walker::unknown(const std::vector<std::string>& names, std::string_view what) {
  std::string hint = suggestion(parts_[next_], names);
  if (hint.empty() && !names.empty()) {
    const std::size_t shown = std::min(names.size(), kShownNames);
    hint = fmt::format("{}: {}{}", what,
                       fmt::join(names.begin(), names.begin() + static_cast<long>(shown), ", "),
                       shown < names.size() ? ", ..." : "");
  }
  error(fmt::format("nothing is called `{}` in {}", parts_[next_], here()), std::move(hint));
}

// The shape of what stands under a key of the value reached; `node` is that value, if there is one.
void Walker::descend(const Node* node, const std::string& key) {
  const Shape* shape = shape_;
  shape_ = nullptr;
  if (shape != nullptr && shape->form == Form::either) {
    const Shape* chosen = node == nullptr ? nullptr : alternative(*shape, *node);
    for (const Shape* one : shape->alternatives) {
      if (chosen == nullptr && (one->form == Form::record || one->form == Form::dictionary)) chosen = one;
    }
    shape = chosen;
  }
  if (shape == nullptr) return;
  if (shape->form == Form::dictionary || shape->form == Form::list) {
    shape_ = shape->element;
    return;
  }
  for (const Field& field : shape->fields) {
    if (field.key == key) shape_ = field.shape;
  }
}

bool Walker::may_add(const std::string& key) const {
  if (shape_ == nullptr) return false;
  const Shape* shape = shape_;
  if (shape->form == Form::either) {
    for (const Shape* one : shape->alternatives) {
      if (one->form == Form::record || one->form == Form::dictionary) shape = one;
    }
  }
  for (const Field& field : shape->fields) {
    if (field.key == key) return true;
  }
  if (shape->form == Form::quantity)
    return std::find(quantity_keys().begin(), quantity_keys().end(), key) != quantity_keys().end();
  if (shape->form != Form::dictionary || found_.steps.empty()) return false;
  if (std::find(kByName.begin(), kByName.end(), found_.steps.front()) == kByName.end()) return false;
  for (const std::string_view section : {"parties", "issues"}) {
    const Node* list = root_.at(section);
    if (list != nullptr && list->at(key) != nullptr) return true;
  }
  return false;
}

std::vector<std::string> Walker::names_in(const Node& node) const {
  std::vector<std::string> names;
  for (const Entry& entry : node.entries) names.push_back(entry.key.text);
  const Shape* shape = shape_;
  if (shape != nullptr && shape->form == Form::either) shape = alternative(*shape, node);
  if (shape == nullptr) return names;
  for (const Field& field : shape->fields) {
    if (node.at(field.key) == nullptr) names.emplace_back(field.key);
  }
  return names;
}

Node* Walker::added(Node& node) {
  const std::string& key = parts_[next_];
  if (!may_add(key)) {
    unknown(names_in(node), "there are");
    return nullptr;
  }
  Entry entry;
  entry.key.text = key;
  entry.key.begin = entry.value.begin = static_cast<std::uint32_t>(change_.begin);
  entry.key.end = entry.value.end = static_cast<std::uint32_t>(change_.end);
  node.entries.push_back(std::move(entry));
  descend(nullptr, key);
  found_.steps.push_back(key);
  ++next_;
  Node& value = node.entries.back().value;
  if (next_ < parts_.size()) value.kind = Node::Kind::map;
  return &value;
}

Node* Walker::into_map(Node& node) {
  for (std::size_t end = parts_.size(); end > next_; --end) {  // the longest key that fits
    const std::string key = fmt::format("{}", fmt::join(parts_.begin() + static_cast<long>(next_),
                                                        parts_.begin() + static_cast<long>(end), "."));
    const auto entry = std::find_if(node.entries.begin(), node.entries.end(),
                                    [&](const Entry& e) { return e.key.text == key; });
    if (entry == node.entries.end()) continue;
    descend(&node, key);
    found_.steps.push_back(key);
    next_ = end;
    return &entry->value;
  }
  return added(node);
}

Node* Walker::into_list(Node& node) {
  const std::string& part = parts_[next_];
  std::vector<std::string> names;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    Node& item = node.items[i];
    const Node* id = item.at("id");
    const std::string number = fmt::format("{}", i + 1);
    const std::string name = id != nullptr && id->is_scalar() ? id->text : number;
    if (part == name || part == number) {
      descend(&node, name);
      found_.steps.push_back(name);
      ++next_;
      return &item;
    }
    names.push_back(name);
  }
  unknown(names, "there are");
  return nullptr;
}

std::optional<Found> Walker::run() {
  if (change_.path.size() > kMostBytes) {
    next_ = parts_.size();
    error(fmt::format("the path has more than {} bytes", kMostBytes));
    return std::nullopt;
  }
  if (parts_.front() == "variants") {
    error("a variant cannot be changed by a path", "edit the case file");
    return std::nullopt;
  }
  Node* at = &root_;
  while (next_ < parts_.size()) {
    if (parts_[next_].empty()) {
      error(fmt::format("`{}` has an empty part", change_.path));
      return std::nullopt;
    }
    if (at->is_scalar()) {
      error(fmt::format("{} is a single value: nothing is called `{}` in it", here(), parts_[next_]),
            fmt::format("set `{}` itself", fmt::join(found_.steps, ".")));
      return std::nullopt;
    }
    at = at->is_map() ? into_map(*at) : into_list(*at);
    if (at == nullptr) return std::nullopt;
  }
  found_.node = at;
  return std::move(found_);
}

}  // namespace

std::optional<Found> walk(Node& root, const Shape& shape, const Change& change, Problems& problems) {
  return Walker(root, shape, change, problems).run();
}

}  // namespace offramp::case_file
