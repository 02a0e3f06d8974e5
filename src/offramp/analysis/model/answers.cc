// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/model/answers.h"

#include <algorithm>
#include <cmath>

#include "offramp/dynamics/loops/influence.h"
#include "offramp/dynamics/loops/loop_scores.h"
#include "offramp/dynamics/run/saved_times.h"
#include "offramp/dynamics/run/simulate.h"

namespace offramp::modelling {
namespace {

std::string unit_of(const dynamics::Program& program, std::uint32_t scalar) {
  const dynamics::Variable* variable = program.flat.scalars[scalar].variable;
  return variable == nullptr ? std::string() : variable->units.text;
}

VariableFan fan_of(const dynamics::Summary& summary, std::size_t variable) {
  VariableFan fan;
  fan.name = summary.names[variable];
  for (const auto& at : summary.spread) {
    const dynamics::Spread& spread = at[variable];
    const double mean = spread.mean();
    // Where all paths lie in one cell, the mean says better where than the middle of the cell.
    const bool together = spread.sketch.cells().size() == 1;
    const auto quantile = [&](double p) { return together ? mean : spread.sketch.quantile(p); };
    fan.mean.push_back(mean);
    fan.deviation.push_back(spread.deviation());
    fan.p5.push_back(quantile(0.05));
    fan.p25.push_back(quantile(0.25));
    fan.p50.push_back(quantile(0.50));
    fan.p75.push_back(quantile(0.75));
    fan.p95.push_back(quantile(0.95));
  }
  return fan;
}

EventFan event_of(const dynamics::Summary& summary, std::size_t index) {
  const dynamics::EventCount& event = summary.events[index];
  const auto paths = static_cast<double>(summary.paths);
  EventFan fan;
  fan.name = summary.event_names[index];
  fan.paths = event.paths;
  fan.share = static_cast<double>(event.paths) / paths;
  fan.error = std::sqrt(fan.share * (1.0 - fan.share) / paths);
  fan.times = event.times.value() / paths;
  if (event.paths > 0) {
    fan.first_p5 = event.first.quantile(0.05);
    fan.first_p50 = event.first.quantile(0.50);
    fan.first_p95 = event.first.quantile(0.95);
  }
  for (const std::uint64_t by : event.by) fan.by.push_back(static_cast<double>(by) / paths);
  return fan;
}

void add_pairs(const dynamics::Summary& summary, ModelRun& run) {
  const auto paths = static_cast<double>(summary.paths);
  for (std::size_t e = 0; e < summary.pairs.size(); ++e) {
    for (std::size_t f = e + 1; f < summary.pairs.size(); ++f) {
      if (summary.pairs[e][f].both == 0) continue;
      EventsTogether& pair = run.pairs.emplace_back();
      pair.first = summary.event_names[e];
      pair.second = summary.event_names[f];
      pair.both = static_cast<double>(summary.pairs[e][f].both) / paths;
      pair.first_before = static_cast<double>(summary.pairs[e][f].first) / paths;
      pair.second_before = static_cast<double>(summary.pairs[f][e].first) / paths;
    }
  }
}

}  // namespace

bool is_random(const dynamics::Program& program) {
  if (program.flat.draws > 0 || !program.flat.noise.empty()) return true;
  const auto hazard = [](const dynamics::FlatEvent& e) { return e.hazard != dynamics::kNone; };
  const auto moves = [](const dynamics::FlatLadder& l) { return !l.steps.empty(); };
  return std::any_of(program.flat.events.begin(), program.flat.events.end(), hazard) ||
         std::any_of(program.flat.ladders.begin(), program.flat.ladders.end(), moves);
}

ModelFacts model_facts(const dynamics::Model& model, const dynamics::Program& program) {
  ModelFacts facts;
  facts.title = model.title;
  facts.unit = model.time.unit;
  facts.method = model.time.method == dynamics::Method::euler ? "Euler" : "RK4";
  facts.start = model.time.start;
  facts.stop = model.time.stop;
  facts.step = model.time.step;
  facts.steps = program.steps();
  for (std::uint32_t s = 0; s < program.flat.scalars.size(); ++s) {
    const dynamics::Scalar& scalar = program.flat.scalars[s];
    if (scalar.hidden) {
      ++facts.hidden;
      continue;
    }
    facts.stocks += scalar.kind == dynamics::Scalar::Kind::stock;
    facts.flows += scalar.kind == dynamics::Scalar::Kind::flow;
    facts.values += scalar.kind == dynamics::Scalar::Kind::auxiliary;
    const bool still = program.segments[s].first == program.segments[s].second;
    facts.constants += scalar.kind == dynamics::Scalar::Kind::auxiliary && still;
  }
  facts.events = program.flat.events.size();
  facts.ladders = program.flat.ladders.size();
  facts.random = is_random(program);
  const dynamics::LoopList loops = dynamics::loops_of(dynamics::influence_of(program), dynamics::kMaxLoops);
  facts.loops = loops.loops.size();
  facts.all_loops = loops.complete;
  return facts;
}

ModelRun model_run(const dynamics::Model& model, const dynamics::Program& program,
                   const dynamics::Summary& summary, dynamics::DrawKey key) {
  ModelRun run;
  run.title = model.title;
  run.paths = summary.paths;
  run.seed = key.seed;
  run.scenario = key.scenario;
  run.times = summary.times;
  const std::vector<std::uint32_t> shown = dynamics::shown_scalars(program);
  for (std::size_t v = 0; v < summary.names.size(); ++v) {
    run.variables.push_back(fan_of(summary, v));
    run.variables.back().unit = unit_of(program, shown[v]);
  }
  for (std::size_t e = 0; e < summary.events.size(); ++e) run.events.push_back(event_of(summary, e));
  add_pairs(summary, run);
  for (const dynamics::JointTable& table : summary.joint) {
    VariablesTogether& together = run.joint.emplace_back();
    together.first = table.first;
    together.second = table.second;
    together.time = table.time;
    together.thirds = table.thirds();
  }
  return run;
}

ModelPath model_path(const dynamics::Model& model, const dynamics::Program& program, dynamics::DrawKey key,
                     std::uint64_t path) {
  const dynamics::Path made = dynamics::simulate_path(program, key, path);
  ModelPath out;
  out.title = model.title;
  out.path = path;
  out.seed = key.seed;
  out.scenario = key.scenario;
  out.times = made.times;
  const std::vector<std::uint32_t> shown = dynamics::shown_scalars(program);
  for (std::size_t v = 0; v < made.names.size(); ++v) {
    PathVariable variable{made.names[v], unit_of(program, shown[v]), {}};
    for (const auto& row : made.rows) variable.values.push_back(row[v]);
    out.variables.push_back(std::move(variable));
  }
  for (const dynamics::Happening& h : made.happenings) out.events.push_back({h.time, h.text});
  return out;
}

Answer<ModelLoops> model_loops(const dynamics::Model& model, const dynamics::Program& program,
                               dynamics::DrawKey key, std::uint64_t path) {
  const Answer<dynamics::LoopReport> found = dynamics::loop_scores(program, key, path);
  if (!found) return found.reason();
  ModelLoops out;
  out.title = model.title;
  out.times = found->times;
  for (const dynamics::ScoredLoop& loop : found->loops) {
    LoopShare share{loop.name, {}, loop.mean, loop.relative};
    for (const std::uint32_t s : loop.scalars) share.through.push_back(found->names[s]);
    out.loops.push_back(std::move(share));
  }
  for (const dynamics::Dominance& d : found->dominance) {
    out.leads.push_back({found->loops[d.loop].name, d.from, d.to, d.share});
  }
  return out;
}

}  // namespace offramp::modelling
