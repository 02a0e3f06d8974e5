// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/open/open_frontier.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// A piece on the way, with what it stands for.
struct Part {
  double x0, y0, x1, y1;  // x0 < x1 and y0 > y1, or a point
  std::size_t tag;
  double at(double x) const { return x1 == x0 ? y0 : x == x1 ? y1 : y0 + (x - x0) * ((y1 - y0) / (x1 - x0)); }
};
using Parts = std::vector<Part>;

// The undominated part of the union of two undominated lists (left to right), on a sweep from the right.
class EnvelopeMerge {
 public:
  EnvelopeMerge(const Parts& a, const Parts& b, double sliver) : lists_{&a, &b}, sliver_(sliver) {}
  Parts run();

 private:
  // What a list offers at x when the sweep stands just left of it: its height, and slope if a part is there.
  struct Height {
    double left, right;  // at the ends of the interval
    const Part* part;    // nullptr: flat (or nothing, -infinity)
  };
  Height height(std::size_t k, double from, double to);
  double cover(std::size_t k, double x) const;
  void interval(double from, double to);
  void keep(const Part& part, double from, double to);
  void points_at(double x);

  const Parts* lists_[2];
  double sliver_;
  Parts kept_;  // right to left
};

// The largest y of list k at or right of x, as seen with the sweep at x.
double EnvelopeMerge::cover(std::size_t k, double x) const {
  const Parts& parts = *lists_[k];
  const auto at =
      std::lower_bound(parts.begin(), parts.end(), x, [](const Part& p, double v) { return p.x1 < v; });
  if (at == parts.end()) return -kInfinity;
  return at->x0 <= x ? at->at(x) : at->y0;
}

EnvelopeMerge::Height EnvelopeMerge::height(std::size_t k, double from, double to) {
  const Parts& parts = *lists_[k];
  const auto at =
      std::lower_bound(parts.begin(), parts.end(), to, [](const Part& p, double v) { return p.x1 < v; });
  if (at == parts.end()) return {-kInfinity, -kInfinity, nullptr};
  if (at->x0 <= from && at->x1 > from) return {at->at(from), at->at(to), &*at};
  return {at->y0, at->y0, nullptr};
}

void EnvelopeMerge::keep(const Part& part, double from, double to) {
  if (!(to - from > sliver_)) return;
  Part piece{from, part.at(from), to, part.at(to), part.tag};
  if (!kept_.empty() && kept_.back().tag == part.tag && kept_.back().x0 == to && kept_.back().x1 > to) {
    kept_.back().x0 = piece.x0;  // grow the piece to the right of it
    kept_.back().y0 = piece.y0;
    return;
  }
  kept_.push_back(piece);
}

void EnvelopeMerge::interval(double from, double to) {
  const Height a = height(0, from, to);
  const Height b = height(1, from, to);
  if (a.part == nullptr && b.part == nullptr) return;
  const double at_left = a.left - b.left;
  const double at_right = a.right - b.right;
  const auto keep_winner = [&](bool first, double l, double r) {
    const Part* winner = first ? a.part : b.part;
    if (winner != nullptr) keep(*winner, l, r);
  };
  if (std::isinf(at_left) || (at_left >= 0) == (at_right >= 0)) {
    keep_winner(std::isinf(at_left) ? at_left > 0 : at_left >= 0, from, to);
    return;
  }
  const double cross = from + (to - from) * (at_left / (at_left - at_right));
  keep_winner(at_right >= 0, cross, to);
  keep_winner(at_left >= 0, from, cross);
}

void EnvelopeMerge::points_at(double x) {
  for (std::size_t k = 0; k < 2; ++k) {
    const Parts& parts = *lists_[k];
    auto at =
        std::lower_bound(parts.begin(), parts.end(), x, [](const Part& p, double v) { return p.x1 < v; });
    for (; at != parts.end() && at->x0 <= x; ++at) {
      const Part& part = *at;
      if (part.x0 != x || part.x1 != x) continue;
      const double other = cover(1 - k, x);
      if (other > part.y0 || (other == part.y0 && k == 1)) continue;
      if (other == part.y0 && cover(1, std::nextafter(x, kInfinity)) >= part.y0) continue;
      kept_.push_back(part);
    }
  }
}

Parts EnvelopeMerge::run() {
  std::vector<double> breaks;
  std::set<double> points;
  for (const Parts* list : lists_) {
    for (const Part& part : *list) {
      breaks.push_back(part.x0);
      breaks.push_back(part.x1);
      if (part.x0 == part.x1) points.insert(part.x0);
    }
  }
  std::sort(breaks.begin(), breaks.end());
  breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
  for (std::size_t i = breaks.size(); i-- > 0;) {
    if (points.count(breaks[i]) != 0) points_at(breaks[i]);
    if (i > 0) interval(breaks[i - 1], breaks[i]);
  }
  std::reverse(kept_.begin(), kept_.end());
  return std::move(kept_);
}

Parts envelope(const Parts& parts, std::size_t begin, std::size_t end, double sliver) {
  if (end - begin == 1) return {parts[begin]};
  const std::size_t middle = begin + (end - begin) / 2;
  return EnvelopeMerge(envelope(parts, begin, middle, sliver), envelope(parts, middle, end, sliver), sliver)
      .run();
}

}  // namespace

class OpenMerge {
 public:
  OpenMerge(const OpenProblem& problem, const RunControl& control) : problem_(problem), control_(control) {}
  OpenFrontier run();

 private:
  std::vector<OpenFrontier::Element> elements(std::size_t issue) const;
  void add(std::size_t issue);
  void join(const Part& parent, std::size_t issue, const OpenFrontier::Element& element, Parts& out);
  std::size_t origin(const Part& parent, std::size_t issue, const OpenFrontier::Element& element, bool moves,
                     double x, double y);

  const OpenProblem& problem_;
  const RunControl& control_;
  OpenFrontier result_;
  Parts parts_;
  double sliver_ = 0.0;
};

// The undominated straight pieces of one issue.
std::vector<OpenFrontier::Element> OpenMerge::elements(std::size_t issue) const {
  std::vector<OpenFrontier::Element> all;
  if (const auto* options = std::get_if<OptionIssue>(&problem_.issues[issue])) {
    for (std::size_t o = 0; o < options->value[0].size(); ++o) {
      const double u[2] = {options->value[0][o], options->value[1][o]};
      const auto place = static_cast<double>(o);
      all.push_back({{u[0], u[1]}, {u[0], u[1]}, place, place});
    }
  } else {
    const auto& range = std::get<RangeIssue>(problem_.issues[issue]);
    std::set<double> knots;
    for (const PiecewiseLinear& line : range.value) knots.insert(line.position.begin(), line.position.end());
    for (auto knot = knots.begin(); std::next(knot) != knots.end(); ++knot) {
      double from = *knot;
      double to = *std::next(knot);
      if (range.value[0].at(from) > range.value[0].at(to)) std::swap(from, to);
      const double a[2] = {range.value[0].at(from), range.value[1].at(from)};
      const double b[2] = {range.value[0].at(to), range.value[1].at(to)};
      const bool opposed = a[0] < b[0] && a[1] > b[1];
      const bool left = !opposed && a[0] == b[0] && a[1] > b[1];  // one end is at least as good for both
      if (opposed) all.push_back({{a[0], a[1]}, {b[0], b[1]}, from, to});
      if (!opposed && left) all.push_back({{a[0], a[1]}, {a[0], a[1]}, from, from});
      if (!opposed && !left) all.push_back({{b[0], b[1]}, {b[0], b[1]}, to, to});
    }
  }
  Parts parts;
  for (std::size_t k = 0; k < all.size(); ++k) {
    parts.push_back({all[k].left[0], all[k].left[1], all[k].right[0], all[k].right[1], k});
  }
  std::vector<OpenFrontier::Element> kept;
  for (const Part& part : envelope(parts, 0, parts.size(), sliver_)) {
    const OpenFrontier::Element& whole = all[part.tag];
    const double width = whole.right[0] - whole.left[0];
    const double slope = width > 0 ? (whole.to - whole.from) / width : 0.0;
    kept.push_back({{part.x0, part.y0},
                    {part.x1, part.y1},
                    whole.from + (part.x0 - whole.left[0]) * slope,
                    whole.from + (part.x1 - whole.left[0]) * slope});
  }
  return kept;
}

std::size_t OpenMerge::origin(const Part& parent, std::size_t issue, const OpenFrontier::Element& element,
                              bool moves, double x, double y) {
  result_.origins_.push_back({parent.tag, issue, element, moves, {x, y}});
  return result_.origins_.size() - 1;
}

// The sum of two pieces: two edges, the flatter first, in both of which one of the two stands still.
void OpenMerge::join(const Part& p, std::size_t issue, const OpenFrontier::Element& e, Parts& out) {
  const double width = e.right[0] - e.left[0];
  const double drop = e.left[1] - e.right[1];
  const double x0 = p.x0 + e.left[0];
  const double y0 = p.y0 + e.left[1];
  const double x1 = p.x1 + e.right[0];
  const double y1 = p.y1 + e.right[1];
  if (width == 0.0) {  // the element is a point: the parent moves
    out.push_back({x0, y0, x1, y1, origin(p, issue, e, false, e.left[0], e.left[1])});
    return;
  }
  if (p.x0 == p.x1) {
    out.push_back({x0, y0, x1, y1, origin(p, issue, e, true, p.x0, p.y0)});
    return;
  }
  const bool element_first = drop * (p.x1 - p.x0) < (p.y0 - p.y1) * width;
  if (element_first) {
    out.push_back({x0, y0, p.x0 + e.right[0], p.y0 + e.right[1], origin(p, issue, e, true, p.x0, p.y0)});
    out.push_back(
        {p.x0 + e.right[0], p.y0 + e.right[1], x1, y1, origin(p, issue, e, false, e.right[0], e.right[1])});
  } else {
    out.push_back(
        {x0, y0, p.x1 + e.left[0], p.y1 + e.left[1], origin(p, issue, e, false, e.left[0], e.left[1])});
    out.push_back({p.x1 + e.left[0], p.y1 + e.left[1], x1, y1, origin(p, issue, e, true, p.x1, p.y1)});
  }
}

void OpenMerge::add(std::size_t issue) {
  if (control_.stop.stop_requested()) throw Stopped{};
  const std::vector<OpenFrontier::Element> own = elements(issue);
  Parts sums;
  for (const Part& parent : parts_) {
    for (const OpenFrontier::Element& element : own) join(parent, issue, element, sums);
  }
  // Rounding can flatten an edge to one with a single moving coordinate; then one end is enough.
  for (Part& part : sums) {
    if (part.x0 < part.x1 && part.y0 > part.y1) continue;
    if (part.x0 < part.x1) part.x0 = part.x1, part.y0 = part.y1;
    part.x1 = part.x0, part.y1 = part.y0;
  }
  parts_ = envelope(sums, 0, sums.size(), sliver_);
}

OpenFrontier OpenMerge::run() {
  problem_.check();
  if (problem_.parties() != 2) throw std::invalid_argument("solve_open_frontier: there must be two parties");
  double size = 0.0;
  for (const OpenIssue& issue : problem_.issues) {
    double top = 0.0;
    for (std::size_t p = 0; p < 2; ++p) {
      const auto* range = std::get_if<RangeIssue>(&issue);
      const auto& values = range != nullptr ? range->value[p].value : std::get<OptionIssue>(issue).value[p];
      for (double v : values) top = std::max(top, std::fabs(v));
    }
    size += top;
  }
  sliver_ = 1e-12 * size;
  result_.issues_ = problem_.issues.size();
  result_.origins_.emplace_back();
  parts_ = {{0.0, 0.0, 0.0, 0.0, 0}};
  for (std::size_t i = 0; i < problem_.issues.size(); ++i) {
    add(i);
    if (control_.progress) {
      control_.progress("frontier", static_cast<double>(i + 1) / static_cast<double>(problem_.issues.size()));
    }
  }
  for (const Part& part : parts_) {
    result_.pieces.push_back({{part.x0, part.y0}, {part.x1, part.y1}});
    result_.origin_.push_back(part.tag);
  }
  return std::move(result_);
}

std::vector<double> OpenFrontier::package(std::size_t piece, double t) const {
  const FrontierPiece& at = pieces[piece];
  double point[2] = {at.left[0] + t * (at.right[0] - at.left[0]),
                     at.left[1] + t * (at.right[1] - at.left[1])};
  std::vector<double> result(issues_, 0.0);
  for (std::size_t k = origin_[piece]; k != 0; k = origins_[k].parent) {
    const Origin& origin = origins_[k];
    const Element& e = origin.element;
    double own[2];  // the element's point
    for (int i = 0; i < 2; ++i) {
      own[i] = origin.element_moves ? point[i] - origin.fixed[i] : origin.fixed[i];
      point[i] = origin.element_moves ? origin.fixed[i] : point[i] - origin.fixed[i];
    }
    const int axis = e.right[0] - e.left[0] > e.left[1] - e.right[1] ? 0 : 1;
    const double length = e.right[axis] - e.left[axis];
    const double share = length == 0.0 ? 0.0 : std::clamp((own[axis] - e.left[axis]) / length, 0.0, 1.0);
    result[origin.issue] = share == 1.0 ? e.to : e.from + share * (e.to - e.from);
  }
  return result;
}

OpenFrontier solve_open_frontier(const OpenProblem& problem, const RunControl& control) {
  return OpenMerge(problem, control).run();
}

}  // namespace offramp::bargaining
