#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The war of bench/dynamics_models.h in numpy, as a person writes it: arrays over the paths, one step after another.
Prints million path-steps a second of processor time, the best of five, for blocks of several sizes.
Usage: pip install numpy; numpy_war.py [PATHS, default 20000]"""

import sys
import time

import numpy as np


def war(paths, steps, dt, random):
    front, fatigue, phase = np.zeros(paths), np.zeros(paths), np.zeros(paths)
    men_a, men_b = np.full(paths, 100.0), np.full(paths, 90.0)
    cohesion_a, cohesion_b = np.ones(paths), np.ones(paths)
    output, log_price = np.full(paths, 100.0), np.zeros(paths)
    reserves, debt = np.full(paths, 50.0), np.full(paths, 20.0)
    root = np.sqrt(dt)
    up, down = np.array([0.3, 0.2, 0.0]) * dt, np.array([0.0, 0.1, 0.15]) * dt
    for _ in range(steps):
        intensity = 0.2 + 0.4 * phase
        support = 1 / (1 + np.exp(4 - 4 * cohesion_a))
        price, burden = np.exp(log_price), np.log(1 + debt)
        n = random.standard_normal((4, paths))
        u = random.random((3, paths))
        shock = u[0] < 0.05 * np.exp(0.3 * log_price) * dt
        accident = u[1] < 0.02 * intensity * dt
        d_front = 0.5 * intensity * np.log((men_a + 1) / (men_b + 1))
        d_a, d_b = 2 * support - 0.02 * men_b * intensity, 1.2 * cohesion_b - 0.02 * men_a * intensity
        d_cohesion_a = 0.05 * (1 - cohesion_a) - 0.01 * fatigue
        d_cohesion_b = 0.05 * (1 - cohesion_b) - 0.008 * fatigue
        d_output = 0.02 * output * (1 - output / 120) - 0.3 * intensity * burden
        d_reserves = -(0.5 * price - 0.004 * output)
        d_debt = 0.3 * intensity + 0.002 * debt - 0.001 * output
        front += dt * d_front + 0.8 * intensity * root * n[0]
        men_a, men_b = np.maximum(0, men_a + dt * d_a), np.maximum(0, men_b + dt * d_b)
        cohesion_a += dt * d_cohesion_a + 0.03 * cohesion_a * root * n[1] - np.where(accident, 0.1 * cohesion_a, 0)
        cohesion_b += dt * d_cohesion_b
        output += dt * d_output + 0.02 * output * root * n[2] - np.where(shock, 0.05 * output, 0)
        log_price += -dt * 0.2 * log_price + 0.1 * root * n[3]
        reserves += dt * d_reserves
        debt = np.maximum(0, debt + dt * d_debt)
        fatigue += dt * (0.04 * intensity - 0.02 * fatigue)
        rung = phase.astype(np.intp)
        phase += np.where(u[2] < up[rung], 1, np.where(u[2] < up[rung] + down[rung], -1, 0))
    return front.mean(), output.mean()


def main(paths):
    steps = 260
    for block in (1000, 5000, paths):
        best = float("inf")
        for attempt in range(5):
            random = np.random.Generator(np.random.SFC64(attempt))
            start = time.process_time()
            means = war(block, steps, 0.25, random)
            best = min(best, time.process_time() - start)
        print(f"numpy {np.__version__}, blocks of {block}: {block * steps / best / 1e6:.2f} million path-steps a second; "
              f"front {means[0]:.3f}, output {means[1]:.2f}")


main(int(sys.argv[1]) if len(sys.argv) > 1 else 20000)
