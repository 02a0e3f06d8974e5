// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "offramp/briefing/document/document.h"
#include "offramp/briefing/names/context.h"

/// The two pages that come first and are complete in themselves: what an adviser would lay on the desk. Each
/// section says in a few lines what the annex says at length; nothing is computed here.
namespace offramp::briefing {

/// Every section of the front, in order.
std::vector<Section> front_sections(const Context& context);

/// \name One file each. A section that has nothing to say is absent.
/// @{
/// Propose X, expect Y to refuse because Z, fall back to W, watch for V.
Section page_advice(const Context& context);
/// The ladder with both readings of words and the band, and what is not covered.
Section page_how_far(const Context& context);
/// The leading text, who gives and gets on each issue, what each could say at home. Requires a ranked text.
Section page_deal(const Context& context);
/// The two packages side by side and who signs which; absent where nobody turns.
std::optional<Section> page_crux(const Context& context);
/// The pair of unknowns that matter most; absent where no pair does.
std::optional<Section> page_unknowns(const Context& context);
/// One line for each party that may be of several types.
std::optional<Section> page_who(const Context& context);
/// Who without a veto could stop it.
std::optional<Section> page_wreck(const Context& context);
/// What is coming and what to look for.
std::optional<Section> page_next(const Context& context);
/// The assumptions that carry most on least.
std::optional<Section> page_weakest(const Context& context);
/// @}

}  // namespace offramp::briefing
