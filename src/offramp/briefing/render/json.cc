// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/json.h"

#include <nlohmann/json.hpp>
#include <string>
#include <variant>

namespace offramp::briefing {
namespace {

using Json = nlohmann::ordered_json;

const char* kind_name(Span::Kind kind) {
  switch (kind) {
    case Span::Kind::words:
      return "words";
    case Span::Kind::quoted:
      return "quoted";
    case Span::Kind::figure:
      return "figure";
    case Span::Kind::link:
      return "link";
  }
  return "";
}

Json text_json(const Text& text) {
  Json spans = Json::array();
  for (const Span& span : text) {
    Json json = {{"kind", kind_name(span.kind)}, {"text", span.text}};
    if (span.strong) json["strong"] = true;
    if (!span.target.empty()) json["target"] = span.target;
    if (span.kind == Span::Kind::figure) {
      json["pointer"] = span.pointer;
      json["format"] = std::string(to_string(span.format));
    }
    spans.push_back(json);
  }
  return spans;
}

Json table_json(const Table& table) {
  Json columns = Json::array(), rows = Json::array();
  for (const Column& column : table.columns) columns.push_back(column.head);
  for (const Row& row : table.rows) {
    Json cells = Json::array();
    for (const Cell& cell : row.cells) cells.push_back(text_json(cell.text));
    Json json = Json::object();
    if (!row.id.empty()) json["id"] = row.id;
    if (row.group) json["group"] = true;
    json["cells"] = cells;
    rows.push_back(json);
  }
  Json json = {{"block", "table"}};
  if (!table.id.empty()) json["id"] = table.id;
  if (!table.caption.empty()) json["caption"] = text_json(table.caption);
  json["columns"] = columns;
  json["rows"] = rows;
  return json;
}

struct BlockJson {
  Json operator()(const Paragraph& p) const {
    const char* style = p.style == Paragraph::Style::lead   ? "lead"
                        : p.style == Paragraph::Style::note ? "note"
                                                            : "body";
    return {{"block", "paragraph"}, {"style", style}, {"text", text_json(p.text)}};
  }
  Json operator()(const Heading& h) const {
    return {{"block", "heading"}, {"id", h.id}, {"text", text_json(h.text)}};
  }
  Json operator()(const Bullets& b) const {
    Json items = Json::array();
    for (std::size_t i = 0; i < b.items.size(); ++i) {
      Json item = {{"text", text_json(b.items[i])}};
      if (i < b.ids.size()) item["id"] = b.ids[i];
      items.push_back(item);
    }
    return {{"block", "list"}, {"numbered", b.numbered}, {"items", items}};
  }
  Json operator()(const Table& table) const { return table_json(table); }
  Json operator()(const Figure& f) const {
    Json json = {{"block", "figure"},
                 {"id", f.id},
                 {"title", text_json(f.title)},
                 {"caption", text_json(f.caption)},
                 {"description", f.description}};
    if (!f.data.rows.empty()) json["data"] = table_json(f.data);
    return json;
  }
};

}  // namespace

nlohmann::ordered_json document_json(const Document& document) {
  Json facts = Json::array(), sections = Json::array();
  for (const Text& fact : document.facts) facts.push_back(text_json(fact));
  for (const Section& section : document.sections) {
    Json blocks = Json::array();
    for (const Block& block : section.blocks) blocks.push_back(std::visit(BlockJson{}, block));
    Json json = {{"id", section.id}, {"title", section.title}};
    if (section.front) json["front"] = true;
    if (!section.audience.empty()) json["audience"] = section.audience;
    json["blocks"] = blocks;
    sections.push_back(std::move(json));
  }
  Json json = {{"title", document.title}, {"question", document.question}};
  if (!document.marking.empty()) json["marking"] = document.marking;
  json["facts"] = facts;
  json["sections"] = sections;
  return json;
}

}  // namespace offramp::briefing
