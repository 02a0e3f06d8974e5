#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How leaders leave office: rates in ordinary times (Archigos 4.1, from 1945) and within a year after a war between states ended, by outcome (COW
4.0, participants from 1875 on, matched by country code and date). Prints the numbers that models/leader/office.yaml carries.
Usage: leaders.py [FOLDER of the shared data]"""

from collections import Counter, defaultdict
from datetime import date, timedelta

from numbers_of import rows

YEAR = 365.25
KINDS = {"Regular": "regular", "Irregular": "irregular", "Foreign": "foreign"}
OUTCOMES = {"1": "won", "2": "lost", "3": "drawn", "6": "drawn"}


def leaders():
    out = defaultdict(list)
    for r in rows("events/peacesciencer/archigos.csv"):
        kind = None if r["exit"] == "Still in Office" else KINDS.get(r["exit"], "other")
        out[int(r["gwcode"])].append((date.fromisoformat(r["startdate"]), date.fromisoformat(r["enddate"]), kind))
    return out


def ordinary(countries):
    years, exits, begin = 0.0, Counter(), date(1945, 1, 1)
    for terms in countries.values():
        for start, end, kind in terms:
            if end < begin:
                continue
            years += (end - max(start, begin)).days / YEAR
            if kind:
                exits[kind] += 1
    print(f"ordinary times from 1945: {years:.0f} leader-years")
    for kind in ("regular", "irregular", "foreign", "other"):
        print(f"  {kind:10} {exits[kind]:5}  {exits[kind] / years:.4f} a year")


def end_of(row):
    """End of the participant's war, the second spell if there is one; unknown days are the middle of the month."""
    for spell in ("2", "1"):
        year, month, day = (int(row[f"End{part}{spell}"]) for part in ("Year", "Month", "Day"))
        if year > 0 and month > 0:
            return date(year, month, day if day > 0 else 15)
    return None


def after_war(countries):
    first, seen = date(1875, 1, 1), defaultdict(Counter)
    for r in rows("events/cow/Inter-StateWarData_v4.0.csv"):
        outcome, end = OUTCOMES.get(r["Outcome"]), end_of(r)
        if not outcome or not end or end < first:
            continue
        # Who was in office a month before the end, so that an exit by the defeat itself is counted.
        day = end - timedelta(days=30)
        for start, left, kind in countries.get(int(r["ccode"]), []):
            if start <= day <= left:
                within = kind if kind and (left - end).days <= YEAR else "stayed"
                seen[outcome][within] += 1
                break
    print("within a year after a war between states, leaders in office 30 days before its end:")
    for outcome in ("won", "drawn", "lost"):
        n = sum(seen[outcome].values())
        shares = ", ".join(f"{k} {seen[outcome][k]} ({seen[outcome][k] / n:.3f})" for k in ("stayed", "regular", "irregular", "foreign", "other"))
        print(f"  {outcome:6} n = {n}: {shares}")


if __name__ == "__main__":
    found = leaders()
    ordinary(found)
    after_war(found)
