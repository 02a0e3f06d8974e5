# SPDX-License-Identifier: Apache-2.0
"""Times NegMAS (PyPI) on spaces of two opposed parties, to set beside bench/bargaining_bench.

    pip install negmas
    python3 bench/peers/negmas_space.py [issues options ...]     default: 6 10 (10^6), 15 10 (10^15, sampler only)

Prints seconds and points as JSON lines: enumeration with Pareto frontier and Nash point while the space has at most
2 * 10^6 outcomes, and the MOBANOS Pareto sampler at any size, if this version has it. With --dump FOLDER the spaces are
also written as GeniusWeb JSON, so that `offramp space points` and `frontier` can be run on the same numbers.
"""

import json
import random
import sys
import time
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
            "frontier": len(frontier), "nash": [list(map(float, point[0])) for point in nash[:1]]}


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
    points = {(round(float(ufuns[0](o)), 9), round(float(ufuns[1](o)), 9)) for o in found}
    best = max(points, key=lambda point: point[0] * point[1])
    return {"what": "MOBANOS", "seconds": seconds, "frontier": len(points), "nash": [list(best)]}


def main(arguments):
    import negmas

    folder = None
    if "--dump" in arguments:
        at = arguments.index("--dump")
        folder = Path(arguments[at + 1])
        del arguments[at:at + 2]
    sizes = [int(a) for a in arguments] or [6, 10, 15, 10]
    for issues, options in zip(sizes[::2], sizes[1::2]):
        tables = values(issues, options)
        if folder is not None:
            dump(folder / f"{issues}x{options}", tables)
        space, ufuns = negmas_space(tables)
        steps = [sample] if options ** issues > 2e6 else [enumerate_all, sample]
        for step in steps:
            row = {"negmas": negmas.__version__, "issues": issues, "options": options}
            try:
                row |= step(space, ufuns)
            except Exception as error:  # a peer's failure is a result, too
                row |= {"what": step.__name__, "error": f"{type(error).__name__}: {error}"}
            print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
