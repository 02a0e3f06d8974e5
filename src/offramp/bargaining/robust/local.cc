// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "offramp/bargaining/robust/search.h"
#include "offramp/base/number/random.h"

namespace offramp::bargaining {
namespace {

// Counts how many worlds accept, in the local search: then the shortfall breaks ties.
struct Score {
  std::size_t accepted = 0;
  double shortfall = 0.0;
  bool better_than(const Score& other) const {
    if (accepted != other.accepted) return accepted > other.accepted;
    return shortfall < other.shortfall - 1e-12;
  }
};

class LocalSearch {
 public:
  LocalSearch(const RobustTable& table, const RobustOptions& options)
      : table_(table), options_(options), random_({.seed = options.seed, .stream = 77}) {
    now_.resize(table.depths());
    for (std::size_t d = 0; d < table.depths(); ++d) widest_ = std::max(widest_, table.options(d));
  }

  std::optional<Settlement> run(const RunControl& control) {
    Settlement best;
    std::optional<Score> best_score;
    for (int restart = 0; restart < options_.restarts; ++restart) {
      if (control.stop.stop_requested()) break;
      if (!best_score || restart % 8 == 0) {
        for (std::size_t d = 0; d < now_.size(); ++d) redraw(d);
      } else {
        now_ = best;
        const std::uint32_t kicks = 2 + random_.index(3);
        for (std::uint32_t k = 0; k < kicks; ++k)
          redraw(random_.index(static_cast<std::uint32_t>(now_.size())));
      }
      const std::optional<Score> score = climb();
      if (score && (!best_score || score->better_than(*best_score))) {
        best_score = score;
        best = now_;
      }
    }
    if (!best_score) return std::nullopt;
    return best;
  }

 private:
  void redraw(std::size_t depth) {
    now_[table_.issue(depth)] =
        static_cast<std::uint16_t>(random_.index(static_cast<std::uint32_t>(table_.options(depth))));
  }

  // Nothing if it is not feasible.
  std::optional<Score> score(const Settlement& settlement) {
    if (!table_.feasible(settlement)) return std::nullopt;
    lanes_ = table_.start();
    open_.assign(table_.worlds(), 1);
    for (std::size_t d = 0; d < table_.depths(); ++d) {
      table_.choose(d, settlement, lanes_.data(), lanes_.data());
      table_.cross(d, settlement, open_);
    }
    return rate(lanes_.data(), open_);
  }

  Score rate(const double* lanes, const std::vector<char>& open) const {
    Score score;
    const std::size_t count = table_.worlds();
    for (std::size_t k = 0; k < count; ++k) {
      double least = lanes[k];
      for (std::size_t p = 1; p < table_.parties(); ++p) least = std::min(least, lanes[p * count + k]);
      if (open[k] == 0) least = std::min(least, options_.crossed_slack);
      if (least >= -kTieTolerance && open[k] != 0) {
        ++score.accepted;
      } else {
        score.shortfall += std::min(0.1, -least);
      }
    }
    return score;
  }

  // First-improvement descent over single changes; then over none is left.
  std::optional<Score> climb() {
    std::optional<Score> current = score(now_);
    bool improved = true;
    while (improved) {
      improved = false;
      for (std::size_t d = 0; d < table_.depths(); ++d) {
        const std::size_t issue = table_.issue(d);
        std::uint16_t keep = now_[issue];
        for (std::size_t o = 0; o < table_.options(d); ++o) {
          if (o == keep) continue;
          now_[issue] = static_cast<std::uint16_t>(o);
          const std::optional<Score> next = score(now_);
          if (!next || (current && !next->better_than(*current))) continue;
          current = next;
          keep = static_cast<std::uint16_t>(o);
          improved = true;
        }
        now_[issue] = keep;
      }
    }
    return current;
  }

  const RobustTable& table_;
  const RobustOptions& options_;
  RandomStream random_;
  Settlement now_;
  std::size_t widest_ = 0;
  std::vector<double> lanes_;
  std::vector<char> open_;
};

}  // namespace

std::optional<Settlement> local_search(const RobustTable& table, const RobustOptions& options,
                                       const RunControl& control) {
  return LocalSearch(table, options).run(control);
}

}  // namespace offramp::bargaining
