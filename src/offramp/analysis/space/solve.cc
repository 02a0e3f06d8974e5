// SPDX-License-Identifier: Apache-2.0
// Points and frontiers: which engine answers for which scenario.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/analysis/space/names.h"
#include "offramp/analysis/space/procedures.h"
#include "offramp/analysis/space/report.h"
#include "offramp/bargaining/frontier/frontier.h"
#include "offramp/bargaining/open/open_problem.h"
#include "offramp/bargaining/points/points.h"
#include "offramp/bargaining/procedures/raiffa.h"
#include "offramp/bargaining/tied/tied_frontier.h"
#include "offramp/bargaining/tied/tied_points.h"

namespace offramp::formats {
namespace {

using bargaining::Fairness;
using bargaining::PointSummary;

struct Idea {
  Fairness fairness;
  const char* name;
  std::vector<double> weights = {}, interim = {};
};

std::vector<Idea> ideas_of(const SpacePointOptions& options) {
  std::vector<Idea> ideas = {{Fairness::nash, "Nash"},
                             {Fairness::kalai_smorodinsky, "Kalai-Smorodinsky"},
                             {Fairness::egalitarian, "egalitarian"},
                             {Fairness::utilitarian, "utilitarian"},
                             {Fairness::relative_utilitarian, "relative utilitarian"},
                             {Fairness::equal_loss, "equal loss"}};
  if (!options.weights.empty()) {
    ideas.push_back({Fairness::nash, "Nash, weighted", options.weights});
    ideas.push_back({Fairness::utilitarian, "utilitarian, weighted", options.weights});
  }
  if (!options.interim.empty()) ideas.push_back({Fairness::gupta_livne, "Gupta-Livne", {}, options.interim});
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

SpacePoint open_point(const Scenario& scenario, const bargaining::OpenProblem& open, const Idea& idea,
                      const RunControl& control) {
  bargaining::OpenPointOptions options;
  options.fairness = idea.fairness;
  options.weights = idea.weights;
  options.interim = idea.interim;
  const auto summary = bargaining::solve_open_point(open, options, control);
  SpacePoint point{idea.name,
                   standing_of(summary.stop, !summary.package.empty(), false),
                   summary.value,
                   summary.bound,
                   summary.utility,
                   package_names(scenario, summary.package),
                   0.0,
                   summary.message};
  if (point.standing == Standing::exact && scenario.profiles.size() > 2) {
    point.standing = Standing::bounded;
  }
  return point;
}

SpacePoint listed_point(const bargaining::Problem& problem, const Idea& idea, bool grid,
                        const RunControl& control) {
  bargaining::PointOptions options;
  options.fairness = idea.fairness;
  options.weights = idea.weights;
  options.interim = idea.interim;
  const PointSummary summary = bargaining::solve_any_point(problem, options, control);
  SpacePoint point{idea.name,       standing_of(summary.stop, !summary.settlements.empty(), grid),
                   summary.value,   summary.bound,
                   summary.utility, {},
                   summary.ties,    summary.message};
  if (!summary.settlements.empty())
    point.settlement = option_names(problem.space, summary.settlements.front());
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

SpaceFrontier open_frontier(const Scenario& scenario, std::size_t listed, SpaceFrontier result,
                            const RunControl& control) {
  const auto frontier = bargaining::solve_open_frontier(open_problem(scenario), control);
  result.standing = Standing::exact;
  result.pieces = true;
  result.remark = "straight pieces, without a grid";
  result.size = frontier.pieces.size();
  for (std::size_t k = 0; k < std::min(listed, result.size); ++k) {
    const std::size_t i = result.size - 1 - k;
    const bargaining::FrontierPiece& piece = frontier.pieces[i];
    SpaceFrontierPoint point{
        {piece.right[0], piece.right[1]}, package_names(scenario, frontier.package(i, 1.0)), {}};
    if (piece.left[0] != piece.right[0] || piece.left[1] != piece.right[1]) {
      point.to = {piece.left[0], piece.left[1]};
    }
    result.points.push_back(std::move(point));
  }
  return result;
}

// Utilities or rules that tie more issues together than can be merged.
SpaceFrontier tied_frontier(const bargaining::Problem& problem, std::size_t listed, bool above, bool grid,
                            SpaceFrontier result, const RunControl& control) {
  using Stop = bargaining::TiedFrontier::Stop;
  bargaining::TiedFrontierOptions options;
  options.individually_rational = above;
  const bargaining::TiedFrontier frontier = bargaining::solve_tied_frontier(problem, options, control);
  result.remark = frontier.message;
  result.size = frontier.points.size();
  const bool all = frontier.stop == Stop::complete;
  const bool none = frontier.stop == Stop::no_agreement;
  result.standing = all               ? (grid ? Standing::grid : Standing::exact)
                    : none            ? Standing::none
                    : result.size > 0 ? Standing::bounded
                                      : Standing::unknown;
  if (result.standing == Standing::bounded) result.epsilon = frontier.epsilon;
  for (std::size_t i = 0; i < std::min(listed, result.size); ++i) {
    const bargaining::TiedFrontier::Point& point = frontier.points[i];
    result.points.push_back({point.utility, option_names(problem.space, point.settlement), {}});
  }
  return result;
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
  if (without_grid(scenario)) {
    const bargaining::OpenProblem open = open_problem(scenario);
    for (const Idea& idea : ideas) result.points.push_back(open_point(scenario, open, idea, control()));
  } else {
    const bargaining::Problem problem = to_problem(scenario);
    const bool grid = has_real_issue(scenario);
    for (const Idea& idea : ideas) {
      result.points.push_back(listed_point(problem, idea, grid, control()));
    }
    if (std::optional<SpacePoint> point = fallback_point(problem, grid, control())) {
      result.points.push_back(*std::move(point));
    }
  }
  if (scenario.profiles.size() == 2) add_raiffa(scenario, result, control());
  return result;
}

SpaceFrontier space_frontier(const Scenario& scenario, std::size_t listed, bool above_reservations,
                             const RunControl& control) {
  SpaceFrontier result;
  result.issues = issue_names(scenario);
  result.parties = party_names(scenario);
  if (without_grid(scenario) && scenario.profiles.size() == 2 && !above_reservations) {
    return open_frontier(scenario, listed, std::move(result), control);
  }
  const bool grid = has_real_issue(scenario);
  const bargaining::Problem problem = to_problem(scenario);
  bargaining::FrontierOptions options;
  options.individually_rational = above_reservations;
  options.max_merged = 1 << 16;  // above, the search of tied issues is faster
  const bargaining::Frontier frontier = bargaining::solve_frontier(problem, options, control);
  using Stop = bargaining::Frontier::Stop;
  if (frontier.stop == Stop::too_large) {
    return tied_frontier(problem, listed, above_reservations, grid, std::move(result), control);
  }
  result.remark = frontier.message;
  result.size = frontier.points;
  result.standing = frontier.stop == Stop::complete       ? (grid ? Standing::grid : Standing::exact)
                    : frontier.stop == Stop::thinned      ? Standing::bounded
                    : frontier.stop == Stop::no_agreement ? Standing::none
                                                          : Standing::unknown;
  if (frontier.stop == Stop::thinned) result.epsilon = frontier.epsilon;
  for (std::size_t i = 0; i < std::min(listed, frontier.points); ++i) {
    SpaceFrontierPoint point;
    for (std::size_t p = 0; p < scenario.profiles.size(); ++p)
      point.utility.push_back(frontier.utility(i, p));
    point.settlement = option_names(problem.space, frontier.settlement(i));
    result.points.push_back(std::move(point));
  }
  return result;
}

}  // namespace offramp::formats
