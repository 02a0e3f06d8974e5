# SPDX-License-Identifier: Apache-2.0
"""First-order and total Sobol indices in closed form: the Ishigami function and Sobol's G function."""
import math


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
