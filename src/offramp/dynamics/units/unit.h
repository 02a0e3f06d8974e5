// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace offramp::dynamics {

/// A unit of measurement as a product of powers of names: "thousand men / month" is thousand_men month^-1.
/// Names are those of the file in their canonical form; a plain English plural is its singular (days, day).
/// No dimension is known to the engine: units agree if their names and powers do.
class Unit {
 public:
  Unit() = default;  ///< dimensionless
  explicit Unit(std::string_view name) { powers_[std::string(name)] = 1; }

  Unit times(const Unit& other) const;
  Unit per(const Unit& other) const;
  Unit power(int exponent) const;
  /// Nothing if a power is odd.
  std::optional<Unit> root() const;
  /// The unit with other names for some.
  Unit renamed(const std::map<std::string, std::string>& names) const;
  bool plain() const { return powers_.empty(); }
  /// "men/month", "1/day", "dimensionless".
  std::string text() const;
  friend bool operator==(const Unit&, const Unit&) = default;

 private:
  std::map<std::string, int> powers_;  // none is 0
};

/// The canonical, singular form of a unit's name.
std::string unit_name(std::string_view name);

/// Reads a unit: names of one or more words, `*`, `/`, `^` and a whole number, brackets, the number 1;
/// `dimensionless`, `dmnl`, `unitless`, `fraction` and `percent` are no dimension. Nothing if it is anything
/// else, or empty.
std::optional<Unit> parse_unit(std::string_view text);

}  // namespace offramp::dynamics
