// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/monte_carlo.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "offramp/base/run/parallel.h"
#include "offramp/dynamics/run/saved_times.h"
#include "offramp/dynamics/run/simulate.h"
#include "offramp/dynamics/run/stepper.h"

namespace offramp::dynamics {
namespace {

// How many summaries are filled side by side; any number gives the same bytes.
constexpr std::size_t kStrands = 16;

// Runs blocks of paths into a summary of its own.
class Strand {
 public:
  Strand(const Program& program, const MonteCarloOptions& options)
      : program_(program), options_(options), shown_(shown_scalars(program)), saved_(saved_steps(program)) {
    for (const std::uint32_t s : shown_) out.names.push_back(program.flat.scalars[s].name);
    for (const std::size_t s : saved_) {
      out.times.push_back(program.flat.time.start + static_cast<double>(s) * program.flat.time.step);
    }
    for (const FlatEvent& event : program.flat.events) out.event_names.push_back(event.name);
    out.spread.assign(saved_.size(), std::vector<Spread>(shown_.size()));
    out.events.resize(program.flat.events.size());
    for (EventCount& event : out.events) event.by.assign(saved_.size(), 0);
  }

  void run(std::uint64_t block) {
    Machine::Numbers paths;
    const std::uint64_t first = block * kLanes;
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(kLanes, options_.paths - first));
    for (std::size_t l = 0; l < kLanes; ++l) paths[l] = first + std::min(l, count - 1);
    Stepper stepper(program_, options_.key, paths);
    std::size_t step = 0;
    stepper.start();
    for (std::size_t t = 0; t < saved_.size(); ++t) {
      for (; step < saved_[t]; ++step) {
        if (!stepper.all_ended()) stepper.advance();
      }
      keep(stepper, t, count);
    }
    for (; step < program_.steps() && !stepper.all_ended(); ++step) stepper.advance();
    keep_events(stepper, count);
    out.paths += count;
  }

  Summary out;

 private:
  void keep(const Stepper& stepper, std::size_t time, std::size_t count) {
    for (std::size_t v = 0; v < shown_.size(); ++v) {
      const Lanes& values = stepper.machine().at(shown_[v]);
      for (std::size_t l = 0; l < count; ++l) {
        if (std::isnan(values[l])) bad(stepper, shown_[v], l);
        out.spread[time][v].add(values[l]);
      }
    }
  }

  [[noreturn]] void bad(const Stepper& stepper, std::uint32_t scalar, std::size_t lane) const {
    BadNumber found;
    found.path = stepper.machine().path(lane);
    found.step = stepper.machine().step(lane);
    found.time = stepper.machine().time(lane);
    found.variable = program_.flat.scalars[scalar].name;
    found.value = stepper.machine().at(scalar)[lane];
    found.place = program_.flat.scalars[scalar].place;
    throw found;
  }

  void keep_events(const Stepper& stepper, std::size_t count) {
    for (std::size_t e = 0; e < out.events.size(); ++e) {
      EventCount& event = out.events[e];
      for (std::size_t l = 0; l < count; ++l) {
        const double first = stepper.first(e)[l];
        if (first == Stepper::kNever) continue;
        ++event.paths;
        event.times.add(stepper.count(e)[l]);
        event.first.add(first);
        event.first_sum.add(first);
        for (std::size_t t = 0; t < out.times.size(); ++t) event.by[t] += first <= out.times[t] ? 1 : 0;
      }
    }
  }

  const Program& program_;
  const MonteCarloOptions& options_;
  std::vector<std::uint32_t> shown_;
  std::vector<std::size_t> saved_;
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
  if (names != other.names || times != other.times || event_names != other.event_names) {
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
  const auto strands =
      static_cast<std::size_t>(std::min<std::uint64_t>(kStrands, std::max<std::uint64_t>(1, size)));
  std::vector<Summary> parts(strands);
  std::vector<std::optional<BadNumber>> faults(strands);
  parallel_blocks(strands, 1, control, "paths", [&](std::size_t s, std::size_t, std::size_t) {
    Strand strand(program, options);
    try {
      for (std::uint64_t b = s; b < size; b += strands) {
        if (control.stop.stop_requested()) throw Stopped{};
        strand.run(begin + b);
      }
    } catch (const BadNumber& bad) {
      faults[s] = bad;
    }
    parts[s] = std::move(strand.out);
  });
  const BadNumber* first = nullptr;
  for (const auto& fault : faults) {
    if (fault && (first == nullptr || fault->path < first->path)) first = &*fault;
  }
  if (first != nullptr) throw BadNumber(*first);
  Summary total = std::move(parts[0]);
  for (std::size_t s = 1; s < strands; ++s) total.add(parts[s]);
  return total;
}

}  // namespace offramp::dynamics
