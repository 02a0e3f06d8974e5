# SPDX-License-Identifier: Apache-2.0
"""Sobol indices by design of the Ishigami and G functions: SALib and this project against the closed form.

Needs the peer (`pip install SALib`) and the bench build of this project:
    python3 bench/peers/salib_sobol.py build/bench/bench/sensitivity_sobol [N] [SEEDS]
Both run N (d + 2) times from scrambled Sobol points. Printed: the largest error over inputs, its median over
seeds 1 to SEEDS, and ours over the peer's.
"""
import importlib.metadata
import statistics
import subprocess
import sys

import numpy as np
from SALib.analyze import sobol as analyze
from SALib.sample import sobol as sample
from sobol_exact import g_exact, ishigami_exact

A = np.array([0, 0.5, 3, 9, 99, 99])


def ishigami(u):
    x = (2 * u - 1) * np.pi
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def sobol_g(u):
    return np.prod((abs(4 * u - 2) + A) / (1 + A), axis=1)


def worst(found, exact):
    return max(abs(a - b) for a, b in zip(found, exact))


def peer(function, inputs, size, seed):
    problem = {"num_vars": inputs, "names": [f"x{i}" for i in range(inputs)], "bounds": [[0, 1]] * inputs}
    points = sample.sample(problem, size, calc_second_order=False, seed=seed)
    result = analyze.analyze(problem, function(points), calc_second_order=False, num_resamples=2)
    return result["S1"], result["ST"]


def ours(program, size, seed):
    found = {}
    run = subprocess.run([program, str(size), str(seed)], capture_output=True, text=True, check=True)
    for line in run.stdout.splitlines():
        function, method, _, first, total = line.split()
        if method != "design":
            continue
        row = found.setdefault(function, ([], []))
        row[0].append(float(first))
        row[1].append(float(total))
    return found


def main():
    program = sys.argv[1]
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 4096
    seeds = range(1, (int(sys.argv[3]) if len(sys.argv) > 3 else 8) + 1)
    own = [ours(program, size, seed) for seed in seeds]
    versions = " ".join(f"{name} {importlib.metadata.version(name)}" for name in ("SALib", "scipy", "numpy"))
    print(f"{versions}, N = {size}, {len(seeds)} seeds")
    for name, function, exact in (
        ("ishigami", ishigami, ishigami_exact()),
        ("g", sobol_g, g_exact(list(A))),
    ):
        theirs = [peer(function, len(exact[0]), size, seed) for seed in seeds]
        for part, what in enumerate(("first", "total")):
            a = statistics.median(worst(run[name][part], exact[part]) for run in own)
            b = statistics.median(worst(run[part], exact[part]) for run in theirs)
            print(f"{name} {what}: ours {a:.2e}, SALib {b:.2e}, ratio {a / b:.2f}")


if __name__ == "__main__":
    main()
