// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/solve/solve_frontier.h"

#include <algorithm>
#include <stdexcept>

#include "offramp/bargaining/frontier/merged_frontier.h"
#include "offramp/bargaining/open/open_frontier.h"
#include "offramp/bargaining/tied/tied_frontier.h"

namespace offramp::bargaining {
namespace {

using Stop = Frontier::Stop;

Stop stop_of(MergedFrontier::Stop stop) {
  switch (stop) {
    case MergedFrontier::Stop::complete:
      return Stop::complete;
    case MergedFrontier::Stop::thinned:
      return Stop::thinned;
    case MergedFrontier::Stop::no_agreement:
      return Stop::no_agreement;
    default:
      return Stop::stopped;
  }
}

Stop stop_of(TiedFrontier::Stop stop) {
  switch (stop) {
    case TiedFrontier::Stop::complete:
      return Stop::complete;
    case TiedFrontier::Stop::thinned:
      return Stop::thinned;
    case TiedFrontier::Stop::no_agreement:
      return Stop::no_agreement;
    case TiedFrontier::Stop::limit:
      return Stop::limit;
    case TiedFrontier::Stop::stopped:
      break;
  }
  return Stop::stopped;
}

Frontier searched(const Problem& problem, const FrontierOptions& options, const RunControl& control) {
  TiedFrontierOptions asked;
  asked.individually_rational = options.individually_rational;
  asked.max_points = options.max_points;
  asked.max_nodes = options.max_nodes;
  asked.width = options.width;
  TiedFrontier found = solve_tied_frontier(problem, asked, control);
  Frontier frontier{stop_of(found.stop), found.message, found.points.size(), false, {}, found.epsilon};
  for (std::size_t k = 0; k < std::min(options.max_listed, found.points.size()); ++k) {
    TiedFrontier::Point& point = found.points[k];
    frontier.points.push_back({std::move(point.utility), std::move(point.settlement), {}, {}});
  }
  return frontier;
}

}  // namespace

Frontier solve_frontier(const Problem& problem, const FrontierOptions& options, const RunControl& control) {
  MergedFrontierOptions asked;
  asked.individually_rational = options.individually_rational;
  asked.max_points = options.max_points;
  asked.max_merged = options.max_merged;
  const MergedFrontier found = solve_merged_frontier(problem, asked, control);
  if (found.stop == MergedFrontier::Stop::too_large) return searched(problem, options, control);
  Frontier frontier{stop_of(found.stop), found.message, found.points, false, {}, found.epsilon};
  for (std::size_t k = 0; k < std::min(options.max_listed, found.points); ++k) {
    Frontier::Point point{{}, found.settlement(k), {}, {}};
    for (std::size_t p = 0; p < problem.negotiators.size(); ++p) point.utility.push_back(found.utility(k, p));
    frontier.points.push_back(std::move(point));
  }
  return frontier;
}

Frontier solve_frontier(const OpenProblem& problem, const FrontierOptions& options,
                        const RunControl& control) {
  if (options.individually_rational) {
    throw std::invalid_argument("FrontierOptions::individually_rational: not for ranges without a grid");
  }
  const OpenFrontier found = solve_open_frontier(problem, control);
  Frontier frontier{Stop::complete, "straight pieces, without a grid", found.pieces.size(), true, {},
                    {0.0, 0.0}};
  for (std::size_t k = 0; k < std::min(options.max_listed, frontier.size); ++k) {
    const std::size_t i = frontier.size - 1 - k;  // pieces run from left to right
    const FrontierPiece& piece = found.pieces[i];
    Frontier::Point point{{piece.right[0], piece.right[1]}, {}, found.package(i, 1.0), {}};
    if (piece.left[0] != piece.right[0] || piece.left[1] != piece.right[1]) {
      point.to = {piece.left[0], piece.left[1]};
    }
    frontier.points.push_back(std::move(point));
  }
  return frontier;
}

}  // namespace offramp::bargaining
