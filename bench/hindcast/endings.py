#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Would the models of models/duration have foretold when wars end? On the first of January of each year from FIRST on, every UCDP episode
of conflict within a state that is going on gets a chance of ending in that year. The models are fitted to what was known that day (episodes still
going on censored, bench/fit/duration.py) and know of a war its age alone. Against them: the base rate (ends of all years before over wars going on at
their beginnings) and no change (the war goes on: chance 0). Scored by Brier's score and, where no chance is 0, by the mean log score. Standard errors
take each conflict as one, since its years hang together.
Usage: endings.py FOLDER-OF-THE-SHARED-DATA [FIRST [LAST]]"""

import math
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fit"))
from duration import DAY, FAMILIES, MONTH, episodes, fit  # noqa: E402

USED = {"exponential": "exponential", "Weibull (time hardens)": "time hardens", "two kinds (frailty)": "frailty"}


def spells():
    """[(conflict, begin, end or None)], each episode once."""
    out = []
    for number, (begin, end, _, _) in enumerate(episodes({"3", "4"})):
        out.append((number, begin, end))
    return out


def going_on(wars, day):
    return [w for w in wars if w[1] < day and (w[2] is None or w[2] >= day)]


def known(wars, day):
    data = []
    for _, begin, end in wars:
        if begin < day:
            ended = end is not None and end < day
            data.append((((end if ended else day) - begin).days / MONTH, ended))
    return data


def base_rate(wars, year):
    at_risk = ended = 0
    for y in range(1946, year):
        there = going_on(wars, date(y, 1, 1))
        at_risk += len(there)
        ended += sum(1 for w in there if w[2] is not None and w[2].year == y)
    return ended / at_risk


def main():
    first, last = (int(a) for a in (sys.argv[2:4] + ["1990", "2019"][len(sys.argv[2:4]):]))
    wars = spells()
    brier, logs, n = defaultdict(lambda: defaultdict(list)), defaultdict(list), 0
    starts = {name: start for name, _, start, _ in FAMILIES}
    for year in range(first, last + 1):
        day, chances = date(year, 1, 1), {}
        rate = base_rate(wars, year)
        for name, family, _, _ in FAMILIES:
            if name in USED:
                starts[name], _ = fit(family, starts[name], known(wars, day))
                chances[USED[name]] = family(starts[name])
        for war, begin, end in going_on(wars, day):
            happened = 1.0 if end is not None and end.year == year else 0.0
            age = (day - begin).days * DAY
            said = {"base rate": rate, "no change": 0.0}
            for name, lasts in chances.items():
                said[name] = 1 - lasts(age + 12) / lasts(age)
            n += 1
            for name, p in said.items():
                brier[name][war].append((p - happened) ** 2)
                if name != "no change":
                    logs[name].append(math.log(p if happened else 1 - p))
    ends = sum(sum(v) for v in brier["no change"].values())
    print(f"{first} to {last}: {n} years of wars, {ends:.0f} ends")
    total = {name: sum(map(sum, by.values())) / n for name, by in brier.items()}
    for name, score in sorted(total.items(), key=lambda item: item[1]):
        gain = [sum(brier["base rate"][w]) - sum(b) for w, b in brier[name].items()]
        error = math.sqrt(sum(g * g for g in gain)) / n
        log = f"{sum(logs[name]) / n:8.4f}" if name in logs else "      no"
        print(f"  {name:13} Brier {score:.4f}, better than the base rate by {total['base rate'] - score:7.4f} (standard error {error:.4f}); log score {log}")


if __name__ == "__main__":
    main()
