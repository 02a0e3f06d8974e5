// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/model/model.h"

#include <algorithm>
#include <string_view>

#include "offramp/base/unicode/unicode.h"

namespace offramp::dynamics {
namespace {

constexpr std::size_t kMostErrors = 100;

}  // namespace

Place place_of(const Equation& equation, std::size_t begin, std::size_t end) {
  if (equation.anchors.empty()) return {};
  const std::string_view text = equation.text;
  begin = std::min(begin, text.size());
  end = std::clamp(end, begin, text.size());
  const auto next = std::upper_bound(equation.anchors.begin(), equation.anchors.end(), begin,
                                     [](std::size_t at, const Anchor& a) { return at < a.offset; });
  const Anchor& anchor = next == equation.anchors.begin() ? equation.anchors.front() : *(next - 1);
  const std::size_t from = std::min<std::size_t>(anchor.offset, begin);
  const std::size_t line_end = std::min(end, text.find('\n', begin));
  const int column = anchor.column + static_cast<int>(character_count(text.substr(from, begin - from)));
  const auto length =
      static_cast<int>(character_count(text.substr(begin, std::max(line_end, begin) - begin)));
  return {anchor.line, column, std::max(1, length)};
}

Place place_of(const Equation& equation) {
  return place_of(equation, 0, equation.text.size());
}

void add_problem(Diagnostics& diagnostics, Place place, std::string message, std::string hint) {
  if (diagnostics.errors() < kMostErrors) {
    diagnostics.error(place, std::move(message), std::move(hint));
  } else if (diagnostics.errors() == kMostErrors) {
    diagnostics.error({}, "there are more errors, which are not listed");
  }
}

}  // namespace offramp::dynamics
