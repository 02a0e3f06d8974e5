// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/strand.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <stdexcept>

#include "offramp/dynamics/run/saved_times.h"
#include "offramp/dynamics/run/simulate.h"

namespace offramp::dynamics {
namespace {

constexpr std::size_t kFastCache = 256 * 1024;  // bytes; half of what cores of today have as second level

std::uint32_t named(const Program& program, const std::string& name) {
  const auto found = program.find(name);
  if (!found) throw std::invalid_argument(fmt::format("the model has no variable `{}`", name));
  return *found;
}

std::size_t nearest(const std::vector<double>& times, const std::optional<double>& wanted) {
  std::size_t best = times.size() - 1;
  if (!wanted) return best;
  for (std::size_t t = times.size(); t-- > 0;) {
    if (std::fabs(times[t] - *wanted) < std::fabs(times[best] - *wanted)) best = t;
  }
  return best;
}

void add_sum(ExactSum& sum, const WholeSum& whole) {
  sum.add_whole(whole.low, whole.exponent);
  sum.add_whole(whole.high, whole.exponent + 26);
}

}  // namespace

std::size_t blocks_side_by_side(const Program& program) {
  return std::clamp<std::size_t>(kFastCache / (program.slots * sizeof(Lanes) + 1), 1, Strand::kMostSide);
}

Strand::Strand(const Program& program, std::shared_ptr<const Plan> plan, const MonteCarloOptions& options)
    : program_(program),
      plan_(std::move(plan)),
      options_(options),
      shown_(shown_scalars(program)),
      saved_(saved_steps(program)) {
  for (const std::uint32_t s : shown_) out.names.push_back(program.flat.scalars[s].name);
  for (const std::size_t s : saved_) {
    out.times.push_back(program.flat.time.start + static_cast<double>(s) * program.flat.time.step);
  }
  const std::size_t events = program.flat.events.size();
  for (const FlatEvent& event : program.flat.events) out.event_names.push_back(event.name);
  out.spread.assign(saved_.size(), std::vector<Spread>(shown_.size()));
  out.events.resize(events);
  for (EventCount& event : out.events) event.by.assign(saved_.size(), 0);
  if (events <= kMaxPaired) out.pairs.assign(events, std::vector<EventPair>(events));
  for (const MonteCarloOptions::Joint& joint : options.joint) {
    Asked asked;
    asked.first = named(program, joint.first);
    asked.second = named(program, joint.second);
    asked.time = nearest(out.times, joint.time);
    asked_.push_back(asked);
    JointTable& table = out.joint.emplace_back();
    table.first = program.flat.scalars[asked.first].name;
    table.second = program.flat.scalars[asked.second].name;
    table.time = out.times[asked.time];
  }
}

std::size_t Strand::begin_block(std::size_t side, std::uint64_t block) {
  Machine::Numbers paths;
  const std::uint64_t first = block * kLanes;
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(kLanes, options_.paths - first));
  for (std::size_t l = 0; l < kLanes; ++l) paths[l] = first + std::min(l, count - 1);
  if (side == steppers_.size()) {
    steppers_.push_back(std::make_unique<Stepper>(program_, plan_, options_.key, paths));
  } else {
    steppers_[side]->take(paths);
  }
  steppers_[side]->start();
  return count;
}

void Strand::run(std::uint64_t begin, std::uint64_t end) {
  counts_.clear();
  for (std::uint64_t b = begin; b < end; ++b) counts_.push_back(begin_block(counts_.size(), b));
  const auto go = [&](Stepper& stepper, std::size_t from, std::size_t to) {
    for (std::size_t step = from; step < to && !stepper.all_ended(); ++step) stepper.advance();
  };
  std::size_t step = 0;
  for (std::size_t t = 0; t < saved_.size(); ++t) {
    for (std::size_t i = 0; i < counts_.size(); ++i) go(*steppers_[i], step, saved_[t]);
    step = saved_[t];
    for (std::size_t i = 0; i < counts_.size(); ++i) keep(*steppers_[i], t, counts_[i]);
  }
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    go(*steppers_[i], step, program_.steps());
    keep_events(*steppers_[i], counts_[i]);
    out.paths += counts_[i];
  }
}

// The places of a summary of many times and variables fit into no fast cache, so each is asked for some
// variables before its turn.
void Strand::keep(const Stepper& stepper, std::size_t time, std::size_t count) {
  constexpr std::size_t kAhead = 3;
  std::array<std::array<std::uint32_t, kLanes>, 2> places;
  std::vector<Spread>& row = out.spread[time];
  for (std::size_t v = 0; v < std::min(kAhead, row.size()); ++v) row[v].sketch.prefetch();
  for (std::size_t v = 0; v <= row.size(); ++v) {
    if (v < row.size()) {
      if (v + kAhead < row.size()) row[v + kAhead].sketch.prefetch();
      const Lanes& values = stepper.machine().at(shown_[v]);
      for (std::size_t l = 0; l < count; ++l) {
        if (std::isnan(values[l])) bad(stepper, shown_[v], l);
      }
      row[v].sketch.find(std::span(values).first(count), places[v % 2]);
      row[v].sum.prefetch();
      row[v].squares.prefetch();
    }
    if (v == 0) continue;
    row[v - 1].sketch.count_at(std::span(places[(v - 1) % 2]).first(count));
    keep_sums(stepper.machine().at(shown_[v - 1]), row[v - 1], count);
  }
  keep_joint(stepper, time, count);
}

void Strand::keep_sums(const Lanes& values, Spread& spread, std::size_t count) const {
  const Kernels& kernels = plan_->kernels();
  const WholeSum sum = kernels.sum(values.data()), squares = kernels.sum_of_squares(values.data());
  if (count < kLanes || !sum.exact || !squares.exact) {
    for (std::size_t l = 0; l < count; ++l) {
      spread.sum.add(values[l]);
      spread.squares.add(values[l] * values[l]);
    }
    return;
  }
  add_sum(spread.sum, sum);
  add_sum(spread.squares, squares);
}

void Strand::keep_joint(const Stepper& stepper, std::size_t time, std::size_t count) {
  for (std::size_t j = 0; j < asked_.size(); ++j) {
    if (asked_[j].time != time) continue;
    const Lanes& first = stepper.machine().at(asked_[j].first);
    const Lanes& second = stepper.machine().at(asked_[j].second);
    for (std::size_t l = 0; l < count; ++l) {
      if (std::isnan(first[l])) bad(stepper, asked_[j].first, l);
      if (std::isnan(second[l])) bad(stepper, asked_[j].second, l);
      out.joint[j].add(first[l], second[l]);
    }
  }
}

void Strand::bad(const Stepper& stepper, std::uint32_t scalar, std::size_t lane) const {
  BadNumber found;
  found.path = stepper.machine().path(lane);
  found.step = stepper.machine().step(lane);
  found.time = stepper.machine().time(lane);
  found.variable = program_.flat.scalars[scalar].name;
  found.value = stepper.machine().at(scalar)[lane];
  found.place = program_.flat.scalars[scalar].place;
  throw found;
}

void Strand::keep_events(const Stepper& stepper, std::size_t count) {
  for (std::size_t e = 0; e < out.events.size(); ++e) {
    EventCount& event = out.events[e];
    for (std::size_t l = 0; l < count; ++l) {
      const double first = stepper.first(e)[l];
      if (first == Stepper::kNever) continue;
      ++event.paths;
      event.times.add(stepper.count(e)[l]);
      event.first.add(first);
      event.first_sum.add(first);
      const auto since = std::lower_bound(out.times.begin(), out.times.end(), first);
      for (auto t = static_cast<std::size_t>(since - out.times.begin()); t < out.times.size(); ++t)
        ++event.by[t];
      for (std::size_t f = 0; f < out.pairs.size(); ++f) {
        const double other = stepper.first(f)[l];
        if (f == e || other == Stepper::kNever) continue;
        ++out.pairs[e][f].both;
        if (first < other) ++out.pairs[e][f].first;
      }
    }
  }
}

}  // namespace offramp::dynamics
