// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/base/number/share.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/figures/svg.h"
#include "offramp/briefing/names/weigh_words.h"
#include "offramp/briefing/names/words.h"

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

constexpr double kEndRoom = 96;  // least width of the text beside a bar of a wide picture
constexpr double kNameWidth = 222;

/// One bar with its words broken into lines: the name, and what the input is at the left and right end.
struct BarRow {
  std::vector<std::string> name, left, right;
  double from = 0, to = 0, base = 0;  ///< pixels
  double top = 0, height = 0, middle = 0;
  bool below = false;  ///< the ends' words stand under the bar
};

BarRow row_of(const Context& context, const WeighResult& weighed, const sensitivity::TornadoBar& bar,
              const Scale& x, double top, bool narrow) {
  const WeighInput& input = weighed.inputs[bar.input];
  const double base = x(context.result.agreement.value);
  const double a = x(bar.low.output.value), b = x(bar.high.output.value);
  BarRow row{wrap_pixels(weigh_input_title(context.c, input), 12, narrow ? kNarrow : kNameWidth, 6),
             {},
             {},
             std::min({a, b, base}),
             std::max({a, b, base}),
             base,
             top};
  const std::string left = weigh_value_text(context.c, input, (a <= b ? bar.low : bar.high).input);
  const std::string right = weigh_value_text(context.c, input, (a <= b ? bar.high : bar.low).input);
  row.below = narrow && std::max(text_pixels(left, 11), text_pixels(right, 11)) > 60;
  const double half = (kNarrow - 14) / 2;
  row.left = wrap_pixels(left, 11, narrow ? half : row.from - x.from + kEndRoom, 5);
  row.right = wrap_pixels(right, 11, narrow ? half : x.to - row.to + kEndRoom, 5);
  const double name = 14.0 * static_cast<double>(row.name.size());
  const double ends = 13.0 * static_cast<double>(std::max(row.left.size(), row.right.size()));
  row.height = narrow ? name + 36 + (row.below ? ends + 4 : 0) : std::max({name, ends, 22.0}) + 14;
  row.middle = narrow ? top + name + 18 : top + row.height / 2;
  return row;
}

void draw_row(Svg& svg, const BarRow& row, bool narrow) {
  const double name = 14.0 * static_cast<double>(row.name.size() - 1);
  svg.lines(0, narrow ? row.top + 15 : row.middle + 4 - name / 2, row.name, 14, "t12");
  // Towards agreement in blue, away from it in orange.
  if (row.from < row.base) svg.rect(row.from, row.middle - 6, row.base - row.from, 12, "bar bad");
  svg.rect(row.base, row.middle - 6, std::max(1.0, row.to - row.base), 12, "bar good");
  const auto beside = [&](const std::vector<std::string>& lines) {
    return row.middle + 4 - 6.5 * static_cast<double>(lines.size() - 1);
  };
  if (row.below) {
    svg.lines(0, row.middle + 24, row.left, 13, "t11 orange");
    svg.lines(kNarrow, row.middle + 24, row.right, 13, "t11 blue", Svg::Anchor::end);
  } else {
    svg.lines(row.from - 6, beside(row.left), row.left, 13, "t11 halo-text", Svg::Anchor::end);
    svg.lines(row.to + 6, beside(row.right), row.right, 13, "t11 halo-text");
  }
}

std::string draw(const Context& context, const WeighResult& weighed, const Figure& figure, bool narrow) {
  const std::size_t bars = clear_bars(weighed, kBars);
  const double width = narrow ? kNarrow : kWide, top = 34;
  const Scale x = narrow ? scale_of(context, weighed, bars, 62, width - 62)
                         : scale_of(context, weighed, bars, kNameWidth + kEndRoom + 14, width - kEndRoom - 6);
  std::vector<BarRow> rows;
  double bottom = top;
  for (std::size_t k = 0; k < bars; ++k) {
    rows.push_back(row_of(context, weighed, weighed.outputs[0].tornado[k], x, bottom, narrow));
    bottom += rows.back().height;
  }
  Svg svg(figure.id + (narrow ? "-n" : "-w"), width, bottom + 24, plain(figure.title), figure.description);
  const double base = x(context.result.agreement.value);
  for (const double tick : round_ticks(x.low, x.high, 4)) {
    if (tick < x.low - 1e-9 || tick > x.high + 1e-9) continue;
    if (!narrow) svg.line(x(tick), top - 4, x(tick), bottom, "hair");
    svg.text(x(tick), bottom + 16, percent_text(tick), "t11 soft", Svg::Anchor::middle);
  }
  if (!narrow) svg.line(base, top - 8, base, bottom, "axis");
  svg.text(base, top - 14, percent_text(context.result.agreement.value), "t12 strong", Svg::Anchor::middle);
  for (const BarRow& row : rows) {
    if (narrow) {  // no line runs through the words
      for (const double tick : round_ticks(x.low, x.high, 4))
        svg.line(x(tick), row.middle - 9, x(tick), row.middle + 9, "hair");
    }
    draw_row(svg, row, narrow);
    if (narrow) svg.line(base, row.middle - 11, base, row.middle + 11, "axis");
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
         {Prose().link(weigh_input_title(context.c, input), weigh_input_link(context.c, input)),
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
  figure.title = Prose("The chance that a deal exists with one belief low and high");
  const sensitivity::TornadoBar& first = weighed.outputs[0].tornado.front();
  figure.description = fmt::format(
      "Bars from the lowest to the highest chance that a deal exists as one input moves over its own range. "
      "The "
      "widest is {}: "
      "{} at {}, {} at {}.",
      weigh_input_name(context.c, weighed.inputs[first.input]), percent_text(first.low.output.value),
      weigh_value_text(context.c, weighed.inputs[first.input], first.low.input),
      percent_text(first.high.output.value),
      weigh_value_text(context.c, weighed.inputs[first.input], first.high.input));
  figure.caption = Prose(
      "A number is taken at the ends of its range, a hidden type or a red line as it may be; everything else "
      "stays as uncertain as it is. The value beside an end of a bar is the input’s there. Blue is "
      "above the chance that a deal exists as it stands, orange below.");
  figure.wide = draw(context, weighed, figure, false);
  figure.narrow = draw(context, weighed, figure, true);
  figure.data = data_table(context, weighed);
  return figure;
}

}  // namespace offramp::briefing
