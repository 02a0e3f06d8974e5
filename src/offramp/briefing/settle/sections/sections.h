// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "offramp/briefing/document/document.h"
#include "offramp/briefing/names/context.h"

/// The sections of a briefing that tell the answer of `settle`, one file each. A section that has nothing to
/// say is absent.
namespace offramp::briefing {

/// The answer under other choices of modelling.
std::optional<Section> section_band(const Context& context);
/// Where no-deal values stand among the settlements; nothing if they were not listed.
std::optional<Section> section_stands(const Context& context);
/// Texts on the table; nothing if the case has none.
std::optional<Section> section_drafts(const Context& context);
std::optional<Section> section_map(const Context& context);
std::optional<Section> section_acceptance(const Context& context);
std::optional<Section> section_ranked(const Context& context);
Section section_robust(const Context& context);
Section section_fairness(const Context& context);
std::optional<Section> section_disagreements(const Context& context);
Section section_off_ramps(const Context& context);
Section section_central(const Context& context);
std::optional<Section> section_prices(const Context& context);
/// Which red lines close the zone of agreement; only if its chance is nil.
std::optional<Section> section_closing(const Context& context);
std::optional<Section> section_types(const Context& context);
std::optional<Section> section_actual(const Context& context);

}  // namespace offramp::briefing
