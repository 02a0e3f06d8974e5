#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How long wars last: why does the chance of an end fall the longer a war goes on? Because time itself hardens (Weibull), or because those that
end soon are gone (frailty)? Fits both by maximum likelihood, an end counted to the day (ties of one-day fights would spoil densities), wars that go on
censored, and prints the numbers that models/duration carries.
Frailty: two kinds of war, each with a constant hazard (Heckman and Singer 1984), and gamma-distributed hazards (Vaupel, Manton and Stallard
1979). Unit: months of 30.4375 days.
Usage: duration.py [FOLDER of the shared data]"""

import math
from datetime import date

from numbers_of import minimise, rows

MONTH = 30.4375
DAY = 1 / MONTH


def interstate():
    """COW wars between states: [(months before the last day, ended)]; none is censored."""
    return [(max(float(r["days"]) - 1, 0) / MONTH, True) for r in rows("events/cow/derived_interstate_war_durations.csv")]


def episodes(types, until=None):
    """UCDP episodes of these types: [(begin, end or None, months, ended)], as known at `until`."""
    out = []
    for r in rows("outcomes/ucdp_termination.csv"):
        if r["type"] not in types or not r["start_date"]:
            continue
        begin = date.fromisoformat(r["start_date"])
        last = until or date(2020, 12, 31)
        end = date.fromisoformat(r["end_date"]) if r["ended"] == "1" and r["end_date"] else None
        if r["ended"] == "1" and end is None:
            end = date(int(r["end_year"]), 12, 31)
        if begin > last or (end and end < begin):
            continue
        ended = end is not None and end <= last
        days = ((end if ended else last) - begin).days
        out.append((begin, end, days / MONTH, ended))
    return out


# Each: parameters as any real numbers -> the share of wars that last longer than t.
def exponential(p):
    rate = math.exp(p[0])
    return lambda t: math.exp(-rate * t)


def weibull(p):
    shape, scale = math.exp(p[0]), math.exp(p[1])
    return lambda t: math.exp(-((t / scale) ** shape))


def gamma(p):
    rate, variance = math.exp(p[0]), math.exp(p[1])
    return lambda t: (1 + variance * rate * t) ** (-1 / variance)


def two_kinds(p):
    share, slow = 1 / (1 + math.exp(-p[0])), math.exp(p[1])
    quick = slow + math.exp(p[2])

    return lambda t: share * math.exp(-quick * t) + (1 - share) * math.exp(-slow * t)


def log_normal(p):
    mean, sd = p[0], math.exp(p[1])

    return lambda t: 0.5 * math.erfc((math.log(t) - mean) / sd / math.sqrt(2)) if t > 0 else 1.0


FAMILIES = [
    ("exponential", exponential, [-2.0], lambda p: {"rate": math.exp(p[0])}),
    ("Weibull (time hardens)", weibull, [-0.2, 2.5], lambda p: {"shape": math.exp(p[0]), "scale": math.exp(p[1])}),
    ("two kinds (frailty)", two_kinds, [0.0, -4.0, -1.0], lambda p: {
        "share of quick": 1 / (1 + math.exp(-p[0])), "hazard of slow": math.exp(p[1]), "hazard of quick": math.exp(p[1]) + math.exp(p[2])}),
    ("gamma (frailty)", gamma, [-2.0, 0.0], lambda p: {"mean hazard": math.exp(p[0]), "variance": math.exp(p[1])}),
    ("lognormal", log_normal, [2.0, 0.5], lambda p: {"mean of log": p[0], "sd of log": math.exp(p[1])}),
]


def fit(family, start, data):
    def cost(p):
        try:
            lasts = family(p)
            return -sum(math.log(lasts(t) - lasts(t + DAY) if ended else lasts(t)) for t, ended in data)
        except (ValueError, OverflowError, ZeroDivisionError):
            return 1e12

    return minimise(cost, start)


def report(title, data):
    print(f"{title}: {len(data)} wars, {sum(not e for _, e in data)} still going on, {sum(m for m, _ in data):.0f} months of war")
    for name, family, start, words in FAMILIES:
        p, cost = fit(family, start, data)
        numbers = ", ".join(f"{k} {v:.5g}" for k, v in words(p).items())
        print(f"  {name:24} AIC {2 * cost + 2 * len(p):9.2f}   {numbers}")


if __name__ == "__main__":
    report("Wars between states (COW 4.0, 1823-2003)", interstate())
    report("Conflicts within states (UCDP 1946-2020, two thirds)", [(m, e) for _, _, m, e in episodes({"3", "4"})])
    report("Conflicts between states (UCDP 1946-2020, two thirds)", [(m, e) for _, _, m, e in episodes({"2"})])
