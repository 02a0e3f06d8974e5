// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "offramp/base/number/share.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/figures/label_placer.h"
#include "offramp/briefing/figures/svg.h"
#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

constexpr double kFar = 0.2;  // utility below no deal at which the frontier is cut off

using Point = std::pair<double, double>;

struct Marker {
  enum class Kind { leading, fairness, actual } kind;
  Point at;  // utilities
  std::string label;
};

Point utilities(const SettlementReport& report) {
  return {report.standings.at(0).expected_utility, report.standings.at(1).expected_utility};
}

/// Things worth a name on the map; those of one kind at the same settlement share a label.
std::vector<Marker> markers_of(const Context& context, bool narrow) {
  const SettleResult& r = context.result;
  std::vector<Marker> markers;
  if (r.actual) markers.push_back({Marker::Kind::actual, utilities(r.actual->report), "actual outcome"});
  if (!r.ranked.empty()) markers.push_back({Marker::Kind::leading, utilities(r.ranked[0]), "leading text"});
  for (const BargainingPoint& p : r.points) {
    const Point at = utilities(p.report);
    const auto same = std::find_if(markers.begin(), markers.end(), [&](const Marker& m) {
      return m.kind == Marker::Kind::fairness && m.at == at;
    });
    if (same != markers.end()) {
      // A phone has no room for a list.
      if (!narrow) {
        same->label += fmt::format(", {}", clean_text(p.name));
      } else if (!same->label.ends_with(" and others")) {
        same->label += " and others";
      }
    } else {
      markers.push_back({Marker::Kind::fairness, at, clean_text(p.name)});
    }
  }
  const auto fair = std::count_if(markers.begin(), markers.end(),
                                  [](const Marker& m) { return m.kind == Marker::Kind::fairness; });
  if (fair == 1 && r.points.size() > 2) markers.back().label = "all fairness points";
  return markers;
}

struct Plot {
  Scale x, y;
  double top_acceptance = 0, least_acceptance = 1;
  bool holds(const MapPoint& p) const {
    return p.utility[0] >= x.low && p.utility[0] <= x.high && p.utility[1] >= y.low && p.utility[1] <= y.high;
  }
  double left, right, top, bottom;
};

Scale padded(double low, double high, double from, double to) {
  const double pad = std::max(0.02, (high - low) * 0.06);
  return {std::floor((low - pad) * 50) / 50, std::ceil((high + pad) * 50) / 50, from, to};
}

Plot plot_for(const Context& context, const std::vector<Marker>& markers, bool narrow) {
  const SettleResult& r = context.result;
  Plot plot{};
  plot.left = narrow ? 34 : 44;
  plot.right = (narrow ? kNarrow : kWide) - 8;
  plot.top = 30;
  plot.bottom = narrow ? 350 : 510;
  std::array<double, 2> low = {1e9, 1e9}, high = {-1e9, -1e9};
  const auto include = [&](double a, double b) {
    low = {std::min(low[0], a), std::min(low[1], b)};
    high = {std::max(high[0], a), std::max(high[1], b)};
  };
  plot.least_acceptance = 1;
  for (const MapPoint& p : r.map) {
    // The far ends of the frontier, where one of the two is much worse off than with no deal, are cut.
    const bool far =
        p.utility[0] < r.expected_reservation[0] - kFar || p.utility[1] < r.expected_reservation[1] - kFar;
    if (!far || p.accepted_by_all > 0) include(p.utility[0], p.utility[1]);
    plot.top_acceptance = std::max(plot.top_acceptance, p.accepted_by_all);
    if (p.accepted_by_all > 0) plot.least_acceptance = std::min(plot.least_acceptance, p.accepted_by_all);
  }
  for (const Marker& m : markers) include(m.at.first, m.at.second);
  include(r.expected_reservation[0], r.expected_reservation[1]);
  plot.x = padded(low[0], high[0], plot.left, plot.right);
  plot.y = padded(low[1], high[1], plot.bottom, plot.top);
  return plot;
}

void draw_axes(Svg& svg, const Context& context, const Plot& plot, bool narrow) {
  const SettleResult& r = context.result;
  const int count = narrow ? 4 : 8;
  for (const double tick : round_ticks(100 * plot.x.low, 100 * plot.x.high, count)) {
    const double at = plot.x(tick / 100);
    svg.line(at, plot.bottom, at, plot.bottom + 4, "axis");
    svg.text(at, plot.bottom + 17, number_text(tick), "t11 soft", Svg::Anchor::middle);
  }
  for (const double tick : round_ticks(100 * plot.y.low, 100 * plot.y.high, count)) {
    const double at = plot.y(tick / 100);
    svg.line(plot.left - 4, at, plot.left, at, "axis");
    svg.text(plot.left - 7, at + 4, number_text(tick), "t11 soft", Svg::Anchor::end);
  }
  svg.line(plot.left, plot.bottom, plot.right, plot.bottom, "axis");
  svg.line(plot.left, plot.top, plot.left, plot.bottom, "axis");
  const std::size_t columns = narrow ? 34 : 60;
  svg.text(0, 14, "\xE2\x86\x91 " + elide(party_name(context.c, r.veto_players[1]), columns) + ", points",
           "t12 strong");
  svg.text(plot.right, plot.bottom + 35,
           elide(party_name(context.c, r.veto_players[0]), columns) + ", points \xE2\x86\x92", "t12 strong",
           Svg::Anchor::end);
}

/// Grey for settlements that are never accepted together, then four steps of blue from the least to the
/// highest acceptance on the map, each also larger than the last.
std::size_t step_of(double accepted, const Plot& plot) {
  if (accepted <= 0) return 0;
  const double reach = plot.top_acceptance - plot.least_acceptance;
  if (reach <= 0) return 4;
  return std::min<std::size_t>(4,
                               1 + static_cast<std::size_t>((accepted - plot.least_acceptance) / reach * 4));
}

void draw_dots(Svg& svg, const Context& context, const Plot& plot, LabelPlacer& placer) {
  std::array<std::vector<Point>, 5> steps;
  std::vector<Point> frontier;
  for (const MapPoint& p : context.result.map) {
    if (!plot.holds(p)) continue;
    const Point at{plot.x(p.utility[0]), plot.y(p.utility[1])};
    placer.obstacle({at.first - 2, at.second - 2, at.first + 2, at.second + 2});
    steps[step_of(p.accepted_by_all, plot)].push_back(at);
    if (p.pareto) frontier.push_back(at);
  }
  for (std::size_t s = 0; s < steps.size(); ++s) svg.dots(steps[s], fmt::format("pt p{}", s));
  std::sort(frontier.begin(), frontier.end());
  svg.polyline(frontier, "frontier");
}

void draw_reservations(Svg& svg, const Context& context, const Plot& plot, LabelPlacer& placer, bool narrow) {
  const auto& reservation = context.result.expected_reservation;
  const double x = plot.x(reservation[0]), y = plot.y(reservation[1]);
  svg.rect(x, plot.top, plot.right - x, y - plot.top, "zone");
  svg.line(x, plot.top, x, plot.bottom, "noDeal");
  svg.line(plot.left, y, plot.right, y, "noDeal");
  const std::string first = "no deal " + format_figure(Format::points, reservation[0]);
  const std::string second = "no deal " + format_figure(Format::points, reservation[1]);
  const double w1 = text_pixels(first, 11), w2 = text_pixels(second, 11);
  const bool room = x + w1 + 8 < plot.right;
  svg.text(room ? x + 5 : x - 5, plot.bottom - 7, first, "t11 soft",
           room ? Svg::Anchor::start : Svg::Anchor::end);
  svg.text(plot.left + 5, y - 5, second, "t11 soft");
  placer.obstacle({room ? x : x - w1 - 6, plot.bottom - 20, room ? x + w1 + 6 : x, plot.bottom});
  placer.obstacle({plot.left, y - 18, plot.left + w2 + 8, y});
  if (!narrow && plot.right - x > 170 && y - plot.top > 40) {
    const std::string words = "both better off than with no deal";
    svg.text(plot.right - 6, plot.top + 13, words, "t11 soft", Svg::Anchor::end);
    placer.obstacle({plot.right - 6 - text_pixels(words, 11), plot.top, plot.right, plot.top + 18});
  }
}

void draw_markers(Svg& svg, const std::vector<Marker>& markers, const Plot& plot, LabelPlacer& placer) {
  for (const Marker& m : markers) {
    const double x = plot.x(m.at.first), y = plot.y(m.at.second);
    placer.obstacle({x - 8, y - 8, x + 8, y + 8});
    switch (m.kind) {
      case Marker::Kind::leading:
        svg.circle(x, y, 6.5, "ring");
        break;
      case Marker::Kind::fairness:
        svg.diamond(x, y, 5.5, "fair");
        break;
      case Marker::Kind::actual:
        svg.circle(x, y, 8, "halo").cross(x, y, 4.5, "actual");
        break;
    }
  }
  for (const Marker& m : markers) {
    const double x = plot.x(m.at.first), y = plot.y(m.at.second);
    const PlacedLabel at = placer.place(x, y, text_pixels(m.label, 12) + 4, 16);
    if (at.leader) svg.line(x, y, at.leader_x, at.leader_y, "leader");
    svg.text(at.x, at.y, m.label, m.kind == Marker::Kind::actual ? "t12 halo-text orange" : "t12 halo-text",
             at.anchor);
  }
}

void draw_legend(Svg& svg, const Plot& plot, bool narrow) {
  const double y = plot.bottom + (narrow ? 58 : 38);
  double x = narrow ? 8 : plot.left + 4;
  svg.dots({{x, y - 4}}, "pt p0");
  svg.text(x + 9, y, "never by both", "t11 soft");
  x += 9 + text_pixels("never by both", 11) + 18;
  if (plot.top_acceptance <= 0) return;
  for (std::size_t s = 1; s <= 4; ++s)
    svg.dots({{x + 9 * static_cast<double>(s), y - 4}}, fmt::format("pt p{}", s));
  const std::string least = percent_text(plot.least_acceptance), most = percent_text(plot.top_acceptance);
  svg.text(x + 48, y,
           least == most ? fmt::format("accepted by both in {}", most)
                         : fmt::format("accepted by both in {} to {}", least, most),
           "t11 soft");
}

std::string draw(const Context& context, const Figure& figure, bool narrow) {
  const std::vector<Marker> markers = markers_of(context, narrow);
  const Plot plot = plot_for(context, markers, narrow);
  Svg svg(figure.id + (narrow ? "-n" : "-w"), narrow ? kNarrow : kWide, plot.bottom + (narrow ? 66 : 48),
          plain(figure.title), figure.description);
  LabelPlacer placer({plot.left, plot.top, plot.right, plot.bottom});
  draw_reservations(svg, context, plot, placer, narrow);
  draw_dots(svg, context, plot, placer);
  draw_axes(svg, context, plot, narrow);
  draw_markers(svg, markers, plot, placer);
  draw_legend(svg, plot, narrow);
  return svg.finish();
}

Row data_row(const std::string& name, const std::string& pointer, const SettlementReport& report) {
  Row row;
  row.cells.push_back(Prose().quote(name));
  for (std::size_t v = 0; v < 2; ++v) {
    row.cells.push_back(Prose().figure(Format::points, report.standings.at(v).expected_utility,
                                       fmt::format("{}/standings/{}/expected_utility", pointer, v)));
  }
  row.cells.push_back(
      Prose().figure(Format::percent, report.accepted_by_all.value, pointer + "/accepted_by_all/value"));
  return row;
}

Table data_table(const Context& context) {
  const SettleResult& r = context.result;
  Table table;
  table.columns = {{"Settlement"}};
  Row no_deal;
  no_deal.cells.push_back(Cell("No deal, expected"));
  for (std::size_t v = 0; v < 2; ++v) {
    table.columns.push_back({party_name(context.c, r.veto_players[v]), Align::right});
    no_deal.cells.push_back(Prose().figure(
        Format::points, r.expected_reservation[v], fmt::format("/settle/no_deal/{}/expected", v),
        input_group_link(context.c, no_deal_group(context.c, r.veto_players[v]))));
  }
  table.columns.push_back({"Both accept", Align::right});
  no_deal.cells.push_back(Cell("–"));
  table.rows.push_back(no_deal);
  if (!r.ranked.empty()) table.rows.push_back(data_row("Leading text", "/settle/ranked/0", r.ranked[0]));
  for (std::size_t i = 0; i < r.points.size(); ++i) {
    table.rows.push_back(
        data_row(r.points[i].name, fmt::format("/settle/points/{}/report", i), r.points[i].report));
  }
  if (r.actual)
    table.rows.push_back(
        data_row("Actual outcome (not an input)", "/settle/actual/report", r.actual->report));
  return table;
}

}  // namespace

Figure figure_scatter(const Context& context) {
  const SettleResult& r = context.result;
  const std::string a = party_name(context.c, r.veto_players[0]),
                    b = party_name(context.c, r.veto_players[1]);
  Figure figure;
  figure.id = "figure-map";
  figure.title = Prose("What settlements are worth to the two veto players");
  figure.description = fmt::format(
      "Scatter of settlements by expected utility: {} to the right, {} upward. Dashed lines mark the "
      "expected worth of no "
      "deal for each; a line joins the settlements that are best for one given the other. Named points: the "
      "leading "
      "settlement, the fairness points and, for history, the actual outcome.",
      a, b);
  figure.caption =
      Prose(
          "Each dot is a settlement at its expected worth to both, averaged over worlds; the further right "
          "and "
          "up, the better. The larger and bluer the dot, the larger the share of worlds in which both "
          "accept. "
          "The thin line joins settlements that cannot be made better for one without making them worse for "
          "the other, whatever red lines they cross; the fairness points keep to the red lines that hold in "
          "most worlds. Dashed: expected worth of no deal. Shown are ")
          .figure(Format::count, static_cast<double>(r.map.size()), "/settle/map_count", "#figure-feasible")
          .say(" of ")
          .figure(Format::count, static_cast<double>(r.feasible), "/settle/feasible", "#figure-feasible")
          .say(" feasible settlements: the best for both and those accepted most often.");
  figure.wide = draw(context, figure, false);
  figure.narrow = draw(context, figure, true);
  figure.data = data_table(context);
  return figure;
}

}  // namespace offramp::briefing
