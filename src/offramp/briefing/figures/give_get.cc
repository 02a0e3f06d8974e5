// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/figures/svg.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

double reach(const GiveGet& g) {
  return std::max((g.best_points - g.worst_points) / 2, std::fabs(g.change));
}

struct Layout {
  double width, label_width, bars_from, bars_to;
  bool narrow;
};

Layout layout_for(bool narrow) {
  // On a phone the words stand above their bar.
  return narrow ? Layout{kNarrow, kNarrow, 44, kNarrow - 44, true}
                : Layout{kWide, 380, 440, kWide - 44, false};
}

/// A row's words broken into lines, and how high they make it.
struct RowWords {
  std::vector<std::string> issue, option;
  double words = 0, height = 0;
};

RowWords words_of(const Context& context, const GiveGet& g, const Layout& at) {
  RowWords row{wrap_pixels(issue_name(context.c, g.issue.index()), 11, at.label_width, 3),
               wrap_pixels(option_name(context.c, g.issue.index(), g.option), 12, at.label_width, 3), 0, 0};
  row.words = 13.0 * static_cast<double>(row.issue.size()) + 14.0 * static_cast<double>(row.option.size());
  row.height = row.words + (at.narrow ? 31 : 9);
  return row;
}

void draw_row(Svg& svg, const GiveGet& g, const RowWords& row, const Layout& at, const Scale& x, double top) {
  const double middle = at.narrow ? top + row.words + 16 : top + row.height / 2;
  svg.lines(0, top + 13, row.issue, 13, "t11 soft");
  svg.lines(0, top + 14 + 13 * static_cast<double>(row.issue.size()), row.option, 14, "t12");
  const double half = (g.best_points - g.worst_points) / 2;
  svg.rect(x(-half), middle - 6, std::max(1.0, x(half) - x(-half)), 12, "range");
  const bool gets = g.change >= 0;
  const double from = x(std::min(0.0, g.change)), to = x(std::max(0.0, g.change));
  svg.rect(from, middle - 6, std::max(1.0, to - from), 12, gets ? "bar good" : "bar bad");
  const std::string label = format_figure(Format::tenth, g.change);
  const double edge = gets ? std::max(to, x(half)) + 5 : std::min(from, x(-half)) - 5;
  svg.text(edge, middle + 4, label, "t11", gets ? Svg::Anchor::start : Svg::Anchor::end);
  svg.line(x(0), middle - 10, x(0), middle + 10, "axis");
}

std::string draw(const Context& context, const OffRamp& ramp, const Figure& figure, bool narrow) {
  const Layout at = layout_for(narrow);
  double widest = 0.01;
  for (const GiveGet& g : ramp.give_get) widest = std::max(widest, reach(g));
  const Scale x{-widest, widest, at.bars_from, at.bars_to};
  const double head = 20;
  double height = head + 6;
  for (const GiveGet& g : ramp.give_get) height += words_of(context, g, at).height;
  Svg svg(figure.id + (narrow ? "-n" : "-w"), at.width, height, plain(figure.title), figure.description);
  svg.text(x(0) - 8, 12, "\xE2\x86\x90 gives", "t11 orange", Svg::Anchor::end);
  svg.text(x(0) + 8, 12, "gets \xE2\x86\x92", "t11 blue");
  double top = head;
  for (const GiveGet& g : ramp.give_get) {
    const RowWords row = words_of(context, g, at);
    svg.line(0, top, at.width, top, "hair");
    draw_row(svg, g, row, at, x, top);
    top += row.height;
  }
  return svg.finish();
}

}  // namespace

Figure figure_give_get(const Context& context, std::size_t party, std::size_t ramp_index) {
  const PartyOffRamps& entry = context.result.off_ramps[party];
  const OffRamp& ramp = entry.ramps[ramp_index];
  const std::string name = party_name(context.c, entry.party);
  const std::string pointer = fmt::format("/settle/off_ramps/{}/ramps/{}/give_get/", party, ramp_index);
  Figure figure;
  figure.id = fmt::format("figure-{}", party_anchor(context.c, entry.party, "give-get"));
  figure.title = Prose("What it gets and gives, by issue: ").quote(name);
  figure.description = fmt::format(
      "Bars by issue around a middle line. Right of it {} gets more than halfway between its worst and its "
      "best option on "
      "that issue, left of it less. A pale box behind each bar shows how far the issue reaches.",
      name);
  figure.caption = Prose(
      "Points of the party's own utility, of a hundred for everything it wants, measured from halfway "
      "between its "
      "worst and its best option on each issue. The pale box is as wide as the issue weighs: worst option at "
      "its "
      "left edge, best at its right.");
  figure.data.columns = {{"Issue"}, {"Option"}, {"Gets or gives", Align::right}};
  for (std::size_t i = 0; i < ramp.give_get.size(); ++i) {
    const GiveGet& g = ramp.give_get[i];
    figure.data.rows.push_back(
        {"",
         {Prose().quote(issue_name(context.c, g.issue.index())),
          Prose().quote(option_name(context.c, g.issue.index(), g.option)),
          Prose().figure(Format::tenth, g.change, fmt::format("{}{}/change", pointer, i))}});
  }
  figure.wide = draw(context, ramp, figure, false);
  figure.narrow = draw(context, ramp, figure, true);
  return figure;
}

}  // namespace offramp::briefing
