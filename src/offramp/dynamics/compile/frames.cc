// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/compile/frames.h"

#include <fmt/format.h>

#include "offramp/base/text/diagnostics.h"
#include "offramp/base/unicode/unicode.h"
#include "offramp/dynamics/equation/names.h"
#include "offramp/dynamics/equation/parse.h"

namespace offramp::dynamics {
namespace {

constexpr std::size_t kMaxModuleDepth = 20;

}  // namespace

std::vector<std::uint32_t> elements_at(const std::vector<const Dimension*>& dimensions,
                                       std::uint32_t position) {
  std::vector<std::uint32_t> out(dimensions.size());
  for (std::size_t d = dimensions.size(); d-- > 0;) {
    const auto size = static_cast<std::uint32_t>(dimensions[d]->elements.size());
    out[d] = position % size;
    position /= size;
  }
  return out;
}

std::string element_name(const std::string& name, const std::vector<const Dimension*>& dimensions,
                         std::uint32_t position) {
  if (dimensions.empty()) return name;
  std::string out = name + "[";
  const std::vector<std::uint32_t> elements = elements_at(dimensions, position);
  for (std::size_t d = 0; d < elements.size(); ++d) {
    if (d > 0) out += ',';
    out += dimensions[d]->elements[elements[d]];
  }
  return out + "]";
}

FlatState::FlatState(const Model& whole, Diagnostics& diagnostics) : model(whole), diagnostics_(diagnostics) {
  out.time = model.time;
  for (const Dimension& d : model.dimensions) {
    if (!dimensions_.emplace(canonical_name(d.name), &d).second) {
      error(d.place, fmt::format("the dimension `{}` is defined twice", printable(d.name)));
    }
    if (d.elements.empty())
      error(d.place, fmt::format("the dimension `{}` has no elements", printable(d.name)));
    auto& positions = elements_[&d];
    for (std::uint32_t i = 0; i < d.elements.size(); ++i) {
      if (!positions.emplace(canonical_name(d.elements[i]), i).second) {
        error(d.place, fmt::format("the dimension `{}` has the element `{}` twice", printable(d.name),
                                   printable(d.elements[i])));
      }
    }
  }
  for (const Macro& m : model.macros) {
    if (!macros_.emplace(canonical_name(m.name), &m).second) {
      error(m.place, fmt::format("the macro `{}` is defined twice", printable(m.name)));
    }
  }
}

void FlatState::error(Place place, const std::string& message, std::string hint) {
  if (reported_.emplace(place.line, place.column, message).second) {
    add_problem(diagnostics_, place, message, std::move(hint));
  }
}

void FlatState::error(const Equation& equation, const Node& node, const std::string& message,
                      std::string hint) {
  error(place_of(equation, node.begin, node.end), message, std::move(hint));
}

std::uint32_t FlatState::add_scalar(Scalar scalar) {
  if (out.scalars.size() == kMaxScalars) {
    error(scalar.place, fmt::format("the model comes to more than {} numbers", kMaxScalars),
          "fewer or smaller arrays, modules or macro calls");
    throw TooLarge{};
  }
  out.scalars.push_back(std::move(scalar));
  return static_cast<std::uint32_t>(out.scalars.size() - 1);
}

std::uint32_t FlatState::add_frame(Frame frame, Place place) {
  if (frames.size() == kMaxFrames) {
    error(place, fmt::format("the model uses modules and macros more than {} times", kMaxFrames));
    throw TooLarge{};
  }
  frames.push_back(std::move(frame));
  return static_cast<std::uint32_t>(frames.size() - 1);
}

std::uint32_t FlatState::lookup(const Lookup& lookup) {
  const auto [at, fresh] = lookups_.emplace(&lookup, static_cast<std::uint32_t>(out.lookups.size()));
  if (fresh) out.lookups.push_back(&lookup);
  return at->second;
}

void FlatState::count_terms(std::size_t more, Place place) {
  terms_ += more;
  if (terms_ <= kMaxTerms) return;
  error(place, fmt::format("the equations come to more than {} operations", kMaxTerms));
  throw TooLarge{};
}

const Expression* FlatState::expression(const Equation& equation) {
  const auto [at, fresh] = parsed_.emplace(&equation, nullptr);
  if (fresh) {
    ParsedEquation parsed = parse_equation(equation.text);
    if (parsed.fault) {
      error(place_of(equation, parsed.fault->begin, parsed.fault->end), parsed.fault->message,
            parsed.fault->hint);
    } else {
      at->second = std::make_unique<const Expression>(std::move(parsed.expression));
    }
  }
  return at->second.get();
}

const Dimension* FlatState::dimension(std::string_view canonical) const {
  const auto at = dimensions_.find(canonical);
  return at == dimensions_.end() ? nullptr : at->second;
}

std::optional<std::uint32_t> FlatState::element(const Dimension& dimension,
                                                std::string_view canonical) const {
  const auto& positions = elements_.at(&dimension);
  const auto at = positions.find(canonical);
  if (at == positions.end()) return std::nullopt;
  return at->second;
}

const Macro* FlatState::macro(std::string_view canonical) const {
  const auto at = macros_.find(canonical);
  return at == macros_.end() ? nullptr : at->second;
}

const Symbol* FlatState::find(std::uint32_t frame, std::string_view canonical) const {
  std::string held;
  for (std::size_t steps = 0; steps < 2 * kMaxModuleDepth; ++steps) {
    const Frame& here = frames[frame];
    if (const auto link = here.links.find(canonical); link != here.links.end() && here.parent != kNone) {
      held = canonical_name(link->second->from.name);
      canonical = held;
      if (canonical.starts_with('.')) canonical.remove_prefix(1);
      frame = here.parent;
      continue;
    }
    if (const auto at = here.symbols.find(canonical); at != here.symbols.end()) return &at->second;
    const std::size_t point = canonical.find('.');
    if (point == std::string_view::npos) return nullptr;
    const auto child = here.children.find(canonical.substr(0, point));
    if (child == here.children.end()) return nullptr;
    frame = child->second;
    canonical = canonical.substr(point + 1);
  }
  return nullptr;  // inputs that are each other
}

std::string FlatState::nearest(std::uint32_t frame, std::string_view name,
                               const std::vector<std::string>& others) const {
  std::vector<std::string> known = others;
  for (const auto& [key, symbol] : frames[frame].symbols) known.push_back(key);
  const std::string_view found = nearest_name(name, known);
  return found.empty() ? std::string() : fmt::format("did you mean `{}`?", printable(found));
}

std::uint32_t FlatState::declare(const Scope& scope, std::uint32_t parent, std::string prefix,
                                 std::size_t depth, std::size_t macros) {
  Frame made;
  made.parent = parent;
  made.prefix = std::move(prefix);
  made.macros = macros;
  const std::uint32_t frame = add_frame(std::move(made), scope.place);
  for (const Variable& variable : scope.variables) declare_variable(variable, frame);
  declare_modules(scope, frame, depth);
  return frame;
}

void FlatState::declare_variable(const Variable& variable, std::uint32_t frame) {
  Symbol symbol;
  symbol.variable = &variable;
  std::uint64_t size = 1;
  for (const NamedPlace& name : variable.dimensions) {
    const Dimension* found = dimension(canonical_name(name.name));
    if (found == nullptr) {
      return error(name.place, fmt::format("`{}` is no dimension of this model", printable(name.name)));
    }
    if (found->elements.empty()) return;
    symbol.dimensions.push_back(found);
    size *= found->elements.size();
    if (size > kMaxScalars) {
      error(variable.place,
            fmt::format("`{}` has more than {} elements", printable(variable.name), kMaxScalars));
      throw TooLarge{};
    }
  }
  symbol.size = static_cast<std::uint32_t>(size);
  const std::string key = canonical_name(variable.name);
  if (key.empty()) return error(variable.place, "a variable has no name");
  if (frames[frame].symbols.count(key) > 0) {
    return error(variable.place, fmt::format("`{}` is defined twice", printable(variable.name)),
                 "blanks, underscores and capitals make no difference");
  }
  for (std::uint32_t i = 0; i < symbol.size; ++i) {
    Scalar scalar;
    scalar.kind = variable.kind == Variable::Kind::stock  ? Scalar::Kind::stock
                  : variable.kind == Variable::Kind::flow ? Scalar::Kind::flow
                                                          : Scalar::Kind::auxiliary;
    scalar.name = frames[frame].prefix + element_name(variable.name, symbol.dimensions, i);
    scalar.non_negative = variable.non_negative;
    scalar.variable = &variable;
    scalar.place = variable.place;
    const std::uint32_t id = add_scalar(std::move(scalar));
    if (i == 0) symbol.first = id;
    tasks.push_back({id, frame, &variable, i, symbol.dimensions});
  }
  frames[frame].symbols.emplace(key, std::move(symbol));
}

void FlatState::declare_modules(const Scope& scope, std::uint32_t frame, std::size_t depth) {
  for (const Module& module : scope.modules) {
    const std::string wanted = canonical_name(module.model.name);
    const Scope* found = nullptr;
    for (const Scope& candidate : model.models) {
      if (canonical_name(candidate.name) == wanted) found = &candidate;
    }
    if (found == nullptr) {
      error(module.model.place, fmt::format("there is no model `{}` for the module `{}`",
                                            printable(module.model.name), printable(module.name)));
      continue;
    }
    if (depth == kMaxModuleDepth) {
      error(module.place, fmt::format("modules stand in one another more than {} deep", kMaxModuleDepth));
      throw TooLarge{};
    }
    const std::uint32_t child =
        declare(*found, frame, frames[frame].prefix + module.name + ".", depth + 1, frames[frame].macros);
    const std::string key = canonical_name(module.name);
    if (!frames[frame].children.emplace(key, child).second) {
      error(module.place, fmt::format("the module `{}` is defined twice", printable(module.name)));
    }
    for (const Module::Link& link : module.links) {
      std::string to = canonical_name(link.to.name);
      if (to.starts_with(key + ".")) to.erase(0, key.size() + 1);
      frames[child].links[to] = &link;
    }
  }
}

}  // namespace offramp::dynamics
