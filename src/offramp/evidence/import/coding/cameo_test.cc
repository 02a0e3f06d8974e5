// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/coding/cameo.h"

#include <gtest/gtest.h>

#include <set>

#include "offramp/evidence/import/coding/actors.h"
#include "offramp/evidence/import/coding/cameo_titles.h"

namespace offramp::evidence {
namespace {

TEST(Cameo, QuadByRoot) {
  EXPECT_EQ(quad_of_cameo("010"), Quad::verbal_cooperation);
  EXPECT_EQ(quad_of_cameo("057"), Quad::verbal_cooperation);
  EXPECT_EQ(quad_of_cameo("06"), Quad::material_cooperation);
  EXPECT_EQ(quad_of_cameo("0874"), Quad::material_cooperation);
  EXPECT_EQ(quad_of_cameo("09"), Quad::verbal_conflict);
  EXPECT_EQ(quad_of_cameo("138"), Quad::verbal_conflict);
  EXPECT_EQ(quad_of_cameo("14"), Quad::material_conflict);
  EXPECT_EQ(quad_of_cameo("204"), Quad::material_conflict);
  for (const char* bad : {"", "0", "00", "21", "99", "1a", "01234", "-1"})
    EXPECT_FALSE(quad_of_cameo(bad)) << bad;
}

// Every code of the codebook that begins with a zero is found again without it.
TEST(Cameo, LostZerosComeBack) {
  for (const CameoTitle& t : cameo_titles()) {
    if (t.code.size() < 3) continue;  // a root, which no event is coded with
    EXPECT_EQ(whole_icews_code(t.code), t.code);
    if (t.code.front() == '0') {
      EXPECT_EQ(whole_icews_code(t.code.substr(1)), t.code);
      EXPECT_EQ(whole_gdelt_code(t.code.substr(1), *quad_of_cameo(t.code)), t.code);
    }
    EXPECT_EQ(whole_gdelt_code(t.code, *quad_of_cameo(t.code)), t.code);
  }
  EXPECT_EQ(whole_icews_code("01"), "01");  // kept its zero: a root
  EXPECT_EQ(whole_icews_code("5"), "05");
  for (const char* no_code : {"", "x", "2x", "---", "99999"}) EXPECT_EQ(whole_icews_code(no_code), no_code);
}

TEST(Cameo, TitlesStandOnceAndNameTheirCode) {
  std::set<std::string_view> titles;
  for (const CameoTitle& t : cameo_titles()) {
    EXPECT_TRUE(titles.insert(t.title).second) << t.title;
    EXPECT_TRUE(quad_of_cameo(t.code)) << t.code;
  }
  EXPECT_GT(titles.size(), 290u);
  EXPECT_EQ(cameo_of_title("Make statement"), "010");
  EXPECT_EQ(cameo_of_title("Use conventional military force"), "190");
  EXPECT_EQ(cameo_of_title("Consult"), "040");
  EXPECT_FALSE(cameo_of_title("Make a statement"));
}

TEST(Actors, NamesMatchWhole) {
  const auto is = [](const char* wanted, const char* name, const char* country) {
    return is_actor(wanted, name, country, ActorScheme::names);
  };
  EXPECT_TRUE(is("Niger", "Niger", "Niger"));
  EXPECT_TRUE(is("niger", "Niger", ""));
  EXPECT_TRUE(is("Niger", "Mahamadou Issoufou", "Niger"));
  EXPECT_TRUE(is("Niger", "Police (Niger)", ""));
  EXPECT_TRUE(is("Police (Niger)", "Police (Niger)", "Niger"));
  EXPECT_FALSE(is("Niger", "Nigeria", "Nigeria"));
  EXPECT_FALSE(is("Niger", "Military (Nigeria)", "Nigeria"));
  EXPECT_FALSE(is("Dominica", "Dominican Republic", "Dominican Republic"));
  EXPECT_FALSE(is("Iran", "Iranian National Resistance Council", "France"));
  EXPECT_FALSE(is("Guinea", "Equatorial Guinea", "Equatorial Guinea"));
  EXPECT_FALSE(is("Guinea", "Guinea-Bissau", "Guinea-Bissau"));
  EXPECT_FALSE(is("Sudan", "South Sudan", "South Sudan"));
  EXPECT_FALSE(is("", "Niger", ""));
  EXPECT_FALSE(is("Niger)", "Police (Niger)", ""));
}

TEST(Actors, CodesMatchByTheirBeginning) {
  const auto is = [](const char* wanted, const char* code, const char* country) {
    return is_actor(wanted, code, country, ActorScheme::codes);
  };
  EXPECT_TRUE(is("RUS", "RUSGOV", "RUS"));
  EXPECT_TRUE(is("RUSMIL", "RUSMIL", "RUS"));
  EXPECT_TRUE(is("rus", "RUS", ""));
  EXPECT_TRUE(is("RUS", "", "RUS"));
  EXPECT_FALSE(is("RUSMIL", "RUS", "RUS"));
  EXPECT_FALSE(is("GOV", "RUSGOV", "RUS"));
  EXPECT_FALSE(is("", "RUS", ""));
}

TEST(Actors, SaysWhomNoRowHas) {
  ActorSearch search({"Russia", "Chad", "Atlantis"}, ActorScheme::names);
  search.see("Chad", "Chad");
  search.see("Government (Russian Federation)", "Russian Federation");
  const auto missing = search.missing();
  ASSERT_EQ(missing.size(), 2u);
  EXPECT_EQ(missing[0], "no row has the actor `Russia`; did you mean `Russian Federation`?");
  EXPECT_EQ(missing[1].find("no row has the actor `Atlantis`"), 0u);
}

}  // namespace
}  // namespace offramp::evidence
