// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/model/condition.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace offramp::bargaining {
namespace {

bool compares(double x, Condition::Comparison comparison, double bound) {
  switch (comparison) {
    case Condition::Comparison::less:
      return x < bound;
    case Condition::Comparison::less_equal:
      return x <= bound;
    case Condition::Comparison::greater:
      return x > bound;
    case Condition::Comparison::greater_equal:
      return x >= bound;
    case Condition::Comparison::in:
      break;
  }
  throw std::invalid_argument("Condition::comparison: `in` takes a set of options");
}

Condition::Comparison opposite(Condition::Comparison comparison) {
  switch (comparison) {
    case Condition::Comparison::less:
      return Condition::Comparison::greater_equal;
    case Condition::Comparison::less_equal:
      return Condition::Comparison::greater;
    case Condition::Comparison::greater:
      return Condition::Comparison::less_equal;
    case Condition::Comparison::greater_equal:
      return Condition::Comparison::less;
    case Condition::Comparison::in:
      break;
  }
  return Condition::Comparison::in;
}

void collect_issues(const Condition& condition, std::set<std::size_t>& found) {
  if (condition.kind() == Condition::Kind::member) found.insert(condition.issue());
  for (const Condition& operand : condition.operands()) collect_issues(operand, found);
}

}  // namespace

Condition Condition::constant(bool value) {
  Condition c;
  c.value_ = value;
  return c;
}

Condition Condition::member(std::size_t issue, std::vector<bool> allowed) {
  Condition c;
  c.kind_ = Kind::member;
  c.issue_ = issue;
  c.allowed_ = std::move(allowed);
  return c;
}

Condition Condition::comparison(std::size_t issue, const Axis& axis, Comparison comparison, double bound) {
  std::vector<bool> allowed(axis.size());
  for (std::size_t i = 0; i < axis.size(); ++i) allowed[i] = compares(axis.grid.at(i), comparison, bound);
  Condition c = member(issue, std::move(allowed));
  c.comparison_ = comparison;
  c.bound_ = bound;
  return c;
}

Condition Condition::negation(Condition operand) {
  Condition c;
  c.kind_ = Kind::negation;
  c.operands_.push_back(std::move(operand));
  return c;
}

Condition Condition::conjunction(std::vector<Condition> operands) {
  Condition c;
  c.kind_ = Kind::conjunction;
  c.operands_ = std::move(operands);
  return c;
}

Condition Condition::disjunction(std::vector<Condition> operands) {
  Condition c;
  c.kind_ = Kind::disjunction;
  c.operands_ = std::move(operands);
  return c;
}

Condition Condition::implication(Condition premise, Condition conclusion) {
  std::vector<Condition> operands;
  operands.push_back(negation(std::move(premise)));
  operands.push_back(std::move(conclusion));
  return disjunction(std::move(operands));
}

bool Condition::holds(const Settlement& settlement) const {
  const auto holds_for = [&](const Condition& operand) { return operand.holds(settlement); };
  switch (kind_) {
    case Kind::constant:
      return value_;
    case Kind::member:
      return allowed_[settlement[issue_]];
    case Kind::negation:
      return !operands_.front().holds(settlement);
    case Kind::conjunction:
      return std::all_of(operands_.begin(), operands_.end(), holds_for);
    case Kind::disjunction:
      return std::any_of(operands_.begin(), operands_.end(), holds_for);
  }
  return false;
}

Condition::Truth Condition::partial(const Settlement& partial_settlement, std::size_t assigned) const {
  if (kind_ == Kind::constant) return value_ ? Truth::yes : Truth::no;
  if (kind_ == Kind::member) {
    if (issue_ < assigned) return allowed_[partial_settlement[issue_]] ? Truth::yes : Truth::no;
    const bool some = std::find(allowed_.begin(), allowed_.end(), true) != allowed_.end();
    const bool all = std::find(allowed_.begin(), allowed_.end(), false) == allowed_.end();
    return !some ? Truth::no : all ? Truth::yes : Truth::unknown;
  }
  if (kind_ == Kind::negation) {
    const Truth inner = operands_.front().partial(partial_settlement, assigned);
    return inner == Truth::unknown ? inner : inner == Truth::yes ? Truth::no : Truth::yes;
  }
  const Truth decisive = kind_ == Kind::conjunction ? Truth::no : Truth::yes;
  Truth result = kind_ == Kind::conjunction ? Truth::yes : Truth::no;
  for (const Condition& operand : operands_) {
    const Truth truth = operand.partial(partial_settlement, assigned);
    if (truth == decisive) return decisive;
    if (truth == Truth::unknown) result = Truth::unknown;
  }
  return result;
}

std::vector<std::size_t> Condition::issues() const {
  std::set<std::size_t> found;
  collect_issues(*this, found);
  return {found.begin(), found.end()};
}

Condition Condition::negated() const {
  switch (kind_) {
    case Kind::constant:
      return constant(!value_);
    case Kind::negation:
      return operands_.front().simplified();
    case Kind::member: {
      Condition c = *this;
      c.allowed_.flip();
      c.comparison_ = opposite(comparison_);
      return c;
    }
    case Kind::conjunction:
    case Kind::disjunction:
      break;
  }
  std::vector<Condition> operands;
  for (const Condition& operand : operands_) operands.push_back(operand.negated());
  return (kind_ == Kind::conjunction ? disjunction(std::move(operands)) : conjunction(std::move(operands)))
      .simplified();
}

Condition Condition::simplified() const {
  if (kind_ == Kind::constant || kind_ == Kind::member) return *this;
  if (kind_ == Kind::negation) return operands_.front().negated();
  const bool decisive = kind_ == Kind::disjunction;  // the constant that settles the whole
  std::vector<Condition> kept;
  for (const Condition& operand : operands_) {
    Condition simple = operand.simplified();
    if (simple.kind_ == Kind::constant) {
      if (simple.value_ == decisive) return constant(decisive);
    } else if (simple.kind_ == kind_) {
      for (Condition& inner : simple.operands_) kept.push_back(std::move(inner));
    } else {
      kept.push_back(std::move(simple));
    }
  }
  if (kept.empty()) return constant(!decisive);
  if (kept.size() == 1) return kept.front();
  return decisive ? disjunction(std::move(kept)) : conjunction(std::move(kept));
}

}  // namespace offramp::bargaining
