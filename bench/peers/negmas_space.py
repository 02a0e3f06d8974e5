# SPDX-License-Identifier: Apache-2.0
"""Times NegMAS (PyPI) on spaces of two opposed parties, to set beside bench/bargaining_bench.

    pip install negmas
    python3 bench/peers/negmas_space.py [--ours build/bench/bench/negmas_points]
                                            [--program build/bench/offramp] [issues options ...]
                                                        default: 6 10 (10^6), 15 10 (10^15, sampler only)

Prints seconds and points as JSON lines: enumeration with Pareto frontier and Nash point while the space has at most
2 * 10^6 outcomes, and the MOBANOS Pareto sampler at any size, if this version has it. With --dump FOLDER the spaces are
also written as GeniusWeb JSON, so that `offramp space points` and `frontier` can be run on the same numbers.

With --ours our program (target negmas_points of the bench build) solves the same files, and each line says how the
answers compare: points are whole numbers of 1 / (1000 issues), the grid of the instances, so they compare exactly.
Ratios are the peer's seconds over our best and our median repeat.

NegMAS's exact sampler (BruteForceParetoSampler) runs in a process of its own, so that wall and processor time of the whole
process can be set beside ours: with --program, `offramp space frontier --json` on the same files, from start to exit.

Of the Nash point: NegMAS takes a party's least utility as its disagreement when its reservation (here 0) is below that,
we take the reservation as it stands; so it is compared with our point of the least utilities, "nash from minimum".
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path


def values(issues, options, seed=11):
    """[party][issue][option], weights multiplied in: opposed, with a little noise, on a grid of 1/1000."""
    rng = random.Random(seed)
    tables = []
    for party in range(2):
        table = []
        for _ in range(issues):
            row = []
            for k in range(options):
                rising = k / (options - 1)
                base = rising if party == 0 else 1 - rising
                row.append(round(0.8 * base + 0.2 * rng.random(), 3))
            table.append(row)
        tables.append(table)
    return tables


def dump(folder, tables):
    folder.mkdir(parents=True, exist_ok=True)
    issues = len(tables[0])
    domain = {"name": "bench", "issuesValues": {f"i{i}": {"values": [f"o{k}" for k in range(len(tables[0][i]))]}
                                                 for i in range(issues)}}
    for party, table in enumerate(tables):
        space = {"name": f"p{party}",
                 "issueUtilities": {f"i{i}": {"discreteutils": {"valueUtilities": {f"o{k}": v for k, v in
                                                                                  enumerate(row)}}}
                                    for i, row in enumerate(table)},
                 "issueWeights": {f"i{i}": 1 / issues for i in range(issues)},
                 "domain": domain}
        (folder / f"p{party}.json").write_text(json.dumps({"LinearAdditiveUtilitySpace": space}))


def negmas_space(tables):
    from negmas.outcomes import make_issue, make_os
    from negmas.preferences import LinearAdditiveUtilityFunction

    issues = [make_issue([f"o{k}" for k in range(len(row))], name=f"i{i}") for i, row in enumerate(tables[0])]
    space = make_os(issues, name="bench")
    weight = [1 / len(issues)] * len(issues)
    ufuns = [LinearAdditiveUtilityFunction(
        values={f"i{i}": {f"o{k}": v for k, v in enumerate(row)} for i, row in enumerate(table)},
        weights=weight, outcome_space=space, reserved_value=0.0) for table in tables]
    return space, ufuns


def enumerate_all(space, ufuns):
    from negmas.preferences import nash_points, pareto_frontier

    begin = time.perf_counter()
    outcomes = list(space.enumerate_or_sample())
    frontier, _ = pareto_frontier(ufuns, outcomes=outcomes, sort_by_welfare=True)
    nash = nash_points(ufuns, frontier, outcomes=outcomes)
    return {"what": "enumeration, frontier, Nash", "seconds": time.perf_counter() - begin, "outcomes": len(outcomes),
            "points": list(frontier), "nash": [list(map(float, point[0])) for point in nash]}


def sample(space, ufuns):
    try:
        from negmas.preferences import MOBANOSParetoSampler
    except ImportError:
        return {"what": "MOBANOS", "absent": True}
    begin = time.perf_counter()
    sampler = MOBANOSParetoSampler()
    sampler.init(ufun=ufuns[0], opponent_ufun=ufuns[1])
    found = sampler.pareto_outcomes()
    seconds = time.perf_counter() - begin
    return {"what": "MOBANOS", "seconds": seconds, "points": [(float(ufuns[0](o)), float(ufuns[1](o))) for o in found]}


def brute(issues, options):
    """The exact sampler, timed inside its process; the parent times the process."""
    from negmas.preferences.pareto_sampler import BruteForceParetoSampler

    space, ufuns = negmas_space(values(issues, options))
    begin, cpu = time.perf_counter(), time.process_time()
    sampler = BruteForceParetoSampler(max_cardinality=options ** issues)
    sampler.init(ufun=ufuns[0], opponent_ufun=ufuns[1])
    found = sampler.pareto_outcomes()
    return {"what": "BruteForceParetoSampler", "seconds": time.perf_counter() - begin,
            "processor seconds": time.process_time() - cpu,
            "points": [(float(ufuns[0](o)), float(ufuns[1](o))) for o in found]}


def process(command):
    """What a command prints, and wall and processor seconds of its process from start to exit."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return run.stdout, {"wall": wall, "processor": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime}


def brute_beside_ours(issues, options, folder, program):
    """Whole process against whole process, both answers compared; ours is the best of 11 by processor time."""
    text, theirs = process([sys.executable, __file__, "--brute", str(issues), str(options)])
    row = json.loads(text) | {"whole process": theirs}
    if program is None:
        return row
    files = sorted(map(str, folder.glob("p*.json")))
    runs = [process([program, "space", "frontier", *files, "--top", "1000000", "--json"]) for _ in range(11)]
    best = min((times for _, times in runs), key=lambda times: times["processor"])
    ours = whole([point["utility"] for point in json.loads(runs[0][0])["points"]], issues)
    found = whole(row["points"], issues)
    return row | {"our whole process": best, "ours": len(ours), "same frontier": found == ours, "only theirs": len(found - ours),
                  "only ours": len(ours - found),
                  "whole process ratio": {k: round(theirs[k] / best[k]) for k in theirs}}


def whole(points, issues):
    return {tuple(round(x * 1000 * issues) for x in point) for point in points}


def our_answer(program, folder, issues):
    """Our frontier and Nash points of the dumped files; repeats fill about a second."""
    files = sorted(map(str, folder.glob("p*.json")))
    repeats = 11
    for _ in range(2):
        run = subprocess.run([program, str(repeats), repr(1 / (1000 * issues)), *files], capture_output=True, text=True,
                             check=True)
        row = json.loads(run.stdout)
        repeats = max(11, min(20000, int(1.0 / row["best"])))
    return row


def compare(row, ours):
    """Adds to the peer's row how many of its points are on our complete frontier, and the ratios."""
    true = {tuple(point) for point in ours["frontier"]}
    found = whole(row["points"], row["issues"])
    row |= {"frontier": len(found), "true frontier": len(true), "complete": ours["complete"],
            "on the true frontier": len(found & true), "missed": len(true - found)}
    if "nash" in row:
        row["nash from minimum"] = sorted(map(list, whole(row["nash"], row["issues"])))
        row["ours: nash from minimum"] = sorted(ours["nash_from_minimum"])
        row["ours: nash from reservation 0"] = sorted(ours["nash"])
        row["same nash"] = row["nash from minimum"] == row["ours: nash from minimum"]
    row |= {"our seconds": [ours["best"], ours["median"]],
            "ratio": [round(row["seconds"] / ours["best"]), round(row["seconds"] / ours["median"])]}


def main(arguments):
    if arguments[:1] == ["--brute"]:
        print(json.dumps(brute(int(arguments[1]), int(arguments[2]))))
        return
    import negmas

    given = {}
    for name in ("--dump", "--ours", "--program"):
        if name in arguments:
            at = arguments.index(name)
            given[name] = arguments[at + 1]
            del arguments[at:at + 2]
    scratch = tempfile.TemporaryDirectory()
    folder = Path(given.get("--dump", scratch.name))
    sizes = [int(a) for a in arguments] or [6, 10, 15, 10]
    for issues, options in zip(sizes[::2], sizes[1::2]):
        tables = values(issues, options)
        dump(folder / f"{issues}x{options}", tables)
        ours = our_answer(given["--ours"], folder / f"{issues}x{options}", issues) if "--ours" in given else None
        space, ufuns = negmas_space(tables)
        exact = partial(brute_beside_ours, issues, options, folder / f"{issues}x{options}", given.get("--program"))
        steps = {"MOBANOS": partial(sample, space, ufuns)}
        if options ** issues <= 2e6:
            steps = {"BruteForceParetoSampler": exact, "enumeration": partial(enumerate_all, space, ufuns)} | steps
        for name, step in steps.items():
            row = {"negmas": negmas.__version__, "issues": issues, "options": options}
            try:
                row |= step()
                if ours is not None and "points" in row:
                    compare(row, ours)
            except Exception as error:  # a peer's failure is a result, too
                row |= {"what": name, "error": f"{type(error).__name__}: {error}"}
            if "points" in row:
                row["frontier"] = len(whole(row.pop("points"), issues))
            print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
