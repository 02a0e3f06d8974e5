// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/testing/anac_rectangles.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace offramp::bargaining::anac {

namespace {

std::string attribute(const std::string& tag, const std::string& name) {
  const std::size_t at = tag.find(" " + name + "=\"");
  if (at == std::string::npos) return "";
  const std::size_t from = at + name.size() + 3;
  return tag.substr(from, tag.find('"', from) - from);
}

struct Profile {
  std::vector<Axis> axes;
  std::vector<Bonus> bonuses;
  double scale = 1.0;  ///< `maxutility`
};

Profile read_profile(const std::string& file) {
  std::ifstream in(file);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  Profile profile;
  std::vector<OptionRange> ranges;
  double amount = 0.0;
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    const std::string tag = text.substr(at, text.find('>', at) - at);
    if (tag.starts_with("<issue ")) {
      Axis axis;
      axis.options.resize(static_cast<std::size_t>(std::stoi(attribute(tag, "upperbound")) + 1));
      profile.axes.push_back(axis);
    } else if (tag.starts_with("<utility ")) {
      profile.scale = std::stod(attribute(tag, "maxutility"));
    } else if (tag.starts_with("<hyperRectangle ")) {
      amount = std::stod(attribute(tag, "utility"));
      ranges.clear();
    } else if (tag.starts_with("<INCLUDES ")) {
      ranges.push_back({static_cast<std::size_t>(std::stoi(attribute(tag, "index")) - 1),
                        static_cast<std::size_t>(std::stoi(attribute(tag, "min"))),
                        static_cast<std::size_t>(std::stoi(attribute(tag, "max")))});
    } else if (tag.starts_with("</hyperRectangle")) {
      profile.bonuses.push_back(rectangle_bonus(Space(profile.axes), ranges, amount));
    }
  }
  return profile;
}

}  // namespace

Problem read_problem(const std::string& folder) {
  const Profile first = read_profile(folder + "/profile-1.xml");
  Problem problem{Space(first.axes), {}, {}};
  if (first.axes.empty()) return problem;
  for (const char* name : {"/profile-1.xml", "/profile-2.xml"}) {
    const Profile profile = read_profile(folder + name);
    Negotiator negotiator;
    for (const Axis& axis : first.axes) negotiator.utility.value.emplace_back(axis.size(), 0.0);
    for (Bonus bonus : profile.bonuses) {
      bonus.amount /= profile.scale;
      negotiator.utility.bonuses.push_back(bonus);
    }
    problem.negotiators.push_back(negotiator);
  }
  return problem;
}

Problem with_third_party(Problem problem) {
  Negotiator third = problem.negotiators[0];
  third.utility.bonuses.clear();
  for (const Bonus& bonus : problem.negotiators[0].utility.bonuses) {
    std::vector<OptionRange> ranges;
    for (const Condition& side : bonus.when.operands()) {
      const std::vector<bool>& allowed = side.allowed();
      const auto first =
          static_cast<std::size_t>(std::find(allowed.begin(), allowed.end(), true) - allowed.begin());
      const auto count = static_cast<std::size_t>(std::count(allowed.begin(), allowed.end(), true));
      ranges.push_back({problem.space.issues() - 1 - side.issue(), allowed.size() - first - count,
                        allowed.size() - 1 - first});
    }
    third.utility.bonuses.push_back(rectangle_bonus(problem.space, ranges, bonus.amount));
  }
  problem.negotiators.push_back(third);
  return problem;
}

}  // namespace offramp::bargaining::anac
