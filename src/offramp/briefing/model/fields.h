// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/model/answers.h"
#include "offramp/briefing/describe/fields.h"

/// What the answers of `model` hold, field by field (describe/fields.h). Numbers that are not finite are
/// null.
namespace offramp::briefing {

template <class V>
void numbers_field(V& v, const char* key, const std::vector<double>& numbers, const char* says) {
  v.list(
      key, numbers.size(),
      [&](std::size_t i) { return MaybeInfinite{i < numbers.size() ? numbers[i] : 0.0}; }, says);
}

template <class V>
void fields(V& v, const modelling::ModelFacts& f) {
  v("title", f.title, "as in the file");
  v("start", f.start, "of time");
  v("stop", f.stop, "of time");
  v("step", f.step, "of time");
  v("steps", f.steps, "from start to stop");
  v("unit", f.unit, "of time, as in the file");
  v("method", Word{f.method}, "Euler or RK4");
  v("stocks", f.stocks, "elements of arrays count each");
  v("flows", f.flows, "likewise");
  v("values", f.values, "likewise");
  v("constants", f.constants, "values that never change");
  v("hidden", f.hidden, "numbers inside smooths, delays and events");
  v("events", f.events, "in the file");
  v("ladders", f.ladders, "in the file");
  v("random", f.random, "whether two paths can differ");
  v("loops", f.loops, "of feedback");
  v("all_loops", f.all_loops, "false: there are more than were counted");
}

template <class V>
void fields(V& v, const modelling::VariableFan& f) {
  v("name", f.name, "with its element");
  v("unit", f.unit, "as in the file; may be empty");
  numbers_field(v, "mean", f.mean, "at each time");
  numbers_field(v, "deviation", f.deviation, "standard deviation over paths");
  numbers_field(v, "p5", f.p5, "5 % of paths have less");
  numbers_field(v, "p25", f.p25, "a quarter has less");
  numbers_field(v, "p50", f.p50, "median");
  numbers_field(v, "p75", f.p75, "a quarter has more");
  numbers_field(v, "p95", f.p95, "5 % have more");
}

template <class V>
void fields(V& v, const modelling::EventFan& f) {
  v("name", f.name, "as in the file");
  v("paths", static_cast<std::size_t>(f.paths), "on which it happened");
  v("share", f.share, "of all paths");
  v("error", f.error, "standard error of the share");
  v("times", f.times, "how often it happened, mean over all paths");
  v.when(f.paths > 0, "first", std::vector<double>{f.first_p5, f.first_p50, f.first_p95},
         "when first, of the paths on which it happened: 5 %, median, 95 %");
  numbers_field(v, "by", f.by, "share of paths on which it had happened, at each time");
}

template <class V>
void fields(V& v, const modelling::EventsTogether& p) {
  v("first", p.first, "an event");
  v("second", p.second, "a later one of the file");
  v("both", p.both, "share of paths on which both happened");
  v("first_before", p.first_before, "share on which both did, the first before the second");
  v("second_before", p.second_before, "the other way round");
}

template <class V>
void fields(V& v, const modelling::VariablesTogether& t) {
  v("first", t.first, "a variable");
  v("second", t.second, "the one it was counted with");
  v("time", t.time, "at which");
  v("thirds", t.thirds,
    "share of paths: a list for each third of the first, in it a number for each third of the second");
}

template <class V>
void fields(V& v, const modelling::ModelRun& r) {
  v("title", r.title, "as in the file");
  v("paths", static_cast<std::size_t>(r.paths), "simulated");
  v("seed", static_cast<std::size_t>(r.seed), "of the draws");
  v("scenario", static_cast<std::size_t>(r.scenario), "runs of one number share their draws");
  v("horizon", r.times, "the times that were kept");
  v("variables", r.variables, "the model's own");
  v("events", r.events, "of the model");
  v("pairs", r.pairs, "of events that both happened on one path at least");
  v("joint", r.joint, "variables counted together, as asked for");
}

template <class V>
void fields(V& v, const modelling::PathVariable& p) {
  v("name", p.name, "with its element");
  v("unit", p.unit, "as in the file; may be empty");
  numbers_field(v, "value", p.values, "at each time");
}

template <class V>
void fields(V& v, const modelling::PathEvent& e) {
  v("time", e.time, "of the model");
  v("what", e.what, "the event, or the ladder with the states that it left and reached");
}

template <class V>
void fields(V& v, const modelling::ModelPath& p) {
  v("title", p.title, "as in the file");
  v("path", static_cast<std::size_t>(p.path), "its number");
  v("seed", static_cast<std::size_t>(p.seed), "of the draws");
  v("scenario", static_cast<std::size_t>(p.scenario), "runs of one number share their draws");
  v("horizon", p.times, "the times that were kept");
  v("variables", p.variables, "the model's own");
  v("log", p.events, "what happened, in time");
}

template <class V>
void fields(V& v, const modelling::LoopShare& l) {
  v("name", l.name, "R reinforces, B balances, U both by turns");
  v("through", l.through, "the variables around it, from a stock");
  v("mean", l.mean, "of the size of its share over times at which its group acts");
  v("share", l.share, "relative score at each time, in [-1, 1]");
}

template <class V>
void fields(V& v, const modelling::LoopLead& l) {
  v("loop", l.loop, "its name");
  v("from", l.from, "first time at which it leads");
  v("to", l.to, "last one");
  v("share", l.share, "mean size of its share meanwhile");
}

template <class V>
void fields(V& v, const modelling::ModelLoops& l) {
  v("title", l.title, "as in the file");
  v("horizon", l.times, "ends of the steps that are scored");
  v("loops", l.loops, "the largest mean first, by group");
  v("leads", l.leads, "which loop leads its group when");
}

template <class V>
void fields(V& v, const modelling::RareLevel& l) {
  v("level", l.level, "of the variable");
  v("passed", l.passed, "share of the paths from the level before that came to this one");
}

template <class V>
void fields(V& v, const modelling::ModelRare& r) {
  v("title", r.title, "as in the file");
  v("variable", r.variable, "that reaches the last level");
  v("level", r.level, "the last one");
  v("chance", r.chance, "that it is reached before the path ends or time is over");
  v("error", r.error, "standard error of the chance");
  v("low", r.low, "of the interval over the repetitions");
  v("high", r.high, "likewise");
  v("confidence", r.confidence, "how often such intervals hold the truth");
  v("particles", static_cast<std::size_t>(r.particles), "paths on each level");
  v("repetitions", static_cast<std::size_t>(r.repetitions), "independent ones");
  v("reached", static_cast<std::size_t>(r.reached), "repetitions in which the last level was reached");
  v("seed", static_cast<std::size_t>(r.seed), "of the draws");
  v("scenario", static_cast<std::size_t>(r.scenario), "runs of one number share their draws");
  v("levels", r.levels, "rising");
}

template <class V>
void fields(V& v, const modelling::ConstantEffect& e) {
  v("constant", e.constant, "its name");
  v("value", e.value, "as in the file");
  v("low", e.low, "the lower value tried");
  v("high", e.high, "the higher one");
  v("at_low", MaybeInfinite{e.at_low}, "mean of the variable under it");
  v("at_high", MaybeInfinite{e.at_high}, "likewise");
  v("elasticity", MaybeInfinite{e.elasticity},
    "relative change of the variable for a relative change of the constant");
}

template <class V>
void fields(V& v, const modelling::ModelSensitivity& s) {
  v("title", s.title, "as in the file");
  v("variable", s.variable, "whose mean is looked at");
  v("time", s.time, "at which");
  v("mean", s.value, "over paths, as things are");
  v("change", s.change, "relative, of each constant down and up");
  v("paths", static_cast<std::size_t>(s.paths), "simulated for each");
  v("seed", static_cast<std::size_t>(s.seed), "the same draws for all");
  v("constants", s.constants, "the largest effect first");
}

}  // namespace offramp::briefing
