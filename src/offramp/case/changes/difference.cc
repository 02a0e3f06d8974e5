// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/changes/difference.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace offramp::case_file {
namespace {

std::string id_of(const Node& item) {
  const Node* id = item.at("id");
  return id != nullptr && id->is_scalar() ? id->text : std::string();
}

// A list whose items can be told apart whatever their order.
bool named(const Node& list) {
  if (!list.is_list()) return false;
  std::set<std::string> ids;
  return std::all_of(list.items.begin(), list.items.end(), [&](const Node& item) {
    const std::string id = id_of(item);
    return !id.empty() && ids.insert(id).second;
  });
}

bool same(const Node& a, const Node& b);

bool same_maps(const Node& a, const Node& b) {
  return a.entries.size() == b.entries.size() &&
         std::all_of(a.entries.begin(), a.entries.end(), [&](const Entry& entry) {
           const Node* other = b.at(entry.key.text);
           return other != nullptr && same(entry.value, *other);
         });
}

bool same(const Node& a, const Node& b) {
  if (a.kind != b.kind) return false;
  if (a.is_scalar()) return a.text == b.text && a.is_null() == b.is_null() && a.truth() == b.truth();
  if (a.is_map()) return same_maps(a, b);
  return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same);
}

class Comparer {
 public:
  void compare(const Node& a, const Node& b) {
    if (a.is_map() && b.is_map()) return maps(a, b);
    if (named(a) && named(b)) return lists(a, b);
    if (!same(a, b)) note(&a, &b);
  }
  std::vector<Difference> take() { return std::move(found_); }

 private:
  void note(const Node* before, const Node* after) { found_.push_back({steps_, before, after}); }
  void under(const std::string& step, const Node* before, const Node* after) {
    steps_.push_back(step);
    if (before != nullptr && after != nullptr) {
      compare(*before, *after);
    } else {
      note(before, after);
    }
    steps_.pop_back();
  }
  void maps(const Node& a, const Node& b) {
    for (const Entry& entry : a.entries) under(entry.key.text, &entry.value, b.at(entry.key.text));
    for (const Entry& entry : b.entries) {
      if (a.at(entry.key.text) == nullptr) under(entry.key.text, nullptr, &entry.value);
    }
  }
  void lists(const Node& a, const Node& b) {
    const auto find = [](const Node& list, const std::string& id) -> const Node* {
      for (const Node& item : list.items) {
        if (id_of(item) == id) return &item;
      }
      return nullptr;
    };
    for (const Node& item : a.items) under(id_of(item), &item, find(b, id_of(item)));
    for (const Node& item : b.items) {
      if (find(a, id_of(item)) == nullptr) under(id_of(item), nullptr, &item);
    }
  }

  std::vector<std::string> steps_;
  std::vector<Difference> found_;
};

Node* child(Node& node, const std::string& step) {
  for (Entry& entry : node.entries) {
    if (entry.key.text == step) return &entry.value;
  }
  for (Node& item : node.items) {
    if (id_of(item) == step) return &item;
  }
  return nullptr;
}

void erase(Node& node, const std::string& step) {
  std::erase_if(node.entries, [&](const Entry& entry) { return entry.key.text == step; });
  std::erase_if(node.items, [&](const Node& item) { return id_of(item) == step; });
}

void add(Node& node, const std::string& step, const Node& value) {
  if (node.is_list()) {
    node.items.push_back(value);
    return;
  }
  Entry entry;
  entry.key.text = step;
  entry.key.begin = value.begin;
  entry.key.end = value.end;
  entry.value = value;
  node.entries.push_back(std::move(entry));
}

}  // namespace

std::string Difference::path() const {
  return fmt::format("{}", fmt::join(steps, "."));
}

std::vector<Difference> differences(const Node& before, const Node& after) {
  Comparer comparer;
  comparer.compare(before, after);
  return comparer.take();
}

void make(Node& root, const Difference& difference) {
  if (difference.steps.empty()) return;
  Node* at = &root;
  for (std::size_t i = 0; at != nullptr && i + 1 < difference.steps.size(); ++i)
    at = child(*at, difference.steps[i]);
  if (at == nullptr) return;
  const std::string& last = difference.steps.back();
  Node* there = child(*at, last);
  if (difference.after == nullptr) {
    erase(*at, last);
  } else if (there != nullptr) {
    *there = *difference.after;
  } else {
    add(*at, last, *difference.after);
  }
}

}  // namespace offramp::case_file
