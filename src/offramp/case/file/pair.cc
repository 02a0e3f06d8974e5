// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/file/pair.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

#include "offramp/base/text/scan.h"
#include "offramp/case/changes/value_words.h"

namespace offramp {
namespace {

using case_file::Difference;
using case_file::Entry;
using case_file::Node;

// Sections of which no share of worlds depends.
constexpr std::array<std::string_view, 20> kShown = {
    "title",        "question", "perspective", "crisis",       "notes",    "sources", "author",
    "reviewers",    "version",  "marking",     "calendar",     "contacts", "watch",   "aims",
    "explanations", "drafts",   "actual",      "acknowledged", "variants", "offramp"};
// Of these the ones that a case can be without.
constexpr std::array<std::string_view, 11> kDropped = {"notes",        "calendar",     "contacts", "watch",
                                                       "aims",         "explanations", "drafts",   "actual",
                                                       "acknowledged", "variants",     "crisis"};
// Keys that hold words about a number or a thing.
constexpr std::array<std::string_view, 9> kWords = {"name",       "description", "because", "source", "basis",
                                                    "confidence", "note",        "what",    "the"};

template <class List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool bears(const Difference& difference) {
  return !holds(kShown, difference.steps.front()) && !holds(kWords, difference.steps.back());
}

}  // namespace

CasePair::CasePair(const LoadedCase& before, const LoadedCase& after) {
  if (!before.value || !after.value || !before.tree || !after.tree)
    throw std::invalid_argument("CasePair: a case that is not sound, or read without keep_tree");
  text_ = before.tree->text + "\n" + after.tree->text;
  before_ = before.tree->root;
  after_ = after.tree->root;
  case_file::shift(after_, before.tree->text.size() + 1);
  found_ = case_file::differences(before_, after_);
  const auto written = [&](const Node* node) -> std::optional<std::string> {
    if (node == nullptr) return std::nullopt;
    return one_line(std::string_view(text_).substr(node->begin, node->end - node->begin));
  };
  const auto in_words = [](const Node* node) -> std::optional<std::string> {
    if (node == nullptr) return std::nullopt;
    return case_file::value_words(*node);
  };
  for (const Difference& d : found_) {
    CaseDifference& difference = differences_.emplace_back();
    difference.path = d.path();
    difference.steps = d.steps;
    difference.before = written(d.before);
    difference.after = written(d.after);
    difference.before_words = in_words(d.before);
    difference.after_words = in_words(d.after);
    difference.bears = bears(d);
  }
}

std::optional<Case> CasePair::between(const std::vector<bool>& taken, StopToken stop) const {
  Node root = before_;
  for (std::size_t i = 0; i < found_.size(); ++i) {
    if (taken[i] && differences_[i].bears) case_file::make(root, found_[i]);
  }
  std::erase_if(root.entries, [](const Entry& entry) { return holds(kDropped, entry.key.text); });
  const Node* others = after_.at("sources");
  if (others != nullptr && others->is_map()) {
    Node* own = nullptr;
    for (Entry& entry : root.entries) own = entry.key.text == "sources" ? &entry.value : own;
    if (own == nullptr) {
      root.entries.push_back(*after_.entry("sources"));
    } else {
      for (const Entry& entry : others->entries) {
        if (own->at(entry.key.text) == nullptr) own->entries.push_back(entry);
      }
    }
  }
  return case_of(text_, root, stop);
}

}  // namespace offramp
