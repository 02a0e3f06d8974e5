// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/read/facts_table.h"

#include <fmt/format.h>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {

std::optional<Table> facts_table(const Case& c, const BeliefResult& result) {
  if (result.facts.empty()) return std::nullopt;
  Table table;
  table.id = "facts-table";
  table.caption =
      Prose("The chance that each is so, before the evidence and with it. Of a red line: that it holds.");
  table.columns = {{"What may be so", Align::left, 56},
                   {"Before", Align::right, 12},
                   {"Now", Align::right, 12},
                   {"90 % of worlds", Align::right, 20}};
  for (std::size_t i = 0; i < result.facts.size(); ++i) {
    const YesNoBelief& fact = result.facts[i];
    const std::string at = fmt::format("/read/facts/{}/", i);
    const std::string target =
        input_group_link(c, fact.about.kind == Hidden::Kind::circumstance ? "circumstances" : "red_lines");
    table.rows.push_back(
        {"",
         {Prose().quote(hidden_name(c, fact.about)),
          Prose().figure(Format::percent, fact.prior.mean, at + "prior/mean", target),
          Prose().figure(Format::percent, fact.posterior.mean, at + "posterior/mean", target),
          Prose()
              .figure(Format::percent, fact.posterior.p5, at + "posterior/p5", target)
              .say(" to ")
              .figure(Format::percent, fact.posterior.p95, at + "posterior/p95", target)}});
  }
  return table;
}

}  // namespace offramp::briefing
