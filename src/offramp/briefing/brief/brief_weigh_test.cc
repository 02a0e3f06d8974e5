// SPDX-License-Identifier: Apache-2.0
// The briefing and the terminal text with `weigh` passed in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/briefing/brief/brief.h"
#include "offramp/briefing/document/document_walk.h"
#include "offramp/briefing/document/figure_text.h"
#include "offramp/briefing/render/html.h"
#include "offramp/briefing/render/json_text.h"
#include "offramp/briefing/settle/settle_json.h"
#include "offramp/briefing/testing/briefing_fixture.h"
#include "offramp/briefing/testing/expect_document.h"
#include "offramp/briefing/weigh/report.h"
#include "offramp/briefing/weigh/weigh_json.h"

namespace offramp::briefing {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Weighed {
  Case c;
  SettleResult settled;
  WeighResult result;
};

Weighed weighed(Case c, WeighOptions options = {}) {
  Weighed w;
  w.c = std::move(c);
  CaseRun run(w.c, {.worlds = 1024});
  run.set(options);
  w.settled = *settle(run);
  w.result = *weigh(run);
  return w;
}

TEST(BriefWeigh, EveryFigurePointsToItsNumberAndEveryLinkLeadsSomewhere) {
  const Weighed w = weighed(fixture::the_case());
  const auto json = briefing_figures(w.c, w.settled, nullptr, &w.result);
  const Document document = compose_briefing(w.c, w.settled, nullptr, &w.result);
  expect::sound(document, json);
  EXPECT_GT(expect::figures_agree(document, json, "/weigh/"), 10u);
}

TEST(BriefWeigh, KeyAssumptionsStandBeforeTheRecommendation) {
  const Weighed w = weighed(fixture::the_case());
  ASSERT_FALSE(w.result.key_assumptions.empty());
  const Document document = compose_briefing(w.c, w.settled, nullptr, &w.result);
  std::size_t rests = 0, ranked = 0;
  for (std::size_t s = 0; s < document.sections.size(); ++s) {
    if (document.sections[s].id == "rests-on") rests = s;
    if (document.sections[s].id == "ranked") ranked = s;
  }
  EXPECT_LT(rests, ranked);
  EXPECT_EQ(document.sections[rests].title, "What this rests on");
}

TEST(BriefWeigh, SaysInWordsThatNothingIsUncertain) {
  Case c = read_good(std::regex_replace(fixture::plain_case(2, 3, 40.0), std::regex("30 to 60"), "30"));
  const SettleResult r = fixture::solve(c, 64);
  std::string all;
  for_each_text(compose_briefing(c, r), [&](const Text& text) { all += plain(text) + "\n"; });
  EXPECT_THAT(all, HasSubstr("Nothing in the case that could move the answer is uncertain."));
  all.clear();
  const Case unsure = fixture::the_case();
  for_each_text(compose_briefing(unsure, fixture::solve(unsure)),
                [&](const Text& text) { all += plain(text) + "\n"; });
  EXPECT_THAT(all, Not(HasSubstr("Nothing in the case")));
}

TEST(WeighReport, IsSoundForEveryOutput) {
  WeighOptions options;
  options.design = true;
  options.base_points = 64;
  const Weighed w = weighed(fixture::the_case(), options);
  const auto json = briefing_figures(w.c, w.settled, nullptr, &w.result);
  for (std::size_t o = 0; o < w.result.outputs.size(); ++o) {
    const Document document = weigh_report(w.c, w.settled, w.result, o);
    expect::sound(document, json);
    EXPECT_GT(expect::figures_agree(document, json, fmt::format("/weigh/outputs/{}/", o)), 3u) << o;
  }
  EXPECT_THROW(weigh_report(w.c, w.settled, w.result, w.result.outputs.size()), std::invalid_argument);
}

TEST(WeighJson, ReadsBackAndNamesEveryOutput) {
  const Weighed w = weighed(fixture::the_case());
  const auto json = weigh_json(w.c, w.result);
  EXPECT_EQ(nlohmann::ordered_json::parse(json_text(json)), json);
  std::vector<std::string> outputs;
  for (const auto& output : json["outputs"]) outputs.push_back(output["output"]);
  EXPECT_EQ(outputs,
            (std::vector<std::string>{"agreement", "acceptance", "risk", "reservation", "reservation"}));
  for (const auto& flip : json["answer_flips"]["levels"]) EXPECT_TRUE(flip.contains("check"));
}

}  // namespace
}  // namespace offramp::briefing
