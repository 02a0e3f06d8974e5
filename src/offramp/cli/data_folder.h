// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace offramp::cli {

/// The folder with `cases` and `schema`: $OFFRAMP_DATA; else what stands beside the program, installed
/// (PREFIX/share/offramp for PREFIX/bin/offramp) or in a checkout (a folder above the build tree); else where
/// the program was meant to be installed.
std::filesystem::path data_folder();

/// The same for a program at `program`; empty if nothing stands beside it.
std::filesystem::path data_beside(const std::filesystem::path& program);

}  // namespace offramp::cli
