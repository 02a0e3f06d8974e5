// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/genius/genius_shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <limits>

namespace offramp::formats {
namespace {

constexpr double kSame = 1e-12;

using Points = std::vector<Knot>;

// What the function is known by: a point for each whole number, or the bends of a curve.
Points points_of(const IssueFrame& frame, const Evaluation& evaluation) {
  if (frame.kind == IssueKind::real) return evaluation.curve;
  Points points;
  for (std::size_t k = 0; k < evaluation.value.size(); ++k) {
    points.push_back({frame.low + static_cast<double>(k), evaluation.value[k]});
  }
  return points;
}

double cut(double value) {
  return std::clamp(value, 0.0, 1.0);
}

// The largest distance between the points and a function that bends only at `bends`.
template <class Function>
double distance(const Points& points, const Evaluation& evaluation, std::initializer_list<double> bends,
                const Function& function) {
  double most = 0.0;
  for (const Knot& p : points) most = std::max(most, std::fabs(function(p.at) - p.value));
  for (const double x : bends) {
    const bool inside = !evaluation.curve.empty() && x > points.front().at && x < points.back().at;
    if (inside) most = std::max(most, std::fabs(function(x) - evaluation.at(x)));
  }
  return most;
}

double line_distance(const Points& points, const Evaluation& evaluation, double origin,
                     const GeniusLine& line) {
  const double zero = line.slope == 0.0 ? origin : origin - line.offset / line.slope;
  const double one = line.slope == 0.0 ? origin : origin + (1.0 - line.offset) / line.slope;
  return distance(points, evaluation, {zero, one},
                  [&](double x) { return cut(line.slope * (x - origin) + line.offset); });
}

// The shortest of `value`'s decimal writings that `good` takes; the number itself if it takes none.
double shortest(double value, const std::function<bool(double)>& good) {
  for (int digits = 1; digits < 17; ++digits) {
    const std::string text = fmt::format("{:.{}g}", value, digits);
    double rounded = value;
    std::from_chars(text.data(), text.data() + text.size(), rounded);
    if (good(rounded)) return rounded;
  }
  return value;
}

// A point and the slope of the part that is not cut, as the points show it.
struct Slope {
  Knot through;
  double slope;
};

Slope slope_between(const Knot& a, const Knot& b) {
  return {a, (b.value - a.value) / (b.at - a.at)};
}

// Whole numbers: between the cut ends two points give the slope; one gives it with the ends that it must
// reach.
Slope slope_of_levels(const Points& points) {
  const auto cut_off = [](const Knot& p) { return p.value <= kSame || p.value >= 1.0 - kSame; };
  const auto first = std::find_if_not(points.begin(), points.end(), cut_off);
  if (first == points.end()) {
    const auto other = std::find_if(points.begin(), points.end(),
                                    [&](const Knot& p) { return p.value != points.front().value; });
    return slope_between(*(other - 1), *other);
  }
  const auto last = std::find_if_not(points.rbegin(), points.rend(), cut_off);
  if (&*first != &*last) return slope_between(*first, *last);
  Slope steepest{*first, 0.0};
  for (const auto& neighbour :
       {first == points.begin() ? first : first - 1, first + 1 == points.end() ? first : first + 1}) {
    if (neighbour == first) continue;
    const double slope = slope_between(*first, *neighbour).slope;
    if (std::fabs(slope) > std::fabs(steepest.slope)) steepest.slope = slope;
  }
  return steepest;
}

// Curves: from the bend where the flat beginning ends to the one where the flat end begins.
Slope slope_of_curve(const Points& points) {
  const auto flat = [](const Knot& a, const Knot& b) { return std::fabs(a.value - b.value) <= kSame; };
  std::size_t from = 0, to = points.size() - 1;
  while (from + 1 < to && flat(points[from], points[from + 1])) ++from;
  while (from + 1 < to && flat(points[to - 1], points[to])) --to;
  return slope_between(points[from], points[to]);
}

}  // namespace

std::optional<double> constant_value(const Evaluation& evaluation) {
  if (evaluation.curve.empty() && evaluation.value.empty()) return std::nullopt;
  const double first = evaluation.curve.empty() ? evaluation.value.front() : evaluation.curve.front().value;
  const bool same =
      std::all_of(evaluation.value.begin(), evaluation.value.end(), [&](double v) { return v == first; }) &&
      std::all_of(evaluation.curve.begin(), evaluation.curve.end(),
                  [&](const Knot& k) { return k.value == first; });
  return same ? std::optional(first) : std::nullopt;
}

std::optional<GeniusLine> genius_line(const IssueFrame& frame, const Evaluation& evaluation) {
  const Points points = points_of(frame, evaluation);
  if (points.empty()) return std::nullopt;
  if (const auto constant = constant_value(evaluation)) {
    return cut(*constant) == *constant ? std::optional(GeniusLine{0.0, *constant}) : std::nullopt;
  }
  const double origin = frame.kind == IssueKind::real ? 0.0 : frame.low;
  const Slope found = frame.kind == IssueKind::real ? slope_of_curve(points) : slope_of_levels(points);
  const auto with_slope = [&](double slope) {
    return GeniusLine{slope, found.through.value - slope * (found.through.at - origin)};
  };
  GeniusLine line = with_slope(found.slope);
  const double farthest =
      std::max(std::fabs(points.front().at - origin), std::fabs(points.back().at - origin));
  const double rounding = 4.0 * std::numeric_limits<double>::epsilon() *
                          (1.0 + std::fabs(line.offset) + std::fabs(line.slope) * farthest);
  const auto good = [&](const GeniusLine& l) {
    return line_distance(points, evaluation, origin, l) <= rounding;
  };
  const auto offset_for = [&](double slope) {
    return shortest(with_slope(slope).offset, [&](double offset) { return good({slope, offset}); });
  };
  line.slope = shortest(line.slope, [&](double slope) { return good({slope, offset_for(slope)}); });
  line.offset = offset_for(line.slope);
  if (line_distance(points, evaluation, origin, line) > std::max(kSame, rounding)) return std::nullopt;
  return line;
}

std::optional<GeniusTriangle> genius_triangle(const IssueFrame& frame, const Evaluation& evaluation) {
  const Points& points = evaluation.curve;
  if (frame.kind != IssueKind::real || points.size() < 2) return std::nullopt;
  const auto top = std::max_element(points.begin(), points.end(),
                                    [](const Knot& a, const Knot& b) { return a.value < b.value; });
  if (top->value != 1.0) return std::nullopt;
  // Where the side through the top and its neighbour meets 0; the top itself at an end of the range.
  const auto foot = [&](const Knot& neighbour) {
    if (neighbour.value == 0.0 || neighbour.value >= 1.0) return neighbour.at;
    return top->at + (neighbour.at - top->at) / (1.0 - neighbour.value);
  };
  GeniusTriangle triangle{top == points.begin() ? top->at : foot(*(top - 1)),
                          top + 1 == points.end() ? top->at : foot(*(top + 1)), top->at};
  const auto apart = [&](const GeniusTriangle& t) {
    return distance(points, evaluation, {t.start, t.top, t.end}, [&](double x) {
      if (x < t.start || x > t.end) return 0.0;
      if (x < t.top) return (x - t.start) / (t.top - t.start);
      return t.end == t.top ? 1.0 : 1.0 - (x - t.top) / (t.end - t.top);
    });
  };
  const double rounding = 16.0 * std::numeric_limits<double>::epsilon();
  triangle.start = shortest(triangle.start, [&](double start) {
    return start <= triangle.top && apart({start, triangle.end, triangle.top}) <= rounding;
  });
  triangle.end = shortest(triangle.end, [&](double end) {
    return end >= triangle.top && apart({triangle.start, end, triangle.top}) <= rounding;
  });
  if (apart(triangle) > kSame) return std::nullopt;
  return triangle;
}

}  // namespace offramp::formats
