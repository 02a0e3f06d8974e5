// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/splitting.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "offramp/base/number/elementary.h"
#include "offramp/base/run/parallel.h"
#include "offramp/dynamics/run/simulate.h"
#include "offramp/dynamics/run/stepper.h"

namespace offramp::dynamics {
namespace {

// Paths of different particles must differ in number: 2^24 particles, 2^16 levels, 2^24 repetitions.
std::uint64_t path_number(std::uint32_t repetition, std::size_t level, std::uint32_t particle) {
  return (std::uint64_t{repetition} << 40) | (std::uint64_t{level} << 24) | particle;
}

class Repetition {
 public:
  Repetition(const Program& program, const SplitOptions& options, std::uint32_t variable,
             std::uint32_t number)
      : program_(program),
        options_(options),
        variable_(variable),
        number_(number),
        stepper_(program, options.key, first_paths(number)) {}

  double run(std::vector<double>& passed) {
    stepper_.start();
    const auto begin = initial_states();
    std::vector<Stepper::LaneState> from = begin;
    double chance = 1.0;
    for (std::size_t level = 0; level < options_.levels.size(); ++level) {
      const std::vector<Stepper::LaneState> came = climb(from, level);
      const double share = static_cast<double>(came.size()) / options_.particles;
      passed[level] = share;
      chance *= share;
      if (came.empty()) return 0.0;
      from = came;
    }
    return chance;
  }

 private:
  static Machine::Numbers first_paths(std::uint32_t number) {
    Machine::Numbers paths;
    for (std::size_t l = 0; l < kLanes; ++l) paths[l] = path_number(number, 0, static_cast<std::uint32_t>(l));
    return paths;
  }

  // The start of each particle of the first level; initial values may be random.
  std::vector<Stepper::LaneState> initial_states() {
    std::vector<Stepper::LaneState> out;
    for (std::uint32_t p = 0; p < options_.particles; p += kLanes) {
      Machine::Numbers paths;
      for (std::size_t l = 0; l < kLanes; ++l)
        paths[l] = path_number(number_, 0, p + static_cast<std::uint32_t>(l));
      Stepper fresh(program_, options_.key, paths);
      fresh.start();
      for (std::size_t l = 0; l < kLanes && out.size() < options_.particles; ++l)
        out.push_back(fresh.lane(l));
    }
    return out;
  }

  // Runs the particles of a level; returns the states in which they came to it, in the order of the
  // particles.
  std::vector<Stepper::LaneState> climb(const std::vector<Stepper::LaneState>& from, std::size_t level) {
    std::vector<std::optional<Stepper::LaneState>> came(options_.particles);
    std::array<std::uint32_t, kLanes> particle{};
    std::uint32_t next = 0;
    std::size_t busy = 0;
    const auto fill = [&](std::size_t lane) {
      particle[lane] = next;
      const std::uint64_t path = path_number(number_, level, next);
      std::size_t chosen = next;
      if (level > 0) {
        const double u = options_.key.uniform(path, 0, DrawKind::split, 0);
        chosen = std::min(from.size() - 1, static_cast<std::size_t>(u * static_cast<double>(from.size())));
      }
      stepper_.set_lane(lane, from[chosen], path);
      ++next;
    };
    std::array<char, kLanes> active{};
    for (std::size_t l = 0; l < kLanes; ++l) {
      if (next == options_.particles) {
        stepper_.set_lane(l, from[0], path_number(number_, level, options_.particles));
        continue;
      }
      fill(l);
      active[l] = 1;
      ++busy;
    }
    while (busy > 0) {
      for (std::size_t l = 0; l < kLanes; ++l) {
        while (active[l] != 0 && done(l, level, came[particle[l]])) {
          if (next < options_.particles) {
            fill(l);
          } else {
            active[l] = 0;
            --busy;
          }
        }
        if (active[l] == 0) stepper_.set_lane(l, from[0], path_number(number_, level, options_.particles));
      }
      if (busy > 0) stepper_.advance();
    }
    std::vector<Stepper::LaneState> out;
    for (auto& state : came) {
      if (state) out.push_back(std::move(*state));
    }
    return out;
  }

  bool done(std::size_t lane, std::size_t level, std::optional<Stepper::LaneState>& came) {
    if (stepper_.machine().at(variable_)[lane] >= options_.levels[level]) {
      came = stepper_.lane(lane);
      return true;
    }
    return stepper_.ended(lane) || stepper_.machine().step(lane) >= program_.steps();
  }

  const Program& program_;
  const SplitOptions& options_;
  std::uint32_t variable_, number_;
  Stepper stepper_;
};

std::uint32_t checked(const Program& program, const SplitOptions& o) {
  const auto variable = program.find(o.variable);
  if (!variable) throw std::invalid_argument(fmt::format("the model has no variable `{}`", o.variable));
  if (o.levels.empty() || o.levels.size() > 60'000)
    throw std::invalid_argument("there are 1 to 60,000 levels");
  for (std::size_t i = 0; i < o.levels.size(); ++i) {
    if (!std::isfinite(o.levels[i]) || (i > 0 && o.levels[i] <= o.levels[i - 1])) {
      throw std::invalid_argument("levels are numbers that rise");
    }
  }
  if (o.particles < 1 || o.particles > 10'000'000)
    throw std::invalid_argument("particles are 1 to 10,000,000");
  if (o.repetitions < 2 || o.repetitions > 10'000) throw std::invalid_argument("repetitions are 2 to 10,000");
  if (!(o.confidence > 0.0 && o.confidence < 1.0))
    throw std::invalid_argument("the confidence is between 0 and 1");
  return *variable;
}

}  // namespace

double student_quantile(double p, double degrees) {
  const double z = normal_quantile(p);
  const double z2 = z * z, v = degrees;
  return z + z * (z2 + 1.0) / (4.0 * v) + z * ((5.0 * z2 + 16.0) * z2 + 3.0) / (96.0 * v * v) +
         z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / (384.0 * v * v * v);
}

SplitAnswer rare_chance(const Program& program, const SplitOptions& options, const RunControl& control) {
  const std::uint32_t variable = checked(program, options);
  SplitAnswer out;
  out.each.resize(options.repetitions);
  std::vector<std::vector<double>> passed(options.repetitions,
                                          std::vector<double>(options.levels.size(), 0.0));
  parallel_blocks(
      options.repetitions, 1, control, "repetitions", [&](std::size_t r, std::size_t, std::size_t) {
        out.each[r] = Repetition(program, options, variable, static_cast<std::uint32_t>(r)).run(passed[r]);
      });
  const auto n = static_cast<double>(options.repetitions);
  for (const double x : out.each) out.chance += x / n;
  double squares = 0.0;
  for (const double x : out.each) squares += (x - out.chance) * (x - out.chance);
  out.error = std::sqrt(squares / (n - 1.0) / n);
  const double half = student_quantile(0.5 + 0.5 * options.confidence, n - 1.0) * out.error;
  out.low = std::max(0.0, out.chance - half);
  out.high = std::min(1.0, out.chance + half);
  out.passed.assign(options.levels.size(), 0.0);
  for (const auto& shares : passed) {
    for (std::size_t l = 0; l < shares.size(); ++l) out.passed[l] += shares[l] / n;
  }
  return out;
}

}  // namespace offramp::dynamics
