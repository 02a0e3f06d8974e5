// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "offramp/verbs/space/scenario.h"
#include "offramp/verbs/space/space.h"
#include "offramp/verbs/space/time_limit.h"

namespace offramp::verbs {
namespace {

constexpr Key<Real> kSeconds{
    "seconds", "S", "Stop each search after this long and say how close it is", {0.0, 0.0, true}};
constexpr Key<Numbers> kWeights{
    "weights", "A,B,...",
    "Bargaining weight of each party, for the weighted Nash and utilitarian points: 2,1"};
constexpr Key<Numbers> kInterim{
    "interim", "A,B,...",
    "Utility of each party in an interim agreement, for Gupta and Livne's point: 0.4,0.3"};
constexpr Key<Whole> kTop{"top", "N", "Points listed", {20}};
constexpr Key<Flag> kAbove{"above-reservations", "", "Only settlements that every party accepts"};

// A search that may be cut short keeps what it has; `limit` must outlive the run.
RunControl limited(const Values& asked, const Caller& caller, std::unique_ptr<TimeLimit>& limit) {
  RunControl control = caller.control;
  if (!asked.given(kSeconds)) return control;
  limit = std::make_unique<TimeLimit>(asked[kSeconds], control.stop);
  control.stop = limit->token();
  return control;
}

Answer run_info(const Values& asked, Caller& caller) {
  const LoadedScenario loaded = load_scenario(asked, caller);
  formats::SpaceInfo info = formats::space_info(loaded.scenario);
  info.files = loaded.kinds;
  return space_answer(std::move(info), caller);
}

// The engine allows the same; here the refusal names the option.
void check_weights(const std::vector<double>& weights) {
  const bool fits = std::all_of(weights.begin(), weights.end(), [](double w) { return w >= 0.0; }) &&
                    std::any_of(weights.begin(), weights.end(), [](double w) { return w > 0.0; });
  if (!weights.empty() && !fits) {
    throw Failure{Reason::bad_usage, "--weights: no weight may be below 0, and one must be above 0"};
  }
}

void check_interim(const std::vector<double>& interim, const formats::Scenario& scenario) {
  if (interim.empty()) return;
  const formats::SpaceInfo info = formats::space_info(scenario);
  for (std::size_t p = 0; p < interim.size(); ++p) {
    if (interim[p] > info.parties[p].best) {
      throw Failure{Reason::bad_usage, fmt::format("--interim: {} is above {}, the most that {} can have",
                                                   interim[p], info.parties[p].best, info.parties[p].name)};
    }
  }
}

Answer run_points(const Values& asked, Caller& caller) {
  const formats::Scenario scenario = load_parties(asked, caller, 1);
  std::unique_ptr<TimeLimit> limit;
  formats::SpacePointOptions options;
  options.weights = party_numbers(kWeights, asked, scenario);
  options.interim = party_numbers(kInterim, asked, scenario);
  check_weights(options.weights);
  check_interim(options.interim, scenario);
  options.control = [&] { return limited(asked, caller, limit); };
  try {
    return space_answer(formats::space_points(scenario, options), caller);
  } catch (const std::invalid_argument&) {
    // Known only once the most that a party can have is: above it within the settlements that all accept.
    if (options.interim.empty()) throw;
    throw Failure{Reason::bad_usage,
                  "--interim: a party has more in the interim agreement than any settlement can give it"};
  }
}

Answer run_frontier(const Values& asked, Caller& caller) {
  const formats::Scenario scenario = load_parties(asked, caller, 1);
  std::unique_ptr<TimeLimit> limit;
  const RunControl control = limited(asked, caller, limit);
  return space_answer(formats::space_frontier(scenario, asked[kTop], asked[kAbove], control), caller);
}

Answer run_prove(const Values& asked, Caller& caller) {
  const formats::Scenario scenario = load_parties(asked, caller, 1);
  std::unique_ptr<TimeLimit> limit;
  const RunControl control = limited(asked, caller, limit);
  return space_answer(formats::space_proof(scenario, control), caller);
}

constexpr std::string_view kExample = "domain.xml landlord.json tenant.xml";

}  // namespace

Verb space_info_verb() {
  return {.name = "space info",
          .question = "What the files hold",
          .operand = kScenarioFiles,
          .options = reading_options({kReservation}),
          .run = run_info,
          .needs = {},
          .examples = {kExample}};
}

Verb space_points_verb() {
  return {.name = "space points",
          .question = "The fairness ideas' settlements, with proof",
          .operand = kScenarioFiles,
          .options = reading_options({kReservation, kWeights, kInterim, kSeconds}),
          .run = run_points,
          .needs = {},
          .examples = {kExample, "tenant.xml landlord.json --reservation 0.99,0.99"}};
}

Verb space_frontier_verb() {
  return {.name = "space frontier",
          .question = "The Pareto frontier",
          .operand = kScenarioFiles,
          .options = reading_options({kReservation, kTop, kAbove, kSeconds}),
          .run = run_frontier,
          .needs = {},
          .examples = {kExample}};
}

Verb space_prove_verb() {
  return {.name = "space prove",
          .question = "Is agreement possible at all, and what is in the way?",
          .operand = kScenarioFiles,
          .options = reading_options({kReservation, kSeconds}),
          .run = run_prove,
          .needs = {},
          .examples = {kExample, "tenant.xml landlord.json --reservation 0.99,0.99"}};
}

}  // namespace offramp::verbs
