// SPDX-License-Identifier: Apache-2.0
// Points and frontiers of a scenario: as the engines take it, and in names again.
#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "offramp/analysis/space/names.h"
#include "offramp/analysis/space/procedures.h"
#include "offramp/analysis/space/report.h"
#include "offramp/bargaining/procedures/raiffa.h"
#include "offramp/bargaining/solve/solve_frontier.h"
#include "offramp/bargaining/solve/solve_point.h"

namespace offramp::formats {
namespace {

using bargaining::Fairness;
using bargaining::PointSummary;
using bargaining::Settlement;

struct Idea {
  Fairness fairness;
  std::string name;
  std::vector<double> weights = {}, interim = {};
};

std::vector<Idea> ideas_of(const SpacePointOptions& options) {
  std::vector<Idea> ideas;
  for (const bargaining::FairnessIdea& idea : bargaining::plain_fairness_ideas()) {
    ideas.push_back({idea.fairness, std::string(idea.name)});
  }
  // The order of this verb's documents: equal loss comes last.
  std::stable_partition(ideas.begin(), ideas.end(),
                        [](const Idea& idea) { return idea.fairness != Fairness::equal_loss; });
  const auto name = [](Fairness fairness) { return std::string(bargaining::idea_of(fairness).name); };
  if (!options.weights.empty()) {
    for (const Fairness fairness : {Fairness::nash, Fairness::utilitarian}) {
      ideas.push_back({fairness, name(fairness) + ", weighted", options.weights});
    }
  }
  if (!options.interim.empty()) {
    ideas.push_back({Fairness::gupta_livne, name(Fairness::gupta_livne), {}, options.interim});
  }
  return ideas;
}

Standing standing_of(PointSummary::Stop stop, bool found, bool grid) {
  switch (stop) {
    case PointSummary::Stop::proven:
      return grid ? Standing::grid : Standing::exact;
    case PointSummary::Stop::no_agreement:
      return Standing::none;
    case PointSummary::Stop::too_large:
      return Standing::unknown;
    default:
      return found ? Standing::bounded : Standing::unknown;
  }
}

bool without_grid(const Scenario& scenario) {
  const bool boxes = std::any_of(scenario.profiles.begin(), scenario.profiles.end(),
                                 [](const Profile& profile) { return !profile.boxes.empty(); });
  const bool points =
      std::any_of(scenario.issues.begin(), scenario.issues.end(), [](const IssueFrame& frame) {
        return frame.kind == IssueKind::real && (frame.low == frame.high || frame.step > 0.0);
      });
  return has_real_issue(scenario) && !boxes && !points;
}

// A knot at every place where some party's function bends; the engine wants one list for each party.
bargaining::OpenProblem open_problem(const Scenario& scenario) {
  bargaining::OpenProblem open;
  open.reservation = reservations(scenario);
  for (std::size_t i = 0; i < scenario.issues.size(); ++i) {
    bargaining::RangeIssue range;
    bargaining::OptionIssue options;
    for (std::size_t p = 0; p < scenario.profiles.size(); ++p) {
      const Profile& profile = scenario.profiles[p];
      const double constant = i == 0 ? profile.constant : 0.0;
      bargaining::PiecewiseLinear line;
      for (const Knot& knot : profile.evaluation[i].curve) {
        line.position.push_back(knot.at);
        line.value.push_back(profile.weight[i] * knot.value + constant);
      }
      std::vector<double> values;
      for (const double v : profile.evaluation[i].value) values.push_back(profile.weight[i] * v + constant);
      range.value.push_back(std::move(line));
      options.value.push_back(std::move(values));
    }
    if (scenario.issues[i].kind == IssueKind::real) {
      open.issues.emplace_back(std::move(range));
    } else {
      open.issues.emplace_back(std::move(options));
    }
  }
  return open;
}

std::vector<std::string> package_names(const Scenario& scenario, const std::vector<double>& package) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < package.size(); ++i) {
    const IssueFrame& frame = scenario.issues[i];
    if (frame.kind == IssueKind::real) {
      names.push_back(fmt::format("{:.6g}", package[i]));
      continue;
    }
    const auto level = static_cast<std::size_t>(package[i]);
    names.push_back(frame.kind == IssueKind::discrete ? frame.options[level]
                                                      : number_text(frame.low + static_cast<double>(level)));
  }
  return names;
}

// The scenario as the engines take it: without a grid where that can be.
using Posed = std::variant<bargaining::Problem, bargaining::OpenProblem>;

Posed pose(const Scenario& scenario) {
  if (without_grid(scenario)) return open_problem(scenario);
  return to_problem(scenario);
}

std::vector<std::string> names_of(const Scenario& scenario, const Posed& posed, const Settlement& settlement,
                                  const std::vector<double>& package) {
  const auto* listed = std::get_if<bargaining::Problem>(&posed);
  if (listed == nullptr) return package_names(scenario, package);
  return option_names(listed->space, settlement);
}

SpacePoint point_of(const Scenario& scenario, const Posed& posed, const Idea& idea,
                    const RunControl& control) {
  bargaining::PointOptions options;
  options.fairness = idea.fairness;
  options.weights = idea.weights;
  options.interim = idea.interim;
  const PointSummary summary = std::visit(
      [&](const auto& problem) { return bargaining::solve_point(problem, options, control); }, posed);
  const bool open = std::holds_alternative<bargaining::OpenProblem>(posed);
  SpacePoint point{
      idea.name,       standing_of(summary.stop, !summary.utility.empty(), !open && has_real_issue(scenario)),
      summary.value,   summary.bound,
      summary.utility, {},
      summary.ties,    summary.message};
  if (open && point.standing == Standing::exact && scenario.profiles.size() > 2) {
    point.standing = Standing::bounded;
  }
  if (!summary.utility.empty()) {
    const Settlement first = summary.settlements.empty() ? Settlement{} : summary.settlements.front();
    point.settlement = names_of(scenario, posed, first, summary.package);
  }
  return point;
}

// Raiffa's solutions live on the frontier's concave hull.
void add_raiffa(const Scenario& scenario, SpacePoints& points, const RunControl& control) {
  const SpaceFrontier frontier = space_frontier(scenario, 100'000, false, control);
  const bool whole = frontier.standing == Standing::exact && frontier.points.size() == frontier.size;
  if (!whole) return;
  std::vector<bargaining::Point2> corners;
  for (const SpaceFrontierPoint& p : frontier.points) {
    corners.push_back({p.utility[0], p.utility[1]});
    if (!p.to.empty()) corners.push_back({p.to[0], p.to[1]});
  }
  const bargaining::Point2 d{points.reservation[0], points.reservation[1]};
  const auto add = [&](const char* idea, const bargaining::RaiffaSolution& solution) {
    if (!solution.agreement) return;
    points.points.push_back({idea,
                             Standing::exact,
                             0.0,
                             0.0,
                             {solution.point[0], solution.point[1]},
                             {},
                             0.0,
                             "expected utility of a lottery over settlements"});
  };
  add("Raiffa, sequential", bargaining::raiffa_sequential(corners, d));
  add("Raiffa, continuous", bargaining::raiffa_continuous(corners, d));
}

}  // namespace

SpacePoints space_points(const Scenario& scenario, const SpacePointOptions& options) {
  SpacePoints result;
  result.issues = issue_names(scenario);
  result.parties = party_names(scenario);
  result.reservation = reservations(scenario);
  result.winner = adjusted_winner(scenario);
  result.patience = patience(scenario);
  const auto control = [&] { return options.control ? options.control() : RunControl{}; };
  std::vector<Idea> ideas = ideas_of(options);
  if (result.patience) {
    const auto& weights = result.patience->limit;
    ideas.push_back({Fairness::nash, "Nash, by patience", {weights[0], weights[1]}});
  }
  const Posed posed = pose(scenario);
  for (const Idea& idea : ideas) result.points.push_back(point_of(scenario, posed, idea, control()));
  if (const auto* listed = std::get_if<bargaining::Problem>(&posed)) {
    if (auto point = fallback_point(*listed, has_real_issue(scenario), control())) {
      result.points.push_back(*std::move(point));
    }
  }
  if (scenario.profiles.size() == 2) add_raiffa(scenario, result, control());
  return result;
}

SpaceFrontier space_frontier(const Scenario& scenario, std::size_t listed, bool above_reservations,
                             const RunControl& control) {
  using Stop = bargaining::Frontier::Stop;
  const bool pieces = without_grid(scenario) && scenario.profiles.size() == 2 && !above_reservations;
  const Posed posed = pieces ? Posed(open_problem(scenario)) : Posed(to_problem(scenario));
  bargaining::FrontierOptions options;
  options.individually_rational = above_reservations;
  options.max_listed = listed;
  bargaining::Frontier frontier = std::visit(
      [&](const auto& problem) { return bargaining::solve_frontier(problem, options, control); }, posed);
  SpaceFrontier result;
  result.issues = issue_names(scenario);
  result.parties = party_names(scenario);
  result.remark = std::move(frontier.message);
  result.size = frontier.size;
  result.pieces = frontier.pieces;
  result.standing = frontier.stop == Stop::complete && !pieces && has_real_issue(scenario) ? Standing::grid
                    : frontier.stop == Stop::complete                                      ? Standing::exact
                    : frontier.stop == Stop::no_agreement                                  ? Standing::none
                    : frontier.size > 0                                                    ? Standing::bounded
                                        : Standing::unknown;
  if (result.standing == Standing::bounded) result.epsilon = std::move(frontier.epsilon);
  for (bargaining::Frontier::Point& point : frontier.points) {
    result.points.push_back({std::move(point.utility),
                             names_of(scenario, posed, point.settlement, point.package),
                             std::move(point.to)});
  }
  return result;
}

}  // namespace offramp::formats
