// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/weigh_text_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "offramp/briefing/document.h"
#include "offramp/briefing/phrases.h"
#include "offramp/briefing/text.h"
#include "offramp/briefing/weigh_words.h"
#include "offramp/briefing/words.h"

namespace offramp::briefing {
namespace {

using Ink = TextPage::Ink;

// Payoffs of the mediator are probabilities, of a party utilities: both are shown in hundredths.
std::string hundredths(double value) {
  const double points = 100.0 * value;
  return fmt::format("{:.1f}", std::fabs(points) < 0.05 ? 0.0 : points);
}

void write_worth(TextPage& page, double value, const std::string& what) {
  const auto lines = wrap(what, page.columns() - 9);
  for (std::size_t l = 0; l < lines.size(); ++l)
    page.line(pad_left(l == 0 ? "+" + hundredths(value) : "", 7) + "  " + lines[l]);
}

std::vector<std::size_t> by_value(const std::vector<sensitivity::Estimate>& list, std::size_t most) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].value > 0.0005) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return list[a].value > list[b].value; });
  order.resize(std::min(order.size(), most));
  return order;
}

void write_box(TextPage& page, const Case& c, const WeighResult& r, const sensitivity::Scenarios& scenarios,
               const char* what) {
  if (!scenarios.available || scenarios.boxes.empty()) return;
  for (const sensitivity::ScenarioBox& box : scenarios.boxes) {
    page.paragraph(
        fmt::format("Agreement {} in {} of the worlds where {}. These worlds are {} of all and hold {} "
                    "of the cases.",
                    what, percent_text(box.density), weigh_box_text(c, r, box), percent_text(box.support),
                    percent_text(box.coverage)),
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
  const std::vector<std::size_t> inputs = by_value(x.inputs, 5);
  const std::vector<std::size_t> sources = by_value(x.groups, 5);
  if (inputs.empty() && sources.empty())
    page.paragraph("No single input and no single source would change the choice.");
  for (const std::size_t i : inputs) {
    write_worth(page, x.inputs[i].value, weigh_input_name(c, r.inputs[i]));
  }
  if (!sources.empty()) page.paragraph("Whom to ask next, if all that rests on a source could be settled:");
  for (const std::size_t g : sources) {
    const Source& source = c.sources[r.sources[g].index()];
    write_worth(page, x.groups[g].value, clean_text(source.title.empty() ? source.id : source.title));
  }
  std::vector<std::size_t> watch;
  for (std::size_t k = 0; k < r.watch.size(); ++k) {
    if (r.watch[k].relevant && r.watch[k].value.value > 0.0005) watch.push_back(k);
  }
  std::stable_sort(watch.begin(), watch.end(), [&](std::size_t a, std::size_t b) {
    return r.watch[a].value.value > r.watch[b].value.value;
  });
  if (!watch.empty()) page.paragraph("What to watch:");
  for (const std::size_t k : watch) {
    write_worth(page, r.watch[k].value.value, clean_text(c.watch[r.watch[k].watch].what));
  }
}

void write_weigh_scenarios(TextPage& page, const Case& c, const WeighResult& r) {
  if (r.fails.boxes.empty() && r.holds.boxes.empty()) return;
  page.heading("When agreement fails, and when it holds");
  write_box(page, c, r, r.fails, "fails");
  write_box(page, c, r, r.holds, "is there");
}

}  // namespace offramp::briefing
