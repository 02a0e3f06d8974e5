// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/weigh/inputs.h"

#include <algorithm>
#include <set>

#include "offramp/analysis/worlds/rungs.h"
#include "offramp/bargaining/worlds/settlement_in_worlds.h"
#include "offramp/base/run/parallel.h"

namespace offramp {
namespace {

// Types of other parties count when joint_types ties them to one that counts.
std::vector<bool> tied_parties(const Case& c, std::vector<bool> counts) {
  for (bool grown = true; grown;) {
    grown = false;
    for (const JointType& joint : c.joint_types) {
      const bool any = std::any_of(joint.when.begin(), joint.when.end(),
                                   [&](const auto& entry) { return counts[entry.first.index()]; });
      for (const auto& [party, type] : joint.when) {
        if (!any || counts[party.index()]) continue;
        counts[party.index()] = grown = true;
      }
    }
  }
  return counts;
}

// Whom the answer is about, and what it was worked out from.
struct Scope {
  std::vector<bool> counts;  // [party]: its utility does
  std::vector<bool> bound;   // [party]: its red lines do
  std::vector<bool> typed;   // [party]: its types do
  bool evidence = false;     // types were drawn after the evidence
};

enum class Use { none, direct, through };

// Whether some number depends on a circumstance.
bool is_asked(const Case& c, CircumstanceId circumstance) {
  return std::any_of(c.inputs.begin(), c.inputs.end(), [&](const Input& input) {
    return std::any_of(input.instead.begin(), input.instead.end(), [&](const Clause& clause) {
      return std::any_of(clause.when.begin(), clause.when.end(),
                         [&](const Premise& premise) { return premise.circumstance == circumstance; });
    });
  });
}

// What a number can do to the answer: directly, or through the draw of a type or a red line.
Use use_of(const Case& c, const Input& input, const Scope& scope) {
  const auto any = [&](const std::vector<bool>& of) {
    return std::any_of(input.parties.begin(), input.parties.end(),
                       [&](PartyId party) { return of[party.index()]; });
  };
  switch (input.bearing()) {
    case Bearing::utility:
      return any(scope.counts) ? Use::direct : Use::none;
    case Bearing::belief:
      if (input.is(roles::circumstance))
        return is_asked(c, CircumstanceId(input.item)) ? Use::through : Use::none;
      return any(scope.typed) ? Use::through : Use::none;
    case Bearing::red_line:
      return any(scope.bound) ? Use::through : Use::none;
    case Bearing::evidence:
      return scope.evidence && any(scope.typed) ? Use::through : Use::none;
    case Bearing::after:
      return Use::direct;
    case Bearing::nothing:
      break;
  }
  return Use::none;
}

void add_sources(const Provenance& provenance, std::set<SourceId>& sources) {
  for (const Citation& citation : provenance.sources) sources.insert(citation.source);
}

WeighInput described(const Case& c, const WorldDimension& dimension) {
  WeighInput input;
  input.id = dimension.path;
  std::set<SourceId> sources;
  const auto take = [&](const Provenance& provenance) {
    input.basis = provenance.basis;
    input.confidence = provenance.confidence;
    add_sources(provenance, sources);
  };
  if (dimension.kind == WorldDimension::Kind::input) {
    input.input = InputId(dimension.index);
    take(c.inputs[dimension.index].quantity.provenance);
  } else if (dimension.kind == WorldDimension::Kind::type) {
    input.kind = WeighInput::Kind::type;
    input.party = PartyId(dimension.index);
    for (const PartyType& type : c.types[dimension.index]) take(c.quantity(type.prior).provenance);
  } else if (dimension.kind == WorldDimension::Kind::circumstance) {
    input.kind = WeighInput::Kind::circumstance;
    input.circumstance = CircumstanceId(dimension.index);
    take(c.quantity(c.circumstances[dimension.index].chance).provenance);
  } else {
    input.kind = WeighInput::Kind::red_line;
    input.line = RedLineId(dimension.index);
    const RedLine& line = c.red_lines[dimension.index];
    add_sources(line.never.provenance, sources);
    input.by_type = line.only_type.has_value() || !line.dropped_by.empty();
    take(c.quantity(*line.unacceptable_to).provenance);
  }
  input.sources.assign(sources.begin(), sources.end());
  return input;
}

}  // namespace

WeighInputs weigh_inputs(const Case& c, const std::vector<PartyId>& parties, bool evidence) {
  Scope scope;
  scope.counts.resize(c.parties.size());
  for (const PartyId party : parties) scope.counts[party.index()] = true;
  scope.bound.resize(c.parties.size());
  for (const PartyId party : parties) scope.bound[party.index()] = c.parties[party.index()].veto;
  for (const PartyId party : parties_of_later_rungs(c))
    scope.counts[party.index()] = scope.bound[party.index()] = true;
  scope.typed = tied_parties(c, scope.counts);
  scope.evidence = evidence;
  WeighInputs result;
  for (const WorldDimension& dimension : world_dimensions(c)) {
    // Of a factor what loads on it is looked at; of a ratifier's or a spoiler's lot its chances are.
    if (dimension.kind == WorldDimension::Kind::factor || dimension.kind == WorldDimension::Kind::ratifier ||
        dimension.kind == WorldDimension::Kind::spoiler)
      continue;
    WeighInput input = described(c, dimension);
    bool used = false;
    if (dimension.kind == WorldDimension::Kind::input) {
      const Use use = use_of(c, c.inputs[dimension.index], scope);
      input.through = use == Use::through;
      used = use != Use::none;
      if (!used) ++result.left_out;
    } else if (dimension.kind == WorldDimension::Kind::type) {
      used = scope.typed[dimension.index];
    } else if (dimension.kind == WorldDimension::Kind::circumstance) {
      used = is_asked(c, CircumstanceId(dimension.index));
    } else {
      used = scope.bound[c.red_lines[dimension.index].party.index()];
    }
    if (used) result.inputs.push_back(std::move(input));
  }
  return result;
}

sensitivity::Table weigh_columns(const Case& c, const WorldTable& table,
                                 const std::vector<WeighInput>& inputs) {
  sensitivity::Table columns;
  for (const WeighInput& input : inputs) {
    sensitivity::Input column;
    column.name = input.id;
    column.values.resize(table.worlds);
    if (input.kind == WeighInput::Kind::type) {
      for (const PartyType& type : c.types[input.party.index()]) column.level_names.push_back(type.id);
      column.levels = column.level_names.size();
    } else if (input.kind == WeighInput::Kind::red_line) {
      column.levels = 2;
      column.level_names = {"open", "held"};
    } else if (input.kind == WeighInput::Kind::circumstance) {
      column.levels = 2;
      column.level_names = {"no", "yes"};
    }
    for (std::size_t w = 0; w < table.worlds; ++w) {
      column.values[w] = input.kind == WeighInput::Kind::type ? table.type[input.party.index()][w]
                         : input.kind == WeighInput::Kind::red_line
                             ? (table.binds(c, input.line, w) ? 1.0 : 0.0)
                         : input.kind == WeighInput::Kind::circumstance
                             ? static_cast<double>(table.circumstance[input.circumstance.index()][w])
                             : table.at(input.input, w);
    }
    columns.inputs.push_back(std::move(column));
  }
  return columns;
}

ShortListWorlds evaluate_short_list(const CaseProblem& posed, const std::vector<bargaining::Settlement>& list,
                                    std::optional<PartyId> party, const RunControl& control) {
  const bargaining::UncertainProblem& problem = posed.problem;
  const std::vector<double> column(problem.worlds);
  ShortListWorlds result;
  result.accepted.assign(list.size(), column);
  result.smallest_gain.assign(list.size(), column);
  if (party) result.utility.assign(list.size(), column);
  const auto own = static_cast<std::size_t>(
      party ? std::find(posed.parties.begin(), posed.parties.end(), *party) - posed.parties.begin() : 0);
  if (party) result.no_deal = problem.negotiators.at(own).reservation;
  for (std::size_t v = 0; v < posed.veto_count; ++v) {
    result.reservation.push_back(problem.negotiators[v].reservation);
  }
  parallel_blocks(list.size(), 1, control, "short list", [&](std::size_t s, std::size_t, std::size_t) {
    bargaining::SettlementInWorlds standing = bargaining::in_worlds(problem, list[s]);
    const WorldSet accepted = standing.accepted(problem);
    for (std::size_t w = 0; w < problem.worlds; ++w) {
      result.accepted[s][w] = accepted.contains(w) ? 1.0 : 0.0;
      for (std::size_t v = 0; v < posed.veto_count; ++v) {
        const double gain = standing.utility[v][w] - problem.negotiators[v].reservation[w];
        if (v == 0 || gain < result.smallest_gain[s][w]) result.smallest_gain[s][w] = gain;
      }
    }
    if (party) result.utility[s] = std::move(standing.utility[own]);
  });
  return result;
}

std::vector<std::vector<double>> leading_payoffs(const CaseProblem& posed,
                                                 const std::vector<bargaining::Settlement>& list,
                                                 const RunControl& control) {
  const bargaining::UncertainProblem& problem = posed.problem;
  const WorldSet feints = feints_of(posed);
  const auto party = std::find(posed.parties.begin(), posed.parties.end(), posed.c.page_of());
  std::vector<std::vector<double>> payoffs(list.size(), std::vector<double>(problem.worlds, 1.0));
  parallel_blocks(list.size(), 1, control, "short list", [&](std::size_t s, std::size_t, std::size_t) {
    const WorldSet reached = rungs_of(posed, feints, list[s]).not_wrecked;
    if (party != posed.parties.end())
      bargaining::gains_of(problem.negotiators[static_cast<std::size_t>(party - posed.parties.begin())],
                           list[s], payoffs[s]);
    for (std::size_t w = 0; w < problem.worlds; ++w) {
      if (!reached.contains(w)) payoffs[s][w] = 0.0;
    }
  });
  return payoffs;
}

CaseProblem posed_for_rungs(const Case& c, const WorldTable& table, const RunControl& control) {
  return *case_problem(c, table, c.page_of().has_value() || !parties_of_later_rungs(c).empty(), control);
}

}  // namespace offramp
