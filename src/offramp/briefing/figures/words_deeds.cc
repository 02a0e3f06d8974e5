// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "offramp/base/number/share.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/figures/svg.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

/// What is gauged of a party: the chance that its talks are meant, else of its leading type.
struct Gauge {
  std::size_t party = 0;
  std::string name, what, path;
  double prior = 0, words = 0, deeds = 0, all = 0;
};

std::vector<Gauge> gauges(const Context& context) {
  std::vector<Gauge> result;
  for (std::size_t i = 0; i < context.belief->parties.size(); ++i) {
    const PartyBelief& p = context.belief->parties[i];
    const evidence::Contrast& x = p.contrast;
    if (!x.words_weigh || !x.has_costly) continue;
    Gauge gauge{i,
                party_name(context.c, p.party),
                "talks are meant",
                "meant",
                1.0 - x.prior.bad_faith.mean,
                1.0 - x.words.bad_faith.mean,
                1.0 - x.costly.bad_faith.mean,
                1.0 - x.all.bad_faith.mean};
    if (!p.can_feign) {
      const std::size_t t = p.leader.index();
      gauge.what = type_name(context.c, p.party, p.leader);
      gauge.path = "types/" + context.c.types[p.party.index()][t].id + "/mean";
      gauge.prior = x.prior.hypotheses[t].mean;
      gauge.words = x.words.hypotheses[t].mean;
      gauge.deeds = x.costly.hypotheses[t].mean;
      gauge.all = x.all.hypotheses[t].mean;
    }
    result.push_back(gauge);
  }
  return result;
}

void draw_key(Svg& svg, bool narrow) {
  struct Entry {
    double x;
    const char* words;
  };
  const Entry entries[] = {{0, "from its own words alone"},
                           {170, "from deeds and costly signals alone"},
                           {400, "from everything"},
                           {520, "before the evidence"}};
  for (std::size_t k = 0; k < std::size(entries); ++k) {
    const double x = narrow ? 0 : entries[k].x, y = narrow ? 18.0 * static_cast<double>(k) : 0;
    if (k == 0) svg.circle(x + 6, y + 8, 5, "fair");
    if (k == 1) svg.rect(x + 1, y + 3, 10, 10, "bar good");
    if (k == 2) svg.line(x + 6, y + 2, x + 6, y + 14, "whisker");
    if (k == 3) svg.line(x + 6, y + 4, x + 6, y + 12, "gap");
    svg.text(x + 18, y + 12, entries[k].words, "t11");
  }
}

std::string draw(const std::vector<Gauge>& rows, const Figure& figure, bool narrow) {
  const double width = narrow ? kNarrow : kWide, key = narrow ? 84 : 34, row = narrow ? 66 : 44;
  const double label = narrow ? width : 280;
  const auto lines = [&](const Gauge& g) { return wrap_pixels(g.what, 12, label, 3); };
  const auto extra = [&](const Gauge& g) { return 14.0 * static_cast<double>(lines(g).size() - 1); };
  double height = key + 22;
  for (const Gauge& g : rows) height += row + extra(g);
  Svg svg(figure.id + (narrow ? "-n" : "-w"), width, height, plain(figure.title), figure.description);
  draw_key(svg, narrow);
  const Scale x{0, 1, narrow ? 8.0 : 300.0, width - (narrow ? 8 : 20)};
  double top = key;
  for (const Gauge& g : rows) {
    const double high = row + extra(g), middle = narrow ? top + high - 18 : top + high / 2 - 2;
    svg.text(0, top + 13, wrap_pixels(g.name, 11, label, 1).front(), "t11 soft");
    svg.lines(0, top + 28, lines(g), 14, "t12");
    svg.line(x(0), middle, x(1), middle, "hair");
    for (const double tick : {0.0, 0.5, 1.0}) svg.line(x(tick), middle - 12, x(tick), middle + 12, "hair");
    svg.line(x(g.words), middle, x(g.deeds), middle, "gap");
    svg.line(x(g.prior), middle - 16, x(g.prior), middle + 16, "gap");
    svg.line(x(g.all), middle - 9, x(g.all), middle + 9, "whisker");
    svg.rect(x(g.deeds) - 5, middle - 5, 10, 10, "bar good");
    svg.circle(x(g.words), middle, 5, "fair");
    svg.hover(0, top, width, high,
              fmt::format("{}, {}: before {}, own words {}, deeds and costly signals {}, all {}", g.name,
                          g.what, percent_text(g.prior), percent_text(g.words), percent_text(g.deeds),
                          percent_text(g.all)));
    top += high;
  }
  for (const double tick : {0.0, 0.5, 1.0}) {
    const Svg::Anchor anchor = tick == 0   ? Svg::Anchor::start
                               : tick == 1 ? Svg::Anchor::end
                                           : Svg::Anchor::middle;
    svg.text(x(tick), top + 15, percent_text(tick), "t11 soft", anchor);
  }
  return svg.finish();
}

}  // namespace

bool has_words_and_deeds(const BeliefResult& belief) {
  return std::any_of(belief.parties.begin(), belief.parties.end(),
                     [](const PartyBelief& p) { return p.contrast.words_weigh && p.contrast.has_costly; });
}

Figure figure_words_deeds(const Context& context) {
  const std::vector<Gauge> rows = gauges(context);
  Figure figure;
  figure.id = "figure-words-deeds";
  figure.title = Prose("Words against deeds");
  figure.description =
      "For each party whose own words weigh something a scale from 0 to 100 % with four marks: what was "
      "believed before the evidence, what follows from its own words alone, from its deeds and costly "
      "signals "
      "alone, and from everything. The further words and deeds are apart, the less they agree.";
  figure.caption = Prose(
      "Each reading starts from the same belief before the evidence. Words cost nothing, and who knows that "
      "we "
      "listen can choose them; no planted word can move the reading from deeds and costly signals alone.");
  figure.data.columns = {{"Party"},
                         {"What"},
                         {"Before", Align::right},
                         {"Own words", Align::right},
                         {"Deeds and signals", Align::right},
                         {"Divergence, bits", Align::right}};
  for (const Gauge& g : rows) {
    const std::string pointer = fmt::format("/read/parties/{}/words_and_deeds/", g.party);
    const auto share = [&](double value, const char* view) {
      return Prose().figure(Format::percent, value, fmt::format("{}{}/{}", pointer, view, g.path));
    };
    figure.data.rows.push_back(
        {"",
         {Prose().link(g.name,
                       link_to(party_anchor(context.c, context.belief->parties[g.party].party, "who"))),
          Prose().quote(g.what), share(g.prior, "prior"), share(g.words, "words"),
          share(g.deeds, "deeds_and_signals"),
          Prose().figure(Format::bits,
                         context.belief->parties[g.party].contrast.words_costly.divergence_bits.mean,
                         pointer + "divergence_bits/mean")}});
  }
  figure.wide = draw(rows, figure, false);
  figure.narrow = draw(rows, figure, true);
  return figure;
}

}  // namespace offramp::briefing
