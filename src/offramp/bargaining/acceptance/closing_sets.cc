// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "offramp/bargaining/acceptance/acceptance.h"
#include "offramp/bargaining/acceptance/settlement_walk.h"
#include "offramp/base/run/parallel.h"

namespace offramp::bargaining {
namespace {

using Lines = std::vector<std::size_t>;  // positions of red lines, increasing

bool contains(const Lines& whole, const Lines& part) {
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

// Keeps only sets that contain no other: hitting the smaller one hits the larger too.
class MinimalFamily {
 public:
  void insert(const Lines& lines) {
    for (const Lines& other : sets_) {
      if (contains(lines, other)) return;
    }
    std::erase_if(sets_, [&](const Lines& other) { return contains(other, lines); });
    sets_.insert(lines);
  }
  const std::set<Lines>& sets() const { return sets_; }

 private:
  std::set<Lines> sets_;
};

// Splits the worlds in `left` by which of `crossed` bind in them, and inserts every combination found.
void collect(const UncertainProblem& problem, const Lines& crossed, std::size_t next, const WorldSet& left,
             Lines& binding, MinimalFamily& family) {
  if (left.empty()) return;
  if (next == crossed.size()) return family.insert(binding);
  const WorldSet& binds = problem.red_lines[crossed[next]].binds;
  WorldSet inside = left, outside = left;
  inside &= binds;
  outside -= binds;
  binding.push_back(crossed[next]);
  collect(problem, crossed, next + 1, inside, binding, family);
  binding.pop_back();
  collect(problem, crossed, next + 1, outside, binding, family);
}

MinimalFamily blocking_sets(const UncertainProblem& problem, const RunControl& control) {
  const SettlementWalk walk(problem);
  return parallel_reduce(
      walk.blocks(), 1, control, "red lines", MinimalFamily{},
      [&](std::size_t block, std::size_t) {
        MinimalFamily family;
        walk.run(block, control.stop, [&](const WalkVisit& visit) {
          WorldSet meets = WorldSet::all(problem.worlds);
          for (std::size_t n = 0; n < problem.negotiators.size(); ++n) {
            if (problem.negotiators[n].veto) meets &= (*visit.meets)[n];
          }
          Lines crossed, binding;
          for (std::size_t r = 0; r < problem.red_lines.size(); ++r) {
            const UncertainRedLine& line = problem.red_lines[r];
            if (problem.negotiators[line.negotiator].veto && line.never.holds(*visit.settlement))
              crossed.push_back(r);
          }
          collect(problem, crossed, 0, meets, binding, family);
        });
        return family;
      },
      [](MinimalFamily& total, MinimalFamily&& part) {
        for (const Lines& lines : part.sets()) total.insert(lines);
      });
}

}  // namespace

std::vector<std::vector<std::size_t>> closing_red_lines(const UncertainProblem& problem, std::size_t limit,
                                                        const RunControl& control) {
  // Berge's algorithm: extend the transversals of the sets seen so far by each element of the next set.
  std::set<Lines> transversals = {Lines{}};
  const MinimalFamily family = blocking_sets(problem, control);
  for (const Lines& blocking : family.sets()) {
    MinimalFamily next;
    for (const Lines& transversal : transversals) {
      const bool hit = std::any_of(blocking.begin(), blocking.end(), [&](std::size_t line) {
        return std::binary_search(transversal.begin(), transversal.end(), line);
      });
      if (hit) {
        next.insert(transversal);
        continue;
      }
      for (const std::size_t line : blocking) {
        Lines larger = transversal;
        larger.insert(std::upper_bound(larger.begin(), larger.end(), line), line);
        next.insert(larger);
      }
    }
    transversals = next.sets();
  }
  std::vector<Lines> sets(transversals.begin(), transversals.end());
  std::stable_sort(sets.begin(), sets.end(),
                   [](const Lines& a, const Lines& b) { return a.size() < b.size(); });
  if (sets.size() > limit) sets.resize(limit);
  return sets;
}

}  // namespace offramp::bargaining
