// SPDX-License-Identifier: Apache-2.0
// Loops That Matter on the fixtures kept beside the checkout (Eberlein and Schoenberg 2020, "Finding the
// loops that matter": the arms race of three parties and the decoupled stocks of its figure 4).
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "offramp/base/testing/paths.h"
#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/equation/names.h"
#include "offramp/dynamics/loops/loop_scores.h"
#include "offramp/formats/xmile/xmile.h"

namespace offramp::formats {
namespace {

using dynamics::LoopReport;

std::string fixture(const std::string& name) {
  std::ifstream in(std::filesystem::path(checkout::shared_data()) / "xmile" / "ltm" / name, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

// The scored loops of a file, by the names around them.
std::map<std::string, dynamics::ScoredLoop> scored(const std::string& text, LoopReport& report) {
  ModelReading reading = read_xmile(text, "fixture");
  const auto program = dynamics::compile(reading.model, reading.diagnostics);
  if (!program) throw std::runtime_error(reading.diagnostics.to_text());
  report = *dynamics::loop_scores(*program, {}, 0);
  std::map<std::string, dynamics::ScoredLoop> out;
  for (const dynamics::ScoredLoop& loop : report.loops) {
    std::string key;
    for (const std::uint32_t s : loop.scalars) key += report.names[s] + " ";
    out[key] = loop;
  }
  return out;
}

// Eight loops: each party with itself, each pair, and all three both ways round. The model is linear, so that
// link scores are coefficients times changes over changes; here they are computed from that, without the
// engine.
TEST(LoopsReference, ArmsRaceOfThreeParties) {
  const std::string text = fixture("arms_race_3party/arms_race.stmx");
  if (text.empty()) GTEST_SKIP() << "no fixture of Loops That Matter beside the checkout";
  LoopReport report;
  const auto loops = scored(text, report);
  ASSERT_EQ(loops.size(), 8u);
  // target[i] = sum over j of weight[i][j] arms[j]; change = (target - arms) / 10.
  const std::array<std::array<double, 3>, 3> weight = {{{0, 1, 0.9}, {1, 0, 1.1}, {1.1, 0.9, 0}}};
  using Three = std::array<double, 3>;
  const auto target = [&](const Three& arms, std::size_t i) {
    return weight[i][0] * arms[0] + weight[i][1] * arms[1] + weight[i][2] * arms[2];
  };
  const auto step = [&](const Three& arms) {
    Three next{};
    for (std::size_t i = 0; i < 3; ++i) next[i] = arms[i] + (target(arms, i) - arms[i]) / 10.0;
    return next;
  };
  const std::array<std::string, 3> letter = {"a", "b", "c"};
  Three before = {50, 100, 150};
  for (std::size_t t = 0; t < 60; ++t) {
    const Three now = step(before);
    Three moved{}, aim{}, flow{};
    for (std::size_t i = 0; i < 3; ++i) {
      moved[i] = now[i] - before[i];
      aim[i] = target(now, i) - target(before, i);
      flow[i] = (aim[i] - moved[i]) / 10.0;
    }
    // From j's arms through i's target and change into i's arms, and from i's arms through its own change.
    const auto across = [&](std::size_t j, std::size_t i) {
      // Every coefficient on the way is positive, and so is the score.
      return std::fabs((weight[i][j] * moved[j] / aim[i]) * (aim[i] / 10.0 / flow[i]));
    };
    for (std::size_t i = 0; i < 3; ++i) {
      const std::string key = letter[i] + "_s_arms " + letter[i] + "_s_changing ";
      ASSERT_TRUE(loops.count(key)) << key;
      EXPECT_NEAR(loops.at(key).score[t] / -std::fabs(moved[i] / 10.0 / flow[i]), 1.0, 1e-6) << key << t;
    }
    double round = 1.0;
    for (std::size_t i = 0; i < 3; ++i) round *= across(i, (i + 1) % 3);
    const std::string three =
        "a_s_arms b_s_target b_s_changing b_s_arms c_s_target c_s_changing c_s_arms a_s_target a_s_changing ";
    ASSERT_TRUE(loops.count(three));
    EXPECT_NEAR(loops.at(three).score[t] / round, 1.0, 1e-6) << t;
    before = now;
  }
}

// Three loops; the one through both stocks never has all its links active in one step, so it never acts.
TEST(LoopsReference, DecoupledStocks) {
  const std::string text = fixture("decoupled_stocks/decoupled.stmx");
  if (text.empty()) GTEST_SKIP() << "no fixture of Loops That Matter beside the checkout";
  LoopReport report;
  const auto loops = scored(text, report);
  ASSERT_EQ(loops.size(), 3u);
  const auto joint = loops.find("stock_1 flow_2 stock_2 flow_1 ");
  ASSERT_NE(joint, loops.end());
  for (const double score : joint->second.score) EXPECT_EQ(score, 0.0);
  const auto first = loops.find("stock_1 flow_1 ");
  ASSERT_NE(first, loops.end());
  EXPECT_EQ(first->second.score[0], 1.0);
}

// Simlin's own list of the loops of a model of 4 stocks: 14, each as the numbers of the variables around it.
TEST(LoopsReference, HeroCulture) {
  const std::string text = fixture("hero_culture_ltm/hero_culture.sd.json");
  if (text.empty()) GTEST_SKIP() << "no fixture of Loops That Matter beside the checkout";
  const auto json = nlohmann::json::parse(text);
  const auto& model = json.at("models").at(0);
  std::string xmile = "<xmile><sim_specs><start>0</start><stop>100</stop></sim_specs><model><variables>";
  for (const auto& s : model.at("stocks")) {
    xmile += "<stock name=\"" + s.at("name").get<std::string>() + "\"><eqn>" +
             s.at("initialEquation").get<std::string>() + "</eqn>";
    for (const auto& f : s.at("inflows")) xmile += "<inflow>" + f.get<std::string>() + "</inflow>";
    for (const auto& f : s.at("outflows")) xmile += "<outflow>" + f.get<std::string>() + "</outflow>";
    xmile += "</stock>";
  }
  for (const char* kind : {"flows", "auxiliaries"}) {
    for (const auto& v : model.at(kind)) {
      xmile += "<aux name=\"" + v.at("name").get<std::string>() + "\"><eqn>" +
               v.at("equation").get<std::string>() + "</eqn></aux>";
    }
  }
  LoopReport report;
  std::set<std::set<std::string>> found, expected;
  for (const auto& [key, loop] : scored(xmile + "</variables></model></xmile>", report)) {
    std::set<std::string> members;
    for (const std::uint32_t s : loop.scalars) members.insert(dynamics::canonical_name(report.names[s]));
    found.insert(members);
  }
  std::map<int, std::string> name_of;
  for (const auto& e : model.at("views").at(0).at("elements")) {
    if (e.contains("name"))
      name_of[e.at("uid").get<int>()] = dynamics::canonical_name(e.at("name").get<std::string>());
  }
  for (const auto& loop : model.at("loopMetadata")) {
    std::set<std::string> members;
    for (const auto& uid : loop.at("uids")) members.insert(name_of.at(uid.get<int>()));
    expected.insert(members);
  }
  EXPECT_EQ(expected.size(), 14u);
  EXPECT_EQ(found, expected);
}

}  // namespace
}  // namespace offramp::formats
