// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "offramp/base/number/elementary.h"

namespace offramp {
namespace {

constexpr double kScore95 = 1.6448536269514722;  // normal_quantile(0.95)

void require(const std::optional<std::string>& problem) {
  if (problem) throw std::invalid_argument(*problem);
}

}  // namespace

std::string_view to_string(Confidence confidence) {
  return confidence == Confidence::unstated ? "unstated" : word_of(confidence);
}

std::string_view to_string(Basis basis) {
  return word_of(basis);
}

std::string number_text(double value) {
  const std::string plain = fmt::format("{}", value);
  if (plain.find('e') == std::string::npos) return plain;
  const std::string fixed = fmt::format("{:.0f}", value);
  return std::fabs(value) >= 1.0 && std::fabs(value) < 1e16 ? fixed : plain;
}

std::string number_text_apart(double value, double other, int digits) {
  std::string text;
  for (int d = digits; d <= 17; ++d) {
    const std::string rounded = fmt::format("{:.{}g}", value, d);
    double read = value;
    std::from_chars(rounded.data(), rounded.data() + rounded.size(), read);
    text = number_text(read);
    if (text != number_text(other)) break;
  }
  return text;
}

std::optional<std::string> Quantity::problem(double value, Domain domain) {
  if (!std::isfinite(value)) return fmt::format("{} is not a finite number", value);
  if (domain.kind == Domain::Kind::positive && value < 0.0) {
    return fmt::format("{} is negative; this number must be 0 or more", number_text(value));
  }
  if (domain.kind == Domain::Kind::bounded && (value < domain.low || value > domain.high)) {
    return fmt::format("{} is outside [{}, {}]", number_text(value), number_text(domain.low),
                       number_text(domain.high));
  }
  return std::nullopt;
}

std::optional<std::string> Quantity::problem(double p5, double p95, Domain domain) {
  for (const double value : {p5, p95}) {
    if (auto text = problem(value, domain)) return text;
  }
  if (!(p5 < p95)) {
    return fmt::format("{} to {} is not an interval: the first number must be the smaller", number_text(p5),
                       number_text(p95));
  }
  return std::nullopt;
}

std::optional<std::string> Quantity::problem(double p5, double p50, double p95, Domain domain) {
  if (auto text = problem(p5, p95, domain)) return text;
  if (!std::isfinite(p50) || !(p5 < p50 && p50 < p95)) {
    return fmt::format("p5 {}, p50 {}, p95 {} do not increase", number_text(p5), number_text(p50),
                       number_text(p95));
  }
  return std::nullopt;
}

Quantity Quantity::exactly(double value, Domain domain) {
  require(problem(value, domain));
  Quantity q;
  q.domain_ = domain;
  q.p5_ = q.p50_ = q.p95_ = value;
  return q;
}

bool Quantity::touches(double p5, double p95, const Domain& domain) {
  return (domain.kind == Domain::Kind::positive && p5 == 0.0) ||
         (domain.kind == Domain::Kind::bounded && (p5 == domain.low || p95 == domain.high));
}

Quantity Quantity::interval(double p5, double p95, Domain domain) {
  require(problem(p5, p95, domain));
  Quantity q;
  q.domain_ = domain;
  q.uncertain_ = true;
  q.clipped_ = touches(p5, p95, domain);
  q.p5_ = p5;
  q.p95_ = p95;
  q.p50_ = q.from_scale(0.5 * (q.to_scale(p5) + q.to_scale(p95)));
  return q;
}

Quantity Quantity::quantiles(double p5, double p50, double p95, Domain domain) {
  require(problem(p5, p50, p95, domain));
  Quantity q;
  q.domain_ = domain;
  q.uncertain_ = true;
  q.skewed_ = true;
  q.clipped_ = touches(p5, p95, domain);
  q.p5_ = p5;
  q.p50_ = p50;
  q.p95_ = p95;
  return q;
}

Quantity Quantity::widened(double factor) const {
  if (!uncertain_) return *this;
  Quantity wide = *this;
  const double middle = to_scale(p50_);
  const auto away = [&](double x) {
    const double y = middle + factor * (to_scale(x) - middle);
    return clipped_ ? y : from_scale(y);  // what lies beyond an end is at the end when it is drawn
  };
  wide.p5_ = away(p5_);
  wide.p95_ = away(p95_);
  return wide;
}

double Quantity::to_scale(double x) const {
  if (clipped_) return x;
  switch (domain_.kind) {
    case Domain::Kind::positive:
      return portable_log(x);
    case Domain::Kind::bounded:
      return portable_log(x - domain_.low) - portable_log(domain_.high - x);
    case Domain::Kind::real:
      break;
  }
  return x;
}

double Quantity::from_scale(double y) const {
  if (clipped_) {
    const double low = std::max(y, low_end());
    return domain_.kind == Domain::Kind::bounded ? std::min(low, domain_.high) : low;
  }
  switch (domain_.kind) {
    case Domain::Kind::positive:
      return portable_exp(y);
    case Domain::Kind::bounded:
      return domain_.low + (domain_.high - domain_.low) * logistic(y);
    case Domain::Kind::real:
      break;
  }
  return y;
}

double Quantity::at_score(double z) const {
  const double middle = to_scale(p50_);
  const double spread = z < 0.0 ? middle - to_scale(p5_) : to_scale(p95_) - middle;
  return from_scale(middle + z / kScore95 * spread);
}

double Quantity::quantile(double p) const {
  return uncertain_ ? at_score(normal_quantile(p)) : p50_;
}

// The integral of clip(median + spread z) over the normal density, half by half: up to the score at which an
// end is reached the normal's own partial mean (the integral of z is minus the density), beyond it the end.
double Quantity::clipped_mean() const {
  const double below = (p50_ - p5_) / kScore95;
  const double above = (p95_ - p50_) / kScore95;
  const auto density = [](double z) {
    return portable_exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
  };
  const double reach_low = (p50_ - low_end()) / below;
  double sum = p50_ * (0.5 - normal_cdf(-reach_low)) - below * (density(0.0) - density(reach_low)) +
               low_end() * normal_cdf(-reach_low);
  if (domain_.kind != Domain::Kind::bounded) return sum + 0.5 * p50_ + above * density(0.0);
  const double reach_high = (domain_.high - p50_) / above;
  sum += p50_ * (0.5 - normal_cdf(-reach_high)) + above * (density(0.0) - density(reach_high)) +
         domain_.high * normal_cdf(-reach_high);
  return sum;
}

double Quantity::mean() const {
  if (!uncertain_) return p50_;
  if (clipped_) return clipped_mean();
  // Each half apart: the quantile function may bend at the median. The domain's scale may be a
  // logarithm, whose mean sits up to one variance to the right; 14 scores cover spreads up to 5.
  constexpr int kPanels = 1400;
  constexpr double kReach = 14.0;
  const double step = kReach / kPanels;
  double weighted = 0.0;
  double weights = 0.0;
  for (const double side : {-1.0, 1.0}) {
    for (int i = 0; i <= kPanels; ++i) {
      const double z = side * i * step;
      const double simpson = i == 0 || i == kPanels ? 1.0 : (i % 2 == 1 ? 4.0 : 2.0);
      const double weight = simpson * portable_exp(-0.5 * z * z);
      weighted += weight * at_score(i == 0 ? side * 0.0 : z);
      weights += weight;
    }
  }
  return weighted / weights;
}

std::string Quantity::to_text() const {
  if (!uncertain_) return number_text(p50_);
  if (!skewed_) return fmt::format("{} to {}", number_text(p5_), number_text(p95_));
  return fmt::format("{{p5: {}, p50: {}, p95: {}}}", number_text(p5_), number_text(p50_), number_text(p95_));
}

}  // namespace offramp
