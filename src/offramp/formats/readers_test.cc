// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "offramp/base/testing/paths.h"
#include "offramp/formats/genius/genius_xml.h"
#include "offramp/formats/geniusweb_json.h"
#include "offramp/formats/read_files.h"

namespace offramp::formats {
namespace {

using testing::HasSubstr;

std::string all_text(const ScenarioReading& reading) {
  std::string text;
  for (const Diagnostics& d : reading.diagnostics) text += d.to_text();
  return text;
}

constexpr const char* kDomain = R"(<negotiation_template><utility_space number_of_issues="4">
<objective index="0" name="root" type="objective" etype="objective">
<issue index="1" name="price" type="discrete" vtype="discrete" etype="discrete">
<item index="1" value="high"/><item index="2" value="low"/></issue>
<issue index="2" name="days" type="integer" vtype="integer" etype="integer" lowerbound="1" upperbound="5"/>
<issue index="3" name="share" type="real" vtype="real" etype="real"><range lowerbound="0" upperbound="2"/></issue>
<issue index="4" name="rate" type="real" vtype="real" etype="real"><range lowerbound="0" upperbound="10"/></issue>
</objective></utility_space></negotiation_template>)";

constexpr const char* kProfile = R"(<utility_space>
<objective index="0" name="root" type="objective" etype="objective">
<issue index="1" name="price" type="discrete" vtype="discrete" etype="discrete">
<item index="1" value="high" evaluation="4"/><item index="2" value="low" evaluation="1"/></issue>
<issue index="2" name="days" type="integer" vtype="integer" etype="integer" lowerbound="1" upperbound="5">
<evaluator ftype="linear" slope="0.5" offset="-0.5"/></issue>
<issue index="3" name="share" type="real" vtype="real" etype="real"><range lowerbound="0" upperbound="2"/>
<evaluator ftype="linear" parameter0="0.5" parameter1="1"/></issue>
<issue index="4" name="rate" type="real" vtype="real" etype="real"><range lowerbound="0" upperbound="10"/>
<evaluator ftype="triangular" parameter0="2" parameter1="10" parameter2="6"/></issue>
<weight index="1" value="0.4"/><weight index="2" value="0.3"/><weight index="3" value="0.2"/>
<weight index="4" value="0.1"/>
</objective><discount_factor value="0.9"/><reservation value="0.25"/></utility_space>)";

TEST(GeniusXml, NormalisesAsGeniusDoes) {
  const auto reading = read_scenario({{"domain.xml", kDomain}, {"a.xml", kProfile}});
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  EXPECT_EQ(all_text(reading), "");
  const Profile& a = reading.scenario->profiles.at(0);
  EXPECT_EQ(a.evaluation[0].value, (std::vector<double>{1.0, 0.25}));
  // slope * (x - lower bound) + offset, cut to [0, 1]
  EXPECT_EQ(a.evaluation[1].value, (std::vector<double>{0.0, 0.0, 0.5, 1.0, 1.0}));
  EXPECT_EQ(a.evaluation[2].curve, (std::vector<Knot>{{0.0, 0.5}, {0.5, 1.0}, {2.0, 1.0}}));
  EXPECT_EQ(a.evaluation[3].curve, (std::vector<Knot>{{0.0, 0.0}, {2.0, 0.0}, {6.0, 1.0}, {10.0, 0.0}}));
  EXPECT_EQ(a.discount, 0.9);
  EXPECT_EQ(a.reservation, 0.25);
  const auto problem = to_problem(*reading.scenario, {.points = 3});
  EXPECT_THAT(problem.space.axis(2).grid, testing::ElementsAre(0.0, 0.5, 1.0, 2.0));
  const bargaining::Settlement best{0, 4, 1, 3};  // high, 5 days, 0.5, 6
  EXPECT_EQ(problem.space.axis(3).grid[3], 6.0);
  EXPECT_DOUBLE_EQ(problem.negotiators[0].utility.of(best), 1.0);
}

TEST(GeniusXml, SaysWhatIsWrongAndWhere) {
  std::string bad = kProfile;
  bad.replace(bad.find("evaluation=\"4\""), 14, "evaluation=\"x\"");
  const auto reading = read_scenario({{"domain.xml", kDomain}, {"a.xml", bad}});
  EXPECT_FALSE(reading.scenario);
  EXPECT_THAT(all_text(reading), HasSubstr("a.xml:4:2: error: evaluation=\"x\" is not a number"));
}

TEST(GeniusXml, WarnsOfOptionsAndIssuesThatDoNotFit) {
  std::string other = kProfile;
  other.replace(other.find("value=\"low\""), 11, "value=\"lower\"");
  auto reading = read_scenario({{"domain.xml", kDomain}, {"a.xml", other}});
  ASSERT_TRUE(reading.scenario);
  EXPECT_THAT(all_text(reading), HasSubstr("option `low` of issue `price` has no value; it counts as 0"));
  EXPECT_THAT(all_text(reading), HasSubstr("`lower` is no option of issue `price`"));
  EXPECT_EQ(reading.scenario->profiles[0].evaluation[0].value, (std::vector<double>{1.0, 0.0}));

  other = kProfile;
  other.replace(other.find("name=\"days\""), 11, "name=\"Days\"");
  reading = read_scenario({{"domain.xml", kDomain}, {"a.xml", other}});
  ASSERT_TRUE(reading.scenario);
  EXPECT_THAT(all_text(reading), HasSubstr("by its index 2 it is taken for `days`"));
  EXPECT_EQ(reading.scenario->profiles[0].weight[1], 0.3);
}

TEST(GeniusXml, ReadsLatin1AndRefusesOtherFiles) {
  std::string latin = kDomain;
  latin.replace(latin.find("price"), 5,
                "pr\xE9"
                "ce");
  const FileReading reading = read_file(latin, "d.xml");
  ASSERT_TRUE(reading.domain);
  EXPECT_EQ(reading.domain->issues[0].name,
            "pr\xC3\xA9"
            "ce");
  EXPECT_EQ(reading.diagnostics.warnings(), 1u);
  // What its declaration says does not count once more.
  const FileReading declared = read_file("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + latin, "d.xml");
  ASSERT_TRUE(declared.domain);
  EXPECT_EQ(declared.domain->issues[0].name, reading.domain->issues[0].name);
  EXPECT_TRUE(read_file("<html/>", "x").diagnostics.has_errors());
  EXPECT_TRUE(read_file("", "x").diagnostics.has_errors());
  EXPECT_TRUE(read_file("0.7, 1.0\n0.8, 0.95\n", "pareto.xml").diagnostics.has_errors());
}

TEST(GeniusXml, TheIndexCountsWhereNamesAndIndicesDisagree) {
  const auto file = [](const char* first, const char* second, bool profile) {
    std::string text = "<utility_space><objective index=\"0\" name=\"root\">";
    for (int i = 0; i < 2; ++i) {
      text += fmt::format("<issue index=\"{}\" name=\"{}\">", i + 1, i == 0 ? first : second);
      for (const char* option : {"a", "b"}) {
        const int points = profile ? (*option == 'a') == (i == 0) ? 2 : 1 : 0;
        text += fmt::format("<item value=\"{}\"", option);
        text += profile ? fmt::format(" evaluation=\"{}\"/>", points) : "/>";
      }
      text += "</issue>";
      if (profile) text += fmt::format("<weight index=\"{}\" value=\"{}\"/>", i + 1, i == 0 ? 0.7 : 0.3);
    }
    return text + "</objective></utility_space>";
  };
  auto reading = read_scenario({{"d.xml", file("one", "two", false)}, {"p.xml", file("two", "one", true)}});
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  EXPECT_THAT(all_text(reading), HasSubstr("issue `two` has the index 1, which is that of `one`"));
  EXPECT_EQ(reading.scenario->profiles[0].weight, (std::vector<double>{0.7, 0.3}));
  EXPECT_EQ(reading.scenario->profiles[0].evaluation[0].value, (std::vector<double>{1.0, 0.5}));

  // Where the index leads to other options, Genius fails and the names count.
  std::string other = file("one", "two", false);
  other.replace(other.find("value=\"b\""), 9, "value=\"c\"");
  reading = read_scenario({{"d.xml", other}, {"p.xml", file("two", "one", true)}});
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  EXPECT_EQ(reading.scenario->profiles[0].weight, (std::vector<double>{0.3, 0.7}));
}

TEST(GeniusXml, WhatGeniusPassesOverIsAWarning) {
  const auto with = [](const std::string& from, const std::string& to) {
    std::string text = kProfile;
    text.replace(text.find(from), from.size(), to);
    return read_scenario({{"domain.xml", kDomain}, {"a.xml", text}});
  };
  auto reading = with("<discount_factor value=\"0.9\"/>", "<discount_factor value=\"2\"/>");
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  EXPECT_EQ(reading.scenario->profiles[0].discount, 1.0);
  EXPECT_THAT(all_text(reading), HasSubstr("warning: the discount factor 2 is not in (0, 1]"));
  reading = with("<discount_factor value=\"0.9\"/>", "<discount_factor><value>0.9</value></discount_factor>");
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  EXPECT_EQ(reading.scenario->profiles[0].discount, 1.0);
  EXPECT_THAT(all_text(reading), HasSubstr("<discount_factor> has no number"));
  reading = with("<reservation value=\"0.25\"/>", "<reservation value=\"s\"/>");
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  EXPECT_EQ(reading.scenario->profiles[0].reservation, 0.0);
  EXPECT_THAT(all_text(reading), HasSubstr("<reservation> has no number"));
  reading = with("<reservation", "<rules/><reservation");
  EXPECT_FALSE(reading.scenario);
  EXPECT_THAT(all_text(reading), HasSubstr("error: a utility space of rules"));
}

TEST(GeniusXml, ReadsExcludesNestedSumsAndWeights) {
  const std::string profile = R"(<utility_space type="nonlinear"><objective index="0" name="root">
<issue index="1" name="days" type="integer" lowerbound="1" upperbound="5"/>
<utility maxutility="10"><ufun type="PlainUfun" weight="1" aggregation="sum">
<hyperRectangle utility="4"><EXCLUDES index="1" min="2" max="3"/></hyperRectangle>
<hyperRectangle utility="1"/>
<ufun weight="0.5" aggregation="sum">
<hyperRectangle utility="2" weight="2"><INCLUDES index="1" min="5" max="5"/></hyperRectangle></ufun>
</ufun></utility></objective></utility_space>)";
  const auto reading = read_scenario({{"p.xml", profile}});
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  EXPECT_EQ(all_text(reading), "");
  const auto problem = to_problem(*reading.scenario);
  const std::vector<double> expected{0.5, 0.1, 0.1, 0.5, 0.7};
  for (std::uint16_t k = 0; k < 5; ++k) {
    EXPECT_NEAR(problem.negotiators[0].utility.of(bargaining::Settlement{k}), expected[k], 1e-15) << k;
  }
  // What was read can be written, and reads back the same.
  const auto again = read_scenario({{"p.xml", write_genius_profile(*reading.scenario, 0)}});
  ASSERT_TRUE(again.scenario) << all_text(again);
  EXPECT_EQ(again.scenario->profiles, reading.scenario->profiles);
}

TEST(GeniusXml, HyperRectanglesBecomeBonuses) {
  const std::string profile = R"(<utility_space type="nonlinear"><objective index="0" name="root">
<issue index="2" name="days" type="integer" lowerbound="1" upperbound="5"/>
<utility maxutility="10"><ufun type="PlainUfun" weight="1" aggregation="sum">
<hyperRectangle utility="4"><INCLUDES index="2" min="2" max="3"/></hyperRectangle>
<hyperRectangle utility="5"><INCLUDES index="2" min="3" max="9"/></hyperRectangle>
</ufun></utility></objective></utility_space>)";
  const auto reading = read_scenario({{"p.xml", profile}});
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  const auto problem = to_problem(*reading.scenario);
  const std::vector<double> expected{0.0, 0.4, 0.9, 0.5, 0.5};
  for (std::uint16_t k = 0; k < 5; ++k) {
    EXPECT_DOUBLE_EQ(problem.negotiators[0].utility.of({k}), expected[k]);
  }
}

constexpr const char* kWeb = R"({"LinearAdditiveUtilitySpace": {"name": "p1",
 "issueUtilities": {"food": {"discreteutils": {"valueUtilities": {"chips": 0.75, "catering": 0.25}}},
                    "guests": {"numberutils": {"lowValue": 10, "lowUtility": 0.2, "highValue": 20, "highUtility": 1.0}}},
 "issueWeights": {"food": 0.6, "guests": 0.4},
 "reservationBid": {"issuevalues": {"food": "catering", "guests": "15"}},
 "domain": {"name": "party", "issuesValues": {"food": {"values": ["chips", "catering"]}, "guests": {"range": [10, 20, 1]}}}}})";

TEST(GeniusWebJson, ReadsProfileWithItsDomain) {
  const auto reading = read_scenario({{"p1.json", kWeb}});
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  EXPECT_EQ(reading.scenario->issues[1].kind, IssueKind::integer);
  const Profile& p = reading.scenario->profiles[0];
  EXPECT_EQ(p.evaluation[0].value, (std::vector<double>{0.75, 0.25}));  // nothing is divided
  EXPECT_DOUBLE_EQ(p.evaluation[1].value[5], 0.6);
  EXPECT_DOUBLE_EQ(p.reservation, 0.6 * 0.25 + 0.4 * 0.6);
}

TEST(GeniusWebJson, DuplicateKeysAreErrors) {
  std::string twice = kWeb;
  twice.replace(twice.find("\"catering\": 0.25"), 16, "\"chips\": 0.25");
  const auto reading = read_scenario({{"p1.json", twice}});
  EXPECT_FALSE(reading.scenario);
  EXPECT_THAT(all_text(reading), HasSubstr("duplicate key `chips`"));
  EXPECT_THAT(all_text(reading), HasSubstr("p1.json:2:"));
}

TEST(GeniusWebJson, MixesWithGeniusProfiles) {
  const std::string web = R"({"LinearAdditiveUtilitySpace": {"name": "b",
    "issueUtilities": {"price": {"discreteutils": {"valueUtilities": {"low": 1, "high": 0}}}},
    "issueWeights": {"price": 1.0}}})";
  const auto reading = read_scenario({{"domain.xml", kDomain}, {"a.xml", kProfile}, {"b.json", web}});
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  EXPECT_THAT(all_text(reading), HasSubstr("says nothing of issue `days`"));
  EXPECT_EQ(reading.scenario->profiles[1].evaluation[0].value, (std::vector<double>{0.0, 1.0}));
}

TEST(ReadScenario, ExactlyOneDomain) {
  EXPECT_FALSE(read_scenario({{"a.xml", kDomain}, {"b.xml", kDomain}}).scenario);
  EXPECT_TRUE(read_scenario({{"a.xml", kProfile}, {"b.xml", kProfile}}).scenario);
  EXPECT_FALSE(read_scenario({}).scenario);
}

// Any bytes: a value or errors, never a crash; also on damaged good files.
RC_GTEST_PROP(AnyBytes, NeverCrash, ()) {
  const std::vector<std::string> seeds{kDomain, kProfile, kWeb};
  std::string bytes = seeds[*rc::gen::inRange<std::size_t>(0, 3)];
  const auto damage = *rc::gen::container<std::vector<std::pair<std::size_t, char>>>(
      rc::gen::pair(rc::gen::inRange<std::size_t>(0, bytes.size()), rc::gen::arbitrary<char>()));
  for (const auto& [at, c] : damage) bytes[at] = c;
  if (*rc::gen::inRange(0, 4) == 0) bytes.resize(*rc::gen::inRange<std::size_t>(0, bytes.size()));
  const auto reading = read_scenario({{"x", bytes}});
  if (reading.scenario) {
    to_problem(*reading.scenario);
  } else {
    RC_ASSERT(reading.diagnostics[0].has_errors());
    RC_ASSERT(!reading.diagnostics[0].to_text().empty());
  }
}

TEST(GeniusWebJson, ReadsNegoLogDomains) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(checkout::shared_data()) / "domains/geniusweb-json/domain0";
  if (!fs::exists(folder)) GTEST_SKIP() << "../shared/data/domains/geniusweb-json is absent";
  std::vector<InputFile> files;
  for (const char* name : {"profileA.json", "profileB.json", "specs.json"}) {
    std::ifstream in(folder / name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    files.push_back({name, text.str()});
  }
  const auto reading = read_scenario(files);
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  const auto problem = to_problem(*reading.scenario);
  EXPECT_EQ(*problem.space.exact_size(), 27u);  // NumberOfBids
  double nash = 0.0, welfare = 0.0;
  for (std::uint64_t i = 0; i < 27; ++i) {
    const auto s = problem.space.settlement(i);
    const double a = problem.negotiators[0].utility.of(s), b = problem.negotiators[1].utility.of(s);
    nash = std::max(nash, a * b);
    welfare = std::max(welfare, a + b);
  }
  EXPECT_NEAR(nash, 0.54066609, 1e-9);  // "Nash Product" of specs.json
  EXPECT_NEAR(welfare, 1.4706, 1e-9);   // "Social Welfare"
}

// GeniusWeb refuses such profiles.
TEST(GeniusWebJson, WarnsOfWhatGeniusWebRefuses) {
  const auto with = [](const std::string& from, const std::string& to) {
    std::string text = kWeb;
    text.replace(text.find(from), from.size(), to);
    return read_scenario({{"p1.json", text}});
  };
  auto reading = read_scenario({{"p1.json", kWeb}});
  EXPECT_EQ(all_text(reading), "");
  reading = with("\"food\": 0.6, \"guests\": 0.4", "\"food\": 60, \"guests\": 40");
  ASSERT_TRUE(reading.scenario);
  EXPECT_THAT(all_text(reading), HasSubstr("the weights sum to 100, not to 1"));
  EXPECT_EQ(reading.scenario->profiles[0].weight, (std::vector<double>{60, 40}));
  reading = with("\"guests\": 0.4", "\"guests\": 0.39");
  EXPECT_THAT(all_text(reading), HasSubstr("the weights sum to 0.99, not to 1"));
  reading = with("\"chips\": 0.75", "\"chips\": 75");
  ASSERT_TRUE(reading.scenario);
  EXPECT_THAT(all_text(reading), HasSubstr("issue `food` has a value of 75, which is not in [0, 1]"));
}

TEST(GeniusWebJson, WithoutAReservationBidEveryAgreementIsAcceptable) {
  std::string text = kWeb;
  const std::size_t at = text.find(" \"reservationBid\"");
  text.erase(at, text.find('\n', at) - at);
  auto reading = read_scenario({{"p1.json", text}});
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  EXPECT_TRUE(reading.scenario->profiles[0].any_agreement);
  EXPECT_EQ(reading.scenario->profiles[0].reservation, 0.0);
  text.replace(text.find("0.25"), 4, "-2.0");
  reading = read_scenario({{"p1.json", text}});
  ASSERT_TRUE(reading.scenario) << all_text(reading);
  EXPECT_DOUBLE_EQ(reading.scenario->profiles[0].reservation, 0.6 * -2.0 + 0.4 * 0.2);
  // Their own default is no number that GeniusWeb could not say.
  EXPECT_NE(write_geniusweb_profile(*reading.scenario, 0).find("issueUtilities"), std::string::npos);
}

TEST(ReadFiles, SaysWhatIsNoText) {
  for (const auto& [bytes, what] :
       {std::pair{"PK\x03\x04 domain.xml", "the file is a zip archive; unpack it first"},
        {"\x1F\x8B\x08", "the file is packed (gzip)"}}) {
    const FileReading reading = read_file(bytes, "x");
    EXPECT_EQ(reading.diagnostics.errors(), 1u);
    EXPECT_THAT(reading.diagnostics.to_text(), HasSubstr(what));
  }
}

}  // namespace
}  // namespace offramp::formats
