// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/model/world.h"

#include <algorithm>
#include <stdexcept>
#include <type_traits>
#include <unordered_map>

#include "offramp/base/number/elementary.h"
#include "offramp/base/number/random.h"
#include "offramp/base/run/parallel.h"
#include "offramp/case/model/clauses.h"
#include "offramp/case/model/factors.h"
#include "offramp/case/model/hidden_draw.h"

namespace offramp {
namespace {

constexpr std::size_t kMostWorlds = std::size_t{1} << 24;

using Dimension = WorldDimension;
// Writes the coordinates of all worlds in dimension d, in (0, 1). Safe to call from several threads.
using Coordinates = std::function<void(std::size_t d, std::vector<double>& column)>;

using Kind = WorldDimension::Kind;

// Numbers that are worked out anew whenever what is hidden, or a factor, changes.
bool moves(const Case& c, const Pulls& pulls, std::size_t input) {
  return !c.inputs[input].instead.empty() || !pulls.of(Loading::Kind::input, input).empty();
}

void sample_inputs(const Case& c, const Pulls& pulls, std::span<const Dimension> dimensions,
                   const Coordinates& at, const RunControl& control, WorldTable& table) {
  for (std::size_t i = 0; i < c.inputs.size(); ++i) table.value[i] = {c.inputs[i].quantity.median()};
  parallel_blocks(dimensions.size(), 1, control, "sampling worlds",
                  [&](std::size_t d, std::size_t, std::size_t) {
                    if (dimensions[d].kind != Kind::input) return;
                    const std::size_t input = dimensions[d].index;
                    const Quantity& quantity = c.inputs[input].quantity;
                    std::vector<double> column(table.worlds);
                    at(d, column);
                    if (moves(c, pulls, input)) {  // settle_numbers works it out
                      table.coordinate[input] = std::move(column);
                      return;
                    }
                    for (double& x : column) x = quantity.quantile(x);
                    table.value[input] = std::move(column);
                  });
}

void sample_coordinates(std::span<const Dimension> dimensions, const Coordinates& at, WorldTable& table) {
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    std::vector<std::vector<double>>* columns = nullptr;
    if (dimensions[d].kind == Kind::type) columns = &table.type_coordinate;
    if (dimensions[d].kind == Kind::circumstance) columns = &table.circumstance_coordinate;
    if (dimensions[d].kind == Kind::red_line) columns = &table.red_line_coordinate;
    if (dimensions[d].kind == Kind::ratifier) columns = &table.ratifier;
    if (dimensions[d].kind == Kind::spoiler) columns = &table.spoiler;
    if (dimensions[d].kind == Kind::factor) columns = &table.factor_coordinate;
    if (columns == nullptr) continue;
    std::vector<double>& column = (*columns)[dimensions[d].index];
    column.resize(table.worlds);
    at(d, column);
  }
}

void score_factors(WorldTable& table) {
  for (std::size_t f = 0; f < table.factor.size(); ++f) {
    table.factor[f] = table.factor_coordinate[f];
    for (double& x : table.factor[f]) x = normal_quantile(x);
  }
}

// What was drawn of types, circumstances and red lines, before it goes into the table.
struct Drawn {
  std::vector<std::vector<std::uint16_t>> type;
  std::vector<std::vector<std::uint8_t>> circumstance, line;  // of those that are drawn
};

// With many worlds the conditional draw dominates, so blocks of worlds run in parallel; each writes its own
// rows.
Drawn draw_hidden(const HiddenDraw& draw, const WorldTable& table,
                  const std::function<double(const Hidden&, std::size_t)>& coordinate, Drawn room,
                  const RunControl& control) {
  constexpr std::size_t kBlock = 256;
  parallel_blocks(table.worlds, kBlock, control, "drawing types",
                  [&](std::size_t, std::size_t begin, std::size_t end) {
                    for (std::size_t k = begin; k < end; ++k) {
                      draw.draw(
                          table, k, [&](const Hidden& h) { return coordinate(h, k); },
                          [&](const Hidden& h, std::size_t found) {
                            const std::uint8_t so = found == 0 ? 1 : 0;
                            if (h.kind == Hidden::Kind::type)
                              room.type[h.index][k] = static_cast<std::uint16_t>(found);
                            if (h.kind == Hidden::Kind::circumstance) room.circumstance[h.index][k] = so;
                            if (h.kind == Hidden::Kind::red_line) room.line[h.index][k] = so;
                          });
                    }
                  });
  return room;
}

Drawn room_for(const Case& c, std::size_t worlds) {
  Drawn room;
  room.type.resize(c.parties.size());
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    if (!c.types[p].empty()) room.type[p].resize(worlds);
  }
  room.circumstance.assign(c.circumstances.size(), std::vector<std::uint8_t>(worlds));
  room.line.resize(c.red_lines.size());
  return room;
}

// Each given those before it and the types.
void draw_circumstances(const Case& c, const Pulls& pulls, WorldTable& table) {
  for (const CircumstanceId id : circumstance_order(c)) {
    const std::vector<double>& coordinate = table.circumstance_coordinate[id.index()];
    const auto pull = pulls.of(Loading::Kind::circumstance, id.index());
    for (std::size_t k = 0; k < table.worlds; ++k) {
      const double chance = clause_value(c, table, c.circumstances[id.index()].chance, k);
      table.circumstance[id.index()][k] = pulled_down(coordinate[k], pull, table, k) < chance ? 1 : 0;
    }
  }
}

// Factors that were drawn since numbers and lines were last worked out.
using Redrawn = std::vector<bool>;

bool pulls_again(std::span<const Pull> pulls, const Redrawn& redrawn) {
  return std::any_of(pulls.begin(), pulls.end(), [&](const Pull& pull) { return redrawn[pull.factor]; });
}

// What these factors, and types and circumstances as they now are, make of the numbers.
void settle_numbers(const Case& c, const Pulls& pulls, const Redrawn& redrawn, const RunControl& control,
                    WorldTable& table) {
  std::vector<std::size_t> moving;
  for (std::size_t i = 0; i < c.inputs.size(); ++i) {
    if (!c.inputs[i].instead.empty() || pulls_again(pulls.of(Loading::Kind::input, i), redrawn))
      moving.push_back(i);
  }
  parallel_blocks(
      moving.size(), 1, control, "applying common causes", [&](std::size_t n, std::size_t, std::size_t) {
        const Input& input = c.inputs[moving[n]];
        const std::vector<double>& coordinate = table.coordinate[moving[n]];
        if (input.instead.empty() && coordinate.empty()) return;  // it stands at its median
        const auto pull = pulls.of(Loading::Kind::input, moving[n]);
        std::vector<double> column(table.worlds);
        for (std::size_t k = 0; k < table.worlds; ++k) {
          const Quantity& quantity = quantity_in(input, table, k);
          column[k] = coordinate.empty() ? quantity.median()
                                         : quantity.quantile(pulled(coordinate[k], pull, table, k));
        }
        table.value[moving[n]] = std::move(column);
      });
}

// Whether red lines hold: those not drawn yet, and those that these factors pull at or whose chance depends
// on other things; but for those among `drawn`, which are known.
void draw_lines(const Case& c, const Pulls& pulls, const Redrawn& redrawn, std::span<const Hidden> drawn,
                WorldTable& table) {
  for (std::size_t line = 0; line < c.red_lines.size(); ++line) {
    const std::vector<double>& coordinate = table.red_line_coordinate[line];
    const bool is_drawn =
        std::find(drawn.begin(), drawn.end(), Hidden{Hidden::Kind::red_line, line}) != drawn.end();
    if (coordinate.empty() || is_drawn) continue;
    const auto pull = pulls.of(Loading::Kind::red_line, line);
    std::vector<bool>& holds = table.red_line_holds[line];
    const bool depends = !c.inputs[c.red_lines[line].unacceptable_to->index()].instead.empty();
    if (!holds.empty() && !depends && !pulls_again(pull, redrawn)) continue;
    holds.resize(table.worlds);
    for (std::size_t k = 0; k < table.worlds; ++k) {
      holds[k] = pulled_down(coordinate[k], pull, table, k) < table.at(*c.red_lines[line].unacceptable_to, k);
    }
  }
}

WorldTable draw(const Case& c, const SampleOptions& options, std::span<const Dimension> dimensions,
                const Coordinates& at, const RunControl& control) {
  WorldTable table;
  table.seed = options.seed;
  table.worlds = options.worlds;
  table.factors = options.factors;
  table.value.resize(c.inputs.size());
  table.coordinate.resize(c.inputs.size());
  table.type_coordinate.resize(c.parties.size());
  table.red_line_holds.resize(c.red_lines.size());
  table.red_line_coordinate.resize(c.red_lines.size());
  table.circumstance_coordinate.resize(c.circumstances.size());
  table.ratifier.resize(c.ratifiers.size());
  table.spoiler.resize(c.spoilers.size());
  table.days = options.days;
  table.factor.resize(c.factors.size());
  table.factor_coordinate.resize(c.factors.size());
  const Pulls pulls(c, options.factors);
  sample_inputs(c, pulls, dimensions, at, control, table);
  sample_coordinates(dimensions, at, table);
  score_factors(table);
  Drawn drawn = draw_hidden(
      HiddenDraw(c, pulls), table,
      [&](const Hidden& h, std::size_t k) {
        return pulled(table.type_coordinate[h.index][k], pulls.of(h), table, k);
      },
      room_for(c, table.worlds), control);
  table.type = std::move(drawn.type);
  table.circumstance = std::move(drawn.circumstance);
  draw_circumstances(c, pulls, table);
  const Redrawn all(c.factors.size(), true);
  settle_numbers(c, pulls, all, control, table);
  draw_lines(c, pulls, all, {}, table);
  return table;
}

}  // namespace

std::vector<RedLineId> lines_with_evidence(const Case& c) {
  std::vector<RedLineId> lines;
  for (const EvidenceItem& item : c.evidence) {
    if (item.about.kind == Hidden::Kind::red_line) lines.emplace_back(item.about.index);
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

std::vector<WorldDimension> world_dimensions(const Case& c) {
  std::vector<WorldDimension> dimensions;
  for (std::size_t i = 0; i < c.inputs.size(); ++i) {
    if (c.inputs[i].uncertain()) dimensions.push_back({c.inputs[i].path, WorldDimension::Kind::input, i});
  }
  for (std::size_t i = 0; i < c.parties.size(); ++i) {
    if (!c.types[i].empty())
      dimensions.push_back({"types." + c.parties[i].id, WorldDimension::Kind::type, i});
  }
  for (std::size_t i = 0; i < c.circumstances.size(); ++i)
    dimensions.push_back({"circumstances." + c.circumstances[i].id, Kind::circumstance, i});
  for (std::size_t i = 0; i < c.red_lines.size(); ++i) {
    if (c.red_lines[i].unacceptable_to)
      dimensions.push_back({"red_lines." + c.red_lines[i].id, Kind::red_line, i});
  }
  for (std::size_t i = 0; i < c.ratifiers.size(); ++i)
    dimensions.push_back({"ratifiers." + c.ratifiers[i].id, Kind::ratifier, i});
  for (std::size_t i = 0; i < c.spoilers.size(); ++i)
    dimensions.push_back({"spoilers." + c.spoilers[i].id, Kind::spoiler, i});
  std::sort(dimensions.begin(), dimensions.end(),
            [](const WorldDimension& a, const WorldDimension& b) { return a.path < b.path; });
  // Last, so that a case's worlds stay what they are when factors are added that nothing loads on.
  for (std::size_t i = 0; i < c.factors.size(); ++i)
    dimensions.push_back({"factors." + c.factors[i].id, Kind::factor, i});
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

WorldTable between(const WorldTable& table, std::size_t begin, std::size_t end) {
  const auto cut = [&](const auto& columns) {
    std::remove_cvref_t<decltype(columns)> result(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].size() < table.worlds) {  // the same in every world, or nothing
        result[i] = columns[i];
      } else {
        result[i].assign(columns[i].begin() + static_cast<std::ptrdiff_t>(begin),
                         columns[i].begin() + static_cast<std::ptrdiff_t>(end));
      }
    }
    return result;
  };
  WorldTable part;
  part.seed = table.seed;
  part.worlds = end - begin;
  part.days = table.days;
  part.factors = table.factors;
  part.value = cut(table.value);
  part.type = cut(table.type);
  part.type_coordinate = cut(table.type_coordinate);
  part.red_line_holds = cut(table.red_line_holds);
  part.circumstance = cut(table.circumstance);
  part.factor = cut(table.factor);
  part.ratifier = cut(table.ratifier);
  part.spoiler = cut(table.spoiler);
  part.coordinate = cut(table.coordinate);
  part.red_line_coordinate = cut(table.red_line_coordinate);
  part.circumstance_coordinate = cut(table.circumstance_coordinate);
  part.factor_coordinate = cut(table.factor_coordinate);
  return part;
}

namespace {

// [dimension]: its place in the sequence.
std::vector<std::size_t> places_of(std::span<const WorldDimension> dimensions,
                                   const std::vector<std::string>& shared) {
  std::unordered_map<std::string_view, std::size_t> known;
  for (std::size_t i = 0; i < shared.size(); ++i) known.try_emplace(shared[i], i);
  std::vector<std::size_t> places;
  std::size_t next = shared.size();
  for (const WorldDimension& dimension : dimensions) {
    const auto found = known.find(dimension.path);
    places.push_back(found == known.end() ? next++ : found->second);
  }
  return places;
}

}  // namespace

WorldTable sample(const Case& c, const SampleOptions& options, const RunControl& control) {
  if (options.worlds < 1 || options.worlds > kMostWorlds) {
    throw std::invalid_argument("SampleOptions::worlds must be 1 to 2^24");
  }
  const std::vector<WorldDimension> dimensions = world_dimensions(c);
  const std::vector<std::size_t> places = places_of(dimensions, options.places);
  std::size_t width = options.places.size();
  for (const std::size_t place : places) width = std::max(width, place + 1);
  const SobolPoints points(width, options.seed);
  std::vector<std::vector<std::uint32_t>> order(width / SobolPoints::kBlock + 1);
  parallel_blocks(order.size(), 1, control, "order of points",
                  [&](std::size_t block, std::size_t, std::size_t) {
                    order[block] = points.block_order(block, options.worlds);
                  });
  const auto at = [&](std::size_t d, std::vector<double>& column) {
    points.column(places[d], order[places[d] / SobolPoints::kBlock], column);
  };
  return draw(c, options, dimensions, at, control);
}

WorldTable sample_at(const Case& c, std::span<const WorldDimension> dimensions,
                     std::span<const double> points, const SampleOptions& options,
                     const RunControl& control) {
  const std::size_t width = dimensions.size();
  if (width == 0 || points.empty() || points.size() % width != 0) {
    throw std::invalid_argument("sample_at: the points are not a table of at least one world");
  }
  for (const double x : points) {
    if (!(x > 0.0 && x < 1.0)) throw std::invalid_argument("sample_at: a coordinate is outside (0, 1)");
  }
  const auto count = [](std::span<const WorldDimension> list) {
    return std::count_if(list.begin(), list.end(),
                         [](const WorldDimension& d) { return d.kind != Kind::input; });
  };
  if (count(world_dimensions(c)) != count(dimensions)) {
    throw std::invalid_argument("sample_at: something other than a number has no coordinate");
  }
  const auto at = [&](std::size_t d, std::vector<double>& column) {
    for (std::size_t k = 0; k < column.size(); ++k) column[k] = points[k * width + d];
  };
  SampleOptions own = options;
  own.seed = 0;
  own.worlds = points.size() / width;
  return draw(c, own, dimensions, at, control);
}

void redraw_hidden(const Case& c, std::span<const HiddenChances> groups, WorldTable& table,
                   const RunControl& control) {
  if (table.value.size() != c.inputs.size() || table.type_coordinate.size() != c.parties.size()) {
    throw std::invalid_argument("redraw_hidden: the table is of another case");
  }
  const Pulls pulls(c, table.factors);
  std::vector<Hidden> members;
  for (const HiddenChances& group : groups)
    members.insert(members.end(), group.members.begin(), group.members.end());
  Drawn room = room_for(c, table.worlds);
  room.circumstance = table.circumstance;
  for (const Hidden& h : members) {
    if (h.kind == Hidden::Kind::red_line) room.line[h.index].resize(table.worlds);
  }
  Drawn drawn = draw_hidden(
      HiddenDraw(c, groups), table,
      [&](const Hidden& h, std::size_t k) {
        if (h.kind == Hidden::Kind::type) return table.type_coordinate[h.index][k];
        if (h.kind == Hidden::Kind::circumstance) return table.circumstance_coordinate[h.index][k];
        return table.red_line_coordinate[h.index][k];
      },
      std::move(room), control);
  table.type = std::move(drawn.type);
  table.circumstance = std::move(drawn.circumstance);
  for (const Hidden& h : members) {
    if (h.kind == Hidden::Kind::red_line)
      table.red_line_holds[h.index].assign(drawn.line[h.index].begin(), drawn.line[h.index].end());
  }
  const Redrawn redrawn = redraw_factors(c, pulls, members, table, control);
  settle_numbers(c, pulls, redrawn, control, table);
  draw_lines(c, pulls, redrawn, members, table);
}

void refresh_numbers(const Case& c, WorldTable& table, const RunControl& control) {
  settle_numbers(c, Pulls(c, table.factors), Redrawn(c.factors.size()), control, table);
}

}  // namespace offramp
