// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/export/worlds_columns.h"

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

using Value = std::variant<std::int64_t, double, std::string>;

WorldsColumn output_column(const Case& c, const WeighOutput& output) {
  WorldsColumn column;
  if (output.kind == WeighOutput::Kind::reservation) {
    column.name = "reservation." + c.parties[output.party.index()].id;
    column.description = "no-deal value of " + party_name(c, output.party);
    column.unit = "utility, 0 to 1";
    column.at = [&output](std::size_t w) -> Value { return output.values[w]; };
    return column;
  }
  if (output.kind == WeighOutput::Kind::risk) {
    column.name = "risk";
    column.description =
        "how far the recommended settlement leaves the veto player that fares worst below its no deal";
    column.unit = "utility, 0 to 1";
    column.at = [&output](std::size_t w) -> Value { return output.values[w]; };
    return column;
  }
  column.type = WorldsColumn::Type::whole;
  if (output.kind == WeighOutput::Kind::agreement) {
    column.name = "agreement";
    column.description = "1 if every veto player accepts some settlement, else 0";
  } else if (output.kind == WeighOutput::Kind::acceptance) {
    column.name = "accepted";
    column.description = "1 if every veto player accepts the recommended settlement, else 0";
  } else {
    column.name = "reached";
    column.description =
        "1 if they do in good faith, it is ratified and no spoiler wrecks it, as far as the case says, else "
        "0";
  }
  column.at = [&output](std::size_t w) -> Value { return static_cast<std::int64_t>(output.values[w]); };
  return column;
}

WorldsColumn input_column(const Case& c, const WorldTable& table, const WorldDimension& dimension,
                          const std::vector<InputName>& names) {
  WorldsColumn column;
  column.name = dimension.path;
  if (dimension.kind == WorldDimension::Kind::input) {
    const InputId id(dimension.index);
    column.description = names[id.index()].full;
    column.unit = "as in the case file";
    column.at = [&table, id](std::size_t w) -> Value { return table.at(id, w); };
  } else if (dimension.kind == WorldDimension::Kind::type) {
    const PartyId party(dimension.index);
    column.type = WorldsColumn::Type::text;
    column.description = "hidden type of " + party_name(c, party);
    column.at = [&c, &table, party](std::size_t w) -> Value {
      return c.types[party.index()][table.type_of(party, w).index()].id;
    };
  } else if (dimension.kind == WorldDimension::Kind::circumstance) {
    const std::size_t i = dimension.index;
    column.type = WorldsColumn::Type::whole;
    column.description = "1 where it is so, else 0: " + clean_text(c.circumstances[i].name);
    column.at = [&table, i](std::size_t w) -> Value {
      return static_cast<std::int64_t>(table.circumstance[i][w]);
    };
  } else if (dimension.kind == WorldDimension::Kind::ratifier) {
    const std::size_t i = dimension.index;
    column.description =
        "it ratifies what it is likelier than this to carry: " + clean_text(c.ratifiers[i].name);
    column.at = [&table, i](std::size_t w) -> Value { return table.ratifier[i][w]; };
  } else if (dimension.kind == WorldDimension::Kind::spoiler) {
    const std::size_t i = dimension.index;
    column.description =
        "it wrecks what it is likelier than this to wreck: " + party_name(c, c.spoilers[i].party);
    column.at = [&table, i](std::size_t w) -> Value { return table.spoiler[i][w]; };
  } else if (dimension.kind == WorldDimension::Kind::factor) {
    const std::size_t f = dimension.index;
    column.description = "common cause, standard normal: " + clean_text(c.factors[f].name);
    column.at = [&table, f](std::size_t w) -> Value { return table.factor[f][w]; };
  } else {
    const std::size_t line = dimension.index;
    column.type = WorldsColumn::Type::whole;
    column.description =
        "1 if the red line binds, else 0: never " + condition_words(c, c.red_lines[line].never.condition);
    column.at = [&c, &table, line](std::size_t w) -> Value {
      return static_cast<std::int64_t>(table.binds(c, RedLineId(line), w) ? 1 : 0);
    };
  }
  return column;
}

}  // namespace

std::vector<WorldsColumn> worlds_columns(const Case& c, const WorldTable& table, const WeighResult& result) {
  std::vector<WorldsColumn> columns;
  columns.push_back({"world", WorldsColumn::Type::whole, "number of the world, from 0", "",
                     [](std::size_t w) -> Value { return static_cast<std::int64_t>(w); }});
  for (const WeighOutput& output : result.outputs) columns.push_back(output_column(c, output));
  const std::vector<InputName> names = input_names(c);
  for (const WorldDimension& dimension : world_dimensions(c)) {
    columns.push_back(input_column(c, table, dimension, names));
  }
  return columns;
}

}  // namespace offramp::briefing
