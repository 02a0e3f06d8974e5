// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "offramp/dynamics/run/machine.h"
#include "offramp/dynamics/run/simulate.h"

namespace offramp::dynamics {

/// What happened at a moment of one lane.
struct Occurrence {
  double time = 0.0;
  std::uint32_t event = kNone;  ///< of the program's events; none: a ladder moved by its own rates
  std::uint32_t ladder = kNone, from = 0, to = 0;
};

/// Moves a block of paths through time, step by step.
///
/// A step from t to t + dt: drift by Euler or RK4 from the rates at t; Brownian terms by their amounts at t
/// times sqrt(dt) times a normal number (Euler and Maruyama; Kloeden and Platen 1992, section 10.2); events
/// and ladders by exact exponential times within the step under the rates at t (Gillespie 1976), in the order
/// of those times. An effect adds to its stock what its equation, computed at t, differs from what stood at
/// t; so several of one step add up. At the end of a step non-negative stocks below 0 become 0. A path that
/// has ended keeps its values.
class Stepper {
 public:
  static constexpr double kNever = std::numeric_limits<double>::infinity();

  Stepper(const Program& program, DrawKey key, const Machine::Numbers& paths);
  Stepper(const Program& program, std::shared_ptr<const Plan> plan, DrawKey key,
          const Machine::Numbers& paths);

  /// Other paths from now on; `start` comes next.
  void take(const Machine::Numbers& paths) { machine_.take(paths); }
  /// To the start, computed. @throws BadNumber.
  void start();
  /// To the next step, computed; requires that there is one. @throws BadNumber.
  void advance();

  Machine& machine() { return machine_; }
  const Machine& machine() const { return machine_; }
  bool ended(std::size_t lane) const { return (ended_ >> lane & 1u) != 0; }
  bool all_ended() const { return ended_ == ~LaneMask{0}; }
  /// Time at which an event first happened on each lane; kNever.
  const Lanes& first(std::size_t event) const { return first_[event]; }
  /// How often it happened.
  const Lanes& count(std::size_t event) const { return count_[event]; }
  /// What happened on lane 0, if `logging`.
  bool logging = false;
  std::vector<Occurrence> log;

  /// The lane with what its events remember; see Machine::LaneState.
  struct LaneState {
    Machine::LaneState machine;
    std::vector<double> first, count, was;
    bool ended = false;
  };
  LaneState lane(std::size_t lane) const;
  void set_lane(std::size_t lane, const LaneState& state, std::uint64_t path);

 private:
  struct Due {
    double ahead = 0.0;  // behind the beginning of the step
    std::uint32_t event = 0;
  };
  void finish_compute();
  void keep_ended();
  void shake();
  LaneMask busy();
  void integrate();
  void integrate_rk4();
  void chance(std::size_t lane);
  void collect(std::size_t lane);
  double ladders_until(std::size_t lane, double from, double until);
  void happen(std::size_t lane, const Due& due);
  [[noreturn]] void bad(std::size_t lane, std::uint32_t scalar) const;
  void check_stocks() const;

  const Program& program_;
  Machine machine_;
  const Kernels& kernels_;
  std::vector<Lanes> jumps_;             // [stock of the program]; used where `jumping_`
  std::vector<std::uint32_t> stock_of_;  // [scalar] position among the stocks
  std::vector<std::uint32_t> jumping_;   // stocks that noise or events move, rising
  Lanes zeros_{};
  std::vector<std::uint32_t> sources_;      // Wiener processes that move anything
  std::vector<std::uint32_t> noise_at_;     // [noise] position of its source among them
  std::vector<Lanes> normals_;              // [source]
  std::vector<Lanes> base_, slope_;         // [stock], for RK4
  std::vector<Lanes> first_, count_, was_;  // [event]
  std::vector<Lanes> event_draw_;           // [event] its first draw in this step, if it has a hazard
  std::vector<Lanes> ladder_draw_;          // [ladder] the same
  std::vector<Lanes> states_;               // [ladder] while a step is made: what the slots hold at its end
  std::vector<std::array<std::uint32_t, kLanes>> jump_count_;  // [ladder] in this step
  LaneMask ended_ = 0;
  LaneMask kept_lanes_ = 0;  // ended lanes whose slots are in kept_
  std::vector<Lanes> kept_;  // [slot] empty until a lane ends
  std::vector<Due> due_;
};

}  // namespace offramp::dynamics
