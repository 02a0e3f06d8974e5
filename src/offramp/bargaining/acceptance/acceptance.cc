// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/acceptance/acceptance.h"

#include <algorithm>
#include <bit>

#include "offramp/bargaining/acceptance/settlement_walk.h"
#include "offramp/bargaining/worlds/acceptance_kernel.h"
#include "offramp/bargaining/worlds/settlement_in_worlds.h"
#include "offramp/base/run/parallel.h"

namespace offramp::bargaining {
namespace {

// Counts, for each world, how many sets contain it: one binary counter a world, stored bit plane by bit
// plane so that 64 worlds advance at once.
class WorldCounters {
 public:
  explicit WorldCounters(std::size_t worlds) : none_(worlds) {}

  void add(const WorldSet& set) {
    for (std::size_t word = 0; word < none_.words(); ++word) {
      std::uint64_t carry = set.word(word);
      for (std::size_t plane = 0; carry != 0; ++plane) {
        if (plane == planes_.size()) planes_.push_back(none_);
        const std::uint64_t both = planes_[plane].word(word) & carry;
        planes_[plane].word(word) ^= carry;
        carry = both;
      }
    }
  }

  void add_to(std::vector<std::uint32_t>& counts) const {
    for (std::size_t world = 0; world < counts.size(); ++world) {
      for (std::size_t plane = 0; plane < planes_.size(); ++plane) {
        counts[world] += static_cast<std::uint32_t>(planes_[plane].contains(world)) << plane;
      }
    }
  }

 private:
  WorldSet none_;
  std::vector<WorldSet> planes_;
};

// Takes the last row for the best if it is: of several the one with the smallest index, which the walk does
// not come by in order.
void offer(const AcceptanceTable& table, std::uint32_t worlds, BestOfClass& best) {
  const std::size_t row = table.meant.size() - 1;
  const bool earlier = !table.settlement.empty() && worlds == best.worlds && best.worlds > 0 &&
                       table.settlement[row] < table.settlement[best.row];
  if (worlds > best.worlds || earlier) best = {row, worlds};
}

// What a set of worlds in which all accept adds to the counts by class.
void count_classes(const WorldSet& all, const AcceptanceClasses& classes, std::vector<std::uint32_t>& counts,
                   AcceptanceTable& table) {
  if (all.empty()) {
    table.meant.push_back(0);
    return;
  }
  std::uint32_t meant = 0;
  std::fill(counts.begin(), counts.end(), 0u);
  for (std::size_t word = 0; word < all.words(); ++word) {
    const std::uint64_t feints = classes.feints.worlds() > 0 ? classes.feints.word(word) : 0;
    meant += static_cast<std::uint32_t>(count_bits(all.word(word) & ~feints));
    for (std::uint64_t left = counts.empty() ? 0 : all.word(word); left != 0; left &= left - 1)
      ++counts[classes.class_of[64 * word + static_cast<std::size_t>(std::countr_zero(left))]];
  }
  table.meant.push_back(meant);
  for (std::size_t k = 0; k < counts.size(); ++k) offer(table, counts[k], table.best_of_class[k]);
  const std::uint32_t total = table.all.back();
  for (std::size_t k = 0; k < classes.parts.size(); ++k) {
    BestOfClass& best = table.best_in_part[k];
    if (total < best.worlds) continue;  // no part of it can be larger
    const std::size_t outside = count_worlds_without(all.data(), classes.parts[k].data(), all.words());
    offer(table, total - static_cast<std::uint32_t>(outside), best);
  }
  if (!classes.of_worlds) return;
  for (std::size_t word = 0; word < all.words(); ++word) {
    for (std::uint64_t left = all.word(word); left != 0; left &= left - 1)
      offer(table, total, table.best_in_world[64 * word + static_cast<std::size_t>(std::countr_zero(left))]);
  }
}

// What one block of the enumeration adds to the whole.
struct Part {
  AcceptanceTable table;
  WorldCounters zone;
};

class Tally {
 public:
  Tally(const UncertainProblem& problem, const AcceptanceClasses& classes, Part& part)
      : problem_(problem),
        classes_(classes),
        part_(part),
        in_class_(classes.classes),
        every_(WorldSet::all(problem.worlds)),
        none_(problem.worlds),
        all_(problem.worlds),
        crossed_(problem.worlds),
        veto_once_(problem.worlds),
        veto_more_(problem.worlds),
        own_(problem.negotiators.size(), WorldSet(problem.worlds)) {}

  void visit(const WalkVisit& visit) {
    mark_crossings(*visit.settlement);
    AcceptanceTable& table = part_.table;
    table.settlement.push_back(visit.index);
    all_ = every_;
    for (std::size_t n = 0; n < problem_.negotiators.size(); ++n) {
      const WorldSet& meets = (*visit.meets)[n];
      const std::size_t all = without(meets, none_);
      table.accepts[n].push_back(counted(own_crossed_[n] ? without(meets, own_[n]) : all));
      table.crosses[n].push_back(counted(own_crossed_[n] ? without(own_[n], none_) : 0));
      table.accepts_clear[n].push_back(counted(any_crossed_ ? without(meets, crossed_) : all));
      table.expected_utility[n].push_back((*visit.expected)[n]);
      if (problem_.negotiators[n].veto) all_ &= meets;
    }
    mark_agreements();
  }

 private:
  static std::uint32_t counted(std::size_t worlds) { return static_cast<std::uint32_t>(worlds); }
  // How many worlds are in one set and not in another.
  static std::size_t without(const WorldSet& set, const WorldSet& other) {
    return count_worlds_without(set.data(), other.data(), set.words());
  }

  // Which worlds see a red line crossed: by each negotiator, by anybody, by veto players at least once,
  // twice.
  void mark_crossings(const Settlement& settlement) {
    if (any_crossed_) {
      for (WorldSet& own : own_) own.clear();
      crossed_.clear();
      veto_once_.clear();
      veto_more_.clear();
    }
    own_crossed_.assign(own_.size(), false);
    any_crossed_ = false;
    lines_.clear();
    for (std::size_t r = 0; r < problem_.red_lines.size(); ++r) {
      const UncertainRedLine& line = problem_.red_lines[r];
      if (!line.never.holds(settlement)) continue;
      const bool veto = problem_.negotiators[line.negotiator].veto;
      if (veto) lines_.push_back(r);
      own_crossed_[line.negotiator] = any_crossed_ = true;
      for (std::size_t word = 0; word < every_.words(); ++word) {
        const std::uint64_t binds = line.binds.word(word);
        own_[line.negotiator].word(word) |= binds;
        crossed_.word(word) |= binds;
        if (!veto) continue;
        veto_more_.word(word) |= veto_once_.word(word) & binds;
        veto_once_.word(word) |= binds;
      }
    }
  }

  void mark_agreements() {
    AcceptanceTable& table = part_.table;
    for (const std::size_t r : lines_) {
      WorldSet& without = table.agreement_without[r];
      for (std::size_t word = 0; word < every_.words(); ++word) {
        // Opened by dropping r alone: everybody gains, r binds here, and no other line is crossed.
        without.word(word) |=
            all_.word(word) & problem_.red_lines[r].binds.word(word) & ~veto_more_.word(word);
      }
    }
    all_ -= veto_once_;
    const std::size_t agreed = without(all_, none_);
    table.all.push_back(static_cast<std::uint32_t>(agreed));
    if (agreed > 0) part_.zone.add(all_);
    count_classes(all_, classes_, in_class_, table);
  }

  const UncertainProblem& problem_;
  const AcceptanceClasses& classes_;
  Part& part_;
  std::vector<std::uint32_t> in_class_;
  WorldSet every_, none_, all_, crossed_, veto_once_, veto_more_;
  std::vector<WorldSet> own_;
  std::vector<bool>
      own_crossed_;  // [negotiator]: a line of its is crossed in some world, perhaps none that it binds in
  bool any_crossed_ = true;
  std::vector<std::size_t> lines_;  // of veto players, crossed
};

template <class T>
void append(std::vector<T>& whole, std::vector<T>& part) {
  whole.insert(whole.end(), part.begin(), part.end());
  std::vector<T>().swap(part);
}

// By the means of the columns, in the order in which the walk adds them up.
double expected_utility(const UncertainNegotiator& negotiator, const Settlement& settlement) {
  double sum = 0.0;
  for (std::size_t issue = 0; issue < settlement.size(); ++issue) {
    sum += mean_of(negotiator.value[issue][settlement[issue]]);
  }
  for (const UncertainBonus& bonus : negotiator.bonuses) {
    if (bonus.when.holds(settlement)) sum += mean_of(bonus.amount);
  }
  return sum;
}

AcceptanceTable empty_table(const UncertainProblem& problem, const AcceptanceClasses& classes) {
  const std::size_t n = problem.negotiators.size();
  AcceptanceTable table;
  table.best_of_class.resize(classes.classes);
  table.best_in_part.resize(classes.parts.size());
  if (classes.of_worlds) table.best_in_world.resize(problem.worlds);
  table.accepts.resize(n);
  table.crosses.resize(n);
  table.accepts_clear.resize(n);
  table.expected_utility.resize(n);
  for (const UncertainNegotiator& negotiator : problem.negotiators) {
    table.expected_reservation.push_back(mean_of(negotiator.reservation));
  }
  return table;
}

// Rows are raw indices until the table is sorted.
void join_best(const AcceptanceTable& part, const std::vector<BestOfClass>& own,
               std::vector<BestOfClass>& whole) {
  for (std::size_t k = 0; k < whole.size(); ++k) {
    const BestOfClass found{own[k].worlds > 0 ? part.settlement[own[k].row] : 0, own[k].worlds};
    BestOfClass& best = whole[k];
    if (found.worlds > best.worlds || (found.worlds == best.worlds && found.row < best.row)) best = found;
  }
}

void join(AcceptanceTable& whole, Part& part) {
  join_best(part.table, part.table.best_of_class, whole.best_of_class);
  join_best(part.table, part.table.best_in_part, whole.best_in_part);
  join_best(part.table, part.table.best_in_world, whole.best_in_world);
  append(whole.meant, part.table.meant);
  append(whole.settlement, part.table.settlement);
  append(whole.all, part.table.all);
  for (std::size_t n = 0; n < whole.accepts.size(); ++n) {
    append(whole.accepts[n], part.table.accepts[n]);
    append(whole.crosses[n], part.table.crosses[n]);
    append(whole.accepts_clear[n], part.table.accepts_clear[n]);
    append(whole.expected_utility[n], part.table.expected_utility[n]);
  }
  for (std::size_t r = 0; r < whole.agreement_without.size(); ++r) {
    whole.agreement_without[r] |= part.table.agreement_without[r];
  }
  part.zone.add_to(whole.zone_size);
}

// The table's settlements in order of their raw index, whatever order the walk took.
void sort_by_index(AcceptanceTable& table) {
  std::vector<std::size_t> order(table.settlement.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return table.settlement[a] < table.settlement[b]; });
  const auto permute = [&]<class T>(std::vector<T>& column) {
    std::vector<T> sorted(column.size());
    for (std::size_t i = 0; i < order.size(); ++i) sorted[i] = column[order[i]];
    column = std::move(sorted);
  };
  permute(table.settlement);
  permute(table.all);
  permute(table.meant);
  for (std::size_t n = 0; n < table.accepts.size(); ++n) {
    permute(table.accepts[n]);
    permute(table.crosses[n]);
    permute(table.accepts_clear[n]);
    permute(table.expected_utility[n]);
  }
  for (std::vector<BestOfClass>* list : {&table.best_of_class, &table.best_in_part, &table.best_in_world}) {
    for (BestOfClass& best : *list) {
      const auto found = std::lower_bound(table.settlement.begin(), table.settlement.end(), best.row);
      best.row = static_cast<std::size_t>(found - table.settlement.begin());
    }
  }
}

}  // namespace

AcceptanceTable enumerate_acceptance(const UncertainProblem& problem, const RunControl& control,
                                     const AcceptanceClasses& classes) {
  const SettlementWalk walk(problem);
  AcceptanceTable table = empty_table(problem, classes);
  table.zone_size.assign(problem.worlds, 0);
  table.agreement_without.assign(problem.red_lines.size(), WorldSet(problem.worlds));
  std::vector<Part> parts(walk.blocks(), Part{table, WorldCounters(problem.worlds)});
  parallel_blocks(walk.blocks(), 1, control, "settlements", [&](std::size_t block, std::size_t, std::size_t) {
    Tally tally(problem, classes, parts[block]);
    walk.run(block, control.stop, [&](const WalkVisit& visit) { tally.visit(visit); });
  });
  for (Part& part : parts) join(table, part);
  sort_by_index(table);
  // A world that already agrees also agrees without the line.
  for (WorldSet& without : table.agreement_without) {
    for (std::size_t world = 0; world < problem.worlds; ++world) {
      if (table.zone_size[world] > 0) without.insert(world);
    }
  }
  return table;
}

AcceptanceTable acceptance_of(const UncertainProblem& problem, const std::vector<Settlement>& settlements,
                              const AcceptanceClasses& classes) {
  const auto counted = [](const WorldSet& set) { return static_cast<std::uint32_t>(set.count()); };
  AcceptanceTable table = empty_table(problem, classes);
  std::vector<std::uint32_t> in_class(classes.classes);
  for (const Settlement& settlement : settlements) {
    const SettlementInWorlds standing = in_worlds(problem, settlement);
    for (std::size_t n = 0; n < problem.negotiators.size(); ++n) {
      WorldSet clear = standing.meets[n];
      clear -= standing.crossed;
      table.accepts[n].push_back(counted(standing.accepts(n)));
      table.crosses[n].push_back(counted(standing.crosses[n]));
      table.accepts_clear[n].push_back(counted(clear));
      table.expected_utility[n].push_back(expected_utility(problem.negotiators[n], settlement));
    }
    const WorldSet all = standing.accepted(problem);
    table.all.push_back(counted(all));
    count_classes(all, classes, in_class, table);
  }
  return table;
}

}  // namespace offramp::bargaining
