// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/model/space.h"

#include <fmt/format.h>

#include <stdexcept>

namespace offramp::bargaining {

Space::Space(std::vector<Axis> axes) : axes_(std::move(axes)) {
  for (const Axis& axis : axes_) {
    if (axis.options.empty() || axis.size() > kMaxOptions) {
      throw std::invalid_argument(fmt::format("Space: issue {} has {} options; 1 to {} are allowed",
                                              axis.name, axis.size(), kMaxOptions));
    }
    if (!axis.numeric()) continue;
    if (axis.grid.size() != axis.size()) {
      throw std::invalid_argument(fmt::format("Space: issue {} has {} grid values for {} options", axis.name,
                                              axis.grid.size(), axis.size()));
    }
    for (std::size_t i = 1; i < axis.grid.size(); ++i) {
      if (!(axis.grid[i - 1] < axis.grid[i])) {
        throw std::invalid_argument(fmt::format("Space: the grid of issue {} does not increase", axis.name));
      }
    }
  }
}

double Space::size() const {
  double product = 1.0;
  for (const Axis& axis : axes_) product *= static_cast<double>(axis.size());
  return product;
}

std::optional<std::uint64_t> Space::exact_size() const {
  std::uint64_t product = 1;
  for (const Axis& axis : axes_) {
    if (__builtin_mul_overflow(product, std::uint64_t{axis.size()}, &product)) return std::nullopt;
  }
  return product;
}

Settlement Space::settlement(std::uint64_t index) const {
  Settlement chosen(axes_.size());
  for (std::size_t i = axes_.size(); i-- > 0;) {
    chosen[i] = static_cast<std::uint16_t>(index % axes_[i].size());
    index /= axes_[i].size();
  }
  return chosen;
}

std::uint64_t Space::index(const Settlement& settlement) const {
  std::uint64_t index = 0;
  for (std::size_t i = 0; i < axes_.size(); ++i) index = index * axes_[i].size() + settlement[i];
  return index;
}

std::string Space::to_text(const Settlement& settlement) const {
  std::string text;
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    text += fmt::format("{}{} = {}", i == 0 ? "" : ", ", axes_[i].name, axes_[i].options[settlement[i]]);
  }
  return text;
}

}  // namespace offramp::bargaining
