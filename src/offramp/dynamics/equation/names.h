// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// Names of variables as the XML Interchange Language for System Dynamics has them (XMILE 1.0, OASIS 2015,
/// section 3.2.2).
namespace offramp::dynamics {

/// The form in which two spellings of one name are equal: without quotes around it, case folded after
/// Unicode, every run of blanks, underscores, no-break spaces and the escape `\n` one underscore, none at the
/// ends. `Wine Cellar`, `wine_cellar` and `"WINE\ncellar"` are one name. Whatever is not UTF-8 stays as it
/// is.
std::string canonical_name(std::string_view name);

/// The name as it must be written in an equation: as it is if letters, digits, `_`, `$` and `.` alone make it
/// up and no digit begins it, else in quotes.
std::string quoted_name(std::string_view name);

}  // namespace offramp::dynamics
