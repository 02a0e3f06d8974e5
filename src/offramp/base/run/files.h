// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "offramp/base/run/progress.h"

namespace offramp {

/// Bytes of a file or pipe, or what went wrong.
struct FileBytes {
  std::string bytes;
  std::optional<std::string> problem;  ///< "no such file", "it is a folder", "larger than 5000000 bytes", ...
};

/// Reads at most `limit` bytes; a larger file is a problem, not a part of it. Waits for a pipe's writer and
/// for what it has to say, and asks the token meanwhile. @throws Stopped within a tenth of a second of its
/// request; at once when a signal brought it.
FileBytes read_file(const std::filesystem::path& path, std::size_t limit, StopToken stop = {});

}  // namespace offramp
