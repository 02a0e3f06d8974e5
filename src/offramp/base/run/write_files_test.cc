// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/run/write_files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "offramp/base/run/files.h"
#include "offramp/base/run/temporary_folder.h"

namespace offramp {
namespace {

namespace fs = std::filesystem;

class WriteFiles : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_FALSE(home_.problem()) << *home_.problem(); }
  std::string bytes(const std::string& name) const { return read_file(folder() / name, 1000).bytes; }
  std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::recursive_directory_iterator(folder()), fs::recursive_directory_iterator()));
  }
  const fs::path& folder() const { return home_.path(); }

 private:
  TemporaryFolder home_;
};

TEST_F(WriteFiles, AllAppearWithTheirFoldersAndThePermissionsOfWhatTheyReplace) {
  ASSERT_FALSE(write_file(folder() / "old", "before"));
  ASSERT_EQ(::chmod((folder() / "old").c_str(), 0640), 0);
  const FileToWrite files[] = {{folder() / "old", "after"}, {folder() / "a/b/new", "new", true, true}};
  EXPECT_EQ(write_files(files), std::nullopt);
  EXPECT_EQ(bytes("old"), "after");
  EXPECT_EQ(bytes("a/b/new"), "new");
  EXPECT_EQ(entries(), 4u);
  struct stat status = {};
  ASSERT_EQ(::stat((folder() / "old").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777u, 0640u);
}

// Whatever refuses, and at whatever place in the list: as if nothing had been asked.
TEST_F(WriteFiles, NoneAppearsWhenOneCannot) {
  ASSERT_FALSE(write_file(folder() / "old", "before"));
  const FileToWrite good[] = {{folder() / "old", "after"}, {folder() / "made/new", "x", true, true}};
  const FileToWrite bad[] = {{folder() / "none/a", "x"},             // no such folder
                             {folder() / "old/a", "x", true, true},  // below a file
                             {folder(), "x"},                        // a folder
                             {"/dev/full", "x"},                     // no space
                             {folder() / "./old", "again"},          // one file twice
                             {folder() / "old", "x", false}};        // exists
  for (const FileToWrite& refused : bad) {
    for (std::size_t at = 0; at <= 2; ++at) {
      std::vector<FileToWrite> files(good, good + 2);
      files.insert(files.begin() + static_cast<std::ptrdiff_t>(at), refused);
      EXPECT_NE(write_files(files), std::nullopt) << refused.path;
      EXPECT_EQ(bytes("old"), "before") << refused.path << " at " << at;
      EXPECT_EQ(entries(), 1u) << refused.path << " at " << at;
    }
  }
}

// A name that is taken only after the bytes were written: found out by `commit`, which must take back what it
// did.
TEST_F(WriteFiles, WhatWasDoneIsUndoneWhenALaterNameIsRefused) {
  ASSERT_FALSE(write_file(folder() / "old", "before"));
  {
    StagedFiles staged;
    ASSERT_FALSE(staged.add({folder() / "old", "after"}));
    ASSERT_FALSE(staged.add({folder() / "made/new", "x", true, true}));
    ASSERT_FALSE(staged.add({folder() / "late", "x", false}));
    EXPECT_EQ(entries(), 1u);
    ASSERT_FALSE(write_file(folder() / "late", "mine"));
    EXPECT_EQ(staged.commit(), (folder() / "late").string() + " exists");
  }
  EXPECT_EQ(bytes("old"), "before");
  EXPECT_EQ(bytes("late"), "mine");
  EXPECT_EQ(entries(), 2u);
}

TEST_F(WriteFiles, OneFileUnderTwoNamesIsKnown) {
  ASSERT_FALSE(write_file(folder() / "a", "x"));
  fs::create_symlink("a", folder() / "link");
  fs::create_symlink("none", folder() / "dangling");
  fs::create_hard_link(folder() / "a", folder() / "hard");
  fs::create_directory_symlink(".", folder() / "here");
  for (const char* name : {"a", "./a", "link", "hard", "here/a", "here/./a"}) {
    EXPECT_TRUE(same_file(folder() / "a", folder() / name)) << name;
  }
  EXPECT_TRUE(same_file(folder() / "none", folder() / "dangling"));
  EXPECT_TRUE(same_file(folder() / "none", folder() / "here/none"));
  EXPECT_FALSE(same_file(folder() / "a", folder() / "none"));
  EXPECT_FALSE(same_file(folder() / "none", folder() / "other"));
  EXPECT_FALSE(write_file(folder() / "dangling", "y"));
  EXPECT_EQ(bytes("none"), "y");
  EXPECT_TRUE(fs::is_symlink(folder() / "dangling"));
}

TEST_F(WriteFiles, TheNextWriteClearsAwayWhatAKilledOneLeftAndNothingElse) {
  const auto make = [&](const char* name) { std::ofstream(folder() / name) << "x"; };
  make(".offramp-unfinished-abc123");
  make(".offramp-unfinished-lives1");
  make(".offramp-unfinished-notours");
  make(".offramp");
  const int held = ::open((folder() / ".offramp-unfinished-lives1").c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_EQ(::flock(held, LOCK_EX | LOCK_NB), 0);
  EXPECT_FALSE(write_file(folder() / "a", "x"));
  EXPECT_FALSE(fs::exists(folder() / ".offramp-unfinished-abc123"));
  EXPECT_EQ(entries(), 4u);
  ::close(held);
}

TEST(TemporaryFolder, GoesAwayAndSaysWhyThereIsNone) {
  fs::path path;
  {
    const TemporaryFolder folder;
    ASSERT_FALSE(folder.problem());
    path = folder.path();
    std::ofstream(path / "a") << "x";
    EXPECT_TRUE(fs::exists(path / "a"));
  }
  EXPECT_FALSE(fs::exists(path));
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before == nullptr ? "" : before;
  ::setenv("TMPDIR", "/nonexistent", 1);
  const TemporaryFolder none;
  EXPECT_EQ(none.problem(),
            "no temporary folder can be made in /nonexistent ($TMPDIR): No such file or directory");
  kept.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", kept.c_str(), 1);
}

}  // namespace
}  // namespace offramp
