// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/read/read.h"
#include "offramp/briefing/describe/fields.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/read/score_fields.h"
#include "offramp/briefing/read/talk_fields.h"

/// What the answer of `read` holds, field by field (describe/fields.h). "By type" is an object with one entry
/// for each type of the party.
namespace offramp::briefing {

struct BeliefAnswer {
  const BeliefResult* result = &nothing<BeliefResult>();
  const EventSeries* events = nullptr;  ///< beside it, if asked for
};

struct PartyBeliefOf {
  const PartyBelief* p = &nothing<PartyBelief>();
};

struct TypeBeliefOf {
  const PartyBelief* p = &nothing<PartyBelief>();
  std::size_t t = 0;
};

struct BeliefStepOf {
  PartyId party;
  const BeliefStep* step = &nothing<BeliefStep>();
};

struct ItemBeliefOf {
  PartyId party;
  const ItemBelief* item = &nothing<ItemBelief>();
};

struct DecibansOf {
  PartyId party;
  const ItemBelief* item = &nothing<ItemBelief>();
};

struct ViewOf {
  PartyId party;
  const evidence::View* view = &nothing<evidence::View>();
};

struct ContrastOf {
  PartyId party;
  const evidence::Contrast* contrast = &nothing<evidence::Contrast>();
};

struct AchOf {
  PartyId party;
  const evidence::AchMatrix* ach = &nothing<evidence::AchMatrix>();
};

struct AchRowOf {
  PartyId party;
  const evidence::AchMatrix* ach = &nothing<evidence::AchMatrix>();
  std::size_t row = 0;
};

struct AchCellsOf {
  PartyId party;
  const evidence::AchMatrix* ach = &nothing<evidence::AchMatrix>();
  std::size_t row = 0;
};

struct AchTypeOf {
  PartyId party;
  const evidence::AchMatrix* ach = &nothing<evidence::AchMatrix>();
  std::size_t t = 0;
};

struct JointRowOf {
  const JointBelief* joint = &nothing<JointBelief>();
  std::size_t row = 0;
};

struct JointTypesOf {
  const JointBelief* joint = &nothing<JointBelief>();
  std::size_t row = 0;
};

template <class V>
void fields(V& v, const TypeBeliefOf& of) {
  const PartyBelief& p = *of.p;
  const bool any = of.t < p.posterior.size();
  const Case& c = v.subject();
  v("id", TypeOf{p.party, TypeId(of.t)}, "the type");
  v("name", any ? type_name(c, p.party, TypeId(of.t)) : std::string(), "as readers see it");
  v("bad_faith", any && bool(c.types[p.party.index()][of.t].bad_faith), "a type whose talks are a feint");
  v("prior", at_or_nothing(p.prior, of.t), "probability before the evidence");
  v("posterior", at_or_nothing(p.posterior, of.t), "probability with it");
  v("prior_decibans", at_or_nothing(p.prior_decibans, of.t), "log odds before, infinite ones null");
  v("posterior_decibans", at_or_nothing(p.posterior_decibans, of.t), "log odds with the evidence");
  v("linked_decibans", MaybeInfinite{at_or_nothing(p.linked_decibans, of.t)},
    "what items about linked parties add, mean");
}

template <class V>
void fields(V& v, const BeliefStepOf& of) {
  v.maybe("date", of.step->date.empty() ? nullptr : &of.step->date, "null: before the evidence");
  v("types", ByType<evidence::Belief>{of.party, &of.step->types}, "by type");
}

template <class V>
void fields(V& v, const DecibansOf& of) {
  using evidence::Belief;
  v("alone", ByType<Belief>{of.party, &of.item->alone}, "by type: against the prior");
  v("given_rest", ByType<Belief>{of.party, &of.item->given_rest}, "by type: when all others are known");
  v("step", ByType<Belief>{of.party, &of.item->step},
    "by type, as they arrive; with linked_decibans these add up from prior to posterior");
}

template <class V>
void fields(V& v, const ItemBeliefOf& of) {
  const ItemBelief& item = *of.item;
  const EvidenceItem& e = at_or_nothing(v.subject().evidence, item.item);
  v("id", e.id, "the item");
  v("date", item.date, "as in the case");
  v("what", e.what, "what was seen or said");
  v("kind", Word{std::string(offramp::word_of(e.kind))}, "word, deed or costly_signal");
  v.when(e.signal != SignalKind::none, "signal", Word{std::string(offramp::word_of(e.signal))},
         "of a costly signal: sunk_cost or tied_hands");
  v("grade", std::string(1, e.source_grade) + std::to_string(e.information_grade),
    "Admiralty code, A1 to F6");
  v("weight", item.weight, "of the grade, in [0, 1]");
  v("group", e.group, "of items that retell one report");
  v("counts", item.counts, "false: a retelling that adds nothing to its group");
  v("decibans", DecibansOf{of.party, &item}, "what it does to the odds");
  v("without", ByType<double>{of.party, &item.without}, "by type: posterior if it is false and left out");
  v("reversed", ByType<double>{of.party, &item.reversed}, "by type: posterior if it was planted");
  v("flips_if_false", item.flips_if_false, "another type of the party would lead");
  v("flips_if_planted", item.flips_if_planted, "likewise");
}

template <>
struct DescribedAs<ViewOf> {
  static constexpr const char* name = "view";
};
template <class V>
void fields(V& v, const ViewOf& of) {
  v("types", ByType<evidence::Belief>{of.party, &of.view->hypotheses}, "by type");
  v("bad_faith", of.view->bad_faith, "probability that its talks are a feint");
  v("meant", 1.0 - of.view->bad_faith.mean, "1 less its mean: its talks are meant");
}

template <class V>
void fields(V& v, const ContrastOf& of) {
  const evidence::Contrast& x = *of.contrast;
  v("has_words", x.has_words, "some item about the party is a word of its own");
  v("words_weigh", x.words_weigh, "these alone move some type by at least a point from the prior");
  v("has_deeds", x.has_deeds, "some is a deed");
  v("has_costly", x.has_costly, "some is a deed or a costly signal");
  v("prior", ViewOf{of.party, &x.prior}, "before the evidence");
  v("words", ViewOf{of.party, &x.words}, "the reading from its own words alone");
  v("sunk_costs", ViewOf{of.party, &x.sunk_costs}, "from signals whose cost is sunk, alone");
  v("tied_hands", ViewOf{of.party, &x.tied_hands}, "from signals that tie hands, alone");
  v("deeds", ViewOf{of.party, &x.deeds}, "from deeds alone");
  v("deeds_and_signals", ViewOf{of.party, &x.costly}, "from deeds and costly signals");
  v("divergence_bits", x.words_costly.divergence_bits, "Jensen-Shannon, from words to deeds and signals");
  v("total_variation", x.words_costly.total_variation, "from words to deeds and signals, in [0, 1]");
  v("bad_faith_gap", x.words_costly.bad_faith, "bad faith by deeds and signals less that by words");
}

template <class V>
void fields(V& v, const AchCellsOf& of) {
  v.template entries<std::string>([&](const auto& put) {
    const evidence::AchMatrix& ach = *of.ach;
    for (std::size_t t = 0; t < ach.hypotheses; ++t) {
      put(v.subject().types[of.party.index()][t].id,
          std::string(to_string(ach.cells[of.row * ach.hypotheses + t])));
    }
  });
}

template <class V>
void fields(V& v, const AchRowOf& of) {
  const evidence::AchMatrix& ach = *of.ach;
  const bool any = of.row < ach.items.size();
  v("id", any ? v.subject().evidence[ach.items[of.row]].id : std::string(), "the item");
  v("weight", at_or_nothing(ach.weight, of.row), "of its grade");
  v("diagnosticity_decibans", MaybeInfinite{at_or_nothing(ach.diagnosticity, of.row)},
    "how far it tells types apart");
  v("cells", AchCellsOf{of.party, of.ach, of.row}, "by type: from very inconsistent to very consistent");
}

template <class V>
void fields(V& v, const AchTypeOf& of) {
  v("type", TypeOf{of.party, TypeId(of.t)}, "the type");
  v("inconsistency", at_or_nothing(of.ach->inconsistency, of.t),
    "2 for every very inconsistent item, 1 for inconsistent");
  v("weighted_inconsistency", at_or_nothing(of.ach->weighted_inconsistency, of.t),
    "each item times its weight");
}

template <class V>
void fields(V& v, const AchOf& of) {
  const evidence::AchMatrix& ach = *of.ach;
  v.list(
      "rows_by_diagnosticity", ach.by_diagnosticity.size(),
      [&](std::size_t i) {
        return AchRowOf{of.party, of.ach, ach.by_diagnosticity[i]};
      },
      "items, most diagnostic first");
  v.list(
      "types_by_inconsistency", ach.by_inconsistency.size(),
      [&](std::size_t i) {
        return AchTypeOf{of.party, of.ach, ach.by_inconsistency[i]};
      },
      "types, least weighted inconsistency first");
}

template <class V>
void fields(V& v, const PartyBeliefOf& of) {
  const PartyBelief& p = *of.p;
  v("party", p.party, "who");
  v("name", v.subject().parties.empty() ? std::string() : party_name(v.subject(), p.party),
    "as readers see it");
  v.list(
      "types", p.posterior.size(),
      [&](std::size_t t) {
        return TypeBeliefOf{of.p, t};
      },
      "in file order");
  v("leader", TypeOf{p.party, p.leader}, "type of the highest posterior");
  v("leads_in", p.leads_in, "share of worlds in which it leads");
  v("can_feign", p.can_feign, "some type bargains in bad faith");
  v("prior_bad_faith", p.prior_bad_faith, "belief in these before the evidence");
  v("bad_faith", p.bad_faith, "with it");
  v.list(
      "history", p.history.size(),
      [&](std::size_t i) {
        return BeliefStepOf{p.party, &p.history[i]};
      },
      "beliefs day by day");
  v("words_and_deeds", ContrastOf{p.party, &p.contrast}, "words against deeds");
  v.list(
      "items", p.items.size(),
      [&](std::size_t i) {
        return ItemBeliefOf{p.party, &p.items[i]};
      },
      "in order of date");
  v("ach", AchOf{p.party, &p.ach}, "matrix of competing hypotheses");
  v("deception", DeceptionOf{p.party, &p.deception}, "how its words can be believed");
}

template <class V>
void fields(V& v, const JointTypesOf& of) {
  v.template entries<TypeOf>([&](const auto& put) {
    for (std::size_t m = 0; m < of.joint->parties.size(); ++m) {
      const PartyId party = of.joint->parties[m];
      put(v.subject().parties[party.index()].id, TypeOf{party, of.joint->types[of.row][m]});
    }
  });
}

template <class V>
void fields(V& v, const JointRowOf& of) {
  v("types", JointTypesOf{of.joint, of.row}, "party to type");
  v("chance", at_or_nothing(of.joint->chance, of.row), "of the combination, mean over worlds");
  v("if_independent", at_or_nothing(of.joint->if_independent, of.row), "product of the parties' own chances");
}

template <class V>
void fields(V& v, const GroupBelief& g) {
  const auto& items = v.subject().evidence;
  v("group", g.group, "the group");
  v("party", g.party, "whom it is about");
  v.list(
      "items", g.items.size(), [&](std::size_t i) { return items[g.items[i]].id; }, "its items");
  v("without", ByType<double>{g.party, &g.without}, "by type: posterior without the whole group");
  v("flips_if_false", g.flips_if_false, "another type would lead");
}

template <class V>
void fields(V& v, const WatchBelief& w) {
  const Case& c = v.subject();
  const bool any = w.watch < c.watch.size();
  const WatchItem& item = any ? c.watch[w.watch] : nothing<WatchItem>();
  const evidence::WatchValue& value = w.value;
  v("id", item.id, "the item");
  v("what", item.what, "what to look for");
  v("about", item.about, "the party");
  v("seen", value.seen, "chance to see it");
  v("gain_bits", value.gain_bits, "expected information");
  v("gain_per_cost", value.gain_per_cost, "the same for each unit of cost");
  v("cost", any ? c.quantity(item.cost).median() : 0.0, "in the case's own unit, median");
  v("lead_time_days", any ? c.quantity(item.lead_time).median() : 0.0, "until it is known, median");
  v("if_seen", ByType<evidence::Belief>{item.about, &value.if_seen}, "by type: posterior if it is seen");
  v("if_not_seen", ByType<evidence::Belief>{item.about, &value.if_not_seen}, "by type: if it is not");
  v("flips_if_seen", value.flips_if_seen, "the leading type would change");
  v("flips_if_not_seen", value.flips_if_not_seen, "likewise");
}

template <class V>
void fields(V& v, const YesNoBelief& fact) {
  const Case& c = v.subject();
  const bool circumstance = fact.about.kind == Hidden::Kind::circumstance;
  const std::size_t at = fact.about.index;
  v("kind", Word{circumstance ? "circumstance" : "red_line"}, "circumstance or red_line");
  v("id", circumstance ? at_or_nothing(c.circumstances, at).id : at_or_nothing(c.red_lines, at).id, "which");
  v("prior", fact.prior, "chance that it is so, or that the line holds, before the evidence");
  v("posterior", fact.posterior, "with it");
}

template <class V>
void fields(V& v, const BeliefAnswer& answer) {
  const BeliefResult& r = *answer.result;
  v("verb", "read", "which verb answered");
  v.when(v.subject().placeholders() > 0, "placeholders", v.subject().placeholders(),
         "numbers that are there to be replaced: nothing here says anything about a conflict");
  settings_field(v);
  v("title", v.subject().title, "of the case");
  v("as_of", v.subject().as_of, "date of the case");
  v("method", r.method, "how it was computed");
  v("seed", r.seed, "of the worlds");
  v("worlds", r.worlds, "sampled");
  v("items", r.items, "items of evidence in the case");
  v.list(
      "parties", r.parties.size(), [&](std::size_t i) { return PartyBeliefOf{&r.parties[i]}; },
      "parties with types, in party order");
  v.list(
      "joint", r.joint.size(),
      [&](std::size_t i) {
        std::vector<JointRowOf> rows;
        for (std::size_t k = 0; k < r.joint[i].types.size(); ++k) rows.push_back({&r.joint[i], k});
        return rows;
      },
      "for each set of linked parties, combinations of types");
  v("facts", r.facts, "circumstances, and red lines that evidence is about");
  v("groups", r.groups, "one report retold: what it holds up as a whole");
  v("watch", r.watch, "by information per cost, most first");
  v("notes", r.notes, "what limits the reading, a sentence each");
  v.when(answer.events != nullptr, "events", answer.events ? *answer.events : nothing<EventSeries>(),
         "coded events, with --events");
}

}  // namespace offramp::briefing
