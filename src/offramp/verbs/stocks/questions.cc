// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/analysis/model/answers.h"
#include "offramp/verbs/stocks/outputs.h"
#include "offramp/verbs/stocks/stocks.h"

namespace offramp::verbs {
namespace {

constexpr Key<Whole> kPath{"path", "N", "Number of the path, from 0", {0}};
constexpr Key<Text> kOf{"of", "VARIABLE", "Variable whose mean at the end of time is looked at"};
constexpr Key<Real> kChange{
    "change", "SHARE", "Relative change of each constant, down and up", {0.1, 0.0, true}};

Answer run_check(const Values& asked, Caller& caller) {
  const LoadedModel loaded = load_model(asked, caller);
  return model_answer(modelling::model_facts(*loaded.model, loaded.program));
}

Answer run_path(const Values& asked, Caller& caller) {
  const LoadedModel loaded = load_model(asked, caller);
  modelling::ModelPath found = or_bad<modelling::ModelPath>(asked, [&] {
    return modelling::model_path(*loaded.model, loaded.program, key_of(asked), asked[kPath]);
  });
  return with_files(asked, std::move(found));
}

Answer run_loops(const Values& asked, Caller& caller) {
  const LoadedModel loaded = load_model(asked, caller);
  const auto found = or_bad<offramp::Answer<modelling::ModelLoops>>(asked, [&] {
    return modelling::model_loops(*loaded.model, loaded.program, key_of(asked), asked[kPath]);
  });
  modelling::ModelLoops loops = answer_of(found);
  return with_files(asked, std::move(loops));
}

Answer run_sensitivity(const Values& asked, Caller& caller) {
  const LoadedModel loaded = load_model(asked, caller);
  if (!asked.given(kOf)) throw Failure{Reason::bad_usage, "--of names the variable to look at"};
  if (asked[kChange] >= 1.0) throw Failure{Reason::bad_usage, "--change is below 1"};
  dynamics::MonteCarloOptions options;
  options.key = key_of(asked);
  options.paths = asked.given(kPaths) || modelling::is_random(loaded.program) ? asked[kPaths] : 1;
  const auto found = or_bad<offramp::Answer<modelling::ModelSensitivity>>(asked, [&] {
    return modelling::model_sensitivity(*loaded.model, asked[kOf], asked[kChange], options, caller.control);
  });
  modelling::ModelSensitivity rests = answer_of(found);
  return with_files(asked, std::move(rests));
}

constexpr std::string_view kExample = "attrition.yaml";

}  // namespace

Verb model_check_verb() {
  return {.name = "model check",
          .question = "Is the model sound, and what does it consist of?",
          .operand = kModelFile,
          .options = {kJson, kQuiet},
          .run = run_check,
          .needs = {},
          .examples = {kExample}};
}

Verb model_path_verb() {
  return {.name = "model path",
          .question = "What happens on one path?",
          .operand = kModelFile,
          .options = {kJson, kQuiet, kPath, kPathSeed, kScenario, kCsv, kSvg, kDrawn},
          .run = run_path,
          .needs = {},
          .examples = {"ladder.yaml --path 17"}};
}

Verb model_loops_verb() {
  return {.name = "model loops",
          .question = "Which feedback loops drive it when?",
          .operand = kModelFile,
          .options = {kJson, kQuiet, kPath, kPathSeed, kScenario, kCsv, kSvg},
          .run = run_loops,
          .needs = {},
          .examples = {kExample}};
}

Verb model_sensitivity_verb() {
  return {.name = "model sensitivity",
          .question = "Which constants move a variable?",
          .operand = kModelFile,
          .options = reading_options({kOf, kChange, kPaths, kPathSeed, kScenario, kCsv}),
          .run = run_sensitivity,
          .needs = {},
          .examples = {"attrition.yaml --of first"}};
}

}  // namespace offramp::verbs
