// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/html.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/render/html_blocks.h"

namespace offramp::briefing {
namespace {

std::string figure_html(const Figure& f) {
  std::string out =
      fmt::format("<figure{}><p class=\"title\">{}</p>\n", id_attribute(f.id), text_html(f.title));
  out += fmt::format("<div class=\"wide\">{}</div>\n<div class=\"narrow\">{}</div>\n", f.wide, f.narrow);
  out += fmt::format("<figcaption>{}</figcaption>\n", text_html(f.caption));
  if (!f.data.rows.empty())
    out += fmt::format("<details><summary>The numbers</summary>\n{}</details>\n", table_html(f.data));
  return out + "</figure>\n";
}

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
  for (const Block& block : section.blocks) out += block_html(block, figure_html);
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
