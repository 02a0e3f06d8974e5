// SPDX-License-Identifier: Apache-2.0
// The ladder in words, with the other reading and the band, and what is not covered.
#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>

#include "offramp/analysis/ladder/band.h"
#include "offramp/briefing/names/rung_words.h"
#include "offramp/briefing/pages/pages.h"

namespace offramp::briefing {
namespace {

constexpr const char* kTarget = "#figure-agreement";

bool modelled(const Context& context, Rung rung) {
  const auto& types = context.c.types;
  if (rung == Rung::meant) {
    for (const auto& of_party : types) {
      for (const PartyType& type : of_party) {
        if (type.bad_faith) return true;
      }
    }
    return false;
  }
  if (rung == Rung::ratified) return !context.c.ratifiers.empty();
  if (rung == Rung::not_wrecked) return !context.c.spoilers.empty();
  if (rung == Rung::types_known) return context.result.ladder.profiles > 1;
  // Of a mediator's page the text that leads may be the one that most worlds sign.
  if (rung == Rung::signed_by_all)
    return context.result.ranked.front().settlement != context.result.ladder.text;
  return true;
}

std::string_view words_of_rung(Rung rung) {
  switch (rung) {
    case Rung::one_text:
      return "All sign one and the same text, the one that is signed most often";
    case Rung::signed_by_all:
      return "All sign the text below";
    case Rung::meant:
      return "… and mean it";
    case Rung::ratified:
      return "… and those who must ratify it do";
    case Rung::not_wrecked:
      return "… and nobody wrecks it";
    case Rung::types_known:
      return "If you knew who they truly are: a text for each case";
    case Rung::exists:
      return "Some deal exists that all would sign, another in each case";
  }
  return {};
}

/// The reading of words that the answer does not use; nothing where the two are one.
std::optional<Credence> other_reading(const SettleResult& r) {
  const Credence other = r.words == Credence::all ? Credence::none : Credence::all;
  const auto value = under_reading(r, other);
  if (r.words_about.empty() || !value) return std::nullopt;
  return other;
}

Row rung_row(const Context& context, Rung rung, std::optional<Credence> other) {
  const SettleResult& r = context.result;
  const auto k = static_cast<std::size_t>(rung);
  const std::string key = kRungKeys[k];
  Row row{"",
          {Cell(Prose(words_of_rung(rung))), Cell(Prose()
                                                      .figure(Format::percent, r.ladder.values()[k],
                                                              "/settle/ladder/" + key + "/value", kTarget)
                                                      .heavy())}};
  if (other) {
    const char* reading = *other == Credence::all ? "all" : "none";
    row.cells.push_back(Prose().figure(Format::percent, (*under_reading(r, *other))[k],
                                       fmt::format("/settle/readings/{}/{}", reading, key), "#band-table"));
  }
  if (!r.band.entries.empty()) {
    const std::string at = "/settle/band/range/" + key + "/";
    Prose range;
    range.figure(Format::percent, r.band.low[k], at + "low", "#band-table");
    if (format_figure(Format::percent, r.band.low[k]) != format_figure(Format::percent, r.band.high[k]))
      range.say(" to ").figure(Format::percent, r.band.high[k], at + "high", "#band-table");
    row.cells.push_back(range);
  }
  return row;
}

Table rungs(const Context& context) {
  const SettleResult& r = context.result;
  const std::optional<Credence> other = other_reading(r);
  Table table;
  table.id = "front-ladder";
  table.columns = {{"What must come true", Align::left, other ? 46.0 : 62.0}, {"Chance", Align::right, 14}};
  if (other) {
    table.columns.push_back(
        {*other == Credence::all ? "Taking words as graded" : "Leaving words out", Align::right, 18});
  }
  if (!r.band.entries.empty()) table.columns.push_back({"By other choices", Align::right, 22});
  for (const Rung rung : {Rung::one_text, Rung::signed_by_all, Rung::meant, Rung::ratified, Rung::not_wrecked,
                          Rung::types_known, Rung::exists}) {
    if (modelled(context, rung)) table.rows.push_back(rung_row(context, rung, other));
  }
  return table;
}

Text explained(const SettleResult& r) {
  Prose prose("A chance is a share of ");
  prose.figure(Format::count, static_cast<double>(r.worlds), "/settle/worlds", "#figure-worlds")
      .say(r.worlds == 1 ? " world, one way in which the conflict might truly be. "
                         : " worlds, each one way in which the conflict might truly be. ");
  if (!r.words_about.empty()) {
    prose.say(r.words == Credence::credible
                  ? "What parties say counts as far as they have reason to mean it. "
              : r.words == Credence::all ? "What parties say counts as it is graded. "
                                         : "What parties say is left out. ");
  }
  if (!r.band.entries.empty()) {
    prose.say("Other choices of modelling that can be defended move each chance within the last column. ")
        .aside("Which they are, and what each does", "#band")
        .say(" ");
  }
  return prose;
}

}  // namespace

Section page_how_far(const Context& context) {
  Section section{"front-far", "How far it gets", {}};
  if (!context.result.ranked.empty()) section.add(rungs(context));
  Prose prose;
  prose.add(explained(context.result));
  prose.strong("Not covered: ")
      .say(
          "whether a deal that is signed would be kept for years, how to bring it about, and what a move "
          "at the table would set off. All chances hold only if the numbers of the case do.");
  section.add(Paragraph{prose});
  return section;
}

}  // namespace offramp::briefing
