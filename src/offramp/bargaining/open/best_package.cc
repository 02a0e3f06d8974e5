// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/open/best_package.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <set>

#include "offramp/bargaining/merged/relax.h"

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Where along a piece the objective may be largest: its ends, where it enters and leaves the acceptable
// region, and the stationary or crossing point.
std::vector<double> candidates(const FrontierPiece& piece, const std::vector<double>& reservation,
                               const Objective& objective) {
  std::vector<double> shares = {0.0, 1.0};
  const double dx = piece.right[0] - piece.left[0];
  const double dy = piece.right[1] - piece.left[1];
  if (dx == 0.0) return {1.0};
  const double x = piece.left[0] - reservation[0];
  const double y = piece.left[1] - reservation[1];
  for (std::size_t i = 0; i < 2; ++i) {
    if (!std::isinf(objective.least_gain[i])) shares.push_back(i == 0 ? -x / dx : -y / dy);
  }
  if (objective.family == Objective::Family::product) {  // a dx / (x + t dx) + b dy / (y + t dy) = 0
    const double a = objective.weight[0];
    const double b = objective.weight[1];
    shares.push_back(-(a * dx * y + b * dy * x) / ((a + b) * dx * dy));
  } else if (objective.family == Objective::Family::leximin && objective.step[0] != 0 &&
             objective.step[1] != 0) {
    const double first = (x - objective.origin[0]) / objective.step[0];
    const double second = (y - objective.origin[1]) / objective.step[1];
    shares.push_back((second - first) / (dx / objective.step[0] - dy / objective.step[1]));
  }
  std::erase_if(shares, [](double t) { return !(t >= 0.0 && t <= 1.0); });
  return shares;
}

}  // namespace

OpenOptimum best_on_frontier(const OpenFrontier& frontier, const std::vector<double>& reservation,
                             const Objective& objective) {
  OpenOptimum best;
  double top[2] = {0.0, 0.0};
  std::size_t best_piece = 0;
  double best_share = 0.0;
  for (std::size_t k = 0; k < frontier.pieces.size(); ++k) {
    const FrontierPiece& piece = frontier.pieces[k];
    for (double t : candidates(piece, reservation, objective)) {
      double gain[2];
      for (std::size_t i = 0; i < 2; ++i) {
        const double u = t == 1.0 ? piece.right[i] : piece.left[i] + t * (piece.right[i] - piece.left[i]);
        gain[i] = u - reservation[i];
      }
      if (!objective.admits(gain)) continue;
      if (best.found && objective.compare(gain, top) <= 0) continue;
      best.found = true;
      std::copy(gain, gain + 2, top);
      best_piece = k;
      best_share = t;
    }
  }
  best.nodes = static_cast<double>(frontier.pieces.size());
  best.stop = best.found ? PointSummary::Stop::proven : PointSummary::Stop::no_agreement;
  if (!best.found) return best;
  best.level = best.bound = objective.level(top);
  best.package = frontier.package(best_piece, best_share);
  return best;
}

namespace {

using Keep = std::vector<std::vector<bool>>;

struct Node {
  double bound;
  std::size_t number;  // ties go to the older node
  Keep keep;
  bool operator<(const Node& other) const {
    return bound != other.bound ? bound < other.bound : number > other.number;
  }
};

class OpenSearch {
 public:
  OpenSearch(const OpenProblem& problem, const Objective& objective, double tolerance, std::size_t max_nodes,
             const RunControl& control)
      : problem_(problem),
        objective_(objective),
        tolerance_(tolerance),
        max_nodes_(max_nodes),
        control_(control) {
    for (double r : problem.reservation) table_.base.push_back(-r);
    table_.parties = problem.parties();
    for (const OpenIssue& issue : problem.issues) add_group(issue);
  }
  OpenOptimum run();

 private:
  void add_group(const OpenIssue& issue);
  void visit(const Node& node);
  bool offer(const std::vector<double>& package);
  std::vector<double> average(const Slim& slim, const ConvexRelaxation& relaxation) const;
  std::size_t widest(const Slim& slim, const ConvexRelaxation& relaxation) const;
  void branch(const Node& node, double bound, const Slim& slim, const ConvexRelaxation& relaxation,
              std::size_t open);
  double wanted() const {
    return best_.found ? best_.level + std::max(1e-12, tolerance_ * std::fabs(best_.level)) : -kInfinity;
  }

  const OpenProblem& problem_;
  const Objective& objective_;
  double tolerance_;
  std::size_t max_nodes_;
  const RunControl& control_;
  Table table_;
  std::vector<std::vector<double>> place_;  // position of every row of every group
  std::priority_queue<Node> open_;
  std::size_t created_ = 0;
  double closed_bound_ = -kInfinity;  // of nodes that could not be split further
  OpenOptimum best_;
};

void OpenSearch::add_group(const OpenIssue& issue) {
  const std::size_t n = table_.parties;
  TableGroup group;
  std::vector<double> places;
  if (const auto* range = std::get_if<RangeIssue>(&issue)) {
    std::set<double> knots;
    for (const PiecewiseLinear& line : range->value) knots.insert(line.position.begin(), line.position.end());
    places.assign(knots.begin(), knots.end());
    for (double x : places) {
      for (std::size_t p = 0; p < n; ++p) group.value.push_back(range->value[p].at(x));
    }
  } else {
    const auto& options = std::get<OptionIssue>(issue);
    for (std::size_t o = 0; o < options.value[0].size(); ++o) {
      places.push_back(static_cast<double>(o));
      for (std::size_t p = 0; p < n; ++p) group.value.push_back(options.value[p][o]);
    }
  }
  group.rows = places.size();
  for (std::uint32_t r = 0; r <= group.rows; ++r) group.first.push_back(r);
  place_.push_back(std::move(places));
  table_.groups.push_back(std::move(group));
}

bool OpenSearch::offer(const std::vector<double>& package) {
  std::vector<double> gain = problem_.utility(package);
  for (std::size_t p = 0; p < gain.size(); ++p) gain[p] -= problem_.reservation[p];
  for (std::size_t p = 0; p < gain.size(); ++p) {  // optima lie on the edge: not lost by rounding
    if (gain[p] < objective_.least_gain[p] - 1e-12) return false;
  }
  const double level = objective_.level(gain.data());
  if (best_.found && level <= best_.level) return true;
  best_.found = true;
  best_.level = level;
  best_.package = package;
  return true;
}

// The mean position of every range and the most used option of every other issue.
std::vector<double> OpenSearch::average(const Slim& slim, const ConvexRelaxation& relaxation) const {
  std::vector<double> package(place_.size(), 0.0);
  for (std::size_t g = 0; g < place_.size(); ++g) {
    if (slim.decided[g] != Slim::kOpen) package[g] = place_[g][slim.decided[g]];
  }
  for (std::size_t k = 0; k < slim.open.size(); ++k) {
    const Slim::Group& group = slim.open[k];
    const std::vector<double>& share = relaxation.share[k];
    const std::vector<double>& places = place_[group.group];
    if (std::holds_alternative<OptionIssue>(problem_.issues[group.group])) {
      const auto most = std::max_element(share.begin(), share.end()) - share.begin();
      package[group.group] = places[group.row[static_cast<std::size_t>(most)]];
      continue;
    }
    double mean = 0.0;
    for (std::size_t r = 0; r < share.size(); ++r) mean += share[r] * places[group.row[r]];
    package[group.group] = std::clamp(mean, places[group.row.front()], places[group.row.back()]);
  }
  return package;
}

// The open group whose mixture is farthest from one option or from two neighbouring knots; none: open.size().
std::size_t OpenSearch::widest(const Slim& slim, const ConvexRelaxation& relaxation) const {
  std::size_t chosen = slim.open.size();
  double worst = 0.0;
  for (std::size_t k = 0; k < slim.open.size(); ++k) {
    const std::vector<double>& share = relaxation.share[k];
    double best = 0.0;  // largest share that one option or pair of neighbours can have
    const bool options = std::holds_alternative<OptionIssue>(problem_.issues[slim.open[k].group]);
    for (std::size_t r = 0; r < share.size(); ++r) {
      best = std::max(best, share[r] + (options || r + 1 == share.size() ? 0.0 : share[r + 1]));
    }
    if (!options && share.size() <= 2) continue;
    if (1.0 - best > worst) worst = 1.0 - best, chosen = k;
  }
  return chosen;
}

void OpenSearch::branch(const Node& node, double bound, const Slim& slim, const ConvexRelaxation& relaxation,
                        std::size_t open) {
  const Slim::Group& group = slim.open[open];
  const std::vector<double>& share = relaxation.share[open];
  Node left{bound, ++created_, node.keep};
  Node right{bound, ++created_, node.keep};
  if (std::holds_alternative<OptionIssue>(problem_.issues[group.group])) {
    const auto most = static_cast<std::size_t>(std::max_element(share.begin(), share.end()) - share.begin());
    for (std::size_t r = 0; r < share.size(); ++r) {
      (r == most ? right : left).keep[group.group][group.row[r]] = false;
    }
  } else {
    double mean = 0.0;
    for (std::size_t r = 0; r < share.size(); ++r) mean += share[r] * static_cast<double>(r);
    const auto split = std::clamp<std::size_t>(static_cast<std::size_t>(mean + 0.5), 1, share.size() - 2);
    for (std::size_t r = 0; r < share.size(); ++r) {
      if (r > split) left.keep[group.group][group.row[r]] = false;
      if (r < split) right.keep[group.group][group.row[r]] = false;
    }
  }
  open_.push(std::move(left));
  open_.push(std::move(right));
}

void OpenSearch::visit(const Node& node) {
  const Slim slim = make_slim(table_, node.keep);
  const ConvexRelaxation relaxation = relax(slim, objective_, 0.1 * tolerance_);
  best_.nodes += 1;
  if (relaxation.empty) return;
  const double bound = std::min(node.bound, relaxation.bound);
  offer(average(slim, relaxation));
  if (bound <= wanted()) {
    closed_bound_ = std::max(closed_bound_, bound);
    return;
  }
  std::size_t open = widest(slim, relaxation);
  if (open == slim.open.size()) {  // a mixture that is a package; what is left is the relaxation's own gap
    for (std::size_t k = 0; k < slim.open.size() && open == slim.open.size(); ++k) {
      const bool options = std::holds_alternative<OptionIssue>(problem_.issues[slim.open[k].group]);
      if (options || slim.open[k].rows() > 2) open = k;
    }
  }
  if (open == slim.open.size()) {
    closed_bound_ = std::max(closed_bound_, bound);
    return;
  }
  branch(node, bound, slim, relaxation, open);
}

OpenOptimum OpenSearch::run() {
  Node root{kInfinity, 0, {}};
  for (const TableGroup& group : table_.groups) root.keep.emplace_back(group.rows, true);
  open_.push(std::move(root));
  bool stopped = false;
  while (!open_.empty() && open_.top().bound > wanted() && best_.nodes < static_cast<double>(max_nodes_)) {
    if ((stopped = control_.stop.stop_requested())) break;
    const Node node = open_.top();
    open_.pop();
    visit(node);
    if (control_.progress)
      control_.progress("bargaining point", best_.nodes / static_cast<double>(max_nodes_));
  }
  best_.bound = std::max(closed_bound_, open_.empty() ? -kInfinity : open_.top().bound);
  if (best_.found) best_.bound = std::max(best_.bound, best_.level);
  const bool exhausted = open_.empty() && closed_bound_ == -kInfinity;
  best_.stop = stopped                                  ? PointSummary::Stop::stopped
               : best_.found && best_.bound <= wanted() ? PointSummary::Stop::proven
               : !best_.found && exhausted              ? PointSummary::Stop::no_agreement
                                                        : PointSummary::Stop::limit;
  return std::move(best_);
}

}  // namespace

OpenOptimum branch_and_bound(const OpenProblem& problem, const Objective& objective, double tolerance,
                             std::size_t max_nodes, const RunControl& control) {
  return OpenSearch(problem, objective, tolerance, max_nodes, control).run();
}

}  // namespace offramp::bargaining
