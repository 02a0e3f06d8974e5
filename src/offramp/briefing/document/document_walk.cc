// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/document/document_walk.h"

#include <set>
#include <variant>
#include <vector>

namespace offramp::briefing {
namespace {

// Over a constant document or one that is changed, by the constness of what is passed.
template <class T, class Visit>
void walk_table(T& table, const Visit& visit) {
  visit(table.caption);
  for (auto& row : table.rows) {
    for (auto& cell : row.cells) visit(cell.text);
  }
}

template <class Visit>
struct Walk {
  const Visit& visit;
  template <class T>
  void operator()(T& block) const {
    if constexpr (std::is_same_v<std::remove_const_t<T>, Bullets>) {
      for (auto& item : block.items) visit(item);
    } else if constexpr (std::is_same_v<std::remove_const_t<T>, Table>) {
      walk_table(block, visit);
    } else if constexpr (std::is_same_v<std::remove_const_t<T>, Figure>) {
      visit(block.title);
      visit(block.caption);
      walk_table(block.data, visit);
    } else {
      visit(block.text);
    }
  }
};

template <class D, class Visit>
void walk(D& document, const Visit& visit) {
  for (auto& fact : document.facts) visit(fact);
  for (auto& section : document.sections) {
    for (auto& block : section.blocks) std::visit(Walk<Visit>{visit}, block);
  }
}

struct Ids {
  std::set<std::string>& ids;
  void operator()(const Paragraph&) const {}
  void operator()(const Heading& h) const { ids.insert(h.id); }
  void operator()(const Bullets& b) const { ids.insert(b.ids.begin(), b.ids.end()); }
  void operator()(const Table& t) const {
    ids.insert(t.id);
    for (const Row& row : t.rows) ids.insert(row.id);
  }
  void operator()(const Figure& f) const {
    ids.insert(f.id);
    (*this)(f.data);
  }
};

}  // namespace

void for_each_text(const Document& document, const std::function<void(const Text&)>& visit) {
  walk(document, visit);
}

void drop_dangling_links(Document& document) {
  std::set<std::string> ids;
  for (const Section& section : document.sections) {
    ids.insert(section.id);
    for (const Block& block : section.blocks) std::visit(Ids{ids}, block);
  }
  walk(document, [&](Text& text) {
    for (Span& span : text) {
      if (span.target.starts_with("#") && !ids.contains(span.target.substr(1))) span.target.clear();
    }
  });
}

Document front_of(Document document) {
  std::erase_if(document.sections, [](const Section& section) { return !section.front; });
  walk(document, [](Text& text) { std::erase_if(text, [](const Span& span) { return span.aside; }); });
  drop_dangling_links(document);
  return document;
}

}  // namespace offramp::briefing
