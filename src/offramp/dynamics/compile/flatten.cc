// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/unicode/unicode.h"
#include "offramp/dynamics/compile/flat.h"
#include "offramp/dynamics/compile/frames.h"
#include "offramp/dynamics/compile/lower.h"
#include "offramp/dynamics/equation/names.h"

namespace offramp::dynamics {
namespace {

class Flattener {
 public:
  Flattener(const Model& model, Diagnostics& diagnostics) : model_(model), state_(model, diagnostics) {}

  FlatModel flat() {
    const std::uint32_t root = state_.declare(model_.root, kNone, "", 0);
    declare_ladders(root);
    while (!state_.tasks.empty()) {
      const FlatState::Task task = state_.tasks.front();
      state_.tasks.pop_front();
      define(task);
      if (state_.tasks.empty() && !chance_done_) {
        chance_done_ = true;
        chance(root);
      }
    }
    if (!chance_done_) chance(root);
    return std::move(state_.out);
  }

 private:
  // The part that says what each element is: its own before that of all elements; the last of several.
  const std::vector<const Part*>& parts_of(const FlatState::Task& task) {
    const auto [at, fresh] = parts_.emplace(task.variable, std::vector<const Part*>());
    std::vector<const Part*>& found = at->second;
    if (!fresh) return found;
    std::size_t size = 1;
    for (const Dimension* d : task.dimensions) size *= d->elements.size();
    found.resize(size, nullptr);
    for (const Part& part : task.variable->parts) {
      if (part.subscripts.empty()) {
        for (const Part*& p : found) p = p == nullptr ? &part : p;
        continue;
      }
      std::size_t position = 0;
      bool fits = part.subscripts.size() == task.dimensions.size();
      for (std::size_t d = 0; fits && d < part.subscripts.size(); ++d) {
        const auto element = state_.element(*task.dimensions[d], canonical_name(part.subscripts[d].name));
        fits = element.has_value();
        position = position * task.dimensions[d]->elements.size() + element.value_or(0);
      }
      if (fits) found[position] = &part;
    }
    return found;
  }

  void check_subscripts(const FlatState::Task& task) {
    for (const Part& part : task.variable->parts) {
      if (part.subscripts.empty()) continue;
      if (part.subscripts.size() != task.dimensions.size()) {
        state_.error(part.subscripts[0].place,
                     fmt::format("`{}` has {} dimensions, not {}", printable(task.variable->name),
                                 task.dimensions.size(), part.subscripts.size()));
        continue;
      }
      for (std::size_t d = 0; d < task.dimensions.size(); ++d) {
        if (!state_.element(*task.dimensions[d], canonical_name(part.subscripts[d].name))) {
          state_.error(part.subscripts[d].place,
                       fmt::format("`{}` is no element of `{}`", printable(part.subscripts[d].name),
                                   printable(task.dimensions[d]->name)));
        }
      }
    }
  }

  void define(const FlatState::Task& task) {
    if (task.element == 0) check_subscripts(task);
    const Part* part = parts_of(task)[task.element];
    const std::string name = state_.out.scalars[task.scalar].name;
    if (part == nullptr || (!part->equation.written() && !part->lookup)) {
      const Place place = task.variable->place;
      return state_.error(place, fmt::format("`{}` has no equation", printable(name)));
    }
    if (part->lookup && !part->equation.written()) return table_only(task);
    Bindings bindings;
    const std::vector<std::uint32_t> at = elements_at(task.dimensions, task.element);
    for (std::size_t d = 0; d < at.size(); ++d) bindings.emplace_back(task.dimensions[d], at[d]);
    Lowerer lowerer(state_, task.frame, bindings, part->equation, name);
    Terms terms = part->lookup ? lowerer.compile(*part->lookup) : lowerer.compile();
    Scalar& scalar = state_.out.scalars[task.scalar];
    scalar.equation = &part->equation;
    if (task.variable->kind != Variable::Kind::stock) {
      if (scalar.non_negative && !terms.empty()) {
        const auto value = static_cast<std::uint32_t>(terms.size() - 1);
        Lowerer::put(terms, Op::maximum, value, Lowerer::constant(terms, 0.0));
      }
      scalar.value = std::move(terms);
      return;
    }
    scalar.start = std::move(terms);
    connect(task, task.variable->inflows, true);
    connect(task, task.variable->outflows, false);
    for (const Noise& noise : task.variable->noise) add_noise(task, bindings, noise);
  }

  // A graphical function without an argument is no number; it is called.
  void table_only(const FlatState::Task& task) {
    Scalar& scalar = state_.out.scalars[task.scalar];
    scalar.hidden = true;
    Lowerer::constant(scalar.value, 0.0);
  }

  // Flows of an array's stock are arrays over the same dimensions, or single flows.
  void connect(const FlatState::Task& task, const std::vector<NamedPlace>& flows, bool in) {
    for (const NamedPlace& flow : flows) {
      const std::string key = canonical_name(flow.name);
      const Symbol* symbol = state_.find(task.frame, key);
      if (symbol == nullptr) {
        state_.error(
            flow.place,
            fmt::format("the {} `{}` is not defined", in ? "inflow" : "outflow", printable(flow.name)),
            state_.nearest(task.frame, key, {}));
        continue;
      }
      if (symbol->size != 1 && symbol->dimensions != task.dimensions) {
        state_.error(flow.place,
                     fmt::format("`{}` has other dimensions than the stock", printable(flow.name)));
        continue;
      }
      const std::uint32_t scalar = symbol->first + (symbol->size == 1 ? 0 : task.element);
      Scalar& stock = state_.out.scalars[task.scalar];
      (in ? stock.inflows : stock.outflows).push_back(scalar);
    }
  }

  std::uint32_t hidden(std::uint32_t frame, const Bindings& bindings, const Equation& equation,
                       const std::string& name) {
    Scalar scalar;
    scalar.name = name;
    scalar.hidden = true;
    scalar.equation = &equation;
    scalar.place = place_of(equation);
    scalar.value = Lowerer(state_, frame, bindings, equation, name).compile();
    return state_.add_scalar(std::move(scalar));
  }

  void add_noise(const FlatState::Task& task, const Bindings& bindings, const Noise& noise) {
    const std::string key = canonical_name(noise.source.name);
    auto& sources = state_.out.sources;
    auto at = std::find(sources.begin(), sources.end(), key);
    if (at == sources.end()) at = sources.insert(sources.end(), key);
    const auto source = static_cast<std::uint32_t>(at - sources.begin());
    const std::string name = state_.out.scalars[task.scalar].name + " (noise by " + noise.source.name + ")";
    state_.out.noise.push_back({task.scalar, hidden(task.frame, bindings, noise.amount, name), source});
  }

  void declare_ladders(std::uint32_t root) {
    for (const Ladder& ladder : model_.ladders) {
      FlatLadder flat;
      flat.name = ladder.name;
      flat.states = ladder.states;
      Scalar scalar;
      scalar.kind = Scalar::Kind::ladder;
      scalar.name = ladder.name;
      scalar.place = ladder.place;
      if (const auto start = state_number(flat, ladder.start)) flat.start = *start;
      Lowerer::constant(scalar.start, flat.start);
      flat.scalar = state_.add_scalar(std::move(scalar));
      Symbol symbol;
      symbol.first = flat.scalar;
      if (!state_.frames[root].symbols.emplace(canonical_name(ladder.name), symbol).second) {
        state_.error(ladder.place, fmt::format("`{}` is defined twice", printable(ladder.name)));
      }
      state_.out.ladders.push_back(std::move(flat));
    }
  }

  std::optional<std::uint32_t> state_number(const FlatLadder& ladder, const NamedPlace& name) {
    for (std::uint32_t i = 0; i < ladder.states.size(); ++i) {
      if (canonical_name(ladder.states[i]) == canonical_name(name.name)) return i;
    }
    state_.error(name.place,
                 fmt::format("`{}` is no state of `{}`", printable(name.name), printable(ladder.name)));
    return std::nullopt;
  }

  void chance(std::uint32_t root) {
    for (std::size_t i = 0; i < model_.ladders.size(); ++i) {
      for (const Ladder::Step& step : model_.ladders[i].steps) {
        FlatLadder& flat = state_.out.ladders[i];
        const auto from = state_number(flat, step.from), to = state_number(flat, step.to);
        if (!from || !to) continue;
        const std::string name =
            fmt::format("{} (rate from {} to {})", flat.name, step.from.name, step.to.name);
        const std::uint32_t rate = hidden(root, {}, step.rate, name);
        state_.out.ladders[i].steps.push_back({*from, *to, rate});
      }
    }
    for (const Event& event : model_.events) add_event(root, event);
  }

  void add_event(std::uint32_t root, const Event& event) {
    FlatEvent flat;
    flat.name = event.name;
    flat.once = event.once;
    flat.ends = event.ends;
    if (event.hazard.written() == event.when.written()) {
      return state_.error(event.place, fmt::format("the event `{}` needs either a hazard or a condition",
                                                   printable(event.name)));
    }
    if (event.hazard.written()) flat.hazard = hidden(root, {}, event.hazard, event.name + " (hazard)");
    if (event.when.written()) flat.when = hidden(root, {}, event.when, event.name + " (when)");
    for (const Effect& effect : event.effects) {
      const Symbol* symbol = state_.find(root, canonical_name(effect.stock.name));
      const bool stock = symbol != nullptr && symbol->size == 1 && symbol->variable != nullptr &&
                         symbol->variable->kind == Variable::Kind::stock;
      if (!stock) {
        state_.error(effect.stock.place, fmt::format("`{}` is no single stock: events change stocks",
                                                     printable(effect.stock.name)));
        continue;
      }
      const std::uint32_t target = symbol->first;
      const std::string name = event.name + " (" + effect.stock.name + ")";
      flat.effects.push_back({target, hidden(root, {}, effect.value, name)});
    }
    if (event.ladder && event.state) {
      for (std::uint32_t i = 0; i < state_.out.ladders.size(); ++i) {
        if (canonical_name(state_.out.ladders[i].name) == canonical_name(event.ladder->name)) flat.ladder = i;
      }
      if (flat.ladder == kNone) {
        state_.error(event.ladder->place,
                     fmt::format("there is no ladder `{}`", printable(event.ladder->name)));
      } else if (const auto state = state_number(state_.out.ladders[flat.ladder], *event.state)) {
        flat.state = *state;
      }
    }
    state_.out.events.push_back(std::move(flat));
  }

  const Model& model_;
  FlatState state_;
  std::map<const Variable*, std::vector<const Part*>> parts_;
  bool chance_done_ = false;
};

}  // namespace

std::optional<FlatModel> flatten(const Model& model, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.errors();
  try {
    FlatModel flat = Flattener(model, diagnostics).flat();
    if (diagnostics.errors() > before) return std::nullopt;
    return flat;
  } catch (const TooLarge&) {
    return std::nullopt;
  }
}

}  // namespace offramp::dynamics
