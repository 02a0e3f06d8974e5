// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/robust/robust.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "offramp/bargaining/robust/search.h"

namespace offramp::bargaining {
namespace {

using Goal = RobustOptions::Goal;
using Status = RobustSummary::Status;

void check(const RobustOptions& options) {
  const auto fail = [](std::string text) { throw std::invalid_argument("most_robust: " + text); };
  if (!(options.alpha > 0.0 && options.alpha <= 1.0)) {
    fail(fmt::format("alpha must be in (0, 1]; got {}", options.alpha));
  }
  if (options.max_nodes < 1) fail(fmt::format("max_nodes must be at least 1; got {}", options.max_nodes));
  if (options.restarts < 1) fail(fmt::format("restarts must be at least 1; got {}", options.restarts));
  if (!(options.absolute_gap >= 0.0)) fail("absolute_gap must be at least 0");
  if (!std::isfinite(options.crossed_slack)) fail("crossed_slack must be finite");
}

class Enumeration {
 public:
  Enumeration(const RobustTable& table, const RobustOptions& options, const RunControl& control,
              RobustSummary& summary)
      : table_(table), options_(options), control_(control), summary_(summary) {
    lanes_.assign(table.depths() + 1, table.start());
    open_.assign(table.depths() + 1, std::vector<char>(table.worlds(), 1));
    chosen_.resize(table.depths());
    slack_.resize(table.worlds());
  }

  void run() {
    const bool finished = visit(0);
    summary_.status = !finished             ? Status::stopped
                      : summary_.settlement ? Status::complete
                                            : Status::infeasible;
    summary_.reason = !finished             ? "stopped by the caller"
                      : summary_.settlement ? "enumerated every settlement"
                                            : "no settlement is feasible";
    if (finished && summary_.settlement) summary_.bound = summary_.value;
  }

 private:
  bool visit(std::size_t depth) {
    if (depth == table_.depths()) {
      leaf();
      return true;
    }
    if (control_.stop.stop_requested()) return false;
    for (std::size_t o = 0; o < table_.options(depth); ++o) {
      if (depth == 0 && control_.progress) {
        control_.progress("enumerate", static_cast<double>(o) / static_cast<double>(table_.options(0)));
      }
      chosen_[table_.issue(depth)] = static_cast<std::uint16_t>(o);
      if (!table_.feasible(depth, chosen_)) continue;
      table_.choose(depth, chosen_, lanes_[depth].data(), lanes_[depth + 1].data());
      open_[depth + 1] = open_[depth];
      table_.cross(depth, chosen_, open_[depth + 1]);
      if (!visit(depth + 1)) return false;
    }
    return true;
  }

  void leaf() {
    ++summary_.nodes;
    const std::vector<double>& lanes = lanes_.back();
    const std::size_t count = table_.worlds();
    std::copy(lanes.begin(), lanes.begin() + static_cast<std::ptrdiff_t>(count), slack_.begin());
    for (std::size_t p = 1; p < table_.parties(); ++p) {
      for (std::size_t k = 0; k < count; ++k) slack_[k] = std::min(slack_[k], lanes[p * count + k]);
    }
    double value = 0.0;
    if (options_.goal == Goal::share) {
      for (std::size_t k = 0; k < count; ++k) {
        if (open_.back()[k] == 0) continue;
        // Near the threshold the order of the sum might decide; then ask the utility itself.
        const bool near = std::fabs(slack_[k] + kTieTolerance) < 1e-10;
        value += (near ? table_.accepted(k, chosen_) : slack_[k] >= -kTieTolerance) ? 1.0 : 0.0;
      }
      value /= static_cast<double>(count);
    } else {
      for (std::size_t k = 0; k < count; ++k) {
        if (open_.back()[k] == 0) slack_[k] = std::min(slack_[k], options_.crossed_slack);
      }
      value = options_.goal == Goal::tail ? tail_mean(slack_, options_.alpha)
                                          : *std::min_element(slack_.begin(), slack_.end());
    }
    if (!summary_.settlement || value > summary_.value + kTieTolerance) {
      summary_.settlement = chosen_;
      summary_.value = value;
      summary_.ties = 1;
    } else if (value >= summary_.value - kTieTolerance) {
      ++summary_.ties;
    }
  }

  const RobustTable& table_;
  const RobustOptions& options_;
  const RunControl& control_;
  RobustSummary& summary_;
  std::vector<std::vector<double>> lanes_;
  std::vector<std::vector<char>> open_;
  Settlement chosen_;
  std::vector<double> slack_;
};

}  // namespace

double tail_mean(std::vector<double> slack, double alpha) {
  const double mass = alpha * static_cast<double>(slack.size());
  std::size_t whole = static_cast<std::size_t>(std::floor(mass));
  const std::size_t touched = std::min(slack.size(), whole + 1);
  std::partial_sort(slack.begin(), slack.begin() + static_cast<std::ptrdiff_t>(touched), slack.end());
  double sum = 0.0;
  for (std::size_t k = 0; k < std::min(whole, slack.size()); ++k) sum += slack[k];
  if (whole < slack.size()) sum += (mass - static_cast<double>(whole)) * slack[whole];
  return sum / mass;
}

double goal_value(const RobustTable& table, const RobustOptions& options, const Settlement& settlement) {
  const std::size_t count = table.worlds();
  if (options.goal == Goal::share) {
    std::size_t accepted = 0;
    for (std::size_t k = 0; k < count; ++k) accepted += table.accepted(k, settlement) ? 1 : 0;
    return static_cast<double>(accepted) / static_cast<double>(count);
  }
  std::vector<double> slack(count);
  for (std::size_t k = 0; k < count; ++k) slack[k] = table.slack(k, settlement, options.crossed_slack);
  if (options.goal == Goal::tail) return tail_mean(slack, options.alpha);
  return *std::min_element(slack.begin(), slack.end());
}

void enumerate_robust(const RobustTable& table, const RobustOptions& options, const RunControl& control,
                      RobustSummary& summary) {
  Enumeration(table, options, control, summary).run();
}

std::string_view to_string(RobustSummary::Status status) {
  switch (status) {
    case Status::complete:
      return "complete";
    case Status::gap_reached:
      return "gap reached";
    case Status::infeasible:
      return "infeasible";
    case Status::node_limit:
      return "node limit";
    case Status::stopped:
      return "stopped";
  }
  return "";
}

RobustSummary most_robust(const UncertainProblem& problem, const RobustOptions& options,
                          const RunControl& control) {
  check(options);
  RobustTable table(problem);
  RobustSummary summary;
  summary.seed = options.seed;
  if (problem.space.issues() == 0 || problem.space.size() <= static_cast<double>(options.max_enumerated)) {
    enumerate_robust(table, options, control, summary);
  } else if (options.goal == Goal::share) {
    search_share(table, options, control, summary);
  } else {
    search_tail(table, options, control, summary);
  }
  if (!summary.settlement) return summary;
  summary.value = goal_value(table, options, *summary.settlement);
  summary.bound = std::max(summary.bound, summary.value);
  if (summary.status == Status::complete) summary.bound = summary.value;
  summary.gap = summary.bound - summary.value;
  for (std::size_t k = 0; k < table.worlds(); ++k) {
    summary.accepted.push_back(table.accepted(k, *summary.settlement));
    summary.slack.push_back(table.slack(k, *summary.settlement, options.crossed_slack));
  }
  return summary;
}

}  // namespace offramp::bargaining
