// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>

#include "offramp/verbs/space/scenario.h"
#include "offramp/verbs/space/space.h"

namespace offramp::verbs {
namespace {

using Protocol = formats::SimulationOptions::Protocol;

constexpr std::array<std::string_view, 4> kProtocols = {"offers", "single-text", "annealing", "joint"};
constexpr std::array<std::string_view, 5> kUsualAgents = {"boulware", "linear", "conceder", "tft", "micro"};

constexpr Key<Choice> kProtocol{"protocol", "P", "How they negotiate", {kProtocols}};
constexpr Key<Words> kAgents{"agents",
                             "A,B,...",
                             "One for all or one a party: boulware, linear, conceder, time:BETA, tft, micro",
                             {"linear", kUsualAgents}};
constexpr Key<Whole> kRuns{"runs", "N", "Negotiations", {1000, 1, 100'000'000}};
constexpr Key<Whole> kRounds{"rounds", "N", "Deadline in rounds", {100, 1, 100'000'000}};
constexpr Key<Whole> kRunSeed{"seed", "N", "Seed of the runs", {1}};
constexpr Key<Real> kTemperature{
    "temperature", "T",
    "Start temperature, in utility: of the parties (single-text) or the mediator (annealing)"};

Protocol protocol_named(std::string_view name) {
  if (name == "single-text") return Protocol::single_text;
  if (name == "annealing") return Protocol::annealing_mediator;
  if (name == "joint") return Protocol::joint_improvement;
  return Protocol::offers;
}

Answer run_simulate(const Values& asked, Caller& caller) {
  formats::SimulationOptions simulation;
  simulation.protocol = protocol_named(asked[kProtocol]);
  simulation.temperature = asked[kTemperature];
  simulation.process.runs = asked[kRuns];
  simulation.process.rounds = static_cast<std::uint32_t>(asked[kRounds]);
  simulation.process.seed = asked[kRunSeed];
  for (const std::string& text : asked[kAgents]) {
    const auto agent = formats::parse_agent(text);
    if (!agent) {
      throw Failure{Reason::bad_usage,
                    fmt::format("--agents {}: boulware, linear, conceder, time:BETA, tft, tft:START "
                                "and micro are known",
                                text)};
    }
    simulation.agents.push_back(*agent);
  }
  const formats::Scenario scenario = load_parties(asked, caller, 2);
  if (simulation.agents.size() != 1 && simulation.agents.size() != scenario.profiles.size()) {
    throw Failure{Reason::bad_usage, fmt::format("--agents names {} for {} parties", simulation.agents.size(),
                                                 scenario.profiles.size())};
  }
  return space_answer(formats::space_simulation(scenario, simulation, caller.control), caller);
}

}  // namespace

Verb space_simulate_verb() {
  return {
      .name = "space simulate",
      .question = "Play the negotiation out",
      .operand = kScenarioFiles,
      .options = reading_options({kReservation, kProtocol, kAgents, kRuns, kRounds, kRunSeed, kTemperature}),
      .run = run_simulate,
      .needs = {},
      .examples = {"domain.xml landlord.json tenant.xml"}};
}

}  // namespace offramp::verbs
