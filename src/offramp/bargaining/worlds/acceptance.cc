// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/worlds/acceptance.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <stdexcept>

#include "offramp/bargaining/worlds/settlement_walk.h"
#include "offramp/base/run/parallel.h"

namespace offramp::bargaining {
namespace {

// Counts, for each world, how many sets contain it: one binary counter a world, stored bit plane by bit
// plane so that 64 worlds advance at once.
class WorldCounters {
 public:
  explicit WorldCounters(std::size_t words) : words_(words) {}

  void add(const WorldSet& set) {
    for (std::size_t word = 0; word < words_; ++word) {
      std::uint64_t carry = set[word];
      for (std::size_t plane = 0; carry != 0; ++plane) {
        if (plane == planes_.size()) planes_.emplace_back(words_, 0);
        const std::uint64_t both = planes_[plane][word] & carry;
        planes_[plane][word] ^= carry;
        carry = both;
      }
    }
  }

  void add_to(std::vector<std::uint32_t>& counts) const {
    for (std::size_t world = 0; world < counts.size(); ++world) {
      for (std::size_t plane = 0; plane < planes_.size(); ++plane) {
        const std::uint64_t bit = (planes_[plane][world / 64] >> (world % 64)) & 1u;
        counts[world] += static_cast<std::uint32_t>(bit << plane);
      }
    }
  }

 private:
  std::size_t words_;
  std::vector<WorldSet> planes_;
};

// What one block of the enumeration adds to the whole.
struct Part {
  AcceptanceTable table;
  WorldCounters zone;
};

class Tally {
 public:
  Tally(const AcceptanceProblem& problem, Part& part)
      : problem_(problem),
        part_(part),
        words_(world_words(problem.worlds)),
        every_(every_world(problem.worlds)),
        all_(words_),
        crossed_once_(words_),
        crossed_more_(words_),
        own_(problem.negotiators.size(), WorldSet(words_)) {}

  void visit(const WalkVisit& visit) {
    mark_crossings(visit);
    AcceptanceTable& table = part_.table;
    table.settlement.push_back(visit.index);
    all_ = every_;
    for (std::size_t n = 0; n < problem_.negotiators.size(); ++n) {
      const WorldSet& gains = (*visit.gains)[n];
      std::size_t accepts = 0, crosses = 0, clear = 0;
      for (std::size_t word = 0; word < words_; ++word) {
        accepts += static_cast<std::size_t>(std::popcount(gains[word] & ~own_[n][word]));
        crosses += static_cast<std::size_t>(std::popcount(own_[n][word]));
        clear += static_cast<std::size_t>(std::popcount(gains[word] & ~crossed_once_[word]));
        if (problem_.negotiators[n].veto) all_[word] &= gains[word];
      }
      table.accepts[n].push_back(static_cast<std::uint32_t>(accepts));
      table.crosses[n].push_back(static_cast<std::uint32_t>(crosses));
      table.accepts_clear[n].push_back(static_cast<std::uint32_t>(clear));
      table.expected_utility[n].push_back((*visit.expected)[n]);
    }
    mark_agreements();
  }

 private:
  // Which worlds see a red line crossed: by each negotiator, by veto players at least once, twice.
  void mark_crossings(const WalkVisit& visit) {
    for (WorldSet& own : own_) std::fill(own.begin(), own.end(), 0);
    std::fill(crossed_once_.begin(), crossed_once_.end(), 0);
    std::fill(crossed_more_.begin(), crossed_more_.end(), 0);
    crossed_.clear();
    veto_once_.assign(words_, 0);
    for (std::size_t r = 0; r < problem_.red_lines.size(); ++r) {
      const UncertainRedLine& line = problem_.red_lines[r];
      if (!line.never.holds(*visit.settlement)) continue;
      const bool veto = problem_.negotiators[line.negotiator].veto;
      if (veto) crossed_.push_back(r);
      for (std::size_t word = 0; word < words_; ++word) {
        const std::uint64_t binds = line.binds[word];
        own_[line.negotiator][word] |= binds;
        crossed_once_[word] |= binds;
        if (!veto) continue;
        crossed_more_[word] |= veto_once_[word] & binds;
        veto_once_[word] |= binds;
      }
    }
  }

  void mark_agreements() {
    AcceptanceTable& table = part_.table;
    for (const std::size_t r : crossed_) {
      for (std::size_t word = 0; word < words_; ++word) {
        // Opened by dropping r alone: everybody gains, r binds here, and no other line is crossed.
        table.agreement_without[r][word] |=
            all_[word] & problem_.red_lines[r].binds[word] & ~crossed_more_[word];
      }
    }
    std::size_t agreed = 0;
    for (std::size_t word = 0; word < words_; ++word) {
      all_[word] &= ~veto_once_[word];
      agreed += static_cast<std::size_t>(std::popcount(all_[word]));
    }
    table.all.push_back(static_cast<std::uint32_t>(agreed));
    if (agreed > 0) part_.zone.add(all_);
  }

  const AcceptanceProblem& problem_;
  Part& part_;
  std::size_t words_;
  WorldSet every_, all_, crossed_once_, crossed_more_, veto_once_;
  std::vector<WorldSet> own_;
  std::vector<std::size_t> crossed_;
};

template <class T>
void append(std::vector<T>& whole, std::vector<T>& part) {
  whole.insert(whole.end(), part.begin(), part.end());
  std::vector<T>().swap(part);
}

AcceptanceTable empty_table(const AcceptanceProblem& problem) {
  const std::size_t n = problem.negotiators.size();
  AcceptanceTable table;
  table.accepts.resize(n);
  table.crosses.resize(n);
  table.accepts_clear.resize(n);
  table.expected_utility.resize(n);
  table.agreement_without.assign(problem.red_lines.size(), WorldSet(world_words(problem.worlds), 0));
  return table;
}

void join(AcceptanceTable& whole, Part& part) {
  append(whole.settlement, part.table.settlement);
  append(whole.all, part.table.all);
  for (std::size_t n = 0; n < whole.accepts.size(); ++n) {
    append(whole.accepts[n], part.table.accepts[n]);
    append(whole.crosses[n], part.table.crosses[n]);
    append(whole.accepts_clear[n], part.table.accepts_clear[n]);
    append(whole.expected_utility[n], part.table.expected_utility[n]);
  }
  for (std::size_t r = 0; r < whole.agreement_without.size(); ++r) {
    for (std::size_t word = 0; word < whole.agreement_without[r].size(); ++word) {
      whole.agreement_without[r][word] |= part.table.agreement_without[r][word];
    }
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
  for (std::size_t n = 0; n < table.accepts.size(); ++n) {
    permute(table.accepts[n]);
    permute(table.crosses[n]);
    permute(table.accepts_clear[n]);
    permute(table.expected_utility[n]);
  }
}

}  // namespace

std::size_t count_worlds(const WorldSet& set) {
  std::size_t count = 0;
  for (const std::uint64_t word : set) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

double mean_of(const std::vector<double>& column) {
  double sum = 0.0;
  for (const double x : column) sum += x;
  return sum / static_cast<double>(column.size());
}

WorldSet every_world(std::size_t worlds) {
  WorldSet set(world_words(worlds), ~std::uint64_t{0});
  if (worlds % 64 != 0) set.back() >>= 64 - worlds % 64;
  return set;
}

AcceptanceTable enumerate_acceptance(const AcceptanceProblem& problem, const RunControl& control) {
  const SettlementWalk walk(problem);
  AcceptanceTable table = empty_table(problem);
  table.zone_size.assign(problem.worlds, 0);
  std::vector<Part> parts(walk.blocks(), Part{table, WorldCounters(world_words(problem.worlds))});
  parallel_blocks(walk.blocks(), 1, control, "settlements", [&](std::size_t block, std::size_t, std::size_t) {
    Tally tally(problem, parts[block]);
    walk.run(block, control.stop, [&](const WalkVisit& visit) { tally.visit(visit); });
  });
  for (Part& part : parts) join(table, part);
  sort_by_index(table);
  for (const UncertainNegotiator& negotiator : problem.negotiators) {
    double sum = 0.0;
    for (const double r : negotiator.reservation) sum += r;
    table.expected_reservation.push_back(sum / static_cast<double>(problem.worlds));
  }
  // A world that already agrees also agrees without the line.
  for (WorldSet& without : table.agreement_without) {
    for (std::size_t world = 0; world < problem.worlds; ++world) {
      if (table.zone_size[world] > 0) without[world / 64] |= std::uint64_t{1} << (world % 64);
    }
  }
  return table;
}

}  // namespace offramp::bargaining
