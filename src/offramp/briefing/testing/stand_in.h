// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "offramp/base/run/temporary_folder.h"

namespace offramp::briefing::testing {

/// Stand-ins for other people's programs, alone on PATH, and a temporary folder of its own.
struct StandIns : ::testing::Test {
  TemporaryFolder home;
  std::filesystem::path scratch = home.path() / "scratch";
  std::string path_before = std::getenv("PATH");

  void SetUp() override {
    ASSERT_FALSE(home.problem());
    std::filesystem::create_directory(scratch);
    ::setenv("TMPDIR", scratch.c_str(), 1);
  }
  void TearDown() override {
    ::setenv("PATH", path_before.c_str(), 1);
    ::unsetenv("TMPDIR");
  }
  /// A shell script. `each` is run with every argument in $a before it.
  void program(const char* name, const std::string& each, const std::string& script) const {
    const std::filesystem::path file = home.path() / name;
    std::ofstream(file) << "#!/bin/sh\nPATH=" << path_before << "\nfor a in \"$@\"; do " << each << "; done\n"
                        << script << "\n";
    ::chmod(file.c_str(), 0755);
    ::setenv("PATH", home.path().c_str(), 1);
  }
  bool nothing_left() const { return std::filesystem::is_empty(scratch); }
};

}  // namespace offramp::briefing::testing
