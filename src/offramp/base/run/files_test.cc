// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/run/files.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "offramp/base/run/write_files.h"

namespace offramp {
namespace {

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "offramp-test-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::size_t entries() const {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_)) ++count;
    return count;
  }
  std::filesystem::path folder_;
};

TEST_F(Files, WritesAndReplacesTheWholeFile) {
  const auto path = folder_ / "a.txt";
  EXPECT_FALSE(write_file(path, "one"));
  EXPECT_FALSE(write_file(path, "two and more"));
  EXPECT_EQ(read_file(path, 100).bytes, "two and more");
  EXPECT_EQ(entries(), 1u);
}

TEST_F(Files, WaitsForWhatAPipeHasToSay) {
  const auto path = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  std::thread writer([&] { std::ofstream(path) << std::string(200'000, 'x') << "end"; });
  const FileBytes read = read_file(path, 1'000'000);
  writer.join();
  EXPECT_FALSE(read.problem);
  EXPECT_EQ(read.bytes.size(), 200'003u);
  EXPECT_TRUE(read.bytes.ends_with("end"));
}

// Nobody ever opens the other end.
TEST_F(Files, StopsWaitingForASilentPipe) {
  const auto path = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  StopSource source;
  std::thread stopper([&] { source.request_stop(); });
  EXPECT_THROW(read_file(path, 100, source.token()), Stopped);
  stopper.join();
}

TEST_F(Files, ReplacesWhatALinkPointsToAndKeepsTheLink) {
  ASSERT_FALSE(write_file(folder_ / "real.txt", "old"));
  std::filesystem::create_symlink(folder_ / "real.txt", folder_ / "link.txt");
  EXPECT_FALSE(write_file(folder_ / "link.txt", "new"));
  EXPECT_TRUE(std::filesystem::is_symlink(folder_ / "link.txt"));
  EXPECT_EQ(read_file(folder_ / "real.txt", 100).bytes, "new");
}

TEST_F(Files, SaysWhatWentWrongAndLeavesNothingBehind) {
  EXPECT_NE(write_file(folder_ / "none" / "a.txt", "x").value().find("No such file"), std::string::npos);
  EXPECT_EQ(write_file(folder_, "x").value(), folder_.string() + " is a folder, not a file");
  EXPECT_EQ(entries(), 0u);
  if (std::filesystem::exists("/dev/full")) {
    EXPECT_NE(write_file("/dev/full", "x").value().find("No space left"), std::string::npos);
  }
}

TEST_F(Files, ReadingHasALimitAndReasons) {
  ASSERT_FALSE(write_file(folder_ / "a", std::string(1000, 'x')));
  EXPECT_FALSE(read_file(folder_ / "a", 1000).problem);
  EXPECT_EQ(read_file(folder_ / "a", 999).problem.value(), "is larger than 999 bytes");
  EXPECT_EQ(read_file(folder_, 999).problem.value(), "is a folder, not a file");
  EXPECT_TRUE(read_file(folder_ / "b", 999).problem);
}

}  // namespace
}  // namespace offramp
