// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/space/report.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/analysis/space/names.h"

namespace offramp::formats {

using bargaining::AgentSpec;
using bargaining::ProblemConstraint;
using bargaining::Settlement;

std::string_view standing_text(Standing standing) {
  switch (standing) {
    case Standing::exact:
      return "exact";
    case Standing::grid:
      return "exact on the grid";
    case Standing::bounded:
      return "within a bound";
    case Standing::none:
      return "none";
    case Standing::unknown:
      break;
  }
  return "unknown";
}

std::vector<std::string> issue_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const IssueFrame& frame : scenario.issues) names.push_back(frame.name);
  return names;
}

std::vector<std::string> party_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Profile& profile : scenario.profiles) names.push_back(profile.name);
  return names;
}

std::vector<double> reservations(const Scenario& scenario) {
  std::vector<double> values;
  for (const Profile& profile : scenario.profiles) values.push_back(profile.reservation);
  return values;
}

std::vector<std::string> option_names(const bargaining::Space& space, const Settlement& settlement) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < settlement.size(); ++i) {
    names.push_back(space.axis(i).options[settlement[i]]);
  }
  return names;
}

bool has_real_issue(const Scenario& scenario) {
  return std::any_of(scenario.issues.begin(), scenario.issues.end(),
                     [](const IssueFrame& frame) { return frame.kind == IssueKind::real; });
}

SpaceInfo space_info(const Scenario& scenario) {
  SpaceInfo info;
  info.name = scenario.name;
  info.issues = scenario.issues;
  info.settlements = settlements(scenario);
  for (const Profile& profile : scenario.profiles) {
    PartyInfo party{profile.name,     profile.reservation,   profile.discount,    profile.constant,
                    profile.constant, profile.boxes.empty(), profile.boxes.size()};
    for (std::size_t i = 0; i < profile.weight.size(); ++i) {
      std::vector<double> values;
      for (const double v : profile.evaluation[i].value) values.push_back(profile.weight[i] * v);
      for (const Knot& knot : profile.evaluation[i].curve) values.push_back(profile.weight[i] * knot.value);
      const auto [low, high] = std::minmax_element(values.begin(), values.end());
      party.worst += *low;
      party.best += *high;
    }
    for (const Box& box : profile.boxes) (box.amount < 0.0 ? party.worst : party.best) += box.amount;
    info.parties.push_back(std::move(party));
  }
  return info;
}

SpaceProof space_proof(const Scenario& scenario, const RunControl& control) {
  const bargaining::Problem problem = to_problem(scenario);
  SpaceProof result{issue_names(scenario),
                    party_names(scenario),
                    reservations(scenario),
                    bargaining::prove(problem, {}, control),
                    has_real_issue(scenario),
                    {},
                    {},
                    {},
                    {}};
  for (const ProblemConstraint& constraint : result.proof.constraints) {
    const std::string who =
        constraint.negotiator < result.parties.size() ? result.parties[constraint.negotiator] : std::string();
    if (constraint.kind == ProblemConstraint::Kind::reservation) {
      result.constraints.push_back(
          fmt::format("{} wants at least {:.4g}", who, result.reservation[constraint.negotiator]));
    } else {
      result.constraints.push_back(fmt::format("rule {}", constraint.index + 1));
    }
  }
  if (result.proof.witness) {
    result.witness = option_names(problem.space, *result.proof.witness);
    for (const auto& n : problem.negotiators)
      result.witness_utility.push_back(n.utility.of(*result.proof.witness));
  }
  for (const bargaining::Concession& concession : result.proof.concessions) {
    result.opens.push_back(option_names(problem.space, concession.opens));
  }
  return result;
}

SpaceSimulation space_simulation(const Scenario& scenario, const SimulationOptions& options,
                                 const RunControl& control) {
  using Protocol = SimulationOptions::Protocol;
  const bargaining::Problem problem = to_problem(scenario);
  SpaceSimulation result{
      issue_names(scenario), party_names(scenario), {}, {}, {}, options, has_real_issue(scenario), {}};
  if (options.protocol == Protocol::offers) {
    std::vector<AgentSpec> agents = options.agents;
    if (agents.size() == 1) agents.assign(scenario.profiles.size(), options.agents[0]);
    result.protocol = scenario.profiles.size() > 2 ? "stacked alternating offers" : "alternating offers";
    for (const AgentSpec& agent : agents) result.agents.push_back(agent_text(agent));
    result.summary = bargaining::simulate_offers(problem, agents, options.process, control);
  } else {
    bargaining::MediationOptions mediation;
    using Kind = bargaining::MediationOptions::Protocol;
    mediation.protocol = options.protocol == Protocol::single_text          ? Kind::single_text
                         : options.protocol == Protocol::annealing_mediator ? Kind::annealing_mediator
                                                                            : Kind::joint_improvement;
    mediation.temperature.assign(scenario.profiles.size(), options.temperature);
    mediation.mediator_temperature = options.temperature;
    result.protocol = options.protocol == Protocol::single_text          ? "mediated single text"
                      : options.protocol == Protocol::annealing_mediator ? "single text, annealing mediator"
                                                                         : "joint-improvement mediator";
    result.summary = bargaining::simulate_mediation(problem, mediation, options.process, control);
  }
  for (const auto& agreement : result.summary.frequent) {
    result.frequent.push_back(option_names(problem.space, agreement.settlement));
  }
  return result;
}

std::string agent_text(const AgentSpec& agent) {
  if (agent.kind == AgentSpec::Kind::micro) return "MiCRO";
  if (agent.kind == AgentSpec::Kind::tit_for_tat)
    return fmt::format("tit for tat, start {:g}", agent.initial);
  const char* name = agent.beta < 1.0 ? "Boulware" : agent.beta > 1.0 ? "Conceder" : "linear";
  return fmt::format("{}, beta {:g}", name, agent.beta);
}

std::optional<AgentSpec> parse_agent(std::string_view text) {
  AgentSpec agent;
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  std::optional<double> number;
  if (colon != std::string_view::npos) {
    number = parse_number(trimmed(text.substr(colon + 1)));
    if (!number) return std::nullopt;
  }
  if (name == "time" && number && *number > 0.0 && *number <= 1e6) {
    agent.beta = *number;
    return agent;
  }
  if (name == "tft" && (!number || (*number >= 0.0 && *number <= 1.0))) {
    agent.kind = AgentSpec::Kind::tit_for_tat;
    agent.initial = number.value_or(0.1);
    return agent;
  }
  if (number) return std::nullopt;
  if (name == "micro") {
    agent.kind = AgentSpec::Kind::micro;
  } else if (name == "boulware") {
    agent.beta = 0.2;
  } else if (name == "conceder") {
    agent.beta = 5.0;
  } else if (name != "linear") {
    return std::nullopt;
  }
  return agent;
}

}  // namespace offramp::formats
