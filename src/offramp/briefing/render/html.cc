// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/html.h"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/svg.h"

namespace offramp::briefing {
namespace {

std::string id_attribute(const std::string& id) {
  return id.empty() ? "" : fmt::format(" id=\"{}\"", escape_html(id));
}

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

std::string text_html(const Text& text) {
  std::string out;
  for (const Span& span : text) out += span_html(span);
  return out;
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
  for (const Column& column : table.columns) {
    out += column.share > 0 ? fmt::format("<col style=\"width:{}%\">", column.share) : "<col>";
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
  std::string operator()(const Figure& f) const {
    std::string out =
        fmt::format("<figure{}><p class=\"title\">{}</p>\n", id_attribute(f.id), text_html(f.title));
    out += fmt::format("<div class=\"wide\">{}</div>\n<div class=\"narrow\">{}</div>\n", f.wide, f.narrow);
    out += fmt::format("<figcaption>{}</figcaption>\n", text_html(f.caption));
    if (!f.data.rows.empty())
      out += fmt::format("<details><summary>The numbers</summary>\n{}</details>\n", table_html(f.data));
    return out + "</figure>\n";
  }
};

std::string contents_html(const Document& document) {
  std::string out = "<nav aria-label=\"Contents\"><p>Contents</p><ol>\n";
  bool front = false;
  for (const Section& section : document.sections) {
    if (section.title.empty()) continue;
    const char* css = front && !section.front ? " class=\"annex\"" : "";
    front = section.front;
    out += fmt::format("<li{}><a href=\"#{}\">{}</a></li>\n", css, escape_html(section.id),
                       escape_html(section.title));
  }
  return out + "</ol></nav>\n";
}

/// Past the contents to the answer, for those who read with a keyboard.
std::string skip_html(const Document& document) {
  const auto opening = std::find_if(document.sections.begin(), document.sections.end(),
                                    [](const Section& section) { return section.opening; });
  if (opening == document.sections.end()) return {};
  return fmt::format("<a class=\"skip\" href=\"#{}\">To the bottom line</a>\n", escape_html(opening->id));
}

std::string head_html(const Document& document) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "base-uri 'none'; "
      "form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
      "content=\"light dark\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"Offramp\">\n"
      "<title>{}: briefing</title>\n<style>\n{}</style>\n</head>\n",
      escape_html(document.title), page_style());
}

std::string masthead_html(const Document& document) {
  std::string facts;
  for (const Text& fact : document.facts) facts += fmt::format("<li>{}</li>", text_html(fact));
  std::string question;
  if (!document.question.empty())
    question = fmt::format("<p class=\"question\">{}</p>\n", escape_html(document.question));
  return fmt::format(
      "<header>\n<p class=\"kicker\">Offramp briefing</p>\n<h1>{}</h1>\n{}<ul "
      "class=\"facts\">{}</ul>\n</header>\n",
      escape_html(document.title), question, facts);
}

std::string section_html(const Section& section) {
  std::string out =
      fmt::format("<section{}{}>\n", id_attribute(section.id), section.opening ? " class=\"opening\"" : "");
  if (!section.title.empty()) out += fmt::format("<h2>{}</h2>\n", escape_html(section.title));
  if (!section.audience.empty())
    out += fmt::format("<p class=\"audience\">{}</p>\n", escape_html(section.audience));
  for (const Block& block : section.blocks) out += std::visit(BlockHtml{}, block);
  return out + "</section>\n";
}

std::string annex_html() {
  return "<p class=\"annex\">Annex: everything behind the two pages</p>\n";
}

}  // namespace

std::string render_html(const Document& document) {
  std::string out = head_html(document);
  out += fmt::format("<body>\n{}", skip_html(document));
  if (!document.marking.empty())
    out += fmt::format("<p class=\"marking\" aria-hidden=\"true\">{}</p>\n", escape_html(document.marking));
  out += "<div class=\"page\">\n" + contents_html(document);
  out += "<main>\n";
  const bool two_pages = !document.sections.empty() && document.sections.front().front;
  if (two_pages) out += "<div class=\"front\">\n";
  out += masthead_html(document);
  bool front = two_pages;
  for (const Section& section : document.sections) {
    if (front && !section.front) out += "</div>\n" + annex_html();
    front = section.front;
    out += section_html(section);
  }
  if (front) out += "</div>\n";
  return out + "</main>\n</div>\n</body>\n</html>\n";
}

}  // namespace offramp::briefing
