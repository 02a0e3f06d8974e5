// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/table/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace offramp::evidence {
namespace {

using testing::ElementsAre;

std::vector<CsvRecord> records(std::string_view text, char separator = ',') {
  std::vector<CsvRecord> list;
  CsvReader reader(text, separator);
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
}

TEST(Csv, OtherSeparatorsAndLineEnds) {
  EXPECT_THAT(records("a;b,c\r1;2", ';')[0].fields, ElementsAre("a", "b,c"));
  EXPECT_THAT(records("a;b,c\r1;2", ';')[1].fields, ElementsAre("1", "2"));
  const auto excel = records("sep=;\r\na;b\r\n", ';');
  ASSERT_EQ(excel.size(), 1u);
  EXPECT_EQ(excel[0].line, 2);
  EXPECT_EQ(excel[0].row, 1u);
  EXPECT_EQ(stated_separator("sep=|\na|b"), '|');
  EXPECT_EQ(stated_separator("separator\n"), '\0');
}

TEST(Csv, MalformedRecordsDoNotSwallowTheRest) {
  const auto r = records("a\"b,c\n\"x\"y,z\n\"open,1\ngood,2\n");
  ASSERT_EQ(r.size(), 4u);
  EXPECT_EQ(r[0].problem, "a quote inside an unquoted field");
  EXPECT_EQ(r[1].problem, "text after a closing quote");
  EXPECT_EQ(r[2].problem, "a quote that is never closed");
  EXPECT_THAT(r[3].fields, ElementsAre("good", "2"));
  const auto wide = records(std::string(20'000, ',') + "\nnext");
  ASSERT_EQ(wide.size(), 2u);
  EXPECT_EQ(wide[0].problem, "more than 10000 fields");
  EXPECT_THAT(wide[1].fields, ElementsAre("next"));
}

RC_GTEST_PROP(Csv, WhatIsQuotedReadsBack, ()) {
  constexpr int kSize = 12;  // of a table, a row and a field
  const char separator =
      *rc::gen::elementOf(std::vector<char>(std::begin(kSeparators), std::end(kSeparators)));
  const auto field = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab\",;\t|\n\r '=")));
  const auto row = rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(field));
  const auto table = *rc::gen::resize(
      kSize, rc::gen::nonEmpty(rc::gen::container<std::vector<std::vector<std::string>>>(row)));
  std::string text;
  for (const auto& fields : table) {
    for (std::size_t n = 0; n < fields.size(); ++n) {
      text += n > 0 ? std::string(1, separator) + '"' : "\"";
      for (const char c : fields[n]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    text += "\r\n";
  }
  const auto read = records(text, separator);
  RC_ASSERT(read.size() == table.size());
  for (std::size_t n = 0; n < read.size(); ++n) {
    RC_ASSERT(read[n].problem.empty());
    RC_ASSERT(read[n].fields == table[n]);
  }
}

}  // namespace
}  // namespace offramp::evidence
