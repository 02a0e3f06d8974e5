#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Would models/economy/prices.yaml have foretold 2022? Fits it to the data up to a month, runs it with `offramp model run`, and scores the twelve months
that came after: mean CRPS (Gneiting and Raftery 2007, in the series' own unit) and how many of the twelve lie inside the 90 % band, beside a
random walk that draws from the same past changes (bootstrap) and beside `no change`. The distribution is read from the run's own sketches
(within 1/512, relative).
Usage: prices.py FOLDER-OF-THE-SHARED-DATA PROGRAM [MONTH [MONTHS-OF-PAST]] [--write]
MONTH as 2022-02; --write puts the fitted numbers into the model."""

import json
import math
import random
import struct
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fit"))
from numbers_of import minimise, rows  # noqa: E402

MODEL = Path(__file__).resolve().parents[2] / "models" / "economy" / "prices.yaml"
AHEAD, PATHS = 12, 20000


def series():
    out = {}
    sheet = rows("econ/worldbank_pinksheet/pinksheet_monthly_1960M01_2025M10.csv")
    for name, column in (("gas", "NGAS_EUR"), ("brent", "CRUDE_BRENT"), ("wheat", "WHEAT_US_HRW")):
        out[name] = {r["month"].replace("M", "-"): float(r[column]) for r in sheet if r[column]}
    days = defaultdict(list)
    for r in rows("econ/fx/usd_rub_cbr_daily_1992_2023-11.csv"):
        days[r["date"][:7]].append(float(r["rub_per_usd"]))
    out["rouble"] = {month: sum(d) / len(d) for month, d in days.items()}
    return out


def garch(changes):
    """Maximum likelihood of GARCH(1,1), normal. Returns drift, base, news, memory and the variance of the month after the last."""
    mean = sum(changes) / len(changes)
    spread = sum((c - mean) ** 2 for c in changes) / len(changes)

    def numbers(p):  # news and memory positive, their sum below 1
        a, b = math.exp(p[0]), math.exp(p[1])
        return a / (1 + a + b), b / (1 + a + b), spread * math.exp(p[2])

    def variances(p):
        news, memory, long_run = numbers(p)
        h = [spread]
        for c in changes:
            h.append(long_run * (1 - news - memory) + news * (c - mean) ** 2 + memory * h[-1])
        return h

    def cost(p):
        if max(abs(x) for x in p) > 12:
            return 1e12
        return sum(0.5 * (math.log(v) + (c - mean) ** 2 / v) for c, v in zip(changes, variances(p)))

    best, _ = minimise(cost, [0.0, 2.0, 0.0])
    news, memory, long_run = numbers(best)
    return {"drift": mean, "base": long_run * (1 - news - memory), "news": news, "memory": memory, "variance_now": variances(best)[-1]}


def parameters(fitted, month):
    words = {"price_now": "mean of the month", "drift": "per month", "base": "", "news": "", "memory": "", "variance_now": "of the month that begins"}
    lines = []
    for key, about in words.items():
        values = ", ".join(f"{name}: {f[key]:.5g}" for name, f in fitted.items())
        note = f', about: "{about}"' if about else ""
        lines.append(f'  {key}: {{over: series, value: {{{values}}}, source: "bench/hindcast/prices.py, data up to {month}", confidence: data{note}}}')
    return "\n".join(lines) + "\n"


def cells(summary, name, time):
    sketch = summary["spread"][time][summary["names"].index(name)]["sketch"]
    out = []
    for cell, count in sketch:
        low, high = (struct.unpack("<d", struct.pack("<Q", n << 44))[0] for n in (cell, cell + 1))
        out.append((0.5 * (low + high), int(count)))
    return sorted(out)


def crps(weighted, y):
    """E|X - y| - E|X - X'|/2 of the distribution."""
    total = sum(n for _, n in weighted)
    near, between, before = 0.0, 0.0, 0
    for x, n in weighted:
        near += n * abs(x - y) / total
        between += n * x * (2 * before + n - total) / total / total
        before += n
    return near - between


def inside(weighted, y):
    total, before = sum(n for _, n in weighted), 0
    low = high = None
    for x, n in weighted:
        before += n
        if low is None and before >= 0.05 * total:
            low = x
        if high is None and before >= 0.95 * total:
            high = x
    return low <= y <= high


def bootstrap(now, changes):
    draw, sums, out = random.Random(1), [0.0] * PATHS, []
    for _ in range(AHEAD):
        sums = [s + draw.choice(changes) for s in sums]
        out.append([(x, 1) for x in sorted(now * math.exp(s) for s in sums)])
    return out


def run(text):
    with tempfile.TemporaryDirectory() as folder:
        file, part = Path(folder) / "prices.yaml", Path(folder) / "part.json"
        file.write_text(text, encoding="utf-8")
        subprocess.run([sys.argv[2], "model", "run", str(file), "--paths", str(PATHS), "--summary", str(part)], check=True, capture_output=True)
        return json.loads(part.read_text(encoding="utf-8"))["summary"]


def main():
    plain = [a for a in sys.argv[3:] if not a.startswith("--")]
    month, past = plain[0] if plain else "2022-02", int(plain[1]) if len(plain) > 1 else 120
    all_series, fitted, changes = series(), {}, {}
    for name, values in all_series.items():
        months = sorted(m for m in values if m <= month)[-past - 1:]
        changes[name] = [math.log(values[b] / values[a]) for a, b in zip(months, months[1:])]
        fitted[name] = {"price_now": values[month], **garch(changes[name])}
    head, _, _ = MODEL.read_text(encoding="utf-8").partition("  price_now:")
    text = head.replace("PARAMETERS\n", "") + parameters(fitted, month)
    if "--write" in sys.argv:
        MODEL.write_text(text, encoding="utf-8")
    summary = run(text)
    print(f"data up to {month}, {past} changes; twelve months after: mean CRPS and months inside the 90 % band")
    for name, values in all_series.items():
        after = [values[m] for m in sorted(values) if m > month][:AHEAD]
        model = [cells(summary, f"price[{name}]", t + 1) for t in range(AHEAD)]
        walk = bootstrap(values[month], changes[name])
        score = lambda given: (sum(crps(g, y) for g, y in zip(given, after)) / AHEAD, sum(inside(g, y) for g, y in zip(given, after)))
        (a, b), (c, d) = score(model), score(walk)
        still = sum(abs(values[month] - y) for y in after) / AHEAD
        print(f"  {name:7} model {a:6.2f}, {b:2} of 12   bootstrap {c:6.2f}, {d:2} of 12   no change {still:6.2f}   (CRPS ratio {a / c:.2f})")


if __name__ == "__main__":
    main()
