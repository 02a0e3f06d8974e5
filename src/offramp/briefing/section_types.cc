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
      Prose("What a party truly wants, and how resolved it is, is hidden. The chance of agreement within the "
            "worlds of each type, "
            "against ")
          .figure(Format::percent, r.agreement.value, "/settle/agreement/value", "#figure-agreement")
          .say(" over all worlds:")});
  Table table;
  table.id = "types-table";
  table.caption = Prose(
      "The bar runs from the chance over all worlds (tick) to the chance if the party is of this type "
      "(dot).");
  table.columns = {{"Type", Align::left, 46},
                   {"Share of worlds", Align::right, 17},
                   {"Chance of agreement", Align::right, 17},
                   {"", Align::left, 20}};
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
    table.rows.push_back(
        {fmt::format("{}-{}", party_anchor(context.c, a.party, "type"), anchor_part(id)),
         {Prose().quote(type_name(context.c, a.party, a.type)),
          Prose().figure(Format::percent, a.worlds.value, pointer + "worlds/value"),
          any ? Prose().figure(Format::percent, a.agreement.value, pointer + "agreement/value") : Prose("–"),
          bar}});
  }
  section.add(table);
  return section;
}

}  // namespace offramp::briefing
