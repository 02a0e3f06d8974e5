// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "offramp/base/number/share.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/figures/svg.h"
#include "offramp/briefing/names/rung_words.h"

namespace offramp::briefing {
namespace {

// From the widest to the narrowest: what exists, what knowing the types would bring, one text, then what
// becomes of the leading text. The signing of the leading text is the one text's, unless another text leads.
std::vector<std::size_t> rungs_shown(const Context& context) {
  const SettleResult& r = context.result;
  std::vector<std::size_t> rungs{2, 1, 0};
  if (r.ladder.text != r.ranked.front().settlement) rungs.push_back(3);
  for (const std::size_t rung : {4u, 5u, 6u}) rungs.push_back(rung);
  return rungs;
}

const Share& share_at(const Ladder& ladder, std::size_t rung) {
  const std::array<const Share*, kRungs> shares = {
      &ladder.one_text, &ladder.types_known, &ladder.exists,     &ladder.signed_by_all,
      &ladder.meant,    &ladder.ratified,    &ladder.not_wrecked};
  return *shares[rung];
}

// Why a rung says nothing in this case; empty if it does.
std::string_view not_stated(const Case& c, std::size_t rung) {
  const bool feints = std::any_of(c.types.begin(), c.types.end(), [](const std::vector<PartyType>& types) {
    return std::any_of(types.begin(), types.end(), [](const PartyType& type) { return type.bad_faith; });
  });
  if (rung == 4 && !feints) return "no type feigns";
  if (rung == 5 && c.ratifiers.empty()) return "nobody is named";
  if (rung == 6 && c.spoilers.empty()) return "no spoiler is named";
  return {};
}

void draw_rung(Svg& svg, const Scale& x, double top, bool narrow, const Context& context, std::size_t rung) {
  const double value = share_at(context.result.ladder, rung).value;
  const Band& band = context.result.band;
  const double bar = narrow ? top + 16 : top;
  svg.text(narrow ? x(0) : x(0) - 10, narrow ? top + 10 : top + 13, std::string(kRungNames[rung]), "t12",
           narrow ? Svg::Anchor::start : Svg::Anchor::end);
  if (const std::string_view why = not_stated(context.c, rung); !why.empty()) {
    svg.text(x(0), bar + 13, std::string(why), "t12 soft");
    return;
  }
  svg.rect(x(0), bar, x(1) - x(0), 18, "band");
  if (value > 0) svg.rect(x(0), bar, std::max(x(value) - x(0), 1.0), 18, "band on");
  if (band.high[rung] > band.low[rung])
    svg.line(x(band.low[rung]), bar + 9, x(band.high[rung]), bar + 9, "whisker");
  svg.text(x(1) + 8, bar + 13, percent_text(value), "t12 strong");
}

std::string draw(const Context& context, const Figure& figure, bool narrow) {
  const double width = narrow ? kNarrow : kWide, step = narrow ? 44 : 30;
  const std::vector<std::size_t> rungs = rungs_shown(context);
  const double height = step * static_cast<double>(rungs.size() + 1) + 6;
  Svg svg(figure.id + (narrow ? "-n" : "-w"), width, height, plain(figure.title), figure.description);
  const Scale x{0, 1, narrow ? 2.0 : 190.0, width - 62};
  double top = 4;
  for (const std::size_t rung : rungs) {
    draw_rung(svg, x, top, narrow, context, rung);
    top += step;
  }
  svg.text(narrow ? x(0) : x(0) - 10, narrow ? top + 10 : top + 13, "… and kept", "t12",
           narrow ? Svg::Anchor::start : Svg::Anchor::end);
  svg.text(narrow ? x(0) : x(0), narrow ? top + 28 : top + 13, "not modelled yet", "t12 soft");
  return svg.finish();
}

Table data_of(const Context& context) {
  Table table;
  table.columns = {{"Rung"}, {"Share of worlds", Align::right}, {"Other choices", Align::right}};
  const Band& band = context.result.band;
  for (const std::size_t rung : rungs_shown(context)) {
    if (const std::string_view why = not_stated(context.c, rung); !why.empty()) {
      table.rows.push_back({"", {Prose(kRungNames[rung]), Prose(why), Cell("–")}});
      continue;
    }
    const std::string key = kRungKeys[rung];
    const std::string range = fmt::format("/settle/band/range/{}/", key);
    table.rows.push_back(
        {"",
         {Prose(kRungNames[rung]),
          Prose().figure(Format::percent, share_at(context.result.ladder, rung).value,
                         fmt::format("/settle/ladder/{}/value", key)),
          band.entries.empty() ? Cell("–")
                               : Cell(Prose()
                                          .figure(Format::percent, band.low[rung], range + "low")
                                          .say(" to ")
                                          .figure(Format::percent, band.high[rung], range + "high"))}});
  }
  table.rows.push_back({"", {Prose("… and kept"), Cell("not modelled yet"), Cell("–")}});
  return table;
}

}  // namespace

Figure figure_ladder(const Context& context) {
  const Ladder& ladder = context.result.ladder;
  Figure figure;
  figure.id = "figure-ladder";
  figure.title = Prose("How far agreement gets");
  figure.description = fmt::format(
      "Bars from a deal that exists somewhere, {}, over what knowing the types would bring, {}, to one text "
      "that "
      "all sign as things are known, {}, and then what becomes of the leading text.",
      percent_text(ladder.exists.value), percent_text(ladder.types_known.value),
      percent_text(ladder.one_text.value));
  figure.caption =
      Prose(
          "Each bar is a share of the ways the conflict might be; what follows the signing of the leading "
          "text holds only "
          "where the bar above it does. The line through a bar reaches over the ")
          .link("other choices of modelling", "#band-table")
          .say(
              ". The step from a deal that exists to the types that are "
              "known is what nobody knows, that from there to one text what only some party knows.");
  figure.data = data_of(context);
  figure.wide = draw(context, figure, false);
  figure.narrow = draw(context, figure, true);
  return figure;
}

}  // namespace offramp::briefing
