// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/analysis/model/answers.h"
#include "offramp/base/unicode/unicode.h"

namespace offramp::modelling {

Answer<ModelRare> model_rare(const dynamics::Model& model, const dynamics::Program& program,
                             const dynamics::SplitOptions& options, const RunControl& control) {
  const auto variable = program.find(options.variable);
  if (!variable)
    return Unanswered{fmt::format("the model has no variable `{}`", printable(options.variable))};
  const dynamics::SplitAnswer found = dynamics::rare_chance(program, options, control);
  ModelRare out;
  out.title = model.title;
  out.variable = program.flat.scalars[*variable].name;
  out.level = options.levels.back();
  out.chance = found.chance;
  out.error = found.error;
  out.low = found.low;
  out.high = found.high;
  out.confidence = options.confidence;
  out.particles = options.particles;
  out.repetitions = options.repetitions;
  out.seed = options.key.seed;
  out.scenario = options.key.scenario;
  out.reached = static_cast<std::uint64_t>(
      std::count_if(found.each.begin(), found.each.end(), [](double chance) { return chance > 0.0; }));
  for (std::size_t l = 0; l < options.levels.size(); ++l) {
    RareLevel& level = out.levels.emplace_back();
    level.level = options.levels[l];
    level.passed = found.passed[l];
  }
  if (out.reached == 0) {
    std::size_t last = 0;
    while (last + 1 < out.levels.size() && out.levels[last].passed > 0.0) ++last;
    return Unanswered{fmt::format(
        "none of {} times {} paths brought `{}` to {}; set more levels below it, or take more paths",
        out.repetitions, out.particles, printable(out.variable), out.levels[last].level)};
  }
  return out;
}

}  // namespace offramp::modelling
