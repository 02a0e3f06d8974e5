// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/briefing/belief_words.h"
#include "offramp/briefing/figures.h"
#include "offramp/briefing/svg.h"
#include "offramp/briefing/text.h"
#include "offramp/briefing/words.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kMostRows = 12;  // items with a row of their own; the rest share one

/// One bar of the path from the prior to the posterior.
struct Bar {
  std::string soft, words;
  double step = 0;
  bool whole = false;  ///< a total, not a step
};

std::vector<Bar> bars_of(const Context& context, const PartyBelief& p) {
  const std::size_t t = p.leader.index();
  std::vector<std::size_t> order(p.items.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::fabs(p.items[a].step[t].mean) > std::fabs(p.items[b].step[t].mean);
  });
  std::vector<bool> shown(p.items.size(), false);
  for (std::size_t n = 0; n < std::min(order.size(), kMostRows); ++n) shown[order[n]] = true;
  std::vector<Bar> bars{{"", "Before the evidence", p.prior_decibans[t].mean, true}};
  double rest = 0;
  std::size_t others = 0;
  for (std::size_t i = 0; i < p.items.size(); ++i) {
    if (!shown[i]) {
      rest += p.items[i].step[t].mean;
      ++others;
      continue;
    }
    const EvidenceItem& e = context.c.evidence[p.items[i].item];
    bars.push_back({fmt::format("{}, {}{}", date_short(e.date), kind_words(e), grade_words(e)),
                    clean_text(e.what), p.items[i].step[t].mean});
  }
  if (others > 0) bars.push_back({"", fmt::format("{} other items together", others), rest});
  if (std::fabs(p.linked_decibans[t]) >= 0.05) {
    bars.push_back({"", "What is known of linked parties", p.linked_decibans[t]});
  }
  bars.push_back({"", "With all of it", p.posterior_decibans[t].mean, true});
  return bars;
}

struct Frame {
  double width, label_width, from, to, row;
};

void draw_axis(Svg& svg, const Scale& x, double top, double bottom) {
  for (const double tick : {-20.0, -10.0, 0.0, 10.0, 20.0}) {
    if (tick < x.low || tick > x.high) continue;
    svg.line(x(tick), top, x(tick), bottom, tick == 0 ? "axis" : "hair");
    svg.text(x(tick), top - 5, tick == 0 ? "even odds" : deciban_text(tick), "t11 soft", Svg::Anchor::middle);
  }
}

std::string draw(const std::vector<Bar>& bars, const Figure& figure, bool narrow) {
  const Frame at =
      narrow ? Frame{kNarrow, kNarrow, 40, kNarrow - 40, 62} : Frame{kWide, 400, 450, kWide - 40, 34};
  double low = -3, high = 3, sum = 0;
  for (const Bar& bar : bars) {
    sum = bar.whole ? bar.step : sum + bar.step;
    low = std::min(low, sum);
    high = std::max(high, sum);
  }
  const Scale x{low, high, at.from, at.to};
  const double head = 22, height = head + at.row * static_cast<double>(bars.size()) + 6;
  Svg svg(figure.id + (narrow ? "-n" : "-w"), at.width, height, plain(figure.title), figure.description);
  draw_axis(svg, x, head - 4, height - 4);
  double top = head;
  sum = 0;
  for (const Bar& bar : bars) {
    const double middle = narrow ? top + 46 : top + 16;
    svg.line(0, top, narrow ? at.width : at.label_width, top, "hair");
    if (!bar.soft.empty()) svg.text(0, top + 13, bar.soft, "t11 soft halo-text");
    svg.text(0, top + (bar.soft.empty() ? 20 : 28), wrap_pixels(bar.words, 12, at.label_width, 1).front(),
             bar.whole ? "t12 strong halo-text" : "t12 halo-text");
    const double before = sum;
    sum = bar.whole ? bar.step : sum + bar.step;
    if (bar.whole) {
      svg.diamond(x(sum), middle, 6, "mark");
      svg.text(x(sum) + 10, middle + 4, deciban_text(bar.step), "t11 strong halo-text");
    } else {
      const double from = std::min(x(before), x(sum)), to = std::max(x(before), x(sum));
      svg.rect(from, middle - 6, std::max(1.0, to - from), 12, bar.step >= 0 ? "bar good" : "bar bad");
      svg.text(bar.step >= 0 ? to + 5 : from - 5, middle + 4, deciban_text(bar.step), "t11 halo-text",
               bar.step >= 0 ? Svg::Anchor::start : Svg::Anchor::end);
    }
    svg.hover(0, top, at.width, at.row, fmt::format("{} ({} decibans)", bar.words, deciban_text(bar.step)));
    top += at.row;
  }
  return svg.finish();
}

}  // namespace

Figure figure_waterfall(const Context& context, std::size_t party) {
  const PartyBelief& p = context.belief->parties[party];
  const std::size_t t = p.leader.index();
  const std::string type = type_name(context.c, p.party, p.leader);
  const std::string id = context.c.types[p.party.index()][t].id;
  Figure figure;
  figure.id = "figure-" + party_anchor(context.c, p.party, "evidence");
  figure.title = Prose("What moved the odds of ‘").quote(type).say("’");
  figure.description = fmt::format(
      "Bars in order of date, each from the odds before an item to the odds after it; right is for {}, left "
      "against it.",
      type);
  figure.caption = Prose("Decibans: ")
                       .quote("10")
                       .say(" multiply the odds by ten, ")
                       .quote("3")
                       .say(
                           " double them. Bars to the right speak for the type, bars to the left against it, "
                           "each given what came before; they add "
                           "up exactly. The heaviest items are shown in order of date. A report "
                           "retold counts once, and its grade tempers it.");
  figure.data.columns = {{"Item"}, {"Date"}, {"Decibans", Align::right}};
  for (std::size_t i = 0; i < p.items.size(); ++i) {
    const EvidenceItem& e = context.c.evidence[p.items[i].item];
    figure.data.rows.push_back(
        {"",
         {Prose().quote(e.what), Prose().quote(date_short(e.date)),
          Prose().figure(Format::tenth, p.items[i].step[t].mean,
                         fmt::format("/read/parties/{}/items/{}/decibans/step/{}/mean", party, i, id))}});
  }
  const std::vector<Bar> bars = bars_of(context, p);
  figure.wide = draw(bars, figure, false);
  figure.narrow = draw(bars, figure, true);
  return figure;
}

}  // namespace offramp::briefing
