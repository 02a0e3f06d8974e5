// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/analysis/standing/report_result.h"
#include "offramp/bargaining/worlds/uncertain_problem.h"
#include "offramp/case/model/case.h"

/// What a settlement gives a party, issue by issue, and what it could say of it.
namespace offramp {

/// [issue][option]: mean over worlds of a party's weighted value, in points (0 to 100).
using Points = std::vector<std::vector<double>>;
Points points_of(const bargaining::UncertainNegotiator& negotiator, std::size_t worlds);

/// By issue, largest get first; ties in issue order.
std::vector<GiveGet> give_get_of(const Points& points, const bargaining::Settlement& settlement);

/// What the party could say at home of a settlement: the case's own words where one of its `explanations`
/// speaks of it, else the two issues on which it gets most, if it gets anything.
std::vector<std::string> explanations_of(const Case& c, PartyId party,
                                         const bargaining::Settlement& settlement,
                                         const std::vector<GiveGet>& give_get);

}  // namespace offramp
