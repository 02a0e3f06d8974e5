// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/model/world.h"

#include <algorithm>
#include <stdexcept>

#include "offramp/base/number/random.h"
#include "offramp/base/run/parallel.h"
#include "offramp/case/model/type_draw.h"

namespace offramp {
namespace {

constexpr std::size_t kMostWorlds = std::size_t{1} << 24;

using Dimension = WorldDimension;
// Writes the coordinates of all worlds in dimension d, in (0, 1). Safe to call from several threads.
using Coordinates = std::function<void(std::size_t d, std::vector<double>& column)>;

void sample_inputs(const Case& c, std::span<const Dimension> dimensions, const Coordinates& at,
                   const RunControl& control, WorldTable& table) {
  for (std::size_t i = 0; i < c.inputs.size(); ++i) table.value[i] = {c.inputs[i].quantity.median()};
  parallel_blocks(dimensions.size(), 1, control, "sampling worlds",
                  [&](std::size_t d, std::size_t, std::size_t) {
                    if (dimensions[d].kind != Dimension::Kind::input) return;
                    const Quantity& quantity = c.inputs[dimensions[d].index].quantity;
                    std::vector<double> column(table.worlds);
                    at(d, column);
                    for (double& x : column) x = quantity.quantile(x);
                    table.value[dimensions[d].index] = std::move(column);
                  });
}

void sample_red_lines(const Case& c, std::span<const Dimension> dimensions, const Coordinates& at,
                      WorldTable& table) {
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    if (dimensions[d].kind != Dimension::Kind::red_line) continue;
    const std::size_t line = dimensions[d].index;
    std::vector<bool>& holds = table.red_line_holds[line];
    holds.resize(table.worlds);
    std::vector<double> column(table.worlds);
    at(d, column);
    for (std::size_t k = 0; k < table.worlds; ++k) {
      holds[k] = column[k] < table.at(*c.red_lines[line].unacceptable_to, k);
    }
  }
}

void sample_type_coordinates(std::span<const Dimension> dimensions, const Coordinates& at,
                             WorldTable& table) {
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    if (dimensions[d].kind != Dimension::Kind::type) continue;
    std::vector<double>& column = table.type_coordinate[dimensions[d].index];
    column.resize(table.worlds);
    at(d, column);
  }
}

// With many worlds the conditional draw dominates, so blocks of worlds run in parallel; each writes its own
// rows.
void draw_types(const Case& c, const TypeWeights& type_weights, const RunControl& control,
                WorldTable& table) {
  std::vector<std::vector<std::uint16_t>> drawn(c.parties.size());
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    if (!c.types[p].empty()) drawn[p].resize(table.worlds);
  }
  const TypeDraw draw(c, type_weights);
  constexpr std::size_t kBlock = 256;
  parallel_blocks(
      table.worlds, kBlock, control, "drawing types", [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t k = begin; k < end; ++k) {
          draw.draw(
              table, k, [&](PartyId p) { return table.type_coordinate[p.index()][k]; },
              [&](PartyId p, TypeId t) { drawn[p.index()][k] = static_cast<std::uint16_t>(t.index()); });
        }
      });
  table.type = std::move(drawn);
}

WorldTable draw(const Case& c, std::size_t worlds, std::uint64_t seed, std::span<const Dimension> dimensions,
                const Coordinates& at, const TypeWeights& type_weights, const RunControl& control) {
  WorldTable table;
  table.seed = seed;
  table.worlds = worlds;
  table.value.resize(c.inputs.size());
  table.type.resize(c.parties.size());
  table.type_coordinate.resize(c.parties.size());
  table.red_line_holds.resize(c.red_lines.size());
  sample_inputs(c, dimensions, at, control, table);
  sample_red_lines(c, dimensions, at, table);
  sample_type_coordinates(dimensions, at, table);
  draw_types(c, type_weights, control, table);
  return table;
}

}  // namespace

std::vector<WorldDimension> world_dimensions(const Case& c) {
  std::vector<WorldDimension> dimensions;
  for (std::size_t i = 0; i < c.inputs.size(); ++i) {
    if (c.inputs[i].quantity.uncertain())
      dimensions.push_back({c.inputs[i].path, WorldDimension::Kind::input, i});
  }
  for (std::size_t i = 0; i < c.parties.size(); ++i) {
    if (!c.types[i].empty())
      dimensions.push_back({"types." + c.parties[i].id, WorldDimension::Kind::type, i});
  }
  for (std::size_t i = 0; i < c.red_lines.size(); ++i) {
    if (c.red_lines[i].unacceptable_to) {
      dimensions.push_back({"red_lines." + c.red_lines[i].id, WorldDimension::Kind::red_line, i});
    }
  }
  std::sort(dimensions.begin(), dimensions.end(),
            [](const WorldDimension& a, const WorldDimension& b) { return a.path < b.path; });
  return dimensions;
}

bool WorldTable::binds(const Case& c, RedLineId id, std::size_t world, std::optional<TypeId> held) const {
  const RedLine& line = c.red_lines[id.index()];
  const std::vector<bool>& holds = red_line_holds[id.index()];
  if (!holds.empty() && !holds[world]) return false;
  if (!line.only_type && line.dropped_by.empty()) return true;
  const TypeId now = held ? *held : type_of(line.party, world);
  if (line.only_type && *line.only_type != now) return false;
  return std::find(line.dropped_by.begin(), line.dropped_by.end(), now) == line.dropped_by.end();
}

WorldTable sample(const Case& c, const SampleOptions& options, const RunControl& control) {
  if (options.worlds < 1 || options.worlds > kMostWorlds) {
    throw std::invalid_argument("SampleOptions::worlds must be 1 to 2^24");
  }
  const std::vector<WorldDimension> dimensions = world_dimensions(c);
  const SobolPoints points(dimensions.size(), options.seed);
  std::vector<std::vector<std::uint32_t>> order(dimensions.size() / SobolPoints::kBlock + 1);
  parallel_blocks(order.size(), 1, control, "order of points",
                  [&](std::size_t block, std::size_t, std::size_t) {
                    order[block] = points.block_order(block, options.worlds);
                  });
  const auto at = [&](std::size_t d, std::vector<double>& column) {
    points.column(d, order[d / SobolPoints::kBlock], column);
  };
  return draw(c, options.worlds, options.seed, dimensions, at, options.type_weights, control);
}

WorldTable sample_at(const Case& c, std::span<const WorldDimension> dimensions,
                     std::span<const double> points, const TypeWeights& type_weights,
                     const RunControl& control) {
  const std::size_t width = dimensions.size();
  if (width == 0 || points.empty() || points.size() % width != 0) {
    throw std::invalid_argument("sample_at: the points are not a table of at least one world");
  }
  for (const double x : points) {
    if (!(x > 0.0 && x < 1.0)) throw std::invalid_argument("sample_at: a coordinate is outside (0, 1)");
  }
  const auto count = [&](const auto& list, auto kind) {
    return std::count_if(list.begin(), list.end(), [&](const WorldDimension& d) { return d.kind == kind; });
  };
  const std::vector<WorldDimension> all = world_dimensions(c);
  for (const auto kind : {WorldDimension::Kind::type, WorldDimension::Kind::red_line}) {
    if (count(all, kind) != count(dimensions, kind)) {
      throw std::invalid_argument("sample_at: a type or an uncertain red line has no coordinate");
    }
  }
  const auto at = [&](std::size_t d, std::vector<double>& column) {
    for (std::size_t k = 0; k < column.size(); ++k) column[k] = points[k * width + d];
  };
  return draw(c, points.size() / width, 0, dimensions, at, type_weights, control);
}

void redraw_types(const Case& c, const TypeWeights& weights, WorldTable& table, const RunControl& control) {
  if (table.value.size() != c.inputs.size() || table.type_coordinate.size() != c.parties.size()) {
    throw std::invalid_argument("redraw_types: the table is of another case");
  }
  draw_types(c, weights, control, table);
}

}  // namespace offramp
