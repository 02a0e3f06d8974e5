// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/model/case.h"

#include <algorithm>

namespace offramp {

bool Input::uncertain() const {
  return quantity.uncertain() || std::any_of(instead.begin(), instead.end(), [](const Clause& clause) {
           return clause.quantity.uncertain();
         });
}

bool Case::can_judge(PartyId party) const {
  const std::vector<PartyType>& own = types[party.index()];
  const auto all_types = [&](auto given) {
    return !own.empty() && std::all_of(own.begin(), own.end(), given);
  };
  return (interests[party.index()].given ||
          all_types([](const PartyType& type) { return type.interests.given; })) &&
         (no_deal[party.index()] ||
          all_types([](const PartyType& type) { return type.no_deal.has_value(); }));
}

std::optional<PartyId> Case::page_of() const {
  for (std::size_t i = 0; i < parties.size(); ++i) {
    if (parties[i].id == perspective) return PartyId(i);
  }
  return std::nullopt;
}

std::vector<PartyId> Case::veto_players() const {
  std::vector<PartyId> found;
  for (std::size_t i = 0; i < parties.size(); ++i) {
    if (parties[i].veto) found.emplace_back(i);
  }
  return found;
}

std::size_t Case::placeholders() const {
  return static_cast<std::size_t>(std::count_if(inputs.begin(), inputs.end(), [this](const Input& input) {
    const std::vector<Citation>& cited = input.quantity.provenance.sources;
    return std::any_of(cited.begin(), cited.end(),
                       [this](const Citation& one) { return sources[one.source.index()].placeholder; });
  }));
}

bargaining::Space Case::space() const {
  std::vector<bargaining::Axis> axes;
  for (const Issue& issue : issues) {
    bargaining::Axis axis{issue.id, {}, issue.grid};
    for (const Option& option : issue.options) axis.options.push_back(option.id);
    axes.push_back(std::move(axis));
  }
  return bargaining::Space(std::move(axes));
}

}  // namespace offramp
