// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/base/share.h"
#include "offramp/briefing/figures.h"
#include "offramp/briefing/section_weigh.h"
#include "offramp/briefing/svg.h"
#include "offramp/briefing/text.h"
#include "offramp/briefing/weigh_words.h"
#include "offramp/briefing/words.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kBars = 8;

// From low end to high end of the probabilities shown, in steps of 10 %.
Scale scale_of(const Context& context, const WeighResult& weighed, std::size_t bars, double from, double to) {
  double low = context.result.agreement.value, high = low;
  for (std::size_t k = 0; k < bars; ++k) {
    const sensitivity::TornadoBar& bar = weighed.outputs[0].tornado[k];
    low = std::min({low, bar.low.output.value, bar.high.output.value});
    high = std::max({high, bar.low.output.value, bar.high.output.value});
  }
  const std::vector<double> ticks = round_ticks(low, high, 5);
  return {std::max(0.0, std::min(low, ticks.front())), std::min(1.0, std::max(high, ticks.back())), from, to};
}

void draw_end(Svg& svg, const Context& context, const WeighInput& input, const sensitivity::TornadoEnd& end,
              double x, double y, bool left, double room) {
  const std::string text = wrap_pixels(weigh_value_text(context.c, input, end.input), 11, room, 1).front();
  svg.text(left ? x - 6 : x + 6, y + 4, text, "t11", left ? Svg::Anchor::end : Svg::Anchor::start);
}

void draw_bar(Svg& svg, const Context& context, const WeighResult& weighed,
              const sensitivity::TornadoBar& bar, const Scale& x, double y, double right) {
  const WeighInput& input = weighed.inputs[bar.input];
  const double base = x(context.result.agreement.value);
  const double a = x(bar.low.output.value), b = x(bar.high.output.value);
  // Towards agreement in blue, away from it in orange; a dot marks the end at the input's low value.
  for (const double end : {a, b}) {
    svg.rect(std::min(base, end), y - 6, std::max(1.0, std::fabs(end - base)), 12,
             end >= base ? "bar good" : "bar bad");
  }
  const bool low_is_left = a <= b;
  const double from = std::min({a, b, base}), to = std::max({a, b, base});
  draw_end(svg, context, input, low_is_left ? bar.low : bar.high, from, y, true,
           std::max(20.0, from - x.from + 56));
  draw_end(svg, context, input, low_is_left ? bar.high : bar.low, to, y, false,
           std::max(20.0, right - to - 8));
}

std::string draw(const Context& context, const WeighResult& weighed, const Figure& figure, bool narrow) {
  const std::size_t bars = clear_bars(weighed, kBars);
  const double width = narrow ? kNarrow : kWide, label = narrow ? 0 : 262, row = narrow ? 62 : 44, top = 34;
  const Scale x = scale_of(context, weighed, bars, label + 70, width - 74);
  const double bottom = top + row * static_cast<double>(bars);
  Svg svg(figure.id + (narrow ? "-n" : "-w"), width, bottom + 24, plain(figure.title), figure.description);
  const double base = x(context.result.agreement.value);
  for (const double tick : round_ticks(x.low, x.high, 4)) {
    if (tick < x.low - 1e-9 || tick > x.high + 1e-9) continue;
    svg.line(x(tick), top - 4, x(tick), bottom, "hair");
    svg.text(x(tick), bottom + 16, percent_text(tick), "t11 soft", Svg::Anchor::middle);
  }
  svg.line(base, top - 8, base, bottom, "axis");
  svg.text(base, top - 14, percent_text(context.result.agreement.value), "t12 strong", Svg::Anchor::middle);
  for (std::size_t k = 0; k < bars; ++k) {
    const sensitivity::TornadoBar& bar = weighed.outputs[0].tornado[k];
    const std::string name = weigh_input_name(context.c, weighed.inputs[bar.input]);
    const auto lines = wrap_pixels(name, 12, narrow ? width : label - 6, 2);
    const double y = top + row * static_cast<double>(k);
    for (std::size_t l = 0; l < lines.size(); ++l)
      svg.text(0, y + 13 + 14 * static_cast<double>(l) + (narrow || lines.size() > 1 ? 0 : 7), lines[l],
               "t12");
    draw_bar(svg, context, weighed, bar, x, narrow ? y + 46 : y + 18, width);
  }
  return svg.finish();
}

Table data_table(const Context& context, const WeighResult& weighed) {
  Table table;
  table.columns = {{"Input", Align::left, 40},
                   {"Low", Align::left, 18},
                   {"Chance", Align::right, 12},
                   {"High", Align::left, 18},
                   {"Chance", Align::right, 12}};
  for (std::size_t k = 0; k < clear_bars(weighed, kBars); ++k) {
    const sensitivity::TornadoBar& bar = weighed.outputs[0].tornado[k];
    const WeighInput& input = weighed.inputs[bar.input];
    const auto value = [&](const sensitivity::TornadoEnd& end) {
      return Prose().quote(weigh_value_text(context.c, input, end.input));
    };
    const auto chance = [&](const sensitivity::TornadoEnd& end, const char* which) {
      return Prose().figure(Format::percent, end.output.value,
                            fmt::format("/weigh/outputs/0/tornado/{}/{}/output/value", k, which),
                            weigh_input_link(context.c, input));
    };
    table.rows.push_back(
        {"",
         {Prose().link(weigh_input_name(context.c, input), weigh_input_link(context.c, input)),
          value(bar.low), chance(bar.low, "low"), value(bar.high), chance(bar.high, "high")}});
  }
  return table;
}

}  // namespace

std::size_t clear_bars(const WeighResult& weighed, std::size_t most) {
  const auto& bars = weighed.outputs[0].tornado;
  std::size_t count = 0;
  while (count < bars.size() && count < most && bars[count].significant) ++count;
  return count;
}

Figure figure_tornado(const Context& context, const WeighResult& weighed) {
  Figure figure;
  figure.id = "figure-tornado";
  figure.title = Prose("The chance of agreement with one belief low and high");
  const sensitivity::TornadoBar& first = weighed.outputs[0].tornado.front();
  figure.description = fmt::format(
      "Bars from the lowest to the highest chance of agreement as one input moves over its own range. The "
      "widest is {}: "
      "{} at {}, {} at {}.",
      weigh_input_name(context.c, weighed.inputs[first.input]), percent_text(first.low.output.value),
      weigh_value_text(context.c, weighed.inputs[first.input], first.low.input),
      percent_text(first.high.output.value),
      weigh_value_text(context.c, weighed.inputs[first.input], first.high.input));
  figure.caption = Prose(
      "A number is taken at the ends of its range, a hidden type or a red line as it may be; everything else "
      "stays as uncertain as it is. The value beside an end of a bar is the input’s there. Blue is "
      "above the chance of agreement as it stands, orange below.");
  figure.wide = draw(context, weighed, figure, false);
  figure.narrow = draw(context, weighed, figure, true);
  figure.data = data_table(context, weighed);
  return figure;
}

}  // namespace offramp::briefing
