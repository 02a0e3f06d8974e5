// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/settle/settle_json.h"

#include <cmath>
#include <cstdint>
#include <string>

#include "offramp/briefing/names/case_counts.h"
#include "offramp/briefing/names/demand_phrase.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

using Json = nlohmann::ordered_json;

const std::string& id_of(const Case& c, PartyId party) {
  return c.parties[party.index()].id;
}
const std::string& id_of(const Case& c, RedLineId line) {
  return c.red_lines[line.index()].id;
}

/// Whole numbers without a decimal point as long as a double counts exactly.
Json whole(double value) {
  constexpr double kExact = 9007199254740992.0;
  if (value >= 0 && value <= kExact && std::floor(value) == value) return static_cast<std::uint64_t>(value);
  return value;
}

Json option_json(const Case& c, std::size_t issue, std::size_t option) {
  const Issue& i = c.issues[issue];
  if (i.numeric()) return whole(i.grid[option]);
  return i.options[option].id;
}

Json settlement_json(const Case& c, const bargaining::Settlement& s) {
  Json json = Json::object();
  for (std::size_t i = 0; i < s.size(); ++i) json[c.issues[i].id] = option_json(c, i, s[i]);
  return json;
}

Json share_json(const Share& s) {
  return {{"value", s.value}, {"standard_error", s.standard_error}, {"low", s.low}, {"high", s.high}};
}

// Of a short list nobody knows what dominates it from outside.
Json report_json(const Case& c, const SettleResult& result, const SettlementReport& r) {
  Json standings = Json::array();
  for (const Standing& s : r.standings) {
    standings.push_back({{"party", id_of(c, s.party)},
                         {"accepts", share_json(s.accepts)},
                         {"expected_utility", s.expected_utility},
                         {"expected_gain", s.expected_gain},
                         {"crosses_red_line", share_json(s.crosses_red_line)}});
  }
  return {{"settlement", settlement_json(c, r.settlement)},
          {"accepted_by_all", share_json(r.accepted_by_all)},
          {"weakest_link", id_of(c, r.weakest_link)},
          {"pareto", result.enumerated ? Json(r.pareto) : Json()},
          {"standings", standings}};
}

Json names_json(const Case& c) {
  Json parties = Json::object(), issues = Json::object(), types = Json::object(), lines = Json::object();
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    parties[c.parties[p].id] = party_name(c, PartyId(p));
    if (p >= c.types.size() || c.types[p].empty()) continue;
    for (std::size_t t = 0; t < c.types[p].size(); ++t) {
      types[c.parties[p].id][c.types[p][t].id] = type_name(c, PartyId(p), TypeId(t));
    }
  }
  for (std::size_t i = 0; i < c.issues.size(); ++i) {
    Json options = Json::object();
    for (std::size_t o = 0; o < c.issues[i].options.size(); ++o) {
      options[c.issues[i].options[o].id] = option_name(c, i, o);
    }
    issues[c.issues[i].id] = {{"name", issue_name(c, i)}, {"options", options}};
  }
  for (const RedLine& line : c.red_lines) lines[line.id] = condition_words(c, line.never.condition);
  return {{"parties", parties}, {"types", types}, {"issues", issues}, {"red_lines", lines}};
}

Json points_json(const Case& c, const SettleResult& r) {
  Json points = Json::array();
  for (const BargainingPoint& p : r.points) {
    points.push_back({{"name", p.name},
                      {"definition", p.definition},
                      {"source", p.source},
                      {"value", p.value},
                      {"ties", p.ties},
                      {"report", report_json(c, r, p.report)}});
  }
  return points;
}

Json no_deal_json(const Case& c, const SettleResult& r) {
  Json rows = Json::array();
  for (std::size_t v = 0; v < r.veto_players.size(); ++v) {
    Json row = {{"party", id_of(c, r.veto_players[v])}};
    row["expected"] = v < r.expected_reservation.size() ? Json(r.expected_reservation[v]) : Json();
    row["quantiles"] = v < r.reservation_quantiles.size() ? Json(r.reservation_quantiles[v]) : Json::array();
    rows.push_back(row);
  }
  return rows;
}

Json ramp_json(const Case& c, const SettleResult& r, const OffRamp& ramp) {
  Json give_get = Json::array();
  for (const GiveGet& g : ramp.give_get) {
    give_get.push_back({{"issue", c.issues[g.issue.index()].id},
                        {"option", option_json(c, g.issue.index(), g.option)},
                        {"points", g.points},
                        {"best_points", g.best_points},
                        {"worst_points", g.worst_points},
                        {"change", g.change}});
  }
  return {{"works", share_json(ramp.works)},
          {"report", report_json(c, r, ramp.report)},
          {"give_get", give_get},
          {"denied_aims", ramp.denied_aims},
          {"explanations", ramp.explanations}};
}

Json off_ramps_json(const Case& c, const SettleResult& r) {
  Json parties = Json::array();
  for (const PartyOffRamps& p : r.off_ramps) {
    Json ramps = Json::array();
    for (const OffRamp& ramp : p.ramps) ramps.push_back(ramp_json(c, r, ramp));
    parties.push_back({{"party", id_of(c, p.party)},
                       {"aims_declared", p.aims_declared},
                       {"candidates", p.candidates},
                       {"ramps", ramps}});
  }
  return parties;
}

Json red_lines_json(const Case& c, const SettleResult& r) {
  Json lines = Json::array();
  for (const RedLinePrice& price : r.red_lines) {
    const RedLine& line = c.red_lines[price.red_line.index()];
    lines.push_back({{"id", line.id},
                     {"party", id_of(c, line.party)},
                     {"kind", word_of(line.kind)},
                     {"poll", line.poll.empty() ? Json() : Json(line.poll)},
                     {"binds", share_json(price.binds)},
                     {"agreement_without", share_json(price.agreement_without)},
                     {"change", price.change},
                     {"change_error", price.change_error}});
  }
  return lines;
}

Json closing_json(const Case& c, const SettleResult& r) {
  Json sets = Json::array();
  for (const std::vector<RedLineId>& set : r.closing_sets) {
    Json ids = Json::array();
    for (const RedLineId line : set) ids.push_back(id_of(c, line));
    sets.push_back(ids);
  }
  return sets;
}

Json by_type_json(const Case& c, const SettleResult& r) {
  Json rows = Json::array();
  for (const AcceptanceByType& a : r.by_type) {
    rows.push_back({{"party", id_of(c, a.party)},
                    {"type", c.types[a.party.index()][a.type.index()].id},
                    {"worlds", share_json(a.worlds)},
                    {"prior", a.prior},
                    {"posterior", a.posterior},
                    {"agreement", share_json(a.agreement)}});
  }
  return rows;
}

Json actual_json(const Case& c, const SettleResult& r) {
  if (!r.actual) return nullptr;
  return {{"feasible", r.actual->feasible},
          {"rank", r.actual->rank},
          {"tied", r.actual->tied},
          {"report", report_json(c, r, r.actual->report)}};
}

Json demand_json(const Case& c, const Demand& demand) {
  switch (demand.kind) {
    case Demand::Kind::feasibility:
      return {{"kind", "feasibility"}, {"rule", c.feasible[demand.rule].text}};
    case Demand::Kind::red_line:
      return {
          {"kind", "red_line"}, {"party", id_of(c, demand.party)}, {"red_line", id_of(c, demand.red_line)}};
    case Demand::Kind::reservation:
      break;
  }
  return {{"kind", "no_deal"}, {"party", id_of(c, demand.party)}};
}

Json certificate_json(const Case& c, const Certificate& certificate) {
  Json clashes = Json::array(), concessions = Json::array();
  for (const std::vector<Demand>& clash : certificate.clashes) {
    Json demands = Json::array();
    for (const Demand& demand : clash) demands.push_back(demand_json(c, demand));
    clashes.push_back(demands);
  }
  for (const SingleConcession& concession : certificate.concessions) {
    concessions.push_back({{"demand", demand_json(c, concession.demand)},
                           {"lower_by", concession.lower_by},
                           {"opens", settlement_json(c, concession.opens)},
                           {"least_surplus", concession.least_surplus}});
  }
  return {{"verdict", std::string(to_words(verdict_of(certificate)))},
          {"complete", certificate.complete},
          {"witness", certificate.possible ? settlement_json(c, certificate.witness) : Json()},
          {"clash_count", clashes.size()},
          {"clashes", clashes},
          {"concessions", concessions},
          {"method", certificate.method}};
}

Json robust_json(const Case& c, const SettleResult& r) {
  Json choices = Json::array();
  for (const RobustChoice& choice : r.robust) {
    choices.push_back({{"name", choice.name},
                       {"definition", choice.definition},
                       {"value", choice.value},
                       {"bound", choice.bound},
                       {"worlds", choice.worlds},
                       {"report", report_json(c, r, choice.report)}});
  }
  return choices;
}

Json disagreements_json(const SettleResult& r) {
  Json pairs = Json::array();
  for (const Disagreement& gap : r.disagreements) {
    pairs.push_back({{"first", r.points[gap.first].name},
                     {"second", r.points[gap.second].name},
                     {"issues", gap.issues},
                     {"largest_difference", gap.largest_difference}});
  }
  return pairs;
}

Json zone_json(const SettleResult& r) {
  if (!r.enumerated) return nullptr;
  return {{"mean", r.zone.mean},
          {"p5", whole(r.zone.p5)},
          {"p50", whole(r.zone.p50)},
          {"p95", whole(r.zone.p95)},
          {"largest", r.zone.largest}};
}

Json map_json(const Case& c, const SettleResult& r) {
  Json points = Json::array();
  for (const MapPoint& p : r.map) {
    Json options = Json::array();
    for (std::size_t i = 0; i < p.settlement.size(); ++i)
      options.push_back(option_json(c, i, p.settlement[i]));
    points.push_back({{"settlement", options},
                      {"utility", p.utility},
                      {"accepted_by_all", p.accepted_by_all},
                      {"pareto", r.enumerated ? Json(p.pareto) : Json()}});
  }
  return points;
}

// Differences that cancel may end in -0.0, which says nothing to a reader.
void drop_sign_of_nought(nlohmann::ordered_json& json) {
  if (json.is_structured()) {
    for (nlohmann::ordered_json& part : json) drop_sign_of_nought(part);
  } else if (json.is_number_float() && json.get<double>() == 0.0) {
    json = 0.0;
  }
}

}  // namespace

nlohmann::ordered_json settle_json(const Case& c, const SettleResult& r) {
  Json json = {{"verb", "settle"},   {"title", c.title}, {"as_of", c.as_of},
               {"method", r.method}, {"seed", r.seed},   {"worlds", r.worlds}};
  json["space_size"] = whole(r.space_size);
  json["enumerated"] = r.enumerated;
  json["feasible"] = r.enumerated ? Json(r.feasible) : Json();
  json["short_list"] = r.enumerated ? Json() : Json(r.feasible);
  json["undecided_worlds"] = r.undecided_worlds;
  Json vetoes = Json::array();
  for (const PartyId p : r.veto_players) vetoes.push_back(id_of(c, p));
  json["veto_players"] = vetoes;
  json["agreement"] = share_json(r.agreement);
  json["agreement"]["word"] = std::string(likelihood_word(r.agreement.value));
  json["zone"] = zone_json(r);
  json["pareto_count"] = r.enumerated ? Json(r.pareto_count) : Json();
  json["ranked"] = Json::array();
  for (const SettlementReport& report : r.ranked) json["ranked"].push_back(report_json(c, r, report));
  json["robust"] = robust_json(c, r);
  json["points"] = points_json(c, r);
  json["no_points_because"] = r.no_points_because;
  json["disagreements"] = disagreements_json(r);
  json["no_deal"] = no_deal_json(c, r);
  json["off_ramps"] = off_ramps_json(c, r);
  json["certificate"] = certificate_json(c, r.certificate);
  json["red_lines"] = red_lines_json(c, r);
  json["closing_sets"] = closing_json(c, r);
  json["types_from_evidence"] = r.types_from_evidence;
  json["by_type"] = by_type_json(c, r);
  json["actual"] = actual_json(c, r);
  json["names"] = names_json(c);
  json["map_count"] = r.map.size();
  json["map"] = map_json(c, r);
  return json;
}

nlohmann::ordered_json case_json(const Case& c) {
  const CaseCounts n = count_case(c);
  return {
      {"parties", n.parties},
      {"issues", n.issues},
      {"settlements", whole(n.settlements)},
      {"red_lines", n.red_lines},
      {"red_lines_uncertain", n.red_lines_uncertain},
      {"sources", n.sources},
      {"inputs", n.inputs},
      {"uncertain", n.uncertain},
      {"unsourced", n.unsourced},
      {"anchors", n.anchors},
      {"used", n.inputs - n.anchors},
      {"basis", {{"stated", n.stated}, {"derived", n.derived}, {"judgement", n.judgement}}},
      {"confidence", {{"high", n.high}, {"moderate", n.moderate}, {"low", n.low}, {"unstated", n.unstated}}}};
}

std::string json_text(nlohmann::ordered_json json) {
  drop_sign_of_nought(json);
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace offramp::briefing
