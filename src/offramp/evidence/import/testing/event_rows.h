// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

/// Rows as event coders write them, made by hand for tests.
namespace offramp::evidence::tables {

using Table = std::vector<std::vector<std::string>>;

/// An event in the terms of both formats: country names for ICEWS, codes for GDELT.
struct Told {
  std::string id = "1";
  std::string day = "2014-03-05";
  std::string source = "RUSGOV", source_country = "RUS", target = "UKR", target_country = "UKR";
  std::string code = "193", score = "-10.0";
  std::string quad = "4";                                         // GDELT only
  std::string title = "Fight with small arms and light weapons";  // ICEWS only
};

/// One row of GDELT's table of events; columns counted from 1 as its codebook does.
inline std::vector<std::string> gdelt_row(const Told& told, std::size_t columns = 61) {
  std::vector<std::string> f(columns);
  const auto set = [&](std::size_t column, std::string text) { f.at(column - 1) = std::move(text); };
  std::string day = told.day;
  std::erase(day, '-');
  set(1, told.id);
  set(2, day);
  set(6, told.source);
  set(8, told.source_country);
  set(16, told.target);
  set(18, told.target_country);
  set(26, "1");
  set(27, told.code);
  set(28, told.code);
  set(30, told.quad);
  set(31, told.score);
  set(32, "10");
  if (columns == 61) set(60, day + "000000");
  if (columns == 57 || columns == 58) set(57, day);
  if (columns == 58 || columns == 61) set(columns, "http://example.org/a");
  return f;
}

/// The header of an ICEWS file and its row for an event.
inline std::vector<std::string> icews_header() {
  return {"Event ID",       "Event Date", "Source Name",     "Source Sectors", "Source Country",
          "Event Text",     "CAMEO Code", "Intensity",       "Target Name",    "Target Sectors",
          "Target Country", "Story ID",   "Sentence Number", "Publisher",      "City",
          "District",       "Province",   "Country",         "Latitude",       "Longitude"};
}
inline std::vector<std::string> icews_row(const Told& told) {
  return {told.id,
          told.day,
          told.source,
          "Government",
          told.source_country,
          told.title,
          told.code,
          told.score,
          told.target,
          "NA",
          told.target_country,
          "1",
          "2",
          "Wire",
          "",
          "",
          "",
          "",
          "0",
          "0"};
}

/// Numbers 0 to `count` - 1 in any order, for properties.
inline std::vector<std::size_t> any_order(std::size_t count) {
  const auto keys = *rc::gen::container<std::vector<int>>(count, rc::gen::arbitrary<int>());
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  return order;
}

/// The table as text; fields are quoted where `separator` is no tab and they need it.
inline std::string text_of(const Table& table, char separator = '\t', std::string_view line_end = "\n") {
  std::string text;
  for (const auto& row : table) {
    for (std::size_t n = 0; n < row.size(); ++n) {
      if (n > 0) text += separator;
      const bool quote =
          separator != '\t' && row[n].find_first_of(std::string("\"\r\n") + separator) != std::string::npos;
      if (!quote) {
        text += row[n];
        continue;
      }
      text += '"';
      for (const char c : row[n]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    text += line_end;
  }
  return text;
}

}  // namespace offramp::evidence::tables
