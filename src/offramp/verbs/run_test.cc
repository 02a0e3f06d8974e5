// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/run.h"

#include <gtest/gtest.h>

#include <fstream>

#include "offramp/base/run/temporary_folder.h"
#include "offramp/base/testing/paths.h"
#include "offramp/verbs/registry.h"
#include "offramp/verbs/testing/toy_verb.h"

namespace offramp::verbs {
namespace {

namespace fs = std::filesystem;

class Run : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_FALSE(home_.problem());
    fs::copy_file(fs::path(checkout::root()) / "tests/cases/good/minimal.json", at("c.json"));
    fs::create_directory(at("folder"));
    fs::copy_file(at("c.json"), at("folder/case.json"));
    std::ofstream(at("other")) << "x";
    caller_.note = [](std::string_view text) { ADD_FAILURE() << text; };
    caller_.quiet = true;
    caller_.data = checkout::root();
    caller_.table = &registry();
  }
  std::string at(const std::string& name) const { return (home_.path() / name).string(); }
  Values values(const std::string& operand, const std::vector<std::pair<std::string, std::string>>& options) {
    Values values;
    values.operands = {operand};
    for (const auto& [name, text] : options) {
      const Option* option = count_.option(name);
      values.set(*option, parse_value(option->form, text).value);
    }
    return values;
  }
  std::string refusal(const Values& asked) {
    try {
      run(count_, asked, caller_);
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.reason, Reason::bad_usage);
      return failure.message;
    }
    return "";
  }

  TemporaryFolder home_;
  Verb count_ = toy::count_verb();
  Caller caller_;
};

TEST_F(Run, NoOutputIsWrittenOverAnInputOrAnotherOutput) {
  fs::create_symlink(at("c.json"), at("link"));
  fs::create_hard_link(at("c.json"), at("hard"));
  for (const char* name : {"c.json", "./c.json", "folder/../c.json", "link", "hard"}) {
    EXPECT_NE(refusal(values(at("c.json"), {{"to", at(name)}})), "") << name;
    EXPECT_NE(refusal(values(at(name), {{"to", at("c.json")}})), "") << name;
  }
  EXPECT_NE(refusal(values(at("folder"), {{"to", at("folder/case.json")}})), "");
  EXPECT_NE(refusal(values(at("c.json"), {{"beside", at("other")}, {"to", at("other")}})), "");
  EXPECT_EQ(refusal(values(at("c.json"), {{"to", at("a")}, {"too", at("./a")}})),
            at("a") + " and " + at("./a") + " are one file and would be written twice");
  EXPECT_EQ(refusal(values(at("c.json"), {{"to", at("a")}, {"too", at("b")}})), "");
  EXPECT_EQ(refusal(values(at("c.json"), {{"to", "/dev/null"}, {"too", "/dev/null"}})), "");
}

TEST_F(Run, AnOptionWithoutWhatItNeedsIsRefused) {
  const Verb* weigh = registry().find("weigh");
  Values asked;
  asked.operands = {at("c.json")};
  asked.set(*weigh->option("points"), std::uint64_t{4});
  EXPECT_THROW(run(*weigh, asked, caller_), Failure);
}

TEST_F(Run, GivesTheAnswerInEveryForm) {
  const Answer answer = run(count_, values("kosovo-1999", {{"to", at("out")}}), caller_);
  EXPECT_EQ(answer.text({}), "2 of 6 parties can say no\n");
  EXPECT_EQ(answer.json(), "{\"verb\": \"count\", \"parties\": 6, \"vetoes\": 2}\n");
  ASSERT_EQ(answer.files.size(), 1u);
  EXPECT_EQ(answer.files[0].bytes, answer.text({}));
  EXPECT_FALSE(fs::exists(at("out")));  // the face writes
}

// `new` leaves its folder only with the case in it; a clash is told before any work.
TEST_F(Run, NewAsksForAFolderAndItsFileTogether) {
  Values asked;
  asked.operands = {at("fresh")};
  const Answer answer = run(*registry().find("new"), asked, caller_);
  ASSERT_EQ(answer.files.size(), 2u);
  EXPECT_TRUE(answer.files[0].make_folder);
  EXPECT_FALSE(answer.files[0].replace);
  // The skeleton points editors to the schema beside it.
  EXPECT_EQ(answer.files[1].path, at("fresh/case.schema.json"));
  EXPECT_NE(answer.files[0].bytes.find("$schema=case.schema.json"), std::string::npos);
  EXPECT_FALSE(fs::exists(at("fresh")));
}

}  // namespace
}  // namespace offramp::verbs
