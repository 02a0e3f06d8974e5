// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/units/check_units.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "offramp/base/unicode/unicode.h"
#include "offramp/dynamics/equation/names.h"
#include "offramp/dynamics/equation/parse.h"
#include "offramp/dynamics/units/unit.h"

namespace offramp::dynamics {
namespace {

constexpr std::size_t kMostWarnings = 100;

// What is known of a value's unit.
struct Known {
  enum class Kind { unknown, number, unit };  // a number written down fits any unit
  Kind kind = Kind::unknown;
  Unit unit;
  static Known of(std::optional<Unit> unit) { return unit ? Known{Kind::unit, *unit} : Known{}; }
  bool is_unit() const { return kind == Kind::unit; }
};

constexpr std::array<std::string_view, 14> kPlainFunctions = {"exp",  "ln",     "log10",   "sin",      "cos",
                                                              "tan",  "arcsin", "arccos",  "arctan",   "sinh",
                                                              "cosh", "tanh",   "poisson", "bernoulli"};
constexpr std::array<std::string_view, 19> kSameAsFirst = {
    "abs",   "int",   "round",  "init", "previous", "delay", "delay1", "delay3", "delayn", "smth1",
    "smth3", "smthn", "forcst", "step", "sum",      "mean",  "stddev", "exprnd", "lookup"};
constexpr std::array<std::string_view, 9> kTimeSecond = {"delay", "delay1", "delay3", "delayn", "smth1",
                                                         "smth3", "smthn",  "step",   "forcst"};
constexpr std::array<std::string_view, 7> kAllAlike = {"min",    "max",       "uniform", "random",
                                                       "normal", "lognormal", "modulo"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class Checker {
 public:
  Checker(const Model& model, Diagnostics& diagnostics) : model_(model), diagnostics_(diagnostics) {
    for (const auto& [alias, unit] : model.unit_aliases) aliases_[unit_name(alias)] = unit_name(unit);
    time_ = Known::of(unit_of(model.time.unit));
  }

  std::size_t run() {
    scope(model_.root);
    for (const Scope& s : model_.models) scope(s);
    return found_;
  }

 private:
  std::optional<Unit> unit_of(std::string_view text) const {
    const auto unit = parse_unit(text);
    return unit ? std::optional(unit->renamed(aliases_)) : std::nullopt;
  }

  void scope(const Scope& s) {
    variables_.clear();
    for (const Variable& v : s.variables) variables_[canonical_name(v.name)] = &v;
    for (const Variable& v : s.variables) variable(v);
  }

  Known stated(const Variable& v) const {
    return Known::of(v.units.written() ? unit_of(v.units.text) : std::nullopt);
  }

  void variable(const Variable& v) {
    const Known own = stated(v);
    for (const Part& part : v.parts) {
      if (!part.equation.written() || part.lookup) continue;
      const Known value = of_equation(part.equation);
      if (own.is_unit() && value.is_unit() && own.unit != value.unit) {
        warn(part.equation, expression_.root(),
             fmt::format("`{}` is in {}, but its equation gives {}", printable(v.name), own.unit.text(),
                         value.unit.text()));
      }
    }
    if (v.kind != Variable::Kind::stock || !own.is_unit() || !time_.is_unit()) return;
    const Unit wanted = own.unit.per(time_.unit);
    for (const auto* flows : {&v.inflows, &v.outflows}) {
      for (const NamedPlace& flow : *flows) {
        const auto at = variables_.find(canonical_name(flow.name));
        if (at == variables_.end()) continue;
        const Known unit = stated(*at->second);
        if (!unit.is_unit() || unit.unit == wanted) continue;
        warn(flow.place, fmt::format("`{}` is in {}; a flow of `{}` is in {}", printable(flow.name),
                                     unit.unit.text(), printable(v.name), wanted.text()));
      }
    }
  }

  Known of_equation(const Equation& equation) {
    ParsedEquation parsed = parse_equation(equation.text);
    if (parsed.fault) return {};
    expression_ = std::move(parsed.expression);
    equation_ = &equation;
    return of(static_cast<std::uint32_t>(expression_.nodes.size() - 1));
  }

  Known of(std::uint32_t index) {
    const Node& n = expression_.nodes[index];
    switch (n.kind) {
      case NodeKind::number:
        return {Known::Kind::number, {}};
      case NodeKind::name:
        return of_name(n);
      case NodeKind::negative:
        return of(n.children[0]);
      case NodeKind::not_:
        of(n.children[0]);
        return {Known::Kind::number, {}};
      case NodeKind::add:
      case NodeKind::subtract:
      case NodeKind::modulo:
        return alike(n, {n.children[0], n.children[1]}, "are added or compared");
      case NodeKind::multiply:
      case NodeKind::divide:
        return product(n);
      case NodeKind::power:
        return power(n);
      case NodeKind::choose:
        of(n.children[0]);
        return alike(n, {n.children[1], n.children[2]}, "are what IF may give");
      case NodeKind::call:
        return of_call(n);
      case NodeKind::and_:
      case NodeKind::or_:
        of(n.children[0]);
        of(n.children[1]);
        return {Known::Kind::number, {}};
      case NodeKind::wildcard:
        return {};
      default:
        alike(n, {n.children[0], n.children[1]}, "are added or compared");
        return {Known::Kind::number, {}};
    }
  }

  Known of_name(const Node& n) {
    const auto at = variables_.find(n.name);
    if (at != variables_.end()) return stated(*at->second);
    if (n.name == "time" || n.name == "dt" || n.name == "starttime" || n.name == "stoptime") return time_;
    return {};
  }

  // Values that must have one unit, which is the result's.
  Known alike(const Node& n, const std::vector<std::uint32_t>& children, const char* why) {
    Known result{Known::Kind::number, {}};
    bool unknown = false;
    for (const std::uint32_t child : children) {
      const Known value = of(child);
      unknown = unknown || value.kind == Known::Kind::unknown;
      if (!value.is_unit()) continue;
      if (result.is_unit() && result.unit != value.unit) {
        warn(*equation_, n, fmt::format("{} and {} {}", result.unit.text(), value.unit.text(), why));
        return {};
      }
      result = value;
    }
    return result.is_unit() || !unknown ? result : Known{};
  }

  Known product(const Node& n) {
    const Known a = of(n.children[0]), b = of(n.children[1]);
    if (a.kind == Known::Kind::unknown || b.kind == Known::Kind::unknown) return {};
    if (a.kind == Known::Kind::number && b.kind == Known::Kind::number) return a;
    return {Known::Kind::unit, n.kind == NodeKind::multiply ? a.unit.times(b.unit) : a.unit.per(b.unit)};
  }

  Known power(const Node& n) {
    const Known base = of(n.children[0]);
    wants_plain(n.children[1], "an exponent");
    if (base.kind != Known::Kind::unit || base.unit.plain()) return base;
    const Node& exponent = expression_.nodes[n.children[1]];
    const bool whole = exponent.kind == NodeKind::number && exponent.number == std::floor(exponent.number) &&
                       std::fabs(exponent.number) <= 20.0;
    return whole ? Known{Known::Kind::unit, base.unit.power(static_cast<int>(exponent.number))} : Known{};
  }

  void wants_plain(std::uint32_t child, std::string_view what) {
    const Known value = of(child);
    if (value.is_unit() && !value.unit.plain()) {
      warn(*equation_, expression_.nodes[child],
           fmt::format("{} has no dimension, but this is in {}", what, value.unit.text()));
    }
  }

  Known of_call(const Node& n) {
    if (among(kPlainFunctions, n.name)) {
      for (const std::uint32_t child : n.children) wants_plain(child, "the argument of " + n.name);
      return {Known::Kind::unit, {}};
    }
    if (among(kAllAlike, n.name) && !n.children.empty())
      return alike(n, n.children, "are arguments of one function");
    if (n.name == "safediv" && n.children.size() >= 2) {
      const Known a = of(n.children[0]), b = of(n.children[1]);
      if (a.kind == Known::Kind::unknown || b.kind == Known::Kind::unknown) return {};
      return {Known::Kind::unit, a.unit.per(b.unit)};
    }
    if (n.name == "if_then_else" && n.children.size() == 3) {
      of(n.children[0]);
      return alike(n, {n.children[1], n.children[2]}, "are what IF may give");
    }
    if (n.name == "sqrt" && n.children.size() == 1) {
      const Known value = of(n.children[0]);
      return value.is_unit() ? Known::of(value.unit.root()) : value;
    }
    if (!among(kSameAsFirst, n.name) || n.children.empty()) {
      for (const std::uint32_t child : n.children) of(child);
      return {};
    }
    const Known first = of(n.children[0]);
    if (among(kTimeSecond, n.name) && n.children.size() > 1) {
      const Known second = of(n.children[1]);
      if (second.is_unit() && time_.is_unit() && second.unit != time_.unit) {
        warn(*equation_, expression_.nodes[n.children[1]],
             fmt::format("a time is in {}, but this is in {}", time_.unit.text(), second.unit.text()));
      }
    }
    return first;
  }

  void warn(const Equation& equation, const Node& n, std::string message) {
    warn(place_of(equation, n.begin, n.end), std::move(message));
  }
  void warn(Place place, std::string message) {
    if (++found_ <= kMostWarnings) diagnostics_.warning(place, "units: " + std::move(message));
  }

  const Model& model_;
  Diagnostics& diagnostics_;
  std::map<std::string, std::string> aliases_;
  Known time_;
  std::map<std::string, const Variable*, std::less<>> variables_;
  Expression expression_;
  const Equation* equation_ = nullptr;
  std::size_t found_ = 0;
};

}  // namespace

std::size_t check_units(const Model& model, Diagnostics& diagnostics) {
  return Checker(model, diagnostics).run();
}

}  // namespace offramp::dynamics
