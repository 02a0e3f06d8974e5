// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/read/read_json.h"

#include <cmath>
#include <string>

#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

using Json = nlohmann::ordered_json;
using evidence::Belief;

Json number(double value) {
  return std::isfinite(value) ? Json(value) : Json();
}

Json belief_json(const Belief& b) {
  return {{"mean", number(b.mean)}, {"p5", number(b.p5)}, {"p50", number(b.p50)}, {"p95", number(b.p95)}};
}

const std::string& id_of(const Case& c, PartyId party) {
  return c.parties[party.index()].id;
}
const std::string& id_of(const Case& c, PartyId party, std::size_t type) {
  return c.types[party.index()][type].id;
}

/// An object with one entry a type.
Json by_type(const Case& c, PartyId party, const std::vector<Belief>& beliefs) {
  Json json = Json::object();
  for (std::size_t t = 0; t < beliefs.size(); ++t) json[id_of(c, party, t)] = belief_json(beliefs[t]);
  return json;
}
Json by_type(const Case& c, PartyId party, const std::vector<double>& numbers) {
  Json json = Json::object();
  for (std::size_t t = 0; t < numbers.size(); ++t) json[id_of(c, party, t)] = number(numbers[t]);
  return json;
}

Json item_json(const Case& c, PartyId party, const ItemBelief& item) {
  const EvidenceItem& e = c.evidence[item.item];
  Json json = {{"id", e.id}, {"date", item.date}, {"what", e.what}, {"kind", word_of(e.kind)}};
  if (e.signal != SignalKind::none) json["signal"] = word_of(e.signal);
  json["grade"] = std::string(1, e.source_grade) + std::to_string(e.information_grade);
  json["weight"] = item.weight;
  json["group"] = e.group;
  json["counts"] = item.counts;
  json["decibans"] = {{"alone", by_type(c, party, item.alone)},
                      {"given_rest", by_type(c, party, item.given_rest)},
                      {"step", by_type(c, party, item.step)}};
  json["without"] = by_type(c, party, item.without);
  json["reversed"] = by_type(c, party, item.reversed);
  json["flips_if_false"] = item.flips_if_false;
  json["flips_if_planted"] = item.flips_if_planted;
  return json;
}

Json view_json(const Case& c, PartyId party, const evidence::View& view) {
  return {{"types", by_type(c, party, view.hypotheses)}, {"bad_faith", belief_json(view.bad_faith)}};
}

Json contrast_json(const Case& c, PartyId party, const evidence::Contrast& x) {
  return {{"has_words", x.has_words},
          {"has_deeds", x.has_deeds},
          {"has_costly", x.has_costly},
          {"words", view_json(c, party, x.words)},
          {"sunk_costs", view_json(c, party, x.sunk_costs)},
          {"tied_hands", view_json(c, party, x.tied_hands)},
          {"deeds", view_json(c, party, x.deeds)},
          {"deeds_and_signals", view_json(c, party, x.costly)},
          {"divergence_bits", belief_json(x.words_costly.divergence_bits)},
          {"total_variation", belief_json(x.words_costly.total_variation)},
          {"bad_faith_gap", belief_json(x.words_costly.bad_faith)}};
}

Json ach_json(const Case& c, PartyId party, const evidence::AchMatrix& ach) {
  Json rows = Json::array(), types = Json::array();
  for (const std::uint32_t row : ach.by_diagnosticity) {
    Json cells = Json::object();
    for (std::size_t t = 0; t < ach.hypotheses; ++t) {
      cells[id_of(c, party, t)] = std::string(to_string(ach.cells[row * ach.hypotheses + t]));
    }
    rows.push_back({{"id", c.evidence[ach.items[row]].id},
                    {"weight", ach.weight[row]},
                    {"diagnosticity_decibans", number(ach.diagnosticity[row])},
                    {"cells", cells}});
  }
  for (const std::uint32_t t : ach.by_inconsistency) {
    types.push_back({{"type", id_of(c, party, t)},
                     {"inconsistency", ach.inconsistency[t]},
                     {"weighted_inconsistency", ach.weighted_inconsistency[t]}});
  }
  return {{"rows_by_diagnosticity", rows}, {"types_by_inconsistency", types}};
}

Json answer_json(const Case& c, PartyId party, const AnswerView& view) {
  Json settlement;
  if (view.answer.offer) {
    settlement = Json::object();
    for (std::size_t i = 0; i < c.issues.size(); ++i) {
      settlement[c.issues[i].id] = c.issues[i].options[(*view.answer.offer)[i]].id;
    }
  }
  return {{"answer", view.answer.name.empty() ? Json() : Json(view.answer.name)},
          {"offer", settlement},
          {"payoff_points", by_type(c, party, view.payoff)}};
}

const char* verdict_word(WordClaim::Verdict verdict) {
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

Json ids_of(const Case& c, PartyId party, const std::vector<std::uint32_t>& types) {
  Json json = Json::array();
  for (const std::uint32_t t : types) json.push_back(id_of(c, party, t));
  return json;
}

// Who would gain by each claim, and what can be believed.
Json claims_json(const Case& c, PartyId party, const DeceptionView& view) {
  Json claims = Json::array();
  for (std::size_t t = 0; t < view.if_taken_for.size(); ++t) {
    const evidence::Claim& claim = view.bound->talk.claims[t];
    Json json = {{"type", id_of(c, party, t)}};
    json.update(answer_json(c, party, view.if_taken_for[t]));
    json["wanted"] = claim.wanted;
    json["tempted"] = ids_of(c, party, claim.tempted);
    json["indifferent"] = ids_of(c, party, claim.indifferent);
    json["self_signalling"] = claim.self_signalling;
    claims.push_back(std::move(json));
  }
  return claims;
}

Json deception_json(const Case& c, PartyId party, const DeceptionView& view) {
  Json json = {{"discounted", by_type(c, party, view.discounted)},
               {"face_value", by_type(c, party, view.face_value)},
               {"bound", nullptr},
               {"no_bound_because", view.no_bound_because}};
  if (!view.bound) return json;
  json["bound"] = {{"low", by_type(c, party, view.bound->low)},
                   {"high", by_type(c, party, view.bound->high)},
                   {"words_count", view.bound->words_count},
                   {"only_babbling", view.bound->talk.only_babbling},
                   {"fully_truthful", view.bound->talk.fully_truthful},
                   {"listener_tied", view.bound->talk.listener_tied},
                   {"basis", view.basis == TalkStakes::Basis::stated ? "stated" : "derived"},
                   {"steady", view.steady},
                   {"exhaustive", view.exhaustive},
                   {"unheard", answer_json(c, party, view.unheard)},
                   {"claims", claims_json(c, party, view)}};
  Json sets = Json::array(), words = Json::array();
  for (const auto& set : view.bound->talk.credible_sets) sets.push_back(ids_of(c, party, set));
  Json counts = {{"believable", 0}, {"tempted", 0}, {"idle", 0}, {"says_nothing", 0}};
  for (const WordClaim& word : view.words) {
    counts[verdict_word(word.verdict)] = counts[verdict_word(word.verdict)].get<int>() + 1;
    words.push_back({{"id", c.evidence[word.item].id},
                     {"speaks_for", id_of(c, party, word.speaks_for.index())},
                     {"verdict", verdict_word(word.verdict)}});
  }
  json["bound"]["credible_sets"] = sets;
  json["bound"]["words_by_verdict"] = counts;
  json["bound"]["words"] = words;
  return json;
}

Json party_json(const Case& c, const PartyBelief& p) {
  Json types = Json::array();
  for (std::size_t t = 0; t < p.posterior.size(); ++t) {
    types.push_back({{"id", id_of(c, p.party, t)},
                     {"name", type_name(c, p.party, TypeId(t))},
                     {"bad_faith", c.types[p.party.index()][t].bad_faith},
                     {"prior", belief_json(p.prior[t])},
                     {"posterior", belief_json(p.posterior[t])},
                     {"prior_decibans", belief_json(p.prior_decibans[t])},
                     {"posterior_decibans", belief_json(p.posterior_decibans[t])},
                     {"linked_decibans", number(p.linked_decibans[t])}});
  }
  Json history = Json::array(), items = Json::array();
  for (const BeliefStep& step : p.history) {
    history.push_back(
        {{"date", step.date.empty() ? Json() : Json(step.date)}, {"types", by_type(c, p.party, step.types)}});
  }
  for (const ItemBelief& item : p.items) items.push_back(item_json(c, p.party, item));
  Json json = {{"party", id_of(c, p.party)}, {"name", party_name(c, p.party)}, {"types", types}};
  json["leader"] = id_of(c, p.party, p.leader.index());
  json["leads_in"] = p.leads_in;
  json["can_feign"] = p.can_feign;
  json["prior_bad_faith"] = belief_json(p.prior_bad_faith);
  json["bad_faith"] = belief_json(p.bad_faith);
  json["history"] = history;
  json["words_and_deeds"] = contrast_json(c, p.party, p.contrast);
  json["items"] = items;
  json["ach"] = ach_json(c, p.party, p.ach);
  json["deception"] = deception_json(c, p.party, p.deception);
  return json;
}

Json watch_json(const Case& c, const WatchBelief& w) {
  const WatchItem& item = c.watch[w.watch];
  const evidence::WatchValue& v = w.value;
  return {{"id", item.id},
          {"what", item.what},
          {"about", id_of(c, item.about)},
          {"seen", belief_json(v.seen)},
          {"gain_bits", belief_json(v.gain_bits)},
          {"gain_per_cost", belief_json(v.gain_per_cost)},
          {"cost", c.quantity(item.cost).median()},
          {"lead_time_days", c.quantity(item.lead_time).median()},
          {"if_seen", by_type(c, item.about, v.if_seen)},
          {"if_not_seen", by_type(c, item.about, v.if_not_seen)},
          {"flips_if_seen", v.flips_if_seen},
          {"flips_if_not_seen", v.flips_if_not_seen}};
}

Json joint_json(const Case& c, const JointBelief& joint) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < joint.types.size(); ++i) {
    Json types = Json::object();
    for (std::size_t m = 0; m < joint.parties.size(); ++m) {
      types[id_of(c, joint.parties[m])] = id_of(c, joint.parties[m], joint.types[i][m].index());
    }
    rows.push_back(
        {{"types", types}, {"chance", joint.chance[i]}, {"if_independent", joint.if_independent[i]}});
  }
  return rows;
}

Json group_json(const Case& c, const GroupBelief& group) {
  Json items = Json::array();
  for (const std::size_t i : group.items) items.push_back(c.evidence[i].id);
  return {{"group", group.group},
          {"party", id_of(c, group.party)},
          {"items", items},
          {"without", by_type(c, group.party, group.without)},
          {"flips_if_false", group.flips_if_false}};
}

}  // namespace

nlohmann::ordered_json read_json(const Case& c, const BeliefResult& r) {
  Json json = {{"verb", "read"},     {"title", c.title}, {"as_of", c.as_of},
               {"method", r.method}, {"seed", r.seed},   {"worlds", r.worlds}};
  json["items"] = r.items;
  json["parties"] = Json::array();
  for (const PartyBelief& p : r.parties) json["parties"].push_back(party_json(c, p));
  json["joint"] = Json::array();
  for (const JointBelief& joint : r.joint) json["joint"].push_back(joint_json(c, joint));
  json["groups"] = Json::array();
  for (const GroupBelief& group : r.groups) json["groups"].push_back(group_json(c, group));
  json["watch"] = Json::array();
  for (const WatchBelief& w : r.watch) json["watch"].push_back(watch_json(c, w));
  json["notes"] = r.notes;
  return json;
}

}  // namespace offramp::briefing
