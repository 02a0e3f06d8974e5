// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <stdexcept>

#include "offramp/bargaining/outside/war.h"
#include "offramp/case/model/world.h"

namespace offramp {
namespace {

constexpr double kPoints = 100.0;  // of utility in the file, for 1 inside

// A party's interests and no-deal value under the type it has in one world.
struct View {
  const Case& c;
  const WorldTable& table;
  PartyId party;
  std::size_t world;
  const PartyType* type = nullptr;

  const Interests& own() const { return c.interests[party.index()]; }
  double at(InputId id) const { return table.at(id, world); }

  double weight(std::size_t issue) const {
    if (type != nullptr && issue < type->interests.weight.size() && type->interests.weight[issue]) {
      return at(*type->interests.weight[issue]);
    }
    return own().weight[issue] ? at(*own().weight[issue]) : 0.0;
  }

  // The party's values of one issue with the type's put over them, option by option and knot by knot.
  std::vector<OptionValue> values(std::size_t issue) const {
    std::vector<OptionValue> merged = own().value[issue];
    if (type == nullptr || issue >= type->interests.value.size()) return merged;
    for (const OptionValue& over : type->interests.value[issue]) {
      const auto same = [&](const OptionValue& v) { return v.option == over.option && v.at == over.at; };
      const auto found = std::find_if(merged.begin(), merged.end(), same);
      if (found == merged.end()) {
        merged.push_back(over);
      } else {
        *found = over;
      }
    }
    std::sort(merged.begin(), merged.end(),
              [](const OptionValue& a, const OptionValue& b) { return a.at < b.at; });
    return merged;
  }
};

// Straight lines through the knots, level beyond the first and the last.
double interpolate(const View& view, const std::vector<OptionValue>& knots, double x) {
  if (knots.empty()) return 0.0;
  const auto above =
      std::find_if(knots.begin(), knots.end(), [&](const OptionValue& knot) { return knot.at >= x; });
  if (above == knots.end()) return view.at(knots.back().value);
  const double high = view.at(above->value);
  if (above->at == x || above == knots.begin()) return high;
  const OptionValue& below = *(above - 1);
  const double low = view.at(below.value);
  return low + (high - low) * ((x - below.at) / (above->at - below.at));
}

std::vector<std::vector<double>> values_of(const View& view) {
  const Case& c = view.c;
  std::vector<double> weight(c.issues.size());
  double total = 0.0;
  for (std::size_t i = 0; i < weight.size(); ++i) total += weight[i] = view.weight(i);
  std::vector<std::vector<double>> result(c.issues.size());
  for (std::size_t i = 0; i < result.size(); ++i) {
    const Issue& issue = c.issues[i];
    result[i].assign(issue.options.size(), 0.0);
    if (!(total > 0.0) || weight[i] == 0.0) continue;
    const double share = weight[i] / total / kPoints;
    const std::vector<OptionValue> values = view.values(i);
    if (issue.numeric()) {
      for (std::size_t o = 0; o < issue.grid.size(); ++o)
        result[i][o] = share * interpolate(view, values, issue.grid[o]);
    } else {
      for (const OptionValue& value : values) result[i][value.option] = share * view.at(value.value);
    }
  }
  return result;
}

template <class List>
bool has_id(const List& list, const std::string& id) {
  return std::any_of(list.begin(), list.end(), [&](const BonusTerm& bonus) { return bonus.id == id; });
}

// A party's own bonus counts unless the type drops it or has one of the same name; a type's counts in its
// worlds.
std::vector<double> bonuses_of(const View& view, const std::vector<const BonusTerm*>& bonuses) {
  std::vector<double> result;
  const std::vector<BonusTerm>& own = view.own().bonuses;
  for (const BonusTerm* bonus : bonuses) {
    const bool is_own = std::any_of(own.begin(), own.end(), [&](const BonusTerm& b) { return &b == bonus; });
    bool counts = is_own;
    if (view.type != nullptr) {
      const std::vector<BonusTerm>& types = view.type->interests.bonuses;
      const std::vector<std::string>& dropped = view.type->dropped_bonuses;
      if (is_own) {
        counts = !has_id(types, bonus->id) &&
                 std::find(dropped.begin(), dropped.end(), bonus->id) == dropped.end();
      } else {
        counts = std::any_of(types.begin(), types.end(), [&](const BonusTerm& b) { return &b == bonus; });
      }
    }
    result.push_back(counts ? view.at(bonus->add) / kPoints : 0.0);
  }
  return result;
}

// What settlements are worth to the party, all else left open.
PartyWorld worth_in(const View& view, const std::vector<const BonusTerm*>& bonuses) {
  PartyWorld world;
  world.value = values_of(view);
  world.bonus = bonuses_of(view, bonuses);
  return world;
}

// Worth of a settlement to the party in a world, in [0, 1].
double worth_of(const PartyWorld& world, const std::vector<const BonusTerm*>& bonuses,
                const bargaining::Settlement& settlement, double sum = 0.0) {
  for (std::size_t i = 0; i < world.value.size(); ++i) sum += world.value[i][settlement[i]];
  for (std::size_t b = 0; b < bonuses.size(); ++b) {
    if (bonuses[b]->when.condition.holds(settlement)) sum += world.bonus[b];
  }
  return sum;
}

double direct_of(const View& view, const NoDeal& no_deal, const PartyWorld& world,
                 const std::vector<const BonusTerm*>& bonuses) {
  double sum = no_deal.utility ? view.at(*no_deal.utility) / kPoints : 0.0;
  if (no_deal.worth) sum = worth_of(world, bonuses, *no_deal.worth, sum);
  if (no_deal.plus) sum += view.at(*no_deal.plus) / kPoints;
  for (const Component& component : no_deal.components) sum += view.at(component.amount) / kPoints;
  int before = 0;
  const int days = view.table.days;
  for (const LaterValue& later : no_deal.later) {  // from date to date
    if (days <= before) break;
    const double value = view.at(later.utility) / kPoints;
    const double share = std::min(1.0, static_cast<double>(days - before) / (later.days - before));
    sum += share * (value - sum);
    before = later.days;
  }
  return sum;
}

std::optional<bargaining::Attitude> attitude_of(const View& view, const StatedWar& stated, double now) {
  if (!stated.attitude) return std::nullopt;
  const auto number = [&](const std::optional<InputId>& input, double otherwise) {
    return input ? view.at(*input) : otherwise;
  };
  const AttitudeInputs& from = *stated.attitude;
  return bargaining::Attitude{.reference = number(from.reference, now),
                              .loss_aversion = number(from.loss_aversion, 1.0),
                              .gains = number(from.gains, 1.0),
                              .losses = number(from.losses, 1.0),
                              .lost = number(from.lost, 0.0),
                              .sunk = number(from.sunk, 0.0)};
}

double war_of(const View& view, const StatedWar& stated, const PartyWorld& world,
              const std::vector<const BonusTerm*>& bonuses) {
  bargaining::War war;
  war.now = view.at(stated.now);
  if (stated.cost) war.cost = view.at(*stated.cost);
  if (stated.discount) war.discount = view.at(*stated.discount);
  for (std::size_t e = 0; e < view.c.ends.size(); ++e) {
    const End& end = view.c.ends[e];
    const std::optional<InputId>& worth = end.worth[view.party.index()];
    war.ends.push_back({end.as  ? kPoints * worth_of(world, bonuses, *end.as)
                        : worth ? view.at(*worth)
                                : 0.0,
                        view.at(stated.chance[e].value_or(end.chance)),
                        view.at(stated.months[e].value_or(end.months))});
  }
  war.attitude = attitude_of(view, stated, war.now);
  constexpr double kDaysInMonth = 30.4375;
  return bargaining::war_value(war, view.table.days / kDaysInMonth) / kPoints;
}

const NoDeal& no_deal_of(const View& view) {
  const std::optional<NoDeal>& own = view.c.no_deal[view.party.index()];
  const NoDeal* no_deal = view.type != nullptr && view.type->no_deal ? &*view.type->no_deal
                          : own                                      ? &*own
                                                                     : nullptr;
  if (no_deal == nullptr) throw std::invalid_argument("party_world: the party has no no-deal value");
  return *no_deal;
}

double reservation_of(const View& view, const PartyWorld& world,
                      const std::vector<const BonusTerm*>& bonuses) {
  const NoDeal& no_deal = no_deal_of(view);
  return no_deal.war_counts ? war_of(view, *no_deal.war, world, bonuses)
                            : direct_of(view, no_deal, world, bonuses);
}

double margin_of(const View& view) {
  std::optional<InputId> margin = view.c.acceptance[view.party.index()].margin;
  if (view.type != nullptr && view.type->acceptance.margin) margin = view.type->acceptance.margin;
  return margin ? view.at(*margin) / kPoints : 0.0;
}

// A type's commitment takes the place of the party's own of the same name.
bool is_made(const View& view, const Commitment& commitment) {
  const auto among = [&](const std::vector<Commitment>& list) {
    return std::any_of(list.begin(), list.end(), [&](const Commitment& c) { return &c == &commitment; });
  };
  const bool own = among(view.c.acceptance[view.party.index()].commitments);
  if (view.type == nullptr) return own;
  const std::vector<Commitment>& types = view.type->acceptance.commitments;
  if (!own) return among(types);
  return std::none_of(types.begin(), types.end(), [&](const Commitment& c) { return c.id == commitment.id; });
}

std::vector<double> costs_of(const View& view, const std::vector<PartyCost>& costs,
                             std::optional<TypeId> held) {
  std::vector<double> result;
  for (const PartyCost& cost : costs) {
    const InputId input = cost.line ? *view.c.red_lines[cost.line->index()].price : cost.commitment->cost;
    const bool counts =
        cost.line ? view.table.binds(view.c, *cost.line, view.world, held) : is_made(view, *cost.commitment);
    result.push_back(counts ? view.at(input) / kPoints : 0.0);
  }
  return result;
}

View view_of(const Case& c, const WorldTable& table, PartyId party, std::size_t world,
             std::optional<TypeId> held) {
  View view{c, table, party, world, nullptr};
  const std::vector<PartyType>& types = c.types[party.index()];
  if (!types.empty()) view.type = &types[(held ? *held : table.type_of(party, world)).index()];
  if (!view.own().given && (view.type == nullptr || !view.type->interests.given)) {
    throw std::invalid_argument("party_world: the party has no interests");
  }
  return view;
}

}  // namespace

std::vector<const BonusTerm*> party_bonuses(const Case& c, PartyId party) {
  std::vector<const BonusTerm*> bonuses;
  for (const BonusTerm& bonus : c.interests[party.index()].bonuses) bonuses.push_back(&bonus);
  for (const PartyType& type : c.types[party.index()]) {
    for (const BonusTerm& bonus : type.interests.bonuses) bonuses.push_back(&bonus);
  }
  return bonuses;
}

bargaining::Condition PartyCost::when(const Case& c) const {
  return line ? c.red_lines[line->index()].never.condition
              : bargaining::Condition::negation(commitment->to.condition);
}

std::vector<PartyCost> party_costs(const Case& c, PartyId party) {
  std::vector<PartyCost> costs;
  for (std::size_t r = 0; r < c.red_lines.size(); ++r) {
    if (c.red_lines[r].party == party && c.red_lines[r].price) costs.push_back({.line = RedLineId(r)});
  }
  const auto add = [&](const std::vector<Commitment>& commitments) {
    for (const Commitment& commitment : commitments) costs.push_back({.commitment = &commitment});
  };
  add(c.acceptance[party.index()].commitments);
  for (const PartyType& type : c.types[party.index()]) add(type.acceptance.commitments);
  return costs;
}

PartyTerms party_terms(const Case& c, PartyId party) {
  return {party_bonuses(c, party), party_costs(c, party)};
}

PartyWorld party_world(const Case& c, const WorldTable& table, PartyId party, const PartyTerms& terms,
                       std::size_t world, std::optional<TypeId> held) {
  const View view = view_of(c, table, party, world, held);
  PartyWorld result = worth_in(view, terms.bonuses);
  result.reservation = reservation_of(view, result, terms.bonuses);
  result.margin = margin_of(view);
  result.cost = costs_of(view, terms.costs, held);
  return result;
}

PartyWorld party_world(const Case& c, const WorldTable& table, PartyId party, std::size_t world,
                       std::optional<TypeId> held) {
  return party_world(c, table, party, party_terms(c, party), world, held);
}

NoDealValues no_deal_values(const Case& c, const WorldTable& table, PartyId party, std::size_t world) {
  const View view = view_of(c, table, party, world, {});
  const std::vector<const BonusTerm*> bonuses = party_bonuses(c, party);
  const PartyWorld wants = worth_in(view, bonuses);
  const NoDeal& no_deal = no_deal_of(view);
  NoDealValues values;
  if (no_deal.direct()) values.direct = direct_of(view, no_deal, wants, bonuses);
  if (no_deal.war) values.war = war_of(view, *no_deal.war, wants, bonuses);
  return values;
}

}  // namespace offramp
