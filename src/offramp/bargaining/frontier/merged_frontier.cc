// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/frontier/merged_frontier.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <variant>

#include "offramp/bargaining/fairness/objective.h"
#include "offramp/bargaining/frontier/merge.h"
#include "offramp/bargaining/model/scale.h"

namespace offramp::bargaining {

struct MergedFrontier::Layers {
  Table table;
  std::vector<std::size_t> order;   // groups of the table in the order of the merge
  std::vector<double> low;          // utility minus reservation of the zero key, in units
  std::vector<double> reservation;  // in units
  std::variant<std::monostate, Merged<std::uint64_t>, Merged<Key128>, Merged<KeyLimbs<6>>,
               Merged<KeyLimbs<16>>>
      merged;
};

namespace {

MergeInput merge_input(MergedFrontier::Layers& layers, const MergedFrontierOptions& options) {
  const Table& table = layers.table;
  const std::size_t n = table.parties;
  MergeInput input{n, {}, std::vector<std::uint64_t>(n, 0), options.max_points};
  layers.order.resize(table.groups.size());
  std::iota(layers.order.begin(), layers.order.end(), std::size_t{0});
  std::stable_sort(layers.order.begin(), layers.order.end(),
                   [&](std::size_t a, std::size_t b) { return table.groups[a].rows > table.groups[b].rows; });
  layers.low = table.base;
  for (std::size_t g : layers.order) {
    const TableGroup& group = table.groups[g];
    std::vector<double> low(group.value.begin(), group.value.begin() + static_cast<std::ptrdiff_t>(n));
    for (std::size_t at = 0; at < group.value.size(); ++at)
      low[at % n] = std::min(low[at % n], group.value[at]);
    input.groups.emplace_back();
    for (std::size_t at = 0; at < group.value.size(); ++at) {
      input.groups.back().push_back(static_cast<std::uint64_t>(group.value[at] - low[at % n]));
    }
    for (std::size_t p = 0; p < n; ++p) layers.low[p] += low[p];
  }
  for (std::size_t p = 0; p < n && options.individually_rational; ++p) {
    input.least[p] = static_cast<std::uint64_t>(std::max(0.0, table.least_gain[p] - layers.low[p]));
  }
  return input;
}

KeyLayout layout_of(const MergeInput& input) {
  std::vector<std::uint64_t> largest(input.parties, 0);
  for (const auto& group : input.groups) {
    std::vector<std::uint64_t> most(input.parties, 0);
    for (std::size_t at = 0; at < group.size(); ++at) {
      most[at % input.parties] = std::max(most[at % input.parties], group[at]);
    }
    for (std::size_t p = 0; p < input.parties; ++p) largest[p] += most[p];
  }
  return KeyLayout(largest);
}

template <class Key>
void merge(MergedFrontier::Layers& layers, const MergeInput& input, KeyLayout layout,
           const RunControl& control, MergedFrontier& result) {
  auto& merged = layers.merged.emplace<Merged<Key>>(input, std::move(layout), control);
  result.points = merged.size();
  result.candidates = merged.candidates();
  bool complete = true;
  for (std::size_t p = 0; p < input.parties; ++p) {
    complete = complete && merged.epsilon()[p] == 0;
    result.epsilon.push_back(static_cast<double>(merged.epsilon()[p]) / layers.table.scaling[p].units);
  }
  if (result.points == 0) {
    result.stop = MergedFrontier::Stop::no_agreement;
    result.message = "proven: no settlement is acceptable to every party";
  } else if (complete) {
    result.stop = MergedFrontier::Stop::complete;
    result.message = fmt::format("complete: {} points", result.points);
  } else {
    result.stop = MergedFrontier::Stop::thinned;
    result.message =
        fmt::format("more than {} points on the way: thinned to {} within epsilon of the frontier",
                    input.max_points, result.points);
  }
}

}  // namespace

double MergedFrontier::utility(std::size_t point, std::size_t party) const {
  return (whole(point, party) + layers->reservation[party]) / scaling[party].units;
}

double MergedFrontier::whole(std::size_t point, std::size_t party) const {
  const double sum = std::visit(
      [&](const auto& merged) -> double {
        if constexpr (std::is_same_v<std::decay_t<decltype(merged)>, std::monostate>) {
          return 0.0;
        } else {
          return static_cast<double>(merged.value(point, party));
        }
      },
      layers->merged);
  return sum + layers->low[party];
}

Settlement MergedFrontier::settlement(std::size_t point) const {
  const std::vector<std::uint32_t> rows = std::visit(
      [&](const auto& merged) -> std::vector<std::uint32_t> {
        if constexpr (std::is_same_v<std::decay_t<decltype(merged)>, std::monostate>) {
          return {};
        } else {
          return merged.rows(point);
        }
      },
      layers->merged);
  const Table& table = layers->table;
  Settlement settlement(table.issue_count(), 0);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const TableGroup& group = table.groups[layers->order[k]];
    table.assign(layers->order[k], group.member[group.first[rows[k]]], settlement);
  }
  return settlement;
}

std::vector<std::size_t> MergedFrontier::nash_points() const {
  const std::size_t n = scaling.size();
  Objective nash;
  nash.family = Objective::Family::product;
  nash.weight.assign(n, 1.0);
  nash.least_gain = layers ? layers->table.least_gain : std::vector<double>(n, 0.0);
  std::vector<std::size_t> best;
  std::vector<double> gain(n);
  std::vector<double> top(n);
  for (std::size_t k = 0; k < points; ++k) {
    for (std::size_t p = 0; p < n; ++p) gain[p] = whole(k, p);
    if (!nash.admits(gain.data())) continue;
    const int order = best.empty() ? 1 : nash.compare(gain.data(), top.data());
    if (order > 0) best.clear(), top = gain;
    if (order >= 0) best.push_back(k);
  }
  return best;
}

MergedFrontier solve_merged_frontier(const Problem& problem, const MergedFrontierOptions& options,
                                     const RunControl& control) {
  if (options.max_points == 0)
    throw std::invalid_argument("MergedFrontierOptions::max_points = 0; it must be positive");
  MergedFrontier result;
  try {
    auto layers = std::make_shared<MergedFrontier::Layers>();
    layers->table = make_table(problem, options.max_merged, control.stop);
    result.scaling = layers->table.scaling;
    if (layers->table.status == Table::Status::too_large) {
      result.stop = MergedFrontier::Stop::too_large;
      result.message = "issues tied together by conditions have too many combinations";
      return result;
    }
    if (layers->table.status == Table::Status::infeasible) {
      result.stop = MergedFrontier::Stop::no_agreement;
      result.message = "proven: no settlement is feasible and inside all red lines";
      return result;
    }
    for (std::size_t p = 0; p < layers->table.parties; ++p) {
      layers->reservation.push_back(in_units(problem.negotiators[p].reservation, layers->table.scaling[p]));
    }
    const MergeInput input = merge_input(*layers, options);
    KeyLayout layout = layout_of(input);
    if (layout.total() <= 64) {
      merge<std::uint64_t>(*layers, input, std::move(layout), control, result);
    } else if (layout.total() <= 128) {
      merge<Key128>(*layers, input, std::move(layout), control, result);
    } else if (input.parties <= 6) {
      merge<KeyLimbs<6>>(*layers, input, std::move(layout), control, result);
    } else {
      merge<KeyLimbs<16>>(*layers, input, std::move(layout), control, result);
    }
    result.layers = std::move(layers);
  } catch (const Stopped&) {
    result.stop = MergedFrontier::Stop::stopped;
    result.message = "stopped by the caller";
  }
  return result;
}

}  // namespace offramp::bargaining
