// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/sections/sections.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {
namespace {

Row price_row(const Context& context, std::size_t i) {
  const SettleResult& r = context.result;
  const RedLinePrice& price = r.red_lines[i];
  const std::string pointer = fmt::format("/settle/red_lines/{}/", i);
  Row row{"price-" + red_line_anchor(context.c, price.red_line), {}};
  row.cells.push_back(red_line_phrase(context.c, price.red_line));
  row.cells.push_back(Prose().figure(Format::percent, price.binds.value, pointer + "binds/value"));
  row.cells.push_back(
      Prose().figure(Format::percent, price.agreement_without.value, pointer + "agreement_without/value"));
  row.cells.push_back(Prose().figure(Format::change, price.change, pointer + "change").heavy());
  Cell bar;
  if (price.change > 0)
    bar.spark = Spark{r.agreement.value, price.agreement_without.value, price.agreement_without.low,
                      price.agreement_without.high};
  row.cells.push_back(bar);
  return row;
}

}  // namespace

Table prices_table(const Context& context) {
  const SettleResult& r = context.result;
  std::vector<std::size_t> order(r.red_lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return r.red_lines[a].change > r.red_lines[b].change;
  });
  Table table;
  table.id = "prices-table";
  table.caption = Prose(
      "The bar runs from the chance as it is (tick) to the chance without the line (dot), on a scale from "
      "none to "
      "certainty; the thin bar is the Monte-Carlo interval. Change is in percentage points.");
  table.columns = {{"Red line", Align::left, 44},
                   {"Holds in", Align::right, 11},
                   {"Without it", Align::right, 12},
                   {"Change", Align::right, 13},
                   {"", Align::left, 20}};
  bool nought = false;
  for (const std::size_t i : order) {
    if (!nought && r.red_lines[i].change == 0 && r.red_lines[order.back()].change == 0) {
      nought = true;
      table.rows.push_back({"", {Prose("No change alone")}, true});
    }
    table.rows.push_back(price_row(context, i));
  }
  return table;
}

std::optional<Section> section_prices(const Context& context) {
  const SettleResult& r = context.result;
  if (r.red_lines.empty()) return std::nullopt;
  Section section{"prices", "The price of each red line", {}};
  section.add(Paragraph{
      Prose("How the chance that a deal exists, now ")
          .figure(Format::percent, r.agreement.value, "/settle/agreement/value", "#figure-agreement")
          .say(", would change if one red line alone were dropped and all others stayed. A line that changes "
               "nothing alone may still matter together with another. Lines of parties without a veto do not "
               "count here. A price is no advice to drop anything: some lines stand for good reason.")});
  if (!r.enumerated) {
    section.add(Paragraph{
        Prose(
            "There being too many settlements to list, each price took a search and is taken over the first "
            "worlds only (see the method); the changes compare with one another, while the chances without a "
            "line may differ a little from what all worlds would give."),
        Paragraph::Style::note});
  }
  section.add(prices_table(context));
  return section;
}

std::optional<Section> section_closing(const Context& context) {
  const SettleResult& r = context.result;
  if (r.closing_sets.empty()) return std::nullopt;
  Section section{"closing", "What closes the zone", {}};
  const bool alone =
      std::any_of(r.closing_sets.begin(), r.closing_sets.end(), [](const auto& set) { return set.empty(); });
  if (alone) {
    section.add(
        Paragraph{Prose("No agreement is found in any world, and red lines are not needed to explain it: in "
                        "every world the values of no deal "
                        "alone leave no settlement that all veto players prefer.")});
    return section;
  }
  section.add(
      Paragraph{Prose("No agreement is found in any world. Each of these smallest sets of red lines is "
                      "enough, together with the values of no "
                      "deal, to close the zone of agreement; as long as one whole set stands, giving up "
                      "other lines changes nothing.")});
  Bullets bullets;
  bullets.numbered = true;
  for (const std::vector<RedLineId>& set : r.closing_sets) {
    Prose prose;
    for (std::size_t i = 0; i < set.size(); ++i) {
      if (i > 0) prose.say(i + 1 == set.size() ? "; and " : "; ");
      prose.add(red_line_phrase(context.c, set[i]));
    }
    bullets.items.push_back(prose);
  }
  section.add(bullets);
  return section;
}

}  // namespace offramp::briefing
