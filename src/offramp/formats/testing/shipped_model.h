// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/model/model.h"
#include "offramp/dynamics/run/monte_carlo.h"
#include "offramp/dynamics/run/simulate.h"

/// The models that are shipped in `models/`, for tests: read from their files, with other numbers if need be.
namespace offramp::formats::testing {

using Settings = std::vector<std::pair<std::string, std::string>>;

/// Other equations for the elements of an array that has one for each, in the order of its file.
struct Elements {
  std::string name;
  std::vector<std::string> equations;
};

class ShippedModel {
 public:
  /// `file` below `models/`, as "military/forts.yaml". `settings` are other equations for variables that have
  /// one, by their names as written.
  /// `stop` is another time at which to stop, unless 0.
  /// @throws std::runtime_error if the file has an error or a warning, or no such variable.
  explicit ShippedModel(const std::string& file, const Settings& settings = {},
                        const std::vector<Elements>& elements = {}, double stop = 0.0);
  ShippedModel(const ShippedModel&) = delete;
  ShippedModel& operator=(const ShippedModel&) = delete;

  /// One path, by number.
  dynamics::Path path(std::uint64_t number = 0) const { return simulate_path(program_, {}, number); }
  dynamics::Summary run(std::uint64_t paths) const;
  const dynamics::Program& program() const { return program_; }

 private:
  dynamics::Model model_;
  dynamics::Program program_;
};

/// Of a variable at the last time that the path has, or at the first.
double at_end(const dynamics::Path& path, std::string_view name);
double at_start(const dynamics::Path& path, std::string_view name);
/// [time]
std::vector<double> course(const dynamics::Path& path, std::string_view name);
/// Mean of a variable at the end of a run.
double mean_at_end(const dynamics::Summary& summary, std::string_view name);
const dynamics::EventCount& event(const dynamics::Summary& summary, std::string_view name);
/// Share of the paths on which the event happened.
double share(const dynamics::Summary& summary, std::string_view name);
/// Mean time at which the first of these events happened, if exactly one of them does on every path.
/// @throws std::runtime_error if not.
double mean_time(const dynamics::Summary& summary, const std::vector<std::string>& names);
/// Four standard errors of a share near p.
double four_errors(double p, std::uint64_t paths);

}  // namespace offramp::formats::testing
