// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "offramp/base/number/share.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/figures/svg.h"

namespace offramp::briefing {
namespace {

constexpr std::array<double, 8> kBounds = {0.0, 0.05, 0.20, 0.45, 0.55, 0.80, 0.95, 1.0};

double middle(std::size_t band) {
  return (kBounds[band] + kBounds[band + 1]) / 2;
}

void draw_bands(Svg& svg, const Scale& x, double y, double height, std::string_view word) {
  for (std::size_t b = 0; b + 1 < kBounds.size(); ++b) {
    const bool active = likelihood_word(middle(b)) == word;
    svg.rect(x(kBounds[b]) + 0.5, y, x(kBounds[b + 1]) - x(kBounds[b]) - 1, height,
             active ? "band on" : "band");
  }
}

/// Names of the bands under them: wide bands in place, the three narrow ones a row lower. On a phone only
/// the ends are named.
void draw_names(Svg& svg, const Scale& x, double y, bool narrow, std::string_view word) {
  for (std::size_t b = 0; b + 1 < kBounds.size(); ++b) {
    const std::string name(likelihood_word(middle(b)));
    const bool active = name == word;
    const bool thin = x(kBounds[b + 1]) - x(kBounds[b]) < text_pixels(name, 11) + 4;
    if (narrow && !active) continue;
    const bool first = b == 0, last = b + 2 == kBounds.size();
    const Svg::Anchor anchor = first ? Svg::Anchor::start : last ? Svg::Anchor::end : Svg::Anchor::middle;
    const double at = first ? x(0) : last ? x(1) : x(middle(b));
    const bool drop = thin && !narrow;
    if (drop) svg.line(x(middle(b)), y - 10, x(middle(b)), y + 4, "hair");
    svg.text(at, y + (drop ? 16 : 0), name, active ? "t11 strong" : "t11 soft", anchor);
  }
}

std::string draw(const Context& context, const Figure& figure, bool narrow) {
  const double width = narrow ? kNarrow : kWide;
  const Share& a = context.result.agreement;
  const std::string_view word = likelihood_word(a.value);
  Svg svg(figure.id + (narrow ? "-n" : "-w"), width, narrow ? 84 : 96, plain(figure.title),
          figure.description);
  const Scale x{0, 1, 4, width - 4};
  const double top = 34;
  draw_bands(svg, x, top, 14, word);
  draw_names(svg, x, top + 31, narrow, word);
  for (const double tick : {0.0, 0.5, 1.0}) {
    const Svg::Anchor anchor = tick == 0.0   ? Svg::Anchor::start
                               : tick == 1.0 ? Svg::Anchor::end
                                             : Svg::Anchor::middle;
    if (narrow) svg.text(x(tick), top + 46, percent_text(tick), "t11 soft", anchor);
  }
  // Never thinner than it can be seen.
  const double left = std::min(x(a.low), x(a.value) - 2), right = std::max(x(a.high), x(a.value) + 2);
  svg.line(left, top + 7, right, top + 7, "whisker");
  svg.diamond(x(a.value), top + 7, 7, "mark");
  const std::string label = percent_text(a.value);
  const double half = text_pixels(label, 17) / 2;
  svg.text(std::clamp(x(a.value), half, width - half), top - 12, label, "t17 strong", Svg::Anchor::middle);
  return svg.finish();
}

}  // namespace

Figure figure_likelihood(const Context& context) {
  const Share& a = context.result.agreement;
  Figure figure;
  figure.id = "figure-likelihood";
  figure.title = Prose("The chance of agreement on the scale of likelihood words");
  figure.description = fmt::format(
      "A scale from 0 to 100 % in seven bands named after ICD 203. A diamond stands at {} in the band {}; "
      "the "
      "sampling error (95 % interval) reaches from {} to {}.",
      percent_text(a.value), likelihood_word(a.value), percent_text(a.low), percent_text(a.high));
  figure.caption = Prose("The bands are the seven likelihood words of ")
                       .quote("ICD 203")
                       .say(". The diamond is the share of worlds, the bar through it the sampling error, ")
                       .figure(Format::percent, a.low, "/settle/agreement/low", "#figure-agreement")
                       .say(" to ")
                       .figure(Format::percent, a.high, "/settle/agreement/high", "#figure-agreement")
                       .say(".");
  figure.wide = draw(context, figure, false);
  figure.narrow = draw(context, figure, true);
  return figure;
}

}  // namespace offramp::briefing
