// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "offramp/base/run/answer.h"
#include "offramp/base/run/progress.h"
#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/model/model.h"
#include "offramp/dynamics/run/draws.h"
#include "offramp/dynamics/run/monte_carlo.h"
#include "offramp/dynamics/run/splitting.h"

/// What `offramp model` answers about a model of stocks and flows, as plain results.
namespace offramp::modelling {

/// What a model consists of.
struct ModelFacts {
  std::string title, unit, method;  ///< of time; "Euler" or "RK4"
  double start = 0.0, stop = 0.0, step = 0.0;
  std::size_t steps = 0;
  std::size_t stocks = 0, flows = 0, values = 0;  ///< numbers: elements of arrays count each
  std::size_t hidden = 0;                         ///< inside smooths, delays, events
  std::size_t constants = 0;                      ///< values that never change
  std::size_t events = 0, ladders = 0;
  bool random = false;  ///< whether two paths can differ
  std::size_t loops = 0;
  bool all_loops = true;  ///< false: there are more than were counted
};
ModelFacts model_facts(const dynamics::Model& model, const dynamics::Program& program);

/// Whether anything in the program draws a random number.
bool is_random(const dynamics::Program& program);

/// A variable over the paths, at each kept time.
struct VariableFan {
  std::string name, unit;
  std::vector<double> mean, deviation, p5, p25, p50, p75, p95;  ///< [time]
};
struct EventFan {
  std::string name;
  std::uint64_t paths = 0;  ///< on which it happened
  double share = 0.0;       ///< of all paths
  double error = 0.0;       ///< standard error of the share
  double times = 0.0;       ///< how often it happened, mean over all paths
  double first_p5 = 0.0, first_p50 = 0.0,
         first_p95 = 0.0;  ///< when first, of the paths on which it happened; 0 if on none
  std::vector<double> by;  ///< [time] share of paths on which it had happened
};
/// Two events over the paths. The first named of the two comes first in the file.
struct EventsTogether {
  std::string first, second;
  double both = 0.0;          ///< share of paths on which both happened
  double first_before = 0.0;  ///< share on which both did, the first before the second
  double second_before = 0.0;
};
/// Two variables over the paths at one time, by thirds of each.
struct VariablesTogether {
  std::string first, second;
  double time = 0.0;
  std::vector<std::vector<double>> thirds;  ///< [third of the first][third of the second] share of paths
};
struct ModelRun {
  std::string title;
  std::uint64_t paths = 0, seed = 0, scenario = 0;
  std::vector<double> times;
  std::vector<VariableFan> variables;
  std::vector<EventFan> events;
  std::vector<EventsTogether> pairs;     ///< of events that both happened on one path at least
  std::vector<VariablesTogether> joint;  ///< as asked for
};
ModelRun model_run(const dynamics::Model& model, const dynamics::Program& program,
                   const dynamics::Summary& summary, dynamics::DrawKey key);

struct PathVariable {
  std::string name, unit;
  std::vector<double> values;  ///< [time]
};
struct PathEvent {
  double time = 0.0;
  std::string what;
};
/// One path, made again alone.
struct ModelPath {
  std::string title;
  std::uint64_t path = 0, seed = 0, scenario = 0;
  std::vector<double> times;
  std::vector<PathVariable> variables;
  std::vector<PathEvent> events;
};
/// @throws dynamics::BadNumber.
ModelPath model_path(const dynamics::Model& model, const dynamics::Program& program, dynamics::DrawKey key,
                     std::uint64_t path);

struct LoopShare {
  std::string name;                  ///< "R1"
  std::vector<std::string> through;  ///< from a stock around
  double mean = 0.0;                 ///< of the size of its share
  std::vector<double> share;         ///< [time] signed relative score
};
struct LoopLead {
  std::string loop;
  double from = 0.0, to = 0.0, share = 0.0;
};
struct ModelLoops {
  std::string title;
  std::vector<double> times;
  std::vector<LoopShare> loops;
  std::vector<LoopLead> leads;
};
/// @throws dynamics::BadNumber.
Answer<ModelLoops> model_loops(const dynamics::Model& model, const dynamics::Program& program,
                               dynamics::DrawKey key, std::uint64_t path);

/// The chance of what is too rare to wait for.
struct RareLevel {
  double level = 0.0;
  double passed = 0.0;  ///< share of the paths from the level before that came to this one
};
struct ModelRare {
  std::string title, variable;
  double level = 0.0;                            ///< that it reaches
  double chance = 0.0, error = 0.0;              ///< and the chance's standard error
  double low = 0.0, high = 0.0, confidence = 0;  ///< interval, and how often such intervals hold the truth
  std::uint64_t particles = 0, repetitions = 0, seed = 0, scenario = 0;
  std::uint64_t reached = 0;  ///< repetitions in which a path came to the last level
  std::vector<RareLevel> levels;
};
/// By multilevel splitting (dynamics/run/splitting.h). No answer if there is no such variable, or if no path
/// came to the last level: nothing can be said then but that it is rare. @throws std::invalid_argument,
/// dynamics::BadNumber, Stopped.
Answer<ModelRare> model_rare(const dynamics::Model& model, const dynamics::Program& program,
                             const dynamics::SplitOptions& options, const RunControl& control);

/// What one constant does to one variable at the end of time.
struct ConstantEffect {
  std::string constant;
  double value = 0.0, low = 0.0, high = 0.0;  ///< as it is, and the two values tried
  double at_low = 0.0, at_high = 0.0;         ///< the variable's mean under each
  double elasticity =
      0.0;  ///< relative change of the variable for a relative change of the constant, by the two ends
};
struct ModelSensitivity {
  std::string title, variable;
  double time = 0.0, value = 0.0;  ///< mean over paths as things are
  double change = 0.0;             ///< relative, of each constant down and up
  std::uint64_t paths = 0, seed = 0;
  std::vector<ConstantEffect> constants;  ///< the largest effect first
};
/// Each constant (a value or a stock's start written as one number) down and up by `change`, one at a time,
/// the same draws for all. No answer if there is no such variable or no constant other than 0. @throws
/// dynamics::BadNumber, Stopped.
Answer<ModelSensitivity> model_sensitivity(const dynamics::Model& model, const std::string& variable,
                                           double change, const dynamics::MonteCarloOptions& options,
                                           const RunControl& control);

}  // namespace offramp::modelling
