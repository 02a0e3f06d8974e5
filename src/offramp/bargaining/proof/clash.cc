// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/proof/clash.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace offramp::bargaining {
namespace {

using Bits = std::vector<std::uint64_t>;

Bits to_bits(const ConstraintSet& set) {
  Bits bits((set.size() + 63) / 64, 0);
  for (std::size_t c = 0; c < set.size(); ++c) {
    if (set[c]) bits[c / 64] |= std::uint64_t{1} << (c % 64);
  }
  return bits;
}

bool subset(const Bits& small, const Bits& large) {
  for (std::size_t w = 0; w < small.size(); ++w) {
    if ((small[w] & ~large[w]) != 0) return false;
  }
  return true;
}

bool meets(const Bits& a, const Bits& b) {
  for (std::size_t w = 0; w < a.size(); ++w) {
    if ((a[w] & b[w]) != 0) return true;
  }
  return false;
}

// Subsets of the constraints that nothing known decides: none contains a known clash, and each has a
// member outside of every known compatible set.
class Map {
 public:
  Map(std::size_t size, std::int64_t max_nodes, StopToken stop)
      : size_(size), max_nodes_(max_nodes), stop_(stop) {}

  void block_supersets(const ConstraintSet& clash) { clashes_.push_back(to_bits(clash)); }
  void block_subsets(ConstraintSet compatible) {
    compatible.flip();
    outside_.push_back(to_bits(compatible));
  }

  enum class Next { found, none, limit, stopped };
  // A maximal unexplored subset.
  Next next(ConstraintSet& found) {
    nodes_ = 0;
    const std::size_t words = (size_ + 63) / 64;
    Bits in(words, 0), out(words, 0);
    const Next answer = complete(in, out);
    if (answer != Next::found) return answer;
    for (std::size_t c = 0; c < size_; ++c) {
      if (bit(result_, c)) continue;
      set(result_, c);
      const auto clash = [&](const Bits& known) { return subset(known, result_); };
      if (std::any_of(clashes_.begin(), clashes_.end(), clash)) {
        result_[c / 64] &= ~(std::uint64_t{1} << (c % 64));
      }
    }
    found.assign(size_, false);
    for (std::size_t c = 0; c < size_; ++c) found[c] = bit(result_, c);
    return Next::found;
  }

 private:
  static bool bit(const Bits& bits, std::size_t c) { return (bits[c / 64] >> (c % 64) & 1u) != 0; }
  static void set(Bits& bits, std::size_t c) { bits[c / 64] |= std::uint64_t{1} << (c % 64); }

  enum class Step { fixed_point, changed, conflict };
  // If all of `needed` but one member is in `have` and none is in `against`, that one goes to `to`.
  static Step unit(const Bits& clause, const Bits& gone, const Bits& satisfied, Bits& to) {
    if (meets(clause, satisfied)) return Step::fixed_point;
    std::size_t open = 0, place = 0;
    std::uint64_t last = 0;
    for (std::size_t w = 0; w < clause.size(); ++w) {
      const std::uint64_t rest = clause[w] & ~gone[w];
      if (rest == 0) continue;
      open += static_cast<std::size_t>(std::popcount(rest));
      if (open > 1) return Step::fixed_point;
      place = w;
      last = rest;
    }
    if (open == 0) return Step::conflict;
    to[place] |= last;
    return Step::changed;
  }

  bool propagate(Bits& in, Bits& out) const {
    bool again = true;
    while (again) {
      again = false;
      for (const Bits& clash : clashes_) {
        const Step step = unit(clash, in, out, out);
        if (step == Step::conflict) return false;
        again = again || step == Step::changed;
      }
      for (const Bits& clause : outside_) {
        const Step step = unit(clause, out, in, in);
        if (step == Step::conflict) return false;
        again = again || step == Step::changed;
      }
    }
    return true;
  }

  // The open clause of `outside_` with the fewest open members: a member of it must go in.
  const Bits* tightest(const Bits& in, const Bits& out) const {
    const Bits* chosen = nullptr;
    std::size_t fewest = size_ + 1;
    for (const Bits& clause : outside_) {
      if (meets(clause, in)) continue;
      std::size_t open = 0;
      for (std::size_t w = 0; w < clause.size(); ++w) {
        open += static_cast<std::size_t>(std::popcount(clause[w] & ~out[w]));
      }
      if (open < fewest) {
        fewest = open;
        chosen = &clause;
      }
    }
    return chosen;
  }

  Next complete(Bits in, Bits out) {
    if (++nodes_ > max_nodes_) return Next::limit;
    if (stop_.stop_requested()) return Next::stopped;
    if (!propagate(in, out)) return Next::none;
    const Bits* clause = tightest(in, out);
    if (clause == nullptr) {
      result_ = in;
      return Next::found;
    }
    for (std::size_t c = 0; c < size_; ++c) {
      if (!bit(*clause, c) || bit(out, c)) continue;
      Bits with = in;
      set(with, c);
      const Next answer = complete(std::move(with), out);
      if (answer != Next::none) return answer;
      set(out, c);
    }
    return Next::none;
  }

  std::size_t size_;
  std::int64_t max_nodes_;
  StopToken stop_;
  std::int64_t nodes_ = 0;
  std::vector<Bits> clashes_;  // not all of these
  std::vector<Bits> outside_;  // at least one of these
  Bits result_;
};

class Enumerator {
 public:
  Enumerator(std::size_t size, const CompatibilityOracle& oracle, const ClashOptions& options,
             const RunControl& control)
      : size_(size),
        oracle_(oracle),
        options_(options),
        control_(control),
        map_(size, options.max_map_nodes, control.stop) {}

  ClashSummary run() {
    summary_.status = ClashSummary::Status::complete;
    summary_.reason = "every subset is decided";
    ConstraintSet seed;
    while (!full() && !stopped()) {
      const Map::Next next = map_.next(seed);
      if (next == Map::Next::none) break;
      if (next == Map::Next::stopped) continue;
      if (next == Map::Next::limit) {
        end(ClashSummary::Status::limit, fmt::format("reached max_map_nodes = {}", options_.max_map_nodes));
        break;
      }
      if (!explore(seed)) break;
      report();
    }
    const auto by_size = [](const auto& a, const auto& b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    };
    std::sort(summary_.clashes.begin(), summary_.clashes.end(), by_size);
    std::sort(summary_.corrections.begin(), summary_.corrections.end(), by_size);
    return std::move(summary_);
  }

 private:
  void end(ClashSummary::Status status, std::string reason) {
    summary_.status = status;
    summary_.reason = std::move(reason);
  }

  bool full() {
    if (summary_.clashes.size() >= options_.max_clashes) {
      end(ClashSummary::Status::limit, fmt::format("reached max_clashes = {}", options_.max_clashes));
      return true;
    }
    if (summary_.corrections.size() >= options_.max_corrections) {
      end(ClashSummary::Status::limit, fmt::format("reached max_corrections = {}", options_.max_corrections));
      return true;
    }
    return false;
  }

  bool stopped() {
    if (!control_.stop.stop_requested()) return false;
    end(ClashSummary::Status::stopped, "stopped by the caller");
    return true;
  }

  void report() const {
    if (!control_.progress) return;
    const double share =
        static_cast<double>(summary_.clashes.size()) / static_cast<double>(options_.max_clashes);
    control_.progress("clashes", std::min(1.0, share));
  }

  Compatibility ask(const ConstraintSet& set) {
    const Bits bits = to_bits(set);
    for (std::size_t k = witnesses_.size(); k-- > 0;) {
      if (subset(bits, witnesses_[k])) return {Compatibility::Verdict::compatible, set};
    }
    ++summary_.calls;
    Compatibility answer = oracle_(set);
    if (answer.verdict == Compatibility::Verdict::unknown) {
      if (!stopped()) end(ClashSummary::Status::unknown, "a set of constraints could not be decided");
      return answer;
    }
    if (answer.set.size() != size_) {
      throw std::invalid_argument(fmt::format(
          "enumerate_clashes: the oracle answered for {} of {} constraints", answer.set.size(), size_));
    }
    if (answer.verdict == Compatibility::Verdict::compatible) witnesses_.push_back(to_bits(answer.set));
    return answer;
  }

  static std::vector<std::size_t> members(const ConstraintSet& set, bool value) {
    std::vector<std::size_t> list;
    for (std::size_t c = 0; c < set.size(); ++c) {
      if (set[c] == value) list.push_back(c);
    }
    return list;
  }

  bool explore(const ConstraintSet& seed) {
    Compatibility answer = ask(seed);
    if (answer.verdict == Compatibility::Verdict::unknown) return false;
    if (answer.verdict == Compatibility::Verdict::compatible) {
      map_.block_subsets(seed);
      summary_.corrections.push_back(members(seed, false));
      return true;
    }
    ConstraintSet clash = std::move(answer.set);
    for (std::size_t c = 0; c < size_; ++c) {
      if (!clash[c]) continue;
      ConstraintSet less = clash;
      less[c] = false;
      Compatibility part = ask(less);
      if (part.verdict == Compatibility::Verdict::unknown) return false;
      if (part.verdict == Compatibility::Verdict::clash) clash = std::move(part.set);
    }
    map_.block_supersets(clash);
    summary_.clashes.push_back(members(clash, true));
    return true;
  }

  std::size_t size_;
  const CompatibilityOracle& oracle_;
  const ClashOptions& options_;
  const RunControl& control_;
  Map map_;
  ClashSummary summary_;
  std::vector<Bits> witnesses_;  // sets known to be compatible
};

}  // namespace

ClashSummary enumerate_clashes(std::size_t constraints, const CompatibilityOracle& oracle,
                               const ClashOptions& options, const RunControl& control) {
  return Enumerator(constraints, oracle, options, control).run();
}

}  // namespace offramp::bargaining
