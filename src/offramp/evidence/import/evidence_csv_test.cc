// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/evidence_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "offramp/base/text/date.h"
#include "offramp/evidence/import/table/csv.h"
#include "offramp/evidence/import/testing/event_rows.h"

namespace offramp::evidence {
namespace {

using testing::HasSubstr;

constexpr std::string_view kGood =
    "id,date,what,by,about,kind,signal,likelihood:holds_out,likelihood:seeks_exit,consistency:other,grade,"
    "group,source\n"
    "refusal,1999-03-18,\"Refuses, again\",fry,fry,word,,0.8 to 0.95,30 %,,B2,paris,x\n"
    ",1999-03-20,Mobilises,fry,fry,costly_signal,tied_hands,60 % to 72 %,,inconsistent,,,\n";

TEST(EvidenceCsv, ReadsRows) {
  const EvidenceImport import = import_evidence(kGood, "e.csv");
  EXPECT_FALSE(import.diagnostics.has_errors()) << import.diagnostics.to_text();
  ASSERT_EQ(import.rows.size(), 2u);
  const EvidenceRow& first = import.rows[0];
  EXPECT_EQ(first.what, "Refuses, again");
  EXPECT_EQ(first.kind, Kind::word);
  EXPECT_EQ(first.grade.to_text(), "B2");
  EXPECT_EQ(first.day, day_number({1999, 3, 18}));
  ASSERT_EQ(first.likelihood.size(), 2u);
  EXPECT_EQ(first.likelihood[0].first, "holds_out");
  EXPECT_EQ(first.likelihood[0].second.p5(), 0.8);
  EXPECT_EQ(first.likelihood[1].second.median(), 0.3);
  const EvidenceRow& second = import.rows[1];
  EXPECT_EQ(second.id, "row_3");
  EXPECT_EQ(second.kind, Kind::tied_hands);
  EXPECT_EQ(second.likelihood[0].second.p95(), 0.72);
  EXPECT_EQ(second.consistency[0].second, Consistency::inconsistent);
  EXPECT_FALSE(second.grade.graded());
}

TEST(EvidenceCsv, PassesOverRowsOfBlankCells) {
  const EvidenceImport import =
      import_evidence(std::string(kGood) + ",,,,,,,,,,,,\n , ,,,,,,,,,,,\n,,,,,,,,,,,,\n", "e.csv");
  EXPECT_TRUE(import.diagnostics.sorted().empty()) << import.diagnostics.to_text();
  EXPECT_EQ(import.rows.size(), 2u);
  EXPECT_EQ(import.rows_read, 2u);
}

TEST(EvidenceCsv, ReportsEveryBadRowByNumber) {
  const std::string text =
      "date,about,kind,likelihood:a,consistency:a,id\n"
      "1999-02-30,fry,word,0.5,,one\n"
      "1999-02-03,,tweet,0.5,,two\n"
      "1999-02-03,fry,deed,1.5,,three\n"
      "1999-02-03,fry,deed,0.5,neutral,four\n"
      "1999-02-03,fry,deed,0.5\n"
      "1999-02-03,fry,deed,,,five\n"
      "1999-02-03,fry,deed,0.5,,one\n"
      "1999-02-03,fry,costly_signal,0.5,,six\n"
      "1999-02-03,fry,deed,0.5,,seven\n";
  const EvidenceImport import = import_evidence(text, "e.csv");
  EXPECT_EQ(import.rows_read, 9u);
  EXPECT_EQ(import.rows_skipped, 8u);
  ASSERT_EQ(import.rows.size(), 1u);
  EXPECT_EQ(import.rows[0].id, "seven");
  const std::string report = import.diagnostics.to_text();
  for (const char* part :
       {"e.csv:2:1: error: row 2: `1999-02-30` is not a date", "row 3: `about` is empty",
        "row 3: `tweet` is not a kind", "row 4: `1.5` is not a likelihood", "row 5: type `a` has both",
        "row 6: 4 fields; the header names 6", "row 7: no likelihood", "row 8: id `one` stands twice",
        "row 9: `` is not a signal"}) {
    EXPECT_THAT(report, HasSubstr(part));
  }
}

TEST(EvidenceCsv, ListsAThousandProblemsAndCountsTheRest) {
  std::string text = "date,about,kind,likelihood:a\n";
  for (int n = 0; n < 1500; ++n) text += "x,fry,deed,0.5\n";
  const EvidenceImport import = import_evidence(text, "e.csv");
  EXPECT_EQ(import.rows_skipped, 1500u);
  EXPECT_EQ(import.diagnostics.errors(), 1001u);
  EXPECT_THAT(import.diagnostics.sorted().front().message, HasSubstr("500 more problems"));
}

TEST(EvidenceCsv, RefusesBadHeaders) {
  EXPECT_THAT(import_evidence("date,about,kinds\n", "e.csv").diagnostics.to_text(),
              testing::AllOf(HasSubstr("unknown column `kinds`; did you mean `kind`?"),
                             HasSubstr("column `kind` is missing")));
  EXPECT_THAT(import_evidence("date,date,about,kind\n", "e.csv").diagnostics.to_text(),
              HasSubstr("stands twice"));
  EXPECT_THAT(import_evidence("", "e.csv").diagnostics.to_text(), HasSubstr("the file is empty"));
}

// The same two items, however a spreadsheet saved them.
TEST(EvidenceCsv, ReadsWhatSpreadsheetsWrite) {
  const tables::Table table = {
      {"date", "about", "kind", "what", "grade", "likelihood:a", "consistency:b"},
      {"2020-01-02", "p", "deed", "First; second, third", "", "0.25", "very_inconsistent"},
      {"2020-01-14", "p", "word", "Fourth", "B2", "0.5 to 0.75", "neutral"}};
  const auto changed = [&](auto change) {
    tables::Table copy = table;
    for (std::size_t r = 0; r < copy.size(); ++r) change(copy[r], r);
    return copy;
  };
  using Row = std::vector<std::string>;
  const auto german = changed([](Row& row, std::size_t r) {
    if (r == 1) row = {"02.01.2020", "p", "Deed", row[3], "", "25 %", "Very inconsistent"};
    if (r == 2) row = {"14.01.2020", "p", "WORD", row[3], "b2", "0,5 to 0,75", "neutral"};
  });
  const auto american = changed([](Row& row, std::size_t r) {
    if (r == 0) row = {"Date", "About", "Kind", "What", "Grade", "Likelihood: a", "CONSISTENCY:b"};
    if (r == 1) row[0] = "1/2/2020";
    if (r == 2) row[0] = "1/14/2020 0:00";
  });
  const auto wider = changed([](Row& row, std::size_t) { row.resize(row.size() + 3); });
  const auto hole = changed([](Row& row, std::size_t) { row.insert(row.begin() + 2, ""); });
  auto joined = table;
  joined.insert(joined.begin() + 2, table[0]);
  std::string wide = "\xFF\xFE";
  for (const char c : tables::text_of(table, '\t')) wide += {c, '\0'};
  using tables::text_of;
  for (const std::string& text :
       {text_of(table, ','), text_of(table, ';', "\r\n"), text_of(table, '\t'), text_of(table, '|'),
        text_of(table, ',', "\r"), "sep=;\r\n" + text_of(german, ';'), text_of(german, ';'),
        text_of(american, ','), text_of(wider, ','), text_of(hole, ','), text_of(joined, ','), wide,
        "\xEF\xBB\xBF" + text_of(table, ';'), "\n\n" + text_of(table, ',')}) {
    const EvidenceImport import = import_evidence(text, "e.csv");
    EXPECT_FALSE(import.diagnostics.has_errors()) << import.diagnostics.to_text();
    ASSERT_EQ(import.rows.size(), 2u) << text;
    EXPECT_EQ(import.rows[0].day, day_number({2020, 1, 2}));
    EXPECT_EQ(import.rows[0].what, "First; second, third");
    EXPECT_EQ(import.rows[0].likelihood.at(0).second.median(), 0.25);
    EXPECT_EQ(import.rows[0].consistency.at(0).second, Consistency::very_inconsistent);
    EXPECT_EQ(import.rows[1].day, day_number({2020, 1, 14}));
    EXPECT_EQ(import.rows[1].kind, Kind::word);
    EXPECT_EQ(import.rows[1].likelihood.at(0).second.p95(), 0.75);
    EXPECT_EQ(import.rows[1].grade.to_text(), "B2");
  }
}

RC_GTEST_PROP(EvidenceCsv, ColumnsAndSeparatorsInAnyOrder, ()) {
  const char separator =
      *rc::gen::elementOf(std::vector<char>(std::begin(kSeparators), std::end(kSeparators)));
  const std::vector<std::vector<std::string>> table = {
      {"date", "about", "kind", "id", "what", "likelihood:a", "likelihood:b", "source"},
      {"2020-01-02", "p", "deed", "one",
       *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab ,;\t|\"\n"))), "0.2", "0.4", "s"}};
  const auto order = tables::any_order(table[0].size());
  std::string text;
  for (const auto& row : table) {
    for (std::size_t n = 0; n < order.size(); ++n) {
      text += n > 0 ? std::string(1, separator) + '"' : "\"";
      for (const char c : row[order[n]]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    text += "\n";
  }
  const EvidenceImport import = import_evidence(text, "e.csv");
  RC_ASSERT(!import.diagnostics.has_errors());
  RC_ASSERT(import.rows.size() == 1u);
  RC_ASSERT(import.rows[0].id == "one");
  RC_ASSERT(import.rows[0].source == "s");
  RC_ASSERT(import.rows[0].likelihood.size() == 2u);
  for (const auto& [type, quantity] : import.rows[0].likelihood)
    RC_ASSERT(quantity.median() == (type == "a" ? 0.2 : 0.4));
}

TEST(EvidenceCsv, SaysWhatAFileIsThatCannotBeRead) {
  const std::string events = tables::text_of({tables::icews_header()});
  const std::string head = "date,about,kind,likelihood:a\n";
  const std::pair<std::string, const char*> files[] = {
      {events, "a table of coded events (ICEWS), not of evidence"},
      {"PK\x03\x04 [Content_Types].xml", "the file is an Excel workbook"},
      {"a,b\n1,2\n", "no column of a table of evidence is named here (2 fields, separated by commas)"},
      {"date,about,,kind,likelihood:a\n2020-01-01,p,x,deed,0.5\n",
       "row 2: `x` stands in a column without a name"},
      {head + "2020-01-01,p,deed,0.5,x\n",
       "row 2: 5 fields; the header names 4; put a field that holds commas in double quotes"},
      {head + "1/2/2020,p,deed,0.5\n", "row 2: `1/2/2020` may be day/month or month/day"},
      {head + "43831,p,deed,0.5\n", "row 2: `43831` is not a date but a spreadsheet's number of a day"}};
  for (const auto& [bytes, what] : files) {
    const EvidenceImport import = import_evidence(bytes, "e.csv");
    EXPECT_EQ(import.diagnostics.errors(), 1u);
    EXPECT_THAT(import.diagnostics.to_text(), HasSubstr(what));
  }
}

RC_GTEST_PROP(EvidenceCsv, AnyBytesAreCounted, ()) {
  const auto byte = rc::gen::elementOf(std::string("1,;\n\r\"a:-/.0\xC3\x00z", 15));
  std::string bytes = *rc::gen::container<std::string>(byte);
  if (*rc::gen::arbitrary<bool>()) bytes = std::string(kGood) + bytes;
  const EvidenceImport import = import_evidence(bytes, "e.csv");
  RC_ASSERT(import.rows.size() + import.rows_skipped == import.rows_read);
  RC_ASSERT(import.rows_skipped == 0u || import.diagnostics.has_errors());
}

}  // namespace
}  // namespace offramp::evidence
