// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "offramp/analysis/settle_context.h"
#include "offramp/analysis/weigh_parts.h"
#include "offramp/analysis/worlds.h"
#include "offramp/bargaining/agreement.h"

namespace offramp {
namespace {

// How much an input is thought to matter for the chance of agreement, from the table.
double weight_of(const WeighResult& result, std::size_t input) {
  const WeighOutput& agreement = result.outputs.front();
  const sensitivity::InputIndices& own = agreement.indices.inputs[input];
  return std::max(own.total.value, own.delta.value * own.delta.value);
}

}  // namespace

WeighDesign weigh_design(const Case& c, const WeighResult& result, const WeighOptions& options,
                         const RunControl& control) {
  // Every dimension that counts varies; types and red lines that do not must be there, but stand still.
  std::vector<WorldDimension> dimensions, still;
  std::vector<std::size_t> input_of;
  for (const WorldDimension& dimension : world_dimensions(c)) {
    const auto same = [&](const WeighInput& input) { return input.id == dimension.path; };
    const auto found = std::find_if(result.inputs.begin(), result.inputs.end(), same);
    if (found != result.inputs.end()) {
      dimensions.push_back(dimension);
      input_of.push_back(static_cast<std::size_t>(found - result.inputs.begin()));
    } else if (dimension.kind != WorldDimension::Kind::input) {
      still.push_back(dimension);
    }
  }
  const std::size_t count = dimensions.size();
  dimensions.insert(dimensions.end(), still.begin(), still.end());
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return weight_of(result, input_of[a]) > weight_of(result, input_of[b]);
  });
  WeighDesign design;
  sensitivity::DesignOptions plan;
  plan.base_points = options.base_points;
  plan.seed = result.seed;
  std::vector<std::size_t> others;
  for (const std::size_t d : order) {
    if (design.inputs.size() < options.design_inputs) {
      design.inputs.push_back(input_of[d]);
      plan.groups.push_back({d});
    } else {
      others.push_back(d);
    }
  }
  design.others = others.size();
  if (!others.empty()) {
    std::sort(others.begin(), others.end());
    plan.groups.push_back(std::move(others));
  }
  const sensitivity::UnitModel chain = [&](std::span<const double> points, std::span<double> outputs) {
    std::vector<double> wide(outputs.size() * dimensions.size(), 0.5);
    for (std::size_t k = 0; k < outputs.size(); ++k) {
      std::copy_n(points.begin() + static_cast<std::ptrdiff_t>(k * count), count,
                  wide.begin() + static_cast<std::ptrdiff_t>(k * dimensions.size()));
    }
    const WorldTable table = draw_at(c, dimensions, wide, control.stop);
    const SettleContext context = settle_context(c, table, false);
    const bargaining::WorldSet agreed = agreement_worlds(context.problem, control.stop);
    for (std::size_t k = 0; k < outputs.size(); ++k) {
      outputs[k] = static_cast<double>((agreed[k / 64] >> (k % 64)) & 1u);
    }
  };
  design.indices = design_indices(count, chain, plan, control);
  return design;
}

}  // namespace offramp
