// SPDX-License-Identifier: Apache-2.0
#include "offramp/cli/data_folder.h"

#include <cstdlib>

#ifndef OFFRAMP_INSTALLED_DATA
#define OFFRAMP_INSTALLED_DATA "/usr/share/offramp"
#endif

namespace offramp::cli {
namespace {

namespace fs = std::filesystem;

bool holds_data(const fs::path& folder) {
  std::error_code none;
  return fs::exists(folder / "schema" / "case.schema.json", none) && fs::is_directory(folder / "cases", none);
}

}  // namespace

fs::path data_beside(const fs::path& program) {
  constexpr int kFoldersAbove = 3;  // checkout/build/PRESET/offramp
  const fs::path home = program.parent_path();
  const fs::path installed = home.parent_path() / "share" / "offramp";
  if (holds_data(installed)) return installed;
  fs::path above = home;
  for (int i = 0; i < kFoldersAbove; ++i) {
    if (holds_data(above)) return above;
    above = above.parent_path();
  }
  return {};
}

fs::path data_folder() {
  const char* set = std::getenv("OFFRAMP_DATA");
  if (set != nullptr && *set != '\0') return set;
  std::error_code none;
  const fs::path program = fs::read_symlink("/proc/self/exe", none);
  const fs::path beside = none ? fs::path() : data_beside(program);
  return beside.empty() ? fs::path(OFFRAMP_INSTALLED_DATA) : beside;
}

}  // namespace offramp::cli
