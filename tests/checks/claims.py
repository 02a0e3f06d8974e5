#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What each claim of the article that asked for a case does to the answer: the case with and without it.

claims.py OFFRAMP CASE_FOLDER PAGE [--update | --seeds N]

CASE_FOLDER/claims.yaml lists the claims: a short text, `needs` (the verb that would model it: then no number is
given) and `also` (paths of single inputs that stand for it). Otherwise what stands for claim N is found by its mark,
"claim N" or "claims M and N", in `because`: pieces of evidence, red lines, bonuses and components of no deal that carry it lose their force
(evidence as likely from every type, a line that binds in no world, nothing added). They are not cut out, so that
everything else keeps its draws and the difference is the claim's alone. Weights, values, priors and other numbers cannot
be taken out, only changed; they stay and are counted. The table stands
in PAGE between two marks; without --update a difference from what is computed now is an error (exit 1).

--seeds N (at least 2) rewrites the second table of PAGE instead, which no test compares since it takes N times as long:
the mean of each difference over seeds 1 to N with its standard error. The draws are the same with and without a claim, so
only such repetition tells how far chance moves a difference.
"""
import math
import re
import statistics
import sys
from pathlib import Path

import yaml

import in_page

WORLDS = 2048
RUNGS = [("one_text", "One text"), ("types_known", "Types known"), ("exists", "Deal exists")]


def entries(node, path=()):
    """Every entry of the file with its path."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield path + (key.value,), value
            yield from entries(value, path + (key.value,))
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            yield path + (position,), value
            yield from entries(value, path + (position,))


def cited(text):
    """The claims that a reasoning names: "claim 3", "claims 8 and 9", "claims 1, 6 and 8"."""
    lists = re.findall(r"\bclaims? (\d+(?:(?:, | and )\d+)*)", text, re.IGNORECASE)
    return {int(number) for one in lists for number in re.findall(r"\d+", one)}


def marked(node, number):
    """Whether a mapping's own reasoning cites the claim."""
    if not isinstance(node, yaml.MappingNode):
        return False
    for key, value in node.value:
        if key.value == "because" and isinstance(value, yaml.ScalarNode):
            return number in cited(value.value)
    return False


def removable(path):
    if len(path) == 2 and path[0] == "evidence":
        return True
    return len(path) >= 2 and path[-2] in ("components", "red_lines", "bonus")


def find(root, number, also):
    """Paths whose force is taken out, and how many marked numbers stay."""
    cut, stay = {}, 0
    for path, value in entries(root):
        own = marked(value, number)
        if own and path[-1] == "add":  # of a bonus
            cut[path[:-1]] = True
        elif own and removable(path):
            cut[path] = True
        elif own and not {"explanations", "watch", "notes", "parties", "aims", "drafts"} & set(path):
            stay += 1
        if ".".join(map(str, path)) in also:
            cut[path] = True
    return cut, stay


def number_of(node):
    """The scalar that holds a number: itself, or its `value`."""
    if isinstance(node, yaml.MappingNode):
        return next((v for k, v in node.value if k.value == "value"), None)
    return node


def rule_column(node):
    return node.value[0][0].start_mark.column


def child(node, *names):
    return next((v for k, v in node.value if k.value in names), None)


def weakened(path, node):
    """What takes the force out of an entry: (scalar, new text). An interval stays one, or draws would shift."""
    nothing, even, never = ("-0.000001 to 0.000001", "0"), ("0.499999 to 0.500001", "0.5"), ("0.0000001 to 0.0000002", "0")

    def to(scalar, texts):
        return scalar, texts[0] if " to " in scalar.value else texts[1]

    if path[0] == "evidence":
        return [to(number_of(value), even) for _, value in child(node, "likelihood").value]
    if path[-2] == "red_lines":
        share = child(node, "unacceptable_to", "holds")
        if share is not None:
            return [to(number_of(share), never)]
        rule = child(node, "never")
        glue = ", " if node.flow_style else "\n" + " " * rule_column(node)
        return [(rule, f"{{}}{glue}unacceptable_to: 0")]
    return [to(number_of(child(node, "add") if path[-2] == "bonus" else node), nothing)]


def without(text, root, cut):
    edits = []
    for path, value in entries(root):
        if path not in cut:
            continue
        if isinstance(value, yaml.ScalarNode) and value.value == "true":
            edits.append((value, "false"))
            continue
        edits += weakened(path, value)
    for scalar, new in sorted(edits, key=lambda edit: -edit[0].start_mark.index):
        begin, end = scalar.start_mark.index, scalar.end_mark.index
        text = text[:begin] + new.replace("{}", text[begin:end]) + text[end:]
    return text


def rungs(program, text, seed=1):
    ladder = in_page.answer(program, "settle", text, "--worlds", str(WORLDS), "--seed", str(seed))["ladder"]
    return {key: ladder[key] for key, _ in RUNGS}


def described(cut, stay, also):
    def count(number, one, many):
        return [f"{number} {one if number == 1 else many}"] if number else []

    single = [path for path in cut if ".".join(map(str, path)) in also]
    kinds = [("evidence", "piece of evidence", "pieces of evidence"),
             ("components", "component of no deal", "components of no deal"),
             ("red_lines", "red line", "red lines"), ("bonus", "bonus", "bonuses")]
    parts = []
    for key, one, many in kinds:
        parts += count(sum(1 for path in cut if key in path and path not in single), one, many)
    parts += [f"`{'.'.join(map(str, path))}`" for path in single]
    return parts + count(stay, "number that stays", "numbers that stay")


def signed(points):
    return f"{points:+.1f}".replace("-", "−") if abs(points) >= 0.05 else "0.0"


def points(before, after):
    return {key: 100 * (before[key]["value"] - after[key]["value"]) for key, _ in RUNGS}


def modelled(folder):
    """Every claim of the case: number, what is said of it, what is cut, how much stays, the case without it or None."""
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    root = yaml.compose(text)
    for number, claim in yaml.safe_load((folder / "claims.yaml").read_text(encoding="utf-8"))["claims"].items():
        if "needs" in claim:
            yield number, claim, {}, 0, None
            continue
        cut, stay = find(root, number, set(claim.get("also", [])))
        if not cut:
            sys.exit(f"claims: nothing stands for claim {number}")
        yield number, claim, cut, stay, without(text, root, cut)


def markdown(rows, words):
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|" + "---|" * words + "---:|" * len(RUNGS))
    return lines


def table(program, folder):
    rows = [["Claim", "What stands for it"] + [name for _, name in RUNGS]]
    whole = rungs(program, (folder / "case.yaml").read_text(encoding="utf-8"))
    for number, claim, cut, stay, less in modelled(folder):
        head = f"{number}. {claim['text']}"
        if less is None:
            rows.append([head, f"not modelled yet: needs `{claim['needs']}`"] + ["–"] * len(RUNGS))
            continue
        parts = described(cut, stay, set(claim.get("also", []))) + ([claim["rest"]] if "rest" in claim else [])
        moved = points(whole, rungs(program, less))
        rows.append([head, "; ".join(parts)] + [signed(moved[key]) for key, _ in RUNGS])
    shares = ", ".join(f"{name.lower()} {100 * whole[key]['value']:.1f} %" for key, name in RUNGS)
    note = (f"With all: {shares}; "
            f"{WORLDS:,} worlds, seed 1. Each number is what the claim adds, in points: the share with it less the share "
            f"without, on the same draws.")
    return "\n".join([note, "", *markdown(rows, 2)])


def mean_and_error(values):
    return f"{signed(statistics.mean(values))} ± {statistics.stdev(values) / math.sqrt(len(values)):.1f}"


def repeated(program, folder, seeds):
    """The table of differences over several seeds."""
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    whole = {seed: rungs(program, text, seed) for seed in range(1, seeds + 1)}
    rows = [["Claim"] + [name for _, name in RUNGS]]
    for number, _, _, _, less in modelled(folder):
        if less is None:
            continue
        moved = [points(whole[seed], rungs(program, less, seed)) for seed in whole]
        rows.append([str(number)] + [mean_and_error([one[key] for one in moved]) for key, _ in RUNGS])
    note = (f"The same over seeds 1 to {seeds}, {WORLDS:,} worlds each: mean and its standard error, in points. "
            f"It is made by hand (`claims.py --seeds {seeds}`) and no test compares it.")
    return "\n".join([note, "", *markdown(rows, 1)])


def main():
    program, folder, page, rest = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:]
    if "--seeds" in rest:
        seeds = int(rest[rest.index("--seeds") + 1])
        in_page.put(page, "claims.py", "claims by seed", repeated(program, folder, seeds), True)
        return
    in_page.put(page, "claims.py", "claims", table(program, folder), "--update" in rest)


if __name__ == "__main__":
    main()
