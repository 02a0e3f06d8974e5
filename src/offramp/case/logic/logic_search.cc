// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/logic/logic_search.h"

#include <algorithm>

namespace offramp::case_file {

using bargaining::Condition;
using Kind = Condition::Kind;

LogicSearch::LogicSearch(const std::vector<bargaining::Axis>& axes) {
  for (const bargaining::Axis& axis : axes) all_.emplace_back(axis.size(), char{1});
}

LogicSearch::Domains LogicSearch::fixed(std::size_t issue, std::size_t option) const {
  Domains domains = all_;
  domains[issue].assign(domains[issue].size(), char{0});
  domains[issue][option] = 1;
  return domains;
}

LogicSearch::Truth LogicSearch::truth(const Condition& condition, const Domains& domains) {
  if (question_ == 0) return Truth::unknown;
  const auto opposite = [](Truth t) {
    return t == Truth::unknown ? t : t == Truth::yes ? Truth::no : Truth::yes;
  };
  switch (condition.kind()) {
    case Kind::constant:
      return condition.value() ? Truth::yes : Truth::no;
    case Kind::negation:
      return opposite(truth(condition.operands().front(), domains));
    case Kind::member: {
      const std::vector<char>& domain = domains[condition.issue()];
      bool some = false, all = true;
      for (std::size_t i = 0; i < domain.size(); ++i) {
        if (domain[i] == 0) continue;
        some = some || condition.allowed()[i];
        all = all && condition.allowed()[i];
      }
      question_ -= std::min<std::uint64_t>(question_, domain.size());
      return !some ? Truth::no : all ? Truth::yes : Truth::unknown;
    }
    case Kind::conjunction:
    case Kind::disjunction:
      break;
  }
  const Truth decisive = condition.kind() == Kind::conjunction ? Truth::no : Truth::yes;
  Truth result = opposite(decisive);
  for (const Condition& operand : condition.operands()) {
    const Truth one = truth(operand, domains);
    if (one == decisive) return decisive;
    if (one == Truth::unknown) result = Truth::unknown;
  }
  return result;
}

const Condition* LogicSearch::open_leaf(const Condition& condition, const Domains& domains) {
  if (condition.kind() == Kind::member) return &condition;
  for (const Condition& operand : condition.operands()) {
    if (truth(operand, domains) == Truth::unknown) return open_leaf(operand, domains);
  }
  return nullptr;
}

LogicSearch::Answer LogicSearch::search(Domains& domains, const std::vector<const Condition*>& conditions) {
  const Condition* open = nullptr;
  for (const Condition* condition : conditions) {
    const Truth now = truth(*condition, domains);
    if (now == Truth::no) return Answer::no;
    if (now == Truth::unknown && open == nullptr) open = condition;
  }
  if (question_ == 0) return Answer::unknown;
  if (open == nullptr) return Answer::yes;
  const Condition* leaf = open_leaf(*open, domains);
  if (question_ == 0 || leaf == nullptr) return Answer::unknown;
  const std::vector<char> before = domains[leaf->issue()];
  Answer answer = Answer::no;
  for (const bool inside : {true, false}) {
    std::vector<char>& domain = domains[leaf->issue()];
    for (std::size_t i = 0; i < domain.size(); ++i) {
      domain[i] = before[i] != 0 && leaf->allowed()[i] == inside ? char{1} : char{0};
    }
    const Answer half = search(domains, conditions);
    if (half == Answer::yes) return half;  // the domains hold the answer
    if (half == Answer::unknown || question_ == 0) answer = Answer::unknown;
    if (question_ == 0) break;
  }
  domains[leaf->issue()] = before;
  return answer;
}

LogicSearch::Found LogicSearch::find(const std::vector<const Condition*>& conditions, Domains domains) {
  Found found;
  total_ -= std::min<std::uint64_t>(total_, conditions.size());
  if (exhausted()) return found;
  question_ = std::min(kQuestion, total_);
  const std::uint64_t given = question_;
  found.answer = search(domains, conditions);
  total_ -= given - question_;
  if (found.answer != Answer::yes) return found;
  for (const std::vector<char>& domain : domains) {
    const auto first = std::find(domain.begin(), domain.end(), char{1});
    found.settlement.push_back(static_cast<std::uint16_t>(first - domain.begin()));
  }
  return found;
}

bool LogicSearch::clashes(const std::vector<const Condition*>& always,
                          const std::vector<const Condition*>& conditions,
                          const std::vector<std::size_t>& chosen) {
  std::vector<const Condition*> asked = always;
  for (const std::size_t i : chosen) asked.push_back(conditions[i]);
  return find(asked, all_).answer == Answer::no;
}

std::vector<std::size_t> LogicSearch::clash(const std::vector<const Condition*>& always,
                                            const std::vector<const Condition*>& conditions) {
  constexpr std::size_t kPairs = 100, kTriples = 24;
  const std::size_t count = conditions.size();
  std::vector<std::size_t> chosen(count);
  for (std::size_t i = 0; i < count; ++i) chosen[i] = i;
  if (!clashes(always, conditions, chosen)) return {};
  for (std::size_t i = 0; i < count && !exhausted(); ++i) {
    if (clashes(always, conditions, {i})) return {i};
  }
  for (std::size_t i = 0; count <= kPairs && i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      if (clashes(always, conditions, {i, j})) return {i, j};
    }
  }
  for (std::size_t i = 0; count <= kTriples && i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      for (std::size_t k = j + 1; k < count; ++k) {
        if (clashes(always, conditions, {i, j, k})) return {i, j, k};
      }
    }
  }
  for (std::size_t i = 0; i < chosen.size() && !exhausted();) {
    std::vector<std::size_t> fewer = chosen;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (clashes(always, conditions, fewer)) {
      chosen = std::move(fewer);
    } else {
      ++i;
    }
  }
  return chosen;
}

}  // namespace offramp::case_file
