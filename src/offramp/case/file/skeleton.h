// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "offramp/case/sections/section.h"

namespace offramp {

/// A commented case file to begin with: two parties and two issues under placeholder names, every section and
/// form of a section there or shown in a comment. It passes the reader without errors, and with one warning:
/// that its numbers are placeholders. Its first line points editors to `case.schema.json` beside it. `name`
/// becomes the title; anything in it that is not a letter, digit, blank, `-`, `_` or `.` is left out.
///
/// A comment line inside a section is YAML with `#` in place of its first blank; the lines after "Further
/// sections" are YAML behind `# `.
std::string case_skeleton(std::string_view name);
/// The same for a file of other sections than case/file/sections.h lists.
std::string case_skeleton(std::string_view name, case_file::SectionList sections);

}  // namespace offramp
