// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "offramp/briefing/document/document.h"
#include "offramp/briefing/names/context.h"

namespace offramp::briefing {

/// Who we are dealing with: what the evidence says of hidden types, and coded events beside it. Absent
/// without either.
std::optional<Section> section_who(const Context& context);

}  // namespace offramp::briefing
