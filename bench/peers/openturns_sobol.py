# SPDX-License-Identifier: Apache-2.0
"""Sobol indices of the Ishigami and G functions: OpenTURNS, this project and the closed form, side by side.

Needs the peer (`pip install openturns`) and the bench build of this project:
    python3 bench/peers/openturns_sobol.py build/bench/bench/sensitivity_sobol [N]
OpenTURNS runs its Saltelli, Jansen, Mauntz-Kucherenko and Martinez estimators on its own low-discrepancy
design of N base points; ours are "design" (same number of model runs) and "table" (given data).
"""
import math
import subprocess
import sys

import openturns as ot


def ishigami_exact(a=7.0, b=0.1):
    v1 = 0.5 * (1 + b * math.pi**4 / 5) ** 2
    v2 = a * a / 8
    v13 = b * b * math.pi**8 * 8 / 225
    v = v1 + v2 + v13
    return [v1 / v, v2 / v, 0.0], [(v1 + v13) / v, v2 / v, v13 / v]


def g_exact(a):
    part = [1 / (3 * (1 + ai) ** 2) for ai in a]
    v = math.prod(1 + p for p in part) - 1
    first = [p / v for p in part]
    total = [p * math.prod(1 + q for j, q in enumerate(part) if j != i) / v for i, p in enumerate(part)]
    return first, total


def peer(formula, names, domain, size):
    model = ot.SymbolicFunction(names, [formula])
    inputs = ot.JointDistribution([ot.Uniform(*domain)] * len(names))
    sequence = ot.LowDiscrepancyExperiment(ot.SobolSequence(), inputs, size)
    design = ot.SobolIndicesExperiment(sequence, False).generate()
    outputs = model(design)
    methods = {
        "saltelli": ot.SaltelliSensitivityAlgorithm,
        "jansen": ot.JansenSensitivityAlgorithm,
        "mauntz-kucherenko": ot.MauntzKucherenkoSensitivityAlgorithm,
        "martinez": ot.MartinezSensitivityAlgorithm,
    }
    found = {}
    for name, algorithm in methods.items():
        result = algorithm(design, outputs, size)
        found["openturns " + name] = (list(result.getFirstOrderIndices()), list(result.getTotalOrderIndices()))
    return found


def ours(program, size):
    found = {}
    lines = subprocess.run([program, str(size)], capture_output=True, text=True, check=True).stdout
    for line in lines.splitlines():
        function, method, _, first, total = line.split()
        row = found.setdefault(function, {}).setdefault("offramp " + method, ([], []))
        row[0].append(float(first))
        row[1].append(float(total))
    return found


def show(title, exact, rows):
    print(title)
    for k, kind in enumerate(("first order", "total")):
        print(f"  {kind}")
        print("    {:<28}".format("closed form") + " ".join(f"{v:9.6f}" for v in exact[k]))
        for name, values in rows.items():
            error = max(abs(v - e) for v, e in zip(values[k], exact[k]))
            print(f"    {name:<28}" + " ".join(f"{v:9.6f}" for v in values[k]) + f"   largest error {error:.1e}")


def main():
    program = sys.argv[1]
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 4096
    mine = ours(program, size)
    a = [0.0, 0.5, 3.0, 9.0, 99.0, 99.0]
    rows = peer("sin(x1) + 7 * sin(x2)^2 + 0.1 * x3^4 * sin(x1)", ["x1", "x2", "x3"], (-math.pi, math.pi), size)
    show(f"Ishigami, N = {size}", ishigami_exact(), {**rows, **mine["ishigami"]})
    formula = " * ".join(f"((abs(4 * x{i + 1} - 2) + {ai}) / (1 + {ai}))" for i, ai in enumerate(a))
    rows = peer(formula, [f"x{i + 1}" for i in range(6)], (0.0, 1.0), size)
    show(f"Sobol G, a = {a}, N = {size}", g_exact(a), {**rows, **mine["g"]})


if __name__ == "__main__":
    main()
