// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/analysis/read/read.h"
#include "offramp/briefing/describe/fields.h"

/// How a party's words can be believed, field by field (describe/fields.h).
namespace offramp::briefing {

struct AnswerOf {
  PartyId party;
  const AnswerView* view = &nothing<AnswerView>();
};

struct ClaimOf {
  PartyId party;
  const DeceptionView* view = &nothing<DeceptionView>();
  std::size_t t = 0;
};

struct WordOf {
  PartyId party;
  const WordClaim* word = &nothing<WordClaim>();
};

struct VerdictsOf {
  const DeceptionView* view = &nothing<DeceptionView>();
};

struct BoundOf {
  PartyId party;
  const DeceptionView* view = &nothing<DeceptionView>();
};

struct DeceptionOf {
  PartyId party;
  const DeceptionView* view = &nothing<DeceptionView>();
};

inline std::string word_of(WordClaim::Verdict verdict) {
  switch (verdict) {
    case WordClaim::Verdict::believable:
      return "believable";
    case WordClaim::Verdict::tempted:
      return "tempted";
    case WordClaim::Verdict::idle:
      return "idle";
    case WordClaim::Verdict::says_nothing:
      break;
  }
  return "says_nothing";
}

/// Identifiers of a party's types.
inline std::vector<TypeOf> types_of(PartyId party, const std::vector<std::uint32_t>& types) {
  std::vector<TypeOf> out;
  for (const std::uint32_t t : types) out.push_back({party, TypeId(t)});
  return out;
}

template <class V>
void fields(V& v, const AnswerOf& of) {
  const TalkAnswer& answer = of.view->answer;
  const SettlementOf offer{answer.offer ? &*answer.offer : &nothing<bargaining::Settlement>()};
  v.maybe("answer", answer.name.empty() ? nullptr : &answer.name, "a stated answer");
  v.maybe("offer", answer.offer ? &offer : nullptr, "a settlement; neither: no offer");
  v("payoff_points", ByType<double>{of.party, &of.view->payoff}, "by true type, points over no deal");
}

template <class V>
void fields(V& v, const ClaimOf& of) {
  const evidence::Claim& claim =
      of.view->bound ? at_or_nothing(of.view->bound->talk.claims, of.t) : nothing<evidence::Claim>();
  v("type", TypeOf{of.party, TypeId(of.t)}, "the type that it is taken for");
  fields(v, AnswerOf{of.party, &at_or_nothing(of.view->if_taken_for, of.t)});
  v("wanted", claim.wanted, "that type itself gains by being believed");
  v("tempted", types_of(of.party, claim.tempted), "other types that would gain by being taken for it");
  v("indifferent", types_of(of.party, claim.indifferent), "others that would neither gain nor lose");
  v("self_signalling", claim.self_signalling, "wanted by it and by nobody else");
}

template <class V>
void fields(V& v, const VerdictsOf& of) {
  using Verdict = WordClaim::Verdict;
  const auto count = [&](Verdict verdict) {
    std::size_t n = 0;
    for (const WordClaim& word : of.view->words) n += word.verdict == verdict ? 1u : 0u;
    return n;
  };
  v("believable", count(Verdict::believable),
    "only the type it speaks for gains by being taken for that type");
  v("tempted", count(Verdict::tempted), "another type would gain by saying the same");
  v("idle", count(Verdict::idle), "the type it speaks for gains nothing by being believed");
  v("says_nothing", count(Verdict::says_nothing), "it hardly tells types apart");
}

template <class V>
void fields(V& v, const WordOf& of) {
  v("id", at_or_nothing(v.subject().evidence, of.word->item).id, "the item");
  v("speaks_for", TypeOf{of.party, of.word->speaks_for}, "type under which it is likeliest");
  v("verdict", Word{word_of(of.word->verdict)}, "as in words_by_verdict");
}

template <class V>
void fields(V& v, const BoundOf& of) {
  const DeceptionView& view = *of.view;
  const evidence::DeceptionBound& bound = view.bound ? *view.bound : nothing<evidence::DeceptionBound>();
  v("low", ByType<double>{of.party, &bound.low},
    "by type: least belief that talk can induce and be believed");
  v("high", ByType<double>{of.party, &bound.high}, "by type: the greatest");
  v("words_count", bound.words_count, "some type's low and high differ");
  v("only_babbling", bound.talk.only_babbling, "nothing that is said can be believed");
  v("fully_truthful", bound.talk.fully_truthful, "every type can tell itself apart");
  v("listener_tied", bound.talk.listener_tied, "somewhere two answers were equally good");
  v("basis", Word{view.basis == TalkStakes::Basis::stated ? "stated" : "derived"},
    "of the payoffs: derived or stated");
  v("steady", view.steady, "both halves of the worlds agree on whether words can be believed");
  v("exhaustive", view.exhaustive, "every feasible settlement was a possible offer");
  v("unheard", AnswerOf{of.party, &view.unheard}, "the answer if nobody listens");
  v.list(
      "claims", view.if_taken_for.size(),
      [&](std::size_t t) {
        return ClaimOf{of.party, of.view, t};
      },
      "one for each type");
  const auto& sets = bound.talk.credible_sets;
  v.list(
      "credible_sets", sets.size(), [&](std::size_t i) { return types_of(of.party, sets[i]); },
      "sets of types that exactly their members gain by claiming");
  v("words_by_verdict", VerdictsOf{of.view}, "how many of its own words");
  v.list(
      "words", view.words.size(),
      [&](std::size_t i) {
        return WordOf{of.party, &view.words[i]};
      },
      "its own words about itself, in order of the case");
}

template <class V>
void fields(V& v, const DeceptionOf& of) {
  const BoundOf bound{of.party, of.view};
  v("discounted", ByType<double>{of.party, &of.view->discounted}, "by type: posterior with words ignored");
  v("face_value", ByType<double>{of.party, &of.view->face_value},
    "by type: posterior with words at face value");
  const ByType<double> credible{of.party, &of.view->credible};
  v.maybe("credible", of.view->credible.empty() ? nullptr : &credible,
          "by type: posterior with words as far as they can be believed; null if talk was not looked at");
  v("trust", of.view->trust, "share of the way from discounted to face value that this is, 0 to 1");
  v.maybe("bound", of.view->bound ? &bound : nullptr, "what talk can induce; null without payoffs");
  v("no_bound_because", of.view->no_bound_because, "why there is none");
}

}  // namespace offramp::briefing
