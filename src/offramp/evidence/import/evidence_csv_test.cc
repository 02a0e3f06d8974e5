// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/evidence_csv.h"

#include <gtest/gtest.h>

#include "offramp/evidence/import/csv.h"
#include "offramp/evidence/import/day.h"

namespace offramp::evidence {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<CsvRecord> records(std::string_view bytes) {
  std::vector<CsvRecord> list;
  CsvReader reader(bytes);
  for (CsvRecord record; reader.next(record);) list.push_back(record);
  return list;
}

// The rules of RFC 4180, section 2.
TEST(Csv, Rfc4180) {
  const auto r = records("aaa,bbb,ccc\r\n\"a\"\"a\",\"b\r\nb\",\"c,c\"\r\n\r\nx,,\nlast,1,2");
  ASSERT_EQ(r.size(), 4u);
  EXPECT_THAT(r[0].fields, ElementsAre("aaa", "bbb", "ccc"));
  EXPECT_THAT(r[1].fields, ElementsAre("a\"a", "b\r\nb", "c,c"));
  EXPECT_THAT(r[2].fields, ElementsAre("x", "", ""));
  EXPECT_EQ(r[2].line, 5);
  EXPECT_EQ(r[2].row, 3u);
  EXPECT_THAT(r[3].fields, ElementsAre("last", "1", "2"));
  EXPECT_TRUE(records("").empty());
  EXPECT_TRUE(records("\n\r\n").empty());
  EXPECT_THAT(records("\xEF\xBB\xBF"
                      "a\n")[0]
                  .fields,
              ElementsAre("a"));
}

TEST(Csv, MalformedRecordsDoNotSwallowTheRest) {
  const auto r = records("a\"b,c\n\"x\"y,z\n\"open,1\ngood,2\n");
  ASSERT_EQ(r.size(), 4u);
  EXPECT_EQ(r[0].problem, "a quote inside an unquoted field");
  EXPECT_EQ(r[1].problem, "text after a closing quote");
  EXPECT_EQ(r[2].problem, "a quote that is never closed");
  EXPECT_THAT(r[3].fields, ElementsAre("good", "2"));
}

TEST(Day, CountsFrom1970) {
  EXPECT_EQ(day_number({1970, 1, 1}), 0);
  EXPECT_EQ(day_number({2000, 3, 1}), 11017);
  EXPECT_EQ(day_number({1969, 12, 31}), -1);
  for (int day = -800000; day < 800000; day += 37) EXPECT_EQ(day_number(date_of(day)), day);
  EXPECT_EQ(date_of(day_number({2022, 4, 15})), (Date{2022, 4, 15}));
  EXPECT_TRUE(parse_date("2000-02-29"));
  EXPECT_FALSE(parse_date("1900-02-29"));
  EXPECT_FALSE(parse_date("2022-13-01"));
  EXPECT_FALSE(parse_date("2022-1-01"));
  EXPECT_TRUE(parse_compact_date("19990318"));
  EXPECT_FALSE(parse_compact_date("19990332"));
}

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

}  // namespace
}  // namespace offramp::evidence
