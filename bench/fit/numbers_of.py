#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the fits share, in Python's own library alone: a minimiser (Nelder and Mead 1965) and tables."""

import csv
import sys
from pathlib import Path

SHARED = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[3] / "shared" / "data")


def rows(name):
    path = SHARED / name
    if not path.exists():
        sys.exit(f"needs {path}, which is not shipped; say where the data stand: SCRIPT FOLDER")
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def minimise(f, start, step=0.3, rounds=4000, again=20):
    """Nelder and Mead from `start`; begins anew from what it found until that no longer helps by 1e-9."""
    best, value = list(start), f(start)
    for _ in range(again):
        found = _simplex(f, best, step, rounds)
        gain = value - f(found)
        best, value = found, f(found)
        if gain < 1e-9:
            break
    return best, value


def _simplex(f, start, step, rounds):
    n = len(start)
    points = [list(start)] + [[x + (step if i == k else 0.0) for i, x in enumerate(start)] for k in range(n)]
    points = sorted((f(p), p) for p in points)
    for _ in range(rounds):
        if points[-1][0] - points[0][0] < 1e-11:
            break
        centre = [sum(p[i] for _, p in points[:-1]) / n for i in range(n)]
        move = lambda t: [c + t * (w - c) for c, w in zip(centre, points[-1][1])]
        tried = move(-1.0)
        value = f(tried)
        if value < points[0][0]:
            far = move(-2.0)
            if f(far) < value:
                tried, value = far, f(far)
        elif value >= points[-2][0]:
            tried = move(0.5)
            value = f(tried)
            if value >= points[-1][0]:
                first = points[0][1]
                points = [points[0]] + [(f(q), q) for q in ([a + 0.5 * (b - a) for a, b in zip(first, p)] for _, p in points[1:])]
                points.sort()
                continue
        points[-1] = (value, tried)
        points.sort()
    return points[0][1]
