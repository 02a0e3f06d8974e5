// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/model/table.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "offramp/bargaining/model/dominance.h"
#include "offramp/bargaining/model/scale.h"

namespace offramp::bargaining {
namespace {

// One condition of the problem with the issues it touches: a requirement, or a party's bonus.
struct Tie {
  const Condition* condition;
  bool wanted;        // for a requirement: must hold (feasible) or must not (red line)
  std::size_t party;  // for a bonus
  double amount;      // of a bonus, in units; 0 for a requirement
  std::vector<std::size_t> issues;
};

std::vector<Tie> ties_of(const Problem& problem, const Table& table) {
  std::vector<Tie> ties;
  for (const Condition& c : problem.feasible) ties.push_back({&c, true, 0, 0.0, c.issues()});
  for (std::size_t p = 0; p < table.parties; ++p) {
    const Negotiator& party = problem.negotiators[p];
    for (const Condition& c : party.red_lines) ties.push_back({&c, false, p, 0.0, c.issues()});
    for (const Bonus& b : party.utility.bonuses) {
      const double amount = in_units(b.amount, table.scaling[p]);
      if (amount != 0.0) ties.push_back({&b.when, true, p, amount, b.when.issues()});
    }
  }
  return ties;
}

// The groups of issues joined by ties, each in increasing order, by first issue.
std::vector<std::vector<std::size_t>> components(std::size_t issues, const std::vector<Tie>& ties) {
  std::vector<std::size_t> root(issues);
  std::iota(root.begin(), root.end(), std::size_t{0});
  const auto find = [&](std::size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  for (const Tie& tie : ties) {
    for (std::size_t issue : tie.issues) {
      const std::size_t a = find(tie.issues.front());
      const std::size_t b = find(issue);
      root[std::max(a, b)] = std::min(a, b);
    }
  }
  std::map<std::size_t, std::vector<std::size_t>> by_root;
  for (std::size_t i = 0; i < issues; ++i) by_root[find(i)].push_back(i);
  std::vector<std::vector<std::size_t>> result;
  for (auto& [first, members] : by_root) result.push_back(std::move(members));
  return result;
}

// Lists the combinations of a group that obey its requirements.
struct GroupBuilder {
  const Problem& problem;
  const Table& table;
  std::vector<const Tie*> ties;
  std::vector<double> rows;  // of the combinations that are left
  std::vector<std::uint32_t> numbers;

  void add(std::uint32_t number, const std::vector<std::size_t>& issues, const Settlement& at) {
    std::vector<double> row(table.parties, 0.0);
    for (std::size_t p = 0; p < table.parties; ++p) {
      const auto& value = problem.negotiators[p].utility.value;
      for (std::size_t i : issues) row[p] += in_units(value[i][at[i]], table.scaling[p]);
    }
    for (const Tie* tie : ties) {
      const bool holds = tie->condition->holds(at);
      if (tie->amount == 0.0 && holds != tie->wanted) return;
      if (holds) row[tie->party] += tie->amount;
    }
    rows.insert(rows.end(), row.begin(), row.end());
    numbers.push_back(number);
  }
};

// Lists all combinations of `issues`; false when there are more than max_merged.
bool list_combinations(GroupBuilder& builder, const std::vector<std::size_t>& issues, std::size_t max_merged,
                       const StopToken& stop) {
  const Space& space = builder.problem.space;
  std::size_t count = 1;
  for (std::size_t i : issues) {
    count *= space.axis(i).size();
    if (count > max_merged && issues.size() > 1) return false;
  }
  Settlement at(space.issues(), 0);
  for (std::uint32_t number = 0; number < count; ++number) {
    if (number % 4096 == 0 && stop.stop_requested()) throw Stopped{};
    std::size_t rest = number;
    for (std::size_t k = issues.size(); k-- > 0;) {
      at[issues[k]] = static_cast<std::uint16_t>(rest % space.axis(issues[k]).size());
      rest /= space.axis(issues[k]).size();
    }
    builder.add(number, issues, at);
  }
  return true;
}

// Keeps the maximal rows, each with all its members.
TableGroup condense(const GroupBuilder& builder, const std::vector<std::size_t>& issues) {
  const std::size_t n = builder.table.parties;
  TableGroup group;
  group.issues = issues;
  const std::vector<std::vector<std::uint32_t>> classes = maximal_rows(builder.rows, n);
  group.rows = classes.size();
  group.first.push_back(0);
  for (const auto& equal : classes) {
    const double* row = &builder.rows[equal.front() * n];
    group.value.insert(group.value.end(), row, row + n);
    for (std::uint32_t r : equal) group.member.push_back(builder.numbers[r]);
    group.first.push_back(static_cast<std::uint32_t>(group.member.size()));
  }
  return group;
}

void widen_ranges(const GroupBuilder& builder, Table& table) {
  const std::size_t n = table.parties;
  for (std::size_t p = 0; p < n; ++p) {
    double low = builder.rows[p];
    double high = low;
    for (std::size_t at = p; at < builder.rows.size(); at += n) {
      low = std::min(low, builder.rows[at]);
      high = std::max(high, builder.rows[at]);
    }
    table.lowest[p] += low;
    table.highest[p] += high;
  }
}

}  // namespace

void Table::assign(std::size_t group, std::uint32_t member, Settlement& settlement) const {
  const std::vector<std::size_t>& issues = groups[group].issues;
  std::size_t rest = member;
  for (std::size_t k = issues.size(); k-- > 0;) {
    settlement[issues[k]] = static_cast<std::uint16_t>(rest % radix[issues[k]]);
    rest /= radix[issues[k]];
  }
}

Table make_table(const Problem& problem, std::size_t max_merged, const StopToken& stop) {
  check_problem(problem);
  Table table;
  table.parties = problem.negotiators.size();
  for (const Axis& axis : problem.space.axes()) table.radix.push_back(axis.size());
  for (const Negotiator& party : problem.negotiators) {
    table.scaling.push_back(scaling_of(party));
    const Scaling& scaling = table.scaling.back();
    table.base.push_back(-in_units(party.reservation, scaling));
    const double slack = scaling.rational ? kTieTolerance : kTieTolerance + scaling.tolerance;
    table.least_gain.push_back(-std::floor(slack * scaling.units));
  }
  const std::vector<Tie> ties = ties_of(problem, table);
  for (const Tie& tie : ties) {
    if (!tie.issues.empty()) continue;
    const bool holds = tie.condition->holds({});
    if (tie.amount != 0.0 && holds) table.base[tie.party] += tie.amount;
    if (tie.amount == 0.0 && holds != tie.wanted) table.status = Table::Status::infeasible;
  }
  table.lowest = table.highest = table.base;
  for (const auto& issues : components(problem.space.issues(), ties)) {
    GroupBuilder builder{problem, table, {}, {}, {}};
    for (const Tie& tie : ties) {
      if (!tie.issues.empty() && std::binary_search(issues.begin(), issues.end(), tie.issues.front())) {
        builder.ties.push_back(&tie);
      }
    }
    if (!list_combinations(builder, issues, max_merged, stop)) {
      table.status = Table::Status::too_large;
      return table;
    }
    if (builder.numbers.empty()) {
      table.status = Table::Status::infeasible;
      return table;
    }
    widen_ranges(builder, table);
    table.groups.push_back(condense(builder, issues));
  }
  return table;
}

}  // namespace offramp::bargaining
