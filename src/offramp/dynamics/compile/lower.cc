// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/compile/lower.h"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "offramp/base/text/scan.h"
#include "offramp/base/unicode/unicode.h"
#include "offramp/dynamics/equation/names.h"

namespace offramp::dynamics {
namespace {

constexpr std::size_t kMaxMacroDepth = 20;

Op op_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::negative:
      return Op::negative;
    case NodeKind::not_:
      return Op::not_;
    case NodeKind::add:
      return Op::add;
    case NodeKind::subtract:
      return Op::subtract;
    case NodeKind::multiply:
      return Op::multiply;
    case NodeKind::divide:
      return Op::divide;
    case NodeKind::modulo:
      return Op::modulo;
    case NodeKind::power:
      return Op::power;
    case NodeKind::less:
      return Op::less;
    case NodeKind::at_most:
      return Op::at_most;
    case NodeKind::greater:
      return Op::greater;
    case NodeKind::at_least:
      return Op::at_least;
    case NodeKind::equal:
      return Op::equal;
    case NodeKind::unequal:
      return Op::unequal;
    case NodeKind::and_:
      return Op::and_;
    case NodeKind::or_:
      return Op::or_;
    default:
      return Op::choose;
  }
}

}  // namespace

Lowerer::Lowerer(FlatState& state, std::uint32_t frame, Bindings bindings, const Equation& equation,
                 std::string owner)
    : state_(state),
      frame_(frame),
      bindings_(std::move(bindings)),
      equation_(equation),
      owner_(std::move(owner)) {}

std::uint32_t Lowerer::put(Terms& out, Op op, std::uint32_t a, std::uint32_t b, std::uint32_t c,
                           std::uint32_t index) {
  out.push_back({op, a, b, c, index, 0.0});
  return static_cast<std::uint32_t>(out.size() - 1);
}

std::uint32_t Lowerer::constant(Terms& out, double value) {
  out.push_back({Op::constant, 0, 0, 0, 0, value});
  return static_cast<std::uint32_t>(out.size() - 1);
}

std::uint32_t Lowerer::load(Terms& out, std::uint32_t scalar) {
  return put(out, Op::load, 0, 0, 0, scalar);
}

void Lowerer::fail(const Node& n, const std::string& message, std::string hint) {
  state_.error(equation_, n, message, std::move(hint));
  throw Faulty{};
}

Terms Lowerer::compile() {
  Terms out;
  expression_ = state_.expression(equation_);
  if (expression_ == nullptr) return out;
  try {
    term(static_cast<std::uint32_t>(expression_->nodes.size() - 1), out);
  } catch (const Faulty&) {
    out.clear();
  }
  state_.count_terms(out.size(), place_of(equation_));
  return out;
}

Terms Lowerer::compile(const Lookup& lookup) {
  Terms out = compile();
  if (out.empty()) return out;
  put(out, Op::lookup, static_cast<std::uint32_t>(out.size() - 1), 0, 0, state_.lookup(lookup));
  return out;
}

std::uint32_t Lowerer::binary(Op op, const Node& n, Terms& out) {
  const std::uint32_t a = term(n.children[0], out);
  const std::uint32_t b = term(n.children[1], out);
  return put(out, op, a, b);
}

std::uint32_t Lowerer::term(std::uint32_t index, Terms& out) {
  const Node& n = node(index);
  if (out.size() > kMaxTerms) state_.count_terms(kMaxTerms + 1, place_of(equation_));
  switch (n.kind) {
    case NodeKind::number:
      return constant(out, n.number);
    case NodeKind::name:
      return variable(n, out);
    case NodeKind::wildcard:
      fail(n, "`*` stands for all elements, and only array functions take them");
    case NodeKind::call:
      return call(n, out);
    case NodeKind::negative:
    case NodeKind::not_:
      return put(out, op_of(n.kind), term(n.children[0], out));
    case NodeKind::choose: {
      const std::uint32_t a = term(n.children[0], out);
      const std::uint32_t b = term(n.children[1], out);
      return put(out, Op::choose, a, b, term(n.children[2], out));
    }
    default:
      return binary(op_of(n.kind), n, out);
  }
}

std::uint32_t Lowerer::variable(const Node& n, Terms& out) {
  const Symbol* symbol = state_.find(frame_, n.name);
  if (symbol == nullptr) {
    const FunctionInfo* f = function_named(n.name);
    if (f != nullptr && f->kind == CallKind::time_name) return constant_name(n, *f, out);
    if (f != nullptr) fail(n, fmt::format("the function `{}` stands without its arguments", n.name));
    const std::string shown = printable(first_characters(n.name, 60));
    fail(n, fmt::format("there is no variable `{}`", shown),
         state_.nearest(frame_, n.name, function_names()));
  }
  if (symbol->variable != nullptr && symbol->variable->parts.size() == 1 &&
      !symbol->variable->parts[0].equation.written() && symbol->variable->parts[0].lookup) {
    fail(n, fmt::format("the graphical function `{}` stands without its argument", printable(n.name)),
         fmt::format("{}(x)", printable(n.name)));
  }
  return load(out, element_of(n, *symbol));
}

std::uint32_t Lowerer::element_of(const Node& n, const Symbol& symbol) {
  const auto& dimensions = symbol.dimensions;
  if (!n.subscripts.empty() && n.subscripts.size() != dimensions.size()) {
    fail(n, fmt::format("`{}` has {}, not {}", printable(n.name), counted(dimensions.size(), "dimension"),
                        n.subscripts.size()));
  }
  std::uint32_t at = 0;
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    const std::uint32_t element = n.subscripts.empty() ? element_here(n, *dimensions[d])
                                                       : subscript(node(n.subscripts[d]), *dimensions[d]);
    at = at * static_cast<std::uint32_t>(dimensions[d]->elements.size()) + element;
  }
  return symbol.first + at;
}

// Without subscripts, or with the dimension's name: the element for which the equation is being compiled.
std::uint32_t Lowerer::element_here(const Node& n, const Dimension& dimension) {
  for (const auto& [bound, element] : bindings_) {
    if (bound == &dimension) return element;
  }
  fail(n,
       fmt::format("`{}` is an array over `{}`: say which element", printable(n.name),
                   printable(dimension.name)),
       "an element in brackets, or an array function such as SUM");
}

std::uint32_t Lowerer::subscript(const Node& n, const Dimension& dimension) {
  const auto size = static_cast<double>(dimension.elements.size());
  if (n.kind == NodeKind::wildcard) return element_here(n, dimension);
  if (n.kind == NodeKind::number) {
    if (n.number >= 1.0 && n.number <= size && n.number == std::floor(n.number)) {
      return static_cast<std::uint32_t>(n.number) - 1;
    }
    fail(n, fmt::format("{} is no element of `{}`, which has {}", n.number, printable(dimension.name), size));
  }
  if (n.kind != NodeKind::name || !n.subscripts.empty()) {
    fail(n, "a subscript is an element, a number, a dimension or `*`");
  }
  if (const auto element = state_.element(dimension, n.name)) return *element;
  if (const Dimension* other = state_.dimension(n.name)) {
    // A dimension stands for the element for which the equation is compiled; by name if the two share it, so
    // that a part of a dimension finds its elements in the whole.
    for (const auto& [bound, element] : bindings_) {
      if (bound != other) continue;
      if (other == &dimension) return element;
      if (const auto same = state_.element(dimension, canonical_name(other->elements[element]))) return *same;
      if (other->elements.size() == dimension.elements.size()) return element;
    }
  }
  std::vector<std::string> known;
  for (const std::string& element : dimension.elements) known.push_back(canonical_name(element));
  const std::string_view near = nearest_name(n.name, known);
  fail(n, fmt::format("`{}` is no element of `{}`", printable(n.name), printable(dimension.name)),
       near.empty() ? std::string() : fmt::format("did you mean `{}`?", printable(near)));
}

std::uint32_t Lowerer::call(const Node& n, Terms& out) {
  if (const Symbol* symbol = state_.find(frame_, n.name)) {
    if (symbol->variable != nullptr && n.children.size() == 1)
      return graphical(n, n.name, n.children[0], out);
    fail(n, fmt::format("`{}` is a variable, not a function", printable(n.name)));
  }
  if (const Macro* macro = state_.macro(n.name)) return macro_call(n, *macro, out);
  if (const FunctionInfo* f = function_named(n.name)) return builtin(n, *f, out);
  std::vector<std::string> known = function_names();
  for (const Macro& m : state_.model.macros) known.push_back(canonical_name(m.name));
  const std::string_view near = nearest_name(n.name, known);
  fail(n, fmt::format("there is no function `{}`", printable(first_characters(n.name, 60))),
       near.empty() ? std::string() : fmt::format("did you mean `{}`?", printable(near)));
}

std::uint32_t Lowerer::builtin(const Node& n, const FunctionInfo& f, Terms& out) {
  const std::size_t given = n.children.size();
  if (given < f.least || given > f.most) {
    const std::string takes =
        f.least == f.most ? fmt::format("{}", f.least) : fmt::format("{} to {}", f.least, f.most);
    fail(n, fmt::format("`{}` takes {} argument{}, not {}", f.name, takes, f.most == 1 ? "" : "s", given));
  }
  switch (f.kind) {
    case CallKind::op:
      return op_call(n, f, out);
    case CallKind::least: {
      if (given == 1) return folded_terms(f.op, elements(n.children[0], out), out);
      std::uint32_t value = term(n.children[0], out);
      for (std::size_t i = 1; i < given; ++i) value = put(out, f.op, value, term(n.children[i], out));
      return value;
    }
    case CallKind::array:
      return array_call(n, f, out);
    case CallKind::time_name:
      return constant_name(n, f, out);
    case CallKind::look_up: {
      const Node& table = node(n.children[0]);
      if (table.kind != NodeKind::name)
        fail(table, "the first argument of LOOKUP names a graphical function");
      return graphical(table, table.name, n.children[1], out);
    }
    default:
      return remember(n, f, out);
  }
}

std::uint32_t Lowerer::op_call(const Node& n, const FunctionInfo& f, Terms& out) {
  std::vector<std::uint32_t> a;
  const auto wanted = static_cast<std::size_t>(operands(f.op));
  for (std::size_t i = 0; i < n.children.size() && i < wanted; ++i) a.push_back(term(n.children[i], out));
  // What is not given: a quotient by 0 is 0, a ramp never ends, a pulse comes once. The seed that a random
  // function may have is read over: the run's seed rules.
  while (a.size() < wanted) {
    a.push_back(constant(out, f.op == Op::ramp ? std::numeric_limits<double>::max() : 0.0));
  }
  a.resize(3, 0);
  return put(out, f.op, a[0], a[1], a[2], is_draw(f.op) ? state_.out.draws++ : 0);
}

std::uint32_t Lowerer::constant_name(const Node& n, const FunctionInfo& f, Terms& out) {
  if (!n.subscripts.empty()) fail(n, fmt::format("`{}` is no array", f.name));
  if (f.op != Op::constant) return put(out, f.op);
  const double values[] = {std::numbers::pi, state_.model.time.start, state_.model.time.stop};
  return constant(out, values[f.order]);
}

std::uint32_t Lowerer::graphical(const Node& n, const std::string& name, std::uint32_t argument, Terms& out) {
  const Symbol* symbol = state_.find(frame_, name);
  const Lookup* found = nullptr;
  if (symbol != nullptr && symbol->variable != nullptr && symbol->variable->parts.size() == 1 &&
      symbol->variable->parts[0].lookup) {
    found = &*symbol->variable->parts[0].lookup;
  }
  if (found == nullptr) fail(n, fmt::format("`{}` is no graphical function", printable(name)));
  const std::uint32_t x = term(argument, out);
  return put(out, Op::lookup, x, 0, 0, state_.lookup(*found));
}

// A call is a frame of its own: parameters are scalars with the arguments as their equations.
std::uint32_t Lowerer::macro_call(const Node& n, const Macro& macro, Terms& out) {
  if (n.children.size() != macro.parameters.size()) {
    fail(n, fmt::format("the macro `{}` takes {}, not {}", printable(macro.name),
                        counted(macro.parameters.size(), "argument"), n.children.size()));
  }
  const std::size_t around = state_.frames[frame_].macros;
  if (around == kMaxMacroDepth) {
    fail(n, fmt::format("macros call one another more than {} deep", kMaxMacroDepth));
  }
  const std::string prefix = fmt::format("{} ({} {}).", owner_, macro.name, state_.frames.size());
  std::vector<std::uint32_t> given;
  for (std::size_t i = 0; i < n.children.size(); ++i)
    given.push_back(argument(n, i, macro.parameters[i].name));
  const std::size_t first = state_.out.scalars.size();
  const std::uint32_t frame = state_.declare(macro.scope, kNone, prefix, 0, around + 1);
  for (std::size_t i = first; i < state_.out.scalars.size(); ++i) state_.out.scalars[i].hidden = true;
  for (std::size_t i = 0; i < given.size(); ++i) {
    Symbol symbol;
    symbol.first = given[i];
    state_.frames[frame].symbols[canonical_name(macro.parameters[i].name)] = symbol;
  }
  const Terms value = Lowerer(state_, frame, {}, macro.value, prefix + "value").compile();
  if (value.empty()) throw Faulty{};
  return load(out, hidden(Scalar::Kind::auxiliary, macro.name, value));
}

}  // namespace offramp::dynamics
