// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "offramp/base/number/elementary.h"
#include "offramp/case/model/case.h"
#include "offramp/case/model/world.h"

/// For tests: the model of docs/case-format.md read literally, one world and settlement at a time. It
/// shares no code with the program beyond the data it reads and the normal quantile.
namespace offramp::testing {

inline constexpr double kTie = 1e-9;

struct Naive {
  const Case& c;
  const WorldTable& t;

  const PartyType* type_of(std::size_t p, std::size_t w) const {
    return c.types[p].empty() ? nullptr : &c.types[p][t.type[p][w]];
  }
  double value_at(const std::vector<OptionValue>& list, std::size_t issue, std::size_t option,
                  std::size_t w) const {
    if (!c.issues[issue].numeric()) {
      for (const OptionValue& v : list) {
        if (v.option == option) return t.at(v.value, w);
      }
      return NAN;
    }
    const double x = c.issues[issue].grid[option];
    for (std::size_t k = 0; k + 1 < list.size(); ++k) {
      if (x >= list[k].at && x <= list[k + 1].at) {
        const double share = (x - list[k].at) / (list[k + 1].at - list[k].at);
        return t.at(list[k].value, w) * (1 - share) + t.at(list[k + 1].value, w) * share;
      }
    }
    return NAN;
  }
  // A type's numbers replace the party's own one by one: options by name, knots of a range by place.
  double option_value(std::size_t p, std::size_t issue, std::size_t option, std::size_t w) const {
    std::vector<OptionValue> list = c.interests[p].value[issue];
    if (const PartyType* type = type_of(p, w)) {
      for (const OptionValue& own : type->interests.value[issue]) {
        std::erase_if(list, [&](const OptionValue& v) { return v.option == own.option && v.at == own.at; });
        list.push_back(own);
      }
    }
    if (c.issues[issue].numeric()) {
      std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    }
    return value_at(list, issue, option, w);
  }
  double weight(std::size_t p, std::size_t issue, std::size_t w) const {
    const PartyType* type = type_of(p, w);
    const bool own = type != nullptr && type->interests.weight[issue].has_value();
    return t.at(own ? *type->interests.weight[issue] : *c.interests[p].weight[issue], w);
  }
  std::vector<const BonusTerm*> bonuses(std::size_t p, std::size_t w) const {
    const PartyType* type = type_of(p, w);
    std::vector<const BonusTerm*> list;
    for (const BonusTerm& b : c.interests[p].bonuses) {
      bool replaced = false;
      if (type != nullptr) {
        for (const BonusTerm& other : type->interests.bonuses) replaced = replaced || other.id == b.id;
        for (const std::string& dropped : type->dropped_bonuses) replaced = replaced || dropped == b.id;
      }
      if (!replaced) list.push_back(&b);
    }
    if (type != nullptr) {
      for (const BonusTerm& b : type->interests.bonuses) list.push_back(&b);
    }
    return list;
  }
  double issue_points(std::size_t p, std::size_t issue, std::size_t option, std::size_t w) const {
    double total = 0;
    for (std::size_t i = 0; i < c.issues.size(); ++i) total += weight(p, i, w);
    return weight(p, issue, w) * option_value(p, issue, option, w) / total;
  }
  // What a settlement is worth, in points of 100.
  double worth(std::size_t p, const bargaining::Settlement& s, std::size_t w) const {
    double sum = 0;
    for (std::size_t i = 0; i < s.size(); ++i) sum += issue_points(p, i, s[i], w);
    for (const BonusTerm* b : bonuses(p, w)) sum += b->when.condition.holds(s) ? t.at(b->add, w) : 0.0;
    return sum;
  }
  // What crossing lines that have a price, and going back on its word, costs it.
  double costs(std::size_t p, const bargaining::Settlement& s, std::size_t w) const {
    double sum = 0;
    for (std::size_t r = 0; r < c.red_lines.size(); ++r) {
      const RedLine& line = c.red_lines[r];
      if (line.party.index() == p && line.price && crossed(r, s, w)) sum += t.at(*line.price, w);
    }
    std::vector<Commitment> made = c.acceptance[p].commitments;
    if (const PartyType* type = type_of(p, w)) {
      for (const Commitment& own : type->acceptance.commitments) {
        std::erase_if(made, [&](const Commitment& other) { return other.id == own.id; });
        made.push_back(own);
      }
    }
    for (const Commitment& commitment : made) {
      if (!commitment.to.condition.holds(s)) sum += t.at(commitment.cost, w);
    }
    return sum;
  }
  double utility(std::size_t p, const bargaining::Settlement& s, std::size_t w) const {
    return (worth(p, s, w) - costs(p, s, w)) / 100;
  }
  double margin(std::size_t p, std::size_t w) const {
    const PartyType* type = type_of(p, w);
    if (type != nullptr && type->acceptance.margin) return t.at(*type->acceptance.margin, w) / 100;
    return c.acceptance[p].margin ? t.at(*c.acceptance[p].margin, w) / 100 : 0.0;
  }
  // The ends to come at the table's date, each so much nearer; past ones do not count unless all are.
  double war(std::size_t p, const StatedWar& stated, std::size_t w) const {
    const double gone = t.days / (365.25 / 12), now = t.at(stated.now, w);
    const double cost = stated.cost ? t.at(*stated.cost, w) : 0.0;
    const double d = stated.discount ? t.at(*stated.discount, w) : 1.0;
    std::vector<double> chance, months, there;
    double latest = -1, last = 0;
    for (std::size_t e = 0; e < c.ends.size(); ++e) {
      const double worth_there = c.ends[e].as ? worth(p, *c.ends[e].as, w) : t.at(*c.ends[e].worth[p], w);
      const double until = t.at(stated.months[e] ? *stated.months[e] : c.ends[e].months, w);
      if (until > latest) latest = until, last = worth_there;
      if (until < gone) continue;
      chance.push_back(t.at(stated.chance[e] ? *stated.chance[e] : c.ends[e].chance, w));
      months.push_back(until - gone);
      there.push_back(worth_there);
    }
    if (chance.empty()) chance = {1}, months = {0}, there = {last};
    double sum = 0, all = 0;
    for (std::size_t e = 0; e < chance.size(); ++e) {
      const double left = std::pow(d, months[e]);
      const double way = d == 1 ? months[e] : (1 - left) / -std::log(d);
      const double x = now + left * (there[e] - now) - cost * way;
      sum += chance[e] * felt(stated, x, gone * cost, w);
      all += chance[e];
    }
    return unfelt(stated, sum / all, gone * cost, w);
  }
  // V of the reader's attitude, and back.
  struct Feeling {
    double reference, aversion, gains, losses;
  };
  std::optional<Feeling> feeling(const StatedWar& stated, double lost_since, std::size_t w) const {
    if (!stated.attitude) return std::nullopt;
    const AttitudeInputs& a = *stated.attitude;
    const auto or_else = [&](const std::optional<InputId>& id, double x) { return id ? t.at(*id, w) : x; };
    return Feeling{
        or_else(a.reference, t.at(stated.now, w)) + or_else(a.sunk, 0) * (or_else(a.lost, 0) + lost_since),
        or_else(a.loss_aversion, 1), or_else(a.gains, 1), or_else(a.losses, 1)};
  }
  double felt(const StatedWar& stated, double x, double lost_since, std::size_t w) const {
    const auto f = feeling(stated, lost_since, w);
    if (!f) return x;
    const double away = std::fabs(x - f->reference);
    return f->reference +
           (x >= f->reference ? std::pow(away, f->gains) : -f->aversion * std::pow(away, f->losses));
  }
  double unfelt(const StatedWar& stated, double v, double lost_since, std::size_t w) const {
    const auto f = feeling(stated, lost_since, w);
    if (!f) return v;
    const double away = std::fabs(v - f->reference);
    return f->reference +
           (v >= f->reference ? std::pow(away, 1 / f->gains) : -std::pow(away / f->aversion, 1 / f->losses));
  }
  double reservation(std::size_t p, std::size_t w) const {
    const PartyType* type = type_of(p, w);
    const NoDeal& n = type != nullptr && type->no_deal ? *type->no_deal : *c.no_deal[p];
    if (n.war_counts) return war(p, *n.war, w) / 100;
    double sum = n.worth ? worth(p, *n.worth, w) : t.at(*n.utility, w);
    if (n.plus) sum += t.at(*n.plus, w);
    for (const Component& part : n.components) sum += t.at(part.amount, w);
    std::vector<std::pair<double, double>> path = {{0, sum}};
    for (const LaterValue& later : n.later) path.emplace_back(later.days, t.at(later.utility, w));
    for (std::size_t k = 0; k + 1 < path.size(); ++k) {
      const auto [from, a] = path[k];
      const auto [to, b] = path[k + 1];
      if (t.days >= from && t.days <= to) return (a + (b - a) * (t.days - from) / (to - from)) / 100;
    }
    return path.back().second / 100;
  }
  bool binds(std::size_t r, std::size_t w) const {
    const RedLine& line = c.red_lines[r];
    const std::size_t p = line.party.index();
    if (line.only_type && t.type[p][w] != line.only_type->index()) return false;
    for (const TypeId dropped : line.dropped_by) {
      if (t.type[p][w] == dropped.index()) return false;
    }
    return t.red_line_holds[r].empty() || t.red_line_holds[r][w];
  }
  bool crossed(std::size_t r, const bargaining::Settlement& s, std::size_t w) const {
    return binds(r, w) && c.red_lines[r].never.condition.holds(s);
  }
  bool gains(std::size_t p, const bargaining::Settlement& s, std::size_t w) const {
    return utility(p, s, w) >= reservation(p, w) + margin(p, w) - kTie;
  }
  bool own_line_crossed(std::size_t p, const bargaining::Settlement& s, std::size_t w,
                        std::optional<std::size_t> but) const {
    for (std::size_t r = 0; r < c.red_lines.size(); ++r) {
      if (r != but && !c.red_lines[r].price && c.red_lines[r].party.index() == p && crossed(r, s, w))
        return true;
    }
    return false;
  }
  bool all_accept(const bargaining::Settlement& s, std::size_t w, std::optional<std::size_t> but = {}) const {
    for (std::size_t p = 0; p < c.parties.size(); ++p) {
      if (c.parties[p].veto && (!gains(p, s, w) || own_line_crossed(p, s, w, but))) return false;
    }
    return true;
  }
  bool any_feint(std::size_t w) const {
    for (std::size_t p = 0; p < c.parties.size(); ++p) {
      if (c.parties[p].veto && type_of(p, w) != nullptr && type_of(p, w)->bad_faith) return true;
    }
    return false;
  }
  // What most people can live with, against what is needed, by the error of such a figure.
  double public_carries(const Ratifier& ratifier, const bargaining::Settlement& s, std::size_t w) const {
    double most = 0;
    for (const std::size_t poll : ratifier.polls) {
      const auto& refused = c.polls[poll].refused[s[c.polls[poll].issue.index()]];
      if (refused) most = std::max(most, t.at(*refused, w));
    }
    const double error = ratifier.error ? t.at(*ratifier.error, w) / 100 : 0.05;
    const double beyond = 1 - most - ratifier.passes_at;
    if (error == 0) return beyond >= 0 ? 1 : 0;
    return 0.5 * std::erfc(-beyond / error / std::sqrt(2.0));
  }
  // By chances that are stated, by a poll, or by a party's own interests.
  bool all_ratify(const bargaining::Settlement& s, std::size_t w) const {
    for (std::size_t r = 0; r < c.ratifiers.size(); ++r) {
      const Ratifier& ratifier = c.ratifiers[r];
      if (ratifier.party) {
        const std::size_t p = ratifier.party->index();
        if (!gains(p, s, w) || own_line_crossed(p, s, w, {})) return false;
        continue;
      }
      if (!ratifier.polls.empty()) {
        if (t.ratifier[r][w] >= public_carries(ratifier, s, w)) return false;
        continue;
      }
      InputId carries = *ratifier.carries;
      for (std::size_t k = ratifier.where.size(); k-- > 0;) {
        if (ratifier.where[k].when.condition.holds(s)) carries = ratifier.where[k].carries;
      }
      if (t.ratifier[r][w] >= t.at(carries, w)) return false;
    }
    return true;
  }
  bool wants_to_wreck(std::size_t i, const bargaining::Settlement& s, std::size_t w) const {
    const Spoiler& spoiler = c.spoilers[i];
    const std::size_t p = spoiler.party.index();
    const double bears = spoiler.tolerance ? t.at(*spoiler.tolerance, w) / 100 : 0.0;
    return utility(p, s, w) < reservation(p, w) - bears - kTie || own_line_crossed(p, s, w, {});
  }
  bool wrecks(std::size_t i, const bargaining::Settlement& s, std::size_t w) const {
    const Spoiler& spoiler = c.spoilers[i];
    return wants_to_wreck(i, s, w) && t.spoiler[i][w] < t.at(spoiler.tries, w) * t.at(spoiler.succeeds, w);
  }
  bool any_wrecks(const bargaining::Settlement& s, std::size_t w) const {
    for (std::size_t i = 0; i < c.spoilers.size(); ++i) {
      if (wrecks(i, s, w)) return true;
    }
    return false;
  }
  // Signed, meant, ratified and not wrecked.
  bool lasts(const bargaining::Settlement& s, std::size_t w) const {
    return all_accept(s, w) && !any_feint(w) && all_ratify(s, w) && !any_wrecks(s, w);
  }
  // A coordinate as the common causes of its world leave it.
  double moved(double x, Loading::Kind kind, std::size_t index, double sign, std::size_t w) const {
    double sum = 0, squares = 0;
    for (std::size_t f = 0; f < c.factors.size(); ++f) {
      for (const Loading& load : c.factors[f].loads) {
        if (load.kind != kind || load.index != index) continue;
        sum += load.strength * t.factor[f][w];
        squares += load.strength * load.strength;
      }
    }
    if (squares == 0) return x;
    return 0.5 * std::erfc(-(std::sqrt(1 - squares) * normal_quantile(x) + sign * sum) / std::sqrt(2.0));
  }
  // What is believed of a number there: the first clause whose premises all hold, else what was given.
  const Quantity& believed(const Input& number, std::size_t w) const {
    for (const Clause& clause : number.instead) {
      bool all = true;
      for (const Premise& premise : clause.when) {
        all = all &&
              (premise.party ? t.type[premise.party->index()][w] == premise.type.index()
                             : (t.circumstance[premise.circumstance->index()][w] != 0) == premise.obtains);
      }
      if (all) return clause.quantity;
    }
    return number.quantity;
  }
  template <class F>
  std::size_t worlds_where(F f) const {
    std::size_t n = 0;
    for (std::size_t w = 0; w < t.worlds; ++w) n += f(w) ? 1 : 0;
    return n;
  }
  template <class F>
  double mean(F f) const {
    double sum = 0;
    for (std::size_t w = 0; w < t.worlds; ++w) sum += f(w);
    return sum / static_cast<double>(t.worlds);
  }
  double expected_gain(std::size_t p, const bargaining::Settlement& s) const {
    return mean([&](std::size_t w) { return utility(p, s, w); }) -
           mean([&](std::size_t w) { return reservation(p, w); });
  }
};

/// What a fairness idea compares from the front, larger better; `gain` is [settlement][veto player], and
/// `open` says which settlements cross no red line.
inline std::vector<double> fairness_criterion(const std::string& name,
                                              const std::vector<std::vector<double>>& gain,
                                              const std::vector<bool>& open, std::size_t settlement,
                                              const std::vector<double>& ideal,
                                              const std::vector<double>& reservation) {
  std::vector<double> g = gain[settlement];
  double sum = 0.0, product = 1.0, shares = 0.0;
  for (std::size_t v = 0; v < g.size(); ++v) {
    double low = g[v], high = g[v];
    for (std::size_t i = 0; i < gain.size(); ++i) {
      if (open[i]) low = std::min(low, gain[i][v]), high = std::max(high, gain[i][v]);
    }
    if (high > low) shares += (g[v] - low) / (high - low);
    sum += g[v] + reservation[v];
    if (name == "equal loss") {
      g[v] -= ideal[v];
      continue;
    }
    g[v] = std::max(g[v], 0.0);
    product *= g[v];
    if (name == "Kalai-Smorodinsky") g[v] = ideal[v] > 1e-11 ? g[v] / ideal[v] : 1.0;
  }
  if (name == "Nash") return {product};
  if (name == "utilitarian") return {sum};
  if (name == "relative utilitarian") return {shares};
  std::sort(g.begin(), g.end());
  return g;
}

}  // namespace offramp::testing
