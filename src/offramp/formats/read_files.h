// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/formats/tree/parts.h"

/// From files of the peers to one scenario. The kind of every file is told by its content, not its name.
namespace offramp::formats {

struct InputFile {
  std::string name;
  std::string bytes;
};

/// One file: Genius XML, GeniusWeb or NegoLog JSON, NegMAS YAML or JSON, in UTF-8 or, with a warning, UTF-16
/// or Windows-1252. Never throws on any bytes.
FileReading read_file(std::string_view bytes, std::string file_name, StopToken stop = {});

struct ScenarioReading {
  std::optional<Scenario> scenario;      ///< empty if any file has an error
  std::vector<FileKind> kinds;           ///< [file]
  std::vector<Diagnostics> diagnostics;  ///< [file]: errors and warnings
};

/// Reads all files and matches the profiles to the domain: the one domain file, or the domain that the
/// first profile describes. Kinds may be mixed. Issues are matched by name, then by the file's index (with a
/// warning), NegMAS functions without names by position; options by name. Several domain files, no profile,
/// or a profile that does not fit are errors; what a profile leaves out counts 0, with a warning.
/// Profiles keep the order of the files.
/// @throws Stopped when the token stops it.
ScenarioReading read_scenario(const std::vector<InputFile>& files, StopToken stop = {});

}  // namespace offramp::formats
