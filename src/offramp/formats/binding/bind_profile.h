// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/formats/tree/parts.h"

namespace offramp::formats {

/// A file's profile on the domain's issues and options. Issues are matched by name, then by the file's index
/// (with a warning), NegMAS functions without names by position; where a Genius file's names and indices
/// disagree, the index counts, as in Genius, if it leads to issues with the same options. What the profile
/// leaves out counts 0, with a warning; what it has beyond the domain is not used, with a warning. Errors: an
/// issue of another type, hyper-rectangles on issues that are not there or not numeric, a reservation bid
/// outside the domain, utilities beyond 1e9. The reservation is the one stated, or the format's own default
/// (ProfilePart::NoAgreement, docs/formats.md).
Profile bind_profile(const ProfilePart& part, const DomainPart& domain, Diagnostics& diagnostics);

}  // namespace offramp::formats
