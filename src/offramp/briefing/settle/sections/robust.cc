// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/sections/sections.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {
namespace {

constexpr double kProven = 1e-9;

bool is_share(const RobustChoice& choice) {
  return choice.name == "largest share";
}

/// The engine's "tail" in plain words.
std::string plain_name(const RobustChoice& choice) {
  return choice.name == "tail" ? "worst tenth" : choice.name;
}

Format format_of(const RobustChoice& choice) {
  return is_share(choice) ? Format::percent : Format::gain;
}

/// "proven", or how much better another settlement could be.
Prose proof_words(const RobustChoice& choice, const std::string& pointer) {
  const Format format = format_of(choice);
  if (choice.bound - choice.value <= kProven) return Prose("proven best");
  if (format_figure(format, choice.bound) == format_figure(format, choice.value)) {
    return Prose("best to within rounding");
  }
  return Prose("not proven: another could reach ").figure(format, choice.bound, pointer + "bound");
}

Row robust_row(const Context& context, std::size_t i) {
  const SettleResult& r = context.result;
  const RobustChoice& choice = r.robust[i];
  const std::string pointer = fmt::format("/settle/robust/{}/", i);
  Row row{fmt::format("robust-{}", i + 1), {}};
  row.cells.push_back(Prose().quote(plain_name(choice), true));
  Prose value;
  value.figure(format_of(choice), choice.value, pointer + "value").say(is_share(choice) ? "" : " points");
  row.cells.push_back(value);
  row.cells.push_back(proof_words(choice, pointer));
  row.cells.push_back(Prose().figure(Format::percent, choice.report.accepted_by_all.value,
                                     pointer + "report/accepted_by_all/value"));
  row.cells.push_back(r.ranked.empty()
                          ? Cell("")
                          : Cell(differences(context.c, r.ranked[0].settlement, choice.report.settlement)));
  return row;
}

Bullets definitions(const SettleResult& r) {
  Bullets bullets;
  bullets.small = true;
  for (std::size_t i = 0; i < r.robust.size(); ++i) {
    const RobustChoice& choice = r.robust[i];
    Prose prose;
    prose.quote(plain_name(choice), true).say(": ").quote(choice.definition).say("; taken over ");
    if (choice.worlds < r.worlds) prose.say("the first ");
    prose
        .figure(Format::count, static_cast<double>(choice.worlds), fmt::format("/settle/robust/{}/worlds", i),
                "#figure-worlds")
        .say(" worlds.");
    bullets.items.push_back(prose);
  }
  return bullets;
}

}  // namespace

Table robust_table(const Context& context) {
  const SettleResult& r = context.result;
  Table table;
  table.id = "robust-table";
  table.caption = Prose(
                      "Value: the share of worlds, or the least gain over no deal. Contents: what differs "
                      "from the leading "
                      "settlement. ")
                      .aside("How settlements are judged", kAcceptance);
  table.columns = {{"Idea", Align::left, 15},
                   {"Value", Align::right, 14},
                   {"Proof", Align::left, 18},
                   {"All accept", Align::right, 11},
                   {"Contents"}};
  for (std::size_t i = 0; i < r.robust.size(); ++i) table.rows.push_back(robust_row(context, i));
  return table;
}

Section section_robust(const Context& context) {
  const SettleResult& r = context.result;
  Section section{"robust", "The best settlement under uncertainty", {}};
  if (r.robust.empty()) {
    section.add(
        Paragraph{Prose("No settlement was found that is best over the worlds by any of the ideas tried.")});
    return section;
  }
  section.add(Paragraph{Prose(
      "A settlement has to be chosen before it is known which world is the true one. There are three ideas "
      "of a good choice: the settlement accepted in most worlds; the one that leaves the worst-off veto "
      "player best off in the worst world; and the same on average over the worst tenth of worlds. A gain "
      "below nought means that some veto player would do better with no deal there.")});
  section.add(robust_table(context));
  section.add(definitions(r));
  if (std::all_of(r.robust.begin(), r.robust.end(), is_share)) {
    section.add(Paragraph{
        Prose("For the two cautious ideas no settlement was found inside all the red lines that bind in most "
              "worlds, so they name none."),
        Paragraph::Style::note});
  }
  return section;
}

}  // namespace offramp::briefing
