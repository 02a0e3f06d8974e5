// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "offramp/base/run/progress.h"
#include "offramp/base/text/diagnostics.h"
#include "offramp/case/model/case.h"
#include "offramp/case/sections/section.h"

namespace offramp {

inline constexpr std::size_t kMaxCaseBytes = 5'000'000;

/// A case, when the file had no error, and everything there is to say about the file.
struct LoadedCase {
  std::optional<Case> value;  ///< present if and only if there is no error among the diagnostics
  Diagnostics diagnostics;    ///< errors and warnings; of warnings, those that the case does not acknowledge
  bool unread = false;        ///< there was no file to read, or it could not be read
};

/// How a case is read.
struct ReadOptions {
  std::string shown_to = {};  ///< a party: only what it may be shown (docs/case-format.md); empty: everything
};

/// Reads a case from bytes: syntax, structure, cross-references, ranges and the checks of
/// docs/case-format.md, all problems at once. Never throws for bad input; exact guarantee: a case is
/// returned only if it obeys every rule that is an error.
/// Time and memory grow linearly with the bytes, and whatever they are, 5 MB take less than two seconds and
/// 200 MB. @throws Stopped when the token stops it.
LoadedCase read_case(std::string file_name, std::string_view bytes, StopToken stop = {});
LoadedCase read_case(std::string file_name, std::string_view bytes, const ReadOptions& options,
                     StopToken stop = {});
/// The same for a file of other sections than case/file/sections.h lists.
LoadedCase read_case(std::string file_name, std::string_view bytes, case_file::SectionList sections,
                     StopToken stop = {});

/// Reads a file, or `case.yaml` (then `case.json`) in a folder. A file that cannot be read is an error
/// diagnostic on the file as a whole, and `unread`. @throws Stopped when the token stops it, also while it
/// waits for a pipe.
LoadedCase read_case_file(const std::filesystem::path& path, StopToken stop = {});
LoadedCase read_case_file(const std::filesystem::path& path, const ReadOptions& options, StopToken stop = {});

}  // namespace offramp
