// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/share.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace offramp {

Share share_of(std::size_t count, std::size_t worlds) {
  if (worlds == 0 || count > worlds) {
    throw std::invalid_argument(
        fmt::format("share_of({}, {}): need 0 <= count <= worlds, worlds > 0", count, worlds));
  }
  constexpr double kZ = 1.9599639845400545;
  const double n = static_cast<double>(worlds);
  const double p = static_cast<double>(count) / n;
  const double centre = (p + kZ * kZ / (2.0 * n)) / (1.0 + kZ * kZ / n);
  const double half = kZ / (1.0 + kZ * kZ / n) * std::sqrt(p * (1.0 - p) / n + kZ * kZ / (4.0 * n * n));
  // At the ends the formula gives 0 and 1 up to rounding; say so exactly.
  const double low = count == 0 ? 0.0 : std::max(0.0, centre - half);
  const double high = count == worlds ? 1.0 : std::min(1.0, centre + half);
  return {p, std::sqrt(p * (1.0 - p) / n), low, high};
}

std::string_view likelihood_word(double probability) {
  if (probability <= 0.50) {
    if (probability < 0.05) return "almost no chance";
    if (probability < 0.20) return "very unlikely";
    if (probability < 0.45) return "unlikely";
    return "roughly even chance";
  }
  if (probability > 0.95) return "almost certain";
  if (probability > 0.80) return "very likely";
  if (probability > 0.55) return "likely";
  return "roughly even chance";
}

std::string percent_text(double probability) {
  const double percent = 100.0 * probability;
  if (percent == 0.0 || percent == 100.0) return fmt::format("{:.0f} %", percent);
  if (percent < 0.1) return "under 0.1 %";
  if (percent > 99.9) return "over 99.9 %";
  if (percent < 1.0) return fmt::format("{:.1f} %", percent);
  if (percent > 99.0) return fmt::format("{:.1f} %", std::min(percent, 99.9));
  return fmt::format("{:.0f} %", percent);
}

}  // namespace offramp
