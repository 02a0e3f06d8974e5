// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/base/number/share.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/figures/svg.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

constexpr double kShown = 0.005;  // a red line crossed more rarely than this is not marked
constexpr double kRow = 50;       // at least

std::size_t columns_shown(const Context& context, bool narrow) {
  return std::min<std::size_t>(context.result.ranked.size(), narrow ? 4 : 8);
}

double widest_gain(const Context& context) {
  double widest = 0.01;
  for (const SettlementReport& report : context.result.ranked) {
    for (const Standing& s : report.standings) widest = std::max(widest, std::fabs(s.expected_gain));
  }
  return widest;
}

/// "63 %", and for the ends the short signs: a cell is narrow.
std::string cell_percent(double p) {
  const std::string text = percent_text(p);
  if (text.starts_with("over ")) return fmt::format(">{}", text.substr(5));
  if (text.starts_with("under ")) return fmt::format("<{}", text.substr(6));
  return text;
}

void draw_cell(Svg& svg, const Standing& s, double x, double y, double width, double widest) {
  const double middle = x + width / 2;
  const double half = width / 2 - 5;
  const double length = s.expected_gain / widest * half;
  const bool gains = s.expected_gain >= 0;
  svg.text(middle, y + 13, cell_percent(s.accepts.value), "t12", Svg::Anchor::middle);
  svg.rect(gains ? middle : middle + length, y + 19, std::max(1.0, std::fabs(length)), 8,
           gains ? "bar good" : "bar bad");
  svg.line(middle, y + 17, middle, y + 29, "axis");
  if (s.crosses_red_line.value >= kShown) {
    const std::string share = cell_percent(s.crosses_red_line.value);
    const double left = middle - (text_pixels(share, 11) + 12) / 2;
    svg.cross(left + 4, y + 38, 3.2, "crossed");
    svg.text(left + 12, y + 42, share, "t11 orange");
  }
}

std::string role_text(const Context& context, PartyId party) {
  const Party& p = context.c.parties[party.index()];
  return p.veto ? "veto player" : std::string(word_of(p.role));
}

std::string draw(const Context& context, const Figure& figure, bool narrow) {
  const SettleResult& r = context.result;
  const double width = narrow ? kNarrow : kWide;
  const double head = narrow ? 110 : 210;
  const std::size_t count = columns_shown(context, narrow);
  const double column = std::min(88.0, (width - head) / static_cast<double>(count));
  const auto& standings = r.ranked[0].standings;
  const double top = 50;
  const auto name_lines = [&](const Standing& s) {
    return wrap_pixels(party_name(context.c, s.party), 12, head - 8, 4);
  };
  const auto row_height = [&](const Standing& s) {
    return std::max(kRow, 14.0 * static_cast<double>(name_lines(s).size()) + 22);
  };
  double height = top + 4;
  for (const Standing& s : standings) height += row_height(s);
  Svg svg(figure.id + (narrow ? "-n" : "-w"), width, height, plain(figure.title), figure.description);
  svg.text(0, 13, "settlement", "t11 soft");
  svg.text(0, 33, "all accept", "t11 soft");
  for (std::size_t k = 0; k < count; ++k) {
    const double x = head + column * static_cast<double>(k);
    svg.text(x + column / 2, 13, fmt::format("{}", k + 1), "t13 strong", Svg::Anchor::middle);
    svg.text(x + column / 2, 33, cell_percent(r.ranked[k].accepted_by_all.value), "t12 blue",
             Svg::Anchor::middle);
  }
  double y = top;
  for (std::size_t p = 0; p < standings.size(); ++p) {
    const auto lines = name_lines(standings[p]);
    svg.line(0, y - 3, head + column * static_cast<double>(count), y - 3, "hair");
    svg.lines(0, y + 13, lines, 14, "t12 strong");
    svg.text(0, y + 13 + 14 * static_cast<double>(lines.size()), role_text(context, standings[p].party),
             "t11 soft");
    for (std::size_t k = 0; k < count; ++k) {
      if (p < r.ranked[k].standings.size()) {
        draw_cell(svg, r.ranked[k].standings[p], head + column * static_cast<double>(k), y, column,
                  widest_gain(context));
      }
    }
    y += row_height(standings[p]);
  }
  return svg.finish();
}

Table data_table(const Context& context) {
  const SettleResult& r = context.result;
  Table table;
  table.columns = {{"Settlement"},
                   {"Party"},
                   {"Accepts", Align::right},
                   {"Gain", Align::right},
                   {"Red line crossed", Align::right}};
  for (std::size_t k = 0; k < columns_shown(context, false); ++k) {
    for (std::size_t p = 0; p < r.ranked[k].standings.size(); ++p) {
      const Standing& s = r.ranked[k].standings[p];
      const std::string pointer = fmt::format("/settle/ranked/{}/standings/{}/", k, p);
      table.rows.push_back(
          {"",
           {Prose().link(fmt::format("{}", k + 1), fmt::format("#settlement-{}", k + 1)),
            Prose().quote(party_name(context.c, s.party)),
            Prose().figure(Format::percent, s.accepts.value, pointer + "accepts/value"),
            Prose().figure(Format::gain, s.expected_gain, pointer + "expected_gain"),
            Prose().figure(Format::percent, s.crosses_red_line.value, pointer + "crosses_red_line/value")}});
    }
  }
  return table;
}

}  // namespace

Figure figure_board(const Context& context) {
  Figure figure;
  figure.id = "figure-board";
  figure.title = Prose("The red-line board: where every party stands");
  figure.description =
      "A table of parties against the settlements accepted most often. Each cell shows how often the party "
      "accepts, a bar for "
      "its expected gain over no deal (right) or loss (left), and a cross with a share where one of its red "
      "lines is crossed.";
  figure.caption = Prose(
                       "In each cell: the share of worlds in which the party accepts; a bar to the right for "
                       "an expected gain over no deal, to "
                       "the left for a loss; a cross with the share of worlds in which one of its red lines "
                       "is crossed. Only veto players count "
                       "for agreement. Numbers refer to the ")
                       .link("ranked settlements", "#ranked")
                       .say(".");
  figure.wide = draw(context, figure, false);
  figure.narrow = draw(context, figure, true);
  figure.data = data_table(context);
  return figure;
}

}  // namespace offramp::briefing
