// SPDX-License-Identifier: Apache-2.0
// What must hold whatever the numbers are.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "offramp/bargaining/acceptance/acceptance.h"
#include "offramp/bargaining/testing/random_problem.h"

namespace offramp::bargaining {
namespace {

UncertainProblem any_problem() {
  return testing::random_problem(*rc::gen::inRange<std::uint32_t>(0, 1u << 30));
}

std::vector<std::size_t> any_order(std::size_t count) {
  RandomStream random({*rc::gen::inRange<std::uint64_t>(0, 1u << 30), 0, 0, 0});
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = count; i > 1; --i)
    std::swap(order[i - 1], order[random.index(static_cast<std::uint32_t>(i))]);
  return order;
}

// The same condition when issue i has become issue at[i] and its option o option to[i][o].
Condition moved(const Condition& c, const std::vector<std::size_t>& at,
                const std::vector<std::vector<std::size_t>>& to) {
  std::vector<Condition> operands;
  for (const Condition& operand : c.operands()) operands.push_back(moved(operand, at, to));
  switch (c.kind()) {
    case Condition::Kind::constant:
      return c;
    case Condition::Kind::negation:
      return Condition::negation(operands.front());
    case Condition::Kind::conjunction:
      return Condition::conjunction(operands);
    case Condition::Kind::disjunction:
      return Condition::disjunction(operands);
    case Condition::Kind::member:
      break;
  }
  std::vector<bool> allowed(c.allowed().size());
  for (std::size_t o = 0; o < allowed.size(); ++o) allowed[to[c.issue()][o]] = c.allowed()[o];
  return Condition::member(at[c.issue()], allowed);
}

std::size_t agreeing_worlds(const AcceptanceTable& table) {
  return static_cast<std::size_t>(
      std::count_if(table.zone_size.begin(), table.zone_size.end(), [](std::uint32_t n) { return n > 0; }));
}

TEST(AcceptanceProperty, AffineChangeOfAPartysUtilityChangesNothing) {
  rc::check([] {
    const UncertainProblem p = any_problem();
    UncertainProblem q = p;
    // A power of two and a multiple of it keep every tie exact.
    const double scale = *rc::gen::element(0.5, 2.0, 8.0);
    const double shift = *rc::gen::element(-4.0, 0.0, 1.0);
    UncertainNegotiator& n = q.negotiators[*rc::gen::inRange<std::size_t>(0, q.negotiators.size())];
    for (auto& options : n.value) {
      for (auto& column : options) {
        for (double& x : column) x = scale * x + (&options == &n.value.front() ? shift : 0.0);
      }
    }
    for (auto& bonus : n.bonuses) {
      for (double& x : bonus.amount) x *= scale;
    }
    for (double& r : n.reservation) r = scale * r + shift;
    const AcceptanceTable a = enumerate_acceptance(p), b = enumerate_acceptance(q);
    RC_ASSERT(a.all == b.all);
    RC_ASSERT(a.accepts == b.accepts);
    RC_ASSERT(a.zone_size == b.zone_size);
    RC_ASSERT(a.agreement_without == b.agreement_without);
  });
}

TEST(AcceptanceProperty, ReorderingPartiesIssuesAndOptionsChangesNothing) {
  rc::check([] {
    const UncertainProblem p = any_problem();
    const auto issue_at = any_order(p.space.issues());
    const auto party_at = any_order(p.negotiators.size());
    std::vector<std::vector<std::size_t>> option_to;
    for (const Axis& axis : p.space.axes()) option_to.push_back(any_order(axis.size()));
    std::vector<Axis> axes(p.space.issues());
    for (std::size_t i = 0; i < axes.size(); ++i) axes[issue_at[i]] = p.space.axis(i);
    UncertainProblem q{Space(axes), p.worlds, {}, {}, {}};
    for (const Condition& c : p.feasible) q.feasible.push_back(moved(c, issue_at, option_to));
    q.negotiators.resize(p.negotiators.size());
    for (std::size_t n = 0; n < p.negotiators.size(); ++n) {
      UncertainNegotiator& to = q.negotiators[party_at[n]];
      to = p.negotiators[n];
      for (std::size_t i = 0; i < issue_at.size(); ++i) {
        to.value[issue_at[i]] = p.negotiators[n].value[i];
        for (std::size_t o = 0; o < option_to[i].size(); ++o) {
          to.value[issue_at[i]][option_to[i][o]] = p.negotiators[n].value[i][o];
        }
      }
      for (UncertainBonus& bonus : to.bonuses) bonus.when = moved(bonus.when, issue_at, option_to);
    }
    for (const UncertainRedLine& line : p.red_lines) {
      q.red_lines.push_back({party_at[line.negotiator], moved(line.never, issue_at, option_to), line.binds});
    }
    const AcceptanceTable a = enumerate_acceptance(p), b = enumerate_acceptance(q);
    RC_ASSERT(a.zone_size == b.zone_size);
    RC_ASSERT(a.agreement_without == b.agreement_without);
    RC_ASSERT(a.settlement.size() == b.settlement.size());
    std::map<std::uint64_t, std::size_t> position;
    for (std::size_t i = 0; i < b.settlement.size(); ++i) position[b.settlement[i]] = i;
    for (std::size_t i = 0; i < a.settlement.size(); ++i) {
      const Settlement s = p.space.settlement(a.settlement[i]);
      Settlement t(s.size());
      for (std::size_t issue = 0; issue < s.size(); ++issue) {
        t[issue_at[issue]] = static_cast<std::uint16_t>(option_to[issue][s[issue]]);
      }
      const std::size_t j = position.at(q.space.index(t));
      RC_ASSERT(a.all[i] == b.all[j]);
      for (std::size_t n = 0; n < party_at.size(); ++n)
        RC_ASSERT(a.accepts[n][i] == b.accepts[party_at[n]][j]);
    }
  });
}

TEST(AcceptanceProperty, ABetterAlternativeNeverMakesAPartyAcceptMore) {
  rc::check([] {
    const UncertainProblem p = any_problem();
    UncertainProblem q = p;
    const std::size_t n = *rc::gen::inRange<std::size_t>(0, p.negotiators.size());
    for (double& r : q.negotiators[n].reservation) r += *rc::gen::element(0.0, 0.1, 0.25);
    const AcceptanceTable a = enumerate_acceptance(p), b = enumerate_acceptance(q);
    for (std::size_t i = 0; i < a.settlement.size(); ++i) {
      RC_ASSERT(b.accepts[n][i] <= a.accepts[n][i]);
      RC_ASSERT(b.all[i] <= a.all[i]);
    }
    RC_ASSERT(agreeing_worlds(b) <= agreeing_worlds(a));
  });
}

TEST(AcceptanceProperty, DroppingARedLineNeverLowersTheChanceOfAgreement) {
  rc::check([] {
    const UncertainProblem p = any_problem();
    RC_PRE(!p.red_lines.empty());
    UncertainProblem q = p;
    const std::size_t line = *rc::gen::inRange<std::size_t>(0, p.red_lines.size());
    q.red_lines.erase(q.red_lines.begin() + static_cast<std::ptrdiff_t>(line));
    const AcceptanceTable a = enumerate_acceptance(p), b = enumerate_acceptance(q);
    RC_ASSERT(agreeing_worlds(b) >= agreeing_worlds(a));
    RC_ASSERT(agreeing_worlds(b) == a.agreement_without[line].count());
  });
}

}  // namespace
}  // namespace offramp::bargaining
