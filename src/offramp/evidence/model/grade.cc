// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/model/grade.h"

#include <algorithm>
#include <cmath>

namespace offramp::evidence {

std::string Grade::to_text() const {
  if (!graded()) return {};
  return {static_cast<char>('A' + source - 1), static_cast<char>('0' + information)};
}

std::optional<Grade> parse_grade(std::string_view text) {
  if (text.size() != 2) return std::nullopt;
  const char letter = text[0] >= 'a' && text[0] <= 'f' ? static_cast<char>(text[0] - 'a' + 'A') : text[0];
  if (letter < 'A' || letter > 'F' || text[1] < '1' || text[1] > '6') return std::nullopt;
  return Grade{static_cast<std::uint8_t>(letter - 'A' + 1), static_cast<std::uint8_t>(text[1] - '0')};
}

double weight(Grade grade, const GradeScale& scale) {
  if (!grade.graded()) return 1.0;
  return std::sqrt(scale.source[grade.source - 1u] * scale.information[grade.information - 1u]);
}

void temper(std::span<double> likelihoods, double weight) {
  if (weight >= 1.0 || likelihoods.empty()) return;
  const auto [least, most] = std::minmax_element(likelihoods.begin(), likelihoods.end());
  const double middle = (*least + *most) / 2.0;
  for (double& l : likelihoods) l = middle + weight * (l - middle);
}

}  // namespace offramp::evidence
