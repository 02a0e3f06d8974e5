// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/ladder/band.h"
#include "offramp/analysis/standing/result.h"
#include "offramp/briefing/describe/fields.h"
#include "offramp/briefing/names/rung_words.h"
#include "offramp/briefing/settle/names_fields.h"

/// The ladder, what moves it by choice, and what leads whose page, field by field (describe/fields.h).
namespace offramp::briefing {

struct LadderOf {
  const SettleResult* result = &nothing<SettleResult>();
};
struct BandOf {
  const SettleResult* result = &nothing<SettleResult>();
};
struct RangeOf {
  double low = 0.0, high = 0.0;
};
struct RangesOf {
  const Band* band = &nothing<Band>();
};
/// One number for each rung.
struct RungsOf {
  const std::array<double, kRungs>* value = &nothing<std::array<double, kRungs>>();
};
struct LeaderOf {
  PartyId party;
  TypeId type;
};
struct ReadingsOf {
  const SettleResult* result = &nothing<SettleResult>();
};
struct TrustOf {
  PartyId party;
  double trust = 1.0;
};

template <class V>
void fields(V& v, const LadderOf& of) {
  const Ladder& l = of.result->ladder;
  v("one_text", l.one_text, "worlds in which every veto player signs the one text that most of them sign");
  v("types_known", l.types_known, "the same with a text of its own for each combination of types");
  v("exists", l.exists, "worlds in which every veto player would sign some settlement, each its own");
  v("raised", l.raised, "types_known came out below one_text by chance and is printed as that");
  v("text", SettlementOf{&l.text}, "that of one_text: issue to option");
  v("signed", l.signed_by_all, "worlds in which the recommended text is signed");
  v("meant", l.meant, "of these, worlds in which no signature is a feint");
  v("ratified", l.ratified, "of these, worlds in which everybody who must ratify it does");
  v("not_wrecked", l.not_wrecked, "of these, worlds in which no spoiler wrecks it");
  v.maybe("kept", static_cast<const Share*>(nullptr), "whether it is kept for years: not modelled yet, null");
  v("profiles", l.profiles, "combinations of types that were seen");
  v("texts", l.texts, "different texts that types_known takes");
  v("lower_bounds", l.searched, "one_text and types_known were searched for: they may be higher");
  v("chosen_on", l.chosen_on, "worlds by which texts were chosen: the first half");
  v("judged_on", l.judged_on, "worlds by which everything here is judged: the second half");
}

template <class V>
void fields(V& v, const RungsOf& of) {
  for (std::size_t r = 0; r < kRungs; ++r) v(kRungKeys[r], (*of.value)[r], "as in the ladder");
}

template <class V>
void fields(V& v, const RangeOf& of) {
  v("low", of.low, "smallest");
  v("high", of.high, "largest");
}

template <class V>
void fields(V& v, const RangesOf& of) {
  for (std::size_t r = 0; r < kRungs; ++r)
    v(kRungKeys[r], RangeOf{of.band->low[r], of.band->high[r]}, "over the choices and the answer itself");
}

template <class V>
void fields(V& v, const LeaderOf& of) {
  v("party", of.party, "of whom another type is likeliest then");
  v("type", TypeOf{of.party, of.type}, "that type");
}

template <class V>
void fields(V& v, const BandEntry& entry) {
  v("choice", Word{std::string(word_of(entry.choice))},
    "words_all, words_none, factors_none, widths_doubled, margin_0, margin_5, no_deal_minus_5 or "
    "no_deal_plus_5");
  v("rungs", RungsOf{&entry.value}, "the ladder under it: shares in [0, 1]");
  v("errors", RungsOf{&entry.error}, "standard errors of what it changes");
  v("text", SettlementOf{&entry.text}, "the one text under it");
  v.list(
      "leaders", entry.leaders.size(),
      [&](std::size_t i) {
        return LeaderOf{entry.leaders[i].first, entry.leaders[i].second};
      },
      "parties of whom another type is likeliest under it");
}

template <class V>
void fields(V& v, const BandOf& of) {
  const Band& band = of.result->band;
  v("worlds", band.worlds, "the first so many, settled again under each choice");
  v("texts", band.texts, "settlements among which texts were chosen: those signed most often");
  v("choices", band.entries, "those that mean something in this case");
  v("range", RangesOf{&band}, "smallest and largest of each rung");
  v("none_because", band.none_because, "why there are no choices, when there are none");
}

template <class V>
void fields(V& v, const TrustOf& of) {
  v("party", of.party, "about whom something was said");
  v("trust", of.trust, "share of the way from no words to words as graded, 0 to 1");
}

template <class V>
void fields(V& v, const ReadingsOf& of) {
  const SettleResult& r = *of.result;
  v("words", Word{std::string(word_of(r.words))}, "credible, all or none: how words count in this answer");
  v.list(
      "trust", r.words_about.size(),
      [&](std::size_t i) {
        return TrustOf{r.words_about[i].first, r.words_about[i].second};
      },
      "how far what was said about each party is believed");
  for (const Credence words : {Credence::all, Credence::credible, Credence::none}) {
    const auto value = under_reading(r, words);
    const RungsOf rungs{value ? &*value : &nothing<std::array<double, kRungs>>()};
    v.maybe(words == Credence::all    ? "all"
            : words == Credence::none ? "none"
                                      : "credible",
            value ? &rungs : nullptr,
            "the ladder with words counting so: the answer, or by the band; null where neither says");
  }
}

template <class V>
void fields(V& v, const RatifierStanding& s) {
  const auto& all = v.subject().ratifiers;
  v("id", s.ratifier < all.size() ? all[s.ratifier].id : std::string(), "of who must ratify");
  v("of", s.ratifier < all.size() ? all[s.ratifier].of : PartyId(), "whose signature");
  v("carries", s.carries, "chance that it carries the leading settlement, mean over worlds");
  v.maybe(
      "at_most", s.at_most ? &*s.at_most : nullptr,
      "by polls: share that can live with it if those who refuse its options are the same people; else null");
  v.maybe("at_least", s.at_least ? &*s.at_least : nullptr, "likewise if they are different ones");
  v.maybe("gain", s.gain ? &*s.gain : nullptr, "by a party's interests: its gain over no deal; else null");
}

template <class V>
void fields(V& v, const SpoilerStanding& s) {
  v("party", s.party, "which may wreck the leading settlement");
  v("wants", s.wants,
    "worlds in which it wants to: worse off than it bears, or a red line of its own is crossed");
  v("wrecks", s.wrecks, "worlds in which it would bring it down");
  v("gain", s.gain, "what wrecking brings it: no deal less the settlement, mean over worlds, in [-1, 1]");
}

template <class V>
void fields(V& v, const BaseRate& rate) {
  v("share", rate.share, "of these that ended in an agreement");
  v("cases", rate.cases, "how many there were");
  v("of", rate.of, "what was counted");
  v("ended", rate.ended, "how");
  v("source", rate.source, "of the count");
}

template <class V>
void fields(V& v, const Family& family) {
  v("settlements", family.settlements, "feasible ones with the same options on the crux");
  v("efficient", family.efficient, "of them: efficient on expected utilities");
  v("alike", family.alike, "besides the leader: signed and meant as often, within its standard error");
  v("efficient_leader", family.efficient_leader,
    "false: another settlement is better for one party and worse for none");
}

template <class V>
void fields(V& v, const Crux& crux) {
  v("issues", crux.issues, "one or two; the weightiest where no party turns");
  v("families", crux.families, "combinations of options on them that are feasible");
  v.when(crux.rival.has_value(), "rival", crux.rival.value_or(0),
         "position in ranked of the package to set against the first");
  v("turn", crux.turn,
    "what one party's acceptance falls and another's rises from the first to the rival, the smaller of the "
    "two");
}

template <class V>
void fields(V& v, const TabledBy& tabled) {
  v("party", tabled.party, "who would table it");
  v("expected", tabled.expected,
    "its gain over no deal where the last modelled rung is reached, else 0: mean");
  v("settlement", SettlementOf{&tabled.report.settlement}, "issue to option");
  v("signed", tabled.report.accepted_by_all, "as in a report: accepted_by_all");
  v("not_wrecked", tabled.report.not_wrecked, "as in a report");
}

}  // namespace offramp::briefing
