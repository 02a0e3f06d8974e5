// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "offramp/base/number/random.h"
#include "offramp/case/model/case.h"

/// For tests: numbers, rules and values of a random case that is being made up.
namespace offramp::testing {

class RandomParts {
 protected:
  explicit RandomParts(std::uint32_t number) : random_({2024, 9, number, 0}) {}

  bool chance(std::uint32_t in) { return random_.index(in) == 0; }

  InputId input(Quantity quantity, const InputRole& role) {
    c_.inputs.push_back({.path = fmt::format("input.{:04}", c_.inputs.size()),
                         .quantity = std::move(quantity),
                         .role = &role,
                         .parties = owners_,
                         .type = type_});
    return InputId(c_.inputs.size() - 1);
  }

  InputId points() {
    const double value = 10.0 * random_.index(11);
    if (value > 10 && value < 90 && chance(3)) {
      return input(Quantity::interval(value - 10, value + 10, Domain::bounded(0, 100)), roles::value);
    }
    return input(Quantity::exactly(value, Domain::bounded(0, 100)), roles::value);
  }

  InputId weight() {
    const double value = 1.0 + random_.index(3);
    if (chance(3)) return input(Quantity::interval(value, value + 2, Domain::positive()), roles::weight);
    return input(Quantity::exactly(value, Domain::positive()), roles::weight);
  }

  InputId real() {
    const double value = 5.0 * random_.index(7) - 15.0;
    if (chance(3)) return input(Quantity::interval(value, value + 10, Domain::real()), roles::bonus);
    return input(Quantity::exactly(value), roles::bonus);
  }

  std::vector<OptionValue> values(const Issue& issue) {
    std::vector<OptionValue> list;
    if (issue.numeric()) {
      list.push_back({0, issue.grid.front(), points()});
      if (chance(2)) list.push_back({0, 0.4 * issue.grid.back(), points()});
      list.push_back({0, issue.grid.back(), points()});
    } else {
      for (std::size_t o = 0; o < issue.options.size(); ++o) list.push_back({o, 0.0, points()});
    }
    return list;
  }

  bargaining::Settlement settlement() {
    bargaining::Settlement chosen;
    for (const Issue& issue : c_.issues) {
      chosen.push_back(
          static_cast<std::uint16_t>(random_.index(static_cast<std::uint32_t>(issue.options.size()))));
    }
    return chosen;
  }

  Rule rule() {
    const auto leaf = [&] {
      const std::size_t issue = random_.index(static_cast<std::uint32_t>(c_.issues.size()));
      std::vector<bool> allowed(c_.issues[issue].options.size());
      for (std::size_t o = 0; o < allowed.size(); ++o) allowed[o] = chance(2);
      return bargaining::Condition::member(issue, allowed);
    };
    if (chance(2)) return {leaf(), "leaf", {}};
    if (chance(2)) return {bargaining::Condition::implication(leaf(), leaf()), "implication", {}};
    return {bargaining::Condition::conjunction({leaf(), leaf()}), "conjunction", {}};
  }

  AttitudeInputs attitude() {
    AttitudeInputs value;
    const auto some = [&](double low, double step) -> std::optional<InputId> {
      if (!chance(2)) return std::nullopt;
      return input(Quantity::exactly(low + step * random_.index(4), Domain::positive()), roles::attitude);
    };
    value.reference = some(20, 15);
    value.loss_aversion = some(1, 0.5);
    value.gains = some(0.7, 0.1);
    value.losses = some(0.7, 0.1);
    value.lost = some(0, 10);
    value.sunk = some(0, 0.3);
    return value;
  }

  NoDeal no_deal() {
    NoDeal value;
    if (chance(3)) {
      value.worth = settlement();
      if (chance(2)) value.plus = real();
    } else {
      value.utility = points();
    }
    if (chance(3)) value.components.push_back({"part", real()});
    if (chance(3)) value.later.push_back({100, points()});
    if (!value.later.empty() && chance(2)) value.later.push_back({300, points()});
    if (!c_.ends.empty() && chance(2)) {
      StatedWar war;
      war.now = points();
      if (chance(2))
        war.cost = input(Quantity::exactly(0.5 * random_.index(5), Domain::positive()), roles::war_cost);
      war.chance.resize(c_.ends.size());
      war.months.resize(c_.ends.size());
      if (chance(3)) war.discount = input(Quantity::exactly(0.9, Domain::bounded(0, 1)), roles::war_discount);
      if (chance(2)) war.attitude = attitude();
      if (chance(2)) war.chance[0] = input(Quantity::exactly(0.5, Domain::bounded(0, 1)), roles::end_chance);
      value.war = war;
      value.war_counts = chance(2);
    }
    return value;
  }

  Acceptance acceptance() {
    Acceptance value;
    if (chance(3))
      value.margin = input(Quantity::exactly(5.0 * random_.index(3), Domain::bounded(0, 100)), roles::margin);
    if (chance(3))
      value.commitments.push_back(
          {"word", rule(),
           input(Quantity::exactly(5.0 * random_.index(4), Domain::bounded(0, 100)), roles::audience_cost)});
    return value;
  }

  RandomStream random_;
  Case c_;
  // Whom the numbers are about that are being made up.
  std::vector<PartyId> owners_;
  std::optional<TypeId> type_;
};

}  // namespace offramp::testing
