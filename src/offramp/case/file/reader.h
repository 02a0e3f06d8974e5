// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "offramp/base/text/diagnostics.h"
#include "offramp/case/model/case.h"
#include "offramp/case/sections/section.h"

namespace offramp {

inline constexpr std::size_t kMaxCaseBytes = 5'000'000;

/// A case, when the file had no error, and everything there is to say about the file.
struct LoadedCase {
  std::optional<Case> value;
  Diagnostics diagnostics;
  bool unread = false;  ///< there was no file to read, or it could not be read
};

/// Reads a case from bytes: syntax, structure, cross-references, ranges and the checks of
/// docs/case-format.md, all problems at once. Never throws for bad input; exact guarantee: a case is
/// returned only if it obeys every rule that is an error.
LoadedCase read_case(std::string file_name, std::string_view bytes);
/// The same for a file of other sections than case/file/sections.h lists.
LoadedCase read_case(std::string file_name, std::string_view bytes, case_file::SectionList sections);

/// Reads a file, or `case.yaml` (then `case.json`) in a folder. A file that cannot be read is an error
/// diagnostic on the file as a whole, and `unread`.
LoadedCase read_case_file(const std::filesystem::path& path);

}  // namespace offramp
