// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "offramp/analysis/ask/asking.h"
#include "offramp/case/model/case.h"

namespace offramp {

/// A number of a case as it was answered, and how it was asked for.
struct AskedNumber {
  std::string path;  ///< of the case: "ends.stalemate.chance"
  Quantity quantity;
  std::string how;
};

/// How likely each end of the conflict is, and when it comes. @throws Rest, Again.
std::vector<AskedNumber> ask_ends(Asking& asking, const Case& c);

/// Of every item of evidence with likelihoods about a party's types (`party`, or all): how many times
/// likelier it is under each type than under the one under which it is likeliest now. Only ratios move a
/// belief; they are written with that type at its present middle, lower where one would pass 95 %. In an
/// order drawn by `seed`.
/// @throws Rest, Again.
std::vector<AskedNumber> ask_likelihoods(Asking& asking, const Case& c, std::optional<PartyId> party,
                                         std::uint64_t seed);

}  // namespace offramp
