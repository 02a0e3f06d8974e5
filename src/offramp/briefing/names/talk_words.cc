// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/names/talk_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/briefing/names/belief_words.h"
#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

using Verdict = WordClaim::Verdict;

std::string deception_pointer(const Case& c, const PartyBelief& p, std::size_t i, const char* what,
                              std::size_t type) {
  return fmt::format("/read/parties/{}/deception/{}/{}", i, what, c.types[p.party.index()][type].id);
}

// Words ignored against words believed, for the leading type.
void say_ends(const Case& c, const PartyBelief& p, std::size_t i, Prose& prose) {
  const std::size_t t = p.leader.index();
  prose.say("Without its words ‘")
      .quote(type_name(c, p.party, p.leader), true)
      .say("’ has ")
      .figure(Format::percent, p.deception.discounted[t], deception_pointer(c, p, i, "discounted", t))
      .say(", with them at face value ")
      .figure(Format::percent, p.deception.face_value[t], deception_pointer(c, p, i, "face_value", t))
      .say(". ");
  if (p.deception.credible.empty()) return;
  prose
      .say(
          "Believed as far as incentives allow, which is how the other verbs take them unless told "
          "otherwise: ")
      .figure(Format::percent, p.deception.credible[t], deception_pointer(c, p, i, "credible", t))
      .say(". ");
}

void say_bound(const Case& c, const PartyBelief& p, std::size_t i, Prose& prose) {
  const evidence::DeceptionBound& bound = *p.deception.bound;
  prose.say(p.deception.basis == TalkStakes::Basis::stated
                ? "By the payoffs that the case states for its words, "
                : "By what each of its types would be offered and accept, ");
  if (!p.deception.steady) {
    prose.say("it cannot be told whether words can be believed: the two halves of the worlds disagree. ");
    return;
  }
  if (bound.talk.only_babbling) {
    prose.say(
        "no way of talking exists that all of its types would keep to, so its words alone prove nothing. ");
    return;
  }
  const std::size_t t = p.leader.index();
  prose.say("words can move ‘")
      .quote(type_name(c, p.party, p.leader), true)
      .say("’ anywhere from ")
      .figure(Format::percent, bound.low[t], deception_pointer(c, p, i, "bound/low", t))
      .say(" to ")
      .figure(Format::percent, bound.high[t], deception_pointer(c, p, i, "bound/high", t))
      .say(" and be believed. ");
}

// One sentence on its own words about itself that tell types apart; nothing where none does.
void say_words(const PartyBelief& p, std::size_t i, Prose& prose) {
  std::size_t believable = 0, telling = 0;
  for (const WordClaim& word : p.deception.words) {
    if (word.verdict == Verdict::says_nothing) continue;
    ++telling;
    believable += word.verdict == Verdict::believable ? 1 : 0;
  }
  if (telling == 0) return;
  if (believable == 0 || believable == telling) {
    prose.say(telling == 1 ? (believable == 0 ? "The one word of its own about itself would not"
                                              : "The one word of its own about itself would")
                           : (believable == 0 ? "None of its own words about itself would"
                                              : "Each of its own words about itself would"));
  } else {
    prose.say("Of its own words about itself ")
        .figure(Format::count, static_cast<double>(believable),
                fmt::format("/read/parties/{}/deception/bound/words_by_verdict/believable", i))
        .say(" would");
  }
  prose.say(" pay only the type that it speaks for.");
}

/// Every number of a text leads to the beliefs about the party.
Text led(const Case& c, const PartyBelief& p, Text text) {
  for (Span& span : text) {
    if (span.kind == Span::Kind::figure && span.target.empty())
      span.target = input_group_link(c, types_group(c, p.party));
  }
  return text;
}

}  // namespace

Text talk_words(const Case& c, const PartyBelief& p, std::size_t i) {
  Prose prose;
  if (!p.deception.bound) {
    prose.say("How far its words can be believed is not bounded: ")
        .quote(p.deception.no_bound_because)
        .say(". ");
    say_ends(c, p, i, prose);
    return led(c, p, prose);
  }
  say_bound(c, p, i, prose);
  say_ends(c, p, i, prose);
  if (p.deception.steady) say_words(p, i, prose);
  return led(c, p, prose);
}

std::optional<Table> talk_table(const Case& c, const PartyBelief& p, std::size_t i) {
  if (!p.deception.bound) return std::nullopt;
  Table table;
  table.id = party_anchor(c, p.party, "talk-table");
  table.small = true;
  table.caption =
      Prose(
          "Why: what each true type would gain over no deal, in points of utility, from the answer to being "
          "taken "
          "for a type. A word is worth believing where only the type that it speaks for gains by it. From "
          "the party's ")
          .link("values", input_group_link(c, interests_group(c, p.party)))
          .say(" and ")
          .link("no deal", input_group_link(c, no_deal_group(c, p.party)))
          .say(".");
  const std::size_t types = p.posterior.size();
  table.columns.push_back({"If it is", Align::left, 40});
  for (std::size_t t = 0; t < types; ++t) {
    table.columns.push_back(
        {type_name(c, p.party, TypeId(t)), Align::right, 60.0 / static_cast<double>(types)});
  }
  const auto row = [&](Text head, const AnswerView& view, const std::string& where) {
    Row cells{"", {Cell(std::move(head))}};
    for (std::size_t t = 0; t < types; ++t) {
      cells.cells.push_back(Prose().figure(Format::tenth, view.payoff[t],
                                           fmt::format("/read/parties/{}/deception/bound/{}/payoff_points/{}",
                                                       i, where, c.types[p.party.index()][t].id)));
    }
    table.rows.push_back(std::move(cells));
  };
  row(Prose("not listened to"), p.deception.unheard, "unheard");
  for (std::size_t t = 0; t < types; ++t) {
    row(Prose("taken for ‘").quote(type_name(c, p.party, TypeId(t))).say("’"), p.deception.if_taken_for[t],
        fmt::format("claims/{}", t));
  }
  return table;
}

}  // namespace offramp::briefing
