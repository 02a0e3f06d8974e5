// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

#include "offramp/base/testing/paths.h"
#include "offramp/case/model/world.h"
#include "offramp/case/testing/read_good.h"

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

// The share that refuses an option: "valley2009/split".
const Quantity& share(const Case& c, const std::string& poll, std::size_t option) {
  for (const Poll& asked : c.polls) {
    if (asked.id == poll && asked.refused[option]) return c.quantity(*asked.refused[option]);
  }
  ADD_FAILURE() << poll << " has no share for option " << option;
  return c.inputs.front().quantity;
}

TEST(Polls, SayWhoRefusesWhat) {
  const Case c = read_good(the_text());
  ASSERT_EQ(c.polls.size(), 3u);
  EXPECT_EQ(c.polls[0].community, "people of the hill");
  EXPECT_EQ(c.polls[0].sample, 1000.0);
  EXPECT_EQ(c.red_lines.size(), 1u) << "a poll makes no red line";
  const Quantity& split = share(c, "valley2009", 1);
  EXPECT_EQ(split.provenance.because, "unacceptable to 60 % of people of the hill in the poll of 2009-06-15");
  ASSERT_EQ(split.provenance.sources.size(), 1u);
  EXPECT_EQ(split.provenance.sources[0].place, "table 2");
  // shared of the shore is refused by nobody, and nothing says that anybody might
  EXPECT_FALSE(c.polls[1].refused[0]);
}

// Polls that no ratifier names make the public of each party with a veto one.
TEST(Polls, MakeTheirPublicsRatify) {
  const Case c = read_good(the_text());
  ASSERT_EQ(c.ratifiers.size(), 2u);
  EXPECT_EQ(c.ratifiers[0].id, "public_of_hill");
  EXPECT_TRUE(c.ratifiers[0].by_default);
  EXPECT_EQ(c.ratifiers[0].passes_at, 0.5);
}

// Against the interval worked out from its definition: both ends solve |share - p| = z sqrt(p (1 - p) / n).
TEST(Polls, TheSampleGivesTheShareItsSamplingError) {
  const Case c = read_good(the_text());
  const Quantity& split = share(c, "valley2009", 1);
  EXPECT_TRUE(split.uncertain());
  EXPECT_NEAR(split.median(), 0.60, 1e-12);
  for (const double p : {split.p5(), split.p95()}) {
    EXPECT_NEAR(std::fabs(0.60 - p), 1.6448536269514722 * std::sqrt(p * (1 - p) / 1000), 1e-12);
  }
  EXPECT_LT(split.p5(), 0.60);
  EXPECT_GT(split.p95(), 0.60);
  EXPECT_EQ(split.provenance.basis, Basis::derived);
  const Quantity& hill = share(c, "shore2009", 2);
  EXPECT_FALSE(hill.uncertain());
  EXPECT_EQ(hill.median(), 0.8);
  EXPECT_EQ(hill.provenance.basis, Basis::stated);
}

TEST(Polls, NobodyAndEverybodyStayShortOfCertainWithASample) {
  const std::string split = "{essential: 4, desirable: 8, acceptable: 12, tolerable: 17, unacceptable: 60}";
  const Case none = read_good(with(the_text(), split, "{essential: 100}"));
  const Quantity& low = share(none, "valley2009", 1);
  EXPECT_NEAR(low.median(), 0.0005, 1e-12);
  EXPECT_GT(low.p5(), 0.0);
  EXPECT_LT(low.p95(), 0.005);
  const Case all = read_good(with(the_text(), split, "{unacceptable: 100}"));
  EXPECT_NEAR(share(all, "valley2009", 1).median(), 0.9995, 1e-12);
  const Case sure = read_good(with(the_text(), "{tolerable: 20, unacceptable: 80}", "{unacceptable: 100}"));
  EXPECT_EQ(share(sure, "shore2009", 2).median(), 1.0);
}

}  // namespace
}  // namespace offramp
