// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/ladder/drafts.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

#include "offramp/analysis/ladder/refusals.h"
#include "offramp/analysis/standing/context.h"
#include "offramp/bargaining/worlds/settlement_in_worlds.h"

namespace offramp {
namespace {

using bargaining::Settlement;

constexpr std::size_t kMostCompletions = 2000;  // of what a draft leaves open, in a space that is searched
constexpr std::size_t kMostChanges = 20'000;    // of two issues at once

// What tells apart settlements in the choosing half: how often all sign, then how often the party accepts
// that accepts least often, then how often all of them do taken together.
using Preference = std::array<std::size_t, 3>;

// How often all sign and how often each veto player accepts, in the choosing half; from the table where it
// can be.
struct Counts {
  std::size_t all = 0;
  std::vector<std::size_t> accepts;

  Preference preference() const {
    Preference p{all, *std::min_element(accepts.begin(), accepts.end()), 0};
    for (const std::size_t n : accepts) p[2] += n;
    return p;
  }
};

Counts counts_of(const SettleContext& context, const Settlement& settlement) {
  Counts counts;
  if (const auto row = context.position_of(settlement)) {
    counts.all = context.choosing.all[*row];
    for (std::size_t n = 0; n < context.veto_count; ++n)
      counts.accepts.push_back(context.choosing.accepts[n][*row]);
    return counts;
  }
  const bargaining::UncertainProblem& problem = context.halves.choosing.problem;
  const bargaining::SettlementInWorlds standing = in_worlds(problem, settlement);
  counts.all = standing.accepted(problem).count();
  for (std::size_t n = 0; n < context.veto_count; ++n) counts.accepts.push_back(standing.accepts(n).count());
  return counts;
}

// Visits the settlement with every combination of other options on these issues, at most `most` of them.
void with_options(const SettleContext& context, Settlement from, const std::vector<std::size_t>& issues,
                  std::size_t most, const std::function<void(const Settlement&)>& visit) {
  for (const std::size_t issue : issues) from[issue] = 0;
  for (std::size_t n = 0; n < most; ++n) {
    if (context.stop.stop_requested()) throw Stopped{};
    if (bargaining::feasible(context.problem, from)) visit(from);
    std::size_t i = 0;
    for (; i < issues.size(); ++i) {
      if (++from[issues[i]] < context.problem.space.axis(issues[i]).size()) break;
      from[issues[i]] = 0;
    }
    if (i == issues.size()) return;
  }
}

bool fits(const Settlement& settlement, const DraftText& draft) {
  for (std::size_t i = 0; i < settlement.size(); ++i) {
    if (!draft.open[i] && settlement[i] != draft.settlement[i]) return false;
  }
  return true;
}

// The best way to fill in what a draft leaves open: of all where the settlements are listed; of a space that
// is searched among the first kMostCompletions.
std::optional<Settlement> filled_in(const SettleContext& context, const DraftText& draft) {
  std::optional<Settlement> best;
  Preference most{};
  const auto consider = [&](const Settlement& s) {
    const Preference now = counts_of(context, s).preference();
    if (best && now <= most) return;
    best = s;
    most = now;
  };
  if (context.short_list.empty()) {
    for (std::size_t row = 0; row < context.feasible(); ++row) {
      const Settlement settlement = context.settlement(row);
      if (fits(settlement, draft)) consider(settlement);
    }
    return best;
  }
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < draft.open.size(); ++i) {
    if (draft.open[i]) open.push_back(i);
  }
  with_options(context, draft.settlement, open, kMostCompletions, consider);
  return best;
}

// The best change on exactly so many issues that makes negotiator n accept in at least half of the worlds.
std::optional<Settlement> winning(const SettleContext& context, std::size_t n, const Settlement& from,
                                  std::size_t issues) {
  const std::size_t worlds = context.halves.choosing.problem.worlds;
  std::optional<Settlement> best;
  Preference most{};
  const auto consider = [&](const Settlement& s) {
    const Counts counts = counts_of(context, s);
    if (2 * counts.accepts[n] < worlds) return;
    const Preference now = counts.preference();
    if (best && now <= most) return;
    best = s;
    most = now;
  };
  for (std::size_t a = 0; a < from.size(); ++a) {
    if (issues == 1) {
      with_options(context, from, {a}, kMostChanges, consider);
      continue;
    }
    for (std::size_t b = a + 1; b < from.size(); ++b)
      with_options(context, from, {a, b}, kMostChanges, consider);
  }
  return best;
}

std::optional<DraftChange> change_for(const SettleContext& context, std::size_t n, const Settlement& from) {
  for (const std::size_t issues : {1u, 2u}) {
    const auto text = winning(context, n, from, issues);
    if (!text) continue;
    DraftChange change{context.parties[n], *text, {}, {}, {}};
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (from[i] != (*text)[i]) change.issues.emplace_back(i);
    }
    const std::size_t worlds = context.problem.worlds;
    const bargaining::SettlementInWorlds standing = in_worlds(context.problem, *text);
    change.accepts = share_of(standing.accepts(n).count(), worlds);
    change.accepted_by_all = share_of(standing.accepted(context.problem).count(), worlds);
    return change;
  }
  return std::nullopt;
}

std::vector<DraftChange> changes_for(const SettleContext& context, const Settlement& from) {
  const std::size_t worlds = context.halves.choosing.problem.worlds;
  const Counts own = counts_of(context, from);
  std::vector<std::pair<std::size_t, std::size_t>> refusing;  // accepts, negotiator
  for (std::size_t n = 0; n < context.veto_count; ++n) {
    const std::size_t accepts = own.accepts[n];
    if (2 * accepts < worlds) refusing.emplace_back(accepts, n);
  }
  std::stable_sort(refusing.begin(), refusing.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<DraftChange> changes;
  for (const auto& [accepts, n] : refusing) {
    if (auto change = change_for(context, n, from)) changes.push_back(*std::move(change));
  }
  return changes;
}

}  // namespace

std::vector<DraftStanding> drafts_of(const SettleContext& context, bool enumerated) {
  std::vector<DraftStanding> list;
  for (std::size_t d = 0; d < context.c.drafts.size(); ++d) {
    const DraftText& draft = context.c.drafts[d];
    DraftStanding standing;
    standing.draft = d;
    for (std::size_t i = 0; i < draft.open.size(); ++i) {
      if (draft.open[i]) standing.filled.emplace_back(i);
    }
    const auto text = filled_in(context, draft);
    standing.feasible = text.has_value();
    standing.report.settlement = text.value_or(draft.settlement);
    if (text) {
      standing.report = report_at(context, *text);
      standing.refusals = refusals_of(context, *text);
      standing.changes = changes_for(context, *text);
      if (enumerated) {
        const Rank own = rank_of(context, *context.position_of(*text));
        standing.rank = own.rank;
        standing.tied = own.tied;
      }
    }
    list.push_back(std::move(standing));
  }
  return list;
}

}  // namespace offramp
