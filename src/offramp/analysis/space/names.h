// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/bargaining/process/process.h"
#include "offramp/formats/model/scenario.h"

/// Names of a scenario's things, for the reports of this folder.
namespace offramp::formats {

std::vector<std::string> issue_names(const Scenario& scenario);
std::vector<std::string> party_names(const Scenario& scenario);
std::vector<double> reservations(const Scenario& scenario);
std::vector<std::string> option_names(const bargaining::Space& space,
                                      const bargaining::Settlement& settlement);
bool has_real_issue(const Scenario& scenario);
std::string agent_text(const bargaining::AgentSpec& agent);

}  // namespace offramp::formats
