// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/rung_words.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/sections/sections.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kOneText = static_cast<std::size_t>(Rung::one_text);
constexpr std::size_t kExists = static_cast<std::size_t>(Rung::exists);
constexpr const char* kTarget = "#figure-agreement";

Prose& range(Prose& prose, const Band& band, std::size_t rung) {
  const std::string at = fmt::format("/settle/band/range/{}/", kRungKeys[rung]);
  return prose.figure(Format::percent, band.low[rung], at + "low", "#band-table")
      .say(" and ")
      .figure(Format::percent, band.high[rung], at + "high", "#band-table");
}

// The entry for words taken otherwise than in the answer, where it moves a headline by more than its error.
std::optional<std::size_t> other_reading(const SettleResult& r) {
  const double answer[kRungs] = {r.ladder.one_text.value, 0.0, r.ladder.exists.value};
  for (std::size_t i = 0; i < r.band.entries.size(); ++i) {
    const BandEntry& entry = r.band.entries[i];
    if (entry.choice != ModelChoice::words_all && entry.choice != ModelChoice::words_none) continue;
    for (const std::size_t rung : {kOneText, kExists}) {
      if (std::fabs(entry.value[rung] - answer[rung]) > 2.0 * entry.error[rung]) return i;
    }
  }
  return std::nullopt;
}

// What goes before the two shares under the other reading.
std::string_view reading_words(const SettleResult& r, ModelChoice other) {
  if (other == ModelChoice::words_all && r.words == Credence::none)
    return " Words do not count here; taken as graded they would make it ";
  if (other == ModelChoice::words_all)
    return " Words count here only as far as the incentives of those who say them allow; taken as graded "
           "they would "
           "make it ";
  return r.words == Credence::all
             ? " Words count here as graded; left out, they would make it "
             : " Words count here as far as the incentives of those who say them allow; left "
               "out, they would make it ";
}

}  // namespace

Paragraph agreement_lead(const Context& context) {
  const SettleResult& r = context.result;
  const bool one_veto = r.veto_players.size() == 1, two = r.veto_players.size() == 2;
  Prose prose;
  prose.add(likelihood_opening(r.ladder.one_text.value, "/settle/ladder/one_text/value", kTarget,
                               {r.worlds, "/settle"}));
  prose.quote(veto_words(context.c, r.veto_players))
      .say(one_veto ? ", the only veto player, would sign the best single text, as things are known now. "
           : two    ? " would both sign one and the same text, the best there is, as things are known now. "
                    : " would all sign one and the same text, the best there is, as things are known now. ");
  if (r.ladder.exists.value == 0) {
    prose.say("A deal that ")
        .say(one_veto ? "it"
             : two    ? "both"
                      : "all")
        .say(" would sign exists in no world.");
  } else {
    prose.say("A deal that ")
        .say(one_veto ? "it"
             : two    ? "both"
                      : "all")
        .say(" would sign exists in ")
        .figure(Format::percent, r.ladder.exists.value, "/settle/ladder/exists/value", kTarget)
        .say(" of the ways the conflict might be");
    const double more = r.ladder.exists.value - r.ladder.one_text.value;
    prose.say(more > 2.0 * r.ladder.exists.standard_error && more > 0.0
                  ? ", not the same one in all of them: which one, nobody knows."
                  : ".");
  }
  if (r.ladder.searched)
    prose.say(
        " The texts were searched for among too many to list: there may be one that is signed more often.");
  return {prose, Paragraph::Style::lead};
}

std::optional<Paragraph> band_paragraph(const Context& context) {
  const SettleResult& r = context.result;
  if (r.band.entries.empty()) return std::nullopt;
  if (r.band.low[kOneText] == r.band.high[kOneText] && r.band.low[kExists] == r.band.high[kExists])
    return Paragraph{Prose("No other choice of modelling that was tried changes either.")};
  Prose prose("Other choices of modelling that could be defended put the one text between ");
  range(prose, r.band, kOneText).say(", and the deal that exists between ");
  range(prose, r.band, kExists).say(".");
  if (const auto other = other_reading(r)) {
    const BandEntry& entry = r.band.entries[*other];
    const std::string at = fmt::format("/settle/band/choices/{}/rungs/", *other);
    prose.say(reading_words(r, entry.choice))
        .figure(Format::percent, entry.value[kOneText], at + "one_text", "#band-table")
        .say(" and ")
        .figure(Format::percent, entry.value[kExists], at + "exists", "#band-table")
        .say(".");
  }
  return Paragraph{prose};
}

std::optional<Paragraph> outside_paragraph(const Context& context) {
  const auto& rate = context.result.outside;
  if (!rate) return std::nullopt;
  Prose prose("An outside line: of ");
  prose.figure(Format::count, static_cast<double>(rate->cases), "/settle/outside/cases", "#figure-outside")
      .say(" ")
      .quote(rate->of)
      .say(", ")
      .figure(Format::percent, rate->share, "/settle/outside/share", "#figure-outside")
      .say(" ended ")
      .quote(rate->ended)
      .say(
          ". It is not mixed into anything here: it counts how crises ended, not what one text would find, "
          "and who "
          "negotiates or mediates is not chosen by lot.");
  return Paragraph{prose, Paragraph::Style::note};
}

std::optional<Paragraph> leaders_paragraph(const Context& context) {
  const SettleResult& r = context.result;
  Prose prose;
  for (const BandEntry& entry : r.band.entries) {
    if (entry.choice != ModelChoice::words_all && entry.choice != ModelChoice::words_none) continue;
    for (const auto& [party, type] : entry.leaders) {
      prose.say(prose.text().empty() ? "Take care with words: " : "; ")
          .say(choice_words(entry.choice))
          .say(" the likeliest type of ")
          .quote(party_in_prose(context.c, party))
          .say(" is another, ")
          .quote(type_name(context.c, party, type), true);
    }
  }
  if (prose.text().empty()) return std::nullopt;
  return Paragraph{prose.say(".")};
}

Table band_table(const Context& context) {
  const SettleResult& r = context.result;
  Table table;
  table.id = "band-table";
  table.caption =
      Prose("The answer under one other choice at a time, from the first ")
          .figure(Format::count, static_cast<double>(r.band.worlds), "/settle/band/worlds", "#figure-worlds")
          .say(" worlds; errors are those of the change. They follow from the same ")
          .link("numbers that went in", "#assumptions")
          .say(".");
  table.columns = {{"Choice", Align::left, 40},
                   {"One text", Align::right, 15},
                   {"A deal exists", Align::right, 15},
                   {"The leading text is signed", Align::right, 15},
                   {"± on a deal exists, points", Align::right, 15}};
  for (std::size_t i = 0; i < r.band.entries.size(); ++i) {
    const BandEntry& entry = r.band.entries[i];
    const std::string at = fmt::format("/settle/band/choices/{}/", i);
    const auto figure = [&](Rung rung) {
      const auto k = static_cast<std::size_t>(rung);
      return Prose().figure(Format::percent, entry.value[k], fmt::format("{}rungs/{}", at, kRungKeys[k]));
    };
    std::string words(choice_words(entry.choice));
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
    table.rows.push_back(
        {"",
         {Prose(words), figure(Rung::one_text), figure(Rung::exists), figure(Rung::signed_by_all),
          entry.error[kExists] > 0.0
              ? Prose("±").figure(Format::error, entry.error[kExists], at + "errors/exists")
              : Prose("no change seen")}});
  }
  return table;
}

std::optional<Section> section_band(const Context& context) {
  if (context.result.band.entries.empty()) return std::nullopt;
  Section section{"band", "Under other choices of modelling", {}};
  section.add(band_table(context));
  return section;
}

Paragraph agreement_in_worlds(const Context& context) {
  const SettleResult& r = context.result;
  const bool one_veto = r.veto_players.size() == 1;
  Prose prose("Shares are of ");
  prose
      .figure(Format::count, static_cast<double>(r.ladder.judged_on), "/settle/ladder/judged_on",
              "#figure-worlds")
      .say(" sampled worlds, each one way the conflict might be; texts were chosen on ")
      .figure(Format::count, static_cast<double>(r.ladder.chosen_on), "/settle/ladder/chosen_on",
              "#figure-worlds")
      .say(" others. A deal exists in a world where ");
  if (r.enumerated) {
    prose.say("at least one of ")
        .add(counted(r.feasible, "/settle/feasible", "#figure-feasible", "feasible settlement",
                     "feasible settlements"));
  } else {
    prose.say("a settlement");
  }
  prose.say(
      one_veto
          ? " crosses no red line of the veto player and gives it at least what no deal would."
          : " crosses no red line of any veto player and gives each of them at least what no deal would.");
  if (r.ladder.raised) {
    prose.say(
        " What knowing the types would bring came out below the one text, by chance of sampling, and is "
        "printed as "
        "that.");
  }
  if (r.undecided_worlds > 0) {
    prose.say(" In ")
        .add(counted(r.undecided_worlds, "/settle/undecided_worlds", "#figure-undecided", "world", "worlds"))
        .say(" the search settled the question neither way; they are counted as without agreement.");
  }
  return {prose};
}

}  // namespace offramp::briefing
