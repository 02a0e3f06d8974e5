// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/space/scenario.h"

#include <fmt/format.h>

#include <filesystem>

#include "offramp/base/run/files.h"
#include "offramp/formats/tree/parts.h"

namespace offramp::verbs {

std::vector<double> party_numbers(const Key<Numbers>& option, const Values& asked,
                                  const formats::Scenario& scenario) {
  std::vector<double> numbers = asked[option];
  if (asked.given(option) && numbers.size() != scenario.profiles.size()) {
    throw Failure{Reason::bad_usage,
                  fmt::format("--{} has {} number{} for {} parties", option.name, numbers.size(),
                              numbers.size() == 1 ? "" : "s", scenario.profiles.size())};
  }
  return numbers;
}

LoadedScenario load_scenario(const Values& asked, Caller& caller) {
  std::vector<formats::InputFile> inputs;
  for (const std::string& name : asked.operands) {
    FileBytes file = read_file(name, formats::kMaxFileBytes, caller.control.stop);
    if (file.problem) throw Failure{Reason::file_trouble, fmt::format("{}: {}", name, *file.problem)};
    inputs.push_back({name, std::move(file.bytes)});
  }
  formats::ScenarioReading reading = formats::read_scenario(inputs, caller.control.stop);
  LoadedScenario loaded;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const Diagnostics& d = reading.diagnostics[i];
    if (d.has_errors() || (d.warnings() > 0 && !caller.quiet)) caller.note(d.to_text(caller.colour));
    loaded.kinds.push_back(fmt::format("{}: {}", formats::file_kind_text(reading.kinds[i]),
                                       std::filesystem::path(inputs[i].name).filename().string()));
  }
  if (!reading.scenario) throw Failure{Reason::bad_input, {}};
  loaded.scenario = std::move(*reading.scenario);
  const std::vector<double> reservations = party_numbers(kReservation, asked, loaded.scenario);
  for (std::size_t p = 0; p < reservations.size(); ++p) {
    formats::set_reservation(loaded.scenario.profiles[p], reservations[p]);
  }
  return loaded;
}

formats::Scenario load_parties(const Values& asked, Caller& caller, std::size_t least) {
  formats::Scenario scenario = load_scenario(asked, caller).scenario;
  if (scenario.profiles.size() < least) {
    throw Failure{Reason::no_answer,
                  fmt::format("{} profiles given; this needs at least {}", scenario.profiles.size(), least)};
  }
  return scenario;
}

}  // namespace offramp::verbs
