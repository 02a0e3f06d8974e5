// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "offramp/briefing/names/demand_phrase.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/sections/sections.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {
namespace {

// Clashes listed, the smallest first: some whatever their size, further ones while they are short. The JSON
// has all.
constexpr std::size_t kAlways = 2, kClashes = 8, kShort = 6;

Paragraph meaning() {
  return {Prose(
      "Here uncertainty is set aside: each veto player values settlements as it does on average, asks for "
      "at least its average value of no deal, and keeps the red lines that hold in more than half of the "
      "worlds. For this one situation the answer is proven. It does not replace the chance that a deal "
      "exists, "
      "which counts all the other situations too.")};
}

void add_witness(const Context& context, Section& section) {
  section.add(Paragraph{Prose(
      "In the central situation agreement is possible. The settlement below is one that crosses none of "
      "these red lines and gives every veto player at least what no deal would; it is an example, and "
      "need not be the best.")});
  section.add(contents_table(context.c, context.result.certificate.witness));
}

std::size_t clashes_listed(const Certificate& certificate) {
  std::size_t count = 0;
  while (count < std::min(kClashes, certificate.clashes.size()) &&
         (count < kAlways || certificate.clashes[count].size() <= kShort)) {
    ++count;
  }
  return count;
}

/// One row a party, with all that it demands.
void add_clash(const Context& context, const std::vector<Demand>& demands, Table& table) {
  std::vector<std::pair<std::string, Prose>> parties;
  for (const Demand& demand : demands) {
    const std::string who =
        demand.kind == Demand::Kind::feasibility ? "The case's own logic" : demanding_party(context, demand);
    auto at =
        std::find_if(parties.begin(), parties.end(), [&](const auto& entry) { return entry.first == who; });
    if (at == parties.end()) at = parties.insert(parties.end(), {who, Prose()});
    if (!at->second.text().empty()) at->second.say("; ");
    at->second.add(demand_alone(context, demand));
  }
  for (auto& [who, what] : parties) {
    if (demands.size() == 1) what.say(" (no settlement meets this, even alone)");
    table.rows.push_back({"", {Prose().quote(who), what}});
  }
}

Row concession_row(const Context& context, std::size_t i) {
  const SingleConcession& concession = context.result.certificate.concessions[i];
  const std::string pointer = fmt::format("/settle/certificate/concessions/{}/", i);
  Row row{fmt::format("concession-{}", i + 1), {}};
  row.cells.push_back(demand_phrase(context, concession.demand));
  Prose change;
  if (concession.demand.kind != Demand::Kind::reservation) {
    change.say("given up whole");
  } else if (concession.lower_by < 0.05) {
    change.say("lower by less than a tenth of a point");
  } else {
    change.say("lower by ").figure(Format::average, concession.lower_by, pointer + "lower_by").say(" points");
  }
  row.cells.push_back(change);
  row.cells.push_back(
      concession.demand.kind == Demand::Kind::reservation
          ? Cell("\xE2\x80\x93")
          : Cell(Prose().figure(Format::gain, concession.least_surplus, pointer + "least_surplus")));
  row.cells.push_back(
      context.result.ranked.empty()
          ? Cell("")
          : Cell(differences(context.c, context.result.ranked[0].settlement, concession.opens)));
  return row;
}

}  // namespace

Table clashes_table(const Context& context, std::size_t count) {
  const Certificate& certificate = context.result.certificate;
  Table table;
  table.id = "clashes-table";
  table.columns = {{"Who", Align::left, 26}, {"What it demands"}};
  for (std::size_t i = 0; i < count; ++i) {
    if (certificate.clashes.size() > 1) {
      table.rows.push_back(
          {fmt::format("clash-{}", i + 1), {Prose("Clash ").quote(fmt::format("{}", i + 1))}, true});
    }
    add_clash(context, certificate.clashes[i], table);
  }
  return table;
}

Table concessions_table(const Context& context, std::size_t most) {
  const auto& concessions = context.result.certificate.concessions;
  Table table;
  table.id = "concessions-table";
  table.caption = Prose(
                      "Least gain: where a red line is given up, the points over no deal of the veto player "
                      "that gains least. "
                      "The settlement is told by what differs from the leading one. ")
                      .aside("How settlements are judged", kAcceptance);
  table.columns = {{"Demand", Align::left, 40},
                   {"Concession", Align::left, 17},
                   {"Least gain", Align::right, 10},
                   {"A settlement that it opens"}};
  for (std::size_t i = 0; i < std::min(most, concessions.size()); ++i) {
    table.rows.push_back(concession_row(context, i));
  }
  return table;
}

namespace {

void add_clashes(const Context& context, Section& section) {
  const Certificate& certificate = context.result.certificate;
  const std::size_t all = certificate.clashes.size();
  if (all == 0) {
    section.add(Paragraph{
        Prose("In the central situation no settlement meets every demand. The search ended before it could "
              "name the demands that clash.")});
    return;
  }
  section.add(Paragraph{
      all == 1
          ? Prose("In the central situation no settlement meets these demands together. If any one of them "
                  "were given up, some settlement would meet the rest.")
          : Prose("In the central situation no settlement meets every demand. Each clash below is a set of "
                  "demands that no settlement meets together; if any one of the set were given up, some "
                  "settlement would meet the rest of it.")});
  const std::size_t listed = clashes_listed(certificate);
  section.add(clashes_table(context, listed));
  Prose more;
  if (all > listed) {
    more.say("These are the smallest of ")
        .add(counted(all, "/settle/certificate/clash_count", "#figure-clashes", "such clash", "such clashes"))
        .say(" found; the others are longer. ");
  }
  if (!certificate.complete) more.say("The list may miss some clashes: ").quote(certificate.method).say(".");
  if (!more.text().empty()) section.add(Paragraph{more, Paragraph::Style::note});
}

void add_concessions(const Context& context, Section& section) {
  const Certificate& certificate = context.result.certificate;
  section.add(Heading{"concessions", Prose("What one concession would suffice")});
  if (certificate.concessions.empty()) {
    section.add(Paragraph{
        certificate.complete
            ? Prose("None. No single demand is part of every clash, so at least two would have to give way.")
            : Prose("None was found before the search ended; that does not prove that there is none.")});
    return;
  }
  section.add(Paragraph{Prose(
      "Giving way on any one of these demands, with all others kept, would leave a settlement. First come "
      "the "
      "values of no deal, the one that would have to fall least on top; then the red lines that would have "
      "to "
      "be given up whole, the one that leaves the worst-off party best on top. The list says what would "
      "suffice, not what should be done: some demands stand for good reason.")});
  section.add(concessions_table(context, certificate.concessions.size()));
}

}  // namespace

Section section_central(const Context& context) {
  Section section{"central", "The central situation, proven", {}};
  section.add(meaning());
  switch (verdict_of(context.result.certificate)) {
    case Verdict::possible:
      add_witness(context, section);
      break;
    case Verdict::impossible:
      add_clashes(context, section);
      add_concessions(context, section);
      break;
    case Verdict::undecided:
      section.title = "The central situation";
      section.add(Paragraph{
          Prose("The search ended before it could tell whether any settlement meets every demand at once")
              .say(context.result.certificate.method.empty() ? "" : ": ")
              .quote(context.result.certificate.method)
              .say(".")});
      break;
  }
  return section;
}

}  // namespace offramp::briefing
