#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Calibrates models/economy/war_economy.yaml to the rouble's official rate from 24 February 2022, twelve months, in sample: least squares of the
logarithm, weekly, with a pull of each parameter towards its first guess. Prints what it found; --write puts it into the model. It is a fit with
more parameters than the course has turns, and shows that the model can do the course, not that it would have foretold it.
Usage: rouble.py FOLDER-OF-THE-SHARED-DATA PROGRAM [--write]"""

import csv
import math
import re
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from numbers_of import minimise, rows

MODEL = Path(__file__).resolve().parents[2] / "models" / "economy" / "war_economy.yaml"
GUESS = {"depth": 1.1, "calm_time": 1.2, "most_flight": 50, "reaction_time": 0.7, "control_strength": 3, "ease_below": 0.3, "import_elasticity": 0.6,
         "import_cut": 0.5, "import_delay": 1, "rerouting": 8, "alarm_strength": 1, "war_premium": 0.3}
PULL = 0.02


def with_numbers(text, numbers):
    for name, number in numbers.items():
        text, n = re.subn(rf"(?m)^(  {name}: {{value: )[^,]+,", rf"\g<1>{number:.4g},", text)
        assert n == 1, name
    return text


def course(numbers, folder):
    file, table = Path(folder) / "m.yaml", Path(folder) / "m.csv"
    file.write_text(with_numbers(MODEL.read_text(encoding="utf-8"), numbers), encoding="utf-8")
    done = subprocess.run([sys.argv[2], "model", "path", str(file), "--csv", str(table)], capture_output=True)
    if done.returncode != 0:
        return None
    with open(table, encoding="utf-8", newline="") as lines:
        return [(float(r["time"]), float(r["rate"])) for r in csv.DictReader(lines)]


def actual():
    begin, out = date(2022, 2, 24), []
    known = {date.fromisoformat(r["date"]): float(r["rub_per_usd"]) for r in rows("econ/fx/usd_rub_cbr_daily_1992_2023-11.csv")}
    for quarter in range(1, 49):
        day = begin + timedelta(days=round(quarter * 30.4375 / 4))
        while day not in known:
            day -= timedelta(days=1)
        out.append((quarter / 4, known[day]))
    return out


def main():
    target, names = actual(), list(GUESS)
    with tempfile.TemporaryDirectory() as folder:
        def numbers(p):
            return {n: GUESS[n] * math.exp(x) for n, x in zip(names, p)}

        def cost(p):
            found = course(numbers(p), folder)
            if found is None:
                return 1e6
            by_time = dict(found)
            return sum(math.log(by_time[t] / y) ** 2 for t, y in target) + PULL * sum(x * x for x in p)

        best, value = minimise(cost, [0.0] * len(names), 0.25, 600, 1)
        found = dict(course(numbers(best), folder))
    for name, number in numbers(best).items():
        print(f"{name:18} {number:.4g}")
    error = math.sqrt(sum(math.log(found[t] / y) ** 2 for t, y in target) / len(target))
    print(f"root mean square of the log error {error:.3f}, of no change {math.sqrt(sum(math.log(77 / y) ** 2 for _, y in target) / len(target)):.3f}")
    for t, y in target:
        if t in (0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12):
            print(f"  month {t:5}: rouble {y:6.1f}, model {found[t]:6.1f}")
    if "--write" in sys.argv:
        MODEL.write_text(with_numbers(MODEL.read_text(encoding="utf-8"), numbers(best)), encoding="utf-8")


if __name__ == "__main__":
    main()
