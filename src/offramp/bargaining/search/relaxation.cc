// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/search/relaxation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace offramp::bargaining {

Relaxation::Relaxation(const Space& space, const std::vector<Utility>& utilities) : utilities_(utilities) {
  for (const Axis& axis : space.axes()) {
    offset_.push_back(options_);
    options_ += axis.size();
  }
  value_.assign(options_ * utilities_.size(), 0.0);
  for (std::size_t row = 0; row < utilities_.size(); ++row) {
    const Utility& utility = utilities_[row];
    if (utility.value.size() != space.issues()) {
      throw std::invalid_argument(
          fmt::format("Relaxation: utility {} has values for {} issues, the space has {}", row,
                      utility.value.size(), space.issues()));
    }
    double magnitude = 0.0;
    for (std::size_t i = 0; i < space.issues(); ++i) {
      if (utility.value[i].size() != space.axis(i).size()) {
        throw std::invalid_argument(
            fmt::format("Relaxation: utility {} has {} values for the {} options of issue {}", row,
                        utility.value[i].size(), space.axis(i).size(), i));
      }
      double largest = 0.0;
      for (std::size_t o = 0; o < utility.value[i].size(); ++o) {
        const double value = utility.value[i][o];
        if (!std::isfinite(value)) throw std::invalid_argument("Relaxation: a value is not finite");
        value_[row * options_ + offset_[i] + o] = value;
        largest = std::max(largest, std::fabs(value));
      }
      magnitude += largest;
    }
    magnitude_.push_back(magnitude);
    for (const Bonus& bonus : utility.bonuses) add_term(row, bonus);
  }
}

void Relaxation::add_term(std::size_t row, const Bonus& bonus) {
  if (!std::isfinite(bonus.amount)) throw std::invalid_argument("Relaxation: a bonus is not finite");
  magnitude_[row] += std::fabs(bonus.amount);
  if (bonus.amount == 0.0) return;
  Term term{row, bonus.amount, Rule(bonus.when, false), false, literals_.size(), literals_.size()};
  term.box = term.rule.is_box();
  const auto add_literal = [&](const Rule& leaf) {
    for (std::size_t l = term.first; l < literals_.size(); ++l) {
      if (literals_[l].issue != leaf.issue()) continue;
      for (std::size_t w = 0; w < leaf.mask().size(); ++w) literals_[l].mask[w] &= leaf.mask()[w];
      return;
    }
    literals_.push_back({leaf.issue(), leaf.mask()});
  };
  if (term.box && term.rule.kind() == Condition::Kind::member) add_literal(term.rule);
  if (term.box) {
    for (const Rule& leaf : term.rule.operands()) add_literal(leaf);
  }
  term.last = literals_.size();
  terms_.push_back(std::move(term));
}

Multipliers Relaxation::multipliers() const {
  return {std::vector<double>(rows(), 0.0), std::vector<double>(literals_.size(), 1.0)};
}

Relaxation::State Relaxation::state(const Domains& domains) const {
  State state;
  state.sure.assign(rows(), 0.0);
  state.tangled.assign(domains.issues(), false);
  for (std::size_t t = 0; t < terms_.size(); ++t) {
    const Term& term = terms_[t];
    const std::size_t first = state.literals.size();
    if (!term.box) {
      const Condition::Truth truth = term.rule.truth(domains);
      if (truth == Condition::Truth::yes) state.sure[term.row] += term.amount;
      if (truth != Condition::Truth::unknown) continue;
      if (term.amount > 0) state.open.push_back({t, first, first, false});
      for (std::size_t i = 0; i < domains.issues(); ++i) {
        if (domains.count(i) > 1 && term.rule.mentions(i)) state.tangled[i] = true;
      }
      continue;
    }
    bool dead = false;
    for (std::size_t l = term.first; l < term.last && !dead; ++l) {
      const std::size_t inside = domains.count_in(literals_[l].issue, literals_[l].mask);
      dead = inside == 0;
      if (!dead && inside < domains.count(literals_[l].issue)) state.literals.push_back(l);
    }
    const std::size_t open = state.literals.size() - first;
    if (!dead && open > 0 && term.amount < 0) {
      for (std::size_t k = first; k < state.literals.size(); ++k) {
        state.tangled[literals_[state.literals[k]].issue] = true;
      }
    }
    if (dead || (term.amount < 0 && open > 1)) {
      state.literals.resize(first);
    } else if (open == 0) {
      state.sure[term.row] += term.amount;
    } else {
      state.open.push_back({t, first, state.literals.size(), true});
    }
  }
  return state;
}

void Relaxation::add_shares(const State& state, const State::Open& open, double gain,
                            Multipliers& multipliers, std::vector<double>& table) const {
  double total = 0.0;
  for (std::size_t k = open.first; k < open.last; ++k) total += multipliers.share[state.literals[k]];
  for (std::size_t k = open.first; k < open.last; ++k) {
    const std::size_t l = state.literals[k];
    double& share = multipliers.share[l];
    share = total > 0 ? share / total : 1.0 / static_cast<double>(open.last - open.first);
    const double part = gain * share;
    if (part == 0.0) continue;
    double* const place = table.data() + offset_[literals_[l].issue];
    for (std::size_t w = 0; w < literals_[l].mask.size(); ++w) {
      for (std::uint64_t bits = literals_[l].mask[w]; bits != 0; bits &= bits - 1) {
        place[64 * w + static_cast<std::size_t>(std::countr_zero(bits))] += part;
      }
    }
  }
}

void Relaxation::evaluate(const Domains& domains, const State& state, Multipliers& multipliers,
                          std::vector<double>& table, Relaxed& result) const {
  const std::size_t issues = domains.issues();
  table.assign(options_, 0.0);
  result.bound = 0.0;
  result.best.resize(issues);
  result.row_value = state.sure;
  for (std::size_t row = 0; row < rows(); ++row) {
    const double weight = multipliers.row[row];
    result.bound += weight * state.sure[row];
    if (weight == 0.0) continue;
    const double* values = value_.data() + row * options_;
    for (std::size_t o = 0; o < options_; ++o) table[o] += weight * values[o];
  }
  for (const State::Open& open : state.open) {
    const Term& term = terms_[open.term];
    const double gain = multipliers.row[term.row] * term.amount;
    if (!open.split) {
      result.bound += gain;
      result.row_value[term.row] += term.amount;
      continue;
    }
    add_shares(state, open, gain, multipliers, table);
  }
  for (std::size_t i = 0; i < issues; ++i) {
    const double* const place = table.data() + offset_[i];
    std::size_t best = domains.first(i);
    domains.for_each(i, [&](std::size_t o) {
      if (place[o] > place[best]) best = o;
    });
    result.best[i] = static_cast<std::uint16_t>(best);
    result.bound += place[best];
    for (std::size_t row = 0; row < rows(); ++row) result.row_value[row] += value(row, i, best);
  }
  for (const State::Open& open : state.open) {
    for (std::size_t k = open.first; k < open.last; ++k) {
      const Literal& literal = literals_[state.literals[k]];
      if (!literal.covers(result.best[literal.issue])) continue;
      const Term& term = terms_[open.term];
      result.row_value[term.row] += term.amount * multipliers.share[state.literals[k]];
    }
  }
}

void Relaxation::shift(const State& state, const Relaxed& result, double step,
                       Multipliers& multipliers) const {
  for (const State::Open& open : state.open) {
    if (open.last - open.first < 2) continue;
    std::size_t wrong = 0;
    for (std::size_t k = open.first; k < open.last; ++k) {
      const Literal& literal = literals_[state.literals[k]];
      if (!literal.covers(result.best[literal.issue])) ++wrong;
    }
    if (wrong == 0 || wrong == open.last - open.first) continue;
    double moved = 0.0;
    for (std::size_t k = open.first; k < open.last; ++k) {
      const Literal& literal = literals_[state.literals[k]];
      if (!literal.covers(result.best[literal.issue])) continue;
      double& share = multipliers.share[state.literals[k]];
      const double taken = std::min(share, step);
      share -= taken;
      moved += taken;
    }
    for (std::size_t k = open.first; k < open.last; ++k) {
      const Literal& literal = literals_[state.literals[k]];
      if (literal.covers(result.best[literal.issue])) continue;
      multipliers.share[state.literals[k]] += moved / static_cast<double>(wrong);
    }
  }
}

bool Relaxation::drop_dominated(const State& state, const std::vector<bool>& locked, Domains& domains) const {
  std::vector<std::vector<std::size_t>> touching(domains.issues());
  for (std::size_t l : state.literals) touching[literals_[l].issue].push_back(l);
  bool removed = false;
  std::vector<std::pair<std::size_t, std::uint64_t>> options;  // option, literals that cover it
  for (std::size_t i = 0; i < domains.issues(); ++i) {
    if (domains.count(i) < 2 || domains.count(i) > 64 || locked[i] || state.tangled[i]) continue;
    if (touching[i].size() > 64) continue;
    options.clear();
    domains.for_each(i, [&](std::size_t o) {
      std::uint64_t covered = 0;
      for (std::size_t k = 0; k < touching[i].size(); ++k) {
        if (literals_[touching[i][k]].covers(o)) covered |= std::uint64_t{1} << k;
      }
      options.emplace_back(o, covered);
    });
    const auto beats = [&](const auto& a, const auto& b) {
      if ((b.second & ~a.second) != 0) return false;
      bool equal = a.second == b.second;
      for (std::size_t row = 0; row < rows(); ++row) {
        const double va = value(row, i, a.first), vb = value(row, i, b.first);
        if (va < vb) return false;
        equal = equal && va == vb;
      }
      return !equal || a.first < b.first;
    };
    for (const auto& option : options) {
      const auto better = [&](const auto& other) {
        return other.first != option.first && beats(other, option);
      };
      if (std::none_of(options.begin(), options.end(), better)) continue;
      domains.remove(i, option.first);
      removed = true;
    }
  }
  return removed;
}

double Relaxation::highest(std::size_t row, const Domains& domains) const {
  double sum = 0.0;
  for (std::size_t i = 0; i < domains.issues(); ++i) {
    double best = -1e300;
    domains.for_each(i, [&](std::size_t o) { best = std::max(best, value(row, i, o)); });
    sum += best;
  }
  for (const Term& term : terms_) {
    if (term.row != row) continue;
    const Condition::Truth truth = term.rule.truth(domains);
    if (term.amount > 0 ? truth != Condition::Truth::no : truth == Condition::Truth::yes) sum += term.amount;
  }
  return sum;
}

double Relaxation::lowest(std::size_t row, const Domains& domains) const {
  double sum = 0.0;
  for (std::size_t i = 0; i < domains.issues(); ++i) {
    double worst = 1e300;
    domains.for_each(i, [&](std::size_t o) { worst = std::min(worst, value(row, i, o)); });
    sum += worst;
  }
  for (const Term& term : terms_) {
    if (term.row != row) continue;
    const Condition::Truth truth = term.rule.truth(domains);
    if (term.amount < 0 ? truth != Condition::Truth::no : truth == Condition::Truth::yes) sum += term.amount;
  }
  return sum;
}

}  // namespace offramp::bargaining
