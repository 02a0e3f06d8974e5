// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/figures/svg.h"
#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

/// Dots stacked where they overlap (Wilkinson 1999): a stack takes values until one lies a diameter from
/// its first, and stands at their mean. Returned: centre across, height of the centre above the axis.
std::vector<std::pair<double, double>> stacked(const std::vector<double>& values, const Scale& x,
                                               double diameter) {
  std::vector<std::pair<double, double>> dots;
  for (std::size_t i = 0; i < values.size();) {
    std::size_t end = i;
    double sum = 0;
    while (end < values.size() && x(values[end]) - x(values[i]) < diameter) sum += x(values[end++]);
    for (std::size_t k = i; k < end; ++k) {
      dots.emplace_back(sum / static_cast<double>(end - i), diameter * (static_cast<double>(k - i) + 0.5));
    }
    i = end;
  }
  return dots;
}

double tallest(const std::vector<std::pair<double, double>>& dots, double diameter) {
  double top = 0;
  for (const auto& [x, y] : dots) top = std::max(top, y + diameter / 2);
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
      lane.verdict =
          fmt::format("accepts the leading settlement in {} of worlds", percent_text(s.accepts.value));
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
  return {std::floor(low * 10 - 0.4) / 10, std::ceil(high * 10 + 0.4) / 10, from, to};
}

void draw_axis(Svg& svg, const Scale& x, double y, bool narrow) {
  for (const double tick : round_ticks(100 * x.low, 100 * x.high, narrow ? 4 : 8)) {
    const double at = x(tick / 100);
    svg.line(at, y, at, y + 4, "axis");
    svg.text(at, y + 16, number_text(tick), "t11 soft", Svg::Anchor::middle);
  }
  svg.text(x.to, y + 32, "points of each party's own utility \xE2\x86\x92", "t11 soft", Svg::Anchor::end);
}

struct Style {
  double diameter, head, gap;
};

double lane_height(const Lane& lane, const Scale& x, const Style& style) {
  return style.head +
         std::max(tallest(stacked(lane.values, x, style.diameter), style.diameter), 2 * style.diameter);
}

void draw_lane(Svg& svg, const Lane& lane, const Scale& x, double top, const Style& style, bool explain) {
  const auto dots = stacked(lane.values, x, style.diameter);
  const double base = top + lane_height(lane, x, style);
  const std::string name = wrap_pixels(lane.name, 13, x.to - x.from, 1).front();
  svg.text(x.from, top + 12, name, "t13 strong");
  svg.text(x.from, top + 27, lane.verdict, "t11 soft");
  for (std::size_t i = 0; i < dots.size(); ++i) {
    const bool beaten = lane.has_utility && lane.values[i] <= lane.utility;
    svg.circle(dots[i].first, base - dots[i].second - 1, style.diameter / 2 - 1,
               beaten ? "dot good" : "dot bad");
  }
  svg.line(x.from, base, x.to, base, "axis");
  if (!lane.has_utility) return;
  svg.line(x(lane.utility), top + style.head - 8, x(lane.utility), base + 4, "cut");
  const std::string label =
      (explain ? "leading settlement " : "") + format_figure(Format::points, lane.utility);
  const double half = text_pixels(label, 11) / 2;
  svg.text(std::clamp(x(lane.utility), x.from + half, x.to - half), top + style.head - 13, label, "t11 blue",
           Svg::Anchor::middle);
}

/// As large as lets the widest party's values stand about sixteen to a row.
Style style_for(const std::vector<Lane>& lanes, const Scale& x, bool narrow) {
  double widest = 0;
  for (const Lane& lane : lanes) {
    if (!lane.values.empty()) widest = std::max(widest, x(lane.values.back()) - x(lane.values.front()));
  }
  return {std::clamp(widest / 16, 7.0, narrow ? 12.0 : 18.0), 56, narrow ? 18.0 : 22.0};
}

std::string draw(const Context& context, const Figure& figure, bool narrow) {
  const std::vector<Lane> lanes = lanes_of(context);
  const double width = narrow ? kNarrow : kWide;
  const Scale x = scale_for(lanes, 1, width - 1);
  const Style style = style_for(lanes, x, narrow);
  double height = 0;
  for (const Lane& lane : lanes) height += lane_height(lane, x, style) + style.gap;
  Svg svg(figure.id + (narrow ? "-n" : "-w"), width, height - style.gap + 38, plain(figure.title),
          figure.description);
  double top = 0;
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    draw_lane(svg, lanes[i], x, top, style, i == 0);
    top += lane_height(lanes[i], x, style) + style.gap;
  }
  draw_axis(svg, x, top - style.gap, narrow);
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
    row.cells.push_back(Prose().figure(
        Format::points, r.expected_reservation[v], fmt::format("/settle/no_deal/{}/expected", v),
        input_group_link(context.c, no_deal_group(context.c, r.veto_players[v]))));
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
      "cases in which no deal is worth more. The share of worlds in which a party accepts "
      "also hangs on its red lines and on what the settlement is worth in each world, so it can lie above or "
      "below the share of filled dots.");
  figure.wide = draw(context, figure, false);
  figure.narrow = draw(context, figure, true);
  figure.data = data_table(context);
  return figure;
}

}  // namespace offramp::briefing
