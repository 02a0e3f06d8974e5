// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "offramp/briefing/brief/brief.h"
#include "offramp/briefing/document/document_walk.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/read/events_text.h"
#include "offramp/briefing/read/read_json.h"
#include "offramp/briefing/read/read_text.h"
#include "offramp/briefing/render/html.h"
#include "offramp/briefing/testing/briefing_fixture.h"

namespace offramp::briefing {
namespace {

/// The fixture with a second hidden type, evidence of every kind, a retold report and something to watch.
Case case_with_evidence() {
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
  return fixture::read(text);
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

TEST(Who, StandsRightAfterTheBottomLineAndItsFiguresAgree) {
  const Case c = case_with_evidence();
  const SettleResult settled = fixture::solve(c, 256);
  const BeliefResult belief = read_it(c);
  const Document document = compose_briefing(c, settled, &belief);
  ASSERT_GE(document.sections.size(), 2u);
  EXPECT_EQ(document.sections[1].id, "who");
  const auto json = briefing_figures(c, settled, &belief);
  std::size_t seen = 0;
  for_each_text(document, [&](const Text& text) {
    for (const Span& span : text) {
      if (span.kind == Span::Kind::words) {
        EXPECT_EQ(span.text.find_first_of("0123456789"), std::string::npos) << span.text;
      }
      if (span.kind != Span::Kind::figure || !span.pointer.starts_with("/read/")) continue;
      ++seen;
      const nlohmann::ordered_json::json_pointer pointer(span.pointer);
      ASSERT_TRUE(json.contains(pointer)) << span.pointer;
      EXPECT_EQ(span.text, format_figure(span.format, json.at(pointer).get<double>())) << span.pointer;
    }
  });
  EXPECT_GT(seen, 20u);
  Document one;
  one.sections.push_back(*who(document));
  for_each_text(one, [&](const Text& text) { EXPECT_EQ(plain(text).find("onfidence"), std::string::npos); });
}

EventSeries two_months() {
  EventSeries series{"events.tab", "ICEWS", {"North", "South"}, 9, 2, 4, {}};
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
  std::size_t seen = 0;
  for_each_text(document, [&](const Text& text) {
    for (const Span& span : text) {
      if (span.kind != Span::Kind::figure || !span.pointer.starts_with("/events/")) continue;
      ++seen;
      const nlohmann::ordered_json::json_pointer pointer(span.pointer);
      ASSERT_TRUE(json.contains(pointer)) << span.pointer;
      EXPECT_EQ(span.text, format_figure(span.format, json.at(pointer).get<double>())) << span.pointer;
    }
  });
  EXPECT_EQ(seen, 3u + 2u * 6u);
  const BeliefResult belief = read_it(c);
  const std::string html = render_html(compose_briefing(c, settled, &belief, nullptr, &events));
  EXPECT_NE(html.find("id=\"figure-events\""), std::string::npos);
  EXPECT_NE(html.find("what was done"), std::string::npos);
}

TEST(Who, LinksLeadSomewhereAndNoIdStandsTwice) {
  const Case c = case_with_evidence();
  const BeliefResult belief = read_it(c);
  const std::string html = render_html(compose_briefing(c, fixture::solve(c, 256), &belief));
  std::set<std::string> ids;
  const std::regex id(" id=\"([^\"]*)\""), link("href=\"#([^\"]*)\"");
  for (std::sregex_iterator i(html.begin(), html.end(), id), end; i != end; ++i) {
    EXPECT_TRUE(ids.insert((*i)[1]).second) << "twice: " << (*i)[1];
  }
  for (std::sregex_iterator i(html.begin(), html.end(), link), end; i != end; ++i) {
    EXPECT_EQ(ids.count((*i)[1]), 1u) << "leads nowhere: " << (*i)[1];
  }
}

TEST(Who, IsAbsentWithoutEvidence) {
  const Case c = fixture::the_case();
  const BeliefResult belief = read_it(c);
  EXPECT_EQ(who(compose_briefing(c, fixture::solve(c), &belief)), nullptr);
  EXPECT_EQ(who(compose_briefing(case_with_evidence(), fixture::solve(case_with_evidence(), 64))), nullptr);
}

TEST(ReadText, KeepsToItsColumnsAndInjectsNothing) {
  Case c = case_with_evidence();
  const std::string evil = "</title><script>alert(1)</script> \x1b[31m \xE2\x80\xAE [a](javascript:b)";
  for (EvidenceItem& item : c.evidence) item.what += evil;
  for (WatchItem& item : c.watch) item.what += evil;
  for (auto& types : c.types) {
    for (PartyType& type : types) type.name += evil;
  }
  const BeliefResult belief = read_it(c);
  const std::string text = read_text(c, belief);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    EXPECT_LE(display_width(text.substr(at, end - at)), 80u) << text.substr(at, end - at);
    at = end + 1;
  }
  const std::string html = render_html(compose_briefing(c, fixture::solve(c, 64), &belief));
  for (const char* markup : {"<script", "href=\"javascript", "\x1b", "\xE2\x80\xAE"}) {
    EXPECT_EQ(html.find(markup), std::string::npos) << markup;
  }
  EXPECT_THROW(read_text(c, belief, {false, 59}), std::invalid_argument);
}

}  // namespace
}  // namespace offramp::briefing
