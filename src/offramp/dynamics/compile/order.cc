// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/compile/order.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/unicode/unicode.h"

namespace offramp::dynamics {
namespace {

constexpr std::size_t kShownCycle = 12;

bool by_equation(const Scalar& s) {
  return s.kind == Scalar::Kind::flow || s.kind == Scalar::Kind::auxiliary;
}

// Depth first, on a stack of its own: models may be long chains.
class Sorter {
 public:
  Sorter(const FlatModel& flat, bool start) : flat_(flat), start_(start), mark_(flat.scalars.size(), 0) {}

  /// What `scalar` reads, then itself; false at a cycle.
  bool add(std::uint32_t scalar) {
    if (mark_[scalar] == kDone) return true;
    push(scalar);
    while (!stack_.empty()) {
      Visit& top = stack_.back();
      const Terms& terms = *top.terms;
      std::uint32_t next = kNone;
      while (top.at < terms.size() && next == kNone) {
        const Term& term = terms[top.at++];
        if (term.op == Op::load && counts(term.index) && mark_[term.index] != kDone) next = term.index;
      }
      if (next == kNone) {
        mark_[top.scalar] = kDone;
        sorted.push_back(top.scalar);
        stack_.pop_back();
      } else if (mark_[next] == kOpen) {
        return keep_cycle(next);
      } else {
        push(next);
      }
    }
    return true;
  }

  std::vector<std::uint32_t> sorted;
  std::vector<std::uint32_t> cycle;  ///< in the order in which they feed one another

 private:
  static constexpr char kOpen = 1, kDone = 2;
  struct Visit {
    std::uint32_t scalar;
    const Terms* terms;
    std::size_t at;
  };
  // At the start everything is computed; at a step stocks and frozen values stand.
  bool counts(std::uint32_t scalar) const { return start_ || by_equation(flat_.scalars[scalar]); }
  void push(std::uint32_t scalar) {
    const Scalar& s = flat_.scalars[scalar];
    const bool initial = s.kind == Scalar::Kind::stock || s.kind == Scalar::Kind::ladder;
    mark_[scalar] = kOpen;
    stack_.push_back({scalar, initial ? &s.start : &s.value, 0});
  }
  bool keep_cycle(std::uint32_t first) {
    bool inside = false;
    for (const Visit& visit : stack_) {
      inside = inside || visit.scalar == first;
      if (inside) cycle.push_back(visit.scalar);
    }
    std::reverse(cycle.begin(), cycle.end());  // a reads b: b feeds a
    return false;
  }

  const FlatModel& flat_;
  bool start_;
  std::vector<char> mark_;
  std::vector<Visit> stack_;
};

void report(const FlatModel& flat, const std::vector<std::uint32_t>& cycle, bool start,
            Diagnostics& diagnostics) {
  const auto least = std::min_element(cycle.begin(), cycle.end());
  std::string path;
  std::size_t shown = 0;
  for (std::size_t i = 0; i <= cycle.size(); ++i) {
    const std::size_t at = (static_cast<std::size_t>(least - cycle.begin()) + i) % cycle.size();
    if (++shown > kShownCycle && i != cycle.size()) continue;
    if (i > 0) path += shown > kShownCycle + 1 ? " -> ... -> " : " -> ";
    path += printable(flat.scalars[cycle[at]].name);
  }
  const Scalar& first = flat.scalars[*least];
  const Place place =
      first.equation != nullptr && !first.equation->anchors.empty() ? place_of(*first.equation) : first.place;
  add_problem(diagnostics, place,
              fmt::format("cycle {}: {}", start ? "among initial values" : "without a stock", path),
              start ? "one of them needs an initial value that does not read the others"
                    : "a stock, a delay or a smooth must stand somewhere in a loop");
}

// Values that no stock, no time and no chance reaches. `sorted` has what a value reads before it.
std::vector<std::uint32_t> weights(const FlatModel& flat, const std::vector<std::uint32_t>& sorted) {
  std::vector<std::uint32_t> weight(flat.scalars.size(), 1);
  for (const std::uint32_t s : sorted) {
    const Terms& value = flat.scalars[s].value;
    weight[s] = std::any_of(value.begin(), value.end(), [&](const Term& t) {
      return moves_by_itself(t.op) || (t.op == Op::load && weight[t.index] != 0);
    });
  }
  return weight;
}

}  // namespace

std::optional<Order> order_of(const FlatModel& flat, Diagnostics& diagnostics) {
  Order order;
  Sorter step(flat, false);
  for (std::uint32_t s = 0; s < flat.scalars.size(); ++s) {
    if (by_equation(flat.scalars[s]) && !step.add(s)) {
      report(flat, step.cycle, false, diagnostics);
      return std::nullopt;
    }
  }
  order.weight = weights(flat, step.sorted);
  for (const std::uint32_t s : step.sorted) (order.weight[s] == 0 ? order.constant : order.step).push_back(s);
  Sorter start(flat, true);
  for (std::uint32_t s = 0; s < flat.scalars.size(); ++s) {
    if (!by_equation(flat.scalars[s]) && !start.add(s)) {
      report(flat, start.cycle, true, diagnostics);
      return std::nullopt;
    }
  }
  for (const std::uint32_t s : start.sorted) {
    if (order.weight[s] != 0) order.start.push_back(s);
  }
  return order;
}

}  // namespace offramp::dynamics
