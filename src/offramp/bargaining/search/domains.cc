// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/search/domains.h"

#include <algorithm>

namespace offramp::bargaining {

Domains::Domains(const Space& space) {
  for (const Axis& axis : space.axes()) {
    offset_.push_back(words_.size());
    count_.push_back(axis.size());
    for (std::size_t from = 0; from < axis.size(); from += 64) {
      const std::size_t here = std::min<std::size_t>(64, axis.size() - from);
      words_.push_back(here == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << here) - 1);
    }
  }
  offset_.push_back(words_.size());
}

void Domains::remove(std::size_t issue, std::size_t option) {
  if (!has(issue, option)) return;
  words_[offset_[issue] + option / 64] &= ~(std::uint64_t{1} << (option % 64));
  if (--count_[issue] == 0) empty_ = true;
}

void Domains::fix(std::size_t issue, std::size_t option) {
  const bool there = has(issue, option);
  std::fill(words_.begin() + static_cast<std::ptrdiff_t>(offset_[issue]),
            words_.begin() + static_cast<std::ptrdiff_t>(offset_[issue + 1]), 0);
  count_[issue] = there ? 1 : 0;
  if (there) {
    words_[offset_[issue] + option / 64] = std::uint64_t{1} << (option % 64);
  } else {
    empty_ = true;
  }
}

bool Domains::restrict_to(std::size_t issue, const std::vector<std::uint64_t>& mask) {
  std::size_t left = 0;
  for (std::size_t w = 0; w < mask.size(); ++w) {
    std::uint64_t& word = words_[offset_[issue] + w];
    word &= mask[w];
    left += static_cast<std::size_t>(std::popcount(word));
  }
  const bool changed = left != count_[issue];
  count_[issue] = left;
  if (left == 0) empty_ = true;
  return changed;
}

std::size_t Domains::count_in(std::size_t issue, const std::vector<std::uint64_t>& mask) const {
  std::size_t inside = 0;
  for (std::size_t w = 0; w < mask.size(); ++w) {
    inside += static_cast<std::size_t>(std::popcount(words_[offset_[issue] + w] & mask[w]));
  }
  return inside;
}

std::size_t Domains::first(std::size_t issue) const {
  for (std::size_t w = offset_[issue]; w < offset_[issue + 1]; ++w) {
    if (words_[w] != 0)
      return 64 * (w - offset_[issue]) + static_cast<std::size_t>(std::countr_zero(words_[w]));
  }
  return 0;
}

Rule::Rule(const Condition& condition, bool negated)
    : Rule((negated ? Condition::negation(condition) : condition).simplified()) {}

Rule::Rule(const Condition& simple) : kind_(simple.kind()), value_(simple.value()), issue_(simple.issue()) {
  if (kind_ == Condition::Kind::member) {
    mask_.assign((simple.allowed().size() + 63) / 64, 0);
    for (std::size_t o = 0; o < simple.allowed().size(); ++o) {
      if (simple.allowed()[o]) mask_[o / 64] |= std::uint64_t{1} << (o % 64);
    }
  }
  for (const Condition& operand : simple.operands()) operands_.push_back(Rule(operand));
}

Condition::Truth Rule::truth(const Domains& domains) const {
  using Truth = Condition::Truth;
  if (kind_ == Condition::Kind::constant) return value_ ? Truth::yes : Truth::no;
  if (kind_ == Condition::Kind::member) {
    const std::size_t inside = domains.count_in(issue_, mask_);
    return inside == 0 ? Truth::no : inside == domains.count(issue_) ? Truth::yes : Truth::unknown;
  }
  const bool all = kind_ == Condition::Kind::conjunction;
  const Truth decisive = all ? Truth::no : Truth::yes;
  Truth result = all ? Truth::yes : Truth::no;
  for (const Rule& operand : operands_) {
    const Truth truth = operand.truth(domains);
    if (truth == decisive) return decisive;
    if (truth == Truth::unknown) result = Truth::unknown;
  }
  return result;
}

bool Rule::enforce(Domains& domains) const {
  if (kind_ == Condition::Kind::member) return domains.restrict_to(issue_, mask_);
  if (kind_ == Condition::Kind::conjunction) {
    bool changed = false;
    for (const Rule& operand : operands_) changed = operand.enforce(domains) || changed;
    return changed;
  }
  const auto fail = [&] {
    domains.clear();
    return true;
  };
  if (kind_ == Condition::Kind::constant) return value_ ? false : fail();
  const Rule* open = nullptr;
  for (const Rule& operand : operands_) {
    const Condition::Truth truth = operand.truth(domains);
    if (truth == Condition::Truth::yes) return false;
    if (truth == Condition::Truth::no) continue;
    if (open != nullptr) return false;
    open = &operand;
  }
  return open != nullptr ? open->enforce(domains) : fail();
}

bool Rule::mentions(std::size_t issue) const {
  if (kind_ == Condition::Kind::member) return issue_ == issue;
  return std::any_of(operands_.begin(), operands_.end(), [&](const Rule& r) { return r.mentions(issue); });
}

bool Rule::is_box() const {
  if (kind_ == Condition::Kind::member) return true;
  return kind_ == Condition::Kind::conjunction &&
         std::all_of(operands_.begin(), operands_.end(),
                     [](const Rule& r) { return r.kind_ == Condition::Kind::member; });
}

}  // namespace offramp::bargaining
