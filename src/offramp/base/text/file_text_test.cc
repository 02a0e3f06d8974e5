// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/text/file_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace offramp {
namespace {

using testing::HasSubstr;

std::string utf16(std::u16string_view text, bool big_endian, bool mark) {
  std::string bytes;
  const auto put = [&](char16_t unit) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  };
  if (mark) put(0xFEFF);
  for (const char16_t unit : text) put(unit);
  return bytes;
}

TEST(FileText, PlainTextIsLeftAlone) {
  for (const std::string text : {"", "a", "a,b\n1,2\n", "Z\xC3\xBCrich", "\xE2\x82\xAC 5"}) {
    const FileText file(text);
    EXPECT_EQ(file.text(), text);
    EXPECT_EQ(file.problem(), "");
    EXPECT_EQ(file.note(), "");
  }
  const std::string marked =
      "\xEF\xBB\xBF"
      "a";
  EXPECT_EQ(FileText(marked).text(), "a");
}

TEST(FileText, Utf16OfEitherOrderWithAndWithoutMark) {
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      const std::string bytes = utf16(u"date,Z\u00FCrich \U0001F600\n", big, mark);
      const FileText file(bytes);
      EXPECT_EQ(file.text(), "date,Z\xC3\xBCrich \xF0\x9F\x98\x80\n");
      EXPECT_THAT(file.note(), HasSubstr("UTF-16"));
    }
  }
  const std::string lonely = utf16(std::u16string{u'a', 0xD800, u'b', 0xDC00}, false, true) + "x";
  EXPECT_EQ(FileText(lonely).text(),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(FileText, LinesThatAreNotUtf8AreWindows1252) {
  const std::string bytes =
      "Z\xFCrich\nZ\xC3\xBCrich\n\x80 5 \x93"
      "a\x94\n\x81";
  const FileText file(bytes);
  EXPECT_EQ(file.text(),
            "Z\xC3\xBCrich\nZ\xC3\xBCrich\n\xE2\x82\xAC 5 \xE2\x80\x9C"
            "a\xE2\x80\x9D\n\xEF\xBF\xBD");
  EXPECT_THAT(file.note(), HasSubstr("3 of 4 lines"));
}

TEST(FileText, SaysWhatIsNoText) {
  using namespace std::string_literals;
  const std::pair<std::string, const char*> files[] = {
      {"\x1F\x8B\x08 rest", "packed (gzip); unpack it"},
      {"PK\x03\x04 20190309-icews-events.tab", "zip archive; unpack it"},
      {"PK\x03\x04 [Content_Types].xml xl/workbook.xml", "Excel workbook"},
      {"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "OpenDocument"},
      {"\xD0\xCF\x11\xE0\xA1\xB1", "old Excel"},
      {"BZh91AY", "bzip2"},
      {"%PDF-1.4", "PDF"},
      {"SQLite format 3\0"s, "SQLite"},
      {" \n<!DOCTYPE html>\n<html>", "web page"},
      {"\xFF\xFE\0\0a\0\0\0"s, "UTF-32"},
      {"abc\0\0\0def"s, "no text"}};
  for (const auto& [bytes, what] : files) {
    const FileText file(bytes);
    EXPECT_THAT(file.problem(), HasSubstr(what));
    EXPECT_EQ(file.text(), "");
  }
}

RC_GTEST_PROP(FileText, AnyBytesGiveUtf8OrAProblem, (const std::string& bytes)) {
  const FileText file(bytes);
  RC_ASSERT(file.problem().empty() || file.text().empty());
  const std::string text(file.text());
  RC_ASSERT(FileText(text).note().empty() || text.find('\0') != std::string::npos);
}

}  // namespace
}  // namespace offramp
