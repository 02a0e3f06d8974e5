// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <random>

/// The war of dynamics_models.h as a person writes it in plain C++: one path after another, the standard
/// library's generator and distributions.
namespace offramp::bench {

struct PlainWar {
  double front = 0, men_a = 100, men_b = 90, cohesion_a = 1, cohesion_b = 1, output = 100, log_price = 0,
         reserves = 50, debt = 20, fatigue = 0;
  int phase = 0;

  void step(double dt, std::mt19937_64& random) {
    const double intensity = 0.2 + 0.4 * phase;
    const double support = 1 / (1 + std::exp(4 - 4 * cohesion_a));
    const double price = std::exp(log_price), burden = std::log(1 + debt);
    const double root = std::sqrt(dt);
    const double n1 = normal(random), n2 = normal(random), n3 = normal(random), n4 = normal(random);
    const double u1 = uniform(random), u2 = uniform(random), u3 = uniform(random);
    const bool shock = u1 < 0.05 * std::exp(0.3 * log_price) * dt, accident = u2 < 0.02 * intensity * dt;
    const double d_front = 0.5 * intensity * std::log((men_a + 1) / (men_b + 1));
    const double d_a = 2 * support - 0.02 * men_b * intensity,
                 d_b = 1.2 * cohesion_b - 0.02 * men_a * intensity;
    const double d_cohesion_a = 0.05 * (1 - cohesion_a) - 0.01 * fatigue;
    const double d_cohesion_b = 0.05 * (1 - cohesion_b) - 0.008 * fatigue;
    const double d_output = 0.02 * output * (1 - output / 120) - 0.3 * intensity * burden;
    const double d_reserves = -(0.5 * price - 0.004 * output);
    const double d_debt = 0.3 * intensity + 0.002 * debt - 0.001 * output;
    front += dt * d_front + 0.8 * intensity * root * n1;
    men_a = std::fmax(0.0, men_a + dt * d_a);
    men_b = std::fmax(0.0, men_b + dt * d_b);
    cohesion_a += dt * d_cohesion_a + 0.03 * cohesion_a * root * n2 - (accident ? 0.1 * cohesion_a : 0);
    cohesion_b += dt * d_cohesion_b;
    output += dt * d_output + 0.02 * output * root * n3 - (shock ? 0.05 * output : 0);
    log_price += -dt * 0.2 * log_price + 0.1 * root * n4;
    reserves += dt * d_reserves;
    debt = std::fmax(0.0, debt + dt * d_debt);
    fatigue += dt * (0.04 * intensity - 0.02 * fatigue);
    climb(u3, dt);
  }

 private:
  // One rung a step at most.
  void climb(double u, double dt) {
    static constexpr double kUp[] = {0.3, 0.2, 0.0}, kDown[] = {0.0, 0.1, 0.15};
    const double up = kUp[phase] * dt, down = kDown[phase] * dt;
    phase += u < up ? 1 : u < up + down ? -1 : 0;
  }
  double normal(std::mt19937_64& random) { return normal_(random); }
  double uniform(std::mt19937_64& random) { return uniform_(random); }

  std::normal_distribution<double> normal_;
  std::uniform_real_distribution<double> uniform_;
};

}  // namespace offramp::bench
