// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "offramp/analysis/weigh/parts.h"
#include "offramp/analysis/worlds/case_problem.h"
#include "offramp/analysis/worlds/rungs.h"
#include "offramp/analysis/worlds/worlds.h"
#include "offramp/bargaining/acceptance/agreement.h"

namespace offramp {
namespace {

using Matrix = sensitivity::DesignModel::Matrix;
using Outputs = std::span<std::span<double>>;

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

// What the case has no number for: a common cause, a ratifier's or a spoiler's lot.
bool is_lot(const WorldDimension& dimension) {
  return dimension.kind == WorldDimension::Kind::factor || dimension.kind == WorldDimension::Kind::ratifier ||
         dimension.kind == WorldDimension::Kind::spoiler;
}

// Other parties whose types joint_types makes depend on those of `party`.
std::vector<PartyId> tied_to(const Case& c, PartyId party) {
  std::vector<bool> tied(c.parties.size(), false);
  tied[party.index()] = true;
  for (bool grown = true; grown;) {
    grown = false;
    for (const JointType& joint : c.joint_types) {
      const bool any = std::any_of(joint.when.begin(), joint.when.end(),
                                   [&](const auto& entry) { return tied[entry.first.index()]; });
      for (const auto& [other, type] : joint.when) {
        if (!any || tied[other.index()]) continue;
        tied[other.index()] = grown = true;
      }
    }
  }
  std::vector<PartyId> others;
  for (std::size_t p = 0; p < tied.size(); ++p) {
    if (tied[p] && p != party.index()) others.emplace_back(p);
  }
  return others;
}

// The chain as a model of the coordinates behind its worlds, in which a type or a red line moves as what it
// is in a world, not as the coordinate by which it was drawn from a chance that other inputs move.
class ChainDesign {
 public:
  ChainDesign(const Case& c, const WeighResult& result, const WeighOptions& options, const StopToken& stop)
      : case_(c), result_(result), stop_(stop), points_(options.base_points), vetoes_(c.veto_players()) {
    place_dimensions();
    std::vector<std::size_t> order, lots;
    for (std::size_t d = 0; d < count_; ++d) (is_lot(dimensions_[d]) ? lots : order).push_back(d);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return weight_of(result, input_of_[a]) > weight_of(result, input_of_[b]);
    });
    const auto leading =
        order.begin() + static_cast<std::ptrdiff_t>(std::min(options.design_inputs, order.size()));
    for (auto d = order.begin(); d != leading; ++d) groups_.push_back({*d});
    std::vector<std::size_t> others(leading, order.end());
    others.insert(others.end(), lots.begin(), lots.end());
    std::sort(others.begin(), others.end());
    if (!others.empty()) groups_.push_back(std::move(others));
    coordinate_.assign(groups_.size(), std::vector<double>(2 * points_));
    type_.assign(c.parties.size(), std::vector<std::uint16_t>(2 * points_));
    holds_.assign(c.red_lines.size(), std::vector<std::uint8_t>(2 * points_));
    obtains_.assign(c.circumstances.size(), std::vector<std::uint8_t>(2 * points_));
    binds_ = holds_;
  }

  const std::vector<std::vector<std::size_t>>& groups() const { return groups_; }
  std::size_t input_of(std::size_t d) const { return input_of_[d]; }

  sensitivity::DesignModel model() {
    sensitivity::DesignModel model;
    model.dimensions = count_;
    model.outputs = result_.outputs.size();
    model.base = [this](Matrix matrix, std::size_t first, std::span<const double> points, Outputs outputs) {
      base(matrix == Matrix::b ? points_ + first : first, points, outputs);
    };
    model.mixed = [this](std::size_t group, std::size_t first, std::span<const double> a,
                         std::span<const double> b, Outputs outputs) { mixed(group, first, a, b, outputs); };
    model.column = [this](std::size_t group) { return column(group); };
    return model;
  }

 private:
  // Every dimension that counts varies; types and red lines that do not must be there, but stand still.
  void place_dimensions() {
    std::vector<WorldDimension> still;
    for (const WorldDimension& dimension : world_dimensions(case_)) {
      const auto same = [&](const WeighInput& input) { return input.id == dimension.path; };
      const auto found = std::find_if(result_.inputs.begin(), result_.inputs.end(), same);
      if (is_lot(dimension)) {
        dimensions_.push_back(dimension);
        input_of_.push_back(result_.inputs.size());
      } else if (found != result_.inputs.end()) {
        dimensions_.push_back(dimension);
        input_of_.push_back(static_cast<std::size_t>(found - result_.inputs.begin()));
      } else if (dimension.kind != WorldDimension::Kind::input) {
        still.push_back(dimension);
      }
    }
    count_ = dimensions_.size();
    dimensions_.insert(dimensions_.end(), still.begin(), still.end());
  }

  const WeighInput& input_at(std::size_t d) const { return result_.inputs[input_of_[d]]; }

  WorldTable worlds_at(std::span<const double> points) const {
    const std::size_t rows = points.size() / count_, width = dimensions_.size();
    std::vector<double> wide(rows * width, 0.5);
    for (std::size_t k = 0; k < rows; ++k) {
      std::copy_n(points.begin() + static_cast<std::ptrdiff_t>(k * count_), count_,
                  wide.begin() + static_cast<std::ptrdiff_t>(k * width));
    }
    return draw_at(case_, dimensions_, wide, stop_,
                   {.factors = result_.drawn_as.factors, .days = result_.days}, result_.trust);
  }

  void evaluate(const WorldTable& table, Outputs outputs) const {
    RunControl alone;
    alone.threads = 1;
    alone.stop = stop_;
    const CaseProblem posed = posed_for_rungs(case_, table, alone);
    const WorldSet feints = feints_of(posed);
    const WorldSet agreed = agreement_worlds(posed.problem, stop_);
    const ShortListWorlds own =
        evaluate_short_list(posed, {result_.short_list.front().settlement}, std::nullopt, alone);
    const WorldSet reached = rungs_of(posed, feints, result_.short_list.front().settlement).not_wrecked;
    for (std::size_t o = 0; o < outputs.size(); ++o) {
      const WeighOutput& output = result_.outputs[o];
      const auto party = std::find(vetoes_.begin(), vetoes_.end(), output.party) - vetoes_.begin();
      for (std::size_t k = 0; k < table.worlds; ++k) {
        outputs[o][k] = output.kind == WeighOutput::Kind::agreement    ? (agreed.contains(k) ? 1.0 : 0.0)
                        : output.kind == WeighOutput::Kind::acceptance ? own.accepted[0][k]
                        : output.kind == WeighOutput::Kind::reach      ? (reached.contains(k) ? 1.0 : 0.0)
                        : output.kind == WeighOutput::Kind::risk
                            ? std::max(0.0, -own.smallest_gain[0][k])
                            : own.reservation[static_cast<std::size_t>(party)][k];
      }
    }
  }

  // Worlds first, first + 1, ... of the 2 N base worlds; what they hold is noted for `mixed` and `column`.
  void base(std::size_t first, std::span<const double> points, Outputs outputs) {
    const WorldTable table = worlds_at(points);
    for (std::size_t k = 0; k < table.worlds; ++k) {
      for (std::size_t g = 0; g < groups_.size(); ++g)
        coordinate_[g][first + k] = points[k * count_ + groups_[g].front()];
      for (std::size_t p = 0; p < type_.size(); ++p) {
        if (!table.type[p].empty()) type_[p][first + k] = table.type[p][k];
      }
      for (std::size_t i = 0; i < obtains_.size(); ++i) obtains_[i][first + k] = table.circumstance[i][k];
      for (std::size_t r = 0; r < holds_.size(); ++r) {
        const std::vector<bool>& holds = table.red_line_holds[r];
        holds_[r][first + k] = holds.empty() || holds[k] ? 1 : 0;
        binds_[r][first + k] = table.binds(case_, RedLineId(r), k) ? 1 : 0;
      }
    }
    evaluate(table, outputs);
  }

  void mixed(std::size_t group, std::size_t first, std::span<const double> a, std::span<const double> b,
             Outputs outputs) const {
    std::vector<double> points(a.begin(), a.end());
    for (const std::size_t d : groups_[group]) {
      if (dimensions_[d].kind != WorldDimension::Kind::input && !is_lot(dimensions_[d])) continue;
      for (std::size_t at = d; at < points.size(); at += count_) points[at] = b[at];
    }
    WorldTable table = worlds_at(points);
    for (const std::size_t d : groups_[group]) {
      const std::size_t own = dimensions_[d].index;
      if (dimensions_[d].kind == WorldDimension::Kind::red_line) {
        for (std::size_t k = 0; k < table.worlds; ++k)
          table.red_line_holds[own][k] = holds_[own][points_ + first + k] != 0;
      } else if (dimensions_[d].kind == WorldDimension::Kind::circumstance) {
        for (std::size_t k = 0; k < table.worlds; ++k)
          table.circumstance[own][k] = obtains_[own][points_ + first + k];
      } else if (dimensions_[d].kind == WorldDimension::Kind::type) {
        move_type(PartyId(own), groups_[group].size() == 1, d, first, b, table);
      }
    }
    refresh_numbers(case_, table);
    evaluate(table, outputs);
  }

  // The type of B; alone, and tied to others, one drawn given theirs, as often as base worlds have it with
  // them.
  void move_type(PartyId party, bool alone, std::size_t d, std::size_t first, std::span<const double> b,
                 WorldTable& table) const {
    const std::vector<PartyId> others = tied_to(case_, party);
    const std::vector<std::uint16_t>& known = type_[party.index()];
    if (!alone || others.empty()) {
      for (std::size_t k = 0; k < table.worlds; ++k)
        table.type[party.index()][k] = known[points_ + first + k];
      return;
    }
    std::map<std::vector<std::uint16_t>, std::vector<double>> counts;
    const auto types_of = [&](const auto& types, std::size_t world) {
      std::vector<std::uint16_t> cell;
      for (const PartyId other : others) cell.push_back(types[other.index()][world]);
      return cell;
    };
    for (std::size_t w = 0; w < known.size(); ++w) {
      std::vector<double>& own = counts[types_of(type_, w)];
      own.resize(case_.types[party.index()].size());
      own[known[w]] += 1.0;
    }
    for (std::size_t k = 0; k < table.worlds; ++k) {
      const std::vector<double>& own = counts.at(types_of(type_, first + k));
      double left = b[k * count_ + d] * std::accumulate(own.begin(), own.end(), 0.0);
      std::uint16_t type = 0;
      while (type + 1u < own.size() && left >= own[type]) left -= own[type++];
      table.type[party.index()][k] = type;
    }
  }

  std::optional<sensitivity::DesignColumn> column(std::size_t group) const {
    if (groups_[group].size() > 1) return std::nullopt;
    const std::size_t d = groups_[group].front(), own = dimensions_[d].index;
    sensitivity::DesignColumn column;
    if (dimensions_[d].kind == WorldDimension::Kind::input) {
      column.alone.values = coordinate_[group];
      if (!input_at(d).through) column.moved = column.alone;
    } else if (dimensions_[d].kind == WorldDimension::Kind::type) {
      column.alone.levels = case_.types[own].size();
      column.alone.values.assign(type_[own].begin(), type_[own].end());
      if (tied_to(case_, PartyId(own)).empty()) column.moved = column.alone;
    } else if (dimensions_[d].kind == WorldDimension::Kind::circumstance) {
      column.alone.levels = 2;
      column.alone.values.assign(obtains_[own].begin(), obtains_[own].end());
    } else {
      column.alone.levels = 2;
      column.moved = column.alone;
      column.alone.values.assign(binds_[own].begin(), binds_[own].end());
      column.moved->values.assign(holds_[own].begin(), holds_[own].end());
    }
    return column;
  }

  const Case& case_;
  const WeighResult& result_;
  const StopToken& stop_;
  std::size_t points_;
  std::vector<PartyId> vetoes_;
  std::vector<WorldDimension> dimensions_;  // the first count_ vary
  std::size_t count_ = 0;
  std::vector<std::size_t> input_of_;  // [dimension that varies]
  std::vector<std::vector<std::size_t>> groups_;
  // Of the base worlds, A's then B's:
  std::vector<std::vector<double>> coordinate_;     // [group]: of its first dimension
  std::vector<std::vector<std::uint16_t>> type_;    // [party]
  std::vector<std::vector<std::uint8_t>> holds_;    // [red line]: as drawn
  std::vector<std::vector<std::uint8_t>> binds_;    // [red line]
  std::vector<std::vector<std::uint8_t>> obtains_;  // [circumstance]
};

}  // namespace

WeighDesign weigh_design(const Case& c, const WeighResult& result, const WeighOptions& options,
                         const RunControl& control) {
  ChainDesign chain(c, result, options, control.stop);
  WeighDesign design;
  for (const auto& group : chain.groups()) {
    const bool is_input = chain.input_of(group.front()) < result.inputs.size();
    if (is_input && design.inputs.size() < options.design_inputs) {
      design.inputs.push_back(chain.input_of(group.front()));
    } else {
      design.others = group.size();
    }
  }
  sensitivity::DesignOptions plan;
  plan.base_points = options.base_points;
  plan.seed = result.seed;
  plan.groups = chain.groups();
  design.indices = design_indices(chain.model(), plan, control);
  return design;
}

}  // namespace offramp
