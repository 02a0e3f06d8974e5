// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/weigh/weigh_text_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "offramp/briefing/document/document.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/weigh_words.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

using Ink = TextPage::Ink;

void write_worth(TextPage& page, double value, const std::string& what) {
  page.row(pad_left("+" + hundredths(value), 7) + "  ", what);
}

// Those beyond chance, most valuable first.
std::vector<std::size_t> by_value(const std::vector<sensitivity::TriedValue>& list, std::size_t most) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].clear) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return list[a].gain.value > list[b].gain.value; });
  order.resize(std::min(order.size(), most));
  return order;
}

void write_watch(TextPage& page, const Case& c, const WeighResult& r) {
  if (r.watch.empty()) return;
  page.paragraph("What to watch, by value per cost:");
  std::size_t silent = 0;
  for (const WatchValue& w : r.watch) {
    if (!w.value.clear) {
      ++silent;
      continue;
    }
    write_worth(page, w.value.gain.value,
                fmt::format("{} ({} to {} as its likelihoods may be; {:.2f} per unit of cost; {} days)",
                            clean_text(c.watch[w.watch].what), hundredths(w.low), hundredths(w.high),
                            100.0 * w.per_cost(), number_text(w.lead_time)));
  }
  if (silent == r.watch.size()) {
    page.paragraph("No observation on the case's list would clearly change which settlement to back.", 2, 2);
  } else if (silent > 0) {
    page.paragraph(fmt::format("The other {} would not clearly change which settlement to back.", silent), 2,
                   2, Ink::soft);
  }
}

void write_box(TextPage& page, const Case& c, const WeighResult& r, const sensitivity::Scenarios& scenarios,
               const char* what) {
  if (!scenarios.available || scenarios.boxes.empty()) return;
  for (std::size_t k = 0; k < scenarios.boxes.size(); ++k) {
    const sensitivity::ScenarioBox& box = scenarios.boxes[k];
    page.paragraph(
        fmt::format("{}greement {} in {} of the worlds where {}. These worlds are {} of all and hold {} "
                    "of those where it {}.",
                    k == 0 ? "A" : "Elsewhere, a", what, percent_text(box.density), weigh_box_text(c, r, box),
                    percent_text(box.support), percent_text(box.coverage), what),
        2, 4);
  }
}

}  // namespace

void write_weigh_short_list(TextPage& page, const Case& c, const WeighResult& r) {
  page.heading("Robust choice: the short list over all worlds");
  page.paragraph(r.objective.party
                     ? fmt::format("Payoff: utility of {} where every veto player accepts, its no-deal value "
                                   "elsewhere, in points of 100.",
                                   party_name(c, *r.objective.party))
                     : "Payoff: the smallest gain over no deal of any veto player where all accept, nought "
                       "elsewhere, in points of 100.");
  page.line(page.ink("     all accept   expected     worst    regret   largest  ", Ink::soft));
  for (std::size_t s = 0; s < r.short_list.size(); ++s) {
    const sensitivity::ChoiceRecord& x = r.robust.choices[s];
    std::vector<std::string> roles;
    for (const std::string& role : r.short_list[s].roles) roles.push_back(clean_text(role));
    std::string notes = join_words(roles);
    if (s == r.robust.best_expected) notes += "; best on average";
    if (s == r.robust.minimax_regret) notes += "; least largest regret";
    if (x.dominated) notes += "; never better than another";
    const std::string figures = pad_left(fmt::format("{}", s + 1), 3) +
                                pad_left(percent_text(r.short_list[s].accepted_by_all.value), 12) +
                                pad_left(hundredths(x.expected), 11) + pad_left(hundredths(x.worst), 10) +
                                pad_left(hundredths(x.expected_regret), 10) +
                                pad_left(hundredths(x.max_regret), 10) + "  ";
    const auto lines = wrap(notes, page.columns() - display_width(figures));
    for (std::size_t l = 0; l < lines.size(); ++l)
      page.line((l == 0 ? figures : std::string(display_width(figures), ' ')) + lines[l]);
    if (s > 0) {
      page.paragraph(plain(differences(c, r.short_list[0].settlement, r.short_list[s].settlement)), 8, 10,
                     Ink::soft);
    }
  }
}

void write_weigh_information(TextPage& page, const Case& c, const WeighResult& r) {
  page.heading("What it would be worth to know");
  const sensitivity::InformationValue& x = r.information;
  page.paragraph(r.objective.party
                     ? fmt::format("In points of utility for {}, choosing from the short list; now {}.",
                                   party_name(c, *r.objective.party), hundredths(x.best_payoff))
                     : fmt::format("In percentage points of the chance that every veto player accepts the "
                                   "settlement backed, chosen from the short list; now {}.",
                                   hundredths(x.best_payoff)));
  page.paragraph(fmt::format("Knowing everything would add {}.", hundredths(x.perfect.value)));
  const std::vector<std::size_t> inputs = by_value(x.inputs_tried, 5);
  const std::vector<std::size_t> sources = by_value(x.groups_tried, 5);
  page.paragraph(
      "Each value below was learned in one half of the worlds and earned in the other; what chance could "
      "have "
      "earned is left out.",
      0, 0, Ink::soft);
  if (inputs.empty() && sources.empty())
    page.paragraph("No single input and no single source would clearly change the choice.");
  for (const std::size_t i : inputs)
    write_worth(page, x.inputs_tried[i].gain.value, weigh_input_name(c, r.inputs[i]));
  if (!sources.empty()) page.paragraph("Whom to ask next, if all that rests on a source could be settled:");
  for (const std::size_t g : sources) {
    const Source& source = c.sources[r.sources[g].index()];
    write_worth(page, x.groups_tried[g].gain.value,
                clean_text(source.title.empty() ? source.id : source.title));
  }
  write_watch(page, c, r);
}

void write_weigh_scenarios(TextPage& page, const Case& c, const WeighResult& r) {
  if (r.fails.boxes.empty() && r.holds.boxes.empty()) return;
  page.heading("When agreement fails, and when it holds");
  write_box(page, c, r, r.fails, "fails");
  write_box(page, c, r, r.holds, "holds");
}

}  // namespace offramp::briefing
