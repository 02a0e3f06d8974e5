// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>

#include "offramp/briefing/document/document_walk.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/render/html.h"
#include "offramp/briefing/render/terminal.h"

/// What must hold for every document, whatever it says.
namespace offramp::briefing::expect {

/// Every figure whose pointer begins with `root` is in the JSON and is written as its format says. Returns
/// how many there are.
inline std::size_t figures_agree(const Document& document, const nlohmann::ordered_json& json,
                                 const std::string& root = "/") {
  std::size_t seen = 0;
  for_each_text(document, [&](const Text& text) {
    for (const Span& span : text) {
      if (span.kind != Span::Kind::figure || !span.pointer.starts_with(root)) continue;
      ++seen;
      const nlohmann::ordered_json::json_pointer pointer(span.pointer);
      ASSERT_TRUE(json.contains(pointer)) << span.pointer << " in: " << plain(text);
      ASSERT_TRUE(json.at(pointer).is_number()) << span.pointer;
      EXPECT_EQ(span.text, format_figure(span.format, json.at(pointer).get<double>()))
          << span.pointer << " in: " << plain(text);
    }
  });
  return seen;
}

/// Our own words hold no digit: every number is a figure or somebody's text.
inline void words_hold_no_digit(const Document& document) {
  for_each_text(document, [&](const Text& text) {
    for (const Span& span : text) {
      if (span.kind != Span::Kind::words) continue;
      EXPECT_EQ(span.text.find_first_of("0123456789"), std::string::npos) << span.text;
    }
  });
}

/// Links inside the page lead somewhere, and no id stands twice.
inline void links_lead(const std::string& html) {
  std::set<std::string> ids;
  const std::regex id(" id=\"([^\"]*)\""), link("href=\"#([^\"]*)\"");
  for (std::sregex_iterator i(html.begin(), html.end(), id), end; i != end; ++i) {
    EXPECT_TRUE(ids.insert((*i)[1]).second) << "twice: " << (*i)[1];
  }
  for (std::sregex_iterator i(html.begin(), html.end(), link), end; i != end; ++i) {
    EXPECT_TRUE(ids.count((*i)[1]) == 1) << "leads nowhere: " << (*i)[1];
  }
}

/// In a terminal no line is wider than asked, no sign of nought is printed, colours come only when asked and
/// change nothing else.
inline void fits_a_terminal(const Document& document) {
  static const std::regex minus_nought("(-|\xE2\x88\x92)0(\\.0+)?([^.0-9]|$)");
  for (const std::size_t columns : {40u, 80u, 132u}) {
    const std::string text = render_terminal(document, {.colour = false, .columns = columns});
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      const std::string line = text.substr(at, end - at);
      EXPECT_LE(display_width(std::string_view(line)), columns) << line;
      EXPECT_FALSE(std::regex_search(line, minus_nought)) << line;
      EXPECT_EQ(line.find('\x1b'), std::string::npos) << line;
      at = end + 1;
    }
    const std::string inked = render_terminal(document, {.colour = true, .columns = columns});
    EXPECT_EQ(std::regex_replace(inked, std::regex("\x1b\\[[0-9]*m"), ""), text);
  }
}

/// All of these.
inline void sound(const Document& document, const nlohmann::ordered_json& json) {
  EXPECT_GT(figures_agree(document, json), 0u);
  words_hold_no_digit(document);
  links_lead(render_html(document));
  fits_a_terminal(document);
}

}  // namespace offramp::briefing::expect
