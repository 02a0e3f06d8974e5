// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/talk/talk.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <stdexcept>

#include "offramp/evidence/model/information.h"

namespace offramp::evidence {
namespace {

bool all_finite(const std::vector<double>& numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](double x) { return std::isfinite(x); });
}

void check(const TalkGame& game) {
  const std::size_t types = game.prior.size();
  const auto need = [](bool holds, const char* text) {
    if (!holds) throw std::invalid_argument(std::string("believable_talk: ") + text);
  };
  need(types > 0 && game.actions > 0, "at least one type and one action are needed");
  need(game.sender.size() == types * game.actions, "sender must have one payoff for each type and action");
  need(game.receiver.size() == types * game.actions,
       "receiver must have one payoff for each type and action");
  need(game.lying_cost.empty() || game.lying_cost.size() == types * types,
       "lying_cost must be empty or types x types");
  need(all_finite(game.prior) && all_finite(game.sender) && all_finite(game.receiver) &&
           all_finite(game.lying_cost),
       "numbers must be finite");
  const auto negative = [](double x) { return x < 0.0; };
  need(std::none_of(game.prior.begin(), game.prior.end(), negative), "priors must be at least 0");
  need(std::none_of(game.lying_cost.begin(), game.lying_cost.end(), negative),
       "lying costs must be at least 0");
  need(std::isfinite(game.margin) && game.margin >= 0.0, "the margin must be finite and at least 0");
  const auto possible = static_cast<std::size_t>(
      std::count_if(game.prior.begin(), game.prior.end(), [](double p) { return p > 0.0; }));
  need(possible > 0, "the prior must have a positive sum");
  need(possible <= kMaxTalkTypes, "at most 8 types may have a positive prior");
  for (std::size_t t = 0; t < types && !game.lying_cost.empty(); ++t) {
    need(game.lying_cost[t * types + t] == 0.0, "telling the truth must cost nothing");
  }
}

class Analyst {
 public:
  explicit Analyst(const TalkGame& game) : game_(game) {
    for (std::uint32_t t = 0; t < game.prior.size(); ++t) {
      if (game.prior[t] > 0.0) types_.push_back(t);
      total_ += game.prior[t];
    }
  }

  TalkReport report() {
    const std::size_t all = game_.prior.size();
    report_.babbling_action = answer((1u << types_.size()) - 1);
    for (std::uint32_t t = 0; t < all; ++t)
      report_.babbling_payoff.push_back(sender(t, report_.babbling_action));
    for (std::uint32_t t = 0; t < all; ++t) report_.claims.push_back(claim(t));
    find_credible_sets();
    for (std::size_t t = 0; t < all; ++t) report_.low.push_back(game_.prior[t] / total_);
    report_.high = report_.low;
    report_.separates.assign(all, false);
    report_.best_group.assign(all, 0);
    std::vector<unsigned> groups;
    split(0, groups);
    report_.only_babbling = report_.equilibria == 1;
    return std::move(report_);
  }

 private:
  double sender(std::size_t type, std::size_t action) const {
    return game_.sender[type * game_.actions + action];
  }

  // Best response to a belief given by weights of types, not normalised.
  std::uint32_t respond(const std::vector<double>& weight) {
    std::size_t best = 0;
    double most = 0.0;
    bool tied = false;
    for (std::size_t a = 0; a < game_.actions; ++a) {
      double value = 0.0;
      for (std::size_t t = 0; t < weight.size(); ++t)
        value += weight[t] * game_.receiver[t * game_.actions + a];
      const bool equal = a > 0 && std::fabs(value - most) <= 1e-12 * (std::fabs(value) + std::fabs(most));
      if (a == 0 || (value > most && !equal)) {
        best = a;
        most = value;
        tied = false;
      } else if (equal) {
        tied = true;
      }
    }
    report_.listener_tied = report_.listener_tied || tied;
    return static_cast<std::uint32_t>(best);
  }

  // Best response to "one of these", bits counting types of positive prior.
  std::uint32_t answer(unsigned group) {
    std::vector<double> weight(game_.prior.size(), 0.0);
    for (std::size_t n = 0; n < types_.size(); ++n) {
      if (group >> n & 1u) weight[types_[n]] = game_.prior[types_[n]];
    }
    return respond(weight);
  }

  // Cheapest lie by which the type says that it is in the group; 0 when it is.
  double cost(std::size_t n, unsigned group) const {
    if ((group >> n & 1u) || game_.lying_cost.empty()) return 0.0;
    double least = -1.0;
    for (std::size_t m = 0; m < types_.size(); ++m) {
      const double c = game_.lying_cost[types_[n] * game_.prior.size() + types_[m]];
      if ((group >> m & 1u) && (least < 0.0 || c < least)) least = c;
    }
    return least;
  }

  Claim claim(std::uint32_t t) {
    Claim claim;
    std::vector<double> certain(game_.prior.size(), 0.0);
    certain[t] = 1.0;
    claim.action = respond(certain);
    claim.wanted = sender(t, claim.action) > report_.babbling_payoff[t] + game_.margin;
    for (const std::uint32_t other : types_) {
      if (other == t) continue;
      const double lie = game_.lying_cost.empty() ? 0.0 : game_.lying_cost[other * game_.prior.size() + t];
      const double gain = sender(other, claim.action) - lie - report_.babbling_payoff[other];
      if (gain > game_.margin) claim.tempted.push_back(other);
      if (std::fabs(gain) <= game_.margin) claim.indifferent.push_back(other);
    }
    claim.self_signalling = claim.wanted && claim.tempted.empty();
    return claim;
  }

  void find_credible_sets() {
    for (unsigned group = 1; group < 1u << types_.size(); ++group) {
      const std::uint32_t action = answer(group);
      bool credible = true;
      std::vector<std::uint32_t> members;
      for (std::size_t n = 0; n < types_.size(); ++n) {
        const bool gains =
            sender(types_[n], action) - cost(n, group) > report_.babbling_payoff[types_[n]] + game_.margin;
        const bool in = group >> n & 1u;
        credible = credible && gains == in;
        if (in) members.push_back(types_[n]);
      }
      if (credible) report_.credible_sets.push_back(std::move(members));
    }
    std::stable_sort(report_.credible_sets.begin(), report_.credible_sets.end(),
                     [](const auto& a, const auto& b) { return a.size() < b.size(); });
  }

  // All ways to put type n and those after it into groups, each new group opened by its first type.
  void split(std::size_t n, std::vector<unsigned>& groups) {
    if (n == types_.size()) return judge(groups);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      groups[g] |= 1u << n;
      split(n + 1, groups);
      groups[g] &= ~(1u << n);
    }
    groups.push_back(1u << n);
    split(n + 1, groups);
    groups.pop_back();
  }

  void judge(const std::vector<unsigned>& groups) {
    std::vector<std::uint32_t> actions;
    for (const unsigned group : groups) actions.push_back(answer(group));
    for (std::size_t n = 0; n < types_.size(); ++n) {
      std::size_t own = 0;
      while (!(groups[own] >> n & 1u)) ++own;
      for (std::size_t g = 0; g < groups.size(); ++g) {
        const double lie = sender(types_[n], actions[g]) - cost(n, groups[g]);
        const double truth = sender(types_[n], actions[own]);
        if (g != own && (game_.strict ? lie >= truth - game_.margin : lie > truth)) return;
      }
    }
    record(groups);
  }

  void record(const std::vector<unsigned>& groups) {
    ++report_.equilibria;
    std::vector<double> shares;
    for (const unsigned group : groups) {
      double share = 0.0;
      for (std::size_t n = 0; n < types_.size(); ++n) {
        if (group >> n & 1u) share += game_.prior[types_[n]];
      }
      for (std::size_t n = 0; n < types_.size(); ++n) {
        const double belief = group >> n & 1u ? game_.prior[types_[n]] / share : 0.0;
        report_.low[types_[n]] = std::min(report_.low[types_[n]], belief);
        report_.high[types_[n]] = std::max(report_.high[types_[n]], belief);
      }
      if (std::has_single_bit(group))
        report_.separates[types_[static_cast<std::size_t>(std::countr_zero(group))]] = true;
      shares.push_back(share / total_);
    }
    report_.fully_truthful = report_.fully_truthful || groups.size() == types_.size();
    const double bits = entropy_bits(shares);
    if (report_.equilibria > 1 && bits <= report_.best_bits) return;
    report_.best_bits = bits;
    for (std::size_t n = 0; n < types_.size(); ++n) {
      std::uint32_t g = 0;
      while (!(groups[g] >> n & 1u)) ++g;
      report_.best_group[types_[n]] = g;
    }
  }

  const TalkGame& game_;
  std::vector<std::uint32_t> types_;  // of positive prior
  double total_ = 0.0;
  TalkReport report_;
};

}  // namespace

TalkReport believable_talk(const TalkGame& game) {
  check(game);
  return Analyst(game).report();
}

}  // namespace offramp::evidence
