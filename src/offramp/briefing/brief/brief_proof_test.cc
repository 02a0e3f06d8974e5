// SPDX-License-Identifier: Apache-2.0
// What the briefing says of proofs: the certificate, the robust choices, large spaces.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "offramp/briefing/brief/brief.h"
#include "offramp/briefing/document/document_walk.h"
#include "offramp/briefing/settle/settle_json.h"
#include "offramp/briefing/testing/briefing_fixture.h"

namespace offramp::briefing {
namespace {

using testing::HasSubstr;
using testing::Not;

// The figures agree with the JSON, the words hold no digit; returns all text.
std::string sound_text(const Case& c, const SettleResult& r) {
  const auto json = briefing_figures(c, r);
  std::string out;
  for_each_text(compose_briefing(c, r), [&](const Text& text) {
    for (const Span& span : text) {
      if (span.kind == Span::Kind::words) {
        EXPECT_EQ(span.text.find_first_of("0123456789"), std::string::npos) << span.text;
      }
      if (span.kind != Span::Kind::figure) continue;
      const nlohmann::ordered_json::json_pointer pointer(span.pointer);
      EXPECT_TRUE(json.contains(pointer) && json.at(pointer).is_number()) << span.pointer;
      if (json.contains(pointer) && json.at(pointer).is_number()) {
        EXPECT_EQ(span.text, format_figure(span.format, json.at(pointer).get<double>())) << span.pointer;
      }
    }
    out += plain(text) + "\n";
  });
  return out;
}

SettleResult searched(const Case& c) {
  CaseRun run(c, {.worlds = 128});
  SettleOptions options;
  options.enumeration_limit = 0;
  run.set(options);
  return *settle(run);
}

TEST(ProofBriefing, NamesEachClashAndWhatOneConcessionOpens) {
  const Case c = read_good(fixture::plain_case(2, 3, 98));
  SettleResult r = fixture::solve(c, 64);
  ASSERT_FALSE(r.certificate.possible);
  const std::string text = sound_text(c, r);
  EXPECT_THAT(text, HasSubstr("at least its value of no deal, 98 points"));
  EXPECT_THAT(text, HasSubstr("even alone"));
  r.certificate = {};
  r.certificate.complete = true;
  r.certificate.clashes = {{{Demand::Kind::reservation, 0, RedLineId(0), PartyId(0)},
                            {Demand::Kind::reservation, 0, RedLineId(0), PartyId(1)}}};
  EXPECT_THAT(sound_text(c, r), HasSubstr("no settlement meets these demands together"));
  EXPECT_THAT(sound_text(c, r), HasSubstr("at least two would have to give way"));
  r.certificate.concessions = {{r.certificate.clashes[0][0], 3.25, r.ranked[0].settlement, -0.0325}};
  EXPECT_THAT(sound_text(c, r), HasSubstr("lower by 3."));
  EXPECT_THAT(fixture::settle_text(c, r), HasSubstr("lower by 3."));
  EXPECT_EQ(briefing_figures(c, r)["settle"]["certificate"]["verdict"], "impossible");
}

TEST(ProofBriefing, SaysWhatAStoppedProofLeavesOpen) {
  const Case c = fixture::the_case();
  SettleResult r = fixture::solve(c, 64);
  r.certificate = {};
  r.certificate.method = "the bound of nodes";
  EXPECT_THAT(sound_text(c, r), HasSubstr("ended before it could tell"));
  EXPECT_THAT(fixture::settle_text(c, r), HasSubstr("ended before it could tell"));
  r.robust.clear();
  r.disagreements.clear();
  EXPECT_THAT(sound_text(c, r), HasSubstr("No settlement was found that is best over the worlds"));
}

TEST(ProofBriefing, ClaimsNothingThatASearchDoesNotKnow) {
  const Case c = fixture::the_case();
  SettleResult r = searched(c);
  ASSERT_FALSE(r.enumerated);
  r.undecided_worlds = 3;
  r.robust[0].bound = r.robust[0].value + 0.07;
  const std::string text = sound_text(c, r), terminal = fixture::settle_text(c, r);
  for (const std::string& all : {text, terminal}) {
    EXPECT_THAT(all, Not(HasSubstr("feasible settlements")));
    EXPECT_THAT(all, Not(HasSubstr("zone of agreement holds 0")));
    EXPECT_THAT(all, HasSubstr("not proven"));
  }
  EXPECT_THAT(text, Not(HasSubstr("Efficient settlements")));
  EXPECT_THAT(text, HasSubstr("In 3 worlds the search settled the question neither way"));
  const auto json = briefing_figures(c, r)["settle"];
  EXPECT_TRUE(json["zone"].is_null());
  EXPECT_TRUE(json["pareto_count"].is_null());
  EXPECT_TRUE(json["feasible"].is_null());
}

}  // namespace
}  // namespace offramp::briefing
