// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/choices/cover.h"

#include <algorithm>
#include <utility>

#include "offramp/bargaining/worlds/acceptance_kernel.h"
#include "offramp/bargaining/worlds/settlement_in_worlds.h"

namespace offramp {
namespace {

constexpr std::size_t kFewestWorlds = 32;

// [party with types][type]
std::vector<std::vector<WorldSet>> type_sets(const Halves& halves) {
  const WorldTable& table = halves.choosing_table;
  std::vector<std::vector<WorldSet>> sets;
  for (const std::vector<std::uint16_t>& types : table.type) {
    if (types.empty()) continue;
    std::vector<WorldSet>& own = sets.emplace_back();
    for (std::size_t w = 0; w < table.worlds; ++w) {
      while (own.size() <= types[w]) own.emplace_back(table.worlds);
      own[types[w]].insert(w);
    }
  }
  return sets;
}

// A set and what is outside it.
std::vector<WorldSet> both(const WorldSet& set) {
  WorldSet rest = WorldSet::all(set.worlds());
  rest -= set;
  return {set, rest};
}

// Of red lines of veto players, and of circumstances.
std::vector<std::vector<WorldSet>> fact_sets(const Halves& halves) {
  std::vector<std::vector<WorldSet>> sets;
  for (const bargaining::UncertainRedLine& line : halves.choosing.problem.red_lines) {
    if (line.negotiator < halves.choosing.veto_count) sets.push_back(both(line.binds));
  }
  const WorldTable& table = halves.choosing_table;
  for (const auto& obtains : table.circumstance) {
    WorldSet set(table.worlds);
    for (std::size_t w = 0; w < table.worlds; ++w) {
      if (obtains[w] != 0) set.insert(w);
    }
    sets.push_back(both(set));
  }
  return sets;
}

WorldSet signed_in(const SettleContext& context, std::size_t row) {
  const bargaining::UncertainProblem& problem = context.halves.choosing.problem;
  return in_worlds(problem, context.settlement(row)).accepted(problem);
}

std::size_t adds(const WorldSet& set, const WorldSet& covered) {
  return bargaining::count_worlds_without(set.data(), covered.data(), set.words());
}

}  // namespace

std::vector<WorldSet> parts_of(const Halves& halves) {
  std::vector<std::vector<WorldSet>> things = type_sets(halves);
  const std::size_t parties = things.size();
  for (std::vector<WorldSet>& fact : fact_sets(halves)) things.push_back(std::move(fact));
  std::vector<WorldSet> parts;
  const auto add = [&](WorldSet set) {
    const std::size_t count = set.count();
    if (count >= kFewestWorlds && count < set.worlds()) parts.push_back(std::move(set));
  };
  for (const std::vector<WorldSet>& levels : things) {
    for (const WorldSet& level : levels) add(level);
  }
  for (std::size_t a = 0; a < parties; ++a) {
    for (std::size_t b = a + 1; b < things.size(); ++b) {
      for (const WorldSet& first : things[a]) {
        for (const WorldSet& second : things[b]) {
          WorldSet set = first;
          set &= second;
          add(std::move(set));
        }
      }
    }
  }
  return parts;
}

bargaining::AcceptanceClasses classes_to_cover(const Halves& halves) {
  bargaining::AcceptanceClasses classes = profiles_of(halves);
  classes.parts = parts_of(halves);
  classes.of_worlds = true;
  return classes;
}

Cover cover_of(const SettleContext& context) {
  const bargaining::AcceptanceTable& table = context.choosing;
  std::vector<std::size_t> pool, first;
  const auto note = [](std::vector<std::size_t>& rows, const bargaining::BestOfClass& best) {
    if (best.worlds > 0) rows.push_back(best.row);
  };
  for (const bargaining::BestOfClass& best : table.best_in_part) note(first, best);
  if (context.short_list.empty()) {
    for (const bargaining::BestOfClass& best : table.best_in_world) note(pool, best);
  } else {
    for (std::size_t row = 0; row < context.feasible(); ++row) pool.push_back(row);
  }
  std::sort(pool.begin(), pool.end());
  pool.erase(std::unique(pool.begin(), pool.end()), pool.end());

  Cover cover;
  WorldSet covered(context.halves.choosing.problem.worlds);
  std::vector<std::size_t> taken;
  const auto take = [&](std::size_t row) {
    if (taken.size() == Cover::kMost || std::find(taken.begin(), taken.end(), row) != taken.end()) return;
    taken.push_back(row);
    cover.list.push_back(context.settlement(row));
    covered |= signed_in(context, row);
  };
  take(most_signed(context));
  for (const std::size_t row : first) take(row);

  std::vector<WorldSet> sets;
  WorldSet coverable = covered;
  for (const std::size_t row : pool) {
    if (context.stop.stop_requested()) throw Stopped{};
    sets.push_back(signed_in(context, row));
    coverable |= sets.back();
  }
  while (taken.size() < Cover::kMost) {
    std::size_t best = 0, most = 0;
    for (std::size_t i = 0; i < pool.size(); ++i) {
      const std::size_t more = adds(sets[i], covered);
      if (more > most) best = i, most = more;
    }
    if (most == 0) break;
    take(pool[best]);
  }
  cover.covered = covered.count();
  cover.coverable = coverable.count();
  return cover;
}

}  // namespace offramp
