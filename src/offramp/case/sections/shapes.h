// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/case/syntax/shape.h"

/// Shapes that several sections use. Each is a constant whose address stands for it: shapes refer to one
/// another by address, and only so while the program starts.
namespace offramp::case_file::shapes {

extern const Shape text, texts, boolean, day, date, name, names, condition, citation, option, number,
    positive_number;
extern const Shape source_ref;  ///< one citation or a list of them
extern const Shape basis, confidence;

/// Numbers, each with its domain; beside `value` may stand their provenance.
extern const Shape points;  ///< utility, 0 to 100
extern const Shape weight;  ///< 0 or more
extern const Shape change;  ///< points of utility, any sign
extern const Shape share;   ///< probability or share in [0, 1]
extern const Shape chance;  ///< probability in (0, 1)
extern const Shape factor;  ///< above 0

/// What a clause of a number asks: a type of a party, or `yes` or `no` of a circumstance.
extern const Shape premises;

/// One option, or number of a range, for every issue.
extern const Shape settlement;

/// `source` and `because`.
inline constexpr Field source{"source", &source_ref,
                              "Where it comes from: an identifier from `sources`, or a list of them."};
inline constexpr Field because{"because", &text, "One line of reasoning."};

/// The same fields, and who told it in confidence and who may be told.
std::vector<Field> in_confidence(std::vector<Field> fields);
/// A block of numbers: its own fields, then what it may carry for all numbers inside it.
std::vector<Field> block(std::vector<Field> fields);

}  // namespace offramp::case_file::shapes
