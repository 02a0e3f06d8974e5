// SPDX-License-Identifier: Apache-2.0
// The table of worlds, written and read back: by a small CSV reader of our own, and by SQLite.
#include "offramp/briefing/export/worlds_export.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <map>
#include <sstream>

#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/weigh/weigh.h"
#include "offramp/base/run/temporary_folder.h"
#include "offramp/base/run/write_files.h"
#include "offramp/briefing/export/worlds_columns.h"
#include "offramp/briefing/testing/briefing_fixture.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kWorlds = 128;

struct Exported {
  Case c = fixture::the_case();
  CaseRun run{c, {.worlds = kWorlds}};
  const DrawnWorlds& drawn = drawn_worlds(run);
  const SettleResult& settled = *settle(run);
  const WeighResult& weighed = *weigh(run);
};

// No cell of the fixture holds a comma or a quote.
std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::istringstream cells(line);
    std::vector<std::string>& row = rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
  }
  return rows;
}

// What a column must hold, from the worlds themselves.
std::string expected(const Exported& e, const std::string& column, std::size_t w, bool& known) {
  known = true;
  const auto number = [](double x) { return fmt::format("{}", x); };
  if (column == "world") return std::to_string(w);
  if (column == "agreement") return e.settled.agreed[w] ? "1" : "0";
  if (column == "types.south") {
    return e.c.types[1][e.drawn.table.type_of(PartyId(1), w).index()].id;
  }
  for (std::size_t f = 0; f < e.c.factors.size(); ++f) {
    if (column == "factors." + e.c.factors[f].id) return number(e.drawn.table.factor[f][w]);
  }
  for (std::size_t r = 0; r < e.c.red_lines.size(); ++r) {
    if (column == "red_lines." + e.c.red_lines[r].id)
      return e.drawn.table.binds(e.c, RedLineId(r), w) ? "1" : "0";
  }
  for (std::size_t i = 0; i < e.c.inputs.size(); ++i) {
    if (column == e.c.inputs[i].path) return number(e.drawn.table.at(InputId(i), w));
  }
  for (const WeighOutput& output : e.weighed.outputs) {
    if (output.kind == WeighOutput::Kind::acceptance && column == "accepted") return number(output.values[w]);
    if (output.kind == WeighOutput::Kind::risk && column == "risk") return number(output.values[w]);
    if (output.kind == WeighOutput::Kind::reservation &&
        column == "reservation." + e.c.parties[output.party.index()].id)
      return number(output.values[w]);
  }
  known = false;
  return "";
}

TEST(WorldsExport, CsvHoldsEveryWorldAsItIs) {
  const Exported e;
  const auto rows = rows_of(worlds_csv(e.c, e.drawn.table, e.weighed));
  ASSERT_EQ(rows.size(), kWorlds + 1);
  // world, four outputs and reservations of two veto players, then every uncertain thing.
  ASSERT_EQ(rows[0].size(), 6 + world_dimensions(e.c).size());
  for (std::size_t k = 0; k < rows[0].size(); ++k) {
    for (std::size_t w = 0; w < kWorlds; ++w) {
      bool known = false;
      const std::string want = expected(e, rows[0][k], w, known);
      ASSERT_TRUE(known) << rows[0][k];
      if (rows[w + 1][k] == want) continue;
      EXPECT_EQ(std::stod(rows[w + 1][k]), std::stod(want)) << rows[0][k] << ", world " << w;
    }
  }
}

// First column of every row that a query gives, as text.
std::vector<std::string> ask(sqlite3* db, const std::string& query) {
  std::vector<std::string> answers;
  sqlite3_stmt* statement = nullptr;
  EXPECT_EQ(sqlite3_prepare_v2(db, query.c_str(), -1, &statement, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  while (sqlite3_step(statement) == SQLITE_ROW) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    answers.emplace_back(text == nullptr ? "" : text);
  }
  sqlite3_finalize(statement);
  return answers;
}

TEST(WorldsExport, SqliteHoldsTheSameAndSaysWhatItsColumnsAre) {
  const Exported e;
  const TemporaryFolder folder;
  ASSERT_FALSE(folder.problem());
  const std::filesystem::path path = folder.path() / "worlds.sqlite";
  ASSERT_EQ(write_file(path, worlds_sqlite(e.c, e.drawn.table, e.weighed)), std::nullopt);
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
  EXPECT_EQ(ask(db, "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
  EXPECT_EQ(ask(db, "SELECT count(*) FROM worlds"), std::vector<std::string>{std::to_string(kWorlds)});
  const auto columns = worlds_columns(e.c, e.drawn.table, e.weighed);
  const std::vector<std::string> documented = ask(db, "SELECT name FROM columns");
  EXPECT_EQ(ask(db, "SELECT name FROM pragma_table_info('worlds') ORDER BY name"),
            ask(db, "SELECT name FROM columns ORDER BY name"));
  ASSERT_EQ(documented.size(), columns.size());
  EXPECT_TRUE(ask(db, "SELECT name FROM columns WHERE description = ''").empty());
  EXPECT_EQ(ask(db, "SELECT unit FROM columns WHERE name = 'risk'"),
            std::vector<std::string>{"utility, 0 to 1"});
  EXPECT_EQ(ask(db, "SELECT unit FROM columns WHERE name = 'no_deal.north.utility'"),
            std::vector<std::string>{"as in the case file"});
  for (const WorldsColumn& column : columns) {
    const auto values = ask(db, "SELECT \"" + column.name + "\" FROM worlds ORDER BY world");
    ASSERT_EQ(values.size(), kWorlds) << column.name;
    const auto real = ask(db, "SELECT typeof(\"" + column.name + "\") FROM worlds LIMIT 1");
    EXPECT_EQ(real[0], column.type == WorldsColumn::Type::whole  ? "integer"
                       : column.type == WorldsColumn::Type::text ? "text"
                                                                 : "real");
    for (std::size_t w = 0; w < kWorlds; ++w) {
      bool known = false;
      const std::string want = expected(e, column.name, w, known);
      ASSERT_TRUE(known) << column.name;
      if (values[w] != want) {
        EXPECT_NEAR(std::stod(values[w]), std::stod(want), 1e-12) << column.name << ", world " << w;
      }
    }
  }
  sqlite3_close(db);
}

}  // namespace
}  // namespace offramp::briefing
