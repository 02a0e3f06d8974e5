// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>

namespace offramp::sensitivity {

/// A model on the unit cube: `points` holds outputs.size() points, row by row, a coordinate in (0, 1) for
/// each dimension (quantile levels of the inputs). Called from several threads at once; must be a pure
/// function.
using UnitModel = std::function<void(std::span<const double> points, std::span<double> outputs)>;
/// The same with several outputs of one run: outputs[output][point].
using UnitModels = std::function<void(std::span<const double> points, std::span<std::span<double>> outputs)>;

}  // namespace offramp::sensitivity
