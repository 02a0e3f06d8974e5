// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/figures/svg.h"
#include "offramp/briefing/names/belief_words.h"
#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/words.h"

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

/// A bar's words broken into lines, and where its row and its bar lie.
struct BarRow {
  std::vector<std::string> lines;
  double top = 0, height = 0, middle = 0;
};

constexpr double kHead = 24, kWords = 400;

std::vector<BarRow> rows_of(const std::vector<Bar>& bars, bool narrow) {
  std::vector<BarRow> rows;
  double top = kHead;
  for (const Bar& bar : bars) {
    BarRow row{wrap_pixels(bar.words, 12, narrow ? kNarrow : kWords, 3), top, 0, 0};
    const double words = (bar.soft.empty() ? 0 : 14) + 14 * static_cast<double>(row.lines.size()) + 8;
    row.height = narrow ? words + 26 : std::max(words, 30.0);
    row.middle = narrow ? top + words + 10 : top + row.height / 2;
    top += row.height;
    rows.push_back(std::move(row));
  }
  return rows;
}

/// Ticks stand in the strips of the bars, so that no line runs through the words of a narrow picture.
void draw_axis(Svg& svg, const Scale& x, const std::vector<BarRow>& rows, bool narrow) {
  for (const double tick : {-20.0, -10.0, 0.0, 10.0, 20.0}) {
    if (tick < x.low || tick > x.high) continue;
    const char* css = tick == 0 ? "axis" : "hair";
    svg.text(x(tick), kHead - 9, tick == 0 ? "even odds" : deciban_text(tick), "t11 soft",
             Svg::Anchor::middle);
    if (!narrow) svg.line(x(tick), kHead - 4, x(tick), rows.back().top + rows.back().height, css);
    for (const BarRow& row : rows) {
      if (narrow) svg.line(x(tick), row.middle - 12, x(tick), row.middle + 12, css);
    }
  }
}

/// Beside the bar that spans [from, to], ahead of its step unless the number would stand on the zero line.
void draw_number(Svg& svg, const std::string& number, double from, double to, double y, bool ahead_right,
                 double zero, const char* css) {
  const double width = text_pixels(number, 11) + 6;
  const bool right_hits = zero > to && zero < to + width, left_hits = zero < from && zero > from - width;
  const bool right = ahead_right ? !right_hits || left_hits : left_hits && !right_hits;
  svg.text(right ? to + 5 : from - 5, y + 4, number, css, right ? Svg::Anchor::start : Svg::Anchor::end);
}

Scale scale_of(const std::vector<Bar>& bars, bool narrow) {
  double low = -3, high = 3, sum = 0;
  for (const Bar& bar : bars) {
    sum = bar.whole ? bar.step : sum + bar.step;
    low = std::min(low, sum);
    high = std::max(high, sum);
  }
  return {low, high, narrow ? 40.0 : kWords + 50, (narrow ? kNarrow : kWide) - 40};
}

std::string draw(const std::vector<Bar>& bars, const Figure& figure, bool narrow) {
  const std::vector<BarRow> rows = rows_of(bars, narrow);
  const double width = narrow ? kNarrow : kWide;
  const Scale x = scale_of(bars, narrow);
  Svg svg(figure.id + (narrow ? "-n" : "-w"), width, rows.back().top + rows.back().height + 6,
          plain(figure.title), figure.description);
  draw_axis(svg, x, rows, narrow);
  double sum = 0;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const Bar& bar = bars[i];
    const BarRow& row = rows[i];
    svg.line(0, row.top, narrow ? width : kWords, row.top, "hair");
    const double words = bar.soft.empty() ? 0 : 14;
    if (!bar.soft.empty()) svg.text(0, row.top + 14, bar.soft, "t11 soft");
    svg.lines(0, row.top + 15 + words, row.lines, 14, bar.whole ? "t12 strong" : "t12");
    const double before = sum;
    sum = bar.whole ? bar.step : sum + bar.step;
    const std::string number = deciban_text(bar.step);
    if (bar.whole) {
      svg.diamond(x(sum), row.middle, 6, "mark");
      draw_number(svg, number, x(sum) - 6, x(sum) + 6, row.middle, true, x(0), "t11 strong");
    } else {
      const double from = std::min(x(before), x(sum)), to = std::max({x(before), x(sum), from + 1});
      svg.rect(from, row.middle - 6, to - from, 12, bar.step >= 0 ? "bar good" : "bar bad");
      draw_number(svg, number, from, to, row.middle, bar.step >= 0, x(0), "t11 halo-text");
    }
    svg.hover(0, row.top, width, row.height, fmt::format("{} ({} decibans)", bar.words, number));
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
  figure.caption = Prose(
      "In decibans: ten multiply the odds by ten, three double them. A bar to the right speaks for the type, "
      "a "
      "bar to the left against it, each given what came before; the bars add up. The heaviest items are "
      "shown, in order of date, with how well the report is graded: source from A to F, content from one to "
      "six. A report retold counts once.");
  figure.data.columns = {{"Item"}, {"Date"}, {"Decibans", Align::right}};
  for (std::size_t i = 0; i < p.items.size(); ++i) {
    const EvidenceItem& e = context.c.evidence[p.items[i].item];
    figure.data.rows.push_back(
        {"",
         {Prose().link(e.what, input_group_link(context.c, evidence_group(e))),
          Prose().quote(date_short(e.date)),
          Prose().figure(Format::tenth, p.items[i].step[t].mean,
                         fmt::format("/read/parties/{}/items/{}/decibans/step/{}/mean", party, i, id))}});
  }
  const std::vector<Bar> bars = bars_of(context, p);
  figure.wide = draw(bars, figure, false);
  figure.narrow = draw(bars, figure, true);
  return figure;
}

}  // namespace offramp::briefing
