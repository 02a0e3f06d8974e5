// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/file/skeleton.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "offramp/case/file/reader.h"
#include "offramp/case/file/sections.h"

namespace offramp {
namespace {

// One thing is to be said of it: that its numbers are placeholders.
void expect_placeholders_only(const LoadedCase& loaded, const std::string& what) {
  ASSERT_TRUE(loaded.value) << what << loaded.diagnostics.to_text();
  ASSERT_EQ(loaded.diagnostics.sorted().size(), 1u) << what << loaded.diagnostics.to_text();
  EXPECT_THAT(loaded.diagnostics.sorted()[0].message,
              testing::HasSubstr("numbers of this case are placeholders"));
  EXPECT_EQ(loaded.diagnostics.sorted()[0].name, "") << "placeholders cannot be acknowledged";
}

TEST(Skeleton, IsSoundButItsNumbersArePlaceholders) {
  for (const char* name : {"panama-1974", "", "a \"quoted\" name: #\\ \n x", "---", "\xff\xfe", "no", "1974"})
    expect_placeholders_only(read_case("case.yaml", case_skeleton(name)), name);
}

TEST(Skeleton, ANumberWithASourceOfItsOwnIsNoPlaceholder) {
  std::string text = case_skeleton("x");
  for (std::size_t at; (at = text.find(", placeholder: true")) != std::string::npos;) text.erase(at, 19);
  const LoadedCase loaded = read_case("case.yaml", text);
  ASSERT_TRUE(loaded.value);
  EXPECT_EQ(loaded.value->placeholders(), 0u);
  EXPECT_EQ(loaded.diagnostics.to_text(), "");
}

TEST(Skeleton, CarriesTheNameAsTitle) {
  EXPECT_EQ(read_case("case.yaml", case_skeleton("panama-1974")).value.value().title, "panama-1974");
  EXPECT_EQ(read_case("case.yaml", case_skeleton("../..")).value.value().title, "A new case");
}

// As it is with `# ` deleted wherever a line begins with it, as its head says.
std::string uncommented(const std::string& text) {
  std::string out;
  for (std::size_t at = text.find('\n') + 1; at < text.size();) {  // the first line speaks to editors
    const std::size_t end = text.find('\n', at);
    std::string line = text.substr(at, end + 1 - at);
    if (line.starts_with("# ")) line.erase(0, 2);
    out += line;
    at = end + 1;
  }
  return out;
}

TEST(Skeleton, ItsCommentsAreSoundToo) {
  const LoadedCase loaded = read_case("case.yaml", uncommented(case_skeleton("x")));
  expect_placeholders_only(loaded, "uncommented");
  ASSERT_TRUE(loaded.value);
  const Case& c = *loaded.value;
  EXPECT_EQ(c.parties.size(), 3u);
  EXPECT_EQ(c.veto_players().size(), 2u);
  ASSERT_TRUE(c.no_deal[2]);
  EXPECT_TRUE(c.no_deal[2]->worth);
  EXPECT_EQ(c.no_deal[2]->components.size(), 1u);
  EXPECT_EQ(c.acknowledged.size(), 1u);
}

TEST(Skeleton, ShowsEverySectionOnce) {
  const std::string text = "\n" + uncommented(case_skeleton("x"));
  for (const case_file::Section& section : case_file::all_sections()) {
    for (const case_file::Field& field : section.fields) {
      if (field.key == "notes") continue;  // needs no example
      const std::string key = "\n" + std::string(field.key) + ":";
      const std::size_t first = text.find(key);
      EXPECT_NE(first, std::string::npos) << field.key;
      EXPECT_EQ(text.find(key, first + 1), std::string::npos) << field.key;
    }
  }
}

}  // namespace
}  // namespace offramp
