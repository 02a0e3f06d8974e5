// SPDX-License-Identifier: Apache-2.0
// Reads every case of tests/cases. A bad one has its diagnostics beside it, as text; they are written
// anew by running this test with OFFRAMP_UPDATE_EXPECTED=1 in the environment.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "offramp/base/testing/paths.h"
#include "offramp/case/file/reader.h"

namespace offramp {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<fs::path> cases_in(const char* folder) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(fs::path(checkout::root()) / "tests" / "cases" / folder)) {
    if (entry.path().extension() != ".txt") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(Corpus, GoodCasesAreReadWithoutAWord) {
  const std::vector<fs::path> cases = cases_in("good");
  EXPECT_GE(cases.size(), 5u);
  for (const fs::path& path : cases) {
    const LoadedCase result = read_case(path.filename().string(), contents(path));
    EXPECT_TRUE(result.value) << path;
    EXPECT_EQ(result.diagnostics.to_text(), "") << path;
  }
}

TEST(Corpus, BadCasesAreExplained) {
  const std::vector<fs::path> cases = cases_in("bad");
  EXPECT_GE(cases.size(), 60u);
  for (const fs::path& path : cases) {
    const LoadedCase result =
        read_case(path.filename().string(), contents(path), ReadOptions{.each_variant = true});
    const std::string text = result.diagnostics.to_text();
    const bool warnings_only = path.filename().string().starts_with("warn-");
    EXPECT_EQ(result.diagnostics.has_errors(), !warnings_only) << path << "\n" << text;
    EXPECT_EQ(result.value.has_value(), warnings_only) << path;
    EXPECT_FALSE(text.empty()) << path;
    fs::path expected = path;
    expected.replace_extension(".txt");
    if (std::getenv("OFFRAMP_UPDATE_EXPECTED") != nullptr) std::ofstream(expected, std::ios::binary) << text;
    EXPECT_EQ(text, contents(expected)) << path;
  }
}

}  // namespace
}  // namespace offramp
