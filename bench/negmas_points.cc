// SPDX-License-Identifier: Apache-2.0
// Our side for bench/peers/negmas_space.py: the complete frontier and the Nash points of the profiles in
// GeniusWeb files (or any other that `offramp space` reads), timed in this process without reading the files.
// Usage: negmas_points REPEATS UNIT FILE FILE...
// Prints one line of JSON: seconds of the best and of the median repeat, frontier and Nash points, their
// utilities in whole numbers of UNIT. "nash" takes the files' reservations as disagreement,
// "nash_from_minimum" each party's least utility (what NegMAS takes when a reservation is below it).
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "offramp/bargaining/frontier/merged_frontier.h"
#include "offramp/formats/read_files.h"

namespace {

using namespace offramp;
using namespace offramp::bargaining;

bool read(const std::vector<std::string>& names, Problem& problem) {
  std::vector<formats::InputFile> files;
  for (const std::string& name : names) {
    std::ifstream file(name, std::ios::binary);
    files.push_back({name, {std::istreambuf_iterator<char>(file), {}}});
  }
  const formats::ScenarioReading reading = formats::read_scenario(files);
  if (!reading.scenario) return false;
  problem = formats::to_problem(*reading.scenario);
  return true;
}

Problem from_minimum(Problem problem) {
  for (Negotiator& party : problem.negotiators) {
    party.reservation = 0.0;
    for (const auto& values : party.utility.value) {
      party.reservation += *std::min_element(values.begin(), values.end());
    }
  }
  return problem;
}

void print(const char* name, const MergedFrontier& frontier, const std::vector<std::size_t>& points,
           double unit) {
  std::printf("\"%s\": [", name);
  for (std::size_t k = 0; k < points.size(); ++k) {
    std::printf("%s[", k == 0 ? "" : ", ");
    for (std::size_t p = 0; p < frontier.scaling.size(); ++p) {
      std::printf("%s%lld", p == 0 ? "" : ", ", std::llround(frontier.utility(points[k], p) / unit));
    }
    std::printf("]");
  }
  std::printf("]");
}

}  // namespace

int main(int argc, char** argv) {
  Problem problem{Space({}), {}, {}};
  const int repeats = argc > 3 ? std::atoi(argv[1]) : 0;
  const double unit = argc > 3 ? std::atof(argv[2]) : 0.0;
  if (repeats < 1 || !(unit > 0.0) || !read({argv + 3, argv + argc}, problem)) {
    std::fprintf(stderr, "usage: negmas_points REPEATS UNIT FILE FILE...\n");
    return 2;
  }
  RunControl control;
  control.threads = 1;
  std::vector<double> seconds;
  MergedFrontier frontier;
  std::vector<std::size_t> nash;
  for (int k = 0; k < repeats; ++k) {
    const auto begin = std::chrono::steady_clock::now();
    frontier = solve_merged_frontier(problem, {}, control);
    nash = frontier.nash_points();
    seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  std::sort(seconds.begin(), seconds.end());
  std::vector<std::size_t> all(frontier.points);
  for (std::size_t k = 0; k < all.size(); ++k) all[k] = k;
  std::printf("{\"best\": %.9f, \"median\": %.9f, \"repeats\": %d, \"complete\": %s, ", seconds.front(),
              seconds[seconds.size() / 2], repeats,
              frontier.stop == MergedFrontier::Stop::complete ? "true" : "false");
  print("frontier", frontier, all, unit);
  std::printf(", ");
  print("nash", frontier, nash, unit);
  std::printf(", ");
  const MergedFrontier moved = solve_merged_frontier(from_minimum(problem), {}, control);
  print("nash_from_minimum", moved, moved.nash_points(), unit);
  std::printf("}\n");
  return 0;
}
