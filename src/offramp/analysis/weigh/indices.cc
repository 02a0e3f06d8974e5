// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "offramp/analysis/weigh/parts.h"

namespace offramp {
namespace {

// Some of the columns, and where they stand among all.
struct Part {
  sensitivity::Table table;
  std::vector<std::size_t> at;
};

template <class Wanted>
Part part_of(const WeighResult& result, const Wanted& wanted) {
  Part part;
  for (std::size_t i = 0; i < result.inputs.size(); ++i) {
    if (!wanted(result.inputs[i])) continue;
    part.table.inputs.push_back(result.table.inputs[i]);
    part.at.push_back(i);
  }
  return part;
}

Part not_through(const WeighResult& result) {
  return part_of(result, [](const WeighInput& input) { return !input.through; });
}

// Lines that go with a type as they are drawn before the type drops them: so no column tells of another.
void put_draws(const WorldTable& worlds, const WeighResult& result, Part& part) {
  for (std::size_t k = 0; k < part.at.size(); ++k) {
    const WeighInput& input = result.inputs[part.at[k]];
    if (!input.by_type) continue;
    const std::vector<bool>& holds = worlds.red_line_holds[input.line.index()];
    for (std::size_t w = 0; w < worlds.worlds; ++w) part.table.inputs[k].values[w] = holds[w] ? 1.0 : 0.0;
  }
}

// A number that a factor moves as its own draw, which the factor leaves alone: so that columns are
// independent.
void put_remainders(const WorldTable& worlds, const WeighResult& result, Part& part) {
  for (std::size_t k = 0; k < part.at.size(); ++k) {
    const WeighInput& input = result.inputs[part.at[k]];
    if (input.kind != WeighInput::Kind::quantity) continue;
    const std::vector<double>& own = worlds.coordinate[input.input.index()];
    if (!own.empty()) part.table.inputs[k].values = own;
  }
}

// Each factor's own draw.
sensitivity::Table factor_columns(const Case& c, const WorldTable& worlds) {
  sensitivity::Table columns;
  for (std::size_t f = 0; f < c.factors.size(); ++f) {
    sensitivity::Input column;
    column.name = "factors." + c.factors[f].id;
    column.values = worlds.factor[f];
    columns.inputs.push_back(std::move(column));
  }
  return columns;
}

void take_direct(const Part& part, sensitivity::Indices&& found, std::size_t inputs, WeighOutput& output) {
  std::vector<sensitivity::InputIndices> own = std::move(found.inputs);
  found.inputs.assign(inputs, {});
  for (std::size_t k = 0; k < own.size(); ++k) found.inputs[part.at[k]] = std::move(own[k]);
  for (sensitivity::PairIndex& pair : found.interactions) {
    pair.a = part.at[pair.a];
    pair.b = part.at[pair.b];
  }
  if (!part.at.empty()) {
    found.correlated_a = part.at[found.correlated_a];
    found.correlated_b = part.at[found.correlated_b];
  }
  output.indices = std::move(found);
}

void take_through(const Part& part, sensitivity::Indices&& found, WeighOutput& output) {
  for (std::size_t k = 0; k < found.inputs.size(); ++k) {
    sensitivity::InputIndices& own = output.indices.inputs[part.at[k]];
    own = std::move(found.inputs[k]);
    own.total = own.first;
    own.total_reliable = false;
    own.reason = "it acts through a type or a red line, which has the total";
  }
}

// What binds alone; the total stays that of the draw. A line that the sample never lets bind has nothing.
void take_by_type(const Part& part, const sensitivity::Indices& found, WeighOutput& output) {
  for (std::size_t k = 0; k < part.at.size(); ++k) {
    sensitivity::InputIndices& own = output.indices.inputs[part.at[k]];
    own.first = found.inputs[k].first;
    own.delta = found.inputs[k].delta;
    own.regression = found.inputs[k].regression;
    own.rank_regression = found.inputs[k].rank_regression;
    own.constant = found.inputs[k].constant;
  }
}

}  // namespace

void weigh_indices(const Case& c, const WorldTable& worlds, WeighResult& result, const RunControl& control) {
  Part direct = not_through(result);
  put_draws(worlds, result, direct);
  put_remainders(worlds, result, direct);
  const sensitivity::Table factors = factor_columns(c, worlds);
  const Part through = part_of(result, [](const WeighInput& input) { return input.through; });
  const Part by_type = part_of(result, [](const WeighInput& input) { return input.by_type; });
  sensitivity::IndexOptions alone;
  alone.surrogate.pairs = false;
  alone.bins = 8;  // a chance moves the answer smoothly
  for (WeighOutput& output : result.outputs) {
    output.indices.inputs.assign(result.inputs.size(), {});
    if (!direct.at.empty()) {
      take_direct(direct, given_data_indices(direct.table, output.values, {}, control), result.inputs.size(),
                  output);
    }
    if (!output.indices.available) continue;
    if (!through.at.empty())
      take_through(through, given_data_indices(through.table, output.values, alone, control), output);
    if (!by_type.at.empty())
      take_by_type(by_type, given_data_indices(by_type.table, output.values, alone, control), output);
    if (factors.inputs.empty()) continue;
    for (const sensitivity::InputIndices& own :
         given_data_indices(factors, output.values, alone, control).inputs)
      output.factors.push_back(own.first);
  }
}

void weigh_scenarios(WeighResult& result, const RunControl& control) {
  const Part direct = not_through(result);
  const std::vector<double>& agreement = result.outputs.front().values;
  sensitivity::ScenarioOptions options;
  options.min_support = 0.05;
  const auto search = [&](bool wanted) {
    std::vector<bool> cases;
    for (const double x : agreement) cases.push_back((x > 0.5) == wanted);
    sensitivity::Scenarios found = discover_scenarios(direct.table, cases, options, control);
    for (sensitivity::ScenarioBox& box : found.boxes) {
      for (sensitivity::Restriction& r : box.restrictions) r.input = direct.at[r.input];
    }
    return found;
  };
  if (direct.at.empty()) return;
  result.fails = search(false);
  result.holds = search(true);
}

}  // namespace offramp
