// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "offramp/case/sections/reading.h"
#include "offramp/case/syntax/shape.h"

/// What a party has of its own and each of its types may have in place of it: so that `types` reads them as
/// their sections do.
namespace offramp::case_file {

/// Whose they are: a party's own, or those of one of its types.
struct Owner {
  PartyId party;
  std::optional<TypeId> type = {};  ///< absent: the party's own
};

/// Weights, values and bonuses of one party or type.
extern const Shape kInterestsOfOne;
/// Reads them over what `into` has, number by number. `path`, "interests.fry" or
/// "types.fry.holds_out.interests", begins the address of each number; `into` has room for every issue.
void read_interests_of(Reading& r, const Node& node, Owner owner, const Provenance& inherited,
                       const std::string& path, Interests& into);

/// Points, or what no deal is made of.
extern const Shape kNoDealOfOne;
/// `path`: "no_deal.fry" or "types.fry.holds_out.no_deal". What cannot be read leaves a placeholder and an
/// error.
NoDeal read_no_deal_of(Reading& r, const Node& node, Owner owner, const Provenance& inherited,
                       const std::string& path);

/// Margin and commitments.
extern const Shape kAcceptanceOfOne;
/// `path`: "acceptance.fry" or "types.fry.holds_out.acceptance".
void read_acceptance_of(Reading& r, const Node& node, Owner owner, const Provenance& inherited,
                        const std::string& path, Acceptance& into);

/// A list of red lines without `party`.
extern const Shape kRedLinesOfType;
/// Enters one red line; without an `id` it is called PARTY_1, PARTY_2, ...
void read_red_line_of(Reading& r, const Node& node, Owner owner, const Provenance& inherited);

}  // namespace offramp::case_file
