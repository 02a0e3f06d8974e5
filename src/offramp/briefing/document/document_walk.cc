// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/document/document_walk.h"

#include <variant>

namespace offramp::briefing {
namespace {

using Visit = std::function<void(const Text&)>;

void walk_table(const Table& table, const Visit& visit) {
  visit(table.caption);
  for (const Row& row : table.rows) {
    for (const Cell& cell : row.cells) visit(cell.text);
  }
}

struct Walk {
  const Visit& visit;
  void operator()(const Paragraph& p) const { visit(p.text); }
  void operator()(const Heading& h) const { visit(h.text); }
  void operator()(const Bullets& b) const {
    for (const Text& item : b.items) visit(item);
  }
  void operator()(const Table& t) const { walk_table(t, visit); }
  void operator()(const Figure& f) const {
    visit(f.title);
    visit(f.caption);
    walk_table(f.data, visit);
  }
};

}  // namespace

void for_each_text(const Document& document, const std::function<void(const Text&)>& visit) {
  for (const Text& fact : document.facts) visit(fact);
  for (const Section& section : document.sections) {
    for (const Block& block : section.blocks) std::visit(Walk{visit}, block);
  }
}

}  // namespace offramp::briefing
