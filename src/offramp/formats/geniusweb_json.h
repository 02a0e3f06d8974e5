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
/// its own utility; without it, 0.
/// NegoLog: {"reservationValue", "issueWeights": {issue: weight}, "issues": {issue: {option: value}}}.
namespace offramp::formats {

/// Reads any of these from its JSON value. `reading.kind` stays unknown if it is none of them.
void read_geniusweb(const TreeNode& root, const std::string& stem, FileReading& reading);

std::string write_geniusweb_domain(const Scenario& scenario);
/// One party's profile with the domain inside. Reading gives back the same bits.
/// @throws std::invalid_argument when the profile has what GeniusWeb cannot say: boxes, a constant, a
/// numeric issue that is not linear, a discount, or a reservation that is not 0 (GeniusWeb knows only
/// reservation bids; they can be written by hand).
std::string write_geniusweb_profile(const Scenario& scenario, std::size_t party);

}  // namespace offramp::formats
