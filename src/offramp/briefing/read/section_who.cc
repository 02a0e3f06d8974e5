// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/read/section_who.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/analysis/read/events.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/names/belief_words.h"
#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/talk_words.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/read/facts_table.h"

namespace offramp::briefing {
namespace {

const char* words_counted(const Context& context) {
  switch (context.result.words) {
    case Credence::all:
      return "so too";
    case Credence::none:
      return "left out";
    case Credence::credible:
      break;
  }
  return "counting only as far as they can be believed";
}

Paragraph opening(const Context& context) {
  return {
      Prose("What a party truly wants, and how firm it is, cannot be seen; the case describes what it may be "
            "as "
            "types. ")
          .add(counted(context.belief->items, "/read/items",
                       input_group_link(context.c, evidence_group(context.c.evidence.front())), "dated item",
                       "dated items"))
          .say(
              " of evidence, each with its likelihood under every type, change the beliefs by Bayes’ rule. "
              "The shares of this section count words as they are graded; settlements are judged with words ")
          .say(words_counted(context))
          .say(".")};
}

Paragraph leader(const Context& context, std::size_t i) {
  const PartyBelief& p = context.belief->parties[i];
  const std::size_t t = p.leader.index();
  const std::string pointer = fmt::format("/read/parties/{}/types/{}/", i, t);
  const std::string target = "#figure-" + party_anchor(context.c, p.party, "beliefs");
  Prose prose;
  prose.say("The leading type is ‘")
      .quote(type_name(context.c, p.party, p.leader), true)
      .say("’. ")
      .add(likelihood_opening(p.posterior[t].mean, pointer + "posterior/mean", target))
      .say("this is the true one; before the evidence it was ")
      .figure(Format::percent, p.prior[t].mean, pointer + "prior/mean", target)
      .say(". Given how uncertain the likelihoods are, it may be anywhere from ")
      .figure(Format::percent, p.posterior[t].p5, pointer + "posterior/p5", target)
      .say(" to ")
      .figure(Format::percent, p.posterior[t].p95, pointer + "posterior/p95", target)
      .say(". ");
  if (p.can_feign) {
    const std::string party = fmt::format("/read/parties/{}/", i);
    prose.add(likelihood_opening(p.bad_faith.mean, party + "bad_faith/mean", target))
        .say("its talks are a feint; before the evidence it was ")
        .figure(Format::percent, p.prior_bad_faith.mean, party + "prior_bad_faith/mean", target)
        .say(".");
  }
  if (words_differ(p)) {
    prose.say(p.can_feign ? " " : "")
        .say("With its words counting only as far as they can be believed, the leading type has ")
        .figure(
            Format::percent, p.deception.credible[t],
            fmt::format("/read/parties/{}/deception/credible/{}", i, context.c.types[p.party.index()][t].id),
            target)
        .say(".");
  }
  return {prose};
}

/// Items whose failure alone would change the leading type.
void add_flips(const Context& context, std::size_t i, Section& section) {
  const PartyBelief& p = context.belief->parties[i];
  Bullets bullets;
  for (std::size_t n = 0; n < p.items.size(); ++n) {
    const ItemBelief& item = p.items[n];
    if (!item.flips_if_false) continue;
    const EvidenceItem& e = context.c.evidence[item.item];
    const std::size_t t = p.leader.index();
    bullets.items.push_back(Prose()
                                .quote(e.what)
                                .say(", ")
                                .quote(date_short(e.date))
                                .say(" (")
                                .figure(Format::percent, item.without[t],
                                        fmt::format("/read/parties/{}/items/{}/without/{}", i, n,
                                                    context.c.types[p.party.index()][t].id),
                                        input_group_link(context.c, evidence_group(e)))
                                .say(") ")
                                .add(citations(context.c, e.provenance.sources)));
  }
  if (bullets.items.empty()) return;
  section.add(Paragraph{Prose("The lead hangs on single items: if any one of these were false or planted, "
                              "another type would lead. "
                              "In brackets, what would be left of ‘")
                            .quote(type_name(context.c, p.party, p.leader))
                            .say("’:")});
  bullets.small = true;
  section.add(bullets);
}

bool finite_path(const PartyBelief& p) {
  const std::size_t t = p.leader.index();
  return std::isfinite(p.prior_decibans[t].mean) && std::isfinite(p.posterior_decibans[t].mean);
}

std::optional<Table> watch_table(const Context& context) {
  const BeliefResult& r = *context.belief;
  if (r.watch.empty()) return std::nullopt;
  Table table;
  table.id = "watch-table";
  table.caption = Prose(
      "First what tells most for its cost. Bits: how much less uncertain the party’s type would be, on "
      "average, "
      "once it is known whether this is seen.");
  table.columns = {{"What to look for", Align::left, 48},
                   {"About", Align::left, 18},
                   {"Chance to see it", Align::right, 11},
                   {"Bits", Align::right, 7},
                   {"Days", Align::right, 7},
                   {"Would turn the reading", Align::left, 9}};
  for (std::size_t w = 0; w < r.watch.size(); ++w) {
    const evidence::WatchValue& v = r.watch[w].value;
    const WatchItem& item = context.c.watch[r.watch[w].watch];
    const std::string pointer = fmt::format("/read/watch/{}/", w);
    table.rows.push_back({fmt::format("watch-{}", anchor_part(item.id)),
                          {Prose().link(item.what, input_group_link(context.c, watch_group(item))),
                           Prose().quote(party_name(context.c, item.about)),
                           Prose().figure(Format::percent, v.seen.mean, pointer + "seen/mean"),
                           Prose().figure(Format::bits, v.gain_bits.mean, pointer + "gain_bits/mean"),
                           Prose().figure(Format::count, context.c.quantity(item.lead_time).median(),
                                          pointer + "lead_time_days"),
                           v.flips_if_seen       ? (v.flips_if_not_seen ? "either way" : "if seen")
                           : v.flips_if_not_seen ? "if not seen"
                                                 : "–"}});
  }
  return table;
}

/// What the reading itself says of its limits, as the terminal does.
Bullets limits_of(const BeliefResult& belief) {
  Bullets bullets;
  for (const std::string& note : belief.notes) bullets.items.push_back(Prose().quote(note));
  return bullets;
}

bool has_events(const Context& context) {
  return context.events != nullptr && !context.events->months.empty();
}

}  // namespace

std::optional<Section> section_who(const Context& context) {
  const bool reading =
      context.belief != nullptr && context.belief->items > 0 && !context.belief->parties.empty();
  if (!reading && !has_events(context)) return std::nullopt;
  if (!reading) {
    Section section{"who", "Who we are dealing with", {}};
    section.add(figure_events(context));
    return section;
  }
  const BeliefResult& r = *context.belief;
  Section section{"who", "Who we are dealing with", {}};
  section.add(opening(context));
  if (has_words_and_deeds(r)) section.add(figure_words_deeds(context));
  if (has_events(context)) section.add(figure_events(context));
  std::string first_beliefs, first_waterfall;
  for (std::size_t i = 0; i < r.parties.size(); ++i) {
    const PartyBelief& p = r.parties[i];
    section.add(
        Heading{party_anchor(context.c, p.party, "who"), Prose().quote(party_name(context.c, p.party))});
    section.add(leader(context, i));
    if (p.history.size() > 1) {
      Figure figure = figure_beliefs(context, i);
      caption_once(figure, first_beliefs, p.can_feign ? Prose(" Orange: talks are a feint.") : Prose());
      section.add(std::move(figure));
    }
    if (!p.items.empty() && finite_path(p)) {
      Figure figure = figure_waterfall(context, i);
      caption_once(figure, first_waterfall);
      section.add(std::move(figure));
    }
    if (p.contrast.has_words) {
      section.add(Paragraph{talk_words(context.c, p, i)});
      if (auto table = talk_table(context.c, p, i)) section.add(std::move(*table));
    }
    add_flips(context, i, section);
  }
  if (auto table = facts_table(context.c, r)) {
    section.add(Heading{"facts", Prose("What else may be so")});
    section.add(std::move(*table));
  }
  if (auto table = watch_table(context)) {
    section.add(Heading{"watch", Prose("What to look for next")});
    section.add(std::move(*table));
  }
  Bullets limits = limits_of(*context.belief);
  if (!limits.items.empty()) {
    section.add(Heading{"reading-limits", Prose("What limits this reading")});
    section.add(std::move(limits));
  }
  return section;
}

}  // namespace offramp::briefing
