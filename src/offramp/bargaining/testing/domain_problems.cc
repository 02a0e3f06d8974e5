// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/testing/domain_problems.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <pugixml.hpp>

#include "offramp/base/testing/paths.h"

namespace offramp::bargaining::domains {

std::string folder() {
  return checkout::shared_data() + "/domains/";
}

bool present() {
  return std::filesystem::exists(folder() + "expected_points.json");
}

nlohmann::json json(const std::string& file) {
  return nlohmann::json::parse(std::ifstream(folder() + file));
}

namespace {

std::vector<double> values_of(const pugi::xml_node& issue, const Axis& axis) {
  std::vector<double> values(axis.size(), 0.0);
  if (const pugi::xml_node evaluator =
          issue.child("evaluator")) {  // an integer issue with a linear evaluation
    const double slope =
        evaluator.attribute("slope").as_double(evaluator.attribute("parameter1").as_double());
    const double offset =
        evaluator.attribute("offset").as_double(evaluator.attribute("parameter0").as_double());
    // As the program that computed the expected points reads it: no shift by the lower bound, cut to [0, 1].
    for (std::size_t o = 0; o < axis.size(); ++o) {
      values[o] = std::clamp(offset + slope * std::stod(axis.options[o]), 0.0, 1.0);
    }
    return values;
  }
  double top = 0.0;
  for (const pugi::xml_node& item : issue.children("item")) {
    const auto at = std::find(axis.options.begin(), axis.options.end(), item.attribute("value").value());
    if (at == axis.options.end()) continue;
    values[static_cast<std::size_t>(at - axis.options.begin())] = item.attribute("evaluation").as_double();
  }
  for (double v : values) top = std::max(top, v);
  for (double& v : values) v = top > 0.0 ? v / top : 0.0;
  return values;
}

std::vector<Axis> axes_of(const pugi::xml_node& root) {
  std::vector<Axis> axes;
  for (const pugi::xml_node& issue : root.children("issue")) {
    Axis axis;
    axis.name = issue.attribute("name").value();
    for (int x = issue.attribute("lowerbound").as_int();
         std::string(issue.attribute("type").value()) == "integer" &&
         x <= issue.attribute("upperbound").as_int();
         ++x) {
      axis.options.push_back(std::to_string(x));
    }
    for (const pugi::xml_node& item : issue.children("item")) {
      const std::string value = item.attribute("value").value();
      if (std::find(axis.options.begin(), axis.options.end(), value) == axis.options.end()) {
        axis.options.push_back(value);
      }
    }
    axes.push_back(axis);
  }
  return axes;
}

}  // namespace

Problem read(const std::string& dir, const std::vector<std::string>& files, std::size_t parties) {
  Problem problem{Space({}), {}, {}};
  for (const std::string& file : files) {
    pugi::xml_document document;
    document.load_file((folder() + dir + "/" + file).c_str());
    const pugi::xml_node root = document.child("utility_space").child("objective");
    if (!root.child("weight") || problem.negotiators.size() == parties) continue;
    if (problem.negotiators.empty()) problem.space = Space(axes_of(root));
    std::map<std::string, double> weight;
    for (const pugi::xml_node& w : root.children("weight")) {
      weight[w.attribute("index").value()] = w.attribute("value").as_double();
    }
    Negotiator party;
    party.reservation = document.child("utility_space").child("reservation").attribute("value").as_double();
    std::size_t i = 0;
    for (const pugi::xml_node& issue : root.children("issue")) {
      std::vector<double> values = values_of(issue, problem.space.axis(i++));
      for (double& v : values) v *= weight[issue.attribute("index").value()];
      party.utility.value.push_back(values);
    }
    problem.negotiators.push_back(party);
  }
  return problem;
}

}  // namespace offramp::bargaining::domains
