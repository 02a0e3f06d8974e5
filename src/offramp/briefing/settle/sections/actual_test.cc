// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "offramp/briefing/settle/sections/sections.h"
#include "offramp/briefing/testing/briefing_fixture.h"

namespace offramp::briefing {
namespace {

// What the section's table says happened on each issue.
std::vector<std::string> happened(const Case& c, const SettleResult& r) {
  std::vector<std::string> cells;
  const std::optional<Section> section = section_actual(Context{c, r});
  if (!section) return cells;
  for (const Block& block : section->blocks) {
    if (const auto* table = std::get_if<Table>(&block)) {
      for (const Row& row : table->rows) cells.push_back(plain(row.cells[1].text));
    }
  }
  return cells;
}

TEST(SectionActual, SaysWhatHappenedOffTheGridAndWhatStandsForIt) {
  Case c = fixture::the_case();
  std::size_t range = 0;
  while (!c.issues[range].numeric()) ++range;
  c.actual->off_grid.resize(c.issues.size());
  c.actual->off_grid[range] = 61.5;
  const SettleResult r = fixture::solve(c);
  const std::vector<std::string> cells = happened(c, r);
  ASSERT_EQ(cells.size(), c.issues.size());
  const std::string& cell = cells[range];
  EXPECT_EQ(cell.substr(0, cell.find(',')), "61.5 percent");
  EXPECT_NE(cell.find(", counted as "), std::string::npos);
  EXPECT_EQ(cells[0].find("counted as"), std::string::npos);
}

TEST(SectionActual, KnowsAMonthFromADay) {
  Case c = fixture::the_case();
  c.actual->date = "1999-06";
  const SettleResult r = fixture::solve(c);
  const std::optional<Section> section = section_actual(Context{c, r});
  ASSERT_TRUE(section);
  const auto* first = std::get_if<Paragraph>(&section->blocks.front());
  ASSERT_NE(first, nullptr);
  EXPECT_NE(plain(first->text).find("In June 1999 the conflict ended"), std::string::npos)
      << plain(first->text);
}

}  // namespace
}  // namespace offramp::briefing
