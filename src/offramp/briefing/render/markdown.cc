// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "offramp/briefing/document/text.h"

namespace offramp::briefing {
namespace {

/// Emphasis marks must touch a character that is no space, so outer spaces stay outside.
std::string marked(const std::string& text, const char* mark) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return text;
  const std::size_t last = text.find_last_not_of(' ');
  return text.substr(0, first) + mark + text.substr(first, last - first + 1) + mark + text.substr(last + 1);
}

/// Addresses that the text-to-link rules accept hold no bracket, space or quote once coded.
std::string link_target(const std::string& target) {
  std::string out;
  for (const char c : target) {
    const bool risky =
        c == '(' || c == ')' || c == '<' || c == '>' || c == ' ' || c == '\\' || c == '|' || c == '"';
    if (risky) {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

/// Marks that matter only at the start of a line need no backslash within one.
std::string within_line(std::string escaped) {
  const bool guarded = escaped.size() > 1 && escaped[0] == '\\' &&
                       std::string_view("+-=:").find(escaped[1]) != std::string_view::npos;
  if (guarded) escaped.erase(0, 1);
  return escaped;
}

std::string span_markdown(const Span& span, bool first) {
  std::string text = escape_markdown(span.text);
  if (!first) text = within_line(std::move(text));
  if (span.strong) text = marked(text, "**");
  if (!span.target.empty() && !text.empty()) text = fmt::format("[{}]({})", text, link_target(span.target));
  return text;
}

std::string text_markdown(const Text& text) {
  std::string out;
  for (const Span& span : text) out += span_markdown(span, out.empty());
  return out;
}

std::string anchor(const std::string& id) {
  return id.empty() ? std::string() : fmt::format("<a id=\"{}\"></a>", escape_html(id));
}

std::string table_markdown(const Table& table) {
  std::string out;
  if (!table.caption.empty()) out += text_markdown(table.caption) + "\n\n";
  // A column whose cells are all drawings has nothing to say here.
  std::vector<bool> shown(table.columns.size(), false);
  for (std::size_t k = 0; k < table.columns.size(); ++k) {
    shown[k] = std::any_of(table.rows.begin(), table.rows.end(), [&](const Row& row) {
      return !row.group && k < row.cells.size() && !row.cells[k].text.empty();
    });
  }
  std::string head = "|", rule = "|";
  for (std::size_t k = 0; k < table.columns.size(); ++k) {
    if (!shown[k]) continue;
    head += fmt::format(" {} |", escape_markdown(table.columns[k].head));
    rule += table.columns[k].align == Align::right ? " ---: |" : " --- |";
  }
  out += (table.id.empty() ? "" : anchor(table.id) + "\n\n") + head + "\n" + rule + "\n";
  for (const Row& row : table.rows) {
    out += "|";
    for (std::size_t k = 0; k < table.columns.size(); ++k) {
      if (!shown[k]) continue;
      std::string cell = k < row.cells.size() ? text_markdown(row.cells[k].text) : "";
      if (row.group && k == 0) cell = marked(cell, "**");
      out += fmt::format(" {}{} |", k == 0 ? anchor(row.id) : std::string(), cell);
    }
    out += "\n";
  }
  return out;
}

struct BlockMarkdown {
  std::string operator()(const Paragraph& p) const {
    const std::string text = text_markdown(p.text);
    return p.style == Paragraph::Style::body ? fmt::format("{}\n", text) : fmt::format("> {}\n", text);
  }
  std::string operator()(const Heading& h) const {
    return fmt::format("{}\n\n### {}\n", anchor(h.id), text_markdown(h.text));
  }
  std::string operator()(const Bullets& b) const {
    std::string out;
    for (std::size_t i = 0; i < b.items.size(); ++i) {
      out += b.numbered ? fmt::format("{}. ", i + 1) : "- ";
      out += (i < b.ids.size() ? anchor(b.ids[i]) : "") + text_markdown(b.items[i]) + "\n";
    }
    return out;
  }
  std::string operator()(const Table& table) const { return table_markdown(table); }
  std::string operator()(const Figure& f) const {
    std::string out =
        fmt::format("{}**Figure: {}.** {}\n", anchor(f.id), text_markdown(f.title), text_markdown(f.caption));
    if (!f.data.rows.empty()) out += fmt::format("\n{}", table_markdown(f.data));
    return out;
  }
};

}  // namespace

std::string render_markdown(const Document& document) {
  std::string out = fmt::format("# {}\n", escape_markdown(document.title));
  if (!document.question.empty()) out += fmt::format("\n*{}*\n", escape_markdown(document.question));
  std::string facts;
  for (const Text& fact : document.facts) facts += (facts.empty() ? "" : " · ") + text_markdown(fact);
  out += fmt::format("\n{}\n", facts);
  bool front = false;
  for (const Section& section : document.sections) {
    if (front && !section.front) out += "\n---\n\n*Annex: everything behind the two pages*\n";
    front = section.front;
    out += fmt::format("\n{}\n", anchor(section.id));
    if (!section.title.empty()) out += fmt::format("\n## {}\n", escape_markdown(section.title));
    if (!section.audience.empty()) out += fmt::format("\n*{}*\n", escape_markdown(section.audience));
    for (const Block& block : section.blocks) out += fmt::format("\n{}", std::visit(BlockMarkdown{}, block));
  }
  return out;
}

}  // namespace offramp::briefing
