// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/model_yaml/model_yaml.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/text/scan.h"
#include "offramp/base/tree/tree.h"
#include "offramp/base/unicode/unicode.h"
#include "offramp/formats/model_yaml/yaml_keys.h"
#include "offramp/formats/xmile/xmile.h"

namespace offramp::formats {
namespace {

using dynamics::Variable;
using tree::Node;

const std::vector<std::string> kScope = {"stocks", "flows", "values", "tables", "modules"};

std::vector<std::string> with(std::vector<std::string> keys, const std::vector<std::string>& more) {
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

class YamlModel {
 public:
  YamlModel(dynamics::Model& model, YamlKeys& keys) : model_(model), keys_(keys) {}

  void read(const Node& root) {
    if (!keys_.is_map(root, "a model")) return;
    keys_.only(root,
               with(kScope, {"offramp_model", "title", "about", "sources", "time", "dimensions", "models",
                             "macros", "events", "ladders", "units"}),
               "a model");
    const Node* version = root.at("offramp_model");
    if (version == nullptr) {
      keys_.error(root, "the file does not say `offramp_model: 1`");
    } else if (keys_.number(*version).value_or(0.0) != 1.0) {
      keys_.error(*version, "only version 1 of models is known");
    }
    model_.title = keys_.text(root, "title");
    times(root);
    keys_.each(root, "dimensions", [&](const Node& name, const Node& value) {
      dynamics::Dimension d{name.text, keys_.place(name), {}};
      for (const auto& element : keys_.names(value)) d.elements.push_back(element.name);
      model_.dimensions.push_back(std::move(d));
    });
    keys_.each(root, "units", [&](const Node& name, const Node& value) {
      for (const auto& alias : keys_.names(value)) model_.unit_aliases.emplace_back(alias.name, name.text);
    });
    model_.root = scope(root);
    keys_.each(root, "models", [&](const Node& name, const Node& value) {
      if (!keys_.is_map(value, "a model")) return;
      keys_.only(value, with(kScope, {"about"}), "a model");
      model_.models.push_back(scope(value));
      model_.models.back().name = name.text;
      model_.models.back().place = keys_.place(name);
    });
    keys_.each(root, "macros", [&](const Node& name, const Node& value) { macro(name, value); });
    keys_.each(root, "ladders", [&](const Node& name, const Node& value) { ladder(name, value); });
    keys_.each(root, "events", [&](const Node& name, const Node& value) { event(name, value); });
  }

 private:
  void times(const Node& root) {
    const Node* time = root.at("time");
    if (time == nullptr)
      return keys_.error(root, "`time` is missing", "time: {start: 0, stop: 60, step: 0.25}");
    if (!keys_.is_map(*time, "`time`")) return;
    keys_.only(*time, {"start", "stop", "step", "save", "unit", "method"}, "`time`");
    model_.time_place = keys_.place(*time);
    keys_.number(*time, "start", model_.time.start);
    keys_.number(*time, "stop", model_.time.stop, true);
    keys_.number(*time, "step", model_.time.step, true);
    keys_.number(*time, "save", model_.time.save);
    model_.time.unit = keys_.text(*time, "unit");
    const std::string method = keys_.text(*time, "method");
    if (method == "rk4") {
      model_.time.method = dynamics::Method::runge_kutta_4;
    } else if (!method.empty() && method != "euler") {
      keys_.error(*time->at("method"),
                  fmt::format("`{}` is no method; euler and rk4 are", printable(method)));
    }
  }

  dynamics::Scope scope(const Node& map) {
    dynamics::Scope out;
    const auto variables = [&](const char* key, Variable::Kind kind) {
      keys_.each(map, key, [&](const Node& name, const Node& value) {
        out.variables.push_back(variable(kind, name, value));
      });
    };
    variables("stocks", Variable::Kind::stock);
    variables("flows", Variable::Kind::flow);
    variables("values", Variable::Kind::auxiliary);
    keys_.each(map, "tables", [&](const Node& name, const Node& value) {
      Variable table;
      table.name = name.text;
      table.place = keys_.place(name);
      table.parts.emplace_back().lookup = lookup(value);
      out.variables.push_back(std::move(table));
    });
    keys_.each(map, "modules", [&](const Node& name, const Node& value) {
      dynamics::Module module{name.text, keys_.place(name), {name.text, keys_.place(name)}, {}};
      if (!keys_.is_map(value, "a module")) return;
      keys_.only(value, {"model", "inputs", "about"}, "a module");
      if (const Node* model = value.at("model")) module.model = keys_.name(*model);
      keys_.each(value, "inputs", [&](const Node& to, const Node& from) {
        module.links.push_back({keys_.name(to), keys_.name(from)});
      });
      out.modules.push_back(std::move(module));
    });
    return out;
  }

  Variable variable(Variable::Kind kind, const Node& name, const Node& value) {
    Variable out;
    out.kind = kind;
    out.name = name.text;
    out.place = keys_.place(name);
    const bool stock = kind == Variable::Kind::stock;
    if (!value.is_map()) {
      out.parts.emplace_back().equation = keys_.equation(value);
      return out;
    }
    const std::vector<std::string> common = {"over", "unit", "about", "source", "confidence", "not_negative"};
    keys_.only(value,
               with(common, stock ? std::vector<std::string>{"start", "in", "out", "noise"}
                                  : std::vector<std::string>{"value", "table"}),
               stock ? "a stock" : "a value");
    out.dimensions = keys_.names(value.at("over"));
    if (const Node* unit = value.at("unit")) out.units = keys_.equation(*unit);
    out.about = keys_.text(value, "about");
    out.non_negative = keys_.truth(value, "not_negative");
    parts(value, stock ? "start" : "value", out);
    if (const Node* table = value.at("table")) {
      const auto found = lookup(*table);
      for (dynamics::Part& part : out.parts) part.lookup = found;
    }
    out.inflows = keys_.names(value.at("in"));
    out.outflows = keys_.names(value.at("out"));
    keys_.each(value, "noise", [&](const Node& source, const Node& amount) {
      out.noise.push_back({keys_.name(source), keys_.equation(amount)});
    });
    return out;
  }

  void parts(const Node& map, const char* key, Variable& out) {
    const Node* found = map.at(key);
    if (found == nullptr) return keys_.error(map, fmt::format("`{}` is missing", key));
    if (!found->is_map()) {
      out.parts.emplace_back().equation = keys_.equation(*found);
      return;
    }
    for (const tree::Entry& entry : found->entries) {
      dynamics::Part part;
      for (const std::string& element : split(entry.key.text, ',')) {
        part.subscripts.push_back({std::string(trimmed(element)), keys_.place(entry.key)});
      }
      part.equation = keys_.equation(entry.value);
      out.parts.push_back(std::move(part));
    }
  }

  std::optional<dynamics::Lookup> lookup(const Node& node) {
    if (!keys_.is_map(node, "a table")) return std::nullopt;
    keys_.only(node, {"x", "y", "kind", "about", "source", "unit"}, "a table");
    dynamics::Lookup out;
    const std::string kind = keys_.text(node, "kind");
    if (kind == "extrapolate") out.kind = dynamics::Lookup::Kind::extrapolate;
    if (kind == "discrete") out.kind = dynamics::Lookup::Kind::discrete;
    if (!kind.empty() && kind != "extrapolate" && kind != "discrete" && kind != "continuous") {
      keys_.error(
          *node.at("kind"),
          fmt::format("`{}` is no kind of table; continuous, extrapolate and discrete are", printable(kind)));
    }
    out.x = keys_.numbers(node, "x");
    out.y = keys_.numbers(node, "y");
    if (out.x.empty() || out.x.size() != out.y.size()) {
      keys_.error(
          node, fmt::format("a table has as many numbers in `x` as in `y`, and at least one; here {} and {}",
                            out.x.size(), out.y.size()));
      return std::nullopt;
    }
    if (!std::is_sorted(out.x.begin(), out.x.end())) {
      keys_.error(*node.at("x"), "the numbers of `x` must not fall");
      return std::nullopt;
    }
    return out;
  }

  void macro(const Node& name, const Node& value) {
    if (!keys_.is_map(value, "a macro")) return;
    keys_.only(value, with(kScope, {"takes", "value", "about"}), "a macro");
    dynamics::Macro out;
    out.name = name.text;
    out.place = keys_.place(name);
    out.parameters = keys_.names(value.at("takes"));
    if (const Node* result = value.at("value")) {
      out.value = keys_.equation(*result);
    } else {
      keys_.error(value, "`value` is missing");
    }
    out.scope = scope(value);
    model_.macros.push_back(std::move(out));
  }

  void ladder(const Node& name, const Node& value) {
    if (!keys_.is_map(value, "a ladder")) return;
    keys_.only(value, {"states", "start", "steps", "about", "source"}, "a ladder");
    dynamics::Ladder out;
    out.name = name.text;
    out.place = keys_.place(name);
    for (const auto& state : keys_.names(value.at("states"))) out.states.push_back(state.name);
    if (out.states.empty()) return keys_.error(value, "a ladder has `states`");
    const Node* start = value.at("start");
    out.start = start != nullptr ? keys_.name(*start) : dynamics::NamedPlace{out.states[0], out.place};
    keys_.each(value, "steps", [&](const Node& step, const Node& rate) {
      const std::size_t arrow = step.text.find("->");
      if (arrow == std::string::npos) return keys_.error(step, "a step is written `from -> to: rate`");
      const auto side = [&](std::string_view text) {
        return dynamics::NamedPlace{std::string(trimmed(text)), keys_.place(step)};
      };
      out.steps.push_back({side(std::string_view(step.text).substr(0, arrow)),
                           side(std::string_view(step.text).substr(arrow + 2)), keys_.equation(rate)});
    });
    model_.ladders.push_back(std::move(out));
  }

  void event(const Node& name, const Node& value) {
    if (!keys_.is_map(value, "an event")) return;
    keys_.only(value, {"hazard", "when", "once", "ends", "set", "moves", "about", "source", "confidence"},
               "an event");
    dynamics::Event out;
    out.name = name.text;
    out.place = keys_.place(name);
    const Node *hazard = value.at("hazard"), *when = value.at("when");
    if ((hazard == nullptr) == (when == nullptr)) {
      return keys_.error(name, "an event has either `hazard` or `when`");
    }
    if (hazard != nullptr) out.hazard = keys_.equation(*hazard);
    if (when != nullptr) out.when = keys_.equation(*when);
    out.once = keys_.truth(value, "once");
    out.ends = keys_.truth(value, "ends");
    keys_.each(value, "set", [&](const Node& stock, const Node& equation) {
      out.effects.push_back({keys_.name(stock), keys_.equation(equation)});
    });
    keys_.each(value, "moves", [&](const Node& moved, const Node& state) {
      if (out.ladder) return keys_.error(moved, "an event moves one ladder");
      out.ladder = keys_.name(moved);
      out.state = keys_.name(state);
    });
    model_.events.push_back(std::move(out));
  }

  dynamics::Model& model_;
  YamlKeys& keys_;
};

}  // namespace

ModelReading read_model_yaml(std::string_view text, std::string file_name) {
  ModelReading reading{{}, Diagnostics(std::move(file_name), std::string(text))};
  const SourceText source(text);
  {
    Problems problems(reading.diagnostics, source);
    tree::Rules rules;
    rules.place = "in a model";
    rules.if_empty = "a model begins with `offramp_model: 1`";
    if (const auto root = tree::read(source, rules, problems)) {
      YamlKeys keys(source, problems);
      YamlModel(reading.model, keys).read(*root);
    }
  }
  return reading;
}

ModelReading read_model(std::string_view text, std::string file_name) {
  if (trimmed(text).starts_with('<')) return read_xmile(text, std::move(file_name));
  return read_model_yaml(text, std::move(file_name));
}

}  // namespace offramp::formats
