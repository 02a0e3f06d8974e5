// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <stdexcept>

#include "offramp/analysis/model/answers.h"
#include "offramp/verbs/stocks/outputs.h"
#include "offramp/verbs/stocks/stocks.h"

namespace offramp::verbs {
namespace {

constexpr Key<Text> kOf{"of", "VARIABLE",
                        "Variable that reaches the last level; a multiple of -1 for one that falls"};
constexpr Key<Numbers> kLevels{"levels", "A,B,...",
                               "Rising levels on the way; the rare thing is that the last one is reached"};
constexpr Key<Whole> kParticles{"particles", "N", "Paths on each level", {1000, 1, 10'000'000}};
constexpr Key<Whole> kRepetitions{
    "repetitions", "N", "Independent repetitions, over which the interval is taken", {30, 2, 10'000}};

Answer run_rare(const Values& asked, Caller& caller) {
  const LoadedModel loaded = load_model(asked, caller);
  if (!asked.given(kOf)) throw Failure{Reason::bad_usage, "--of names the variable to look at"};
  if (!asked.given(kLevels))
    throw Failure{Reason::bad_usage, "--levels says what it reaches, and the way there"};
  if (!modelling::is_random(loaded.program)) {
    throw Failure{Reason::no_answer, "the model has no chance in it: `offramp model run` says what happens"};
  }
  dynamics::SplitOptions options;
  options.variable = asked[kOf];
  options.levels = asked[kLevels];
  options.particles = static_cast<std::uint32_t>(asked[kParticles]);
  options.repetitions = static_cast<std::uint32_t>(asked[kRepetitions]);
  options.key = key_of(asked);
  try {
    const auto found = or_bad<offramp::Answer<modelling::ModelRare>>(
        asked, [&] { return modelling::model_rare(*loaded.model, loaded.program, options, caller.control); });
    return model_answer(answer_of(found));
  } catch (const std::invalid_argument& wrong) {
    throw Failure{Reason::bad_usage, fmt::format("--levels: {}", wrong.what())};
  }
}

}  // namespace

Verb model_rare_verb() {
  return {.name = "model rare",
          .question = "How likely is what hardly ever happens?",
          .operand = kModelFile,
          .options = reading_options({kOf, kLevels, kParticles, kRepetitions, kPathSeed, kScenario}),
          .run = run_rare,
          .needs = {},
          .examples = {"walk.yaml --of position --levels 2,4,6,8,10 --particles 200"}};
}

}  // namespace offramp::verbs
