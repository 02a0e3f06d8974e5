// SPDX-License-Identifier: Apache-2.0
// Rows made by hand in the layouts of the GDELT Event Codebook V2.0 and of the ICEWS event files.
#include "offramp/evidence/import/events.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "offramp/base/text/date.h"
#include "offramp/evidence/import/table/csv.h"
#include "offramp/evidence/import/testing/event_rows.h"

namespace offramp::evidence {
namespace {

using tables::gdelt_row;
using tables::icews_header;
using tables::icews_row;
using tables::Table;
using tables::text_of;
using tables::Told;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Told gdelt(std::string id, std::string day, std::string source, std::string target, std::string code,
           std::string quad, std::string score) {
  return {std::move(id),       std::move(day),  source,           source.substr(0, 3), target,
          target.substr(0, 3), std::move(code), std::move(score), std::move(quad),     {}};
}

Table gdelt_table(std::size_t columns = 61) {
  return {gdelt_row(gdelt("1", "2014-03-05", "RUSGOV", "UKR", "193", "4", "-10.0"), columns),
          gdelt_row(gdelt("2", "2014-03-06", "UKR", "RUS", "036", "1", "4.0"), columns),
          gdelt_row(gdelt("3", "2014-05-07", "RUS", "UKRGOV", "073", "2", "7.4"), columns)};
}

// The three events above.
void expect_the_three(const EventImport& read) {
  EXPECT_EQ(read.refusal, "");
  EXPECT_EQ(read.malformed, 0u) << (read.problems.empty() ? "" : read.problems[0].message);
  ASSERT_EQ(read.events.size(), 3u);
  const auto months = by_month(read.events);
  ASSERT_EQ(months.size(), 3u);  // April without events
  EXPECT_EQ(months[0].count, (std::array<std::size_t, 4>{1, 0, 0, 1}));
  EXPECT_EQ(months[0].goldstein, (std::array<double, 4>{4.0, 0.0, 0.0, -10.0}));
  EXPECT_EQ(months[1].count, (std::array<std::size_t, 4>{}));
  EXPECT_EQ(months[2].material(), 7.4);
}

const EventFilter kRussiaUkraine{{"RUS"}, {"UKR"}, true};

TEST(Events, GdeltInAllItsTables) {
  for (const auto& [columns, layout] :
       {std::pair{61u, "GDELT 2.0"}, {58u, "GDELT 1.0"}, {57u, "GDELT 1.0"}}) {
    const EventImport read = import_events(text_of(gdelt_table(columns)), kRussiaUkraine);
    expect_the_three(read);
    EXPECT_EQ(read.layout, layout);
    EXPECT_THAT(read.notes, IsEmpty());
  }
  const EventImport directed = import_events(text_of(gdelt_table()), {{"RUS"}, {"UKR"}});
  ASSERT_EQ(directed.events.size(), 2u);
  EXPECT_EQ(directed.events[1].row, 3u);
  EXPECT_EQ(directed.events[0].source, "RUSGOV");
  EventFilter early = kRussiaUkraine;
  early.last_day = day_number({2014, 3, 31});
  EXPECT_EQ(import_events(text_of(gdelt_table()), early).events.size(), 2u);
  EXPECT_EQ(import_events(text_of(gdelt_table()), {{" RUSG "}, {}}).events.size(), 1u);
  EXPECT_TRUE(by_month({}).empty());
}

TEST(Events, GdeltVersionsJoined) {
  const EventImport read =
      import_events(text_of(gdelt_table(61)) +
                    text_of({gdelt_row(gdelt("9", "2013-01-01", "RUS", "UKR", "010", "1", "0"), 58)}));
  EXPECT_EQ(read.malformed, 0u);
  EXPECT_EQ(read.events.size(), 4u);
  EXPECT_THAT(read.notes, ElementsAre(HasSubstr("1 row of GDELT's other version")));
}

TEST(Events, MalformedRowsByNumber) {
  Table table = gdelt_table();
  const auto add = [&](const Told& told) { table.push_back(gdelt_row(told)); };
  add(gdelt("4", "2022-02-31", "RUS", "UKR", "036", "1", "4.0"));
  add(gdelt("5", "2022-01-05", "RUS", "UKR", "99", "1", "4.0"));
  add(gdelt("6", "2022-01-05", "RUS", "UKR", "036", "5", "4.0"));
  add(gdelt("7", "2022-01-05", "RUS", "UKR", "036", "1", "high"));
  add(gdelt("8", "2022-01-05", "RUS", "UKR", "036", "1", "10.5"));
  table.push_back(std::vector<std::string>(30, "1"));
  const EventImport read = import_events(text_of(table) + "\n \n");
  EXPECT_EQ(read.rows, 9u);
  EXPECT_EQ(read.malformed, 6u);
  EXPECT_EQ(read.events.size(), 3u);
  ASSERT_EQ(read.problems.size(), 6u);
  const char* const messages[] = {"`20220231` is not a date; write 2022-03-29",
                                  "`99` is not a CAMEO code",
                                  "`5` is not a QuadClass from 1 to 4",
                                  "`high` is not a Goldstein score from -10 to 10",
                                  "`10.5` is not a Goldstein score from -10 to 10",
                                  "30 columns; GDELT 2.0 events have 61"};
  for (std::size_t n = 0; n < 6; ++n) {
    EXPECT_EQ(read.problems[n].row, n + 4);
    EXPECT_EQ(read.problems[n].message, messages[n]);
  }
}

TEST(Events, ScoresAsTheyAreWritten) {
  Table table;
  for (const char* score : {"-10", "-10,0",
                            "\xE2\x88\x92"
                            "10.0",
                            " -10.0 ", "\"-10\""}) {
    table.push_back(gdelt_row(gdelt("", "2014-03-05", "RUS", "UKR", "193", "4.0", score)));
  }
  for (const char* none : {"", "NULL", "NA", "nan"}) {
    table.push_back(gdelt_row(gdelt("", "2014-03-05", "RUS", "UKR", "193", "4", none)));
  }
  const EventImport read = import_events(text_of(table));
  EXPECT_EQ(read.malformed, 0u) << (read.problems.empty() ? "" : read.problems[0].message);
  ASSERT_EQ(read.events.size(), 9u);  // rows without an identifier are never taken for repeats
  for (std::size_t n = 0; n < 5; ++n) EXPECT_EQ(read.events[n].goldstein, -10.0);
  for (std::size_t n = 5; n < 9; ++n) EXPECT_FALSE(read.events[n].goldstein);
  EXPECT_EQ(by_month(read.events)[0].unscored[3], 4u);
  EXPECT_THAT(read.notes, ElementsAre(HasSubstr("4 events have no score")));
}

TEST(Events, AnEventThatIsListedTwiceCountsOnce) {
  Table table = gdelt_table();
  table.push_back(table[0]);
  table.push_back(table[2]);
  table.push_back(gdelt_row(gdelt("2", "2014-03-09", "UKR", "RUS", "190", "4", "-10")));
  const EventImport read = import_events(text_of(table), kRussiaUkraine);
  EXPECT_EQ(read.rows, 6u);
  EXPECT_EQ(read.repeated, 2u);
  EXPECT_EQ(read.events.size(), 4u);
  EXPECT_THAT(read.notes,
              ElementsAre(HasSubstr("2 rows repeat an event listed before"),
                          HasSubstr("1 row has the identifier of an event before but another content")));
  // In ICEWS an identifier comes back on other days, of other events.
  Told first{"7", "2017-01-02", "Chad", "Chad", "Sudan", "Sudan", "042", "1.9", {}, {}}, later = first;
  later.day = "2017-02-02";
  const EventImport icews =
      import_events(text_of({icews_header(), icews_row(first), icews_row(later), icews_row(first)}));
  EXPECT_EQ(icews.events.size(), 2u);
  EXPECT_EQ(icews.repeated, 1u);
  EXPECT_EQ(icews.notes.size(), 1u);
}

Table icews_table() {
  return {
      icews_header(),
      icews_row({"1",
                 "2017-01-03",
                 "Government (Chad)",
                 "Chad",
                 "Niger",
                 "Niger",
                 "010",
                 "0",
                 {},
                 "Make statement"}),
      icews_row({"2",
                 "2017-01-09",
                 "Nigeria",
                 "Nigeria",
                 "Chad",
                 "Chad",
                 "190",
                 "-10",
                 {},
                 "Use conventional military force"}),
      icews_row(
          {"3", "2017-02-11", "Police (Niger)", "", "Chad", "Chad", "057", "8", {}, "Sign formal agreement"}),
      icews_row({"4",
                 "2017-02-12",
                 "Military (Nigeria)",
                 "Nigeria",
                 "Chad",
                 "Chad",
                 "042",
                 "1.9",
                 {},
                 "Make a visit"})};
}

std::vector<std::size_t> rows_of(const EventImport& read) {
  std::vector<std::size_t> rows;
  for (const Event& e : read.events) rows.push_back(e.row);
  return rows;
}

TEST(Events, IcewsActorsMatchWhole) {
  const std::string text = text_of(icews_table());
  EXPECT_EQ(import_events(text).layout, "ICEWS");
  EXPECT_THAT(rows_of(import_events(text, {{"Niger"}, {"Chad"}, true})), ElementsAre(2u, 4u));
  EXPECT_THAT(rows_of(import_events(text, {{"Nigeria"}, {"Chad"}, true})), ElementsAre(3u, 5u));
  const EventImport none = import_events(text, {{"Nige"}, {"Chad"}, true});
  EXPECT_TRUE(none.events.empty());
  EXPECT_THAT(none.notes, ElementsAre(HasSubstr("did you mean `Niger`?")));
}

TEST(Events, IcewsCodesWithoutTheirZero) {
  Table table = icews_table();
  const EventImport whole = import_events(text_of(table));
  EXPECT_THAT(whole.notes, IsEmpty());
  table[1][6] = "10";
  table[3][6] = "57.0";
  table[4][6] = "42";
  const EventImport read = import_events(text_of(table));
  EXPECT_EQ(read.malformed, 0u);
  ASSERT_EQ(read.events.size(), 4u);
  for (std::size_t n = 0; n < 4; ++n) {
    EXPECT_EQ(read.events[n].cameo, whole.events[n].cameo);
    EXPECT_EQ(read.events[n].quad, whole.events[n].quad);
  }
  EXPECT_THAT(read.notes, ElementsAre(HasSubstr("3 event codes lost the leading zero")));
}

TEST(Events, IcewsWithoutCodesIsClassedByTitle) {
  const EventImport whole = import_events(text_of(icews_table()));
  Table table = icews_table();
  for (auto& row : table) row.erase(row.begin() + 6);
  const EventImport read = import_events(text_of(table));
  ASSERT_EQ(read.events.size(), 4u);
  for (std::size_t n = 0; n < 4; ++n) EXPECT_EQ(read.events[n].cameo, whole.events[n].cameo);
  EXPECT_THAT(read.notes, ElementsAre(HasSubstr("4 rows have no CAMEO code")));
  table[1][5] = "Says something";
  EXPECT_EQ(import_events(text_of(table)).problems.at(0).message,
            "no CAMEO code, and `Says something` is the title of none");
}

TEST(Events, IcewsWithTheDatesOf2017) {
  const auto days = [](std::initializer_list<const char*> dates) {
    Table table{icews_header()};
    for (const char* day : dates) {
      table.push_back(icews_row({"", day, "Chad", "Chad", "Niger", "Niger", "010", "0", {}, {}}));
    }
    return import_events(text_of(table));
  };
  const EventImport custom = days({"1/3/2017", "2/12/2017"});
  ASSERT_EQ(custom.events.size(), 2u);
  EXPECT_EQ(date_of(custom.events[0].day), (Date{2017, 1, 3}));
  EXPECT_EQ(date_of(custom.events[1].day), (Date{2017, 2, 12}));
  EXPECT_THAT(custom.notes, ElementsAre(HasSubstr("month/day/year, which no date here confirms")));
  const EventImport european = days({"3/1/2017", "2017-01-04", "14/1/2017"});
  EXPECT_EQ(date_of(european.events.at(0).day), (Date{2017, 1, 3}));
  EXPECT_THAT(european.notes, ElementsAre(HasSubstr("day/month/year")));
  const EventImport both = days({"2017-01-04", "13/1/2017", "1/14/2017"});
  EXPECT_EQ(both.events.size(), 1u);
  EXPECT_EQ(both.malformed, 2u);
  EXPECT_EQ(days({"1999-04-14 00:00:00", "4/14/1999"}).events.size(), 2u);
}

// As R, spreadsheets and Dataverse leave them.
TEST(Events, IcewsAsItIsFound) {
  Table table = icews_table();
  const EventFilter filter{{"Slobodan Milo\xC5\xA1"
                            "evi\xC4\x87"},
                           {},
                           true};
  table[1][2] = filter.sources[0];
  Table snake = table, quoted = table;
  for (std::string& name : snake[0]) {
    for (char& c : name) c = c == ' ' ? '.' : static_cast<char>(std::tolower(c));
  }
  for (auto& row : quoted) {
    for (std::string& field : row) field = '"' + field + '"';
  }
  quoted[1][5] = "\"says\tso\"";
  std::reverse(snake.begin() + 1, snake.end());
  Table twice = table;
  twice.push_back(table[0]);
  twice.insert(twice.begin(), {"downloaded on Monday"});
  Table wider = table;
  for (auto& row : wider) row.resize(23);
  for (const std::string& text : {text_of(table, '\t', "\r\n"), "\xEF\xBB\xBF" + text_of(table),
                                  text_of(table, '\t', "\r"), text_of(snake), text_of(quoted), text_of(twice),
                                  text_of(wider), "sep=;\r\n" + text_of(table, ';', "\r\n")}) {
    const EventImport read = import_events(text, filter);
    EXPECT_EQ(read.refusal, "");
    EXPECT_EQ(read.rows, 4u);
    EXPECT_EQ(read.malformed, 0u) << (read.problems.empty() ? "" : read.problems[0].message);
    EXPECT_EQ(read.events.size(), 1u);
  }
  // Windows-1252 has no c with acute; Latin letters that it has are found.
  table[1][2] =
      "Fran\xE7"
      "ois";
  EXPECT_EQ(import_events(text_of(table), {{"Fran\xC3\xA7"
                                            "ois"},
                                           {},
                                           true})
                .events.size(),
            1u);
}

RC_GTEST_PROP(Events, ColumnsAndSeparatorsInAnyOrder, ()) {
  const char separator =
      *rc::gen::elementOf(std::vector<char>(std::begin(kSeparators), std::end(kSeparators)));
  Table table = icews_table();
  table[2][13] = "Wire, \"the\"; second|edition";
  const auto order = tables::any_order(table[0].size());
  Table permuted;
  for (const auto& row : table) {
    std::vector<std::string> fields;
    for (const std::size_t n : order) fields.push_back(row[n]);
    permuted.push_back(std::move(fields));
  }
  const EventImport a = import_events(text_of(table)), b = import_events(text_of(permuted, separator));
  RC_ASSERT(b.malformed == 0u);
  RC_ASSERT(b.events.size() == a.events.size());
  for (std::size_t n = 0; n < a.events.size(); ++n) {
    RC_ASSERT(a.events[n].cameo == b.events[n].cameo);
    RC_ASSERT(a.events[n].source == b.events[n].source);
    RC_ASSERT(a.events[n].day == b.events[n].day);
    RC_ASSERT(a.events[n].goldstein == b.events[n].goldstein);
  }
}

RC_GTEST_PROP(Events, GdeltWithAnySeparator, ()) {
  const char separator =
      *rc::gen::elementOf(std::vector<char>(std::begin(kSeparators), std::end(kSeparators)));
  const auto columns = *rc::gen::elementOf(std::vector<std::size_t>{57, 58, 61});
  Table table = gdelt_table(columns);
  table[0][36] = "Moscow, Moskva, Russia";
  expect_the_three(import_events(text_of(table, separator), kRussiaUkraine));
}

TEST(Events, GdeltWithAHeader) {
  Table table = gdelt_table();
  std::vector<std::string> header(61);
  for (std::size_t n = 0; n < 61; ++n) header[n] = fmt::format("other{}", n);
  header[0] = "GLOBALEVENTID";
  header[1] = "SQLDATE";
  header[5] = "Actor1Code";
  header[7] = "Actor1CountryCode";
  header[15] = "Actor2Code";
  header[17] = "Actor2CountryCode";
  header[26] = "EventCode";
  header[29] = "QuadClass";
  header[30] = "GoldsteinScale";
  table.insert(table.begin(), header);
  expect_the_three(import_events(text_of(table), kRussiaUkraine));
  expect_the_three(import_events(text_of(table, ','), kRussiaUkraine));
  table[0][30] = "Tone";
  EXPECT_THAT(import_events(text_of(table)).refusal, HasSubstr("the header lacks `GoldsteinScale`"));
}

// One sentence says what the file is.
TEST(Events, FilesThatAreNoTablesOfEvents) {
  std::string unquoted;
  for (const auto& row : gdelt_table()) {
    for (std::size_t n = 0; n < row.size(); ++n)
      unquoted += (n == 0 ? "" : ",") + (n == 36 ? std::string("Kyiv, Ukraine") : row[n]);
    unquoted += "\n";
  }
  const std::pair<std::string, const char*> files[] = {
      {"", "the file is empty"},
      {"PK\x03\x04 20170101-icews-events.tab", "zip archive; unpack it"},
      {"event_id_cnty,event_date,year,event_type,sub_event_type,actor1,fatalities\nUKR1,15 March "
       "2014,2014,a,b,c,0\n",
       "an ACLED table"},
      {"id,relid,year,type_of_violence,conflict_name,side_a,side_b,best\n1,2,3,1,x,y,z,4\n", "a UCDP table"},
      {"conflict_id,location,side_a,side_b,year\n1,x,y,z,2000\n", "a UCDP table of conflicts"},
      {"Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tActor Name\tRecipient Name\n",
       "a POLECAT table"},
      {"Date\tSource\tTarget\tCAMEOCode\tNumEvents\tNumArts\tQuadClass\tGoldstein\n",
       "GDELT's reduced table"},
      {"1\t20150218230000\t20150218230000" + std::string(13, '\t') + "\n", "GDELT's table of mentions"},
      {"20150218230000-0" + std::string(26, '\t') + "\n", "GDELT's knowledge graph"},
      {"date,about,kind,consistency:a\n2020-01-01,p,deed,neutral\n",
       "a table of evidence, which --evidence takes"},
      {unquoted, "commas inside fields without quotes"},
      {"Event Date\tIntensity\n",
       "the header lacks `Source Name`, `Source Country`, `Target Name`, `Target Country`"},
      {"Event Date\tEvent Date\tSource Name\n", "two columns `Event Date`"},
      {"once upon a time\n", "neither a GDELT event table (61 columns"}};
  for (const auto& [bytes, what] : files) {
    const EventImport read = import_events(bytes);
    EXPECT_THAT(read.refusal, HasSubstr(what));
    EXPECT_EQ(read.layout, "");
    EXPECT_EQ(read.rows, 0u);
  }
}

RC_GTEST_PROP(Events, AnyBytesAreCounted, ()) {
  const auto byte = rc::gen::elementOf(std::string("1\t,;\n\r\"a-/.0\xC3\x00z", 15));
  std::string bytes = *rc::gen::container<std::string>(byte);
  if (*rc::gen::arbitrary<bool>()) bytes = text_of(icews_table()) + bytes;
  const EventImport read = import_events(bytes);
  RC_ASSERT(read.events.size() + read.malformed + read.repeated == read.rows);
  RC_ASSERT(read.refusal.empty() != read.layout.empty());
}

}  // namespace
}  // namespace offramp::evidence
