// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/stepper.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "offramp/base/number/elementary.h"

namespace offramp::dynamics {
namespace {

// More of one kind in one step means that the step is far too long for the rate.
constexpr std::uint32_t kMostInStep = 4000;

// Whether -log(u) / rate is `within` or more for certain, by -log(u) >= 1 - u; the margin is above all
// rounding.
bool surely_beyond(double u, double rate, double within) {
  return 1.0 - u >= rate * within * (1.0 + 0x1p-30);
}

}  // namespace

Stepper::Stepper(const Program& program, DrawKey key, const Machine::Numbers& paths)
    : Stepper(program, std::make_shared<const Plan>(program), key, paths) {}

Stepper::Stepper(const Program& program, std::shared_ptr<const Plan> plan, DrawKey key,
                 const Machine::Numbers& paths)
    : program_(program),
      machine_(program, std::move(plan), key, paths),
      kernels_(machine_.kernels()),
      jumps_(program.stocks.size()),
      stock_of_(program.flat.scalars.size(), kNone),
      base_(program.stocks.size()),
      slope_(program.stocks.size()),
      first_(program.flat.events.size()),
      count_(program.flat.events.size()),
      was_(program.flat.events.size()),
      event_draw_(program.flat.events.size()),
      ladder_draw_(program.flat.ladders.size()),
      states_(program.flat.ladders.size()),
      jump_count_(program.flat.ladders.size()) {
  for (std::uint32_t s = 0; s < program.stocks.size(); ++s) stock_of_[program.stocks[s].slot] = s;
  std::vector<char> jumps(program.stocks.size(), 0);
  for (const FlatNoise& noise : program.flat.noise) {
    jumps[stock_of_[noise.stock]] = 1;
    auto at = std::find(sources_.begin(), sources_.end(), noise.source);
    if (at == sources_.end()) at = sources_.insert(at, noise.source);
    noise_at_.push_back(static_cast<std::uint32_t>(at - sources_.begin()));
  }
  for (const FlatEvent& event : program.flat.events) {
    for (const FlatEffect& effect : event.effects) jumps[stock_of_[effect.stock]] = 1;
  }
  for (std::uint32_t s = 0; s < program.stocks.size(); ++s) {
    if (jumps[s] != 0) jumping_.push_back(s);
  }
  normals_.resize(sources_.size());
}

void Stepper::start() {
  ended_ = kept_lanes_ = 0;
  log.clear();
  for (Lanes& f : first_) f.fill(kNever);
  for (Lanes& c : count_) c.fill(0.0);
  for (Lanes& w : was_) w.fill(0.0);
  machine_.start();
  finish_compute();
}

void Stepper::finish_compute() {
  machine_.compute();
  if (ended_ != 0) keep_ended();
  machine_.record();
  check_stocks();
}

// Lanes that have just ended are kept; all that have are put back to what they were.
void Stepper::keep_ended() {
  if (kept_.empty()) kept_.resize(program_.slots);
  const LaneMask fresh = ended_ & ~kept_lanes_;
  for (std::uint32_t s = 0; s < program_.slots; ++s) {
    if (fresh != 0) kernels_.restore(kept_[s].data(), machine_.at(s).data(), fresh);
    if (kept_lanes_ != 0) kernels_.restore(machine_.at(s).data(), kept_[s].data(), kept_lanes_);
  }
  kept_lanes_ = ended_;
}

void Stepper::check_stocks() const {
  for (const StockPlan& stock : program_.stocks) {
    const Lanes& value = machine_.at(stock.slot);
    const Lanes& rate = machine_.at(stock.rate);
    if (kernels_.all_finite(value.data(), rate.data())) continue;
    for (std::size_t l = 0; l < kLanes; ++l) {
      if (!std::isfinite(value[l]) || !std::isfinite(rate[l])) bad(l, stock.slot);
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
  for (const std::uint32_t s : jumping_) jumps_[s].fill(0.0);
  if (!sources_.empty()) shake();
  const LaneMask before = ended_;
  const auto& ladders = program_.flat.ladders;
  for (std::size_t n = 0; n < ladders.size(); ++n) states_[n] = machine_.at(ladders[n].scalar);
  if (!program_.flat.events.empty() || !ladders.empty()) {
    for (LaneMask left = busy() & ~ended_; left != 0; left &= left - 1) {
      chance(static_cast<std::size_t>(std::countr_zero(left)));
    }
  }
  integrate();
  for (std::size_t n = 0; n < ladders.size(); ++n) machine_.at(ladders[n].scalar) = states_[n];
  if (before == 0) machine_.next_step();
  for (std::size_t l = 0; before != 0 && l < kLanes; ++l) {
    if ((before >> l & 1u) == 0) machine_.next_step(l);
  }
  finish_compute();
}

// The Brownian terms.
void Stepper::shake() {
  for (std::size_t n = 0; n < sources_.size(); ++n) {
    machine_.uniform(DrawKind::noise, sources_[n], normals_[n]);
  }
  kernels_.normal(normals_.front().data(), normals_.size() * kLanes);
  const double root = std::sqrt(program_.flat.time.step);
  for (std::size_t n = 0; n < program_.flat.noise.size(); ++n) {
    const FlatNoise& noise = program_.flat.noise[n];
    const Lanes& amount = machine_.at(noise.amount);
    Lanes& jump = jumps_[stock_of_[noise.stock]];
    if (kernels_.add_noise(jump.data(), amount.data(), root, normals_[noise_at_[n]].data())) continue;
    for (std::size_t l = 0; l < kLanes; ++l) {
      if (!std::isfinite(amount[l])) bad(l, noise.amount);
    }
  }
}

// Lanes on which an event or a ladder may move in this step, or has a bad rate. Nothing happens on the
// others, and what they remember stays as it is.
LaneMask Stepper::busy() {
  const double dt = program_.flat.time.step;
  LaneMask out = 0;
  for (std::uint32_t e = 0; e < program_.flat.events.size(); ++e) {
    const FlatEvent& event = program_.flat.events[e];
    if (event.when != kNone) {
      out |= kernels_.turned(machine_.at(event.when).data(), was_[e].data());
      continue;
    }
    machine_.uniform(DrawKind::event, e << 12, event_draw_[e]);
    out |= kernels_.may_happen(machine_.at(event.hazard).data(), event_draw_[e].data(), dt);
  }
  for (std::uint32_t n = 0; n < program_.flat.ladders.size(); ++n) {
    const FlatLadder& ladder = program_.flat.ladders[n];
    Lanes total{};
    for (const FlatLadder::Step& step : ladder.steps) {
      kernels_.add_rate(total.data(), states_[n].data(), static_cast<double>(step.from),
                        machine_.at(step.rate).data());
    }
    machine_.uniform(DrawKind::ladder, n << 14, ladder_draw_[n]);
    out |= kernels_.may_happen(total.data(), ladder_draw_[n].data(), dt);
  }
  return out;
}

void Stepper::integrate() {
  const auto& stocks = program_.stocks;
  if (program_.flat.time.method == Method::runge_kutta_4) integrate_rk4();
  std::size_t next = 0;
  for (std::uint32_t s = 0; s < stocks.size(); ++s) {
    const bool jumps = next < jumping_.size() && jumping_[next] == s;
    next += jumps ? 1 : 0;
    const Lanes& jump = jumps ? jumps_[s] : zeros_;
    Lanes& value = machine_.at(stocks[s].slot);
    if (program_.flat.time.method == Method::runge_kutta_4) {
      kernels_.land(value.data(), jump.data(), stocks[s].non_negative);
      continue;
    }
    StockMove move;
    move.value = value.data();
    move.rate = machine_.at(stocks[s].rate).data();
    move.jump = jump.data();
    move.non_negative = stocks[s].non_negative;
    kernels_.euler(move, program_.flat.time.step);
  }
}

void Stepper::integrate_rk4() {
  const double dt = program_.flat.time.step;
  const auto& stocks = program_.stocks;
  const auto add = [&](double weight) {
    for (std::size_t s = 0; s < stocks.size(); ++s) {
      double* slope = slope_[s].data();
      kernels_.scaled_sum(slope, slope, weight, machine_.at(stocks[s].rate).data());
    }
  };
  const auto move = [&](double ahead) {
    for (std::size_t s = 0; s < stocks.size(); ++s) {
      kernels_.scaled_sum(machine_.at(stocks[s].slot).data(), base_[s].data(), ahead,
                          machine_.at(stocks[s].rate).data());
    }
    machine_.compute(ahead);
  };
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
    kernels_.scaled_sum(machine_.at(stocks[s].slot).data(), base_[s].data(), dt / 6.0, slope_[s].data());
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
      const double u = k == 0 ? event_draw_[e][lane]
                              : machine_.key().uniform(machine_.path(lane), machine_.step(lane),
                                                       DrawKind::event, (e << 12) | k);
      if (surely_beyond(u, hazard, dt - ahead)) break;
      ahead += -portable_log(u) / hazard;
      if (ahead >= dt) break;
      due_.push_back({ahead, e});
      if (event.once || event.ends) break;
    }
  }
  std::stable_sort(due_.begin(), due_.end(), [](const Due& a, const Due& b) { return a.ahead < b.ahead; });
}

void Stepper::chance(std::size_t lane) {
  for (auto& count : jump_count_) count[lane] = 0;
  collect(lane);
  double now = 0.0;
  for (const Due& due : due_) {
    now = ladders_until(lane, now, due.ahead);
    happen(lane, due);
    if (ended(lane)) return;
  }
  ladders_until(lane, now, program_.flat.time.step);
}

double Stepper::ladders_until(std::size_t lane, double from, double until) {
  for (std::uint32_t n = 0; n < program_.flat.ladders.size(); ++n) {
    const FlatLadder& ladder = program_.flat.ladders[n];
    double& state = states_[n][lane];
    for (double now = from;;) {
      double total = 0.0;
      std::uint32_t ways = 0;
      for (const FlatLadder::Step& step : ladder.steps) {
        if (static_cast<double>(step.from) != state) continue;
        const double rate = machine_.at(step.rate)[lane];
        if (!(rate >= 0.0) || std::isinf(rate)) bad(lane, step.rate);
        total += rate;
        ways += rate > 0.0 ? 1 : 0;
      }
      if (total == 0.0) break;
      const std::uint32_t jump = jump_count_[n][lane];
      if (jump >= kMostInStep) bad(lane, ladder.scalar);
      const auto draw = [&](std::uint32_t k) {
        if (jump == 0 && k == 0) return ladder_draw_[n][lane];
        return machine_.key().uniform(machine_.path(lane), machine_.step(lane), DrawKind::ladder,
                                      (n << 14) | (2 * jump + k));
      };
      // A waiting time that ends behind `until` is forgotten: exponential times have no memory.
      ++jump_count_[n][lane];
      const double u = draw(0);
      if (surely_beyond(u, total, until - now)) break;
      now += -portable_log(u) / total;
      if (now >= until) break;
      double mark = ways > 1 ? draw(1) * total : 0.0;
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
    ended_ |= LaneMask{1} << lane;
  }
}

Stepper::LaneState Stepper::lane(std::size_t lane) const {
  LaneState state;
  state.machine = machine_.lane(lane);
  state.ended = ended(lane);
  for (std::size_t e = 0; e < first_.size(); ++e) {
    state.first.push_back(first_[e][lane]);
    state.count.push_back(count_[e][lane]);
    state.was.push_back(was_[e][lane]);
  }
  return state;
}

void Stepper::set_lane(std::size_t lane, const LaneState& state, std::uint64_t path) {
  machine_.set_lane(lane, state.machine, path);
  const LaneMask bit = LaneMask{1} << lane;
  ended_ &= ~bit;
  kept_lanes_ &= ~bit;
  if (state.ended) {
    if (kept_.empty()) kept_.resize(program_.slots);
    for (std::uint32_t s = 0; s < program_.slots; ++s) kept_[s][lane] = state.machine.slots[s];
    ended_ |= bit;
    kept_lanes_ |= bit;
  }
  for (std::size_t e = 0; e < first_.size(); ++e) {
    first_[e][lane] = state.first[e];
    count_[e][lane] = state.count[e];
    was_[e][lane] = state.was[e];
  }
}

}  // namespace offramp::dynamics
