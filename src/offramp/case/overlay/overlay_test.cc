// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/overlay/overlay.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "offramp/base/testing/paths.h"
#include "offramp/case/file/reader.h"
#include "offramp/case/testing/read_good.h"

namespace offramp {
namespace {

std::string contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

const std::string& every_section() {
  static const std::string text = contents(checkout::root() + "/tests/cases/good/every-section.yaml");
  return text;
}

LoadedCase with(const std::string& overlay) {
  return read_case("case.yaml", every_section(), OverlayFile{"analysts/ann.yaml", overlay});
}

std::vector<std::string> places_and_messages(const LoadedCase& loaded) {
  std::vector<std::string> list;
  for (const Diagnostic& d : loaded.diagnostics.sorted())
    if (d.severity == Severity::error)
      list.push_back(d.in + ":" + std::to_string(d.place.line) + ":" + std::to_string(d.place.column) + " " +
                     d.message);
  return list;
}

TEST(Overlay, TakesThePlaceOfANumberAndLeavesTheRest) {
  const Case own = read_good(every_section());
  const LoadedCase loaded = with("interests.fry.weight.presence: 11 to 12\n");
  ASSERT_TRUE(loaded.value) << loaded.diagnostics.to_text();
  const Case& c = *loaded.value;
  ASSERT_EQ(c.inputs.size(), own.inputs.size());
  for (std::size_t i = 0; i < c.inputs.size(); ++i) {
    const bool changed = c.inputs[i].path == "interests.fry.weight.presence";
    EXPECT_EQ(c.inputs[i].quantity == own.inputs[i].quantity, !changed) << c.inputs[i].path;
    EXPECT_EQ(c.inputs[i].line, changed ? 0 : own.inputs[i].line) << c.inputs[i].path;
  }
  EXPECT_EQ(c.quantity(input_named(c, "interests.fry.weight.presence")).to_text(), "11 to 12");
  EXPECT_EQ(c.notes.size(), own.notes.size() + 1);
}

// Whatever is said of one number: the case is that of the file with the number written there.
TEST(Overlay, OfEveryNumberItselfChangesNothing) {
  const LoadedCase loaded = with("{}\n");
  ASSERT_TRUE(loaded.value) << loaded.diagnostics.to_text();
  EXPECT_EQ(loaded.value->inputs.size(), read_good(every_section()).inputs.size());
}

TEST(Overlay, ErrorsStandInTheirOwnFile) {
  const LoadedCase loaded = with("\ninterests.fry.weight.presences: 3\ntitle: War\nquestion: Who?\n");
  EXPECT_FALSE(loaded.value);
  EXPECT_EQ(places_and_messages(loaded),
            (std::vector<std::string>{
                "analysts/ann.yaml:2:22 nothing is called `presences` in `interests.fry.weight`",
                "analysts/ann.yaml:3:1 `title` is not a number that people may see differently",
                "analysts/ann.yaml:4:1 `question` is not a number that people may see differently"}));
}

TEST(Overlay, ErrorsOfTheCaseStayWithTheCase) {
  std::string text = every_section();
  text.replace(text.find("title:"), 6, "titel:");
  const LoadedCase loaded =
      read_case("case.yaml", text, OverlayFile{"analysts/ann.yaml", "interests.fry.weight.presence: x\n"});
  const std::vector<std::string> said = places_and_messages(loaded);
  ASSERT_GE(said.size(), 3u);
  EXPECT_EQ(said[0].substr(0, 3), ":0:");
  EXPECT_NE(said.back().find("analysts/ann.yaml:1:"), std::string::npos);
}

TEST(Overlay, RulesOfTheCaseApplyToWhatComesOfIt) {
  const LoadedCase loaded = with("interests.fry.weight.presence: -1\n");
  const std::vector<std::string> said = places_and_messages(loaded);
  ASSERT_EQ(said.size(), 1u) << loaded.diagnostics.to_text();
  EXPECT_EQ(said[0].substr(0, 22), "analysts/ann.yaml:1:32");
}

TEST(Overlay, HostileBytesAreRefusedAndNothingElse) {
  for (const std::string text : {"\xff\xfe", "{", "a: &x 1", "---\na: 1\n---\nb: 2\n", "? [1]: 2\n",
                                 "..: 1\n", ".: 1\n", "interests.: 1\n", "\0x"}) {
    const LoadedCase loaded = with(text);
    EXPECT_FALSE(loaded.value) << text;
    EXPECT_FALSE(places_and_messages(loaded).empty()) << text;
  }
}

}  // namespace
}  // namespace offramp
