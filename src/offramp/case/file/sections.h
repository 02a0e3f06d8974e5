// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/case/sections/section.h"
#include "offramp/case/syntax/shape.h"

namespace offramp::case_file {

/// Every section of the case file, in reading order.
SectionList all_sections();

/// The shape of a file of these sections: a record of all their keys.
Shape file_shape(SectionList sections);

}  // namespace offramp::case_file
