// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/choices/families.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace offramp {
namespace {

constexpr std::size_t kCloselyLooked = 16;  // rows of a family
constexpr std::size_t kHardlySigned =
    20;                               // a deal that gets so many times less far than the first is no rival
constexpr double kSecondIssue = 0.5;  // of the first issue's score
constexpr double kLeastDivision = 0.005;

// By how much at least one veto player turns to a no and another to a yes from one row to another, in worlds.
double turn_between(const SettleContext& context, std::size_t a, std::size_t b) {
  double lost = 0.0, won = 0.0;
  for (std::size_t n = 0; n < context.veto_count; ++n) {
    const auto& accepts = context.choosing.accepts[n];
    const double change = static_cast<double>(accepts[b]) - static_cast<double>(accepts[a]);
    lost = std::max(lost, -change);
    won = std::max(won, change);
  }
  return std::min(lost, won);
}

// How much the parties divide over an issue at a row: what turns if its option alone is changed, less where
// what comes of it is hardly signed.
double division(const SettleContext& context, std::size_t row, std::size_t issue) {
  const std::vector<std::uint32_t>& all = context.choosing.all;
  bargaining::Settlement changed = context.settlement(row);
  const std::size_t kept = changed[issue];
  double score = 0.0;
  for (std::size_t option = 0; option < context.c.issues[issue].options.size(); ++option) {
    if (option == kept) continue;
    changed[issue] = static_cast<bargaining::Settlement::value_type>(option);
    const std::optional<std::size_t> other = context.position_of(changed);
    if (!other || all[row] == 0) continue;
    score = std::max(score, turn_between(context, row, *other) * all[*other] / all[row]);
  }
  return score / static_cast<double>(context.halves.choosing.problem.worlds);
}

// The issue or two over which they divide most; where nobody turns against another, the weightiest.
std::vector<IssueId> crux_issues(const SettleContext& context, IssueId weightiest) {
  const std::size_t text = most_signed(context);
  std::vector<std::pair<double, std::size_t>> scores;
  for (std::size_t i = 0; i < context.c.issues.size(); ++i)
    scores.emplace_back(-division(context, text, i), i);
  std::sort(scores.begin(), scores.end());
  if (-scores.front().first < kLeastDivision) return {weightiest};
  std::vector<IssueId> issues{IssueId(scores.front().second)};
  if (scores.size() > 1 && -scores[1].first >= std::max(kLeastDivision, -kSecondIssue * scores[0].first))
    issues.emplace_back(scores[1].second);
  return issues;
}

using Key = std::vector<std::size_t>;  // options on the crux

Key key_of(const bargaining::Settlement& settlement, const std::vector<IssueId>& issues) {
  Key key;
  for (const IssueId issue : issues) key.push_back(settlement[issue.index()]);
  return key;
}

struct Members {
  std::vector<std::size_t> rows;  // that all sign somewhere, or that are efficient
  Family family;
  std::size_t leader = 0;
  std::size_t reached = 0;
};

// The member that leads, efficient if that costs no more than the error.
void choose_leader(const SettleContext& context, const std::vector<bool>& pareto, Members& members) {
  std::vector<std::size_t>& rows = members.rows;
  const std::size_t count = std::min(rows.size(), kCloselyLooked);
  std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), rows.end(),
                    [&](std::size_t a, std::size_t b) { return ranks_before(context, a, b); });
  std::vector<RowReach> reaches;
  for (std::size_t k = 0; k < count; ++k) reaches.push_back({rows[k], reached_in(context, rows[k])});
  members.leader = efficient_within_error(reaches, pareto).row;
}

void describe(const SettleContext& context, const std::vector<bool>& pareto, Members& members) {
  const double n = static_cast<double>(context.halves.choosing.problem.worlds);
  const double count = context.choosing.meant[members.leader];
  members.family.efficient_leader = pareto[members.leader];
  members.reached = reached_in(context, members.leader).count();
  const double error = std::sqrt(count * (1.0 - count / n));
  for (const std::size_t row : members.rows) {
    members.family.efficient += pareto[row] ? 1 : 0;
    const double own = context.choosing.meant[row];
    members.family.alike += row != members.leader && own > 0.0 && own >= count - error ? 1 : 0;
  }
}

std::map<Key, Members> group(const SettleContext& context, const std::vector<bool>& pareto,
                             const std::vector<IssueId>& issues) {
  std::map<Key, Members> groups;
  for (std::size_t row = 0; row < context.feasible(); ++row) {
    Members& members = groups[key_of(context.settlement(row), issues)];
    ++members.family.settlements;
    if (context.choosing.all[row] > 0 || pareto[row] || members.rows.empty()) members.rows.push_back(row);
  }
  return groups;
}

}  // namespace

FamilyRows families_of(const SettleContext& context, const std::vector<bool>& pareto, const Leading& leads,
                       IssueId weightiest, std::size_t most) {
  FamilyRows result;
  result.crux.issues = crux_issues(context, weightiest);
  std::map<Key, Members> groups = group(context, pareto, result.crux.issues);
  const Key first = key_of(context.settlement(leads.first), result.crux.issues);
  std::vector<Members*> order;
  for (auto& [key, members] : groups) {
    if (context.stop.stop_requested()) throw Stopped{};
    if (key == first) {
      members.leader = leads.first;
    } else {
      choose_leader(context, pareto, members);
    }
    describe(context, pareto, members);
    order.push_back(&members);
  }
  const Members* leading = &groups.at(first);
  std::stable_sort(order.begin(), order.end(), [&](const Members* a, const Members* b) {
    if ((a == leading) != (b == leading)) return a == leading;
    return a->reached != b->reached ? a->reached > b->reached : ranks_before(context, a->leader, b->leader);
  });
  std::erase_if(order, [&](const Members* members) {
    return members != leading && members->reached * kHardlySigned < leading->reached;
  });
  order.resize(std::min(order.size(), most));
  for (const Members* members : order) {
    result.leaders.push_back(members->leader);
    result.families.push_back(members->family);
  }
  result.crux.families = groups.size();
  return result;
}

void set_rival(const std::vector<SettlementReport>& ranked, std::size_t veto_count, Crux& crux) {
  for (std::size_t k = 1; k < ranked.size(); ++k) {
    double lost = 0.0, won = 0.0;
    for (std::size_t n = 0; n < veto_count; ++n) {
      const double change = ranked[k].standings[n].accepts.value - ranked[0].standings[n].accepts.value;
      lost = std::max(lost, -change);
      won = std::max(won, change);
    }
    const double turn = std::min(lost, won);
    // Of packages that are hardly signed nobody asks who would.
    const double signs = ranked[k].accepted_by_all.value;
    if (turn * signs > crux.turn * (crux.rival ? ranked[*crux.rival].accepted_by_all.value : 0.0)) {
      crux.rival = k;
      crux.turn = turn;
    }
  }
}

}  // namespace offramp
