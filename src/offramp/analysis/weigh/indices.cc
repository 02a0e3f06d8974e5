// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "offramp/analysis/weigh/parts.h"

namespace offramp {
namespace {

// The columns of one sort, and where they stand among all.
struct Part {
  sensitivity::Table table;
  std::vector<std::size_t> at;
};

Part part_of(const WeighResult& result, bool through) {
  Part part;
  for (std::size_t i = 0; i < result.inputs.size(); ++i) {
    if (result.inputs[i].through != through) continue;
    part.table.inputs.push_back(result.table.inputs[i]);
    part.at.push_back(i);
  }
  return part;
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

}  // namespace

void weigh_indices(WeighResult& result, const RunControl& control) {
  const Part direct = part_of(result, false), through = part_of(result, true);
  for (WeighOutput& output : result.outputs) {
    output.indices.inputs.assign(result.inputs.size(), {});
    if (!direct.at.empty()) {
      take_direct(direct, given_data_indices(direct.table, output.values, {}, control), result.inputs.size(),
                  output);
    }
    if (through.at.empty() || !output.indices.available) continue;
    sensitivity::IndexOptions options;
    options.surrogate.pairs = false;
    take_through(through, given_data_indices(through.table, output.values, options, control), output);
  }
}

void weigh_scenarios(WeighResult& result, const RunControl& control) {
  const Part direct = part_of(result, false);
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
