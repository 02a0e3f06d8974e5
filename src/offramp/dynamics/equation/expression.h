// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// An equation as it was read: operators, numbers, names, calls. Nothing is looked up yet.
namespace offramp::dynamics {

/// What a node of an expression is. Operators come before `call`; truth is 1, falsehood 0, and all but 0 is
/// true.
enum class NodeKind : std::uint8_t {
  number,
  name,      ///< a variable, with subscripts if it has any
  wildcard,  ///< `*` as a subscript
  negative,  ///< -a
  not_,      ///< NOT a
  add,
  subtract,
  multiply,
  divide,
  modulo,  ///< a MOD b, with the sign of a, as `fmod`
  power,   ///< a ^ b, from right to left
  less,
  at_most,
  greater,
  at_least,
  equal,
  unequal,
  and_,
  or_,
  choose,  ///< IF a THEN b ELSE c
  call,    ///< a function, a macro, a graphical function or an array function, by name
};

/// One node. Children stand before it in `Expression::nodes`.
struct Node {
  NodeKind kind = NodeKind::number;
  double number = 0.0;
  std::string name;                       ///< canonical
  std::vector<std::uint32_t> children;    ///< operands or arguments, from left to right
  std::vector<std::uint32_t> subscripts;  ///< of a name: what stands in its brackets
  std::uint32_t begin = 0, end = 0;       ///< bytes of the text
};

struct Expression {
  std::vector<Node> nodes;  ///< the last one is the whole; none: nothing was written
  bool empty() const { return nodes.empty(); }
  const Node& root() const { return nodes.back(); }
};

}  // namespace offramp::dynamics
