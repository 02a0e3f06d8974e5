// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/case/sections/reading.h"
#include "offramp/case/syntax/shape.h"

/// Chances of seeing something, given each type of a party, or given that something is so and that it is not:
/// evidence and watch items have them alike.
namespace offramp::case_file {

/// A map from types, or `yes` and `no`, to chances strictly between 0 and 1.
extern const Shape kLikelihoods;

/// The ways it may be: types of the party, or `yes` and `no`.
std::vector<std::string> ways_of(const Case& c, const Hidden& hidden);
/// Which of them a key names; an error, with the nearest as a hint, if none.
std::optional<std::size_t> way_of(Reading& r, const Hidden& hidden, const Node& key);

/// Reads `likelihood` of `item`, one number for every way that `of` may be; a way without one is an error.
/// `about` gives role, parties and item; its path goes before ".likelihood.WAY".
std::vector<InputId> read_likelihoods(Reading& r, const Node& item, const Hidden& of, const Input& about,
                                      const Provenance& from);

/// One entry per way of `of`; an error at `key` of `item` for each that has none, which then gets input 0.
/// `key` is "likelihood" or "consistency", and goes into the message.
std::vector<InputId> one_per_way(Reading& r, const Node& item, std::string_view key, const Hidden& of,
                                 const std::vector<std::optional<InputId>>& given);

}  // namespace offramp::case_file
