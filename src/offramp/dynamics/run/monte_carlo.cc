// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/monte_carlo.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>

#include "offramp/base/run/parallel.h"
#include "offramp/dynamics/run/simulate.h"
#include "offramp/dynamics/run/strand.h"

namespace offramp::dynamics {
namespace {

// Strands that wait for work. As many come to be as threads work at once; since what they keep adds up in any
// order to the same bytes, it does not matter which of them runs what.
class Pool {
 public:
  Pool(const Program& program, const MonteCarloOptions& options)
      : program_(program), options_(options), plan_(std::make_shared<const Plan>(program)) {
    free_.push_back(std::make_unique<Strand>(program_, plan_, options_));
  }

  void run(std::uint64_t begin, std::uint64_t end) {
    {
      // All before the first bad path known so far are run, so that the one reported is the first of all.
      const std::lock_guard lock(mutex_);
      if (fault_ && fault_->path < begin * kLanes) return;
    }
    std::unique_ptr<Strand> strand = take();
    try {
      strand->run(begin, end);
    } catch (const BadNumber& bad) {
      const std::lock_guard lock(mutex_);
      if (!fault_ || bad.path < fault_->path) fault_ = bad;
      return;  // the strand is in the middle of a block, and its summary is of no use any more
    }
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(strand));
  }

  /// @throws BadNumber.
  Summary total() {
    if (fault_) throw BadNumber(*fault_);
    Summary out = std::move(free_.front()->out);
    for (std::size_t s = 1; s < free_.size(); ++s) out.add(free_[s]->out);
    return out;
  }

 private:
  std::unique_ptr<Strand> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        std::unique_ptr<Strand> strand = std::move(free_.back());
        free_.pop_back();
        return strand;
      }
    }
    return std::make_unique<Strand>(program_, plan_, options_);
  }

  const Program& program_;
  const MonteCarloOptions& options_;
  std::shared_ptr<const Plan> plan_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Strand>> free_;
  std::optional<BadNumber> fault_;
};

}  // namespace

void Spread::add(double x) {
  sketch.add(x);
  sum.add(x);
  squares.add(x * x);
}

void Spread::add(const Spread& other) {
  sketch.add(other.sketch);
  sum.add(other.sum);
  squares.add(other.squares);
}

double Spread::mean() const {
  return sum.value() / static_cast<double>(sketch.count());
}

double Spread::deviation() const {
  const auto n = static_cast<double>(sketch.count());
  if (n < 2.0) return 0.0;
  const double m = mean();
  return std::sqrt(std::max(0.0, (squares.value() - n * m * m) / (n - 1.0)));
}

void Summary::add(const Summary& other) {
  if (paths == 0 && spread.empty()) {
    *this = other;
    return;
  }
  const auto same_table = [](const JointTable& a, const JointTable& b) {
    return a.first == b.first && a.second == b.second && a.time == b.time;
  };
  if (names != other.names || times != other.times || event_names != other.event_names ||
      pairs.size() != other.pairs.size() ||
      !std::equal(joint.begin(), joint.end(), other.joint.begin(), other.joint.end(), same_table)) {
    throw std::invalid_argument("summaries of different models do not add up");
  }
  paths += other.paths;
  for (std::size_t t = 0; t < spread.size(); ++t) {
    for (std::size_t v = 0; v < spread[t].size(); ++v) spread[t][v].add(other.spread[t][v]);
  }
  for (std::size_t e = 0; e < events.size(); ++e) {
    events[e].paths += other.events[e].paths;
    events[e].times.add(other.events[e].times);
    events[e].first.add(other.events[e].first);
    events[e].first_sum.add(other.events[e].first_sum);
    for (std::size_t t = 0; t < events[e].by.size(); ++t) events[e].by[t] += other.events[e].by[t];
  }
  for (std::size_t e = 0; e < pairs.size(); ++e) {
    for (std::size_t f = 0; f < pairs[e].size(); ++f) {
      pairs[e][f].both += other.pairs[e][f].both;
      pairs[e][f].first += other.pairs[e][f].first;
    }
  }
  for (std::size_t j = 0; j < joint.size(); ++j) joint[j].add(other.joint[j]);
}

Summary run_paths(const Program& program, const MonteCarloOptions& options, const RunControl& control) {
  if (options.paths == 0) throw std::invalid_argument("a run needs at least one path");
  if (options.shards == 0 || options.shard == 0 || options.shard > options.shards) {
    throw std::invalid_argument("a shard is one of 1 to the number of shards");
  }
  const std::uint64_t blocks = (options.paths + kLanes - 1) / kLanes;
  const std::uint64_t begin =
      blocks / options.shards * (options.shard - 1) + std::min(blocks % options.shards, options.shard - 1);
  const std::uint64_t size = blocks / options.shards + (options.shard <= blocks % options.shards ? 1 : 0);
  Pool pool(program, options);
  parallel_blocks(static_cast<std::size_t>(size), blocks_side_by_side(program), control, "paths",
                  [&](std::size_t, std::size_t first, std::size_t last) {
                    if (control.stop.stop_requested()) throw Stopped{};
                    pool.run(begin + first, begin + last);
                  });
  return pool.total();
}

}  // namespace offramp::dynamics
