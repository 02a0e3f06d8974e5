#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who may include whom (docs/architecture.md). A file includes from its own room, from floors below, and inside
its floor only as FLOORS and the rooms' arrows allow: engines never one another, and the arrows between the rooms
of one folder make no circle. Nothing but tests, benchmarks and rooms called `testing` includes from a room called
`testing`. No header includes itself in a circle. Threads begin in two files only (docs/decisions/0070-sanitizers.md).
Usage: floors.py [ROOT]"""

import re
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve() / "src" / "offramp"
# Lowest first; what stands in one line must not include one another.
FLOORS = [
    ["base"],
    ["bargaining", "games", "graphmodel", "dynamics", "elicitation", "evidence", "mechanism", "spatial", "rhetoric", "sensitivity"],
    ["case", "formats"],
    ["analysis"],
    ["briefing"],
    ["verbs"],
    ["cli", "server", "python", "cluster"],
]
FLOOR = {area: floor for floor, areas in enumerate(FLOORS) for area in areas}
BEGINS_THREADS = {"base/run/parallel.cc", "verbs/space/time_limit.h"}
THREADS = re.compile(r"(oneapi/)?tbb/|(thread|future|pthread\.h)$")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def room(path):
    """bargaining/points of bargaining/points/beam.h; the area itself for a file that stands in no room."""
    return "/".join(path.split("/")[:-1])


def is_test(path):
    return path.endswith("_test.cc") or "/testing/" in path


def circle(arrows):
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return " -> ".join(error.args[1])
    return None


def problems():
    files = {p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8") for p in sorted(ROOT.rglob("*.*"))
             if p.suffix in (".h", ".cc")}
    headers, rooms = {}, {}
    for path, text in files.items():
        area = path.split("/")[0]
        if area not in FLOOR:
            yield f"{path}: the folder {area} is on no floor"
            continue
        for bracket, name in INCLUDE.findall(text):
            if not name.startswith("offramp/"):
                if bracket == '"':
                    yield f'{path} includes "{name}": our own headers are named from src, as "offramp/..."'
                if THREADS.match(name) and path not in BEGINS_THREADS and not is_test(path):
                    yield f"{path} includes <{name}>: threads begin in {' and '.join(sorted(BEGINS_THREADS))} only"
                continue
            other = name.removeprefix("offramp/")
            if other not in files:
                yield f"{path} includes {name}, which does not exist"
            if is_test(other) and not is_test(path):
                yield f"{path} includes {name}: only tests may"
            below = other.split("/")[0]
            if below != area and FLOOR.get(below, 99) >= FLOOR[area]:
                yield f"{path} (floor {FLOOR[area]}) includes {name} (floor {FLOOR.get(below)})"
            if path.endswith(".h"):
                headers.setdefault(path, set()).add(other)
            if below == area and not is_test(path) and room(path) != room(other):
                rooms.setdefault(area, {}).setdefault(room(path), set()).add(room(other))
    found = circle(headers)
    if found:
        yield f"headers in a circle: {found}"
    for area, arrows in rooms.items():
        found = circle(arrows)
        if found:
            yield f"rooms in a circle: {found}"


found = list(problems())
print("\n".join(found) or "floors: nothing upward, no circle", file=sys.stderr if found else sys.stdout)
sys.exit(1 if found else 0)
