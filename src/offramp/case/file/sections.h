// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/case/sections/section.h"
#include "offramp/case/syntax/shape.h"

namespace offramp::case_file {

/// Every section of the case file, in reading order: a section may rely on those before it. The same order is
/// that of the keys in the schema, in the hint about an unknown key, and in the skeleton of `offramp new`.
/// Made once.
SectionList all_sections();

/// The shape of a file of these sections: a record of all their keys. The shapes of the sections must outlive
/// it.
Shape file_shape(SectionList sections);

}  // namespace offramp::case_file
