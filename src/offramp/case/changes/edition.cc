// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/changes/edition.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "offramp/base/text/diagnostics.h"

namespace offramp::case_file {
namespace {

constexpr std::string_view kToldBy = "told_by", kMayTell = "may_tell", kOtherwise = "otherwise";
// The analyst's own, which no party is shown.
constexpr std::array<std::string_view, 4> kOwn = {"notes", "contacts", "acknowledged", "variants"};

std::vector<std::string> party_ids(const Node& root) {
  std::vector<std::string> ids;
  const Node* parties = root.at("parties");
  if (parties == nullptr || !parties->is_map()) return ids;
  for (const Entry& entry : parties->entries) ids.push_back(entry.key.text);
  return ids;
}

bool among(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void check_map(const Node& map, const std::vector<std::string>& parties, Problems& problems,
               const SourceText& source) {
  const Node* told = map.at(kToldBy);
  const Node* tell = map.at(kMayTell);
  for (const Entry& entry : map.entries) {
    if (told == nullptr && (entry.key.text == kMayTell || entry.key.text == kOtherwise)) {
      problems.error(source.place(entry.key.begin, entry.key.end),
                     fmt::format("`{}` without `told_by`", entry.key.text),
                     "say who told it in confidence: a party, or in words");
    }
  }
  if (tell == nullptr || !tell->is_list()) return;
  std::set<std::string> seen;
  for (const Node& item : tell->items) {
    if (!item.is_scalar()) continue;
    const Place place = source.place(item.begin, item.end);
    if (!among(parties, item.text)) {
      problems.error(place, fmt::format("`{}` is not a party", item.text),
                     "parties, or one word: all, nobody");
    } else if (!seen.insert(item.text).second) {
      problems.error(place, fmt::format("`{}` is named twice", item.text));
    }
  }
}

void check_node(const Node& node, const std::vector<std::string>& parties, Problems& problems,
                const SourceText& source) {
  if (node.is_map()) check_map(node, parties, problems, source);
  for (const Node& item : node.items) check_node(item, parties, problems, source);
  for (const Entry& entry : node.entries) check_node(entry.value, parties, problems, source);
}

/// Makes the edition of one tree.
class Edition {
 public:
  Edition(std::string_view party, const SourceText& source, Problems& problems)
      : party_(party), source_(source), problems_(problems) {}

  void make(Node& node, bool entries_may_go) {
    if (node.is_list()) {
      std::erase_if(node.items, [&](const Node& item) { return hidden(item); });
      for (Node& item : node.items) make(item, false);
      return;
    }
    if (!node.is_map()) return;
    if (entries_may_go) std::erase_if(node.entries, [&](const Entry& entry) { return hidden(entry.value); });
    for (Entry& entry : node.entries) {
      if (hidden(entry.value)) replace(entry.value);
      // Of the sections only drafts are named things that a case can do without.
      make(entry.value, entry.key.text == "drafts");
    }
    std::erase_if(node.entries, [](const Entry& entry) {
      return entry.key.text == kToldBy || entry.key.text == kMayTell || entry.key.text == kOtherwise;
    });
  }

 private:
  bool hidden(const Node& node) const {
    if (!node.is_map()) return false;
    const Node* told = node.at(kToldBy);
    if (told == nullptr || (told->is_scalar() && told->text == party_)) return false;
    const Node* tell = node.at(kMayTell);
    if (tell == nullptr) return true;
    if (tell->is_scalar()) return tell->text != "all";
    return std::none_of(tell->items.begin(), tell->items.end(),
                        [&](const Node& item) { return item.text == party_; });
  }

  void replace(Node& node) {
    const Node* otherwise = node.at(kOtherwise);
    if (otherwise != nullptr) {
      Node shown = *otherwise;
      node = std::move(shown);
      return;
    }
    const Node* told = node.at(kToldBy);
    problems_.error(source_.place(told->begin, told->end),
                    fmt::format("told in confidence by `{}`: `{}` may not be shown it, and it says nothing "
                                "`otherwise`",
                                told->text, party_),
                    "`otherwise` holds what would be written had it not been told");
  }

  std::string_view party_;
  const SourceText& source_;
  Problems& problems_;
};

bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (c >= 'A' && c <= 'Z');
}

/// Every word of every text but the keys of `sources`.
void collect_words(const Node& node, std::set<std::string, std::less<>>& words) {
  const std::string& text = node.text;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && in_word(text[end])) ++end;
    if (end > at) words.insert(text.substr(at, end - at));
    at = std::max(end, at + 1);
  }
  for (const Node& item : node.items) collect_words(item, words);
  for (const Entry& entry : node.entries) collect_words(entry.value, words);
}

void drop_uncited_sources(Node& root) {
  std::set<std::string, std::less<>> words;
  for (const Entry& entry : root.entries) {
    if (entry.key.text != "sources") collect_words(entry.value, words);
  }
  for (Entry& entry : root.entries) {
    if (entry.key.text != "sources") continue;
    std::erase_if(entry.value.entries, [&](const Entry& source) { return !words.contains(source.key.text); });
  }
}

}  // namespace

void check_confidences(const Node& root, Problems& problems) {
  check_node(root, party_ids(root), problems, problems.source());
}

bool make_edition(Node& root, std::string_view party, const SourceText& source, Problems& problems) {
  const std::vector<std::string> parties = party_ids(root);
  if (!among(parties, party)) {
    problems.error({}, fmt::format("`{}` is not a party, so there is no edition for it", party),
                   "parties: " + fmt::format("{}", fmt::join(parties, ", ")));
    return false;
  }
  const bool clean = !problems.has_errors();
  std::erase_if(root.entries, [](const Entry& entry) {
    return std::find(kOwn.begin(), kOwn.end(), entry.key.text) != kOwn.end();
  });
  Edition(party, source, problems).make(root, false);
  // A section of which nothing is left was never written.
  std::erase_if(root.entries, [](const Entry& entry) {
    return (entry.key.text == "drafts" && entry.value.is_map() && entry.value.entries.empty()) ||
           (entry.value.is_list() && entry.value.items.empty());
  });
  drop_uncited_sources(root);
  return clean && !problems.has_errors();
}

}  // namespace offramp::case_file
