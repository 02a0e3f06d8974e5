// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/formats/tree/parts.h"
#include "offramp/formats/tree/text_tree.h"

/// Scenarios as NegMAS saves them (Mohammad, Nakadai and Greenwald 2021; layout of version 0.16, YAML or
/// JSON): one file for the outcome space, one for each utility function.
///
/// Read: CategoricalIssue, DiscreteCardinalIssue and DiscreteOrdinalIssue (options), ContiguousIssue
/// (integers from the first to the last value), ContinuousIssue (range; its `n_levels` is not a grid of the
/// domain and is not used); LinearAdditiveUtilityFunction with TableFun, AffineFun, LinearFun, ConstFun,
/// IdentityFun and TriangularFun; AffineUtilityFunction and LinearUtilityFunction (weight times the number);
/// HyperRectangleUtilityFunction with constant utilities; ExpDiscountedUFun around any of them. Values are
/// taken as they stand. Without a reserved value, or with one of minus infinity, which is NegMAS's default,
/// every agreement is better than none: Profile::any_agreement, with the least utility as the reservation, as
/// NegMAS's own bargaining points take it (negmas.preferences.ops.nash_points). Plus infinity is an error,
/// NaN a warning and unstated.
namespace offramp::formats {

/// `reading.kind` stays unknown when the value is neither.
void read_negmas(const TreeNode& root, const std::string& stem, FileReading& reading);

}  // namespace offramp::formats
