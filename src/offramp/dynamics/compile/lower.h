// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "offramp/dynamics/compile/frames.h"
#include "offramp/dynamics/compile/functions.h"
#include "offramp/dynamics/compile/op.h"

namespace offramp::dynamics {

/// Compiles one equation for one element into terms, looking its names up. Functions that remember become
/// scalars of their own. Used by this folder only.
class Lowerer {
 public:
  /// `owner` names what the equation belongs to, for the scalars that it makes.
  Lowerer(FlatState& state, std::uint32_t frame, Bindings bindings, const Equation& equation,
          std::string owner);

  /// Nothing if the equation is faulty; that is in the diagnostics.
  Terms compile();
  /// The same with a graphical function applied to the value.
  Terms compile(const Lookup& lookup);

  static std::uint32_t put(Terms& out, Op op, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0,
                           std::uint32_t index = 0);
  static std::uint32_t constant(Terms& out, double value);
  static std::uint32_t load(Terms& out, std::uint32_t scalar);

 private:
  struct Faulty {};  // the fault is in the diagnostics

  [[noreturn]] void fail(const Node& node, const std::string& message, std::string hint = {});
  const Node& node(std::uint32_t index) const { return expression_->nodes[index]; }

  std::uint32_t term(std::uint32_t index, Terms& out);
  std::uint32_t binary(Op op, const Node& n, Terms& out);
  std::uint32_t variable(const Node& n, Terms& out);
  std::uint32_t element_of(const Node& n, const Symbol& symbol);
  std::uint32_t subscript(const Node& n, const Dimension& dimension);
  std::uint32_t element_here(const Node& n, const Dimension& dimension);

  std::uint32_t call(const Node& n, Terms& out);
  std::uint32_t builtin(const Node& n, const FunctionInfo& f, Terms& out);
  std::uint32_t op_call(const Node& n, const FunctionInfo& f, Terms& out);
  std::uint32_t constant_name(const Node& n, const FunctionInfo& f, Terms& out);
  std::uint32_t graphical(const Node& n, const std::string& name, std::uint32_t argument, Terms& out);
  std::uint32_t macro_call(const Node& n, const Macro& macro, Terms& out);

  // arrays
  std::uint32_t array_call(const Node& n, const FunctionInfo& f, Terms& out);
  void collect_dimensions(std::uint32_t index, std::vector<const Dimension*>& dimensions);
  std::vector<std::uint32_t> elements(std::uint32_t index, Terms& out);
  static std::uint32_t folded_terms(Op op, const std::vector<std::uint32_t>& parts, Terms& out);

  // functions that remember
  std::uint32_t remember(const Node& n, const FunctionInfo& f, Terms& out);
  std::uint32_t hidden(Scalar::Kind kind, const std::string& what, Terms value);
  std::uint32_t argument(const Node& n, std::size_t which, const std::string& what);
  std::uint32_t smooth(std::uint32_t input, std::uint32_t time, std::uint32_t order, std::uint32_t start);
  std::uint32_t delay(std::uint32_t input, std::uint32_t time, std::uint32_t order, std::uint32_t start);
  std::uint32_t trend(std::uint32_t input, std::uint32_t time, std::uint32_t start);
  std::uint32_t record(const Node& n, const FunctionInfo& f, Terms& out);
  std::uint32_t order_of(const Node& n, const FunctionInfo& f);

  FlatState& state_;
  std::uint32_t frame_;
  Bindings bindings_;
  const Equation& equation_;
  std::string owner_;
  const Expression* expression_ = nullptr;
};

}  // namespace offramp::dynamics
