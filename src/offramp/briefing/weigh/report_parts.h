// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/briefing/document/document.h"

/// The sections of the report of `weigh`. `output` is a position in WeighResult::outputs. A section that has
/// nothing to say is absent. Pointers begin with /weigh.
namespace offramp::briefing {

/// Flip points that a second run on fresh worlds bears out.
Section weigh_flips_section(const Case& c, const WeighResult& r);
/// The short list compared over all worlds: payoff, worst, regret.
Section weigh_short_list_section(const Case& c, const WeighResult& r);
/// What it would be worth to know: inputs, sources, things to watch.
Section weigh_information_section(const Case& c, const WeighResult& r);
/// Boxes of worlds in which agreement fails, and holds.
std::optional<Section> weigh_scenarios_section(const Case& c, const WeighResult& r);
/// The output over classes of its two leading inputs.
std::optional<Section> weigh_map_section(const Case& c, const WeighResult& r, std::size_t output);
/// Shares of the output's variance, from the table.
Section weigh_shares_section(const Case& c, const WeighResult& r, std::size_t output);
/// The same by design, if one was run.
std::optional<Section> weigh_design_section(const Case& c, const WeighResult& r, std::size_t output);

/// A value of an output: a probability as a percentage, a utility as points.
Format weigh_figure_format(const WeighOutput& output);

}  // namespace offramp::briefing
