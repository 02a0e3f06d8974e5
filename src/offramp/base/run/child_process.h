// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "offramp/base/run/progress.h"

/// Other people's programs, started without a shell.
namespace offramp {

/// The first of these names that is an executable file in a folder of PATH.
std::optional<std::filesystem::path> find_program(const std::vector<std::string_view>& names);

/// How a child ended: as by waitpid; nothing: it took too long and was ended.
using ChildStatus = std::optional<int>;

/// Whether a status says that the child ended by itself with 0.
bool ended_well(const ChildStatus& status);

/// Runs a program with these arguments, the program's path first, silent and in a process group of its own;
/// it and what it starts end when this program does. `environment` is added to that of this program.
/// Nothing if it cannot be started: then `problem` says why. What it writes to its standard output goes to
/// the file `output`, which is made or replaced, if that is given.
/// @throws Stopped, the child ended.
ChildStatus run_child(const std::vector<std::string>& arguments, int seconds, const StopToken& stop,
                      std::string& problem,
                      const std::vector<std::pair<std::string, std::string>>& environment = {},
                      const std::filesystem::path& output = {});

}  // namespace offramp
