// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/formats/tree/parts.h"

namespace offramp::formats {

/// The profile on the domain's issues and options, as read_scenario describes it.
Profile bind_profile(const ProfilePart& part, const DomainPart& domain, Diagnostics& diagnostics);

}  // namespace offramp::formats
