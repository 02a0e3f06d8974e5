// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// Where people's numbers of one case stand: `analysts/NAME.yaml` beside the case file.
namespace offramp {

/// The folder `analysts` beside a case, given its folder or its file. It need not exist.
std::filesystem::path analysts_folder(const std::filesystem::path& case_path);
/// The file of one person's numbers. It need not exist.
std::filesystem::path overlay_file(const std::filesystem::path& case_path, const std::string& analyst);
/// Where a person's answers to questions about numbers of the world are kept (`ask --calibrate`). It need not
/// exist.
std::filesystem::path calibration_file(const std::filesystem::path& case_path, const std::string& analyst);
/// Names that have a file of numbers, in order; NAME is what stands before `.yaml`.
std::vector<std::string> analysts_of(const std::filesystem::path& case_path);

}  // namespace offramp
