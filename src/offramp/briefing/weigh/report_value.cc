// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/weigh_words.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/weigh/report_parts.h"

namespace offramp::briefing {
namespace {

Prose points(double value, const std::string& pointer) {
  return Prose().figure(Format::fine_points, value, pointer);
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

// The JSON lists only inputs that gained something.
std::size_t row_in_json(const std::vector<sensitivity::TriedValue>& list, std::size_t input) {
  return static_cast<std::size_t>(
      std::count_if(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(input),
                    [](const sensitivity::TriedValue& v) { return v.gain.value > 0.0; }));
}

void add_watch(const Case& c, const WeighResult& r, Section& section) {
  if (r.watch.empty()) return;
  Table table;
  table.columns = {{"Worth", Align::right}, {"Per cost", Align::right}, {"What to watch"}};
  for (std::size_t w = 0; w < r.watch.size(); ++w) {
    const WatchValue& own = r.watch[w];
    if (!own.value.clear) continue;
    const std::string pointer = fmt::format("/weigh/information/watch/{}/", w);
    table.rows.push_back(
        {"",
         {points(own.value.gain.value, pointer + "value/value"), points(own.per_cost(), pointer + "per_cost"),
          Prose()
              .quote(c.watch[own.watch].what)
              .say(" (")
              .add(points(own.low, pointer + "low"))
              .say(" to ")
              .add(points(own.high, pointer + "high"))
              .say(" as its likelihoods may be; ")
              .figure(Format::count, own.lead_time, pointer + "lead_time_days")
              .say(" days)")}});
  }
  const std::size_t silent = r.watch.size() - table.rows.size();
  if (silent == r.watch.size()) {
    section.add(
        Paragraph{Prose("No observation on the case's list would clearly change which settlement to back.")});
    return;
  }
  section.add(Paragraph{Prose("What to watch, by value per cost:")});
  section.add(std::move(table));
  if (silent > 0) {
    section.add(Paragraph{Prose("The other ")
                              .quote(std::to_string(silent))
                              .say(" would not clearly change which settlement to back."),
                          Paragraph::Style::note});
  }
}

void add_boxes(const Case& c, const WeighResult& r, const sensitivity::Scenarios& scenarios, const char* list,
               Bullets& bullets) {
  if (!scenarios.available) return;
  for (std::size_t k = 0; k < scenarios.boxes.size(); ++k) {
    const sensitivity::ScenarioBox& box = scenarios.boxes[k];
    const std::string pointer = fmt::format("/weigh/{}/boxes/{}/", list, k);
    bullets.items.push_back(Prose(k == 0 ? "Agreement " : "Elsewhere, agreement ")
                                .strong(list)
                                .say(" in ")
                                .figure(Format::percent, box.density, pointer + "density")
                                .say(" of the worlds where ")
                                .quote(weigh_box_text(c, r, box))
                                .say(". These worlds are ")
                                .figure(Format::percent, box.support, pointer + "support")
                                .say(" of all and hold ")
                                .figure(Format::percent, box.coverage, pointer + "coverage")
                                .say(" of those where it ")
                                .say(list)
                                .say("."));
  }
}

Paragraph information_now(const Case& c, const WeighResult& r) {
  const sensitivity::InformationValue& x = r.information.value;
  Prose prose;
  if (r.objective.party) {
    prose.say("In points of utility for ").quote(party_in_prose(c, *r.objective.party));
  } else {
    prose.say("In percentage points of the chance that every veto player signs the text that is backed");
  }
  prose.say(", which may be any of ")
      .figure(Format::count, static_cast<double>(r.information.choices.size()), "/weigh/information/choices")
      .say(" settlements that cover the worlds; now ")
      .add(points(x.best_payoff, "/weigh/information/best_payoff"))
      .say(". Knowing everything would add ")
      .add(points(x.perfect.value, "/weigh/information/perfect/value"));
  const bool types = !r.information.sets.empty() && r.information.sets.front().size() > 1 &&
                     std::all_of(r.information.sets.front().begin(), r.information.sets.front().end(),
                                 [&](std::size_t i) { return r.inputs[i].kind == WeighInput::Kind::type; });
  if (types && x.sets_tried.front().gain.value > 0.0) {
    prose.say(", knowing every type ")
        .add(points(x.sets_tried.front().gain.value, "/weigh/information/together/0/value/value"));
  }
  return Paragraph{prose.say(".")};
}

// Pairs that are beyond chance and worth more than either alone.
std::vector<std::size_t> telling_pairs(const WeighResult& r) {
  const sensitivity::InformationValue& x = r.information.value;
  std::vector<std::size_t> order = by_value(x.sets_tried, x.sets_tried.size());
  std::erase_if(order, [&](std::size_t k) {
    const std::vector<std::size_t>& set = r.information.sets[k];
    return set.size() != 2 || std::any_of(set.begin(), set.end(), [&](std::size_t i) {
             return x.inputs_tried[i].gain.value >= x.sets_tried[k].gain.value;
           });
  });
  order.resize(std::min<std::size_t>(order.size(), 5));
  return order;
}

}  // namespace

Section weigh_short_list_section(const Case& c, const WeighResult& r) {
  Section section{"short-list", "Robust choice: the short list over all worlds", {}};
  Prose payoff;
  if (r.objective.party) {
    payoff.say("Payoff: utility of ")
        .quote(party_in_prose(c, *r.objective.party))
        .say(" where every veto player accepts, its no-deal value elsewhere, in points of a hundred.");
  } else {
    payoff.say(
        "Payoff: the smallest gain over no deal of any veto player where all accept, nought elsewhere, "
        "in points of a hundred.");
  }
  section.add(Paragraph{payoff});
  Table table;
  table.columns = {{"", Align::right},
                   {"All accept", Align::right},
                   {"Expected", Align::right},
                   {"Worst", Align::right},
                   {"Regret", Align::right},
                   {"Largest regret", Align::right},
                   {"Why it is listed, and what differs from the first"}};
  for (std::size_t s = 0; s < r.short_list.size(); ++s) {
    const sensitivity::ChoiceRecord& x = r.robust.choices[s];
    const std::string at = fmt::format("/weigh/robust/choices/{}/", s);
    std::vector<std::string> roles;
    for (const std::string& role : r.short_list[s].roles) roles.push_back(clean_text(role));
    Prose notes;
    notes.quote(join_words(roles));
    if (s == r.robust.best_expected) notes.say("; best on average");
    if (s == r.robust.minimax_regret) notes.say("; least largest regret");
    if (x.dominated) notes.say("; never better than another");
    if (s > 0) {
      notes.say(". ").add(differences(c, r.short_list[0].settlement, r.short_list[s].settlement));
    }
    table.rows.push_back({"",
                          {Prose().quote(std::to_string(s + 1)),
                           Prose().figure(Format::percent, r.short_list[s].accepted_by_all.value,
                                          fmt::format("/weigh/short_list/{}/accepted_by_all/value", s)),
                           points(x.expected, at + "expected"), points(x.worst, at + "worst"),
                           points(x.expected_regret, at + "expected_regret"),
                           points(x.max_regret, at + "max_regret"), notes}});
  }
  section.add(std::move(table));
  return section;
}

Section weigh_information_section(const Case& c, const WeighResult& r) {
  const sensitivity::InformationValue& x = r.information.value;
  Section section{"information", "What it would be worth to know", {}};
  section.add(information_now(c, r));
  section.add(
      Paragraph{Prose("Each value below was learned in one half of the worlds and earned in the other; "
                      "what chance could have earned is left out."),
                Paragraph::Style::note});
  const auto add_table = [&](const char* head, const std::vector<std::size_t>& order, const auto& name,
                             const auto& pointer, const std::vector<sensitivity::TriedValue>& tried) {
    if (order.empty()) return;
    Table table;
    table.columns = {{"Worth", Align::right}, {head}};
    for (const std::size_t i : order)
      table.rows.push_back({"", {points(tried[i].gain.value, pointer(i)), Prose().quote(name(i))}});
    section.add(std::move(table));
  };
  const std::vector<std::size_t> inputs = by_value(x.inputs_tried, 5), pairs = telling_pairs(r);
  if (inputs.empty() && pairs.empty())
    section.add(Paragraph{Prose("Nothing single and no pair would clearly change the choice.")});
  add_table(
      "What to know", inputs, [&](std::size_t i) { return weigh_input_title(c, r.inputs[i]); },
      [&](std::size_t i) {
        return fmt::format("/weigh/information/inputs/{}/value/value", row_in_json(x.inputs_tried, i));
      },
      x.inputs_tried);
  add_table(
      "What to know together", pairs,
      [&](std::size_t k) {
        const std::vector<std::size_t>& set = r.information.sets[k];
        return fmt::format("{}; {}", weigh_input_title(c, r.inputs[set[0]]),
                           weigh_input_title(c, r.inputs[set[1]]));
      },
      [&](std::size_t k) {
        return fmt::format("/weigh/information/together/{}/value/value", row_in_json(x.sets_tried, k));
      },
      x.sets_tried);
  const std::vector<std::size_t> contacts = by_value(x.groups_tried, 5);
  if (!contacts.empty()) {
    section.add(
        Paragraph{Prose("Of those who can still be asked, with what it would be worth to know "
                        "everything about the parties that they know: nobody knows so much.")});
  } else if (c.contacts.empty()) {
    section.add(
        Paragraph{Prose("The case names nobody who can still be asked (contacts)."), Paragraph::Style::note});
  }
  add_table(
      "Whom to ask", contacts, [&](std::size_t g) { return c.contacts[r.information.contacts[g]].who; },
      [](std::size_t g) { return fmt::format("/weigh/information/contacts/{}/value/value", g); },
      x.groups_tried);
  add_watch(c, r, section);
  return section;
}

std::optional<Section> weigh_scenarios_section(const Case& c, const WeighResult& r) {
  Bullets bullets;
  add_boxes(c, r, r.fails, "fails", bullets);
  add_boxes(c, r, r.holds, "holds", bullets);
  if (bullets.items.empty()) return std::nullopt;
  Section section{"scenarios", "When agreement fails, and when it holds", {}};
  section.add(std::move(bullets));
  return section;
}

}  // namespace offramp::briefing
