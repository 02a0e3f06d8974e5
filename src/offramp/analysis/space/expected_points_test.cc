// SPDX-License-Identifier: Apache-2.0
// The 22 Genius domains against figures that another program computed (../shared/data/domains).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "offramp/analysis/space/report.h"
#include "offramp/bargaining/model/dominance.h"
#include "offramp/bargaining/solve/solve_point.h"
#include "offramp/bargaining/tied/tied_point.h"
#include "offramp/base/testing/paths.h"
#include "offramp/formats/read_files.h"

namespace offramp::formats {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

fs::path data_folder() {
  return fs::path(checkout::shared_data()) / "domains";
}

nlohmann::json expected_rows() {
  std::ifstream in(data_folder() / "expected_points.json");
  return nlohmann::json::parse(in);
}

// slope="s" offset="o" becomes slope="s" offset="o + s".
void shift_offsets_by_one(std::string& bytes) {
  const std::string first = "slope=\"", second = "offset=\"";
  for (std::size_t at = bytes.find(first); at != std::string::npos; at = bytes.find(first, at + 1)) {
    const double slope = std::stod(bytes.substr(at + first.size()));
    const std::size_t begin = bytes.find(second, at) + second.size();
    const std::size_t end = bytes.find('"', begin);
    bytes.replace(begin, end - begin, number_text(std::stod(bytes.substr(begin, end - begin)) + slope));
  }
}

std::vector<InputFile> files_of(const nlohmann::json& row, bool shift_offsets = false) {
  std::vector<InputFile> files;
  std::vector<std::string> names = row["files"];
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    if (name == "pareto.xml") continue;  // not XML: a list of points for people
    const fs::path path = data_folder() / row["dir"].get<std::string>() / name;
    files.push_back({path.filename().string(), slurp(path)});
    // The figures of this one domain were made with slope * x + offset; Genius (EvaluatorInteger) takes
    // slope * (x - lower bound) + offset. All its lower bounds are 1, so a shifted offset gives the figures.
    if (shift_offsets && row["dir"].get<std::string>().ends_with("killer_robot")) {
      shift_offsets_by_one(files.back().bytes);
    }
  }
  return files;
}

class ExpectedPoints : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(data_folder() / "expected_points.json")) {
      GTEST_SKIP() << "../shared/data/domains is absent: the files may not be shipped";
    }
  }
};

TEST_F(ExpectedPoints, EveryDomainIsReadWithItsShape) {
  std::size_t read = 0;
  for (const auto& row : expected_rows()) {
    const ScenarioReading reading = read_scenario(files_of(row));
    std::string problems;
    for (const Diagnostics& d : reading.diagnostics) problems += d.to_text();
    ASSERT_TRUE(reading.scenario) << row["dir"] << "\n" << problems;
    const Scenario& scenario = *reading.scenario;
    EXPECT_EQ(scenario.issues.size(), row["issues"]) << row["dir"];
    EXPECT_NEAR(settlements(scenario) / row["outcomes"].get<double>(), 1.0, 1e-12) << row["dir"];
    ASSERT_EQ(scenario.profiles.size(), row["profiles"]) << row["dir"];
    for (std::size_t p = 0; p < scenario.profiles.size(); ++p) {
      EXPECT_EQ(scenario.profiles[p].discount, row["disc"][p]) << row["dir"];
      EXPECT_EQ(scenario.profiles[p].reservation, row["rv"][p]) << row["dir"];
    }
    const bool bad_indices = row["dir"].get<std::string>().find("AMPOvsCity") != std::string::npos;
    if (bad_indices) {
      EXPECT_THAT(problems, testing::HasSubstr("issue indices begin at 2"));
      EXPECT_THAT(problems,
                  testing::HasSubstr("option `0` of issue `Increase in starting salaries` is listed twice"));
    }
    ++read;
  }
  EXPECT_EQ(read, 22u);
}

// Utilities of the first `parties` profiles at every settlement.
std::vector<std::vector<double>> enumerate(const bargaining::Problem& problem, std::size_t parties) {
  std::vector<std::vector<double>> utility(parties);
  const std::uint64_t size = *problem.space.exact_size();
  for (std::uint64_t i = 0; i < size; ++i) {
    const auto settlement = problem.space.settlement(i);
    for (std::size_t p = 0; p < parties; ++p) {
      utility[p].push_back(problem.negotiators[p].utility.of(settlement));
    }
  }
  return utility;
}

// Frontier size with ties up to rounding counted once, as the figures were made.
std::size_t frontier_size(std::vector<std::vector<double>> utility) {
  for (auto& coordinate : utility) {
    for (double& u : coordinate) u = std::round(u * 1e9) / 1e9;
  }
  const auto frontier = bargaining::undominated(utility);
  std::vector<std::vector<double>> points;
  for (const std::size_t i : frontier) {
    std::vector<double> point;
    for (const auto& coordinate : utility) point.push_back(coordinate[i]);
    points.push_back(std::move(point));
  }
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points.size();
}

template <class Score>
double best(const std::vector<std::vector<double>>& utility, Score score) {
  double most = -1e300;
  for (std::size_t i = 0; i < utility[0].size(); ++i) {
    std::vector<double> point;
    for (const auto& coordinate : utility) point.push_back(coordinate[i]);
    most = std::max(most, score(point));
  }
  return most;
}

double product(const std::vector<double>& gains) {
  double total = 1.0;
  for (const double g : gains) total *= g;
  return total;
}
double least(const std::vector<double>& u) {
  return *std::min_element(u.begin(), u.end());
}
double sum(const std::vector<double>& u) {
  double total = 0.0;
  for (const double v : u) total += v;
  return total;
}

TEST_F(ExpectedPoints, FrontiersAndPointsOfSmallDomainsByEnumeration) {
  std::size_t compared = 0;
  for (const auto& row : expected_rows()) {
    if (!row.contains("frontier") || row["frontier"].is_null() || row["outcomes"].get<double>() > 70'000)
      continue;
    const auto reading = read_scenario(files_of(row));
    ASSERT_TRUE(reading.scenario) << row["dir"];
    const std::size_t parties = row["npar"];
    const auto problem = to_problem(*reading.scenario);
    const auto utility = enumerate(problem, parties);
    // Jobs: sums of its decimals tie on paper. In exact fractions 21 distinct points are undominated; the
    // figure in the file, 24, counts points that only rounding tells apart.
    const bool jobs = row["dir"].get<std::string>().find("Jobs") != std::string::npos;
    EXPECT_EQ(frontier_size(utility), jobs ? 21u : row["frontier"].get<std::size_t>()) << row["dir"];
    ++compared;
    if (!row.contains("nash") || row["nash"].is_null()) continue;
    const std::vector<double> nash = row["nash"], egal = row["egal"], util = row["util"];
    std::vector<double> reservation;
    for (std::size_t p = 0; p < parties; ++p) reservation.push_back(problem.negotiators[p].reservation);
    const auto gain_product = [&](const std::vector<double>& u) {
      std::vector<double> gains;
      for (std::size_t p = 0; p < parties; ++p) {
        if (u[p] < reservation[p]) return -1.0;
        gains.push_back(u[p] - reservation[p]);
      }
      return product(gains);
    };
    const auto smallest_gain = [&](const std::vector<double>& u) {
      std::vector<double> gains;
      for (std::size_t p = 0; p < parties; ++p) gains.push_back(u[p] - reservation[p]);
      return least(gains);
    };
    EXPECT_NEAR(best(utility, gain_product), gain_product(nash), 3e-5) << row["dir"];
    EXPECT_NEAR(best(utility, smallest_gain), smallest_gain(egal), 3e-5) << row["dir"];
    EXPECT_NEAR(best(utility, sum), sum(util), 3e-5) << row["dir"];
  }
  EXPECT_GE(compared, 14u);
}

// All domains with known figures, through the exact solvers, whatever their size.
TEST_F(ExpectedPoints, FrontiersAndPointsOfAllDomainsByTheSolvers) {
  std::size_t compared = 0;
  for (const auto& row : expected_rows()) {
    if (!row.contains("frontier") || row["frontier"].is_null()) continue;
    auto reading = read_scenario(files_of(row, true));
    ASSERT_TRUE(reading.scenario) << row["dir"];
    reading.scenario->profiles.resize(row["npar"].get<std::size_t>());
    const SpaceFrontier frontier = space_frontier(*reading.scenario, 0, false);
    EXPECT_EQ(frontier.standing, Standing::exact) << row["dir"];
    // Three figures count points that only rounding tells apart; exact fractions give 21, 204 and 39.
    const std::string name = row["dir"];
    const std::size_t expected = name.ends_with("Jobs")           ? 21
                                 : name.ends_with("Energy")       ? 204
                                 : name.ends_with("SupermarketB") ? 39
                                                                  : row["frontier"].get<std::size_t>();
    EXPECT_EQ(frontier.size, expected) << name;
    ++compared;
    if (!row.contains("nash") || row["nash"].is_null()) continue;
    const SpacePoints points = space_points(*reading.scenario);
    const auto near = [&](const char* idea, const char* key) {
      const auto found = std::find_if(points.points.begin(), points.points.end(),
                                      [&](const SpacePoint& p) { return p.idea == idea; });
      ASSERT_NE(found, points.points.end());
      EXPECT_EQ(found->standing, Standing::exact) << name << " " << idea;
      // Several settlements may share the largest value: compare what the idea makes largest.
      const std::vector<double> wanted = row[key];
      double got = 0.0, want = 0.0;
      if (std::string_view(key) == "nash") got = want = 1.0;
      if (std::string_view(key) == "egal") got = want = 1e9;
      for (std::size_t p = 0; p < wanted.size(); ++p) {
        const double r = points.reservation[p];
        if (std::string_view(key) == "nash") got *= found->utility[p] - r, want *= wanted[p] - r;
        if (std::string_view(key) == "egal")
          got = std::min(got, found->utility[p] - r), want = std::min(want, wanted[p] - r);
        if (std::string_view(key) == "util") got += found->utility[p], want += wanted[p];
      }
      EXPECT_NEAR(got, want, 4e-5) << name << " " << idea;
    };
    near("Nash", "nash");
    near("egalitarian", "egal");
    near("utilitarian", "util");
  }
  EXPECT_EQ(compared, 19u);
}

// Opposition: distance of the max-min point to (1, 1); published for ANAC domains with three digits.
TEST_F(ExpectedPoints, PublishedOpposition) {
  const std::map<std::string, double> published{
      {"EnglandZimbabwe", .278}, {"ItexvsCypress", .431}, {"2011__Camera", .219}, {"2011__Energy", .448}};
  std::size_t compared = 0;
  for (const auto& row : expected_rows()) {
    for (const auto& [name, opposition] : published) {
      if (row["dir"].get<std::string>().find(name) == std::string::npos) continue;
      bargaining::PointOptions options;
      options.fairness = bargaining::Fairness::egalitarian;
      options.individually_rational = false;
      const auto problem = to_problem(*read_scenario(files_of(row)).scenario);
      const auto point = bargaining::solve_point(problem, options);
      ASSERT_EQ(point.stop, bargaining::PointSummary::Stop::proven);
      EXPECT_NEAR(std::hypot(1.0 - point.utility[0], 1.0 - point.utility[1]), opposition, 1e-3) << name;
      // The search of tied issues must find the same numbers.
      const auto tied = bargaining::solve_tied_point(problem, options);
      EXPECT_EQ(tied.stop, bargaining::PointSummary::Stop::proven);
      EXPECT_EQ(tied.value, point.value);
      ++compared;
    }
  }
  EXPECT_EQ(compared, 4u);
}

}  // namespace
}  // namespace offramp::formats
