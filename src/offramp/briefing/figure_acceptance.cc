// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "offramp/briefing/figures.h"
#include "offramp/briefing/svg.h"
#include "offramp/briefing/text.h"
#include "offramp/briefing/words.h"

namespace offramp::briefing {
namespace {

constexpr double kDot = 9;  // diameter of a dot

/// Dots stacked where they overlap (Wilkinson 1999): each stack starts at the first value that does not
/// fit the stack before.
std::vector<std::pair<double, double>> stacked(const std::vector<double>& values, const Scale& x) {
  std::vector<std::pair<double, double>> dots;
  double stack_at = -1e9;
  int height = 0;
  for (const double value : values) {
    if (x(value) - stack_at >= kDot) {
      stack_at = x(value);
      height = 0;
    }
    dots.emplace_back(stack_at, kDot / 2 + kDot * height++);
  }
  return dots;
}

double tallest(const std::vector<std::pair<double, double>>& dots) {
  double top = 0;
  for (const auto& [x, y] : dots) top = std::max(top, y + kDot / 2);
  return top;
}

struct Lane {
  std::string name, verdict;
  std::vector<double> values;
  double utility = 0;
  bool has_utility = false;
};

std::vector<Lane> lanes_of(const Context& context) {
  const SettleResult& r = context.result;
  std::vector<Lane> lanes;
  for (std::size_t v = 0; v < r.veto_players.size() && v < r.reservation_quantiles.size(); ++v) {
    Lane lane{party_name(context.c, r.veto_players[v]), "", r.reservation_quantiles[v]};
    if (!r.ranked.empty() && v < r.ranked.front().standings.size()) {
      const Standing& s = r.ranked.front().standings[v];
      lane.utility = s.expected_utility;
      lane.has_utility = true;
      lane.verdict = fmt::format("accepts it in {}", percent_text(s.accepts.value));
    }
    lanes.push_back(lane);
  }
  return lanes;
}

Scale scale_for(const std::vector<Lane>& lanes, double from, double to) {
  double low = 1e9, high = -1e9;
  for (const Lane& lane : lanes) {
    for (const double value : lane.values) low = std::min(low, value), high = std::max(high, value);
    if (lane.has_utility) low = std::min(low, lane.utility), high = std::max(high, lane.utility);
  }
  if (low > high) low = 0, high = 1;
  return {std::floor(low * 10 - 0.2) / 10, std::ceil(high * 10 + 0.2) / 10, from, to};
}

void draw_axis(Svg& svg, const Scale& x, double y, bool narrow) {
  for (const double tick : round_ticks(100 * x.low, 100 * x.high, narrow ? 4 : 8)) {
    const double at = x(tick / 100);
    svg.line(at, y, at, y + 4, "axis");
    svg.text(at, y + 16, number_text(tick), "t11 soft", Svg::Anchor::middle);
  }
  svg.line(x.from, y, x.to, y, "axis");
  svg.text(x.to, y + 31, "points of the party's own utility", "t11 soft", Svg::Anchor::end);
}

/// Draws one party; returns the height used.
double draw_lane(Svg& svg, const Lane& lane, const Scale& x, double top, bool narrow, bool explain) {
  const auto dots = stacked(lane.values, x);
  const double head = narrow ? 50 : 34;
  const double height = head + std::max(tallest(dots), 3 * kDot);
  const double base = top + height;
  svg.text(narrow ? 0 : x.from, top + 12, elide(lane.name, narrow ? 44 : 60), "t13 strong");
  if (narrow) svg.text(0, top + 27, lane.verdict, "t11 soft");
  if (!narrow) svg.text(x.to, top + 12, lane.verdict, "t11 soft", Svg::Anchor::end);
  for (std::size_t i = 0; i < dots.size(); ++i) {
    const bool beaten = lane.has_utility && lane.values[i] <= lane.utility;
    svg.circle(dots[i].first, base - dots[i].second - 1, kDot / 2 - 0.8, beaten ? "dot good" : "dot bad");
  }
  svg.line(x.from, base, x.to, base, "axis");
  if (lane.has_utility) {
    svg.line(x(lane.utility), top + head - 10, x(lane.utility), base + 4, "cut");
    const std::string label =
        (explain ? "leading settlement " : "") + format_figure(Format::points, lane.utility);
    const double half = text_pixels(label, 11) / 2;
    svg.text(std::clamp(x(lane.utility), x.from + half, x.to - half), top + head - 14, label, "t11 blue",
             Svg::Anchor::middle);
  }
  return height;
}

std::string draw(const Context& context, const Figure& figure, bool narrow) {
  const std::vector<Lane> lanes = lanes_of(context);
  const double width = narrow ? kNarrow : kWide;
  const Scale x = scale_for(lanes, 8, width - 8);
  double height = 0;
  for (const Lane& lane : lanes) {
    height += (narrow ? 50 : 34) + std::max(tallest(stacked(lane.values, x)), 3 * kDot) + 20;
  }
  Svg svg(figure.id + (narrow ? "-n" : "-w"), width, height + 36, plain(figure.title), figure.description);
  double top = 0;
  for (std::size_t i = 0; i < lanes.size(); ++i) top += draw_lane(svg, lanes[i], x, top, narrow, i == 0) + 20;
  draw_axis(svg, x, top - 20, narrow);
  return svg.finish();
}

Table data_table(const Context& context) {
  const SettleResult& r = context.result;
  Table table;
  table.columns = {{"Party"},
                   {"No deal, expected", Align::right},
                   {"Leading settlement", Align::right},
                   {"Dots that the settlement beats", Align::right}};
  for (std::size_t v = 0; v < r.veto_players.size() && v < r.reservation_quantiles.size(); ++v) {
    Row row;
    row.cells.push_back(Prose().quote(party_name(context.c, r.veto_players[v])));
    row.cells.push_back(Prose().figure(Format::points, r.expected_reservation[v],
                                       fmt::format("/settle/no_deal/{}/expected", v)));
    if (r.ranked.empty() || v >= r.ranked.front().standings.size()) {
      row.cells.insert(row.cells.end(), {Cell("–"), Cell("–")});
    } else {
      const double utility = r.ranked.front().standings[v].expected_utility;
      const auto& q = r.reservation_quantiles[v];
      const auto beaten = std::count_if(q.begin(), q.end(), [&](double value) { return value <= utility; });
      row.cells.push_back(Prose().figure(Format::points, utility,
                                         fmt::format("/settle/ranked/0/standings/{}/expected_utility", v)));
      row.cells.push_back(Prose().quote(fmt::format("{} of {}", beaten, q.size())));
    }
    table.rows.push_back(row);
  }
  return table;
}

}  // namespace

Figure figure_acceptance(const Context& context) {
  Figure figure;
  figure.id = "figure-acceptance";
  figure.title = Prose("What no deal is worth to each veto player, against the leading settlement");
  figure.description =
      "For each veto player a row of twenty dots, equally likely values of no deal in points of that party's "
      "own utility. "
      "A vertical line marks the expected worth of the leading settlement; dots to its left are filled.";
  figure.caption = Prose(
      "Each dot is one of twenty equally likely values of no deal. The blue line is what the leading "
      "settlement is worth "
      "to that party on average. Filled dots left of the line: cases in which the settlement beats no deal. "
      "Hollow dots: "
      "cases in which no deal is worth more. Red lines come on top, so the share of worlds in which a party "
      "accepts can be "
      "lower than the share of filled dots.");
  figure.wide = draw(context, figure, false);
  figure.narrow = draw(context, figure, true);
  figure.data = data_table(context);
  return figure;
}

}  // namespace offramp::briefing
