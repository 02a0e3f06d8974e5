// SPDX-License-Identifier: Apache-2.0
// Every model of SDXorg's test-models that is kept beside the checkout, against the tables that Vensim,
// Stella and PySD printed for it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "offramp/base/testing/paths.h"
#include "offramp/base/text/scan.h"
#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/equation/names.h"
#include "offramp/dynamics/run/simulate.h"
#include "offramp/formats/xmile/xmile.h"

namespace offramp::formats {
namespace {

namespace fs = std::filesystem;
using dynamics::canonical_name;

// Files that hold no whole model, and the error that says so.
const std::map<std::string, std::string> kIncomplete = {
    {"macro_expression", "without an operator"},      {"macro_multi_expression", "without an operator"},
    {"macro_stock", "without an operator"},           {"subscript_1d_arrays", "`?` means nothing"},
    {"subscript_constant_call", "`?` means nothing"}, {"subscript_mixed_assembly", "`?` means nothing"},
    {"subscript_multiples", "`?` means nothing"},     {"subscript_subranges", "`?` means nothing"},
    {"subscripted_flows", "`?` means nothing"},
};
// Files that say RK4 beside a table that Euler made.
const std::set<std::string> kEulerTable = {"zeroled_decimals"};
// Tables that Vensim computed in single precision: their own digits are wrong from the sixth on.
const std::set<std::string> kSinglePrecision = {"arithmetics_exp/output.tab",
                                                "exp/output.csv",
                                                "subscripted_trig/output.tab",
                                                "trig/output.csv",
                                                "SIR/output.csv",
                                                "teacup/output.csv"};
constexpr double kSingle = 2e-5;
// A column in which two tables of one model contradict each other: `test` is 0 in output.tab and 1 here.
const std::pair<std::string, std::string> kContradicted = {"output_vensimdss63dp.csv", "test"};
// What programs print of the run itself, and columns of a table whose model is older than the table.
const std::set<std::string> kNotOfTheModel = {"time_step", "initial_time",   "final_time",    "saveper",
                                              "input",     "smoothed_input", "smoothing_time"};

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

struct Table {
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> rows;
  std::size_t digits = 1;  ///< the most that any number of the table has
};

std::size_t significant(std::string_view number) {
  number = number.substr(0, number.find_first_of("eE"));
  std::size_t digits = 0;
  for (const char c : number) {
    if (c >= '0' && c <= '9' && (digits > 0 || c != '0')) ++digits;
  }
  return digits;
}

// Commas stand in the brackets of array elements too.
std::vector<std::string> cells(const std::string& line, char separator) {
  std::vector<std::string> out(1);
  int inside = 0;
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == '[') ++inside;
    if (c == ']') --inside;
    if (c == separator && (separator == '\t' || (inside == 0 && !quoted))) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  for (std::string& cell : out) cell = std::string(trimmed(cell));
  return out;
}

Table read_table(const fs::path& file) {
  std::string text = text_of(file);
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  std::replace(text.begin(), text.end(), '\r', '\n');
  const char separator = text.substr(0, text.find('\n')).find('\t') != std::string::npos ? '\t' : ',';
  Table table;
  for (const std::string& line : split(text, '\n')) {
    if (trimmed(line).empty()) continue;
    std::vector<std::string> row = cells(line, separator);
    if (table.names.empty()) {
      for (const std::string& name : row) table.names.push_back(canonical_name(name));
      continue;
    }
    for (std::size_t c = 1; c < row.size(); ++c) {
      if (parse_number(row[c])) table.digits = std::max(table.digits, significant(row[c]));
    }
    table.rows.push_back(std::move(row));
  }
  table.digits = std::min<std::size_t>(table.digits, 12);
  return table;
}

// 1e-6 relative, or half a unit of the last digit that the table prints; and what rounding leaves of a
// column's largest number where it comes to 0.
double tolerance(double expected, const Table& table, double largest, bool single) {
  const double floor = (single ? kSingle * 5e-2 : 1e-12) * largest + 1e-12;
  if (expected == 0.0) return floor;
  const double place = std::floor(std::log10(std::fabs(expected))) + 1.0 - static_cast<double>(table.digits);
  const double relative = single ? kSingle : 1e-6;
  return std::max(relative * std::fabs(expected), 0.5001 * std::pow(10.0, place)) + floor;
}

double largest_in(const Table& table, std::size_t column) {
  double largest = 0.0;
  for (const auto& row : table.rows) {
    if (column < row.size()) largest = std::max(largest, std::fabs(parse_number(row[column]).value_or(0.0)));
  }
  return largest;
}

// Compares what both have; returns the number of columns compared.
std::size_t compare(const dynamics::Path& path, const Table& table, const dynamics::TimeSpan& span,
                    const std::string& what, const std::string& table_name, bool single) {
  std::map<std::string, std::size_t> column;
  for (std::size_t c = 0; c < path.names.size(); ++c) column[canonical_name(path.names[c])] = c;
  std::size_t compared = 0;
  for (std::size_t c = 1; c < table.names.size(); ++c) {
    const auto at = column.find(table.names[c]);
    if (at == column.end()) {
      EXPECT_TRUE(kNotOfTheModel.count(table.names[c]) > 0) << what << " has no " << table.names[c];
      continue;
    }
    if (table_name == kContradicted.first && table.names[c] == kContradicted.second) continue;
    const double largest = largest_in(table, c);
    compared += kNotOfTheModel.count(table.names[c]) == 0;
    for (const std::vector<std::string>& row : table.rows) {
      const auto time = parse_number(row[0]);
      const auto expected = c < row.size() ? parse_number(row[c]) : std::nullopt;
      if (!time || !expected) continue;  // constants are printed once
      const auto step = static_cast<std::size_t>(std::floor((*time - span.start) / span.step + 0.5));
      if (step >= path.rows.size()) {
        ADD_FAILURE() << what << " ends before " << *time;
        break;
      }
      const double got = path.rows[step][at->second];
      if (!(std::fabs(got - *expected) <= tolerance(*expected, table, largest, single))) {
        ADD_FAILURE() << what << ": " << table.names[c] << " at " << *time << " is " << got << ", not "
                      << *expected;
        break;
      }
    }
  }
  return compared;
}

void check_model(const fs::path& file, const std::string& folder, const std::vector<fs::path>& tables) {
  ModelReading reading = read_xmile(text_of(file), file.filename().string());
  const std::string what = folder + "/" + file.filename().string();
  if (kEulerTable.count(folder) > 0) reading.model.time.method = dynamics::Method::euler;
  const auto program = dynamics::compile(reading.model, reading.diagnostics);
  if (const auto incomplete = kIncomplete.find(folder); incomplete != kIncomplete.end()) {
    EXPECT_FALSE(program) << what;
    EXPECT_NE(reading.diagnostics.to_text().find(incomplete->second), std::string::npos)
        << reading.diagnostics.to_text();
    return;
  }
  ASSERT_FALSE(reading.diagnostics.has_errors()) << what << "\n" << reading.diagnostics.to_text();
  ASSERT_TRUE(program) << what;
  const dynamics::Path path = dynamics::simulate_path(*program, {}, 0);
  // Written and read back: the same numbers to the bit.
  ModelReading again = read_xmile(write_xmile(reading.model), "written");
  const auto same = dynamics::compile(again.model, again.diagnostics);
  ASSERT_TRUE(same) << what << "\n" << again.diagnostics.to_text();
  const dynamics::Path other = dynamics::simulate_path(*same, {}, 0);
  EXPECT_EQ(other.names, path.names) << what;
  EXPECT_EQ(other.rows, path.rows) << what;
  for (const fs::path& table : tables) {
    const std::string name = table.filename().string();
    EXPECT_GT(compare(path, read_table(table), reading.model.time, what + " by " + name, name,
                      kSinglePrecision.count(folder + "/" + name) > 0),
              0u);
  }
}

void check_folders(const fs::path& root, std::size_t expected) {
  if (!fs::exists(root)) GTEST_SKIP() << "no reference models at " << root;
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(root)) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  EXPECT_GE(folders.size(), expected);
  for (const fs::path& folder : folders) {
    std::vector<fs::path> models, tables;
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (name.ends_with(".xmile") || name.ends_with(".stmx")) models.push_back(entry.path());
      if (name.starts_with("output")) tables.push_back(entry.path());
    }
    std::sort(models.begin(), models.end());
    std::sort(tables.begin(), tables.end());
    EXPECT_FALSE(models.empty() || tables.empty()) << folder;
    for (const fs::path& model : models) check_model(model, folder.filename().string(), tables);
  }
}

TEST(XmileReference, TestModelsGiveTheirTables) {
  check_folders(fs::path(checkout::shared_data()) / "xmile" / "tests", 37);
}

TEST(XmileReference, SamplesGiveTheirTables) {
  check_folders(fs::path(checkout::shared_data()) / "xmile" / "samples", 2);
}

}  // namespace
}  // namespace offramp::formats
