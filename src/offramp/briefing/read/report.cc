// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/read/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "offramp/briefing/document/document_walk.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/belief_words.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/talk_words.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/read/facts_table.h"
#include "offramp/briefing/read/report_events.h"

namespace offramp::briefing {
namespace {

using evidence::Belief;

constexpr std::size_t kMostItems = 8;  // by weight; the JSON has all

/// One party of the reading, and where its JSON stands.
struct Subject {
  const Case& c;
  const PartyBelief& p;
  std::string at;  // "/read/parties/0/"

  const std::string& type_id(std::size_t t) const { return c.types[p.party.index()][t].id; }
  std::string type_words(std::size_t t) const { return type_name(c, p.party, TypeId(t)); }
};

Prose percent(double value, const std::string& pointer) {
  return Prose().figure(Format::percent, value, pointer);
}

Prose range(const Belief& belief, const std::string& pointer) {
  return Prose()
      .figure(Format::percent, belief.p5, pointer + "/p5")
      .say(" to ")
      .figure(Format::percent, belief.p95, pointer + "/p95");
}

/// Decibans; those of what is ruled out are infinite and null in the JSON.
Prose decibans(double value, const std::string& pointer) {
  if (std::isfinite(value)) return Prose().figure(Format::tenth, value, pointer);
  return Prose().quote(deciban_text(value));
}

Table types_table(const Subject& s, bool first) {
  const bool differ = words_differ(s.p);
  Table table;
  if (differ && first) {
    table.caption = Prose(
        "Settlements are judged by what is in the last column of these tables, unless --words says "
        "otherwise.");
  }
  table.columns = {{"Type"},
                   {"Before", Align::right},
                   {differ ? "Words as graded" : "Now", Align::right},
                   {"90 % of worlds", Align::right},
                   {""}};
  if (differ) table.columns.push_back({"As far as believed", Align::right});
  for (const std::size_t t : types_by_posterior(s.p)) {
    const std::string pointer = fmt::format("{}types/{}/", s.at, t);
    const Belief &before = s.p.prior[t], &now = s.p.posterior[t];
    Cell bar;
    bar.spark = Spark{before.mean, now.mean, now.p5, now.p95};
    table.rows.push_back(
        {"",
         {Prose().quote(s.type_words(t)), percent(before.mean, pointer + "prior/mean"),
          percent(now.mean, pointer + "posterior/mean").heavy(), range(now, pointer + "posterior"), bar}});
    if (differ)
      table.rows.back().cells.push_back(
          percent(s.p.deception.credible[t], fmt::format("{}deception/credible/{}", s.at, s.type_id(t)))
              .heavy());
  }
  return table;
}

void add_feint(const Subject& s, Section& section) {
  if (!s.p.can_feign) return;
  Prose prose;
  prose.add(likelihood_opening(s.p.bad_faith.mean, s.at + "bad_faith/mean", ""))
      .say("its talks are a feint. Before the evidence it was ")
      .add(percent(s.p.prior_bad_faith.mean, s.at + "prior_bad_faith/mean"))
      .say("; the middle ")
      .quote("90 %")
      .say(" of worlds have ")
      .add(range(s.p.bad_faith, s.at + "bad_faith"))
      .say(".");
  section.add(Paragraph{prose});
}

void add_words_and_deeds(const Subject& s, Section& section) {
  const evidence::Contrast& x = s.p.contrast;
  if (!x.words_weigh || !x.has_costly) return;
  const std::size_t t = s.p.leader.index();
  const auto mean = [&](const evidence::View& view, const char* name) {
    return s.p.can_feign
               ? percent(1.0 - view.bad_faith.mean, fmt::format("{}words_and_deeds/{}/meant", s.at, name))
               : percent(view.hypotheses[t].mean,
                         fmt::format("{}words_and_deeds/{}/types/{}/mean", s.at, name, s.type_id(t)));
  };
  Prose prose;
  prose.strong("Words against deeds. ");
  if (s.p.can_feign) {
    prose.say("That its talks are meant");
  } else {
    prose.say("‘").quote(s.type_words(t)).say("’");
  }
  section.add(Paragraph{prose.say(" has ")
                            .add(mean(x.prior, "prior"))
                            .say(" before the evidence, ")
                            .add(mean(x.words, "words"))
                            .say(" from its own words alone and ")
                            .add(mean(x.costly, "deeds_and_signals"))
                            .say(" from deeds and costly signals alone.")});
}

void add_items(const Subject& s, Section& section) {
  const std::vector<std::size_t> order = items_by_weight(s.p);
  if (order.empty()) return;
  const std::size_t shown = std::min(order.size(), kMostItems), t = s.p.leader.index();
  section.add(
      Heading{"", Prose("Evidence that weighs most for or against ‘").quote(s.type_words(t)).say("’")});
  Table table;
  table.caption = Prose()
                      .quote(fmt::format("{} of {}", shown, order.size()))
                      .say(order.size() == 1 ? " item" : " items")
                      .say(", in decibans: alone, and given all the rest. ")
                      .quote("10")
                      .say(" multiply the odds by ten.");
  table.columns = {{"Alone", Align::right}, {"Given the rest", Align::right}, {"Item"}};
  for (std::size_t n = 0; n < shown; ++n) {
    const ItemBelief& item = s.p.items[order[n]];
    const EvidenceItem& e = s.c.evidence[item.item];
    const std::string pointer = fmt::format("{}items/{}/decibans/", s.at, order[n]);
    Prose what;
    what.quote(e.what)
        .say(" (")
        .quote(fmt::format("{}, {}{}", date_short(item.date), kind_words(e), grade_words(e)))
        .say(item.flips_if_false     ? "; without it another type leads)"
             : item.flips_if_planted ? "; if planted, another type leads)"
                                     : ")");
    table.rows.push_back(
        {"",
         {decibans(item.alone[t].mean, fmt::format("{}alone/{}/mean", pointer, s.type_id(t))),
          decibans(item.given_rest[t].mean, fmt::format("{}given_rest/{}/mean", pointer, s.type_id(t))),
          what}});
  }
  section.add(std::move(table));
}

Section party_section(const Case& c, const BeliefResult& r, std::size_t i) {
  const PartyBelief& p = r.parties[i];
  const Subject subject{c, p, fmt::format("/read/parties/{}/", i)};
  Section section{party_anchor(c, p.party, "who"), party_name(c, p.party), {}};
  const auto differs = [&](std::size_t other) { return words_differ(r.parties[other]); };
  std::size_t first = 0;
  while (first < i && !differs(first)) ++first;
  section.add(types_table(subject, first == i));
  add_feint(subject, section);
  add_words_and_deeds(subject, section);
  if (p.contrast.has_words) section.add(Paragraph{talk_words(c, p, i)});
  add_items(subject, section);
  return section;
}

Section watch_section(const Case& c, const BeliefResult& r) {
  Section section{"watch", "What to look for next, by information per cost", {}};
  Table table;
  table.columns = {{"Bits", Align::right},
                   {"Per cost", Align::right},
                   {"Chance to see it", Align::right},
                   {"What to look for"}};
  for (std::size_t w = 0; w < r.watch.size(); ++w) {
    const evidence::WatchValue& v = r.watch[w].value;
    const WatchItem& item = c.watch[r.watch[w].watch];
    const std::string pointer = fmt::format("/read/watch/{}/", w);
    Prose what;
    what.quote(item.what)
        .say(" (")
        .quote(party_name(c, item.about))
        .say("; ")
        .figure(Format::count, c.quantity(item.lead_time).median(), pointer + "lead_time_days")
        .say(" days")
        .say(v.flips_if_seen       ? "; if seen, another type leads)"
             : v.flips_if_not_seen ? "; if not seen, another type leads)"
                                   : ")");
    table.rows.push_back(
        {"",
         {Prose().figure(Format::bits, v.gain_bits.mean, pointer + "gain_bits/mean"),
          Prose().figure(Format::thousandth, v.gain_per_cost.mean, pointer + "gain_per_cost/mean"),
          Prose().figure(Format::percent, v.seen.mean, pointer + "seen/mean"), what}});
  }
  section.add(std::move(table));
  return section;
}

Section notes_section(const BeliefResult& r) {
  Section section{"reading-limits", "What limits this reading", {}};
  Bullets bullets;
  for (const std::string& note : r.notes) bullets.items.push_back(Prose().quote(note));
  section.add(std::move(bullets));
  return section;
}

}  // namespace

Document read_report(const Case& c, const BeliefResult& r, const EventSeries* events) {
  Document document;
  document.title = clean_text(c.title);
  document.question = "Who are we dealing with?";
  if (std::optional<Text> words = placeholder_words(c)) document.facts.push_back(*std::move(words));
  for (Text& words : settings_words(c)) document.facts.push_back(std::move(words));
  if (!c.as_of.empty()) document.facts.push_back(Prose("As of ").quote(date_words(c.as_of)));
  document.facts.push_back(counted(r.items, "/read/items", "", "item of evidence", "items of evidence"));
  document.facts.push_back(worlds_and_seed(r.worlds, r.seed, "/read"));
  for (std::size_t i = 0; i < r.parties.size(); ++i) document.sections.push_back(party_section(c, r, i));
  if (auto facts = facts_table(c, r)) {
    Section section{"facts", "What else may be so", {}};
    section.add(*std::move(facts));
    document.sections.push_back(std::move(section));
  }
  if (!r.watch.empty()) document.sections.push_back(watch_section(c, r));
  if (!r.notes.empty()) document.sections.push_back(notes_section(r));
  if (events != nullptr) document.sections.push_back(events_section(*events));
  Section how{"how", "", {}};
  how.add(Paragraph{Prose("Computed by: ").quote(r.method).say("."), Paragraph::Style::note});
  document.sections.push_back(std::move(how));
  drop_dangling_links(document);
  return document;
}

}  // namespace offramp::briefing
