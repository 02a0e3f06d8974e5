// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "offramp/briefing/document/document.h"
#include "offramp/briefing/names/context.h"

/// The sections that belong to the briefing as a whole, one file each; those of a verb's answer are declared
/// in its own room. A section that has nothing to say is absent.
namespace offramp::briefing {

Section section_answer(const Context& context);
Section section_parties(const Context& context);
std::optional<Section> section_notes(const Context& context);
Section section_assumptions(const Context& context);
Section section_sources(const Context& context);
Section section_method(const Context& context);

}  // namespace offramp::briefing
