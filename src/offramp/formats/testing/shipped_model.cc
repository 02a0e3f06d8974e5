// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/testing/shipped_model.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "offramp/base/testing/paths.h"
#include "offramp/formats/model_yaml/model_yaml.h"

namespace offramp::formats::testing {
namespace {

void set(dynamics::Model& model, const std::string& name, const std::vector<std::string>& equations) {
  for (dynamics::Variable& variable : model.root.variables) {
    if (variable.name != name) continue;
    if (variable.parts.size() != equations.size()) {
      throw std::runtime_error(name + " has another number of equations");
    }
    for (std::size_t k = 0; k < equations.size(); ++k) variable.parts[k].equation.text = equations[k];
    return;
  }
  throw std::runtime_error("no variable " + name);
}

std::size_t column(const std::vector<std::string>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) throw std::runtime_error("no variable " + std::string(name));
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

ShippedModel::ShippedModel(const std::string& file, const Settings& settings,
                           const std::vector<Elements>& elements, double stop) {
  const std::string path = checkout::root() + "/models/" + file;
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot open " + path);
  std::ostringstream text;
  text << in.rdbuf();
  ModelReading reading = read_model(text.str(), file);
  model_ = std::move(reading.model);
  for (const auto& [name, equation] : settings) set(model_, name, {equation});
  for (const Elements& array : elements) set(model_, array.name, array.equations);
  if (stop > 0.0) model_.time.stop = stop;
  auto program = dynamics::compile(model_, reading.diagnostics);
  if (!program || reading.diagnostics.has_errors() || reading.diagnostics.warnings() > 0) {
    throw std::runtime_error(reading.diagnostics.to_text());
  }
  program_ = std::move(*program);
}

dynamics::Summary ShippedModel::run(std::uint64_t paths) const {
  dynamics::MonteCarloOptions options;
  options.paths = paths;
  return run_paths(program_, options, RunControl());
}

double at_end(const dynamics::Path& path, std::string_view name) {
  return path.rows.back()[column(path.names, name)];
}

double at_start(const dynamics::Path& path, std::string_view name) {
  return path.rows.front()[column(path.names, name)];
}

std::vector<double> course(const dynamics::Path& path, std::string_view name) {
  std::vector<double> out;
  for (const auto& row : path.rows) out.push_back(row[column(path.names, name)]);
  return out;
}

double mean_at_end(const dynamics::Summary& summary, std::string_view name) {
  return summary.spread.back()[column(summary.names, name)].mean();
}

const dynamics::EventCount& event(const dynamics::Summary& summary, std::string_view name) {
  return summary.events[column(summary.event_names, name)];
}

double share(const dynamics::Summary& summary, std::string_view name) {
  return static_cast<double>(event(summary, name).paths) / static_cast<double>(summary.paths);
}

double mean_time(const dynamics::Summary& summary, const std::vector<std::string>& names) {
  double total = 0.0;
  std::uint64_t paths = 0;
  for (const std::string& name : names) {
    total += event(summary, name).first_sum.value();
    paths += event(summary, name).paths;
  }
  if (paths != summary.paths) throw std::runtime_error("not exactly one of the events on every path");
  return total / static_cast<double>(paths);
}

double four_errors(double p, std::uint64_t paths) {
  return 4.0 * std::sqrt(p * (1.0 - p) / static_cast<double>(paths));
}

}  // namespace offramp::formats::testing
