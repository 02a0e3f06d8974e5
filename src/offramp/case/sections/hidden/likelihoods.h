// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/case/sections/reading.h"
#include "offramp/case/syntax/shape.h"

/// Chances of seeing something, given each type of a party: evidence and watch items have them alike.
namespace offramp::case_file {

/// A map from types to chances strictly between 0 and 1.
extern const Shape kLikelihoods;

/// Reads `likelihood` of `item`, one number for every type of the party that `about` is about; a type without
/// one is an error. `about` gives role, party and item; its path goes before ".likelihood.TYPE".
std::vector<InputId> read_likelihoods(Reading& r, const Node& item, const Input& about,
                                      const Provenance& from);

/// One entry per type of `about`, [type]; an error at `key` of `item` for each type that has none, which then
/// gets input 0. `key` is "likelihood" or "consistency", and goes into the message.
std::vector<InputId> one_per_type(Reading& r, const Node& item, std::string_view key, PartyId about,
                                  const std::vector<std::optional<InputId>>& given);

}  // namespace offramp::case_file
