// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/acceptance/agreement.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "offramp/bargaining/model/utility.h"

namespace offramp::bargaining {
namespace {

constexpr double kRounding = 1e-12;

// The search of one problem, world after world. What each veto player still needs is carried down the issues;
// so is what some of them need together, their sums weighed, which tells sooner that they want too much at
// once. All of these are called claims: those of single players come first.
class AgreementSearch {
 public:
  explicit AgreementSearch(const UncertainProblem& problem) : problem_(problem) {
    for (std::size_t n = 0; n < problem.negotiators.size(); ++n) {
      if (problem.negotiators[n].veto) vetoes_.push_back(&problem.negotiators[n]);
    }
    name_claims();
    order_issues();
    place_conditions();
    const std::size_t depths = order_.size(), claims = claims_.size();
    value_.resize(depths);
    column_.resize(depths);
    tried_.resize(depths);
    for (std::size_t depth = 0; depth < depths; ++depth) {
      const std::size_t options = problem.space.axis(order_[depth]).size();
      value_[depth].resize(options * claims);
      for (std::size_t option = 0; option < options; ++option) {
        for (const UncertainNegotiator* veto : vetoes_)
          column_[depth].push_back(veto->value[order_[depth]][option].data());
      }
      tried_[depth].resize(options);
    }
    rest_.assign(depths + 1, std::vector<double>(claims, 0.0));
    need_.assign(depths + 1, std::vector<double>(claims, 0.0));
    settlement_.assign(problem.space.issues(), 0);
  }

  bool agrees(std::size_t world) {
    load(world);
    for (std::size_t m = 0; m < claims_.size(); ++m) {
      if (need_[0][m] > rest_[0][m] + kRounding) return false;
    }
    return !order_.empty() && descend(world, 0);
  }

 private:
  struct PlacedBonus {
    const UncertainBonus* bonus;
    std::size_t veto;
  };

  void name_claims() {
    const std::size_t count = vetoes_.size();
    const auto weigh = [&](std::size_t a, double of_a, std::size_t b, double of_b) {
      std::vector<double>& weights = claims_.emplace_back(count, 0.0);
      weights[a] = of_a;
      weights[b] += of_b;
    };
    for (std::size_t a = 0; a < count; ++a) weigh(a, 1.0, a, 0.0);
    for (std::size_t a = 0; a < count; ++a) {
      for (std::size_t b = a + 1; b < count; ++b) {
        weigh(a, 1.0, b, 1.0);
        if (count > 2) continue;
        weigh(a, 2.0, b, 1.0);
        weigh(a, 1.0, b, 2.0);
      }
    }
    if (count > 2) claims_.emplace_back(count, 1.0);
  }

  // Issues about which most is at stake come first.
  void order_issues() {
    const std::size_t issues = problem_.space.issues();
    std::vector<double> stake(issues, 0.0);
    for (std::size_t issue = 0; issue < issues; ++issue) {
      for (const UncertainNegotiator* veto : vetoes_) {
        std::vector<double> means;
        for (const auto& column : veto->value[issue]) means.push_back(mean_of(column));
        const auto [low, high] = std::minmax_element(means.begin(), means.end());
        stake[issue] += *high - *low;
      }
    }
    order_.resize(issues);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return stake[a] > stake[b]; });
  }

  // Where the last issue of each condition is chosen.
  void place_conditions() {
    std::vector<std::size_t> depth_of(order_.size());
    for (std::size_t depth = 0; depth < order_.size(); ++depth) depth_of[order_[depth]] = depth;
    const auto decided_at = [&](const Condition& condition) {
      std::size_t last = 0;
      for (const std::size_t issue : condition.issues()) last = std::max(last, depth_of[issue]);
      return last;
    };
    const std::size_t depths = std::max<std::size_t>(order_.size(), 1);
    rules_.resize(depths);
    lines_.resize(depths);
    bonuses_.resize(depths);
    for (const Condition& rule : problem_.feasible) rules_[decided_at(rule)].push_back(&rule);
    for (const UncertainRedLine& line : problem_.red_lines) {
      if (problem_.negotiators[line.negotiator].veto) lines_[decided_at(line.never)].push_back(&line);
    }
    for (std::size_t v = 0; v < vetoes_.size(); ++v) {
      for (const UncertainBonus& bonus : vetoes_[v]->bonuses)
        bonuses_[decided_at(bonus.when)].push_back({&bonus, v});
    }
  }

  // The numbers of one world, [option][claim] at each depth, and the most that the issues from a depth on can
  // bring. Options are tried in falling order of what they bring to all.
  void load(std::size_t world) {
    const std::size_t claims = claims_.size();
    for (std::size_t m = 0; m < claims; ++m) {
      need_[0][m] = 0.0;
      for (std::size_t v = 0; v < vetoes_.size(); ++v)
        need_[0][m] += claims_[m][v] * (vetoes_[v]->asks(world) - kTieTolerance);
    }
    for (std::size_t depth = order_.size(); depth-- > 0;) {
      std::vector<double>& values = value_[depth];
      const std::size_t options = tried_[depth].size(), count = vetoes_.size();
      for (std::size_t option = 0; option < options; ++option) {
        double* own = &values[option * claims];
        for (std::size_t v = 0; v < count; ++v) own[v] = column_[depth][option * count + v][world];
        for (std::size_t m = count; m < claims; ++m) {
          own[m] = 0.0;
          for (std::size_t v = 0; v < count; ++v) own[m] += claims_[m][v] * own[v];
        }
      }
      for (std::size_t m = 0; m < claims; ++m) {
        double most = values[m];
        for (std::size_t option = 1; option < options; ++option)
          most = std::max(most, values[option * claims + m]);
        rest_[depth][m] = rest_[depth + 1][m] + most;
        for (const PlacedBonus& placed : bonuses_[depth])
          rest_[depth][m] += std::max(0.0, claims_[m][placed.veto] * placed.bonus->amount[world]);
      }
      std::iota(tried_[depth].begin(), tried_[depth].end(), std::size_t{0});
      if (claims == 0) continue;
      std::sort(tried_[depth].begin(), tried_[depth].end(), [&](std::size_t a, std::size_t b) {
        const double of_a = values[a * claims + claims - 1], of_b = values[b * claims + claims - 1];
        return of_a != of_b ? of_a > of_b : a < b;
      });
    }
  }

  bool allowed(std::size_t world, std::size_t depth) const {
    for (const Condition* rule : rules_[depth]) {
      if (!rule->holds(settlement_)) return false;
    }
    for (const UncertainRedLine* line : lines_[depth]) {
      if (line->binds.contains(world) && line->never.holds(settlement_)) return false;
    }
    return true;
  }

  // Whether some choice from `depth` on brings every claim what it needs.
  bool descend(std::size_t world, std::size_t depth) {
    const std::size_t claims = claims_.size();
    const bool last = depth + 1 == order_.size();
    for (const std::size_t option : tried_[depth]) {
      const double* value = &value_[depth][option * claims];
      settlement_[order_[depth]] = static_cast<std::uint16_t>(option);
      if (bonuses_[depth].empty() && !enough(value, need_[depth], rest_[depth + 1])) continue;
      if (!allowed(world, depth)) continue;
      std::vector<double>& need = need_[depth + 1];
      need = need_[depth];
      for (const PlacedBonus& placed : bonuses_[depth]) {
        if (!placed.bonus->when.holds(settlement_)) continue;
        for (std::size_t m = 0; m < claims; ++m)
          need[m] -= claims_[m][placed.veto] * placed.bonus->amount[world];
      }
      if (last) {
        bool met = true;
        for (std::size_t v = 0; v < vetoes_.size() && met; ++v) met = value[v] >= need[v];
        if (met) return true;
        continue;
      }
      if (!enough(value, need, rest_[depth + 1])) continue;
      for (std::size_t m = 0; m < claims; ++m) need[m] -= value[m];
      if (descend(world, depth + 1)) return true;
    }
    return false;
  }

  static bool enough(const double* value, const std::vector<double>& need, const std::vector<double>& rest) {
    for (std::size_t m = 0; m < need.size(); ++m) {
      if (need[m] - value[m] > rest[m] + kRounding) return false;
    }
    return true;
  }

  const UncertainProblem& problem_;
  std::vector<const UncertainNegotiator*> vetoes_;
  std::vector<std::vector<double>> claims_;           // [claim][veto player]: its weight in the claim
  std::vector<std::size_t> order_;                    // [depth]: issue
  std::vector<std::vector<const Condition*>> rules_;  // [depth] at which they are decided
  std::vector<std::vector<const UncertainRedLine*>> lines_;
  std::vector<std::vector<PlacedBonus>> bonuses_;
  std::vector<std::vector<const double*>> column_;  // [depth][option * vetoes + veto]: [world]
  std::vector<std::vector<double>> value_;          // [depth][option * claims + claim], of the world at hand
  std::vector<std::vector<std::size_t>> tried_;     // [depth]: options in the order in which they are tried
  std::vector<std::vector<double>> rest_;  // [depth][claim]: most that the issues from there on can bring
  std::vector<std::vector<double>> need_;  // [depth][claim]
  Settlement settlement_;
};

}  // namespace

WorldSet agreement_worlds(const UncertainProblem& problem, const WorldSet& among, const StopToken& stop) {
  check_problem(problem);
  const auto size = problem.space.exact_size();
  if (!size || *size > kEnumerationLimit) {
    throw std::invalid_argument(fmt::format("agreement: {:.3g} settlements are too many; the limit is {}",
                                            problem.space.size(), kEnumerationLimit));
  }
  AgreementSearch search(problem);
  WorldSet agreed(problem.worlds);
  for (std::size_t world = 0; world < problem.worlds; ++world) {
    if (stop.stop_requested()) throw Stopped{};
    if (among.contains(world) && search.agrees(world)) agreed.insert(world);
  }
  return agreed;
}

WorldSet agreement_worlds(const UncertainProblem& problem, const StopToken& stop) {
  return agreement_worlds(problem, WorldSet::all(problem.worlds), stop);
}

}  // namespace offramp::bargaining
