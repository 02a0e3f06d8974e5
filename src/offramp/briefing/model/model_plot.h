// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/analysis/model/answers.h"

/// The answers of `offramp model` as drawings that stand alone: SVG with its own style, light and dark.
namespace offramp::briefing {

/// A fan chart for each of these variables, by their places in the run, one below the other: the middle half
/// and the middle nine tenths of the paths, and the median. Requires at least one.
std::string model_plot(const modelling::ModelRun& run, const std::vector<std::size_t>& variables);
/// A line for each.
std::string model_plot(const modelling::ModelPath& path, const std::vector<std::size_t>& variables);
/// The shares of the loops with the largest means, at most six, over time.
std::string model_plot(const modelling::ModelLoops& loops);

}  // namespace offramp::briefing
