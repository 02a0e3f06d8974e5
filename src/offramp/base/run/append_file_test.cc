// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/run/append_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace offramp {
namespace {

using ::testing::HasSubstr;

class AppendFileTest : public ::testing::Test {
 protected:
  void SetUp() override { std::filesystem::remove(path_); }
  void TearDown() override { std::filesystem::remove(path_); }
  std::string bytes() const {
    std::ostringstream text;
    text << std::ifstream(path_).rdbuf();
    return text.str();
  }
  void write(const std::string& text) const { std::ofstream(path_) << text; }
  std::filesystem::path path_ = std::filesystem::temp_directory_path() / "offramp_append_file_test";
};

TEST_F(AppendFileTest, AddsLinesAndCutsWhatIsTorn) {
  write("one\ntw");
  AppendFile file(path_, 4);
  EXPECT_EQ(file.add("two"), std::nullopt);
  EXPECT_EQ(file.add("three"), std::nullopt);
  EXPECT_EQ(bytes(), "one\ntwo\nthree\n");
}

TEST_F(AppendFileTest, MakesNothingBeforeTheFirstLine) {
  { AppendFile file(path_, 0); }
  EXPECT_FALSE(std::filesystem::exists(path_));
}

// Two sittings over one file: neither loses the other's lines.
TEST_F(AppendFileTest, LeavesOthersLinesAlone) {
  write("one\n");
  {
    AppendFile first(path_, 4), second(path_, 4);
    EXPECT_EQ(first.add("two"), std::nullopt);
    EXPECT_THAT(second.add("three").value_or(""), HasSubstr("is being written by another program"));
  }
  AppendFile third(path_, 4);
  EXPECT_THAT(third.add("three").value_or(""), HasSubstr("has grown since it was read"));
  EXPECT_EQ(bytes(), "one\ntwo\n");
}

}  // namespace
}  // namespace offramp
