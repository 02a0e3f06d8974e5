// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "offramp/bargaining/robust/search.h"

namespace offramp::bargaining {
namespace {

using Goal = RobustOptions::Goal;
using Status = RobustSummary::Status;

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
    offer(options_.goal == Goal::share ? share() : mean_slack());
  }

  double share() const {
    std::size_t accepted = 0;
    for (std::size_t k = 0; k < slack_.size(); ++k) {
      // Near the threshold the order of the sum might decide; then ask the utilities themselves.
      if (open_.back()[k] != 0 && std::fabs(slack_[k] + kTieTolerance) < 1e-10) {
        return goal_value(table_, options_, chosen_);
      }
      accepted += open_.back()[k] != 0 && slack_[k] >= -kTieTolerance ? 1 : 0;
    }
    return static_cast<double>(accepted) / static_cast<double>(slack_.size());
  }

  double mean_slack() {
    for (std::size_t k = 0; k < slack_.size(); ++k) {
      if (open_.back()[k] == 0) slack_[k] = std::min(slack_[k], options_.crossed_slack);
    }
    return options_.goal == Goal::tail ? tail_mean(slack_, options_.alpha)
                                       : *std::min_element(slack_.begin(), slack_.end());
  }

  void offer(double value) {
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

void enumerate_robust(const RobustTable& table, const RobustOptions& options, const RunControl& control,
                      RobustSummary& summary) {
  Enumeration(table, options, control, summary).run();
}

}  // namespace offramp::bargaining
