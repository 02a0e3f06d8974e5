// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/design/design.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "offramp/base/number/random.h"
#include "offramp/base/run/parallel.h"
#include "offramp/sensitivity/design/shares.h"

namespace offramp::sensitivity {
namespace {

using Groups = std::vector<std::vector<std::size_t>>;

void check(const DesignModel& model, const DesignOptions& options) {
  if (model.dimensions == 0) throw std::invalid_argument("design: dimensions = 0; it must be positive");
  if (model.outputs == 0) throw std::invalid_argument("design: outputs = 0; it must be positive");
  if (options.base_points < 2 || options.base_points > (std::size_t{1} << 31)) {
    throw std::invalid_argument("design: base_points = " + std::to_string(options.base_points) +
                                "; it must be from 2 to 2^31");
  }
  if (options.block == 0) throw std::invalid_argument("design: block = 0; it must be positive");
  for (const auto& group : options.groups) {
    std::vector<bool> seen(model.dimensions, false);
    for (const std::size_t input : group) {
      if (input >= model.dimensions || seen[input]) {
        throw std::invalid_argument("design: a group names input " + std::to_string(input) +
                                    " twice or out of range");
      }
      seen[input] = true;
    }
  }
}

Groups groups_of(std::size_t dimensions, const DesignOptions& options) {
  if (!options.groups.empty()) return options.groups;
  Groups groups(dimensions);
  for (std::size_t d = 0; d < dimensions; ++d) groups[d] = {d};
  return groups;
}

// The points of both matrices. Dimensions of a Sobol sequence are the better the earlier, so the coordinates
// of A and B stand side by side and the groups in their order.
class DesignPoints {
 public:
  DesignPoints(std::size_t dimensions, const Groups& groups, std::uint64_t seed)
      : place_(dimensions, dimensions), sobol_(2 * dimensions, seed) {
    std::size_t next = 0;
    const auto put = [&](std::size_t d) {
      if (place_[d] == dimensions) place_[d] = next++;
    };
    for (const auto& group : groups) {
      for (const std::size_t d : group) put(d);
    }
    for (std::size_t d = 0; d < dimensions; ++d) put(d);
  }

  std::vector<double> rows(DesignModel::Matrix matrix, std::size_t begin, std::size_t end) const {
    const std::size_t width = place_.size(), of_b = matrix == DesignModel::Matrix::b ? 1 : 0;
    std::vector<double> points((end - begin) * width);
    for (std::size_t k = begin; k < end; ++k) {
      for (std::size_t d = 0; d < width; ++d) points[(k - begin) * width + d] = at(k, d, of_b);
    }
    return points;
  }
  double at(std::size_t point, std::size_t d, std::size_t of_b) const {
    return sobol_.at(static_cast<std::uint32_t>(point), 2 * place_[d] + of_b);
  }

 private:
  std::vector<std::size_t> place_;
  SobolPoints sobol_;
};

// The places in `runs` where outputs of `rows` points go, and that they are finite once there.
template <class ColumnOf, class Call>
void run_block(std::vector<DesignRuns>& runs, std::size_t from, std::size_t rows, const ColumnOf& column_of,
               const Call& call) {
  std::vector<std::span<double>> places;
  for (DesignRuns& own : runs) places.emplace_back(column_of(own).data() + from, rows);
  call(std::span<std::span<double>>(places));
  for (const std::span<double> place : places) {
    for (const double value : place) {
      if (!std::isfinite(value))
        throw std::invalid_argument("design: the model returned a value that is not finite");
    }
  }
}

std::vector<DesignRuns> run_model(const DesignModel& model, const DesignPoints& points, std::size_t groups,
                                  const DesignOptions& options, const RunControl& control) {
  using Matrix = DesignModel::Matrix;
  const std::size_t n = options.base_points;
  std::vector<DesignRuns> runs(
      model.outputs,
      {std::vector<double>(2 * n), std::vector<std::vector<double>>(groups, std::vector<double>(n))});
  parallel_blocks(n, options.block, control, "model runs",
                  [&](std::size_t, std::size_t begin, std::size_t end) {
                    for (const Matrix matrix : {Matrix::a, Matrix::b}) {
                      const std::vector<double> rows = points.rows(matrix, begin, end);
                      run_block(
                          runs, begin + (matrix == Matrix::b ? n : 0), end - begin,
                          [](DesignRuns& own) -> std::vector<double>& { return own.base; },
                          [&](auto places) { model.base(matrix, begin, rows, places); });
                    }
                  });
  parallel_blocks(
      n, options.block, control, "model runs", [&](std::size_t, std::size_t begin, std::size_t end) {
        const std::vector<double> a = points.rows(Matrix::a, begin, end),
                                  b = points.rows(Matrix::b, begin, end);
        for (std::size_t g = 0; g < groups; ++g) {
          if (control.stop.stop_requested()) throw Stopped{};
          run_block(
              runs, begin, end - begin, [g](DesignRuns& own) -> std::vector<double>& { return own.mixed[g]; },
              [&](auto places) { model.mixed(g, begin, a, b, places); });
        }
      });
  return runs;
}

}  // namespace

std::vector<DesignIndices> design_indices(const DesignModel& model, const DesignOptions& options,
                                          const RunControl& control) {
  check(model, options);
  const Groups groups = groups_of(model.dimensions, options);
  const DesignPoints points(model.dimensions, groups, options.seed);
  const std::vector<DesignRuns> runs = run_model(model, points, groups.size(), options, control);
  std::vector<std::optional<DesignColumn>> columns(groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (model.column) {
      columns[g] = model.column(g);
    } else if (groups[g].size() == 1) {
      Input coordinate;
      for (const std::size_t of_b : {0u, 1u}) {
        for (std::size_t k = 0; k < options.base_points; ++k)
          coordinate.values.push_back(points.at(k, groups[g].front(), of_b));
      }
      columns[g] = DesignColumn{coordinate, coordinate};
    }
  }
  return design_shares(runs, columns, control);
}

std::vector<DesignIndices> design_indices(std::size_t dimensions, std::size_t outputs,
                                          const UnitModels& models, const DesignOptions& options,
                                          const RunControl& control) {
  DesignModel model;
  model.dimensions = dimensions;
  model.outputs = outputs;
  model.base = [&](DesignModel::Matrix, std::size_t, std::span<const double> points,
                   std::span<std::span<double>> out) { models(points, out); };
  model.mixed = [&](std::size_t group, std::size_t, std::span<const double> a, std::span<const double> b,
                    std::span<std::span<double>> out) {
    std::vector<double> mixed(a.begin(), a.end());
    const std::vector<std::size_t> alone = {group};
    for (const std::size_t d : options.groups.empty() ? alone : options.groups[group]) {
      for (std::size_t at = d; at < mixed.size(); at += dimensions) mixed[at] = b[at];
    }
    models(mixed, out);
  };
  return design_indices(model, options, control);
}

DesignIndices design_indices(std::size_t dimensions, const UnitModel& model, const DesignOptions& options,
                             const RunControl& control) {
  const UnitModels models = [&](std::span<const double> points, std::span<std::span<double>> outputs) {
    model(points, outputs.front());
  };
  return std::move(design_indices(dimensions, 1, models, options, control).front());
}

}  // namespace offramp::sensitivity
