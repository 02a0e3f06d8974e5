// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/changes/change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "offramp/base/testing/paths.h"
#include "offramp/case/file/reader.h"

namespace offramp {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string& every_section() {
  static const std::string text = [] {
    std::ifstream in(checkout::root() + "/tests/cases/good/every-section.yaml", std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }();
  return text;
}

LoadedCase with(std::vector<std::string> settings, std::string variant = {}) {
  return read_case("x.yaml", every_section(), ReadOptions{std::move(variant), std::move(settings)});
}

std::string refusal(std::vector<std::string> settings) {
  const LoadedCase loaded = with(std::move(settings));
  EXPECT_FALSE(loaded.value);
  return loaded.diagnostics.to_text();
}

const Input& input(const Case& c, std::string_view path) {
  for (const Input& one : c.inputs) {
    if (one.path == path) return one;
  }
  throw std::invalid_argument("no input of that path");
}

TEST(Change, ReplacesWhatStandsAtAPath) {
  const LoadedCase loaded = with({"no_deal.fry.utility=20 to 30", "crisis.violent = false",
                                  "interests.nato.value.withdrawal.50={p5: 1, p50: 2, p95: 4}"});
  ASSERT_TRUE(loaded.value) << loaded.diagnostics.to_text();
  const Case& c = *loaded.value;
  EXPECT_EQ(input(c, "no_deal.fry.utility").quantity.to_text(), "20 to 30");
  EXPECT_EQ(input(c, "no_deal.fry.utility").line, 0) << "it stands in no file";
  EXPECT_GT(input(c, "no_deal.fry.components.backing").line, 0);
  EXPECT_FALSE(c.crisis->violent);
  EXPECT_EQ(input(c, "interests.nato.value.withdrawal.50").quantity.p95(), 4.0);
  ASSERT_EQ(c.settings.size(), 3u);
  EXPECT_EQ(c.settings[0].path, "no_deal.fry.utility");
  EXPECT_EQ(c.settings[0].value, "20 to 30");
  EXPECT_TRUE(c.settings[0].variant.empty());
}

// The same bytes in the file and in the setting make the same case, but for places and provenance of the
// file: the property that makes a setting worth having.
TEST(Change, GivesWhatTheEditedFileGives) {
  std::string edited = every_section();
  const std::string before = "utility: {value: 40 to 60, because: Kosovo is held}";
  edited.replace(edited.find(before), before.size(), "utility: {value: 10 to 15, because: Kosovo is held}");
  const Case by_hand = read_case("x.yaml", edited).value.value();
  const Case by_setting = with({"no_deal.fry.utility.value=10 to 15"}).value.value();
  ASSERT_EQ(by_hand.inputs.size(), by_setting.inputs.size());
  for (std::size_t i = 0; i < by_hand.inputs.size(); ++i) {
    EXPECT_EQ(by_hand.inputs[i].path, by_setting.inputs[i].path);
    EXPECT_EQ(by_hand.inputs[i].quantity.to_text(), by_setting.inputs[i].quantity.to_text());
    EXPECT_EQ(by_hand.inputs[i].quantity.provenance.because,
              by_setting.inputs[i].quantity.provenance.because);
  }
}

TEST(Change, AddsAKeyThatMayBeThere) {
  const LoadedCase loaded = with({"circumstances.ground_force.because=said so", "perspective=fry"});
  EXPECT_TRUE(loaded.value) << loaded.diagnostics.to_text();
}

TEST(Change, NamesThePartOfAPathThatNothingIsCalled) {
  const std::string text = refusal({"no_deal.fyr.utility=20"});
  EXPECT_THAT(text, HasSubstr("--set no_deal.fyr.utility:1:9: error: nothing is called `fyr` in `no_deal`"));
  EXPECT_THAT(text, HasSubstr("    no_deal.fyr.utility=20\n            ^~~\n    hint: did you mean `fry`?"));
  EXPECT_THAT(refusal({"no_dael.fry.utility=20"}), HasSubstr("nothing is called `no_dael` in the case"));
  EXPECT_THAT(refusal({"parties.east.veto=true"}), HasSubstr("there are: nato, fry, russia"));
  EXPECT_THAT(refusal({"title.x=1"}), HasSubstr("`title` is a single value: nothing is called `x` in it"));
  EXPECT_THAT(refusal({"red_lines.nothing_like_it.never=presence = no"}), HasSubstr("nothing is called"));
  EXPECT_THAT(refusal({"variants.a.set=1"}), HasSubstr("a variant cannot be changed by a path"));
  EXPECT_THAT(refusal({"no_deal..utility=1"}), HasSubstr("has an empty part"));
}

TEST(Change, SetsAPlaceOnce) {
  EXPECT_THAT(refusal({"no_deal.fry.utility=20", "no_deal.fry.utility=30"}), HasSubstr("is set twice"));
  EXPECT_THAT(refusal({"no_deal.fry={utility: 20}", "no_deal.fry.utility=30"}),
              HasSubstr("set the same thing, one inside the other"));
  // However the place is written.
  const Case c = read_case("x.yaml", every_section()).value.value();
  ASSERT_FALSE(c.evidence.empty());
  EXPECT_THAT(refusal({"evidence.1.what=a", "evidence." + c.evidence[0].id + ".what=b"}),
              HasSubstr("is set twice"));
}

TEST(Change, EveryRuleOfTheFormatAppliesAtTheSetting) {
  EXPECT_THAT(refusal({"no_deal.fry.utility=120"}), StartsWith("--set no_deal.fry.utility:1:21: error: "));
  EXPECT_THAT(refusal({"as_of=1999-05-32"}),
              StartsWith("--set as_of:1:7: error: `1999-05-32` is not a date"));
  EXPECT_THAT(refusal({"perspective=nobody"}), StartsWith("--set perspective:1:13: error"));
  EXPECT_THAT(refusal({"title=[a"}), StartsWith("--set title:1:"));
  EXPECT_THAT(refusal({"title=&a x"}), HasSubstr("anchors are not allowed"));
  EXPECT_THAT(refusal({"title"}), HasSubstr("`title` is not of the form PATH=VALUE"));
  EXPECT_THAT(refusal({"=3"}), HasSubstr("no path stands before `=`"));
  EXPECT_THAT(refusal({"title="}), HasSubstr("no value for `title` stands behind `=`"));
  EXPECT_THAT(refusal({"title="}), HasSubstr("`title=~` takes it out of the case"));
  EXPECT_THAT(refusal({"title=\xff"}), StartsWith("--set title:1:7: error"));
}

TEST(Change, ATildeTakesOutKeysAndItemsByTheirNumbersInTheFile) {
  const Case whole = read_case("x.yaml", every_section()).value.value();
  ASSERT_GE(whole.evidence.size(), 2U);
  const std::string first = whole.evidence[0].id;
  const Case without = with({"evidence." + first + "=~"}).value.value();
  EXPECT_EQ(without.evidence.size() + 1, whole.evidence.size());
  for (const EvidenceItem& item : without.evidence) EXPECT_NE(item.id, first);
  ASSERT_FALSE(whole.question.empty());
  EXPECT_TRUE(with({"question=null"}).value.value().question.empty());
  ASSERT_FALSE(whole.notes.empty());
  EXPECT_TRUE(with({"notes=~"}).value.value().notes.empty());
}

TEST(Change, ItemsTakenOutTogetherAreThoseOfTheirNumbers) {
  std::string text = every_section();
  const std::size_t at = text.find("\nnotes:");
  ASSERT_NE(at, std::string::npos);
  std::size_t end = text.find('\n', at + 1);
  while (end + 1 < text.size() && text[end + 1] == ' ') end = text.find('\n', end + 1);
  text.replace(at, end - at, "\nnotes: [one, two, three, four]");
  const Case c =
      read_case("x.yaml", text, ReadOptions{{}, {"notes.1=~", "notes.4=last", "notes.3=~"}}).value.value();
  EXPECT_EQ(c.notes, (std::vector<std::string>{"two", "last"}));
}

TEST(Change, WhatIsTakenOutMustBeThereAndTheRestMustBeACase) {
  EXPECT_THAT(refusal({"no_deal.fry.nothing=~"}), HasSubstr("nothing is called `nothing`"));
  EXPECT_THAT(refusal({"title=~"}), HasSubstr("title"));
  EXPECT_THAT(refusal({"parties.fry=~"}), HasSubstr("fry"));
  EXPECT_THAT(refusal({"question=~", "question=x"}), HasSubstr("is set twice"));
  EXPECT_THAT(refusal({"evidence.999=~"}), HasSubstr("nothing is called `999`"));
}

TEST(Change, HostileSettingsAreRefusedInTime) {
  std::string deep = "notes=";
  for (int i = 0; i < 5000; ++i) deep += '[';
  EXPECT_FALSE(with({deep}).value);
  EXPECT_THAT(refusal({std::string(200'000, '.') + "=1"}), HasSubstr("the path has more than 1000 bytes"));
  EXPECT_THAT(refusal({"title=" + std::string(kMaxCaseBytes, 'x')}), HasSubstr("with what is set"));
  std::vector<std::string> many(3000, "parties.x.veto=true");
  EXPECT_FALSE(with(many).value);
}

const char* const kVariants = R"(
variants:
  hard: {name: Belgrade holds, set: {no_deal.fry.utility.value: 60 to 70, "crisis.mediated": false}}
  broken: {set: {no_deal.fry.utility: 130}}
)";

TEST(Variant, IsMadeWhenAskedFor) {
  const std::string text = every_section() + kVariants;
  const LoadedCase plain = read_case("x.yaml", text);
  ASSERT_TRUE(plain.value) << plain.diagnostics.to_text();
  ASSERT_EQ(plain.value->variants.size(), 2u);
  EXPECT_TRUE(plain.value->settings.empty());
  EXPECT_TRUE(plain.value->crisis->mediated);
  const LoadedCase hard = read_case("x.yaml", text, ReadOptions{.variant = "hard"});
  ASSERT_TRUE(hard.value) << hard.diagnostics.to_text();
  EXPECT_FALSE(hard.value->crisis->mediated);
  EXPECT_EQ(input(*hard.value, "no_deal.fry.utility").quantity.to_text(), "60 to 70");
  ASSERT_EQ(hard.value->settings.size(), 2u);
  EXPECT_EQ(hard.value->settings[0].value, "60 to 70");
  EXPECT_EQ(hard.value->settings[0].variant, "hard");
  const LoadedCase both = read_case("x.yaml", text, ReadOptions{"hard", {"no_deal.fry.utility=1"}});
  EXPECT_THAT(both.diagnostics.to_text(), HasSubstr("one inside the other"));
  const LoadedCase none = read_case("x.yaml", text, ReadOptions{.variant = "hrad"});
  EXPECT_THAT(none.diagnostics.to_text(), HasSubstr("no variant `hrad`"));
  EXPECT_THAT(none.diagnostics.to_text(), HasSubstr("did you mean `hard`?"));
}

TEST(Variant, EachIsCheckedByItselfAtItsPlace) {
  const std::string text = every_section() + kVariants;
  const LoadedCase all = read_case("x.yaml", text, ReadOptions{.each_variant = true});
  EXPECT_FALSE(all.value);
  EXPECT_EQ(all.diagnostics.errors(), 1u);
  const Diagnostic error = all.diagnostics.sorted().front();
  EXPECT_THAT(error.message, StartsWith("variant `broken`: "));
  EXPECT_EQ(error.place.line, static_cast<int>(std::count(text.begin(), text.end(), '\n')));
}

}  // namespace
}  // namespace offramp
