// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/read/read_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "offramp/briefing/document/figure_text.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/document/text_page.h"
#include "offramp/briefing/names/belief_words.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/talk_words.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

using Ink = TextPage::Ink;
using evidence::Belief;

constexpr std::size_t kShare = 11;  // "over 99.9 %"
constexpr std::size_t kDecibans = 7;
constexpr std::size_t kMostItems = 8;  // by weight; the JSON has all

std::string percent(double p) {
  return percent_text(p);
}

std::string bar(double share, std::size_t columns) {
  const auto full = static_cast<std::size_t>(std::lround(share * static_cast<double>(columns)));
  std::string out;
  for (std::size_t i = 0; i < full; ++i) out += "\xE2\x96\x88";
  return out;
}

void write_types(TextPage& page, const Case& c, const PartyBelief& p) {
  constexpr std::size_t kBar = 14;
  const std::size_t name = page.columns() - 2 * kShare - kBar - 18;
  page.line(page.ink(pad_right("", name) + pad_left("before", kShare) + pad_left("now", kShare) +
                         pad_left("90 % of worlds", 17),
                     Ink::soft));
  for (const std::size_t t : types_by_posterior(p)) {
    const Belief& now = p.posterior[t];
    const auto names = wrap(type_name(c, p.party, TypeId(t)), name - 1);
    const std::string range = fmt::format("{} to {}", percent_number(now.p5), percent_number(now.p95));
    page.line(pad_right(names[0], name) + pad_left(percent(p.prior[t].mean), kShare) +
              page.ink(pad_left(percent(now.mean), kShare), Ink::strong) + pad_left(range, 17) + " " +
              bar(now.mean, kBar));
    for (std::size_t l = 1; l < names.size(); ++l) page.line(names[l]);
  }
}

void write_words_and_deeds(TextPage& page, const Case& c, const PartyBelief& p) {
  const evidence::Contrast& x = p.contrast;
  if (!x.has_words || !x.has_costly) return;
  const std::size_t t = p.leader.index();
  page.paragraph(
      fmt::format("Words against deeds: from words alone “{}” has {}, from deeds and costly signals alone "
                  "{}. They are {} of 1 bit apart.",
                  type_name(c, p.party, p.leader), percent(x.words.hypotheses[t].mean),
                  percent(x.costly.hypotheses[t].mean),
                  fmt::format("{:.2f}", x.words_costly.divergence_bits.mean)),
      0, 2);
}

void write_feint(TextPage& page, const PartyBelief& p) {
  if (!p.can_feign) return;
  page.paragraph(
      fmt::format("{}its talks are a feint. Before the evidence {}; in 90 % of worlds {} to {}.",
                  plain(likelihood_opening(p.bad_faith.mean, "", "")), percent(p.prior_bad_faith.mean),
                  percent_number(p.bad_faith.p5), percent(p.bad_faith.p95)),
      0, 2);
  if (!p.contrast.has_words || !p.contrast.has_costly) return;
  page.paragraph(
      fmt::format("From words alone that would have {}, from deeds and costly signals alone {}.",
                  percent(p.contrast.words.bad_faith.mean), percent(p.contrast.costly.bad_faith.mean)),
      2, 2);
}

void write_items(TextPage& page, const Case& c, const PartyBelief& p) {
  const std::vector<std::size_t> order = items_by_weight(p);
  if (order.empty()) return;
  page.blank();
  const std::size_t shown = std::min(order.size(), kMostItems);
  page.line(
      page.ink(elide(fmt::format("{} of {} items, by weight for “{}” (decibans; alone, then given the rest)",
                                 shown, order.size(), type_name(c, p.party, p.leader)),
                     page.columns()),
               Ink::soft));
  for (std::size_t n = 0; n < shown; ++n) {
    const ItemBelief& item = p.items[order[n]];
    const EvidenceItem& e = c.evidence[item.item];
    const std::size_t t = p.leader.index();
    const std::string head = pad_left(deciban_text(item.alone[t].mean), kDecibans) +
                             pad_left(deciban_text(item.given_rest[t].mean), kDecibans) + "  ";
    const std::string mark = fmt::format("{} {}{}", date_short(item.date), kind_words(e), grade_words(e));
    const std::string flip = item.flips_if_false     ? "; without it another type leads"
                             : item.flips_if_planted ? "; if planted another type leads"
                                                     : "";
    const auto lines = wrap(clean_text(e.what) + " (" + mark + flip + ")", page.columns() - 16);
    for (std::size_t l = 0; l < lines.size(); ++l) {
      page.line(
          (l == 0 ? page.ink(head, item.alone[t].mean >= 0 ? Ink::good : Ink::bad) : std::string(16, ' ')) +
          lines[l]);
    }
  }
}

void write_party(TextPage& page, const Case& c, const PartyBelief& p) {
  page.heading(party_name(c, p.party));
  write_types(page, c, p);
  page.blank();
  write_feint(page, p);
  write_words_and_deeds(page, c, p);
  if (p.contrast.has_words) page.paragraph(plain(talk_words(c, p, 0)), 0, 2);
  write_items(page, c, p);
}

void write_watch(TextPage& page, const Case& c, const BeliefResult& r) {
  if (r.watch.empty()) return;
  page.heading("What to look for next, by information per cost");
  page.line(page.ink(pad_left("bits", 6) + pad_left("per cost", 10) + pad_left("seen?", kShare) + "  what",
                     Ink::soft));
  for (const WatchBelief& w : r.watch) {
    const WatchItem& item = c.watch[w.watch];
    const std::string head = pad_left(fmt::format("{:.2f}", w.value.gain_bits.mean), 6) +
                             pad_left(fmt::format("{:.3f}", w.value.gain_per_cost.mean), 10) +
                             pad_left(percent(w.value.seen.mean), kShare) + "  ";
    const std::string flip = w.value.flips_if_seen       ? "; if seen, another type leads"
                             : w.value.flips_if_not_seen ? "; if not seen, another type leads"
                                                         : "";
    const auto lines =
        wrap(fmt::format("{} ({}; {} days{})", clean_text(item.what), party_name(c, item.about),
                         number_text(c.quantity(item.lead_time).median()), flip),
             page.columns() - 29);
    for (std::size_t l = 0; l < lines.size(); ++l) {
      page.line((l == 0 ? head : std::string(29, ' ')) + lines[l]);
    }
  }
}

}  // namespace

std::string read_text(const Case& c, const BeliefResult& r, const TextOptions& options) {
  if (options.columns < 60) {
    throw std::invalid_argument(fmt::format("read_text: columns = {}; need at least 60", options.columns));
  }
  TextPage page(options.columns, options.colour);
  page.line(page.ink(elide(clean_text(c.title), page.columns()), Ink::strong));
  page.paragraph("Who are we dealing with?", 0, 0, Ink::soft);
  for (const PartyBelief& p : r.parties) write_party(page, c, p);
  write_watch(page, c, r);
  if (!r.notes.empty()) {
    page.heading("What limits this reading");
    for (const std::string& note : r.notes) page.paragraph(clean_text(note), 0, 2);
  }
  page.blank();
  page.paragraph(fmt::format("{}; {} items, {} worlds, seed {}.", clean_text(r.method), r.items,
                             format_figure(Format::count, static_cast<double>(r.worlds)), r.seed),
                 0, 0, Ink::soft);
  return page.text();
}

}  // namespace offramp::briefing
