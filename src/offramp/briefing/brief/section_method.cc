// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "offramp/briefing/brief/sections.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {
namespace {

Row row(const char* id, const char* name, Prose value, Prose meaning) {
  return {id, {Cell(name), Cell(value.heavy()), Cell(meaning)}};
}

Prose share_text(const Share& share, const std::string& pointer) {
  return Prose()
      .figure(Format::percent, share.low, pointer + "/low")
      .say(" to ")
      .figure(Format::percent, share.high, pointer + "/high");
}

/// What is known of the settlements: all of them, or a short list found by search.
void add_counts(const SettleResult& r, Table& table) {
  const auto count = [](std::size_t value, const char* pointer) {
    return Prose().figure(Format::count, static_cast<double>(value), pointer);
  };
  if (!r.enumerated) {
    table.rows.push_back(row(
        "figure-feasible", "Short list", count(r.feasible, "/settle/short_list"),
        Prose("Settlements that the search found and tried in every world; the ranking, the fairness points "
              "and the off-ramps are the best among these.")));
    table.rows.push_back(
        row("figure-undecided", "Undecided worlds", count(r.undecided_worlds, "/settle/undecided_worlds"),
            Prose("Worlds in which the search proved neither that a settlement exists nor that none does; "
                  "counted as without agreement.")));
    return;
  }
  table.rows.push_back(row("figure-feasible", "Feasible", count(r.feasible, "/settle/feasible"),
                           Prose("Settlements that obey the case's own logic; only these are considered.")));
  table.rows.push_back(row(
      "figure-zone", "Zone of agreement", Prose().figure(Format::average, r.zone.mean, "/settle/zone/mean"),
      Prose("Settlements that every veto player accepts, on average over worlds; the middle world has ")
          .figure(Format::count, r.zone.p50, "/settle/zone/p50")
          .say(", one world in twenty has ")
          .figure(Format::count, r.zone.p95, "/settle/zone/p95")
          .say(" or more.")));
  table.rows.push_back(
      row("figure-pareto", "Efficient settlements", count(r.pareto_count, "/settle/pareto_count"),
          Prose("Feasible settlements that cannot be made better for one veto player on average without "
                "making them worse for another.")));
}

Table key_figures(const Context& context) {
  const SettleResult& r = context.result;
  Table table;
  table.id = "key-figures";
  table.caption =
      Prose("All figures follow from the numbers under ").link("assumptions", "#assumptions").say(".");
  table.columns = {{"Figure", Align::left, 26}, {"Value", Align::right, 16}, {"What it is", Align::left, 58}};
  const auto count = [](double value, const char* pointer) {
    return Prose().figure(Format::count, value, pointer);
  };
  table.rows = {
      row("figure-agreement", "Chance that a deal exists",
          Prose().figure(Format::percent, r.agreement.value, "/settle/agreement/value"),
          Prose("Share of worlds in which the zone of agreement holds at least one settlement; Monte-Carlo "
                "interval ")
              .add(share_text(r.agreement, "/settle/agreement"))
              .say(", standard error ")
              .figure(Format::error, r.agreement.standard_error, "/settle/agreement/standard_error")
              .say(" points.")),
      row("figure-worlds", "Worlds", count(static_cast<double>(r.worlds), "/settle/worlds"),
          Prose("Ways the conflict might be, each fixing every uncertain number, type and red line of the "
                "case. ")
              .add(agreement_in_worlds(context).text)),
      row("figure-seed", "Seed", Prose().quote(std::to_string(r.seed)),
          Prose("The same case, seed and number of worlds give the same answer on every machine.")),
      row("figure-space", "Settlements", count(r.space_size, "/settle/space_size"),
          Prose("All combinations of one option for each issue.")),
  };
  if (r.outside) {
    table.rows.push_back(
        row("figure-outside", "Outside line",
            Prose().figure(Format::percent, r.outside->share, "/settle/outside/share"),
            Prose("Of ")
                .figure(Format::count, static_cast<double>(r.outside->cases), "/settle/outside/cases")
                .say(" ")
                .quote(r.outside->of)
                .say(", ended ")
                .quote(r.outside->ended)
                .say(": ")
                .quote(r.outside->source)
                .say(". Which line stands here follows from the sort of crisis that the ")
                .link("case", "#assumptions")
                .say(" says it is.")));
  }
  add_counts(r, table);
  table.rows.push_back({"figure-acceptance-rule",
                        {Cell("How settlements are judged"), Cell("–"),
                         Prose("In a world a party accepts a settlement that crosses none of its ")
                             .link("red lines", "#red-lines")
                             .say(" there and is worth at least as much to it as no deal. Shares are shares "
                                  "of worlds; gains and "
                                  "worths are averages over worlds. Both follow from the ")
                             .link("weights, values and worths of no deal", "#assumptions")
                             .say(" that went in.")}});
  if (const std::size_t clashes = r.certificate.clashes.size(); clashes > 0) {
    table.rows.push_back(row("figure-clashes", "Clashes",
                             count(static_cast<double>(clashes), "/settle/certificate/clash_count"),
                             Prose("Smallest sets of demands that no settlement meets together, in the ")
                                 .link("central situation", "#central")
                                 .say("; the JSON form lists all.")));
  }
  return table;
}

Bullets limits(const Context& context) {
  const auto& issues = context.c.issues;
  Bullets bullets;
  bullets.items.push_back(Prose()
                              .strong("Sampling. ")
                              .say("A share of worlds carries Monte-Carlo error. Intervals are Wilson's for "
                                   "independent draws; the worlds come from a scrambled "
                                   "Sobol sequence, whose error is as a rule smaller. The error speaks of "
                                   "sampling only, not of wrong inputs."));
  bullets.items.push_back(
      context.result.enumerated
          ? Prose().strong("Exact. ").say(
                "Within each world nothing is approximated: every feasible settlement is tried against every "
                "veto player's red lines and value of no deal.")
          : Prose()
                .strong("Exact and not. ")
                .say("Whether a world has agreement is proven by search in each world, save those counted as "
                     "undecided. Which settlement is accepted most often is a search without that proof, "
                     "unless "
                     "the table of the best settlement under uncertainty says proven."));
  if (std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.numeric(); })) {
    bullets.items.push_back(
        Prose().strong("Grid. ").say("Issues that are ranges are tried only at the grid values that the case "
                                     "lists; a settlement between two of them is not seen."));
  }
  bullets.items.push_back(Prose()
                              .strong("On averages. ")
                              .say("Fairness points, the efficient set and the map use utilities averaged "
                                   "over worlds and types. A party of one type may see a "
                                   "settlement differently from its average."));
  bullets.items.push_back(Prose()
                              .strong("Interests. ")
                              .say("Utilities add up over issues, plus the stated bonuses; links between "
                                   "issues that the case does not state are not seen."));
  bullets.items.push_back(Prose()
                              .strong("Heuristic. ")
                              .say("Which off-ramps are listed, so that they differ from one another, and "
                                   "what a party could say where the case gives no words, "
                                   "follow simple rules and are suggestions."));
  bullets.items.push_back(
      Prose()
          .strong("Not covered. ")
          .say("Whether a settlement would hold once signed, and how to get to it, are other questions."));
  return bullets;
}

}  // namespace

Section section_method(const Context& context) {
  Section section{"method", "Method and limits", {}};
  if (!context.result.method.empty())
    section.add(Paragraph{Prose("How it was computed: ").quote(context.result.method).say(".")});
  section.add(key_figures(context));
  section.add(Heading{"limits", Prose("What to keep in mind")});
  section.add(limits(context));
  section.add(Paragraph{
      Prose("Likelihood words follow Intelligence Community Directive ")
          .quote("203 (2015), section 6.e.(2)(a)")
          .say(". Likelihood and confidence are kept in separate sentences, as the directive asks."),
      Paragraph::Style::note});
  return section;
}

}  // namespace offramp::briefing
