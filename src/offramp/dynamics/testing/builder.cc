// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/testing/builder.h"

#include <stdexcept>

namespace offramp::dynamics::testing {
namespace {

std::vector<NamedPlace> names(const std::vector<std::string>& list) {
  std::vector<NamedPlace> out;
  for (const std::string& name : list) out.push_back({name, {}});
  return out;
}

}  // namespace

Equation Builder::equation(std::string text) {
  return {std::move(text), {{0, ++line_, 1}}};
}

Builder& Builder::time(double start, double stop, double step, Method method) {
  model.time = {start, stop, step, 0.0, method, ""};
  return *this;
}

Builder& Builder::dimension(std::string name, std::vector<std::string> elements) {
  model.dimensions.push_back({std::move(name), {}, std::move(elements)});
  return *this;
}

Builder& Builder::variable(Variable::Kind kind, std::string name, std::string text,
                           std::vector<std::string> dimensions) {
  Variable v;
  v.kind = kind;
  v.name = std::move(name);
  v.dimensions = names(dimensions);
  if (!text.empty()) {
    v.parts.emplace_back().equation = equation(std::move(text));
    v.place = {line_, 1, 1};
  }
  model.root.variables.push_back(std::move(v));
  return *this;
}

Builder& Builder::aux(std::string name, std::string text, std::vector<std::string> dimensions) {
  return variable(Variable::Kind::auxiliary, std::move(name), std::move(text), std::move(dimensions));
}

Builder& Builder::flow(std::string name, std::string text, std::vector<std::string> dimensions) {
  return variable(Variable::Kind::flow, std::move(name), std::move(text), std::move(dimensions));
}

Builder& Builder::stock(std::string name, std::string start, std::vector<std::string> inflows,
                        std::vector<std::string> outflows, std::vector<std::string> dimensions) {
  variable(Variable::Kind::stock, std::move(name), std::move(start), std::move(dimensions));
  model.root.variables.back().inflows = names(inflows);
  model.root.variables.back().outflows = names(outflows);
  return *this;
}

Builder& Builder::noise(std::string source, std::string amount) {
  Noise& noise = model.root.variables.back().noise.emplace_back();
  noise.source.name = std::move(source);
  noise.amount = equation(std::move(amount));
  return *this;
}

Builder& Builder::non_negative() {
  model.root.variables.back().non_negative = true;
  return *this;
}

Builder& Builder::element(std::vector<std::string> subscripts, std::string text) {
  Part part;
  part.subscripts = names(subscripts);
  part.equation = equation(std::move(text));
  model.root.variables.back().parts.push_back(std::move(part));
  return *this;
}

Builder& Builder::table(std::vector<double> x, std::vector<double> y, Lookup::Kind kind) {
  auto& parts = model.root.variables.back().parts;
  if (parts.empty()) parts.emplace_back();
  parts.back().lookup = Lookup{kind, std::move(x), std::move(y)};
  return *this;
}

Builder& Builder::event(std::string name, std::vector<std::pair<std::string, std::string>> effects,
                        bool ends) {
  Event& event = model.events.back();
  event.name = std::move(name);
  event.ends = ends;
  for (auto& [stock, value] : effects) {
    Effect& effect = event.effects.emplace_back();
    effect.stock.name = stock;
    effect.value = equation(value);
  }
  return *this;
}

Builder& Builder::hazard(std::string name, std::string rate,
                         std::vector<std::pair<std::string, std::string>> effects, bool ends) {
  model.events.emplace_back().hazard = equation(std::move(rate));
  return event(std::move(name), std::move(effects), ends);
}

Builder& Builder::when(std::string name, std::string condition,
                       std::vector<std::pair<std::string, std::string>> effects, bool ends) {
  model.events.emplace_back().when = equation(std::move(condition));
  return event(std::move(name), std::move(effects), ends);
}

Builder& Builder::moves(std::string ladder, std::string state) {
  model.events.back().ladder = NamedPlace{std::move(ladder), {}};
  model.events.back().state = NamedPlace{std::move(state), {}};
  return *this;
}

Builder& Builder::ladder(std::string name, std::vector<std::string> states, std::string start) {
  Ladder ladder;
  ladder.name = std::move(name);
  ladder.states = std::move(states);
  ladder.start = {std::move(start), {}};
  model.ladders.push_back(std::move(ladder));
  return *this;
}

Builder& Builder::step(std::string from, std::string to, std::string rate) {
  Ladder::Step& step = model.ladders.back().steps.emplace_back();
  step.from.name = std::move(from);
  step.to.name = std::move(to);
  step.rate = equation(std::move(rate));
  return *this;
}

Program compiled(const Model& model) {
  Diagnostics diagnostics("model");
  std::optional<Program> program = compile(model, diagnostics);
  if (!program) throw std::runtime_error(diagnostics.to_text());
  return std::move(*program);
}

std::string errors_of(const Model& model) {
  Diagnostics diagnostics("model");
  const bool sound = compile(model, diagnostics).has_value();
  return sound ? std::string() : diagnostics.to_text();
}

}  // namespace offramp::dynamics::testing
