// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/read/events.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/figures/svg.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

std::string month_text(const evidence::EventMonth& m) {
  return fmt::format("{:04}-{:02}", m.year, m.month);
}

std::string draw(const EventSeries& series, const Figure& figure, bool narrow) {
  const double width = narrow ? kNarrow : kWide, key = narrow ? 46 : 28, plot = 150, left = 44;
  Svg svg(figure.id + (narrow ? "-n" : "-w"), width, key + plot + 24, plain(figure.title),
          figure.description);
  svg.circle(6, 8, 4, "fair").text(18, 12, "what was said", "t11");
  const double second = narrow ? 0 : 130, drop = narrow ? 18 : 0;
  svg.rect(second + 1, 3 + drop, 10, 10, "bar good").text(second + 18, 12 + drop, "what was done", "t11");
  double low = 0, high = 0;
  for (const evidence::EventMonth& m : series.months) {
    low = std::min({low, m.verbal(), m.material()});
    high = std::max({high, m.verbal(), m.material()});
  }
  const std::vector<double> ticks = round_ticks(low, high, 4);
  const Scale y{std::min(low, ticks.front()), std::max(high, ticks.back()), key + plot, key};
  for (const double tick : ticks) {
    svg.line(left, y(tick), width, y(tick), tick == 0 ? "whisker" : "hair");
    svg.text(left - 6, y(tick) + 4, format_figure(Format::tenth, tick), "t11 soft", Svg::Anchor::end);
  }
  const double step = (width - left) / static_cast<double>(std::max<std::size_t>(series.months.size(), 1));
  for (std::size_t n = 0; n < series.months.size(); ++n) {
    const evidence::EventMonth& m = series.months[n];
    const double x = left + step * (static_cast<double>(n) + 0.5), thick = std::clamp(step * 0.5, 1.0, 18.0);
    const double top = std::min(y(0), y(m.material()));
    svg.rect(x - thick / 2, top, thick, std::max(std::fabs(y(0) - y(m.material())), 0.5), "bar good");
    svg.circle(x, y(m.verbal()), std::clamp(step * 0.2, 1.5, 4.0), "fair");
    svg.hover(x - step / 2, key, step, plot,
              fmt::format("{}: said {}, done {}", month_text(m), format_figure(Format::tenth, m.verbal()),
                          format_figure(Format::tenth, m.material())));
  }
  if (!series.months.empty()) {
    const bool wide = step > 60;
    const double below = key + plot + 18;
    svg.text(wide ? left + step / 2 : left, below, month_text(series.months.front()), "t11 soft",
             wide ? Svg::Anchor::middle : Svg::Anchor::start);
    if (series.months.size() > 1) {
      svg.text(wide ? width - step / 2 : width, below, month_text(series.months.back()), "t11 soft",
               wide ? Svg::Anchor::middle : Svg::Anchor::end);
    }
  }
  return svg.finish();
}

Row month_row(const evidence::EventMonth& m, std::size_t n) {
  const auto figure = [&](Format format, double value, const char* key) {
    return Prose().figure(format, value, fmt::format("/events/months/{}/{}", n, key));
  };
  return {"",
          {Prose().quote(month_text(m)),
           figure(Format::count, static_cast<double>(m.count[0]), "verbal_cooperation"),
           figure(Format::count, static_cast<double>(m.count[2]), "verbal_conflict"),
           figure(Format::tenth, m.verbal(), "net_verbal"),
           figure(Format::count, static_cast<double>(m.count[1]), "material_cooperation"),
           figure(Format::count, static_cast<double>(m.count[3]), "material_conflict"),
           figure(Format::tenth, m.material(), "net_material")}};
}

}  // namespace

Figure figure_events(const Context& context) {
  const EventSeries& series = *context.events;
  Figure figure;
  figure.id = "figure-events";
  figure.title = Prose("Coded events, month by month: what was said and what was done");
  figure.description =
      "For each month a dot for the net score of statements and a bar for the net score of deeds; above the "
      "line cooperation prevails, below it conflict.";
  Prose caption;
  caption.quote(series.layout).say(", ");
  caption.figure(Format::count, static_cast<double>(series.matching), "/events/matching").say(" of ");
  caption.figure(Format::count, static_cast<double>(series.rows), "/events/rows").say(" rows");
  for (std::size_t n = 0; n < series.actors.size(); ++n) {
    caption.say(n == 0                          ? " between "
                : n + 1 == series.actors.size() ? " and "
                                                : ", ")
        .quote(series.actors[n]);
  }
  caption.say("; ");
  caption.figure(Format::count, static_cast<double>(series.malformed), "/events/malformed");
  caption.say(
      " malformed and left out. Net Goldstein scores are sums over events, so a month with more reports "
      "weighs "
      "more. Coded events stand beside the beliefs and do not enter them.");
  figure.caption = caption;
  figure.data.columns = {{"Month"},
                         {"Said, cooperation", Align::right},
                         {"Said, conflict", Align::right},
                         {"Said, net", Align::right},
                         {"Done, cooperation", Align::right},
                         {"Done, conflict", Align::right},
                         {"Done, net", Align::right}};
  for (std::size_t n = 0; n < series.months.size(); ++n) {
    figure.data.rows.push_back(month_row(series.months[n], n));
  }
  figure.wide = draw(series, figure, false);
  figure.narrow = draw(series, figure, true);
  return figure;
}

}  // namespace offramp::briefing
