// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/briefing/phrases.h"
#include "offramp/briefing/sections.h"
#include "offramp/briefing/text.h"
#include "offramp/briefing/words.h"

namespace offramp::briefing {

std::optional<Section> section_types(const Context& context) {
  const SettleResult& r = context.result;
  if (r.by_type.empty()) return std::nullopt;
  Section section{"types", "If a party is not what it seems", {}};
  section.add(Paragraph{
      Prose("The chance of agreement if a party is of one type or another, against ")
          .figure(Format::percent, r.agreement.value, "/settle/agreement/value", "#figure-agreement")
          .say(" over all worlds:")});
  if (r.types_from_evidence) {
    section.add(Paragraph{Prose("Types are drawn from the beliefs after the evidence; see ")
                              .link("who we are dealing with", "#who")
                              .say("."),
                          Paragraph::Style::note});
  }
  Table table;
  table.id = "types-table";
  table.caption = Prose(
      "The bar runs from the chance over all worlds (tick) to the chance if the party is of this type "
      "(dot).");
  table.columns = {{"Type", Align::left, r.types_from_evidence ? 36.0 : 46.0}};
  if (r.types_from_evidence) table.columns.push_back({"Before the evidence", Align::right, 14});
  table.columns.push_back({"Share of worlds", Align::right, r.types_from_evidence ? 14.0 : 17.0});
  table.columns.push_back({"Chance of agreement", Align::right, r.types_from_evidence ? 16.0 : 17.0});
  table.columns.push_back({"", Align::left, 20});
  for (std::size_t i = 0; i < r.by_type.size(); ++i) {
    const AcceptanceByType& a = r.by_type[i];
    if (i == 0 || r.by_type[i - 1].party != a.party) {
      table.rows.push_back({"", {Prose().quote(party_name(context.c, a.party))}, true});
    }
    const std::string pointer = fmt::format("/settle/by_type/{}/", i);
    const std::string& id = context.c.types[a.party.index()][a.type.index()].id;
    Cell bar;
    const bool any = a.worlds.value > 0;
    if (any) bar.spark = Spark{r.agreement.value, a.agreement.value, a.agreement.low, a.agreement.high};
    Row row{fmt::format("{}-{}", party_anchor(context.c, a.party, "type"), anchor_part(id)), {}};
    row.cells.push_back(
        Prose().link(type_name(context.c, a.party, a.type),
                     link_to(input_anchor(context.c.types[a.party.index()][a.type.index()].prior))));
    if (r.types_from_evidence)
      row.cells.push_back(Prose().figure(Format::percent, a.prior, pointer + "prior"));
    for (const Cell& cell : std::vector<Cell>{
             Prose().figure(Format::percent, a.worlds.value, pointer + "worlds/value"),
             any ? Prose().figure(Format::percent, a.agreement.value, pointer + "agreement/value")
                 : Prose("–"),
             bar}) {
      row.cells.push_back(cell);
    }
    table.rows.push_back(row);
  }
  section.add(table);
  return section;
}

}  // namespace offramp::briefing
