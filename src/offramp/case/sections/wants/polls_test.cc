// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

#include "offramp/base/testing/paths.h"
#include "offramp/case/file/reader.h"
#include "offramp/case/model/world.h"

namespace offramp {
namespace {

std::string the_text() {
  std::ifstream in(checkout::root() + "/tests/cases/good/polls.yaml", std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

Case read(const std::string& text) {
  const LoadedCase result = read_case("polls.yaml", text);
  EXPECT_TRUE(result.value) << result.diagnostics.to_text();
  return result.value.value_or(Case{});
}

std::size_t line_of(const Case& c, const std::string& id) {
  for (std::size_t i = 0; i < c.red_lines.size(); ++i) {
    if (c.red_lines[i].id == id) return i;
  }
  ADD_FAILURE() << "no red line " << id;
  return 0;
}

const Quantity& share_of_line(const Case& c, const std::string& id) {
  return c.quantity(*c.red_lines[line_of(c, id)].unacceptable_to);
}

TEST(Polls, EachPolledOptionBecomesARedLine) {
  const Case c = read(the_text());
  ASSERT_EQ(c.polls.size(), 3u);
  EXPECT_EQ(c.polls[0].community, "people of the hill");
  EXPECT_EQ(c.polls[0].sample, 1000.0);
  // shared of the shore is refused by nobody, and nothing says that anybody might
  ASSERT_EQ(c.red_lines.size(), 5u);
  const RedLine& line = c.red_lines[line_of(c, "valley2009_split")];
  EXPECT_EQ(c.parties[line.party.index()].id, "hill");
  EXPECT_EQ(line.kind, RedLineKind::domestic);
  EXPECT_EQ(line.poll, "valley2009");
  EXPECT_EQ(line.never.text, "status = split");
  EXPECT_EQ(line.never.provenance.because,
            "unacceptable to 60 % of people of the hill in the poll of 2009-06-15");
  ASSERT_EQ(line.never.provenance.sources.size(), 1u);
  EXPECT_EQ(line.never.provenance.sources[0].place, "table 2");
  EXPECT_TRUE(line.never.condition.holds({1, 0}));
  EXPECT_FALSE(line.never.condition.holds({0, 0}));
  EXPECT_TRUE(c.red_lines[line_of(c, "troops_50")].never.condition.holds({0, 1}));
}

// Against the interval worked out from its definition: both ends solve |share - p| = z sqrt(p (1 - p) / n).
TEST(Polls, TheSampleGivesTheShareItsSamplingError) {
  const Case c = read(the_text());
  const Quantity& split = share_of_line(c, "valley2009_split");
  EXPECT_TRUE(split.uncertain());
  EXPECT_NEAR(split.median(), 0.60, 1e-12);
  for (const double p : {split.p5(), split.p95()}) {
    EXPECT_NEAR(std::fabs(0.60 - p), 1.6448536269514722 * std::sqrt(p * (1 - p) / 1000), 1e-12);
  }
  EXPECT_LT(split.p5(), 0.60);
  EXPECT_GT(split.p95(), 0.60);
  EXPECT_EQ(split.provenance.basis, Basis::derived);
  const Quantity& hill = share_of_line(c, "shore2009_hill");
  EXPECT_FALSE(hill.uncertain());
  EXPECT_EQ(hill.median(), 0.8);
  EXPECT_EQ(hill.provenance.basis, Basis::stated);
}

TEST(Polls, NobodyAndEverybodyStayShortOfCertainWithASample) {
  const std::string split = "{essential: 4, desirable: 8, acceptable: 12, tolerable: 17, unacceptable: 60}";
  const Case none = read(with(the_text(), split, "{essential: 100}"));
  const Quantity& low = share_of_line(none, "valley2009_split");
  EXPECT_NEAR(low.median(), 0.0005, 1e-12);
  EXPECT_GT(low.p5(), 0.0);
  EXPECT_LT(low.p95(), 0.005);
  const Case all = read(with(the_text(), split, "{unacceptable: 100}"));
  EXPECT_NEAR(share_of_line(all, "valley2009_split").median(), 0.9995, 1e-12);
  const Case sure = read(with(the_text(), "{tolerable: 20, unacceptable: 80}", "{unacceptable: 100}"));
  EXPECT_EQ(share_of_line(sure, "shore2009_hill").median(), 1.0);
}

TEST(Polls, RedLinesHoldAsOftenAsThePollSays) {
  const Case c = read(the_text());
  SampleOptions options;
  options.worlds = 4096;
  const WorldTable table = sample(c, options);
  const auto frequency = [&](const std::string& id) {
    const RedLineId line(line_of(c, id));
    std::size_t n = 0;
    for (std::size_t w = 0; w < table.worlds; ++w) n += table.binds(c, line, w);
    return static_cast<double>(n) / static_cast<double>(table.worlds);
  };
  EXPECT_NEAR(frequency("valley2009_split"), 0.60, 0.02);
  EXPECT_NEAR(frequency("valley2009_shared"), 0.25, 0.02);
  EXPECT_NEAR(frequency("shore2009_hill"), 0.80, 0.02);
  EXPECT_NEAR(frequency("troops_50"), 0.10, 0.02);
}

TEST(Polls, AnExplicitRedLineTakesPrecedence) {
  const LoadedCase result =
      read_case("polls.yaml", with(the_text(), "never: leave = 0,", "never: leave = 50,"));
  ASSERT_TRUE(result.value);
  EXPECT_FALSE(result.diagnostics.has_errors());
  EXPECT_NE(result.diagnostics.to_text().find("red line `all_leave`"), std::string::npos);
  for (const RedLine& line : result.value->red_lines) EXPECT_NE(line.poll, "troops");
  EXPECT_EQ(share_of_line(*result.value, "all_leave").median(), 0.5);
}

}  // namespace
}  // namespace offramp
