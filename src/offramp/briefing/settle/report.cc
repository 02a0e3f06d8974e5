// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/settle/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "offramp/briefing/document/document_walk.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/report_parts.h"
#include "offramp/briefing/settle/sections/sections.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {
namespace {

Section opening(const Context& context) {
  Section section{"answer", "", {}, true};
  section.add(agreement_lead(context));
  if (auto band = band_paragraph(context)) section.add(*std::move(band));
  if (auto leaders = leaders_paragraph(context)) section.add(*std::move(leaders));
  if (auto outside = outside_paragraph(context)) section.add(*std::move(outside));
  section.add(zone_paragraph(context));
  return section;
}

Section ladder(const Context& context) {
  Section section{"ladder", "How far agreement gets", {}};
  Table table = figure_ladder(context).data;
  table.caption = {};
  section.add(std::move(table));
  if (auto others = without_veto_text(context)) section.add(Paragraph{*std::move(others)});
  return section;
}

Section ranking(const Context& context) {
  const SettleResult& r = context.result;
  Section section{"ranked", "The leading settlement", {}};
  section.add(contents_table(context.c, r.ranked.front().settlement));
  section.add(tabled_paragraph(context));
  if (!r.no_deal_checks.empty()) section.add(no_deal_checks(context));
  section.add(Heading{"", Prose(r.ranked.size() == 1 ? "How often it is accepted"
                                                     : "How often it and other deals are accepted")});
  Prose crux = crux_prose(context);
  if (r.enumerated) {
    crux.say(
        " “Efficient” in the list: on average no text is better for one party and worse for none. A deal not "
        "marked so has no such text within the error.");
  }
  section.add(Paragraph{std::move(crux)});
  Table table = ranked_table(context);
  table.caption = {};
  table.columns.back().head = "Differs from the first by";
  section.add(std::move(table));
  return section;
}

std::optional<Section> stands(const Context& context) {
  auto section = section_stands(context);
  if (section) std::get<Table>(section->blocks.front()).caption = {};
  return section;
}

Section choices(const Context& context) {
  Section section{"band", "Under other choices of modelling", {}};
  Table table = band_table(context);
  table.caption = {};
  section.add(std::move(table));
  return section;
}

Section types(const Context& context) {
  Section section{"types", "If a party is of one type or another", {}};
  Table table = types_table(context);
  table.caption = {};
  section.add(std::move(table));
  return section;
}

Section prices(const Context& context) {
  const SettleResult& r = context.result;
  Section section{"prices", "The chance that a deal exists without one red line", {}};
  Table table = prices_table(context);
  table.caption = {};
  table.columns.pop_back();  // the drawing
  // Lines that change nothing stand last, under a heading of their own.
  const auto idle = static_cast<std::size_t>(std::count_if(
      r.red_lines.begin(), r.red_lines.end(), [](const RedLinePrice& p) { return p.change <= 0; }));
  const auto heading =
      std::find_if(table.rows.begin(), table.rows.end(), [](const Row& row) { return row.group; });
  table.rows.erase(heading, table.rows.end());
  if (!table.rows.empty()) section.add(std::move(table));
  if (idle > 0) {
    section.add(Paragraph{
        Prose()
            .quote(fmt::format("{} of {}", idle, r.red_lines.size()))
            .say(idle == 1 ? (r.red_lines.size() == 1 ? " red line changes nothing when dropped alone."
                                                      : " red lines changes nothing when dropped alone.")
                           : " red lines change nothing when dropped alone."),
        Paragraph::Style::note});
  }
  return section;
}

Section fairness(const Context& context) {
  const SettleResult& r = context.result;
  Section section{"fairness", "Fairness points", {}};
  if (r.points.empty()) {
    section.add(Paragraph{Prose("None: ").quote(r.no_points_because).say(".")});
    return section;
  }
  Table table = points_table(context);
  table.caption = Prose(
      "Of settlements that keep to the red lines that hold in most worlds. One that crosses such a line may "
      "still gain everybody more on average.");
  table.columns.back().head = "Differs from the leading settlement by";
  section.add(std::move(table));
  if (std::all_of(r.disagreements.begin(), r.disagreements.end(),
                  [](const Disagreement& gap) { return gap.issues == 0; })) {
    section.add(
        Paragraph{Prose("Every idea of fairness singles out the same settlement."), Paragraph::Style::note});
  } else if (auto apart = section_disagreements(context)) {
    Paragraph words = std::get<Paragraph>(apart->blocks.front());
    words.style = Paragraph::Style::note;
    section.add(std::move(words));
  }
  return section;
}

Section robust(const Context& context) {
  Section section{"robust", "Best under uncertainty", {}};
  Table table = robust_table(context);
  table.caption = Prose(
      "Largest share: accepted in most worlds. Worst case, worst tenth: the greatest least "
      "gain of any veto player there.");
  table.columns.back().head = "Differs from the leading settlement by";
  section.add(std::move(table));
  return section;
}

Section closing(const Context& context) {
  Section section = *section_closing(context);
  section.title = "What closes the zone of agreement";
  return section;
}

/// How parties that cannot stop a settlement stand to the leading one.
std::optional<Section> without_veto(const Context& context) {
  const SettleResult& r = context.result;
  if (r.ranked.empty()) return std::nullopt;
  const std::vector<Standing>& standings = r.ranked.front().standings;
  if (standings.size() <= r.veto_players.size()) return std::nullopt;
  Section section{"others", "Parties without a veto, at the leading settlement", {}};
  Table table;
  table.columns = {{"Party"},
                   {"Would accept", Align::right},
                   {"Gain", Align::right},
                   {"A red line is crossed", Align::right}};
  for (std::size_t s = r.veto_players.size(); s < standings.size(); ++s) {
    const std::string pointer = fmt::format("/settle/ranked/0/standings/{}/", s);
    table.rows.push_back(
        {"",
         {Prose().quote(party_name(context.c, standings[s].party)),
          Prose().figure(Format::percent, standings[s].accepts.value, pointer + "accepts/value"),
          Prose().figure(Format::gain, standings[s].expected_gain, pointer + "expected_gain"),
          Prose().figure(Format::percent, standings[s].crosses_red_line.value,
                         pointer + "crosses_red_line/value")}});
  }
  section.add(std::move(table));
  return section;
}

std::optional<Section> actual(const Context& context) {
  const SettleResult& r = context.result;
  if (!r.actual) return std::nullopt;
  Section section{"actual", "The actual outcome (history, not an input)", {}};
  if (!r.actual->feasible) {
    section.add(Paragraph{Prose("The case's own logic rules it out.")});
    return section;
  }
  Prose prose;
  if (r.enumerated) {
    prose.say("Rank ")
        .figure(Format::count, static_cast<double>(r.actual->rank), "/settle/actual/rank")
        .say(" of ")
        .figure(Format::count, static_cast<double>(r.feasible), "/settle/feasible")
        .say(" feasible settlements by how often all sign; accepted");
  } else {
    prose.say("Accepted");
  }
  section.add(Paragraph{prose.say(" by every veto player in ")
                            .figure(Format::percent, r.actual->report.accepted_by_all.value,
                                    "/settle/actual/report/accepted_by_all/value")
                            .say(" of worlds.")});
  return section;
}

Section how(const Context& context) {
  const SettleResult& r = context.result;
  Section section{"how", "", {}};
  Prose prose;
  prose
      .say(
          "A party accepts a settlement in a world if it crosses none of its red lines there and gives it at "
          "least what no deal would. Gains are points of a hundred over no deal, on average. Computed by: ")
      .quote(r.method)
      .say(".");
  if (r.enumerated) {
    prose.say(" Efficient settlements, which nobody can better without loss to another: ")
        .figure(Format::count, static_cast<double>(r.pareto_count), "/settle/pareto_count")
        .say(".");
  }
  section.add(Paragraph{prose, Paragraph::Style::note});
  Prose error;
  error.add(agreement_in_worlds(context).text)
      .say(" Sampling errors: one text ")
      .figure(Format::error, r.ladder.one_text.standard_error, "/settle/ladder/one_text/standard_error")
      .say(", a deal exists ")
      .figure(Format::error, r.ladder.exists.standard_error, "/settle/ladder/exists/standard_error")
      .say(" points.");
  section.add(Paragraph{error, Paragraph::Style::note});
  return section;
}

}  // namespace

Document settle_report(const Case& c, const SettleResult& r) {
  const Context context{c, r};
  Document document;
  document.title = clean_text(c.title);
  document.question = clean_text(c.question);
  if (std::optional<Text> words = placeholder_words(c)) document.facts.push_back(*std::move(words));
  for (Text& words : settings_words(c)) document.facts.push_back(std::move(words));
  if (!c.as_of.empty()) document.facts.push_back(Prose("As of ").quote(date_words(c.as_of)));
  if (r.days > 0) {
    const bool over = !c.ends.empty() && std::all_of(c.ends.begin(), c.ends.end(), [&](const End& end) {
      constexpr double kDaysOfMonth = 365.25 / 12.0;
      return c.quantity(end.months).quantile(0.95) * kDaysOfMonth < r.days;
    });
    document.facts.push_back(
        Prose()
            .quote(fmt::format("No deal as it would be {} days later", r.days))
            .say(over ? ", when fighting would most likely be over: by what its ends leave" : ""));
  }
  document.facts.push_back(worlds_and_seed(r.worlds, r.seed, "/settle"));
  const auto add = [&](std::optional<Section> section) {
    if (section) document.sections.push_back(std::move(*section));
  };
  add(opening(context));
  if (!r.ranked.empty()) add(ladder(context));
  if (!r.ranked.empty()) add(ranking(context));
  add(section_drafts(context));
  add(stands(context));
  if (!r.band.entries.empty()) add(choices(context));
  if (!r.by_type.empty()) add(types(context));
  if (!r.off_ramps.empty()) add(report_off_ramps(context));
  if (!r.red_lines.empty()) add(prices(context));
  if (!r.closing_sets.empty()) add(closing(context));
  add(fairness(context));
  if (!r.robust.empty()) add(robust(context));
  add(report_central(context));
  add(without_veto(context));
  add(actual(context));
  add(how(context));
  drop_dangling_links(document);
  return document;
}

}  // namespace offramp::briefing
