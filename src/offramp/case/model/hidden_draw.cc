// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/model/hidden_draw.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "offramp/base/number/proportional_fit.h"

namespace offramp {
namespace {

const std::string& identifier(const Case& c, const Hidden& hidden) {
  switch (hidden.kind) {
    case Hidden::Kind::circumstance:
      return c.circumstances[hidden.index].id;
    case Hidden::Kind::red_line:
      return c.red_lines[hidden.index].id;
    case Hidden::Kind::type:
      break;
  }
  return c.parties[hidden.index].id;
}

std::size_t count_of(const Case& c, const Hidden& hidden) {
  return hidden.kind == Hidden::Kind::type ? c.types[hidden.index].size() : 2;
}

bool comes_before(const Case& c, const Hidden& a, const Hidden& b) {
  return a.kind != b.kind ? a.kind < b.kind : identifier(c, a) < identifier(c, b);
}

double sum_of(std::span<const double> chance) {
  double total = 0.0;
  for (const double value : chance) {
    if (!(value >= 0.0) || !std::isfinite(value))
      throw std::invalid_argument("sample: a chance of types is negative or not finite");
    total += value;
  }
  if (!(total > 0.0) || !std::isfinite(total))
    throw std::invalid_argument("sample: the chances of all combinations of types are 0");
  return total;
}

}  // namespace

TypeChances type_chances(const Case& c, std::span<const Hidden> members, const TypeOrders& order,
                         const std::function<double(InputId)>& number) {
  std::vector<double> margins;
  std::vector<std::size_t> counts;
  std::size_t combinations = 1;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::vector<PartyType>& types = c.types[members[i].index];
    double total = 0.0;
    for (const std::size_t t : order[i]) total += margins.emplace_back(number(types[t].prior));
    counts.push_back(order[i].size());
    combinations *= counts.back();
    if (members.size() == 1 || !(total > 0.0)) continue;
    for (std::size_t k = margins.size() - counts.back(); k < margins.size(); ++k) margins[k] /= total;
  }
  TypeChances result{std::vector<double>(combinations, 1.0)};
  std::vector<std::size_t> place(members.size());
  for (std::size_t combination = 0; combination < combinations; ++combination) {
    for (std::size_t i = members.size(), rest = combination; i-- > 0; rest /= counts[i])
      place[i] = rest % counts[i];
    std::size_t first = 0;
    for (std::size_t i = 0; i < members.size(); first += counts[i++])
      result.chance[combination] *= margins[first + place[i]];
    for (const JointType& joint : c.joint_types) {
      bool fulfilled = members.size() > 1;
      for (std::size_t i = 0; i < members.size(); ++i) {
        for (const auto& [party, type] : joint.when) {
          fulfilled = fulfilled && (party.index() != members[i].index || type.index() == order[i][place[i]]);
        }
      }
      if (fulfilled) result.chance[combination] *= number(joint.times);
    }
  }
  if (members.size() > 1) {  // the association only: priors stay the margins
    std::vector<double> multipliers(margins.size());
    result.met = ProportionalFit(counts).fit(result.chance, margins, multipliers);
  }
  return result;
}

HiddenDraw::HiddenDraw(const Case& c, const Pulls& pulls) : case_(c) {
  std::vector<bool> joined(c.parties.size());
  for (const JointType& joint : c.joint_types) {
    for (const auto& [party, type] : joint.when) joined[party.index()] = true;
  }
  std::vector<Hidden> order;
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    if (!c.types[p].empty()) order.push_back({Hidden::Kind::type, p});
  }
  std::sort(order.begin(), order.end(),
            [&](const Hidden& a, const Hidden& b) { return comes_before(c, a, b); });
  std::vector<Hidden> together;
  for (const Hidden& hidden : order) {
    if (joined[hidden.index]) {
      together.push_back(hidden);
    } else {
      add_group({hidden}, nullptr, &pulls);
    }
  }
  if (!together.empty()) add_group(std::move(together), nullptr, nullptr);
}

HiddenDraw::HiddenDraw(const Case& c, std::span<const HiddenChances> groups) : case_(c) {
  for (const HiddenChances& given : groups) {
    std::vector<Hidden> members = given.members;
    std::sort(members.begin(), members.end(),
              [&](const Hidden& a, const Hidden& b) { return comes_before(c, a, b); });
    add_group(std::move(members), &given, nullptr);
  }
}

void HiddenDraw::add_group(std::vector<Hidden> members, const HiddenChances* given, const Pulls* pulls) {
  Group group;
  group.given = given;
  group.members = std::move(members);
  group.stride.resize(group.members.size());
  for (const Hidden& member : group.members) {
    std::vector<std::size_t>& order = group.order.emplace_back(count_of(case_, member));
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (member.kind != Hidden::Kind::type || (pulls != nullptr && !pulls->of(member).empty())) continue;
    const std::vector<PartyType>& types = case_.types[member.index];
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return types[a].id < types[b].id; });
  }
  for (std::size_t i = group.members.size(); i-- > 0;) {
    group.stride[i] = group.combinations;
    group.combinations *= group.order[i].size();
    if (group.combinations > kMaxTypeCombinations) {
      throw std::invalid_argument("sample: more than 65536 combinations of types hang together");
    }
  }
  if (given != nullptr) find_places(group);
  groups_.push_back(std::move(group));
}

void HiddenDraw::find_places(Group& group) const {
  const std::vector<Hidden>& given = group.given->members;
  std::vector<std::size_t> at(given.size());  // where each of the caller's members stands in the group
  for (std::size_t g = 0; g < given.size(); ++g) {
    at[g] = static_cast<std::size_t>(std::find(group.members.begin(), group.members.end(), given[g]) -
                                     group.members.begin());
  }
  group.place_of.resize(group.combinations);
  for (std::size_t combination = 0; combination < group.combinations; ++combination) {
    std::size_t position = 0;
    for (const std::size_t i : at) {
      const std::size_t count = group.order[i].size();
      position = position * count + group.order[i][combination / group.stride[i] % count];
    }
    group.place_of[combination] = position;
  }
}

std::vector<double> HiddenDraw::chances(const Group& group, const WorldTable& table,
                                        std::size_t world) const {
  if (group.given == nullptr) return prior_chances(group, table, world);
  const std::vector<double> given = group.given->chances(table, world);
  if (given.size() != group.combinations) {
    throw std::invalid_argument("sample: a list of chances of the wrong length");
  }
  std::vector<double> chance(group.combinations);
  for (std::size_t i = 0; i < chance.size(); ++i) chance[i] = given[group.place_of[i]];
  return chance;
}

std::vector<double> HiddenDraw::prior_chances(const Group& group, const WorldTable& table,
                                              std::size_t world) const {
  return type_chances(case_, group.members, group.order, [&](InputId id) { return table.at(id, world); })
      .chance;
}

void HiddenDraw::draw_group(const Group& group, const WorldTable& table, std::size_t world,
                            const Coordinate& coordinate, const Result& result) const {
  const std::vector<double> chance = chances(group, table, world);
  sum_of(chance);
  std::size_t begin = 0;  // the combinations that agree with what was drawn so far: [begin, begin + width)
  std::size_t width = group.combinations;
  std::vector<double> sums;
  for (std::size_t i = 0; i < group.members.size(); ++i) {
    const std::size_t step = group.stride[i];
    sums.clear();
    double all = 0.0;
    for (std::size_t at = begin; at < begin + width; at += step) {
      double sum = 0.0;
      for (std::size_t j = at; j < at + step; ++j) sum += chance[j];
      sums.push_back(sum);
      all += sum;
    }
    const double target = coordinate(group.members[i]) * all;
    std::size_t chosen = 0;
    double reached = sums[0];
    while (chosen + 1 < sums.size() && !(target < reached)) reached += sums[++chosen];
    while (chosen > 0 && sums[chosen] == 0.0) --chosen;  // rounding must not pick what is impossible
    result(group.members[i], group.order[i][chosen]);
    begin += chosen * step;
    width = step;
  }
}

void HiddenDraw::draw(const WorldTable& table, std::size_t world, const Coordinate& coordinate,
                      const Result& result) const {
  for (const Group& group : groups_) draw_group(group, table, world, coordinate, result);
}

}  // namespace offramp
