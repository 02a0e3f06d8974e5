// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/model/clauses.h"

#include <algorithm>

namespace offramp {

bool holds(const Clause& clause, const WorldTable& table, std::size_t world) {
  return std::all_of(clause.when.begin(), clause.when.end(), [&](const Premise& premise) {
    if (premise.party) return table.type_of(*premise.party, world) == premise.type;
    return (table.circumstance[premise.circumstance->index()][world] != 0) == premise.obtains;
  });
}

const Quantity& quantity_in(const Input& input, const WorldTable& table, std::size_t world) {
  for (const Clause& clause : input.instead) {
    if (holds(clause, table, world)) return clause.quantity;
  }
  return input.quantity;
}

double clause_value(const Case& c, const WorldTable& table, InputId id, std::size_t world) {
  const Input& input = c.inputs[id.index()];
  if (input.instead.empty()) return table.at(id, world);
  const Quantity& quantity = quantity_in(input, table, world);
  const std::vector<double>& coordinate = table.coordinate[id.index()];
  return coordinate.empty() ? quantity.median() : quantity.quantile(coordinate[world]);
}

std::vector<CircumstanceId> circumstance_order(const Case& c) {
  std::vector<CircumstanceId> order;
  std::vector<bool> placed(c.circumstances.size());
  const auto ready = [&](std::size_t i) {
    for (const Clause& clause : c.inputs[c.circumstances[i].chance.index()].instead) {
      for (const Premise& premise : clause.when) {
        if (premise.circumstance && !placed[premise.circumstance->index()]) return false;
      }
    }
    return true;
  };
  for (bool grown = true; grown;) {
    grown = false;
    for (std::size_t i = 0; i < placed.size(); ++i) {
      if (placed[i] || !ready(i)) continue;
      placed[i] = grown = true;
      order.emplace_back(i);
    }
  }
  return order;
}

}  // namespace offramp
