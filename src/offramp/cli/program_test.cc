// SPDX-License-Identifier: Apache-2.0
// The whole program in one process: what a verb may do, seen from the shell.
#include "offramp/cli/program.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <new>
#include <stdexcept>

#include "offramp/base/run/files.h"
#include "offramp/base/run/temporary_folder.h"
#include "offramp/cli/exit_code.h"
#include "offramp/verbs/model/common.h"
#include "offramp/verbs/testing/toy_verb.h"

namespace offramp::cli {
namespace {

struct Seen {
  int code = 0;
  std::string out, err;
};

Seen see(const std::vector<std::string>& words, const verbs::Table& table) {
  std::vector<const char*> argv = {"offramp"};
  for (const std::string& word : words) argv.push_back(word.c_str());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Seen seen;
  seen.code = run_program(static_cast<int>(argv.size()), argv.data(), table);
  seen.out = testing::internal::GetCapturedStdout();
  seen.err = testing::internal::GetCapturedStderr();
  return seen;
}

TEST(Program, RunsAVerbThatWasAdded) {
  const verbs::Table table = verbs::toy::table_with_count();
  const TemporaryFolder home;
  const std::string file = (home.path() / "out").string();
  const Seen text = see({"count", "kosovo-1999", "--to", file}, table);
  EXPECT_EQ(text.code, kDone);
  EXPECT_EQ(text.out, "2 of 6 parties can say no\n");
  EXPECT_EQ(read_file(file, 100).bytes, text.out);
  EXPECT_EQ(see({"count", "kosovo-1999", "--json"}, table).out,
            "{\"verb\": \"count\", \"parties\": 6, \"vetoes\": 2}\n");
  EXPECT_EQ(see({"count", "kosovo-1999", "--least", "3"}, table).err, "offramp: count: too few vetoes\n");
  EXPECT_EQ(see({"count", "kosovo-1999", "--least", "101"}, table).code, kBadUsage);
  EXPECT_NE(see({"verbs"}, table).out.find("offramp count CASE [options]\n"), std::string::npos);
  EXPECT_NE(see({"completion", "fish"}, table).out.find("-a count"), std::string::npos);
  EXPECT_NE(see({"manual"}, table).out.find(".SS count"), std::string::npos);
  EXPECT_NE(see({"count", "--help"}, table).out.find("How many can say no?"), std::string::npos);
}

TEST(Program, NothingIsPrintedWhenAFileCannotBeWritten) {
  const verbs::Table table = verbs::toy::table_with_count();
  const TemporaryFolder home;
  const std::string good = (home.path() / "out").string();
  const Seen seen = see({"count", "kosovo-1999", "--to", good, "--too", "/nonexistent/a"}, table);
  EXPECT_EQ(seen.code, kFileTrouble);
  EXPECT_EQ(seen.out, "");
  EXPECT_EQ(seen.err, "offramp: /nonexistent/a cannot be created: No such file or directory\n");
  EXPECT_FALSE(std::filesystem::exists(good));
}

/// A verb that ends as told.
template <class Thrown>
verbs::Answer throw_it(const verbs::Values&, verbs::Caller&) {
  throw Thrown();
}
struct Refused : std::invalid_argument {
  Refused() : std::invalid_argument("top: 0; it must be at least 1") {}
};
struct Outside : std::out_of_range {
  Outside() : std::out_of_range("basic_string::substr: __pos (which is 9) > this->size() (which is 3)") {}
};
struct TooLong : std::length_error {
  TooLong() : std::length_error("vector::_M_default_append") {}
};
struct Elsewhere : std::filesystem::filesystem_error {
  Elsewhere()
      : filesystem_error("directory iterator cannot open directory", "/a/b",
                         std::make_error_code(std::errc::permission_denied)) {}
};

TEST(Program, NoMessageOfTheLanguageReachesTheUser) {
  const auto end = [](verbs::Answer (*run)(const verbs::Values&, verbs::Caller&)) {
    verbs::Table table;
    table.verbs.push_back({.name = "end",
                           .question = "End?",
                           .operand = verbs::kNothing,
                           .options = {},
                           .run = run,
                           .needs = {},
                           .examples = {""}});
    return see({"end"}, table);
  };
  EXPECT_EQ(end(throw_it<std::bad_alloc>).err, "offramp: out of memory; try fewer --worlds\n");
  EXPECT_EQ(end(throw_it<TooLong>).err, "offramp: out of memory; try fewer --worlds\n");
  EXPECT_EQ(end(throw_it<Outside>).err.find("basic_string"), std::string::npos);
  EXPECT_EQ(end(throw_it<Outside>).code, kNoAnswer);
  EXPECT_EQ(end(throw_it<Elsewhere>).err, "offramp: /a/b: Permission denied\n");
  EXPECT_EQ(end(throw_it<Elsewhere>).code, kFileTrouble);
  EXPECT_EQ(end(throw_it<Refused>).err, "offramp: top: 0; it must be at least 1\n");
  EXPECT_EQ(end(throw_it<Stopped>).code, kInterrupted);
}

}  // namespace
}  // namespace offramp::cli
