// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/analysis/model/answers.h"
#include "offramp/base/text/scan.h"
#include "offramp/base/unicode/unicode.h"

namespace offramp::modelling {
namespace {

// A constant: the text of one equation that is a single number.
struct Constant {
  std::string name;
  dynamics::Equation* equation = nullptr;
  double value = 0.0;
};

std::vector<Constant> constants_of(dynamics::Scope& scope, const std::string& prefix) {
  std::vector<Constant> out;
  for (dynamics::Variable& variable : scope.variables) {
    if (variable.kind == dynamics::Variable::Kind::flow) continue;
    for (dynamics::Part& part : variable.parts) {
      const auto value = parse_number(trimmed(part.equation.text));
      if (!value || *value == 0.0 || part.lookup) continue;
      std::string name = prefix + variable.name;
      if (!part.subscripts.empty()) {
        name += "[";
        for (std::size_t i = 0; i < part.subscripts.size(); ++i) {
          name += (i > 0 ? "," : "") + part.subscripts[i].name;
        }
        name += "]";
      }
      out.push_back({std::move(name), &part.equation, *value});
    }
  }
  return out;
}

}  // namespace

Answer<ModelSensitivity> model_sensitivity(const dynamics::Model& model, const std::string& variable,
                                           double change, const dynamics::MonteCarloOptions& options,
                                           const RunControl& control) {
  dynamics::Model tried = model;
  tried.time.save = tried.time.stop - tried.time.start;  // the ends of time alone
  std::vector<Constant> constants = constants_of(tried.root, "");
  for (dynamics::Scope& scope : tried.models) {
    for (Constant& c : constants_of(scope, scope.name + ".")) constants.push_back(std::move(c));
  }
  if (constants.empty())
    return Unanswered{"the model has no constant other than nought that is written as a number"};
  std::size_t column = 0;
  ModelSensitivity out;
  const auto mean = [&]() -> double {
    Diagnostics diagnostics("model");
    const auto program = dynamics::compile(tried, diagnostics);
    if (!program) return std::nan("");
    const dynamics::Summary summary = dynamics::run_paths(*program, options, control);
    out.time = summary.times.back();
    return summary.spread.back()[column].mean();
  };
  {
    Diagnostics diagnostics("model");
    const auto program = dynamics::compile(tried, diagnostics);
    const auto scalar = program ? program->find(variable) : std::nullopt;
    if (!scalar) return Unanswered{fmt::format("the model has no variable `{}`", printable(variable))};
    const dynamics::Summary summary = dynamics::run_paths(*program, options, control);
    const std::string& name = program->flat.scalars[*scalar].name;
    const auto at = std::find(summary.names.begin(), summary.names.end(), name);
    if (at == summary.names.end())
      return Unanswered{fmt::format("`{}` is no number of its own", printable(variable))};
    column = static_cast<std::size_t>(at - summary.names.begin());
    out.variable = name;
  }
  out.title = model.title;
  out.change = change;
  out.paths = options.paths;
  out.seed = options.key.seed;
  out.value = mean();
  for (const Constant& constant : constants) {
    ConstantEffect effect{constant.name,
                          constant.value,
                          constant.value * (1.0 - change),
                          constant.value * (1.0 + change),
                          0.0,
                          0.0,
                          0.0};
    const std::string text = constant.equation->text;
    constant.equation->text = fmt::format("{}", effect.low);
    effect.at_low = mean();
    constant.equation->text = fmt::format("{}", effect.high);
    effect.at_high = mean();
    constant.equation->text = text;
    if (out.value != 0.0) effect.elasticity = (effect.at_high - effect.at_low) / out.value / (2.0 * change);
    out.constants.push_back(std::move(effect));
  }
  std::stable_sort(out.constants.begin(), out.constants.end(),
                   [](const ConstantEffect& a, const ConstantEffect& b) {
                     return std::fabs(a.at_high - a.at_low) > std::fabs(b.at_high - b.at_low);
                   });
  return out;
}

}  // namespace offramp::modelling
