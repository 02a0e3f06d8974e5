// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "offramp/formats/tree/parts.h"

/// Domains and preference profiles of Genius (Lin, Kraus, Baarslag, Tykhonov, Hindriks and Jonker 2014,
/// "Genius: an integrated environment for supporting the design of generic automated negotiators"), XML.
///
/// What the numbers mean is taken from Genius itself (classes EvaluatorDiscrete, EvaluatorInteger,
/// EvaluatorReal, NonlinearUtilitySpace):
/// - discrete: evaluation divided by the largest evaluation of the issue; 0 if that is below 0.00001;
/// - integer: slope * (x - lower bound) + offset, cut to [0, 1];
/// - real: `linear` is parameter1 * x + parameter0, cut to [0, 1]; `constant` is parameter0; `triangular`
///   rises from 0 at parameter0 to 1 at parameter2 and falls to 0 at parameter1;
/// - utility = sum of weight times evaluation, weights as they stand (Genius does not make them sum to 1);
/// - hyper-rectangles: the sum of the utilities of the rectangles that contain the settlement, divided by
///   `maxutility`.
namespace offramp::formats {

/// Reads a domain (`negotiation_template`) or a profile (`utility_space`) from text in UTF-8, whatever
/// encoding its declaration names (base/text/file_text.h converts). Never throws on any text.
FileReading read_genius_xml(std::string_view text, std::string file_name);

/// The scenario's issues as a Genius domain.
std::string write_genius_domain(const Scenario& scenario);
/// One party's profile. Genius divides every discrete evaluation by the largest of its issue, so the
/// values are written as they are and the weight is multiplied by the largest; reading gives back the same
/// utilities up to rounding (weights and values of an issue whose largest value is 1 are the same bits).
/// Numeric issues are written as `linear` (a line cut to [0, 1]), `triangular` or `constant` when they have
/// that shape (genius_shape.h).
/// @throws std::invalid_argument when the profile has what Genius cannot say: values below 0 without one
/// above, a negative weight, numeric issues of another shape, a constant, or values and boxes together.
std::string write_genius_profile(const Scenario& scenario, std::size_t party);

}  // namespace offramp::formats
