// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/model/scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace offramp::formats {
namespace {

using bargaining::Axis;
using bargaining::Condition;

// Uniform points, or the file's own step, with every place where a value function bends or a box ends.
std::vector<double> real_grid(const Scenario& scenario, std::size_t issue, const GridOptions& options) {
  const IssueFrame& frame = scenario.issues[issue];
  std::vector<double> grid{frame.low, frame.high};
  const double width = frame.high - frame.low;
  const double steps =
      frame.step > 0.0 ? std::floor(width / frame.step + 1e-9) : static_cast<double>(options.points - 1);
  if (steps > 1e5) {
    throw std::invalid_argument(
        fmt::format("issue {}: {} grid points; at most {} are allowed", frame.name, steps, 100000));
  }
  for (double i = 1.0; i <= steps; ++i) {
    grid.push_back(frame.step > 0.0 ? frame.low + i * frame.step : frame.low + width * (i / steps));
  }
  for (const Profile& profile : scenario.profiles) {
    for (const Knot& knot : profile.evaluation[issue].curve) grid.push_back(knot.at);
    for (const Box& box : profile.boxes) {
      for (const Box::Side& side : box.sides) {
        if (side.issue == issue) grid.insert(grid.end(), {side.low, side.high});
      }
    }
  }
  std::erase_if(grid, [&](double x) { return x < frame.low || x > frame.high; });
  std::sort(grid.begin(), grid.end());
  std::vector<double> distinct;
  for (const double x : grid) {
    if (distinct.empty() || x - distinct.back() > 1e-12 * std::max(1.0, std::fabs(x))) distinct.push_back(x);
  }
  return distinct;
}

Axis axis_of(const Scenario& scenario, std::size_t issue, const GridOptions& options) {
  const IssueFrame& frame = scenario.issues[issue];
  Axis axis{frame.name, frame.options, {}};
  if (frame.kind == IssueKind::discrete) return axis;
  if (frame.kind == IssueKind::real) {
    axis.grid = real_grid(scenario, issue, options);
  } else {
    if (frame.high - frame.low >= static_cast<double>(bargaining::Space::kMaxOptions)) {
      throw std::invalid_argument(fmt::format("issue {}: {} integer values; at most {} are allowed",
                                              frame.name, frame.high - frame.low + 1.0,
                                              bargaining::Space::kMaxOptions));
    }
    for (double x = frame.low; x <= frame.high; ++x) axis.grid.push_back(x);
  }
  for (const double x : axis.grid) axis.options.push_back(number_text(x));
  return axis;
}

Condition condition_of(const Box& box, const bargaining::Space& space) {
  std::vector<Condition> sides;
  for (const Box::Side& side : box.sides) {
    const Axis& axis = space.axis(side.issue);
    std::vector<bool> allowed(axis.size());
    for (std::size_t k = 0; k < axis.size(); ++k) {
      const double x = axis.numeric() ? axis.grid[k] : static_cast<double>(k);
      allowed[k] = x >= side.low && x <= side.high;
    }
    if (!std::all_of(allowed.begin(), allowed.end(), [](bool a) { return a; })) {
      sides.push_back(Condition::member(side.issue, std::move(allowed)));
    }
  }
  if (sides.size() == 1) return sides.front();
  return Condition::conjunction(std::move(sides));
}

bargaining::Negotiator negotiator_of(const Profile& profile, const bargaining::Space& space) {
  bargaining::Negotiator negotiator;
  negotiator.reservation = profile.reservation;
  for (std::size_t i = 0; i < space.issues(); ++i) {
    const Axis& axis = space.axis(i);
    const Evaluation& evaluation = profile.evaluation[i];
    std::vector<double> values(axis.size());
    for (std::size_t k = 0; k < axis.size(); ++k) {
      const double value = evaluation.curve.empty() ? evaluation.value[k] : evaluation.at(axis.grid[k]);
      values[k] = profile.weight[i] * value + (i == 0 ? profile.constant : 0.0);
    }
    negotiator.utility.value.push_back(std::move(values));
  }
  for (const Box& box : profile.boxes) {
    negotiator.utility.bonuses.push_back({condition_of(box, space), box.amount});
  }
  return negotiator;
}

}  // namespace

void set_reservation(Profile& profile, double utility) {
  profile.reservation = utility;
  profile.any_agreement = false;
  profile.reservation_bid.clear();
}

std::size_t IssueFrame::levels() const {
  if (kind == IssueKind::discrete) return options.size();
  if (kind == IssueKind::integer) return static_cast<std::size_t>(high - low) + 1;
  return 0;
}

double Evaluation::at(double x) const {
  if (curve.empty()) return 0.0;
  if (x <= curve.front().at) return curve.front().value;
  for (std::size_t i = 1; i < curve.size(); ++i) {
    const Knot& left = curve[i - 1];
    const Knot& right = curve[i];
    if (x > right.at) continue;
    if (x == right.at) return right.value;
    return left.value + (right.value - left.value) * ((x - left.at) / (right.at - left.at));
  }
  return curve.back().value;
}

double settlements(const Scenario& scenario) {
  double product = 1.0;
  for (const IssueFrame& frame : scenario.issues) {
    if (frame.kind == IssueKind::real) return std::numeric_limits<double>::infinity();
    product *= static_cast<double>(frame.levels());
  }
  return product;
}

bargaining::Problem to_problem(const Scenario& scenario, const GridOptions& options) {
  if (options.points < 2) {
    throw std::invalid_argument(
        fmt::format("GridOptions::points = {}; it must be at least 2", options.points));
  }
  std::vector<Axis> axes;
  for (std::size_t i = 0; i < scenario.issues.size(); ++i) axes.push_back(axis_of(scenario, i, options));
  bargaining::Problem problem{bargaining::Space(std::move(axes)), {}, {}};
  for (const Profile& profile : scenario.profiles) {
    problem.negotiators.push_back(negotiator_of(profile, problem.space));
  }
  return problem;
}

std::string number_text(double number) {
  return fmt::format("{}", number);
}

}  // namespace offramp::formats
