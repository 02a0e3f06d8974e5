// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/merged/leximin.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "offramp/base/solver/milp.h"

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Descent on the bound weight . z(best rows for the weights) over weights that sum to 1.
class Descent {
 public:
  Descent(const Objective& objective, const double* gain, const std::vector<const Slim::Group*>& groups)
      : objective_(objective),
        gain_(gain),
        groups_(groups),
        n_(objective.parties()),
        price_(n_, 0.0),
        z_(n_, 0.0) {}

  // The bound of weights w on z; z_ is its subgradient.
  double bound(const std::vector<double>& w) {
    for (std::size_t i = 0; i < n_; ++i) price_[i] = counts(i) ? w[i] / objective_.step[i] : 0.0;
    std::copy(gain_, gain_ + n_, z_.begin());
    for (const Slim::Group* group : groups_) {
      double top = -kInfinity;
      const double* row = nullptr;
      for (std::size_t r = 0; r < group->rows(); ++r) {
        const double* value = &group->value[r * n_];
        double sum = 0.0;
        for (std::size_t i = 0; i < n_; ++i) sum += price_[i] * value[i];
        if (sum > top) top = sum, row = value;
      }
      for (std::size_t i = 0; i < n_; ++i) z_[i] += row[i];
    }
    double total = 0.0;
    for (std::size_t i = 0; i < n_; ++i) {
      z_[i] = counts(i) ? (z_[i] - objective_.origin[i]) / objective_.step[i] : 0.0;
      total += w[i] * z_[i];
    }
    return total;
  }

  std::vector<double> run(std::vector<double> w) {
    std::vector<double> best = w;
    double least = kInfinity;
    double step = 0.3;
    for (int round = 0; round < kRounds; ++round) {
      const double now = bound(w);
      if (now < least) {
        least = now;
        best = w;
      } else {
        step *= 0.8;
      }
      double spread = 0.0;
      for (std::size_t i = 0; i < n_; ++i) spread += counts(i) ? w[i] * std::fabs(z_[i] - now) : 0.0;
      if (!(spread > 0.0)) break;
      double total = 0.0;
      for (std::size_t i = 0; i < n_; ++i) {
        if (counts(i)) w[i] *= std::clamp(1.0 - step * (z_[i] - now) / spread, 0.2, 2.0);
        total += w[i];
      }
      for (double& x : w) x /= total;
    }
    return best;
  }

 private:
  static constexpr int kRounds = 60;
  bool counts(std::size_t party) const { return objective_.step[party] != 0.0; }
  const Objective& objective_;
  const double* gain_;
  const std::vector<const Slim::Group*>& groups_;
  std::size_t n_;
  std::vector<double> price_;
  std::vector<double> z_;
};

// Shares of rows >= 0 that sum to 1 in every group. Leximin: the most t with z_i >= t; sum: the largest sum.
// Gains at least the least admitted ones. Rows are divided by the size of their numbers.
class LinearProgram {
 public:
  LinearProgram(const Slim& slim, const Objective& objective, double level)
      : slim_(slim), objective_(objective), n_(slim.parties) {
    model_.maximize = true;
    const bool leximin = objective.family == Objective::Family::leximin;
    if (leximin) model_.add_column({-milp::kInfinity, milp::kInfinity, 1.0, false});
    double cost_size = 0.0;
    for (std::size_t i = 0; i < n_ && !leximin; ++i) {
      cost_size = std::max(cost_size, std::fabs(objective.weight[i]) * size(i));
    }
    for (const Slim::Group& group : slim.open) add_group(group, cost_size);
    for (std::size_t i = 0; i < n_; ++i) {
      if (leximin && objective.step[i] != 0.0) {
        add_party(i, objective.step[i], objective.origin[i], true);
        if (objective.least_gain[i] <= objective.origin[i] + objective.step[i] * level) continue;
      }
      if (!std::isinf(objective.least_gain[i])) add_party(i, size(i), objective.least_gain[i], false);
    }
    cost_size_ = leximin ? 1.0 : cost_size;
  }

  const milp::Model& model() const { return model_; }

  LinearOptimum read(const milp::Summary& solved) const {
    LinearOptimum result;
    const bool leximin = objective_.family == Objective::Family::leximin;
    std::vector<double> level(n_, 0.0);
    std::vector<double> extra(n_, 0.0);
    double total = 0.0;
    for (const PartyRow& row : party_) {
      const double price = std::max(0.0, -solved.prices[row.row]) * cost_size_ / row.scale;
      (row.level ? level : extra)[row.party] = price;
      if (row.level) total += price * objective_.step[row.party];
    }
    if (leximin && !(total > 0.0)) return result;
    result.cut = leximin ? leximin_tangent(objective_, level) : Cut{objective_.weight, 0.0, true};
    for (std::size_t i = 0; i < n_; ++i) {
      if (extra[i] == 0.0) continue;
      const double price = leximin ? extra[i] / total : extra[i];
      result.cut.weight[i] += price;
      result.cut.offset -= price * objective_.least_gain[i];
    }
    std::size_t column = leximin ? 1 : 0;
    for (const Slim::Group& group : slim_.open) {
      result.share.emplace_back();
      for (std::size_t r = 0; r < group.rows(); ++r) {
        result.share.back().push_back(std::max(0.0, solved.values[column++]));
      }
    }
    result.solved = true;
    return result;
  }

 private:
  struct PartyRow {
    std::size_t row;
    std::size_t party;
    double scale;
    bool level;
  };
  double size(std::size_t party) const {
    double largest = 1e-300;
    for (const Slim::Group& group : slim_.open) {
      for (std::size_t at = party; at < group.value.size(); at += n_) {
        largest = std::max(largest, std::fabs(group.value[at]));
      }
    }
    return largest;
  }
  void add_group(const Slim::Group& group, double cost_size) {
    milp::Row one;
    one.lower = one.upper = 1.0;
    for (std::size_t r = 0; r < group.rows(); ++r) {
      milp::Column column;
      for (std::size_t i = 0; i < n_ && cost_size > 0.0; ++i) {
        column.cost += objective_.weight[i] * group.value[r * n_ + i] / cost_size;
      }
      one.entries.push_back({model_.add_column(column), 1.0});
    }
    model_.add_row(std::move(one));
  }
  void add_party(std::size_t party, double scale, double least, bool level) {
    milp::Row row;
    row.lower = (least - slim_.base[party]) / scale;
    std::size_t column = objective_.family == Objective::Family::leximin ? 1 : 0;
    if (level) row.entries.push_back({0, -1.0});
    for (const Slim::Group& group : slim_.open) {
      for (std::size_t at = party; at < group.value.size(); at += n_) {
        row.entries.push_back({column++, group.value[at] / scale});
      }
    }
    party_.push_back({model_.add_row(std::move(row)), party, scale, level});
  }
  const Slim& slim_;
  const Objective& objective_;
  std::size_t n_;
  double cost_size_ = 1.0;
  milp::Model model_;
  std::vector<PartyRow> party_;
};

}  // namespace

Cut leximin_tangent(const Objective& objective, std::vector<double> w) {
  double total = 0.0;
  double offset = 0.0;
  for (std::size_t i = 0; i < w.size(); ++i) {
    if (objective.step[i] == 0.0) w[i] = 0.0;
    total += w[i] * objective.step[i];
    offset += w[i] * objective.origin[i];
  }
  for (double& x : w) x /= total;
  return {std::move(w), -offset / total, true};
}

LinearOptimum linear_optimum(const Slim& slim, const Objective& objective, double level) {
  const LinearProgram program(slim, objective, level);
  const milp::Summary solved = milp::solve(program.model());
  if (solved.status != milp::Status::optimal) return {};
  return program.read(solved);
}

Cut tailored_tangent(const Objective& objective, const double* gain,
                     const std::vector<const Slim::Group*>& groups, const Cut& start) {
  constexpr double kLeast = 0.002;  // descent multiplies: a weight of 0 would stay
  std::vector<double> w(objective.parties(), 0.0);
  double total = 0.0;
  for (std::size_t i = 0; i < w.size(); ++i) {
    if (objective.step[i] != 0.0) w[i] = start.weight[i] * objective.step[i] + kLeast;
    total += w[i];
  }
  for (double& x : w) x /= total;
  w = Descent(objective, gain, groups).run(std::move(w));
  for (std::size_t i = 0; i < w.size(); ++i) w[i] = objective.step[i] != 0.0 ? w[i] / objective.step[i] : 0.0;
  return leximin_tangent(objective, std::move(w));
}

}  // namespace offramp::bargaining
