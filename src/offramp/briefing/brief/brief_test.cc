// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/brief/brief.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "offramp/briefing/document/document_walk.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/render/html.h"
#include "offramp/briefing/render/json_text.h"
#include "offramp/briefing/render/markdown.h"
#include "offramp/briefing/settle/settle_json.h"
#include "offramp/briefing/testing/briefing_fixture.h"
#include "offramp/briefing/testing/expect_document.h"

namespace offramp::briefing {
namespace {

using testing::HasSubstr;
using testing::Not;

void expect_self_contained(const std::string& html) {
  for (const char* forbidden : {"<script", "<img", "<iframe", "<object", "<link", "@import", "url(",
                                " src=", "srcset", " onload", "javascript:"}) {
    EXPECT_THAT(html, Not(HasSubstr(forbidden)));
  }
}

void expect_sound(const Case& c, const SettleResult& r) {
  const Document document = compose_briefing(c, r);
  const auto json = briefing_figures(c, r);
  expect::sound(document, json);
  EXPECT_GT(expect::figures_agree(document, json), 10u);
  expect_self_contained(render_html(document));
  EXPECT_FALSE(render_markdown(document).empty());
  EXPECT_NO_THROW(briefing_json(c, r).dump());
  expect::sound(settle_report(c, r), json);
}

std::string section_text(const Document& document, const std::string& id) {
  std::string out;
  for (const Section& section : document.sections) {
    if (section.id != id) continue;
    Document one;
    one.sections.push_back(section);
    for_each_text(one, [&](const Text& text) { out += plain(text) + "\n"; });
  }
  return out;
}

TEST(Briefing, FiguresInSentencesAgreeWithTheJson) {
  const Case c = fixture::the_case();
  expect_sound(c, fixture::solve(c));
}

TEST(Briefing, HasEveryPartInOrder) {
  const Case c = fixture::the_case();
  std::vector<std::string> ids;
  for (const Section& section : compose_briefing(c, fixture::solve(c)).sections) ids.push_back(section.id);
  EXPECT_EQ(ids, (std::vector<std::string>{
                     "bottom-line", "front-far", "front-deal",    "front-crux",  "answer",     "rests-on",
                     "band",        "parties",   "no-deal",       "map",         "acceptance", "ranked",
                     "robust",      "fairness",  "disagreements", "off-ramps",   "central",    "prices",
                     "types",       "actual",    "notes",         "assumptions", "sources",    "method"}));
}

TEST(Briefing, LikelihoodAndConfidenceNeverShareASentence) {
  const Case c = fixture::the_case();
  const std::regex likelihood("almost no chance|unlikely|likely|roughly even|almost certain|[0-9] %");
  for_each_text(compose_briefing(c, fixture::solve(c)), [&](const Text& text) {
    const std::regex stop("[.;:] ");
    const std::string all = plain(text);
    for (std::sregex_token_iterator i(all.begin(), all.end(), stop, -1), end; i != end; ++i) {
      const std::string sentence = *i;
      if (sentence.find("onfidence") == std::string::npos ||
          sentence.starts_with("Likelihood and confidence are kept"))
        continue;
      EXPECT_FALSE(std::regex_search(sentence, likelihood)) << sentence;
    }
  });
}

TEST(Briefing, TheOutcomeIsNoInput) {
  Case c = fixture::the_case();
  const auto told = [](const Document& document) {
    std::string text = section_text(document, "answer");
    for (const Section& section : document.sections) {
      if (section.front) text += section_text(document, section.id);
    }
    return text;
  };
  const std::string with = told(compose_briefing(c, fixture::solve(c)));
  c.actual.reset();
  const SettleResult r = fixture::solve(c);
  EXPECT_EQ(told(compose_briefing(c, r)), with);
  EXPECT_EQ(section_text(compose_briefing(c, r), "actual"), "");
  expect_sound(c, r);
}

TEST(Briefing, SaysPlainlyThatThereIsNoAgreement) {
  const Case c = read_good(fixture::plain_case(2, 3, 99.5));
  const SettleResult r = fixture::solve(c, 128);
  ASSERT_EQ(r.agreement.value, 0.0);
  expect_sound(c, r);
  const Document document = compose_briefing(c, r);
  EXPECT_THAT(section_text(document, "bottom-line"), HasSubstr("Propose nothing yet: a deal that all would"));
  EXPECT_THAT(section_text(document, "bottom-line"), HasSubstr("exists in no world"));
  EXPECT_THAT(section_text(document, "answer"), HasSubstr("There is almost no chance (0 %) that"));
  EXPECT_THAT(section_text(document, "answer"), HasSubstr("exists in no world"));
  EXPECT_THAT(section_text(document, "fairness"), HasSubstr("No fairness point"));
}

TEST(Briefing, NamesTheRedLinesThatCloseTheZone) {
  Case c = fixture::the_case();
  SettleResult r = fixture::solve(c);
  r.agreement = share_of(0, r.worlds);
  r.closing_sets = {{RedLineId(0), RedLineId(2)}, {RedLineId(1)}};
  expect_sound(c, r);
  EXPECT_THAT(section_text(compose_briefing(c, r), "closing"),
              HasSubstr("Northern Alliance: never Peace force"));
  r.closing_sets = {{}};
  EXPECT_THAT(section_text(compose_briefing(c, r), "closing"), HasSubstr("red lines are not needed"));
}

TEST(Briefing, SaysPlainlyThatAgreementIsCertain) {
  const Case c = read_good(fixture::plain_case(2, 3, 10));
  const SettleResult r = fixture::solve(c, 128);
  ASSERT_EQ(r.agreement.value, 1.0);
  expect_sound(c, r);
  EXPECT_THAT(section_text(compose_briefing(c, r), "bottom-line"),
              HasSubstr("It is almost certain (100 %) that"));
  EXPECT_THAT(section_text(compose_briefing(c, r), "parties"), HasSubstr("The case states no red line."));
}

TEST(Briefing, CarriesOneVetoPlayerTwelveAndLongNames) {
  for (const std::size_t parties : {1u, 3u, 12u}) {
    const Case c = read_good(fixture::plain_case(parties, 150, 60));
    const SettleResult r = fixture::solve(c, 64);
    expect_sound(c, r);
  }
}

TEST(Briefing, BeginsASentenceWithACapital) {
  const Case c = fixture::the_case();
  EXPECT_THAT(section_text(compose_briefing(c, fixture::solve(c)), "rests-on"),
              HasSubstr("). It is read as secession"));
}

TEST(Briefing, BearsAResultWithNothingInIt) {
  Case c = fixture::the_case();
  SettleResult r = fixture::solve(c);
  r.ranked.resize(1);
  r.off_ramps.clear();
  r.points.clear();
  r.disagreements.clear();
  r.no_points_because = "nothing gains";
  r.by_type.clear();
  r.map.clear();
  expect_sound(c, r);
  r.ranked.clear();
  r.actual.reset();
  const Document document = compose_briefing(c, r);
  expect_self_contained(render_html(document));
}

/// The fixture with every name replaced by an attack.
Case hostile_case() {
  Case c = fixture::the_case();
  const std::string evil =
      "</title></desc><script>alert(1)</script>\"><img src=x onerror=alert(1)> ' onload='x' "
      "[a](javascript:alert(1)) `c` | d \x1b[31m\xE2\x80\xAE";
  c.title = c.question = c.as_of = c.perspective = evil;
  c.notes = {evil, "# heading", "<!-- comment"};
  for (Party& p : c.parties) p.name = p.description = evil;
  for (Issue& i : c.issues) {
    i.name = i.description = i.unit = evil;
    for (Option& o : i.options) o.name = evil;
  }
  for (auto& types : c.types) {
    for (PartyType& t : types) t.name = evil;
  }
  for (RedLine& line : c.red_lines) line.never.provenance.because = evil;
  for (Explanation& e : c.explanations) e.say = evil;
  for (Input& i : c.inputs) {
    i.quantity.provenance.because = evil;
    for (Citation& citation : i.quantity.provenance.sources) citation.place = evil;
  }
  for (Source& s : c.sources) s.title = s.author = s.note = s.publisher = evil;
  c.sources[0].url = "javascript:alert(1)";
  c.sources[1].url = "https://example.org/\"><script>";
  c.actual->note = evil;
  return c;
}

TEST(Briefing, HostileNamesInjectNothing) {
  const Case c = hostile_case();
  const SettleResult r = fixture::solve(c);
  const Document document = compose_briefing(c, r);
  expect::figures_agree(document, briefing_figures(c, r));
  const std::string html = render_html(document);
  expect::links_lead(html);
  // Case text may contain these letters; as markup or as an attribute they must not occur.
  for (const char* markup : {"<script", "<img", "</title></desc>", "onload='", "href=\"javascript", "<!--"}) {
    EXPECT_THAT(html, Not(HasSubstr(markup)));
  }
  EXPECT_EQ(html.find('\x1b'), std::string::npos);
  EXPECT_EQ(html.find("\xE2\x80\xAE"), std::string::npos);
  const std::string markdown = render_markdown(document);
  const std::regex raw("(^|[^\\\\])<(script|img|!--)");
  EXPECT_FALSE(std::regex_search(markdown, raw));
  const std::regex live_link("[^\\\\]\\]\\(javascript");
  EXPECT_FALSE(std::regex_search(markdown, live_link));
  EXPECT_THAT(markdown, Not(HasSubstr("\n# heading")));
  EXPECT_EQ(fixture::settle_text(c, r).find('\x1b'), std::string::npos);
}

TEST(SettleJson, NumbersReadBackAsTheSameDoubles) {
  const Case c = fixture::the_case();
  const SettleResult r = fixture::solve(c);
  const auto again = nlohmann::ordered_json::parse(json_text(settle_json(c, r)));
  EXPECT_EQ(again, settle_json(c, r));
  EXPECT_EQ(again["agreement"]["value"].get<double>(), r.agreement.value);
  EXPECT_EQ(again["ranked"][0]["standings"][0]["expected_utility"].get<double>(),
            r.ranked[0].standings[0].expected_utility);
  EXPECT_EQ(again["ranked"].size(), r.ranked.size());
  EXPECT_EQ(again["seed"], 1);
}

}  // namespace
}  // namespace offramp::briefing
