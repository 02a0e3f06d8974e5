// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "offramp/base/ids.h"
#include "offramp/base/text/enum_words.h"

namespace offramp {

/// Where a quantity may lie, and so on which scale its uncertainty is normal.
struct Domain {
  enum class Kind {
    real,      ///< any number; the number itself is normal
    positive,  ///< above 0; its logarithm is normal (a point may be 0)
    bounded,   ///< between low and high; log((x - low) / (high - x)) is normal (a point may be an end)
  };
  Kind kind = Kind::real;
  double low = 0.0;
  double high = 1.0;

  static Domain real() { return {Kind::real, 0.0, 1.0}; }
  static Domain positive() { return {Kind::positive, 0.0, 1.0}; }
  static Domain bounded(double low, double high) { return {Kind::bounded, low, high}; }
  friend bool operator==(const Domain&, const Domain&) = default;
};

/// How sure the analyst is of the reasoning (not how likely the value is). ICD 203.
enum class Confidence { unstated, low, moderate, high };
/// Whether a source gives the number, it was computed from one, or an analyst judged it.
enum class Basis { judgement, derived, stated };

template <>
struct EnumWords<Confidence> {
  static constexpr EnumWord<Confidence> table[] = {
      {Confidence::high, "high"}, {Confidence::moderate, "moderate"}, {Confidence::low, "low"}};
};
template <>
struct EnumWords<Basis> {
  static constexpr EnumWord<Basis> table[] = {
      {Basis::stated, "stated"}, {Basis::derived, "derived"}, {Basis::judgement, "judgement"}};
};

/// The word of the file; "unstated" for what the file leaves out.
std::string_view to_string(Confidence confidence);
std::string_view to_string(Basis basis);

/// A source, and where in it ("ch. 4"); the place may be empty.
struct Citation {
  SourceId source;
  std::string place;
  friend bool operator==(const Citation&, const Citation&) = default;
};

struct Provenance {
  std::vector<Citation> sources;
  std::string because;
  Basis basis = Basis::judgement;
  Confidence confidence = Confidence::unstated;
  friend bool operator==(const Provenance&, const Provenance&) = default;
};

/// A number known exactly, or a distribution on its domain.
///
/// `a to b` is the central 90 % interval: exactly 5 % of the belief lies below a and 5 % above b, with
/// the median halfway on the domain's scale. `{p5, p50, p95}` meets all three exactly: on the domain's
/// scale it is a two-piece normal, each half with its own spread (Wallis 2014, "The two-piece normal,
/// binormal, or double Gaussian distribution"; here the halves carry one half of the belief each, so
/// that the middle number is the median). Guarantee: quantile(.05), (.5), (.95) equal the three numbers
/// to rounding.
///
/// An interval or triple that touches an end of its domain (`0 to 15` on 0 to 100) has no place on the
/// domain's scale; it is normal, or two-piece normal, on the numbers themselves, through the same quantiles,
/// and clipped: what lies beyond the end, a twentieth of the belief, is at the end
/// (docs/decisions/0031-touching-intervals.md).
class Quantity {
 public:
  Quantity() = default;
  static Quantity exactly(double value, Domain domain = Domain::real());
  /// Why a triple (p5, p50, p95) cannot be a distribution on the domain; nothing if it can.
  static std::optional<std::string> problem(double p5, double p50, double p95, Domain domain);
  static std::optional<std::string> problem(double p5, double p95, Domain domain);
  static std::optional<std::string> problem(double value, Domain domain);
  /// @throws std::invalid_argument with the text of `problem`.
  static Quantity interval(double p5, double p95, Domain domain);
  static Quantity quantiles(double p5, double p50, double p95, Domain domain);

  /// The same median, with 5th and 95th percentiles `factor` (above 0) times as far from it on the scale of
  /// the domain. Exact quantities stay as they are.
  Quantity widened(double factor) const;

  bool uncertain() const { return uncertain_; }
  const Domain& domain() const { return domain_; }
  /// Distribution function inverted at p in (0, 1). An exact quantity has its value at every p.
  double quantile(double p) const;
  double median() const { return p50_; }
  double p5() const { return p5_; }
  double p95() const { return p95_; }
  /// Whether it touches an end of its domain, and so may lie exactly there.
  bool clipped() const { return clipped_; }
  /// Mean; by Simpson's rule on the normal score, relative error below 1e-8; in closed form if clipped.
  double mean() const;
  /// As in a case file: `30`, `20 to 45`, `{p5: 20, p50: 28, p95: 45}`. Reading it back gives an equal
  /// quantity.
  std::string to_text() const;

  Provenance provenance;

  friend bool operator==(const Quantity&, const Quantity&) = default;

 private:
  double to_scale(double x) const;
  double from_scale(double y) const;
  double at_score(double z) const;
  double clipped_mean() const;
  double low_end() const { return domain_.kind == Domain::Kind::bounded ? domain_.low : 0.0; }
  static bool touches(double p5, double p95, const Domain& domain);
  Domain domain_;
  bool uncertain_ = false;
  bool skewed_ = false;
  bool clipped_ = false;
  double p5_ = 0.0, p50_ = 0.0, p95_ = 0.0;
};

/// Shortest decimal that reads back as the same double, without exponent where that is short.
std::string number_text(double value);

/// The value to `digits` significant digits, or as many more as it takes not to read like `other`: that
/// priors "sum to 1, not to 1" helps nobody. Like `other` only if they are equal.
std::string number_text_apart(double value, double other, int digits = 6);

}  // namespace offramp
