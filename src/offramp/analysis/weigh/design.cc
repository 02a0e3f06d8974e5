// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "offramp/analysis/weigh/parts.h"
#include "offramp/analysis/worlds/case_problem.h"
#include "offramp/analysis/worlds/worlds.h"
#include "offramp/bargaining/acceptance/agreement.h"

namespace offramp {
namespace {

// How much an input is thought to matter, from the table, for the output it matters to most; what moves only
// a party's no-deal value can wait.
double weight_of(const WeighResult& result, std::size_t input) {
  double most = 0.0;
  for (const WeighOutput& output : result.outputs) {
    if (output.kind == WeighOutput::Kind::reservation || !output.indices.available) continue;
    const sensitivity::InputIndices& own = output.indices.inputs[input];
    most = std::max({most, own.total.value, own.delta.value * own.delta.value});
  }
  return most;
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
  const std::vector<PartyId> vetoes = c.veto_players();
  const sensitivity::UnitModels chain = [&](std::span<const double> points,
                                            std::span<std::span<double>> outputs) {
    const std::size_t rows = outputs.front().size();
    std::vector<double> wide(rows * dimensions.size(), 0.5);
    for (std::size_t k = 0; k < rows; ++k) {
      std::copy_n(points.begin() + static_cast<std::ptrdiff_t>(k * count), count,
                  wide.begin() + static_cast<std::ptrdiff_t>(k * dimensions.size()));
    }
    RunControl alone;
    alone.threads = 1;
    alone.stop = control.stop;
    const WorldTable table = draw_at(c, dimensions, wide, control.stop);
    const CaseProblem posed = *case_problem(c, table, false, alone);
    const WorldSet agreed = agreement_worlds(posed.problem, control.stop);
    const ShortListWorlds own =
        evaluate_short_list(posed, {result.short_list.front().settlement}, std::nullopt, alone);
    for (std::size_t o = 0; o < outputs.size(); ++o) {
      const WeighOutput& output = result.outputs[o];
      const auto party = std::find(vetoes.begin(), vetoes.end(), output.party) - vetoes.begin();
      for (std::size_t k = 0; k < rows; ++k) {
        outputs[o][k] = output.kind == WeighOutput::Kind::agreement    ? (agreed.contains(k) ? 1.0 : 0.0)
                        : output.kind == WeighOutput::Kind::acceptance ? own.accepted[0][k]
                        : output.kind == WeighOutput::Kind::risk
                            ? std::max(0.0, -own.smallest_gain[0][k])
                            : own.reservation[static_cast<std::size_t>(party)][k];
      }
    }
  };
  design.indices = design_indices(count, result.outputs.size(), chain, plan, control);
  return design;
}

}  // namespace offramp
