// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/weigh/weigh_json.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "offramp/briefing/names/weigh_words.h"

namespace offramp::briefing {
namespace {

using Json = nlohmann::ordered_json;
using sensitivity::Estimate;

Json estimate_json(const Estimate& e) {
  return {{"value", e.value}, {"standard_error", e.standard_error}, {"low", e.low}, {"high", e.high}};
}

Json settlement_json(const Case& c, const bargaining::Settlement& s) {
  Json json = Json::object();
  for (std::size_t i = 0; i < s.size(); ++i) {
    const Issue& issue = c.issues[i];
    json[issue.id] = issue.numeric() ? Json(issue.grid[s[i]]) : Json(issue.options[s[i]].id);
  }
  return json;
}

Json share_json(const Share& s) {
  return {{"value", s.value}, {"standard_error", s.standard_error}, {"low", s.low}, {"high", s.high}};
}

Json inputs_json(const Case& c, const WeighResult& r) {
  Json list = Json::array();
  for (const WeighInput& input : r.inputs) {
    Json sources = Json::array();
    for (const SourceId source : input.sources) sources.push_back(c.sources[source.index()].id);
    list.push_back({{"id", input.id},
                    {"name", weigh_input_name(c, input)},
                    {"kind", input.kind == WeighInput::Kind::quantity ? "quantity"
                             : input.kind == WeighInput::Kind::type   ? "type"
                                                                      : "red_line"},
                    {"through", input.through},
                    {"basis", std::string(to_string(input.basis))},
                    {"confidence", std::string(to_string(input.confidence))},
                    {"sources", sources}});
  }
  return list;
}

Json level_or_value(const Case& c, const WeighInput& input, double value) {
  if (input.kind == WeighInput::Kind::quantity) return value;
  if (input.kind == WeighInput::Kind::red_line) return value > 0.5 ? "held" : "open";
  return c.types[input.party.index()][static_cast<std::size_t>(value)].id;
}

Json tornado_json(const Case& c, const WeighResult& r, const WeighOutput& output) {
  Json bars = Json::array();
  for (const sensitivity::TornadoBar& bar : output.tornado) {
    const auto end = [&](const sensitivity::TornadoEnd& e) {
      return Json{{"at", level_or_value(c, r.inputs[bar.input], e.input)},
                  {"output", estimate_json(e.output)}};
    };
    bars.push_back({{"input", r.inputs[bar.input].id},
                    {"low", end(bar.low)},
                    {"high", end(bar.high)},
                    {"swing", bar.swing},
                    {"noise_floor", bar.noise_floor},
                    {"significant", bar.significant}});
  }
  return bars;
}

Json indices_json(const WeighResult& r, const WeighOutput& output) {
  const sensitivity::Indices& x = output.indices;
  if (!x.available) return nullptr;
  Json rows = Json::array();
  for (std::size_t i = 0; i < x.inputs.size(); ++i) {
    const sensitivity::InputIndices& own = x.inputs[i];
    if (own.constant) continue;
    Json row = {{"input", r.inputs[i].id},
                {"first", estimate_json(own.first)},
                {"total", r.inputs[i].through ? Json() : estimate_json(own.total)},
                {"total_reliable", own.total_reliable},
                {"delta", estimate_json(own.delta)}};
    row["regression"] = own.regression ? estimate_json(*own.regression) : Json();
    row["rank_regression"] = own.rank_regression ? estimate_json(*own.rank_regression) : Json();
    if (!own.reason.empty()) row["reason"] = own.reason;
    rows.push_back(row);
  }
  Json pairs = Json::array();
  for (const sensitivity::PairIndex& pair : x.interactions) {
    pairs.push_back(
        {{"a", r.inputs[pair.a].id}, {"b", r.inputs[pair.b].id}, {"share", estimate_json(pair.share)}});
  }
  return {{"inputs", rows},
          {"interactions", pairs},
          {"mean", x.mean},
          {"variance", x.variance},
          {"first_order_sum", x.first_order_sum},
          {"unexplained", x.unexplained},
          {"linear_r_squared", x.linear_r_squared},
          {"needs_design", x.needs_design},
          {"warnings", x.warnings}};
}

Json map_json(const WeighResult& r, const WeighOutput& output) {
  if (!output.map) return nullptr;
  const sensitivity::TwoWayMap& m = *output.map;
  return {{"a", r.inputs[m.a].id}, {"b", r.inputs[m.b].id},
          {"rows", m.rows},        {"columns", m.columns},
          {"a_low", m.a_low},      {"a_high", m.a_high},
          {"b_low", m.b_low},      {"b_high", m.b_high},
          {"mean", m.mean},        {"standard_error", m.standard_error},
          {"count", m.count}};
}

Json outputs_json(const Case& c, const WeighResult& r) {
  Json list = Json::array();
  for (const WeighOutput& output : r.outputs) {
    Json row = {{"output", output.kind == WeighOutput::Kind::agreement    ? "agreement"
                           : output.kind == WeighOutput::Kind::acceptance ? "acceptance"
                           : output.kind == WeighOutput::Kind::risk       ? "risk"
                                                                          : "reservation"}};
    if (output.kind == WeighOutput::Kind::reservation) row["party"] = c.parties[output.party.index()].id;
    row["name"] = weigh_output_name(c, output);
    row["tornado"] = tornado_json(c, r, output);
    row["indices"] = indices_json(r, output);
    row["map"] = map_json(r, output);
    list.push_back(row);
  }
  return list;
}

Json check_json(const FlipCheck& check) {
  if (!check.run) return nullptr;
  return {{"confirmed", check.confirmed},
          {"worlds", check.worlds},
          {"short_of", estimate_json(check.short_of)},
          {"beyond", estimate_json(check.beyond)}};
}

Json side_json(const Case& c, const WeighResult& r, const JointFlip::Side& side) {
  const WeighInput& input = r.inputs[side.input];
  if (side.level)
    return {{"input", input.id}, {"level", level_or_value(c, input, static_cast<double>(*side.level))}};
  return {
      {"input", input.id}, {"value", side.value}, {"score", side.score}, {"distance", std::fabs(side.score)}};
}

Json flips_json(const Case& c, const WeighResult& r, const WeighFlips& flips) {
  Json nearest = Json::array(), levels = Json::array(), joint = Json::array();
  for (std::size_t k = 0; k < flips.nearest.size(); ++k) {
    const sensitivity::Flip& f = flips.points.nearest[k];
    nearest.push_back({{"input", r.inputs[f.input].id},
                       {"value", f.value},
                       {"score", f.score},
                       {"distance", std::fabs(f.score)},
                       {"from", f.from},
                       {"to", f.to},
                       {"check", check_json(flips.nearest[k])}});
  }
  for (std::size_t k = 0; k < flips.levels.size(); ++k) {
    const sensitivity::LevelFlip& f = flips.points.levels[k];
    levels.push_back({{"input", r.inputs[f.input].id},
                      {"level", level_or_value(c, r.inputs[f.input], static_cast<double>(f.level))},
                      {"share", f.share},
                      {"to", f.to},
                      {"advantage", estimate_json(f.advantage)},
                      {"check", check_json(flips.levels[k])}});
  }
  for (const JointFlip& f : flips.joint) {
    joint.push_back({{"a", side_json(c, r, f.a)},
                     {"b", side_json(c, r, f.b)},
                     {"distance", f.distance},
                     {"share", f.share},
                     {"to", f.to},
                     {"check", check_json(f.check)}});
  }
  return {
      {"recommended", flips.points.recommended}, {"nearest", nearest}, {"levels", levels}, {"joint", joint}};
}

Json short_list_json(const Case& c, const WeighResult& r) {
  Json list = Json::array();
  for (const ShortListed& s : r.short_list) {
    list.push_back({{"roles", s.roles},
                    {"settlement", settlement_json(c, s.settlement)},
                    {"accepted_by_all", share_json(s.accepted_by_all)}});
  }
  return list;
}

Json information_json(const Case& c, const WeighResult& r) {
  const sensitivity::InformationValue& x = r.information;
  Json inputs = Json::array(), sources = Json::array(), watch = Json::array();
  const auto tried = [](const sensitivity::TriedValue& v) {
    return Json{{"value", estimate_json(v.gain)}, {"clear", v.clear}};
  };
  for (std::size_t i = 0; i < x.inputs_tried.size(); ++i) {
    if (x.inputs_tried[i].gain.value <= 0.0) continue;
    Json row = {{"input", r.inputs[i].id}};
    row.update(tried(x.inputs_tried[i]));
    inputs.push_back(row);
  }
  for (std::size_t i = 0; i < x.groups_tried.size(); ++i) {
    Json row = {{"source", c.sources[r.sources[i].index()].id}};
    row.update(tried(x.groups_tried[i]));
    sources.push_back(row);
  }
  for (const WatchValue& w : r.watch) {
    Json row = {{"id", c.watch[w.watch].id}, {"relevant", w.relevant}};
    row.update(tried(w.value));
    row.update({{"low", w.low},
                {"high", w.high},
                {"seen", w.seen},
                {"changes_choice", w.changes_choice},
                {"cost", w.cost},
                {"per_cost", w.per_cost()},
                {"lead_time_days", w.lead_time}});
    watch.push_back(row);
  }
  return {{"best", x.best},        {"best_payoff", x.best_payoff}, {"perfect", estimate_json(x.perfect)},
          {"inputs", inputs},      {"sources", sources},           {"watch", watch},
          {"warnings", x.warnings}};
}

Json robust_json(const WeighResult& r) {
  Json rows = Json::array();
  for (const sensitivity::ChoiceRecord& x : r.robust.choices) {
    rows.push_back({{"expected", x.expected},
                    {"expected_error", x.expected_error},
                    {"worst", x.worst},
                    {"p5", x.p5},
                    {"expected_regret", x.expected_regret},
                    {"p95_regret", x.p95_regret},
                    {"max_regret", x.max_regret},
                    {"best_share", x.best_share},
                    {"dominated", x.dominated}});
  }
  return {{"choices", rows},
          {"best_expected", r.robust.best_expected},
          {"minimax_regret", r.robust.minimax_regret},
          {"maximin", r.robust.maximin}};
}

Json scenarios_json(const Case& c, const WeighResult& r, const sensitivity::Scenarios& s) {
  if (!s.available) return {{"available", false}, {"message", s.message}};
  Json boxes = Json::array();
  for (const sensitivity::ScenarioBox& box : s.boxes) {
    Json limits = Json::array();
    for (const sensitivity::Restriction& x : box.restrictions) {
      Json limit = {{"input", r.inputs[x.input].id}};
      if (x.has_low) limit["above"] = x.low;
      if (x.has_high) limit["below"] = x.high;
      for (const std::size_t level : x.levels)
        limit["levels"].push_back(level_or_value(c, r.inputs[x.input], static_cast<double>(level)));
      limit["quasi_p"] = x.quasi_p;
      limits.push_back(limit);
    }
    boxes.push_back({{"text", weigh_box_text(c, r, box)},
                     {"restrictions", limits},
                     {"coverage", box.coverage},
                     {"density", box.density},
                     {"support", box.support}});
  }
  return {{"available", true}, {"base_rate", s.base_rate}, {"coverage", s.coverage}, {"boxes", boxes}};
}

Json design_json(const WeighResult& r) {
  if (!r.design) return nullptr;
  Json outputs = Json::array();
  for (const sensitivity::DesignIndices& x : r.design->indices) {
    Json rows = Json::array();
    for (std::size_t g = 0; g < x.total.size(); ++g) {
      const bool one = g < r.design->inputs.size();
      rows.push_back({{"input", one ? Json(r.inputs[r.design->inputs[g]].id) : Json()},
                      {"first", estimate_json(x.first[g])},
                      {"total", estimate_json(x.total[g])}});
    }
    outputs.push_back({{"available", x.available},
                       {"message", x.message},
                       {"mean", x.mean},
                       {"variance", x.variance},
                       {"groups", rows}});
  }
  const sensitivity::DesignIndices& first = r.design->indices.front();
  return {{"base_points", first.base_points},
          {"model_runs", first.model_runs},
          {"others", r.design->others},
          {"outputs", outputs}};
}

}  // namespace

nlohmann::ordered_json weigh_json(const Case& c, const WeighResult& r) {
  Json json = {{"verb", "weigh"}, {"title", c.title}, {"seed", r.seed}, {"worlds", r.worlds}};
  json["for"] = r.objective.party ? c.parties[r.objective.party->index()].id : "mediator";
  json["left_out"] = r.left_out;
  json["inputs"] = inputs_json(c, r);
  json["key_assumptions"] = Json::array();
  for (const KeyAssumption& key : r.key_assumptions) {
    json["key_assumptions"].push_back({{"input", r.inputs[key.input].id},
                                       {"judgement", key.judgement},
                                       {"output", key.output},
                                       {"swing", key.swing},
                                       {"margin", key.margin}});
  }
  const auto judged = std::count_if(r.key_assumptions.begin(), r.key_assumptions.end(),
                                    [](const KeyAssumption& key) { return key.judgement; });
  json["key_counts"] = {{"all", r.key_assumptions.size()}, {"judgement", judged}};
  json["short_list"] = short_list_json(c, r);
  json["answer_flips"] = flips_json(c, r, r.answer_flips);
  json["settlement_flips"] = flips_json(c, r, r.settlement_flips);
  json["outputs"] = outputs_json(c, r);
  json["information"] = information_json(c, r);
  json["robust"] = robust_json(r);
  json["fails"] = scenarios_json(c, r, r.fails);
  json["holds"] = scenarios_json(c, r, r.holds);
  json["design"] = design_json(r);
  return json;
}

}  // namespace offramp::briefing
