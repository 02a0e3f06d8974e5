// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "offramp/briefing/brief/brief.h"
#include "offramp/briefing/document/document_walk.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/read/read_json.h"
#include "offramp/briefing/read/report.h"
#include "offramp/briefing/read/score_json.h"
#include "offramp/briefing/render/html.h"
#include "offramp/briefing/render/markdown.h"
#include "offramp/briefing/testing/briefing_fixture.h"
#include "offramp/briefing/testing/expect_document.h"

namespace offramp::briefing {
namespace {

/// The fixture with a second hidden type, evidence of every kind, a retold report and something to watch.
Case case_with_evidence(const std::string& first_date = "1999-03-02") {
  std::string text = fixture::kCase;
  const std::string types = "types:\n";
  text.insert(text.find("\ntypes:\n") + 1 + types.size(),
              "  north:\n    waits: {name: Waits, prior: 0.5, bad_faith: true}\n    moves: {name: Moves, "
              "prior: 0.5}\n");
  text += R"yaml(joint_types:
  - {when: {north: waits, south: digs_in}, times: 1.5 to 2.5, source: atlas, because: one feeds the other}
evidence:
  - {id: speech, date: 1999-03-02, what: South speaks of peace, by: south, about: south, kind: word, grade: B2, source: diary, likelihood: {digs_in: 0.3 to 0.5, wants_out: 0.6 to 0.8}}
  - {id: march, date: 1999-04-02, what: South marches, by: south, about: south, kind: deed, grade: A1, source: diary, group: marching, likelihood: {digs_in: 0.7 to 0.9, wants_out: 0.1 to 0.3}}
  - {id: march_again, date: 1999-04-03, what: A paper says that South marches, by: south, about: south, kind: deed, grade: C3, source: diary, group: marching, likelihood: {digs_in: 0.7 to 0.9, wants_out: 0.1 to 0.3}}
  - {id: bridge, date: 1999-04-20, what: North mends a bridge, by: north, about: north, kind: costly_signal, signal: sunk_cost, grade: A2, source: atlas, likelihood: {waits: 0.2 to 0.3, moves: 0.5 to 0.7}}
  - {id: offer, date: 1999-05-01, what: North offers talks, by: north, about: north, kind: word, grade: A1, source: atlas, likelihood: {waits: 0.6 to 0.8, moves: 0.5 to 0.7}}
watch:
  - {id: mules, what: Are mules bought?, about: south, likelihood: {digs_in: 0.1 to 0.2, wants_out: 0.5 to 0.7}, cost: 1 to 2, lead_time: 7, source: diary, because: nobody leaves without}
)yaml";
  return read_good(text.replace(text.find("1999-03-02"), 10, first_date));
}

BeliefResult read_it(const Case& c) {
  CaseRun run(c, {.worlds = 256});
  return *read_evidence(run);
}

const Section* who(const Document& document) {
  for (const Section& section : document.sections) {
    if (section.id == "who") return &section;
  }
  return nullptr;
}

TEST(Who, StandsRightAfterTheAnswerAndItsFiguresAgree) {
  const Case c = case_with_evidence();
  const SettleResult settled = fixture::solve(c, 256);
  const BeliefResult belief = read_it(c);
  const Document document = compose_briefing(c, settled, &belief);
  const auto answer = std::find_if(document.sections.begin(), document.sections.end(),
                                   [](const Section& section) { return section.id == "answer"; });
  ASSERT_GE(document.sections.end() - answer, 2);
  EXPECT_EQ((answer + 1)->id, "who");
  const auto json = briefing_figures(c, settled, &belief);
  expect::sound(document, json);
  EXPECT_GT(expect::figures_agree(document, json, "/read/"), 20u);
  Document one;
  one.sections.push_back(*who(document));
  for_each_text(one, [&](const Text& text) { EXPECT_EQ(plain(text).find("onfidence"), std::string::npos); });
}

EventSeries two_months() {
  EventSeries series{"events.tab", "ICEWS", {"North", "South"}, 9, 2, 4, {}, {}};
  series.months = {{1999, 4, {1, 0, 1, 1}, {3, 0, -2, -10}, {}}, {1999, 5, {0, 1, 0, 0}, {0, 7, 0, 0}, {}}};
  return series;
}

TEST(Who, ShowsCodedEventsAlsoWithoutAReading) {
  const Case c = case_with_evidence();
  const SettleResult settled = fixture::solve(c, 64);
  const EventSeries events = two_months();
  const auto json = briefing_figures(c, settled, nullptr, nullptr, &events);
  const Document document = compose_briefing(c, settled, nullptr, nullptr, &events);
  ASSERT_NE(who(document), nullptr);
  EXPECT_EQ(expect::figures_agree(document, json, "/events/"), 3u + 2u * 6u);
  const BeliefResult belief = read_it(c);
  const std::string html = render_html(compose_briefing(c, settled, &belief, nullptr, &events));
  EXPECT_NE(html.find("id=\"figure-events\""), std::string::npos);
  EXPECT_NE(html.find("what was done"), std::string::npos);
}

// One early item must not squeeze all the others into a corner of the drawing.
TEST(Who, ShortensALongTimeWithoutEvidenceAndSaysSo) {
  const char* shortened = "a long time without evidence is shortened";
  const auto page = [](const Case& c) {
    const BeliefResult belief = read_it(c);
    return render_markdown(compose_briefing(c, fixture::solve(c, 64), &belief));
  };
  EXPECT_EQ(page(case_with_evidence()).find(shortened), std::string::npos);
  EXPECT_NE(page(case_with_evidence("1969-03-02")).find(shortened), std::string::npos);
}

TEST(Who, SaysTheLimitsThatTheReadingSays) {
  const Case c = case_with_evidence();
  BeliefResult belief = read_it(c);
  belief.notes = {"First limit.", "Second limit."};
  std::string all;
  for_each_text(compose_briefing(c, fixture::solve(c, 64), &belief),
                [&](const Text& text) { all += plain(text) + "|"; });
  EXPECT_NE(all.find("What limits this reading|First limit.|Second limit.|"), std::string::npos);
}

TEST(Who, IsAbsentWithoutEvidence) {
  const Case c = fixture::the_case();
  const BeliefResult belief = read_it(c);
  EXPECT_EQ(who(compose_briefing(c, fixture::solve(c), &belief)), nullptr);
  EXPECT_EQ(who(compose_briefing(case_with_evidence(), fixture::solve(case_with_evidence(), 64))), nullptr);
}

TEST(ReadReport, IsSoundAndInjectsNothing) {
  Case c = case_with_evidence();
  const std::string evil = "</title><script>alert(1)</script> \x1b[31m \xE2\x80\xAE [a](javascript:b)";
  for (EvidenceItem& item : c.evidence) item.what += evil;
  for (WatchItem& item : c.watch) item.what += evil;
  for (auto& types : c.types) {
    for (PartyType& type : types) type.name += evil;
  }
  const BeliefResult belief = read_it(c);
  const EventSeries events = two_months();
  nlohmann::ordered_json json = briefing_figures(c, fixture::solve(c, 64), &belief);
  json["read"]["events"] = events_json(events);
  expect::sound(read_report(c, belief, &events), json);
  const std::string html = render_html(compose_briefing(c, fixture::solve(c, 64), &belief));
  for (const char* markup : {"<script", "href=\"javascript", "\x1b", "\xE2\x80\xAE"}) {
    EXPECT_EQ(html.find(markup), std::string::npos) << markup;
  }
}

}  // namespace
}  // namespace offramp::briefing
