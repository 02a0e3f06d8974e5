// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/sections/sections.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {

namespace {

Row type_row(const Context& context, std::size_t i) {
  const SettleResult& r = context.result;
  const AcceptanceByType& a = r.by_type[i];
  const PartyType& type = context.c.types[a.party.index()][a.type.index()];
  const std::string pointer = fmt::format("/settle/by_type/{}/", i);
  const bool any = a.worlds.value > 0;
  Row row{fmt::format("{}-{}", party_anchor(context.c, a.party, "type"), anchor_part(type.id)), {}};
  row.cells.push_back(Prose().link(type_name(context.c, a.party, a.type), link_to(input_anchor(type.prior))));
  if (r.types_from_evidence) row.cells.push_back(Prose().figure(Format::percent, a.prior, pointer + "prior"));
  row.cells.push_back(Prose().figure(Format::percent, a.posterior, pointer + "posterior"));
  row.cells.push_back(any ? Prose().figure(Format::percent, a.agreement.value, pointer + "agreement/value")
                          : Prose("–"));
  Cell bar;
  if (any) bar.spark = Spark{r.agreement.value, a.agreement.value, a.agreement.low, a.agreement.high};
  row.cells.push_back(bar);
  return row;
}

}  // namespace

Table types_table(const Context& context) {
  const SettleResult& r = context.result;
  Table table;
  table.id = "types-table";
  table.caption = Prose(
      "The bar runs from the chance over all worlds (tick) to the chance if the party is of this type "
      "(dot).");
  table.columns = {{"Type", Align::left, r.types_from_evidence ? 36.0 : 46.0}};
  if (r.types_from_evidence) table.columns.push_back({"Before the evidence", Align::right, 14});
  table.columns.push_back(
      {r.types_from_evidence ? "Now" : "Belief", Align::right, r.types_from_evidence ? 14.0 : 17.0});
  table.columns.push_back({"Chance that a deal exists", Align::right, r.types_from_evidence ? 16.0 : 17.0});
  table.columns.push_back({"", Align::left, 20});
  for (std::size_t i = 0; i < r.by_type.size(); ++i) {
    const AcceptanceByType& a = r.by_type[i];
    if (i == 0 || r.by_type[i - 1].party != a.party) {
      table.rows.push_back({"", {Prose().quote(party_name(context.c, a.party))}, true});
    }
    table.rows.push_back(type_row(context, i));
  }
  return table;
}

std::optional<Section> section_types(const Context& context) {
  const SettleResult& r = context.result;
  if (r.by_type.empty()) return std::nullopt;
  Section section{"types", "If a party is not what it seems", {}};
  section.add(Paragraph{
      Prose("The chance that a deal exists if a party is of one type or another, against ")
          .figure(Format::percent, r.agreement.value, "/settle/agreement/value", "#figure-agreement")
          .say(" over all worlds:")});
  if (r.types_from_evidence) {
    section.add(Paragraph{Prose("Types are drawn from the beliefs after the evidence; see ")
                              .link("who we are dealing with", "#who")
                              .say("."),
                          Paragraph::Style::note});
  }
  section.add(types_table(context));
  return section;
}

}  // namespace offramp::briefing
