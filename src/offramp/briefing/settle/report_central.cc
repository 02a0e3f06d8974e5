// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "offramp/briefing/names/demand_phrase.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/settle/report_parts.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kClashes = 5, kConcessions = 5;  // listed; the JSON has all

Paragraph left_out(std::size_t more, const char* what) {
  return {Prose("Beyond these there are ").quote(std::to_string(more)).say(" more ").say(what).say("."),
          Paragraph::Style::note};
}

void add_clashes(const Context& context, Section& section) {
  const Certificate& certificate = context.result.certificate;
  const std::size_t all = certificate.clashes.size(), listed = std::min(all, kClashes);
  section.add(Paragraph{Prose(all == 0   ? "No settlement meets every demand."
                              : all == 1 ? "No settlement meets these demands together:"
                                         : "No settlement meets the demands of any one clash together:")});
  if (listed > 0) section.add(clashes_table(context, listed));
  if (all > listed) section.add(left_out(all - listed, "clashes in the JSON"));
  if (!certificate.complete) {
    section.add(Paragraph{Prose("The list may miss some: ").quote(certificate.method).say("."),
                          Paragraph::Style::note});
  }
}

void add_concessions(const Context& context, Section& section) {
  const Certificate& certificate = context.result.certificate;
  const std::size_t all = certificate.concessions.size(), listed = std::min(all, kConcessions);
  if (all == 0) {
    section.add(
        Paragraph{Prose(certificate.complete ? "No single concession opens the zone."
                                             : "No single concession was found that opens the zone.")});
    return;
  }
  section.add(Paragraph{Prose("Any one of these concessions would open the zone:")});
  Table table = concessions_table(context, listed);
  table.caption = {};
  table.columns.back().head = "To a settlement that differs from the leading one by";
  section.add(std::move(table));
  if (all > listed) section.add(left_out(all - listed, "such concessions in the JSON"));
}

}  // namespace

Section report_central(const Context& context) {
  const SettleResult& r = context.result;
  Section section{"central", "The central situation, proven", {}};
  section.add(Paragraph{Prose("Every veto player at its averages, with the red lines that bind in more than "
                              "half of the worlds."),
                        Paragraph::Style::note});
  switch (verdict_of(r.certificate)) {
    case Verdict::possible: {
      Prose prose("Agreement is possible, for example with the leading settlement");
      const Text change =
          r.ranked.empty() ? Text() : differences(context.c, r.ranked[0].settlement, r.certificate.witness);
      if (!r.ranked.empty() && r.ranked[0].settlement == r.certificate.witness) {
        section.add(Paragraph{prose.say(".")});
      } else {
        section.add(Paragraph{prose.say(" changed to: ").add(change).say(".")});
      }
      break;
    }
    case Verdict::impossible:
      add_clashes(context, section);
      add_concessions(context, section);
      break;
    case Verdict::undecided:
      section.title = "The central situation";
      section.add(
          Paragraph{Prose("The search ended before it could tell whether a settlement meets every demand.")});
      break;
  }
  return section;
}

}  // namespace offramp::briefing
