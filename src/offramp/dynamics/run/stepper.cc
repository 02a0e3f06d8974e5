// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/stepper.h"

#include <algorithm>
#include <cmath>

#include "offramp/base/number/elementary.h"

namespace offramp::dynamics {
namespace {

// More of one kind in one step means that the step is far too long for the rate.
constexpr std::uint32_t kMostInStep = 4000;

}  // namespace

Stepper::Stepper(const Program& program, DrawKey key, const Machine::Numbers& paths)
    : program_(program),
      machine_(program, key, paths),
      jumps_(program.stocks.size()),
      stock_of_(program.flat.scalars.size(), kNone),
      base_(program.stocks.size()),
      slope_(program.stocks.size()),
      first_(program.flat.events.size()),
      count_(program.flat.events.size()),
      was_(program.flat.events.size()),
      states_(program.flat.ladders.size()),
      jump_count_(program.flat.ladders.size()) {
  for (std::uint32_t s = 0; s < program.stocks.size(); ++s) stock_of_[program.stocks[s].slot] = s;
}

bool Stepper::all_ended() const {
  return std::all_of(ended_.begin(), ended_.end(), [](char e) { return e != 0; });
}

void Stepper::start() {
  ended_.fill(0);
  log.clear();
  for (Lanes& f : first_) f.fill(kNever);
  for (Lanes& c : count_) c.fill(0.0);
  for (Lanes& w : was_) w.fill(0.0);
  machine_.start();
  finish_compute();
}

void Stepper::finish_compute() {
  machine_.compute();
  for (std::size_t l = 0; l < kLanes; ++l) {
    if (ended_[l] == 0) continue;
    if (kept_[l].empty()) {
      for (std::uint32_t s = 0; s < program_.slots; ++s) kept_[l].push_back(machine_.at(s)[l]);
    }
    for (std::uint32_t s = 0; s < program_.slots; ++s) machine_.at(s)[l] = kept_[l][s];
  }
  machine_.record();
  check_stocks();
}

void Stepper::check_stocks() const {
  for (const StockPlan& stock : program_.stocks) {
    const Lanes& value = machine_.at(stock.slot);
    for (std::size_t l = 0; l < kLanes; ++l) {
      if (!std::isfinite(value[l]) || !std::isfinite(machine_.at(stock.rate)[l])) bad(l, stock.slot);
    }
  }
}

// The first of the scalars, in the order of computing, that is no number; else the one that was found.
void Stepper::bad(std::size_t lane, std::uint32_t scalar) const {
  const auto& scalars = program_.flat.scalars;
  if (std::isfinite(machine_.at(scalar)[lane])) {
    for (const std::uint32_t s : program_.computed) {
      if (std::isfinite(machine_.at(s)[lane])) continue;
      scalar = s;
      break;
    }
  }
  BadNumber found;
  found.path = machine_.path(lane);
  found.step = machine_.step(lane);
  found.time = machine_.time(lane);
  found.variable = scalars[scalar].name;
  found.value = machine_.at(scalar)[lane];
  const Equation* equation = scalars[scalar].equation;
  found.place =
      equation != nullptr && !equation->anchors.empty() ? place_of(*equation) : scalars[scalar].place;
  throw found;
}

void Stepper::advance() {
  for (Lanes& jump : jumps_) jump.fill(0.0);
  const double root = std::sqrt(program_.flat.time.step);
  for (const FlatNoise& noise : program_.flat.noise) {
    const Lanes& amount = machine_.at(noise.amount);
    Lanes& jump = jumps_[stock_of_[noise.stock]];
    for (std::size_t l = 0; l < kLanes; ++l) {
      if (!std::isfinite(amount[l])) bad(l, noise.amount);
      jump[l] += amount[l] * root *
                 machine_.key().normal(machine_.path(l), machine_.step(l), DrawKind::noise, noise.source);
    }
  }
  const std::array<char, kLanes> before = ended_;
  const auto& ladders = program_.flat.ladders;
  for (std::size_t n = 0; n < ladders.size(); ++n) {
    jump_count_[n].fill(0);
    states_[n] = machine_.at(ladders[n].scalar);
  }
  if (!program_.flat.events.empty() || !program_.flat.ladders.empty()) {
    for (std::size_t l = 0; l < kLanes; ++l) {
      if (ended_[l] == 0) chance(l);
    }
  }
  integrate();
  for (std::size_t n = 0; n < ladders.size(); ++n) machine_.at(ladders[n].scalar) = states_[n];
  for (std::size_t s = 0; s < program_.stocks.size(); ++s) {
    Lanes& value = machine_.at(program_.stocks[s].slot);
    for (std::size_t l = 0; l < kLanes; ++l) {
      value[l] += jumps_[s][l];
      if (program_.stocks[s].non_negative && value[l] < 0.0) value[l] = 0.0;
    }
  }
  for (std::size_t l = 0; l < kLanes; ++l) {
    if (before[l] == 0) machine_.next_step(l);
  }
  finish_compute();
}

void Stepper::integrate() {
  const double dt = program_.flat.time.step;
  const auto& stocks = program_.stocks;
  const auto add = [&](double weight) {
    for (std::size_t s = 0; s < stocks.size(); ++s) {
      const Lanes& rate = machine_.at(stocks[s].rate);
      for (std::size_t l = 0; l < kLanes; ++l) slope_[s][l] += weight * rate[l];
    }
  };
  const auto move = [&](double ahead) {
    for (std::size_t s = 0; s < stocks.size(); ++s) {
      const Lanes rate = machine_.at(stocks[s].rate);
      for (std::size_t l = 0; l < kLanes; ++l) machine_.at(stocks[s].slot)[l] = base_[s][l] + ahead * rate[l];
    }
    machine_.compute(ahead);
  };
  if (program_.flat.time.method == Method::euler) {
    for (const StockPlan& stock : stocks) {
      const Lanes& rate = machine_.at(stock.rate);
      Lanes& value = machine_.at(stock.slot);
      for (std::size_t l = 0; l < kLanes; ++l) value[l] += dt * rate[l];
    }
    return;
  }
  for (std::size_t s = 0; s < stocks.size(); ++s) {
    base_[s] = machine_.at(stocks[s].slot);
    slope_[s].fill(0.0);
  }
  add(1.0);
  move(0.5 * dt);
  add(2.0);
  move(0.5 * dt);
  add(2.0);
  move(dt);
  add(1.0);
  for (std::size_t s = 0; s < stocks.size(); ++s) {
    Lanes& value = machine_.at(stocks[s].slot);
    for (std::size_t l = 0; l < kLanes; ++l) value[l] = base_[s][l] + dt / 6.0 * slope_[s][l];
  }
}

// Which events fall due in this step, by the time within it.
void Stepper::collect(std::size_t lane) {
  const double dt = program_.flat.time.step;
  due_.clear();
  for (std::uint32_t e = 0; e < program_.flat.events.size(); ++e) {
    const FlatEvent& event = program_.flat.events[e];
    if (event.when != kNone) {
      const double now = machine_.at(event.when)[lane];
      if (std::isnan(now)) bad(lane, event.when);
      const bool fires = now != 0.0 && was_[e][lane] == 0.0 && !(event.once && count_[e][lane] > 0.0);
      was_[e][lane] = now != 0.0 ? 1.0 : 0.0;
      if (fires) due_.push_back({0.0, e});
      continue;
    }
    const double hazard = machine_.at(event.hazard)[lane];
    if (!(hazard >= 0.0) || std::isinf(hazard)) bad(lane, event.hazard);
    if (hazard == 0.0 || (event.once && count_[e][lane] > 0.0)) continue;
    double ahead = 0.0;
    for (std::uint32_t k = 0;; ++k) {
      if (k == kMostInStep) bad(lane, event.hazard);
      const double u =
          machine_.key().uniform(machine_.path(lane), machine_.step(lane), DrawKind::event, (e << 12) | k);
      ahead += -portable_log(u) / hazard;
      if (ahead >= dt) break;
      due_.push_back({ahead, e});
      if (event.once || event.ends) break;
    }
  }
  std::stable_sort(due_.begin(), due_.end(), [](const Due& a, const Due& b) { return a.ahead < b.ahead; });
}

void Stepper::chance(std::size_t lane) {
  collect(lane);
  double now = 0.0;
  for (const Due& due : due_) {
    now = ladders_until(lane, now, due.ahead);
    happen(lane, due);
    if (ended_[lane] != 0) return;
  }
  ladders_until(lane, now, program_.flat.time.step);
}

double Stepper::ladders_until(std::size_t lane, double from, double until) {
  for (std::uint32_t n = 0; n < program_.flat.ladders.size(); ++n) {
    const FlatLadder& ladder = program_.flat.ladders[n];
    double& state = states_[n][lane];
    for (double now = from;;) {
      double total = 0.0;
      for (const FlatLadder::Step& step : ladder.steps) {
        if (static_cast<double>(step.from) != state) continue;
        const double rate = machine_.at(step.rate)[lane];
        if (!(rate >= 0.0) || std::isinf(rate)) bad(lane, step.rate);
        total += rate;
      }
      if (total == 0.0) break;
      const std::uint32_t jump = jump_count_[n][lane];
      if (jump >= kMostInStep) bad(lane, ladder.scalar);
      const auto draw = [&](std::uint32_t k) {
        return machine_.key().uniform(machine_.path(lane), machine_.step(lane), DrawKind::ladder,
                                      (n << 14) | (2 * jump + k));
      };
      // A waiting time that ends behind `until` is forgotten: exponential times have no memory.
      ++jump_count_[n][lane];
      now += -portable_log(draw(0)) / total;
      if (now >= until) break;
      double mark = draw(1) * total;
      std::uint32_t to = kNone;
      for (const FlatLadder::Step& step : ladder.steps) {
        if (static_cast<double>(step.from) != state) continue;
        const double rate = machine_.at(step.rate)[lane];
        if (rate > 0.0) to = step.to;
        mark -= rate;
        if (mark < 0.0) break;
      }
      if (logging && lane == 0) {
        log.push_back({machine_.time(lane) + now, kNone, n, static_cast<std::uint32_t>(state), to});
      }
      state = to;
    }
  }
  return until;
}

void Stepper::happen(std::size_t lane, const Due& due) {
  const FlatEvent& event = program_.flat.events[due.event];
  const double time = machine_.time(lane) + due.ahead;
  if (count_[due.event][lane] == 0.0) first_[due.event][lane] = time;
  count_[due.event][lane] += 1.0;
  for (const FlatEffect& effect : event.effects) {
    jumps_[stock_of_[effect.stock]][lane] +=
        machine_.at(effect.value)[lane] - machine_.at(effect.stock)[lane];
  }
  Occurrence occurrence{time, due.event, event.ladder, 0, event.state};
  if (event.ladder != kNone) {
    double& state = states_[event.ladder][lane];
    occurrence.from = static_cast<std::uint32_t>(state);
    state = event.state;
  }
  if (logging && lane == 0) log.push_back(occurrence);
  if (event.ends) {
    ended_[lane] = 1;
    kept_[lane].clear();
  }
}

Stepper::LaneState Stepper::lane(std::size_t lane) const {
  LaneState state;
  state.machine = machine_.lane(lane);
  state.ended = ended_[lane] != 0;
  for (std::size_t e = 0; e < first_.size(); ++e) {
    state.first.push_back(first_[e][lane]);
    state.count.push_back(count_[e][lane]);
    state.was.push_back(was_[e][lane]);
  }
  return state;
}

void Stepper::set_lane(std::size_t lane, const LaneState& state, std::uint64_t path) {
  machine_.set_lane(lane, state.machine, path);
  ended_[lane] = state.ended ? 1 : 0;
  kept_[lane] = state.ended ? state.machine.slots : std::vector<double>();
  for (std::size_t e = 0; e < first_.size(); ++e) {
    first_[e][lane] = state.first[e];
    count_[e][lane] = state.count[e];
    was_[e][lane] = state.was[e];
  }
}

}  // namespace offramp::dynamics
