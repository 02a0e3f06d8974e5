// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/case/sections/section.h"

namespace offramp {

/// The JSON Schema (draft-07) of the case file, with descriptions, made from the sections that drive
/// the reader. It knows the structure; cross-references, sums and logic are the reader's. Ends in a newline.
/// schema/case.schema.json is this text; a test compares them.
std::string case_schema_json();
/// The same for a file of other sections than case/file/sections.h lists.
std::string case_schema_json(case_file::SectionList sections);

}  // namespace offramp
