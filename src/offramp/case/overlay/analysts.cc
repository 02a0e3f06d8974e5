// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/overlay/analysts.h"

#include <algorithm>
#include <system_error>

namespace offramp {

namespace fs = std::filesystem;

fs::path analysts_folder(const fs::path& case_path) {
  std::error_code none;
  return (fs::is_directory(case_path, none) ? case_path : case_path.parent_path()) / "analysts";
}

fs::path overlay_file(const fs::path& case_path, const std::string& analyst) {
  return analysts_folder(case_path) / (analyst + ".yaml");
}

fs::path calibration_file(const fs::path& case_path, const std::string& analyst) {
  return analysts_folder(case_path) / (analyst + ".calibration.jsonl");
}

std::vector<std::string> analysts_of(const fs::path& case_path) {
  std::vector<std::string> names;
  std::error_code none;
  for (fs::directory_iterator entry(analysts_folder(case_path), none), end; !none && entry != end;
       entry.increment(none)) {
    if (entry->path().extension() == ".yaml") names.push_back(entry->path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace offramp
