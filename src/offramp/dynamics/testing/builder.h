// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/model/model.h"

/// Models in a few words, for tests and benchmarks. Equation number n of a model stands in line n of its
/// file.
namespace offramp::dynamics::testing {

class Builder {
 public:
  Builder& time(double start, double stop, double step, Method method = Method::euler);
  Builder& dimension(std::string name, std::vector<std::string> elements);
  Builder& aux(std::string name, std::string equation, std::vector<std::string> dimensions = {});
  Builder& flow(std::string name, std::string equation, std::vector<std::string> dimensions = {});
  Builder& stock(std::string name, std::string start, std::vector<std::string> inflows = {},
                 std::vector<std::string> outflows = {}, std::vector<std::string> dimensions = {});
  Builder& noise(std::string source, std::string amount);                       ///< of the last variable
  Builder& non_negative();                                                      ///< the last variable
  Builder& element(std::vector<std::string> subscripts, std::string equation);  ///< of the last variable
  Builder& table(std::vector<double> x, std::vector<double> y, Lookup::Kind kind = Lookup::Kind::continuous);
  Builder& hazard(std::string name, std::string rate,
                  std::vector<std::pair<std::string, std::string>> effects = {}, bool ends = false);
  Builder& when(std::string name, std::string condition,
                std::vector<std::pair<std::string, std::string>> effects = {}, bool ends = false);
  Builder& moves(std::string ladder, std::string state);  ///< by the last event
  Builder& ladder(std::string name, std::vector<std::string> states, std::string start);
  Builder& step(std::string from, std::string to, std::string rate);  ///< of the last ladder
  Equation equation(std::string text);
  Model model;

 private:
  Builder& variable(Variable::Kind kind, std::string name, std::string equation,
                    std::vector<std::string> dimensions);
  Builder& event(std::string name, std::vector<std::pair<std::string, std::string>> effects, bool ends);
  int line_ = 0;
};

/// The model's program. @throws std::runtime_error with the errors if it has none; the model must outlive it.
Program compiled(const Model& model);
/// The errors of a model, as a person reads them; empty if it is sound.
std::string errors_of(const Model& model);

}  // namespace offramp::dynamics::testing
