// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/units/unit.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "offramp/base/text/scan.h"
#include "offramp/dynamics/equation/names.h"

namespace offramp::dynamics {
namespace {

constexpr std::array<std::string_view, 6> kPlain = {"dimensionless", "dmnl",    "unitless",
                                                    "fraction",      "percent", "1"};
constexpr int kMostPower = 20, kMostDepth = 50;

class UnitParser {
 public:
  explicit UnitParser(std::string_view text) : text_(text) {}

  std::optional<Unit> all() {
    const auto unit = product(0);
    skip();
    return unit && at_ == text_.size() ? unit : std::nullopt;
  }

 private:
  void skip() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  char peek() {
    skip();
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  std::optional<Unit> product(int depth) {
    auto unit = factor(depth);
    while (unit && (peek() == '*' || peek() == '/')) {
      const bool over = text_[at_++] == '/';
      const auto next = factor(depth);
      if (!next) return std::nullopt;
      unit = over ? unit->per(*next) : unit->times(*next);
    }
    return unit;
  }

  std::optional<Unit> factor(int depth) {
    if (depth > kMostDepth) return std::nullopt;
    std::optional<Unit> unit;
    if (peek() == '(') {
      ++at_;
      unit = product(depth + 1);
      if (!unit || peek() != ')') return std::nullopt;
      ++at_;
    } else {
      unit = name();
    }
    if (unit && peek() == '^') {
      ++at_;
      const auto exponent = whole();
      if (!exponent) return std::nullopt;
      unit = unit->power(*exponent);
    }
    return unit;
  }

  std::optional<Unit> name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && std::string_view("*/^()").find(text_[at_]) == std::string_view::npos) ++at_;
    const std::string key = canonical_name(text_.substr(begin, at_ - begin));
    if (key.empty()) return std::nullopt;
    if (std::find(kPlain.begin(), kPlain.end(), key) != kPlain.end()) return Unit();
    return Unit(unit_name(key));
  }

  std::optional<int> whole() {
    const bool minus = peek() == '-';
    if (minus) ++at_;
    int value = 0;
    bool any = false;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9' && value <= kMostPower) {
      value = 10 * value + (text_[at_++] - '0');
      any = true;
    }
    if (!any || value > kMostPower) return std::nullopt;
    return minus ? -value : value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string unit_name(std::string_view written) {
  std::string name = canonical_name(written);
  const bool plural = name.size() > 3 && name.ends_with('s') && !name.ends_with("ss");
  if (plural) name.pop_back();
  return name;
}

Unit Unit::renamed(const std::map<std::string, std::string>& names) const {
  Unit out;
  for (const auto& [name, power] : powers_) {
    const auto other = names.find(name);
    out = out.times(Unit(other == names.end() ? name : other->second).power(power));
  }
  return out;
}

Unit Unit::times(const Unit& other) const {
  Unit out = *this;
  for (const auto& [name, power] : other.powers_) {
    if ((out.powers_[name] += power) == 0) out.powers_.erase(name);
  }
  return out;
}

Unit Unit::power(int exponent) const {
  Unit out;
  if (exponent == 0) return out;
  for (const auto& [name, power] : powers_) out.powers_[name] = power * exponent;
  return out;
}

Unit Unit::per(const Unit& other) const {
  return times(other.power(-1));
}

std::optional<Unit> Unit::root() const {
  Unit out;
  for (const auto& [name, power] : powers_) {
    if (power % 2 != 0) return std::nullopt;
    out.powers_[name] = power / 2;
  }
  return out;
}

std::string Unit::text() const {
  std::string above, below;
  for (const auto& [name, power] : powers_) {
    std::string& side = power > 0 ? above : below;
    if (!side.empty()) side += power > 0 ? '*' : '/';
    side += name;
    if (std::abs(power) > 1) side += '^' + std::to_string(std::abs(power));
  }
  if (above.empty() && below.empty()) return "dimensionless";
  return (above.empty() ? "1" : above) + (below.empty() ? "" : '/' + below);
}

std::optional<Unit> parse_unit(std::string_view text) {
  return UnitParser(trimmed(text)).all();
}

}  // namespace offramp::dynamics
