// SPDX-License-Identifier: Apache-2.0
#include "offramp/cli/data_folder.h"

#include <gtest/gtest.h>

#include <fstream>

#include "offramp/base/run/temporary_folder.h"
#include "offramp/base/testing/paths.h"

namespace offramp::cli {
namespace {

namespace fs = std::filesystem;

void make_data(const fs::path& folder) {
  fs::create_directories(folder / "cases");
  fs::create_directories(folder / "schema");
  std::ofstream(folder / "schema" / "case.schema.json") << "{}";
}

TEST(DataFolder, StandsBesideAnInstalledProgramAndAboveABuiltOne) {
  const TemporaryFolder home;
  ASSERT_FALSE(home.problem());
  const fs::path root = home.path();
  EXPECT_EQ(data_beside(root / "usr/bin/offramp"), fs::path());
  make_data(root / "usr/share/offramp");
  EXPECT_EQ(data_beside(root / "usr/bin/offramp"), root / "usr/share/offramp");
  EXPECT_EQ(data_beside(root / "checkout/build/dev/offramp"), fs::path());
  make_data(root / "checkout");
  EXPECT_EQ(data_beside(root / "checkout/build/dev/offramp"), root / "checkout");
  EXPECT_EQ(data_beside(root / "checkout/a/b/c/d/offramp"), fs::path());
}

TEST(DataFolder, OfThisVeryProgramIsTheCheckout) {
  ::unsetenv("OFFRAMP_DATA");
  EXPECT_EQ(fs::canonical(data_folder()), fs::canonical(checkout::root()));
  ::setenv("OFFRAMP_DATA", "/elsewhere", 1);
  EXPECT_EQ(data_folder(), "/elsewhere");
  ::unsetenv("OFFRAMP_DATA");
}

}  // namespace
}  // namespace offramp::cli
