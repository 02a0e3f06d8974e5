// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include "offramp/briefing/render/html.h"

namespace offramp::briefing {
namespace {

double luminance(const std::string& hex) {
  const auto channel = [&](std::size_t at) {
    const double v = static_cast<double>(std::stoi(hex.substr(at, 2), nullptr, 16)) / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

// Contrast as WCAG 2.1 defines it: text 4.5 to 1 (success criterion 1.4.3), drawings 3 to 1 (1.4.11).
TEST(PageStyle, TextAndDrawingsStandOutInLightAndDark) {
  const std::string css(page_style());
  const std::regex entry("--([a-z0-9-]+): (#[0-9a-f]{6})");
  std::map<std::string, std::string> colours;
  std::vector<std::map<std::string, std::string>> themes;
  for (std::sregex_iterator i(css.begin(), css.end(), entry), end; i != end; ++i) {
    if ((*i)[1] == "paper" && !colours.empty()) themes.push_back(colours);
    colours[(*i)[1]] = (*i)[2];
  }
  themes.push_back(colours);
  ASSERT_EQ(themes.size(), 2u);
  for (const auto& theme : themes) {
    const auto contrast = [&](const char* a, const char* b) {
      const double x = luminance(theme.at(a)), y = luminance(theme.at(b));
      return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
    };
    for (const char* ground : {"paper", "wash"}) {
      for (const char* text : {"ink", "soft", "blue", "orange"}) {
        EXPECT_GE(contrast(text, ground), 4.5) << text << " on " << ground << ", paper " << theme.at("paper");
      }
    }
    for (const char* mark : {"p3", "p4"}) EXPECT_GE(contrast(mark, "paper"), 3.0) << mark;
  }
}

}  // namespace
}  // namespace offramp::briefing
