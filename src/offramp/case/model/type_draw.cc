// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/model/type_draw.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "offramp/base/number/proportional_fit.h"

namespace offramp {

TypeDraw::TypeDraw(const Case& c, const TypeWeights& weights) : case_(c), weights_(weights) {
  std::vector<bool> joined(c.parties.size(), static_cast<bool>(weights));
  for (const JointType& joint : c.joint_types) {
    for (const auto& [party, type] : joint.when) joined[party.index()] = true;
  }
  std::vector<PartyId> order;
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    if (!c.types[p].empty()) order.emplace_back(p);
  }
  std::sort(order.begin(), order.end(),
            [&](PartyId a, PartyId b) { return c.parties[a.index()].id < c.parties[b.index()].id; });
  std::vector<PartyId> together;
  for (const PartyId party : order) {
    if (joined[party.index()]) {
      together.push_back(party);
    } else {
      add_group({party});
    }
  }
  if (!together.empty()) add_group(std::move(together));
}

void TypeDraw::add_group(std::vector<PartyId> parties) {
  Group group;
  group.parties = std::move(parties);
  group.stride.resize(group.parties.size());
  for (const PartyId party : group.parties) {
    const std::vector<PartyType>& types = case_.types[party.index()];
    std::vector<TypeId>& order = group.types.emplace_back();
    for (std::size_t t = 0; t < types.size(); ++t) order.emplace_back(t);
    std::sort(order.begin(), order.end(),
              [&](TypeId a, TypeId b) { return types[a.index()].id < types[b.index()].id; });
  }
  for (std::size_t i = group.parties.size(); i-- > 0;) {
    group.stride[i] = group.combinations;
    group.combinations *= group.types[i].size();
    if (group.combinations > kMaxTypeCombinations) {
      throw std::invalid_argument("sample: more than 65536 combinations of types hang together");
    }
  }
  if (weights_) {  // where a combination stands in the caller's list: party order, last fastest
    std::vector<std::size_t> by_party(group.parties.size());
    for (std::size_t i = 0; i < by_party.size(); ++i) by_party[i] = i;
    std::sort(by_party.begin(), by_party.end(),
              [&](std::size_t a, std::size_t b) { return group.parties[a] < group.parties[b]; });
    group.weight_of.resize(group.combinations);
    for (std::size_t combination = 0; combination < group.combinations; ++combination) {
      std::size_t position = 0;
      for (const std::size_t i : by_party) {
        const std::size_t count = group.types[i].size();
        position = position * count + group.types[i][combination / group.stride[i] % count].index();
      }
      group.weight_of[combination] = position;
    }
  }
  groups_.push_back(std::move(group));
}

std::vector<double> TypeDraw::chances(const Group& group, const WorldTable& table, std::size_t world) const {
  std::vector<double> chance(group.combinations, 1.0);
  if (weights_) {
    const std::vector<double> given = weights_(table, world);
    if (given.size() != group.combinations) {
      throw std::invalid_argument("SampleOptions::type_weights returned a list of the wrong length");
    }
    for (std::size_t i = 0; i < chance.size(); ++i) chance[i] = given[group.weight_of[i]];
    return chance;
  }
  std::vector<double> margins;
  std::vector<std::size_t> counts;
  for (std::size_t i = 0; i < group.parties.size(); ++i) add_margin(group, i, table, world, margins, counts);
  const auto place = [&](std::size_t combination, std::size_t i) {
    return combination / group.stride[i] % counts[i];
  };
  for (std::size_t combination = 0; combination < group.combinations; ++combination) {
    std::size_t first = 0;
    for (std::size_t i = 0; i < counts.size(); first += counts[i++])
      chance[combination] *= margins[first + place(combination, i)];
    for (const JointType& joint : case_.joint_types) {
      bool fulfilled = counts.size() > 1;
      for (std::size_t i = 0; i < counts.size(); ++i) {
        for (const auto& [party, type] : joint.when) {
          fulfilled =
              fulfilled && (party != group.parties[i] || type == group.types[i][place(combination, i)]);
        }
      }
      if (fulfilled) chance[combination] *= table.at(joint.times, world);
    }
  }
  if (counts.size() > 1) {  // the association only: priors stay the margins
    std::vector<double> multipliers(margins.size());
    ProportionalFit(counts).fit(chance, margins, multipliers);
  }
  return chance;
}

// The priors of one party's types in a world, scaled to sum 1 where types are tied to others.
void TypeDraw::add_margin(const Group& group, std::size_t i, const WorldTable& table, std::size_t world,
                          std::vector<double>& margins, std::vector<std::size_t>& counts) const {
  double total = 0.0;
  for (const TypeId type : group.types[i]) {
    margins.push_back(table.at(case_.types[group.parties[i].index()][type.index()].prior, world));
    total += margins.back();
  }
  counts.push_back(group.types[i].size());
  if (group.parties.size() == 1 || !(total > 0.0)) return;
  for (std::size_t k = margins.size() - counts.back(); k < margins.size(); ++k) margins[k] /= total;
}

void TypeDraw::draw(const WorldTable& table, std::size_t world, const Coordinate& coordinate,
                    const Result& result) const {
  for (const Group& group : groups_) {
    const std::vector<double> chance = chances(group, table, world);
    double total = 0.0;
    for (const double value : chance) {
      if (!(value >= 0.0) || !std::isfinite(value))
        throw std::invalid_argument("sample: a chance of types is negative or not finite");
      total += value;
    }
    if (!(total > 0.0) || !std::isfinite(total))
      throw std::invalid_argument("sample: the chances of all combinations of types are 0");
    std::size_t begin = 0;  // the combinations that agree with the types drawn so far: [begin, begin + width)
    std::size_t width = group.combinations;
    for (std::size_t i = 0; i < group.parties.size(); ++i) {
      const std::size_t step = group.stride[i];
      std::vector<double> sums;
      double all = 0.0;
      for (std::size_t at = begin; at < begin + width; at += step) {
        double sum = 0.0;
        for (std::size_t j = at; j < at + step; ++j) sum += chance[j];
        sums.push_back(sum);
        all += sum;
      }
      const double target = coordinate(group.parties[i]) * all;
      std::size_t chosen = 0;
      double reached = sums[0];
      while (chosen + 1 < sums.size() && !(target < reached)) reached += sums[++chosen];
      while (chosen > 0 && sums[chosen] == 0.0) --chosen;  // rounding must not pick what is impossible
      result(group.parties[i], group.types[i][chosen]);
      begin += chosen * step;
      width = step;
    }
  }
}

}  // namespace offramp
