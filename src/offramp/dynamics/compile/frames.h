// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "offramp/dynamics/compile/flat.h"
#include "offramp/dynamics/equation/expression.h"
#include "offramp/dynamics/model/model.h"

/// What flattening knows while it works. Used by this folder only.
namespace offramp::dynamics {

/// The element that stands for each dimension in one equation of an array.
using Bindings = std::vector<std::pair<const Dimension*, std::uint32_t>>;

/// A name in a frame: a variable's numbers, one after the other in row-major order.
struct Symbol {
  const Variable* variable = nullptr;  ///< nothing: a macro's parameter, or a ladder
  std::uint32_t first = kNone;         ///< scalar of the first element
  std::vector<const Dimension*> dimensions;
  std::uint32_t size = 1;
};

/// The variables of the model, of a module or of one call of a macro.
struct Frame {
  std::uint32_t parent = kNone;
  std::string prefix;      ///< of names as readers see them
  std::size_t macros = 0;  ///< calls of macros around it
  std::map<std::string, Symbol, std::less<>> symbols;
  std::map<std::string, std::uint32_t, std::less<>> children;
  std::map<std::string, const Module::Link*, std::less<>> links;  ///< inputs that are the parent's variables
};

/// Thrown when a model is larger than can be held; the error is in the diagnostics.
struct TooLarge {};

class FlatState {
 public:
  FlatState(const Model& model, Diagnostics& diagnostics);

  /// An error, once for each place and message: an equation of an array is compiled for each element.
  void error(Place place, const std::string& message, std::string hint = {});
  void error(const Equation& equation, const Node& node, const std::string& message, std::string hint = {});

  /// @throws TooLarge.
  std::uint32_t add_scalar(Scalar scalar);
  std::uint32_t add_frame(Frame frame, Place place);
  /// The expression of an equation, parsed once; nothing if it is faulty, which is in the diagnostics then.
  const Expression* expression(const Equation& equation);
  const Dimension* dimension(std::string_view canonical) const;
  /// Position of an element, from 0.
  std::optional<std::uint32_t> element(const Dimension& dimension, std::string_view canonical) const;
  /// Finds a name from a frame; names with points go into modules.
  const Symbol* find(std::uint32_t frame, std::string_view canonical) const;
  /// "; did you mean ..." among the frame's names and `others`.
  std::string nearest(std::uint32_t frame, std::string_view name,
                      const std::vector<std::string>& others) const;
  const Macro* macro(std::string_view canonical) const;
  /// Number of a graphical function of the model.
  std::uint32_t lookup(const Lookup& lookup);
  /// Counts terms. @throws TooLarge.
  void count_terms(std::size_t more, Place place);

  /// Declares a scope's variables in a new frame and queues their equations. Returns the frame.
  std::uint32_t declare(const Scope& scope, std::uint32_t parent, std::string prefix, std::size_t depth,
                        std::size_t macros = 0);

  struct Task {
    std::uint32_t scalar = 0, frame = 0;
    const Variable* variable = nullptr;
    std::uint32_t element = 0;
    std::vector<const Dimension*> dimensions;
  };
  std::deque<Task> tasks;
  std::deque<Frame> frames;
  FlatModel out;
  const Model& model;

 private:
  void declare_variable(const Variable& variable, std::uint32_t frame);
  void declare_modules(const Scope& scope, std::uint32_t frame, std::size_t depth);

  Diagnostics& diagnostics_;
  std::map<std::string, const Dimension*, std::less<>> dimensions_;
  std::map<const Dimension*, std::map<std::string, std::uint32_t, std::less<>>> elements_;
  std::map<std::string, const Macro*, std::less<>> macros_;
  std::map<const Lookup*, std::uint32_t> lookups_;
  std::map<const Equation*, std::unique_ptr<const Expression>> parsed_;
  std::set<std::tuple<int, int, std::string>> reported_;
  std::size_t terms_ = 0;
};

/// Elements of each dimension at a row-major position, the last dimension fastest.
std::vector<std::uint32_t> elements_at(const std::vector<const Dimension*>& dimensions,
                                       std::uint32_t position);
/// "Rate A[Entry 1,Entry 2]".
std::string element_name(const std::string& name, const std::vector<const Dimension*>& dimensions,
                         std::uint32_t position);

}  // namespace offramp::dynamics
