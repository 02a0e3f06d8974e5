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
from sobol_exact import g_exact, ishigami_exact


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
