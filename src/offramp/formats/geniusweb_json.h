// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "offramp/formats/tree/parts.h"
#include "offramp/formats/tree/text_tree.h"

/// Domains and linear additive profiles of GeniusWeb, JSON; and the flat profiles that NegoLog uses.
///
/// GeniusWeb: a domain is {"name", "issuesValues": {issue: {"values": [...]} or {"range": [low, high,
/// step]}}}; a profile is {"LinearAdditiveUtilitySpace": {"issueUtilities", "issueWeights", "domain",
/// "name", "reservationBid"}}. Values are utilities in [0, 1] as they stand (nothing is divided); an option
/// without one is worth 0; a number issue is linear between its two ends. The reservation bid is worth
/// its own utility; without it "any agreement is better than no agreement" (geniusweb.profile.Profile):
/// Profile::any_agreement, with a reservation of 0, or of the least utility where that is below 0. Weights
/// that do not sum to 1 and values outside [0, 1], which GeniusWeb refuses, are read as they stand, with a
/// warning. NegoLog: {"reservationValue", "issueWeights": {issue: weight}, "issues": {issue: {option:
/// value}}}.
namespace offramp::formats {

/// Reads any of these from its JSON value. `reading.kind` stays unknown if it is none of them.
void read_geniusweb(const TreeNode& root, const std::string& stem, FileReading& reading);

std::string write_geniusweb_domain(const Scenario& scenario);
/// One party's profile with the domain inside. Reading gives back the same bits.
/// @throws std::invalid_argument when the profile has what GeniusWeb cannot say: boxes, a constant, a
/// numeric issue that is not linear, a discount, or a reservation that is neither 0 nor that of a reservation
/// bid nor the format's own default.
std::string write_geniusweb_profile(const Scenario& scenario, std::size_t party);

}  // namespace offramp::formats
