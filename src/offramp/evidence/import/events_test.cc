// SPDX-License-Identifier: Apache-2.0
// Rows made by hand in the layouts of the GDELT Event Codebook V2.0 and of the ICEWS event files.
#include "offramp/evidence/import/events.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "offramp/evidence/import/day.h"

namespace offramp::evidence {
namespace {

std::string gdelt(std::string_view day, std::string_view actor1, std::string_view actor2,
                  std::string_view code, std::string_view quad, std::string_view score,
                  std::size_t columns = 61) {
  std::vector<std::string> f(columns);
  const auto set = [&](std::size_t column, std::string_view text) {
    f[column - 1] = text;
  };  // as the codebook counts
  set(1, "410412347");
  set(2, day);
  set(6, actor1);
  set(8, actor1.substr(0, 3));
  set(16, actor2);
  set(18, actor2.substr(0, 3));
  set(26, "1");
  set(27, code);
  set(28, code);
  set(29, code.substr(0, 2));
  set(30, quad);
  set(31, score);
  set(32, "10");
  set(35, "-1.5");
  std::string line;
  for (std::size_t n = 0; n < f.size(); ++n) line += (n == 0 ? "" : "\t") + f[n];
  return line + "\n";
}

TEST(Events, Gdelt) {
  const std::string bytes = gdelt("20220105", "RUSGOV", "UKR", "036", "1", "4.0") +
                            gdelt("20220224", "RUSMIL", "UKRMIL", "190", "4", "-10.0") +
                            gdelt("20220226", "UKRGOV", "RUS", "057", "1", "8.0") +
                            gdelt("20220401", "RUS", "UKR", "0874", "2", "9") +
                            gdelt("20220402", "USA", "UKR", "072", "2", "8.3") +
                            gdelt("20220403", "RUS", "UKR", "13", "3", "");
  const EventImport directed = import_gdelt(bytes, {{"RUS"}, {"UKR"}});
  EXPECT_EQ(directed.rows, 6u);
  EXPECT_EQ(directed.malformed, 0u);
  ASSERT_EQ(directed.events.size(), 4u);
  EXPECT_EQ(directed.events[1].source, "RUSMIL");
  EXPECT_EQ(directed.events[1].quad, Quad::material_conflict);
  EXPECT_EQ(directed.events[1].row, 2u);
  EXPECT_EQ(directed.events[1].mentions, 10u);
  EventFilter both{{"RUS"}, {"UKR"}, true};
  EXPECT_EQ(import_gdelt(bytes, both).events.size(), 5u);
  both.last_day = day_number({2022, 2, 28});
  EXPECT_EQ(import_gdelt(bytes, both).events.size(), 3u);
  EXPECT_EQ(import_gdelt(bytes, {{"RUSM"}, {}}).events.size(), 1u);
  EXPECT_EQ(import_gdelt(bytes).events.size(), 6u);

  const auto months = by_month(directed.events);
  ASSERT_EQ(months.size(), 4u);  // January to April, March without events
  EXPECT_EQ(months[0].month, 1);
  EXPECT_EQ(months[0].goldstein, (std::array<double, 4>{4.0, 0, 0, 0}));
  EXPECT_EQ(months[1].material(), -10.0);
  EXPECT_EQ(months[1].verbal(), 0.0);
  EXPECT_EQ(months[2].count, (std::array<std::size_t, 4>{}));
  EXPECT_EQ(months[3].year, 2022);
  EXPECT_EQ(months[3].count, (std::array<std::size_t, 4>{0, 1, 1, 0}));
  EXPECT_EQ(months[3].unscored[2], 1u);
  EXPECT_EQ(months[3].material(), 9.0);
  EXPECT_TRUE(by_month({}).empty());
}

TEST(Events, GdeltMalformedRowsByNumber) {
  const std::string bytes = gdelt("20220105", "RUS", "UKR", "036", "1", "4.0") +
                            gdelt("20220105", "RUS", "UKR", "036", "1", "4.0", 58) + "\n" +
                            gdelt("20220231", "RUS", "UKR", "036", "1", "4.0") +
                            gdelt("20220105", "RUS", "UKR", "21", "1", "4.0") +
                            gdelt("20220105", "RUS", "UKR", "036", "5", "4.0") +
                            gdelt("20220105", "RUS", "UKR", "036", "1", "nan") +
                            gdelt("20220105", "RUS", "UKR", "036", "1", "10.5") +
                            gdelt("20220105", "RUS", "UKR", "036", "1", "-10");
  const EventImport import = import_gdelt(bytes);
  EXPECT_EQ(import.rows, 8u);
  EXPECT_EQ(import.malformed, 6u);
  ASSERT_EQ(import.problems.size(), 6u);
  const std::vector<std::size_t> rows = {2, 4, 5, 6, 7, 8};
  for (std::size_t n = 0; n < rows.size(); ++n) EXPECT_EQ(import.problems[n].row, rows[n]);
  EXPECT_EQ(import.problems[0].message, "58 columns; GDELT 2.0 events have 61");
  EXPECT_EQ(import.problems[1].message, "`20220231` is not a date YYYYMMDD");
  EXPECT_EQ(import.problems[2].message, "`21` is not a CAMEO code");
  EXPECT_EQ(import.problems[3].message, "`5` is not a QuadClass from 1 to 4");
  EXPECT_EQ(import.events.size(), 2u);
}

constexpr std::string_view kIcewsHeader =
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO "
    "Code\tIntensity\tTarget Name\t"
    "Target Sectors\tTarget Country\tStory ID\tSentence "
    "Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\t"
    "Longitude\n";

std::string icews(std::string_view day, std::string_view source, std::string_view country,
                  std::string_view code, std::string_view score, std::string_view target,
                  std::string_view target_country) {
  return fmt::format(
      "926685\t{}\t{}\tGovernment\t{}\tsays "
      "\"something\"\t{}\t{}\t{}\tGovernment\t{}\t1\t2\tAgency\t\t\t\t\t\t\n",
      day, source, country, code, score, target, target_country);
}

TEST(Events, Icews) {
  const std::string bytes = std::string(kIcewsHeader) +
                            icews("1999-03-18", "Slobodan Milosevic", "Serbia", "120", "-4.0", "NATO", "") +
                            icews("1999-03-24", "NATO", "", "195", "-10.0", "Serbia", "Serbia") +
                            icews("1999-06-03", "Government (Serbia)", "Serbia", "057", "8.0",
                                  "Viktor Chernomyrdin", "Russian Federation") +
                            icews("1999-6-03", "NATO", "", "036", "4.0", "Serbia", "Serbia") +
                            icews("1999-06-03", "NATO", "", "10x", "4.0", "Serbia", "Serbia") +
                            "short\trow\n";
  const EventImport import = import_icews(bytes, {{"Serbia"}, {"NATO"}, true});
  EXPECT_EQ(import.rows, 6u);
  EXPECT_EQ(import.malformed, 3u);
  EXPECT_EQ(import.problems[0].row, 5u);
  EXPECT_EQ(import.problems[2].message, "2 columns; the header has 20");
  ASSERT_EQ(import.events.size(), 2u);
  EXPECT_EQ(import.events[0].quad, Quad::verbal_conflict);
  EXPECT_EQ(import.events[0].goldstein, -4.0);
  EXPECT_EQ(import.events[1].quad, Quad::material_conflict);
  EXPECT_EQ(import_icews(bytes).events.size(), 3u);
  EXPECT_EQ(import_icews("Event Date\tIntensity\n").malformed, 5u);
  EXPECT_EQ(import_icews("").malformed, 1u);
}

TEST(Events, QuadOfCameo) {
  EXPECT_EQ(quad_of_cameo("010"), Quad::verbal_cooperation);
  EXPECT_EQ(quad_of_cameo("057"), Quad::verbal_cooperation);
  EXPECT_EQ(quad_of_cameo("06"), Quad::material_cooperation);
  EXPECT_EQ(quad_of_cameo("0874"), Quad::material_cooperation);
  EXPECT_EQ(quad_of_cameo("09"), Quad::verbal_conflict);
  EXPECT_EQ(quad_of_cameo("138"), Quad::verbal_conflict);
  EXPECT_EQ(quad_of_cameo("14"), Quad::material_conflict);
  EXPECT_EQ(quad_of_cameo("204"), Quad::material_conflict);
  for (const char* bad : {"", "0", "00", "21", "99", "1a", "01234", "-1"}) EXPECT_FALSE(quad_of_cameo(bad));
}

// The 20 columns of the yearly files; Dataverse puts texts in quotes, R and spreadsheets rename and retime.
TEST(Events, IcewsAsItIsFound) {
  const std::string rest =
      "\tSource Sectors\tEvent Text\tTarget Sectors\tStory ID\tSentence Number\tPublisher\t"
      "City\tDistrict\tProvince\tCountry\tLatitude\tLongitude";
  const std::string blanks(12, '\t');
  const std::string plain =
      "Event ID\tEvent Date\tSource Name\tSource Country\tCAMEO Code\tIntensity\tTarget Name\tTarget "
      "Country" +
      rest +
      "\r\n20718170\t1999-04-14\tViktor Chernomyrdin\tRussian Federation\t036\t4.0\tSlobodan "
      "Milo\xB9"
      "evi\xE6\tSerbia" +
      blanks + "\r\n";
  const std::string quoted =
      "\xEF\xBB\xBF\"Event.ID\"\t\"Event.Date\"\t\"Source.Name\"\t\"Source.Country\"\t\"CAMEO."
      "Code\"\t\"Intensity\""
      "\t\"Target.Name\"\t\"Target.Country\"" +
      rest +
      "\n20718170\t\"1999-04-14 00:00:00\"\t\"Viktor Chernomyrdin\"\t\"Russian Federation\"\t\"036\"\t4\t"
      "\"Slobodan\"\t\"Serbia\"" +
      blanks + "\n";
  for (const std::string& bytes : {plain, quoted}) {
    EXPECT_TRUE(is_icews(bytes));
    EventFilter filter;
    filter.sources = {"Russian Federation"};
    filter.targets = {"Serbia"};
    const EventImport r = import_icews(bytes, filter);
    EXPECT_EQ(r.malformed, 0u) << (r.problems.empty() ? "" : r.problems[0].message);
    ASSERT_EQ(r.events.size(), 1u);
    EXPECT_EQ(r.events[0].source, "Viktor Chernomyrdin");
    EXPECT_EQ(r.events[0].quad, Quad::verbal_cooperation);
    EXPECT_EQ(r.events[0].goldstein, 4.0);
    EXPECT_EQ(date_of(r.events[0].day), (Date{1999, 4, 14}));
  }
  const EventImport american = import_icews(plain.substr(0, plain.find('\n') + 1) +
                                            "1\t4/14/1999\tA\tB\t036\t4\tC\tD" + blanks + "\n");
  ASSERT_EQ(american.problems.size(), 1u);
  EXPECT_EQ(american.problems[0].row, 2u);
}

TEST(Events, FilesThatAreNoTextAreOneProblem) {
  const std::string utf16(
      "\xFF\xFE"
      "1\0\t\0",
      6);
  for (const std::string& bytes : {utf16, std::string("\x1F\x8B\x08rest"), std::string("PK\x03\x04rest")}) {
    EXPECT_EQ(import_gdelt(bytes).problems.size(), 1u);
    EXPECT_EQ(import_icews(bytes).problems.size(), 1u);
    EXPECT_TRUE(import_gdelt(bytes).events.empty());
  }
  EXPECT_FALSE(is_icews(utf16));
}

}  // namespace
}  // namespace offramp::evidence
