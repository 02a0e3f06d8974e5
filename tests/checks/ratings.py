#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How far a second rating of the evidence, made without sight of the first, disagrees with the case.

ratings.py OFFRAMP CASES PAGE [--update]

CASES/NAME/ratings.csv has the second rating: item, type, low, high (5 % and 95 % of the belief in the chance that a party
of that type would be seen to do this). The summary stands in PAGE between two marks; without --update a difference from
what is computed now is an error (exit 1).
"""
import csv
import itertools
import math
import statistics
import sys
from pathlib import Path

import yaml

import in_page


def middle(text):
    """Of "0.2 to 0.4", "20 % to 40 %" or one number."""
    def number(word):
        return float(word.rstrip("% ")) / (100 if "%" in word else 1)

    ends = [number(word) for word in str(text).split(" to ")]
    return sum(ends) / len(ends)


def ratios(row):
    """Log likelihood ratio of every two types, in decibans."""
    return {two: 10 * math.log10(row[two[0]] / row[two[1]]) for two in itertools.combinations(row, 2)}


def turned(first, second):
    """Whether the ratings disagree which of two types an item speaks for; a rating that takes no side disagrees with none."""
    return any(first[two] * second[two] < 0 and min(abs(first[two]), abs(second[two])) > 0.005 for two in first)


def second_ratings(path):
    rows = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            low, high = float(row["low"]), float(row["high"])
            if not 0 < low <= high < 1:
                sys.exit(f"ratings: {path}: {row['item']}, {row['type']}: not 0 < low <= high < 1")
            rows.setdefault(row["item"], {})[row["type"]] = (low, high)
    return rows


def span_of(item):
    """Where the likelihoods of an item stand in the text of the case."""
    for key, node in item.value:
        if key.value == "likelihood":
            return node
    return None


def with_second(text, ratings):
    """The case with the second rating's numbers, and the two ratings side by side."""
    root = yaml.compose(text)
    evidence = next(v for k, v in root.value if k.value == "evidence")
    edits, pairs = [], []
    for item in evidence.value:
        name = next(v.value for k, v in item.value if k.value == "id")
        node = span_of(item)
        if node is None or name not in ratings:
            continue
        own = ratings[name]
        first = {}
        for key, scalar in node.value:
            if key.value not in own:
                sys.exit(f"ratings: {name} is not rated for {key.value}")
            if isinstance(scalar, yaml.MappingNode):
                scalar = next(v for k, v in scalar.value if k.value == "value")
            first[key.value] = middle(scalar.value)
            low, high = own[key.value]
            edits.append((scalar.start_mark.index, scalar.end_mark.index, f"{low} to {high}" if low < high else f"{low}"))
        pairs.append((name, ratios(first), ratios({key: sum(own[key]) / 2 for key in first})))
    for begin, end, new in sorted(edits, reverse=True):
        text = text[:begin] + new + text[end:]
    return text, pairs


def beliefs(program, text):
    found = {}
    for party in in_page.answer(program, "read", text)["parties"]:
        for kind in party["types"]:
            found[f"{party['party']}.{kind['id']}"] = kind["posterior"]["mean"]
    return found


def listed(names):
    return ", ".join(f"`{name}`" for name in names) or "none"


def summary(program, folder):
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    again, pairs = with_second(text, second_ratings(folder / "ratings.csv"))
    apart = [abs(a[two] - b[two]) for _, a, b in pairs for two in a]
    alike = statistics.correlation([x for _, a, _ in pairs for x in a.values()], [x for _, _, b in pairs for x in b.values()])
    other = [name for name, a, b in pairs if turned(a, b)]
    first, second = beliefs(program, text), beliefs(program, again)
    evidence = yaml.safe_load(text)["evidence"]
    widened = [item["id"] for item in evidence if "second rating" in str(item.get("because", ""))]
    shares = "; ".join(f"`{key}` {100 * first[key]:.0f} and {100 * second[key]:.0f} %" for key in first)
    return (f"`{folder.name}`: {len(pairs)} of {len(evidence)} pieces rated again, those with likelihoods. Over every two types the log "
            f"likelihood ratios differ by {sum(apart) / len(apart):.1f} decibans on average (10 multiply the odds by ten) and "
            f"correlate at {alike:.2f}; for the other of two types: {listed(other)}; widened in the case since they were, to hold both: "
            f"{listed(widened)}. "
            f"Beliefs with words as graded, by the case and by the second rating: {shares}.")


def main():
    program, cases, page = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    parts = [summary(program, path.parent) for path in sorted(cases.glob("*/ratings.csv"))]
    in_page.put(page, "ratings.py", "ratings", "\n" + "\n\n".join(parts) + "\n", "--update" in sys.argv[4:])


if __name__ == "__main__":
    main()
