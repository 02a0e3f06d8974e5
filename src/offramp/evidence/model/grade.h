// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace offramp::evidence {

/// Admiralty (NATO) grade of a report: reliability of the source A to F, credibility of the information
/// 1 to 6; F and 6 mean "cannot be judged". Ungraded by default, which is for models built in code, whose
/// items are then not tempered; a case file's and a table's items without a grade are F6
/// (docs/decisions/0010-evidence-rules.md).
struct Grade {
  std::uint8_t source = 0;       ///< 0: ungraded; 1 to 6 for A to F
  std::uint8_t information = 0;  ///< 0: ungraded; 1 to 6
  bool graded() const { return source != 0; }
  std::string to_text() const;  ///< "B2"; empty when ungraded
  friend bool operator==(const Grade&, const Grade&) = default;
};

/// "B2", either case; nothing for any other text.
std::optional<Grade> parse_grade(std::string_view text);

/// What a grade is worth: the chance, in [0, 1], that the report tells something about what happened at
/// all. The doctrine gives only words. Defaults: for sources A to E, F the numbers of the open MISP
/// taxonomy `admiralty-scale`, version 5 (100, 75, 50, 25, 0, 50 percent), with 100 and 0 drawn in to 95
/// and 5, since no source is beyond doubt and none that an analyst chose to list is worth nothing; for
/// information 1 to 5 the confidence values of STIX 2.1, appendix A, scale "Admiralty Credibility" (90, 70,
/// 50, 30, 10), and 50 for 6 (docs/decisions/0010-evidence-rules.md).
struct GradeScale {
  std::array<double, 6> source{0.95, 0.75, 0.50, 0.25, 0.05, 0.50};
  std::array<double, 6> information{0.90, 0.70, 0.50, 0.30, 0.10, 0.50};
};

/// Weight of a grade in [0, 1]: the geometric mean of its two numbers, since both judge the same thing,
/// the chance that this report is right, from two sides. 1 when ungraded.
double weight(Grade grade, const GradeScale& scale);

/// Tempers likelihoods[hypothesis], in place: with probability `weight` the report reflects what
/// happened, otherwise it would have come as often whatever the truth, namely halfway between the hypothesis
/// that makes it likeliest and the one that makes it least likely: L' = m + weight (L - m), m = (largest +
/// smallest L) / 2 (the randomising reporter of Bovens and Hartmann 2003, "Bayesian Epistemology", ch. 3). A
/// hypothesis cut in two alike changes nothing. Weight 1 changes nothing, weight 0 makes the item
/// non-diagnostic, a ratio of likelihoods never turns round and never exceeds what the doubt about the report
/// allows, and 1 - L is tempered to 1 - L'.
void temper(std::span<double> likelihoods, double weight);

}  // namespace offramp::evidence
