// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/figures/svg.h"

#include <fmt/format.h>

#include <cmath>

#include "offramp/briefing/document/text.h"

namespace offramp::briefing {
namespace {

/// One decimal at most, no negative zero.
std::string px(double value) {
  const double rounded = std::floor(value * 10.0 + 0.5) / 10.0;
  return fmt::format("{}", rounded == 0.0 ? 0.0 : rounded);
}

std::string_view anchor_name(Svg::Anchor anchor) {
  switch (anchor) {
    case Svg::Anchor::start:
      return "";
    case Svg::Anchor::middle:
      return " text-anchor=\"middle\"";
    case Svg::Anchor::end:
      return " text-anchor=\"end\"";
  }
  return "";
}

}  // namespace

Svg::Svg(std::string id, double width, double height, std::string_view title, std::string_view description)
    : width_(width), height_(height) {
  head_ = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
      "role=\"img\" "
      "aria-labelledby=\"{2}-t {2}-d\"><title id=\"{2}-t\">{3}</title><desc id=\"{2}-d\">{4}</desc>\n",
      px(width), px(height), escape_html(id), escape_html(title), escape_html(description));
}

Svg& Svg::line(double x1, double y1, double x2, double y2, std::string_view css) {
  body_ += fmt::format("<path class=\"{}\" d=\"M{},{}L{},{}\"/>\n", css, px(x1), px(y1), px(x2), px(y2));
  return *this;
}

Svg& Svg::rect(double x, double y, double width, double height, std::string_view css, double radius) {
  body_ += fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", css, px(x), px(y),
                       px(width), px(height));
  if (radius > 0) body_ += fmt::format(" rx=\"{}\"", px(radius));
  body_ += "/>\n";
  return *this;
}

Svg& Svg::circle(double x, double y, double r, std::string_view css) {
  body_ += fmt::format("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>\n", css, px(x), px(y), px(r));
  return *this;
}

Svg& Svg::polyline(const std::vector<std::pair<double, double>>& points, std::string_view css) {
  if (points.empty()) return *this;
  body_ += fmt::format("<path class=\"{}\" d=\"", css);
  char command = 'M';
  for (const auto& [x, y] : points) {
    body_ += fmt::format("{}{},{}", command, px(x), px(y));
    command = 'L';
  }
  body_ += "\"/>\n";
  return *this;
}

Svg& Svg::dots(const std::vector<std::pair<double, double>>& points, std::string_view css) {
  if (points.empty()) return *this;
  body_ += fmt::format("<path class=\"{}\" d=\"", css);
  for (const auto& [x, y] : points) body_ += fmt::format("M{},{}h0", px(x), px(y));
  body_ += "\"/>\n";
  return *this;
}

Svg& Svg::diamond(double x, double y, double r, std::string_view css) {
  body_ += fmt::format("<path class=\"{}\" d=\"M{},{}L{},{}L{},{}L{},{}Z\"/>\n", css, px(x), px(y - r),
                       px(x + r), px(y), px(x), px(y + r), px(x - r), px(y));
  return *this;
}

Svg& Svg::cross(double x, double y, double r, std::string_view css) {
  body_ += fmt::format("<path class=\"{}\" d=\"M{},{}L{},{}M{},{}L{},{}\"/>\n", css, px(x - r), px(y - r),
                       px(x + r), px(y + r), px(x - r), px(y + r), px(x + r), px(y - r));
  return *this;
}

Svg& Svg::text(double x, double y, std::string_view text, std::string_view css, Anchor anchor) {
  body_ += fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\"{}>{}</text>\n", css, px(x), px(y),
                       anchor_name(anchor), escape_html(text));
  return *this;
}

Svg& Svg::lines(double x, double y, const std::vector<std::string>& lines, double step, std::string_view css,
                Anchor anchor) {
  for (std::size_t l = 0; l < lines.size(); ++l) {
    text(x, y + step * static_cast<double>(l), lines[l], css, anchor);
  }
  return *this;
}

Svg& Svg::hover(double x, double y, double width, double height, std::string_view text) {
  body_ += fmt::format(
      "<rect class=\"hover\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}</title></rect>\n", px(x),
      px(y), px(width), px(height), escape_html(text));
  return *this;
}

std::string Svg::finish() const {
  return head_ + body_ + "</svg>";
}

std::string with_style(std::string svg, std::string_view css) {
  svg.insert(svg.find('>') + 1, "<style>" + escape_html(css) + "</style>");
  return svg;
}

std::vector<double> round_ticks(double low, double high, int count) {
  const double raw = (high - low) / count;
  if (!(raw > 0.0)) return {low};
  double power = 1.0;
  while (power * 10.0 <= raw) power *= 10.0;
  while (power > raw) power /= 10.0;
  const double in = raw / power * (1.0 - 1e-12);  // a step that is round already stays
  const double step = in <= 1.0 ? power : in <= 2.0 ? 2.0 * power : in <= 5.0 ? 5.0 * power : 10.0 * power;
  std::vector<double> ticks;
  const double first = std::ceil(low / step - 1e-9);
  for (double i = first; i * step <= high + step * 1e-9; i += 1.0) ticks.push_back(i == 0.0 ? 0.0 : i * step);
  return ticks;
}

}  // namespace offramp::briefing
