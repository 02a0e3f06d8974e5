// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/html_blocks.h"

#include <fmt/format.h>

#include <algorithm>
#include <variant>
#include <vector>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/svg.h"

namespace offramp::briefing {

std::string id_attribute(const std::string& id) {
  return id.empty() ? "" : fmt::format(" id=\"{}\"", escape_html(id));
}

namespace {

std::string span_html(const Span& span) {
  std::string text = escape_html(span.text);
  if (span.strong) text = "<strong>" + text + "</strong>";
  const bool outside = is_web_url(span.target);
  if (!outside && !span.target.starts_with("#")) {
    return span.kind == Span::Kind::figure ? "<span class=\"n\">" + text + "</span>" : text;
  }
  const char* css = span.kind == Span::Kind::figure ? " class=\"n\"" : "";
  const char* rel = outside ? " rel=\"noreferrer\"" : "";
  return fmt::format("<a{}{} href=\"{}\">{}</a>", css, rel, escape_html(span.target), text);
}

std::string spark_html(const Spark& spark) {
  constexpr double kWidth = 120, kMiddle = 9;
  const Scale x{0, 1, 5, kWidth - 5};
  const auto line = [&](const char* css, double a, double b) {
    return fmt::format("<path class=\"{}\" d=\"M{:.1f},{}H{:.1f}\"/>", css, x(a), kMiddle, x(b));
  };
  return fmt::format(
      "<svg class=\"spark\" viewBox=\"0 0 {} 18\" width=\"{}\" height=\"18\" aria-hidden=\"true\">{}{}{}"
      "<path class=\"tick\" d=\"M{:.1f},3V15\"/><circle class=\"end\" cx=\"{:.1f}\" cy=\"{}\" "
      "r=\"3.6\"/></svg>",
      kWidth, kWidth, line("track", 0, 1), line("whisk", spark.low, spark.high),
      line("move", spark.from, spark.to), x(spark.from), x(spark.to), kMiddle);
}

}  // namespace

std::string text_html(const Text& text) {
  std::string out;
  for (const Span& span : text) out += span_html(span);
  return out;
}

namespace {

std::string cell_html(const Table& table, const Row& row, std::size_t k) {
  const Column& column = table.columns[k];
  std::string content = text_html(row.cells[k].text);
  if (row.cells[k].spark) content += spark_html(*row.cells[k].spark);
  const char* tag = k == 0 ? "th scope=\"row\" role=\"rowheader\"" : "td role=\"cell\"";
  const char* close = k == 0 ? "th" : "td";
  std::string css = column.align == Align::right ? "r" : "";
  if (content.empty()) css += css.empty() ? "none" : " none";
  const std::string css_attribute = css.empty() ? "" : fmt::format(" class=\"{}\"", css);
  const std::string label =
      column.head.empty() ? "" : fmt::format(" data-label=\"{}\"", escape_html(column.head));
  return fmt::format("<{}{}{}><span>{}</span></{}>", tag, css_attribute, label, content, close);
}

/// Of the columns; what is left is shared among those that name none, if others do.
std::vector<double> shares_of(const Table& table) {
  std::vector<double> shares;
  double named = 0, unnamed = 0;
  for (const Column& column : table.columns) {
    shares.push_back(column.share);
    named += column.share;
    unnamed += column.share > 0 ? 0 : 1;
  }
  if (named == 0 || named >= 100) return shares;
  for (double& share : shares) share = share > 0 ? share : (100 - named) / unnamed;
  return shares;
}

}  // namespace

std::string table_html(const Table& table) {
  const char* css = table.small ? " class=\"small\"" : table.columns.size() == 2 ? " class=\"pair\"" : "";
  // On a phone the rows become blocks; the roles keep it a table for readers that do not look.
  // The caption stands before it: a link inside would be a child that the role forbids.
  std::string out, described;
  if (!table.caption.empty()) {
    const std::string id = table.id.empty() ? std::string() : table.id + "-caption";
    out += fmt::format("<p class=\"caption\"{}>{}</p>\n", id_attribute(id), text_html(table.caption));
    if (!id.empty()) described = fmt::format(" aria-describedby=\"{}\"", escape_html(id));
  }
  out += fmt::format("<table role=\"table\"{}{}{}>", id_attribute(table.id), described, css);
  out += "<colgroup>";
  for (const double share : shares_of(table)) {
    out += share > 0 ? fmt::format("<col style=\"width:{}%\">", share) : "<col>";
  }
  out += "</colgroup>\n<thead role=\"rowgroup\"><tr role=\"row\">";
  for (const Column& column : table.columns) {
    if (column.head.empty()) {  // a header must say something
      out += "<td role=\"cell\"></td>";
      continue;
    }
    out += fmt::format("<th scope=\"col\" role=\"columnheader\"{}>{}</th>",
                       column.align == Align::right ? " class=\"r\"" : "", escape_html(column.head));
  }
  out += "</tr></thead>\n<tbody role=\"rowgroup\">\n";
  for (const Row& row : table.rows) {
    if (row.group) {
      out += fmt::format(
          "<tr role=\"row\" class=\"group\"{}><th colspan=\"{}\" scope=\"rowgroup\" "
          "role=\"rowheader\">{}</th></tr>\n",
          id_attribute(row.id), table.columns.size(), text_html(row.cells.at(0).text));
      continue;
    }
    out += fmt::format("<tr role=\"row\"{}>", id_attribute(row.id));
    for (std::size_t k = 0; k < std::min(table.columns.size(), row.cells.size()); ++k)
      out += cell_html(table, row, k);
    out += "</tr>\n";
  }
  return out + "</tbody></table>\n";
}

namespace {

struct BlockHtml {
  std::string operator()(const Paragraph& p) const {
    const char* css = p.style == Paragraph::Style::lead   ? " class=\"lead\""
                      : p.style == Paragraph::Style::note ? " class=\"note\""
                                                          : "";
    return fmt::format("<p{}>{}</p>\n", css, text_html(p.text));
  }
  std::string operator()(const Heading& h) const {
    return fmt::format("<h3{}>{}</h3>\n", id_attribute(h.id), text_html(h.text));
  }
  std::string operator()(const Bullets& b) const {
    std::string out = fmt::format("<{}{}>\n", b.numbered ? "ol" : "ul", b.small ? " class=\"small\"" : "");
    for (std::size_t i = 0; i < b.items.size(); ++i) {
      out += fmt::format("<li{}>{}</li>\n", i < b.ids.size() ? id_attribute(b.ids[i]) : "",
                         text_html(b.items[i]));
    }
    return out + (b.numbered ? "</ol>\n" : "</ul>\n");
  }
  std::string operator()(const Table& table) const { return table_html(table); }
  std::string operator()(const Figure& f) const { return figure(f); }

  const std::function<std::string(const Figure&)>& figure;
};

}  // namespace

std::string block_html(const Block& block, const std::function<std::string(const Figure&)>& figure) {
  return std::visit(BlockHtml{figure}, block);
}

}  // namespace offramp::briefing
