// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/names/input_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "offramp/briefing/brief/brief.h"
#include "offramp/briefing/document/document_walk.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/render/html.h"
#include "offramp/briefing/testing/briefing_fixture.h"

namespace offramp::briefing {
namespace {

using testing::HasSubstr;
using testing::Not;

std::map<std::string, InputName> names_by_path(const Case& c) {
  std::map<std::string, InputName> by_path;
  const auto names = input_names(c);
  for (std::size_t i = 0; i < names.size(); ++i) by_path[c.inputs[i].path] = names[i];
  return by_path;
}

TEST(InputNames, SayWhatANumberStandsFor) {
  const auto names = names_by_path(fixture::the_case());
  const InputName& bonus = names.at("interests.south.bonus.saved_face");
  EXPECT_EQ(
      bonus.full,
      "Southern Republic: bonus if Peace force: ‘A mixed force’ and Troops that leave: at most 75 percent");
  EXPECT_EQ(bonus.heading, "Southern Republic: interests");
  EXPECT_EQ(names.at("no_deal.south.components.winter").full, "Southern Republic: part of no deal: winter");
  EXPECT_EQ(names.at("no_deal.south.utility").full, "Southern Republic: basic value of no deal");
  EXPECT_EQ(names.at("no_deal.north.utility").full, "Northern Alliance: value of no deal");
  EXPECT_EQ(names.at("types.south.digs_in.no_deal.utility").full,
            "Southern Republic if ‘Digs in’: value of no deal");
  EXPECT_EQ(names.at("types.south.digs_in.prior").full, "Southern Republic: prior belief in ‘Digs in’");
  EXPECT_EQ(names.at("red_lines.no_review.unacceptable_to").full,
            "chance that it holds, Southern Republic: never Status: ‘Review after three years’");
  EXPECT_EQ(names.at("interests.north.value.leave.50").full,
            "Northern Alliance: value of 50 percent (Troops that leave)");
}

TEST(InputNames, AGroupIsLinkedOnlyWhereItHasRows) {
  const Case c = fixture::the_case();
  EXPECT_EQ(input_group_link(c, no_deal_group(c, PartyId(0))), "#inputs-no_deal.2enorth");
  EXPECT_EQ(input_group_link(c, "evidence.march"), "#assumptions");
}

TEST(CaseText, ASourceNamedByItsIdentifierBecomesItsNumber) {
  Case c = fixture::the_case();
  c.sources[1].id = "diary1999";
  EXPECT_EQ(plain(case_text(c, "As diary1999 tells (diary1999), not diary19990 nor an atlas.")),
            "As [2] tells ([2]), not diary19990 nor an atlas.");
  EXPECT_EQ(plain(case_text(c, "")), "");
}

TEST(ConditionWords, AnImplicationReadsAsOne) {
  const Case c = fixture::the_case();
  EXPECT_EQ(condition_words(c, c.feasible[0].condition),
            "if Peace force: ‘A strong force’, then Troops that leave: at least 50 percent");
}

TEST(Polls, TheBriefingShowsWhatWasAskedOfWhom) {
  std::string text = fixture::kCase;
  text.insert(text.find("no_deal:\n"), R"yaml(polls:
  - id: valley
    party: hill
    community: people of the hill
    issue: status
    question: How acceptable is each way to rule the valley?
    source: diary
    date: 1999-03-15
    sample: 1000
    shares:
      review: {essential: 10, desirable: 20, acceptable: 30, tolerable: 15, unacceptable: 25}
)yaml");
  const Case c = read_good(text);
  ASSERT_EQ(c.polls.size(), 1u);
  const SettleResult r = fixture::solve(c, 64);
  const Document document = compose_briefing(c, r);
  const auto parties = std::find_if(document.sections.begin(), document.sections.end(),
                                    [](const Section& section) { return section.id == "parties"; });
  ASSERT_NE(parties, document.sections.end());
  Document one;
  one.sections.push_back(*parties);
  std::string all;
  for_each_text(one, [&](const Text& cell) { all += plain(cell) + "\n"; });
  for (const char* shown :
       {"How acceptable is each way to rule the valley? [2]", "people of the hill, 1000 people",
        "the public of Hill people", "15 March 1999", "Review after three years (23 % to 27 %)"})
    EXPECT_THAT(all, HasSubstr(shown));
  EXPECT_THAT(render_html(document), HasSubstr("id=\"poll-valley\""));
  EXPECT_THAT(render_html(compose_briefing(fixture::the_case(), fixture::solve(fixture::the_case(), 64))),
              Not(HasSubstr("id=\"polls\"")));
}

}  // namespace
}  // namespace offramp::briefing
