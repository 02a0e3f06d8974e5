// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/search/residual.h"

#include <algorithm>

namespace offramp::bargaining {
namespace {

constexpr char kFalse = 0;  // Residual::kNo and kYes
constexpr char kTrue = 1;
constexpr char kUnknown = 2;
constexpr char kBelow = 3;  // what a decided node makes of its descendants
constexpr std::uint32_t kUnmade = 0xffffffff;

}  // namespace

Residual::Residual(const Condition& condition) : issues_(condition.issues()) {
  add(condition.simplified());
  states_ = {Truths(), Truths()};  // kNo and kYes
  next_.resize(issues_.size());
  start_ = state_of(Truths(nodes_.size(), kUnknown));
}

std::size_t Residual::add(const Condition& simple) {
  const std::size_t at = nodes_.size();
  nodes_.push_back({simple.kind(), simple.issue(), simple.allowed(), 0});
  if (simple.kind() == Condition::Kind::constant) nodes_[at].allowed = {simple.value()};
  for (const Condition& operand : simple.operands()) add(operand);
  nodes_[at].end = nodes_.size();
  return at;
}

// The truth of a node from those below it.
char Residual::settle(Truths& truths, std::size_t at) const {
  const Node& node = nodes_[at];
  if (truths[at] != kUnknown) return truths[at];
  if (node.kind == Condition::Kind::constant) {
    truths[at] = node.allowed.front() ? kTrue : kFalse;
  } else if (node.kind == Condition::Kind::member) {
    const bool none = std::find(node.allowed.begin(), node.allowed.end(), true) == node.allowed.end();
    const bool all = std::find(node.allowed.begin(), node.allowed.end(), false) == node.allowed.end();
    if (none || all) truths[at] = all ? kTrue : kFalse;
  } else {
    const bool all = node.kind == Condition::Kind::conjunction;
    const char decisive = all ? kFalse : kTrue;
    char result = all ? kTrue : kFalse;
    for (std::size_t child = at + 1; child < node.end; child = nodes_[child].end) {
      const char truth = settle(truths, child);
      if (truth == kUnknown && result != decisive) result = kUnknown;
      if (truth == decisive) result = decisive;
    }
    truths[at] = result;
  }
  if (truths[at] != kUnknown) {
    std::fill(truths.begin() + static_cast<std::ptrdiff_t>(at) + 1,
              truths.begin() + static_cast<std::ptrdiff_t>(node.end), kBelow);
  }
  return truths[at];
}

std::uint32_t Residual::state_of(Truths truths) {
  const char truth = settle(truths, 0);
  if (truth != kUnknown) return truth == kTrue ? kYes : kNo;
  const auto [at, fresh] = known_.emplace(std::move(truths), static_cast<std::uint32_t>(states_.size()));
  if (fresh) states_.push_back(at->first);
  return at->second;
}

std::uint32_t Residual::next(std::uint32_t state, std::size_t issue, std::uint16_t option) {
  if (state <= kYes) return state;
  const auto place =
      static_cast<std::size_t>(std::lower_bound(issues_.begin(), issues_.end(), issue) - issues_.begin());
  if (next_[place].size() <= state) next_[place].resize(state + 1);
  std::vector<std::uint32_t>& row = next_[place][state];
  if (row.size() <= option) row.resize(std::size_t{option} + 1, kUnmade);
  if (row[option] != kUnmade) return row[option];
  Truths truths = states_[state];
  for (std::size_t at = 0; at < nodes_.size(); ++at) {
    const Node& node = nodes_[at];
    if (node.kind != Condition::Kind::member || node.issue != issue || truths[at] != kUnknown) continue;
    truths[at] = node.allowed[option] ? kTrue : kFalse;
  }
  const std::uint32_t made = state_of(std::move(truths));
  next_[place][state][option] = made;
  return made;
}

}  // namespace offramp::bargaining
