// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace offramp::briefing {

/// Writes one inline SVG. Coordinates in pixels, y downward, printed with at most one decimal. Looks come
/// from CSS classes of the page, so that dark mode and print need nothing here. Text is escaped.
class Svg {
 public:
  enum class Anchor { start, middle, end };

  /// `id` must be unique in the page; title and description become <title> and <desc>.
  Svg(std::string id, double width, double height, std::string_view title, std::string_view description);

  Svg& line(double x1, double y1, double x2, double y2, std::string_view css);
  Svg& rect(double x, double y, double width, double height, std::string_view css, double radius = 0);
  Svg& circle(double x, double y, double r, std::string_view css);
  /// Points in order, joined by straight lines.
  Svg& polyline(const std::vector<std::pair<double, double>>& points, std::string_view css);
  /// One dot a point, as a single path: the class sets stroke-width and a round cap.
  Svg& dots(const std::vector<std::pair<double, double>>& points, std::string_view css);
  Svg& diamond(double x, double y, double r, std::string_view css);
  Svg& cross(double x, double y, double r, std::string_view css);
  Svg& text(double x, double y, std::string_view text, std::string_view css, Anchor anchor = Anchor::start);
  /// Lines of text one below the other, the first with its base line at y.
  Svg& lines(double x, double y, const std::vector<std::string>& lines, double step, std::string_view css,
             Anchor anchor = Anchor::start);
  /// A <title> that shows when the pointer rests on an invisible rectangle.
  Svg& hover(double x, double y, double width, double height, std::string_view text);

  double width() const { return width_; }
  double height() const { return height_; }
  std::string finish() const;

 private:
  double width_, height_;
  std::string head_, body_;
};

/// A finished drawing with rules of its own, so that it stands without the page. The CSS is escaped.
std::string with_style(std::string svg, std::string_view css);

/// A linear scale from data to pixels.
struct Scale {
  double low = 0, high = 1, from = 0, to = 1;
  double operator()(double value) const {
    return high > low ? from + (value - low) / (high - low) * (to - from) : (from + to) / 2;
  }
};

/// Round steps (1, 2, 5 times a power of ten) that cover [low, high], about `count` of them.
std::vector<double> round_ticks(double low, double high, int count);

}  // namespace offramp::briefing
