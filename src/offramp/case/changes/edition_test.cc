// SPDX-License-Identifier: Apache-2.0
// A case that may be shown to one side is the case as if what is left out had never been written.
#include "offramp/case/changes/edition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "offramp/base/text/diagnostics.h"

namespace offramp::case_file {
namespace {

using ::testing::HasSubstr;

/// A tree as text, without places.
std::string written(const Node& node) {
  std::string out;
  if (node.is_scalar()) return "<" + node.text + ">";
  for (const Node& item : node.items) out += written(item) + ",";
  for (const Entry& entry : node.entries) out += entry.key.text + ":" + written(entry.value) + ",";
  return (node.is_list() ? "[" : "{") + out + (node.is_list() ? "]" : "}");
}

struct Made {
  std::string tree, problems;
  bool made = false;
};

Made edition(const std::string& text, const std::string& party) {
  const SourceText source(text);
  Diagnostics diagnostics("case.yaml", text);
  Made result;
  {
    Problems problems(diagnostics, source);
    std::optional<Node> root = read_tree(source, problems);
    if (root) {
      check_confidences(*root, problems);
      result.made = make_edition(*root, party, source, problems);
      result.tree = written(*root);
    }
  }
  result.problems = diagnostics.to_text();
  return result;
}

const std::string kHead = "parties: {north: {name: N}, south: {name: S}, envoy: {name: E}}\n";

TEST(Edition, LeavesOutOfListsAndDraftsWhatAPartyMayNotBeTold) {
  const std::string with = kHead +
                           "evidence:\n"
                           "  - {id: a, what: open}\n"
                           "  - {id: b, what: hush, told_by: north}\n"
                           "  - {id: c, what: said to two, told_by: north, may_tell: [envoy, south]}\n"
                           "drafts:\n"
                           "  one: {name: Secret, told_by: a source in Geneva}\n"
                           "  two: {name: Open, told_by: a source in Geneva, may_tell: all}\n"
                           "red_lines:\n"
                           "  - {party: north, never: x = y, told_by: north, may_tell: nobody}\n";
  const std::string without = kHead +
                              "evidence:\n"
                              "  - {id: a, what: open}\n"
                              "  - {id: c, what: said to two}\n"
                              "drafts:\n"
                              "  two: {name: Open}\n";
  EXPECT_EQ(edition(with, "south").tree, edition(without, "south").tree);
  EXPECT_TRUE(edition(with, "south").made) << edition(with, "south").problems;
  // Who told it sees it.
  EXPECT_THAT(edition(with, "north").tree, HasSubstr("<hush>"));
  EXPECT_THAT(edition(with, "envoy").tree, ::testing::Not(HasSubstr("<hush>")));
}

TEST(Edition, PutsWhatWouldBeWrittenOtherwiseInItsPlace) {
  const std::string with = kHead +
                           "interests:\n"
                           "  north: {told_by: envoy, weight: {who: 9}, otherwise: {weight: {who: 1}}}\n"
                           "  south: {weight: {who: 2}}\n";
  const std::string without = kHead +
                              "interests:\n"
                              "  north: {weight: {who: 1}}\n"
                              "  south: {weight: {who: 2}}\n";
  EXPECT_EQ(edition(with, "south").tree, edition(without, "south").tree);
  EXPECT_THAT(edition(with, "envoy").tree, HasSubstr("north:{weight:{who:<9>,},}"));
}

TEST(Edition, LeavesOutWhatIsTheAnalystsOwnAndSourcesThatNothingCites) {
  const std::string with = kHead +
                           "notes: what I think\n"
                           "contacts: [{who: W, about: [north]}]\n"
                           "sources:\n"
                           "  kept1: {title: K}\n"
                           "  talk7: {title: A conversation in confidence}\n"
                           "  said2: {title: Named in a reason}\n"
                           "evidence:\n"
                           "  - {id: a, what: open, source: \"kept1, p. 3\", because: as said2 has it}\n"
                           "  - {id: b, what: hush, source: talk7, told_by: north}\n";
  const std::string tree = edition(with, "south").tree;
  EXPECT_THAT(tree, ::testing::Not(HasSubstr("conversation")));
  EXPECT_THAT(tree, ::testing::Not(HasSubstr("what I think")));
  EXPECT_THAT(tree, ::testing::Not(HasSubstr("contacts")));
  EXPECT_THAT(tree, HasSubstr("kept1"));
  EXPECT_THAT(tree, HasSubstr("said2:"));
}

TEST(Edition, SaysWhatItCannotDo) {
  EXPECT_THAT(edition(kHead, "east").problems, HasSubstr("`east` is not a party, so there is no edition"));
  const Made none = edition(kHead + "interests:\n  north: {told_by: envoy, weight: {who: 9}}\n", "south");
  EXPECT_FALSE(none.made);
  EXPECT_THAT(none.problems, HasSubstr("case.yaml:3:20"));
  EXPECT_THAT(none.problems, HasSubstr("told in confidence by `envoy`: `south` may not be shown it"));
  EXPECT_THAT(edition(kHead + "evidence:\n  - {id: a, may_tell: all}\n", "south").problems,
              HasSubstr("`may_tell` without `told_by`"));
  EXPECT_THAT(
      edition(kHead + "evidence:\n  - {id: a, told_by: north, may_tell: [east, envoy, envoy]}\n", "south")
          .problems,
      ::testing::AllOf(HasSubstr("`east` is not a party"), HasSubstr("`envoy` is named twice")));
}

// Secrets among random items, told by random people to random others.
RC_GTEST_PROP(Edition, OfRandomItemsIsThatOfThoseThatMayBeShown, ()) {
  const std::vector<std::string> parties{"north", "south", "envoy"};
  const auto n = *rc::gen::inRange(0, 12);
  std::string with = kHead + "evidence:\n  - {id: first}\n", without = with;
  for (int i = 0; i < n; ++i) {
    const std::string id = "i" + std::to_string(i);
    const auto told = static_cast<std::size_t>(*rc::gen::inRange(0, 4));  // 3: nobody told it
    std::string tell;
    bool shown = told == 3 || parties[told] == "south";
    for (const std::string& party : parties) {
      if (told == 3 || !*rc::gen::arbitrary<bool>()) continue;
      tell += (tell.empty() ? "" : ", ") + party;
      shown = shown || party == "south";
    }
    const std::string secret = told == 3 ? "" : ", told_by: " + parties[told] + ", may_tell: [" + tell + "]";
    with += "  - {id: " + id + secret + "}\n";
    if (shown) without += "  - {id: " + id + "}\n";
  }
  RC_ASSERT(edition(with, "south").tree == edition(without, "south").tree);
}

}  // namespace
}  // namespace offramp::case_file
