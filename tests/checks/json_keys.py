#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every key of the program's JSON is named in the documentation of its verb, and every key that a table of
docs/json.md names occurs in it. Identifiers of the case are no keys. Usage: json_keys.py PROGRAM"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORD = re.compile(r"[a-z][a-z0-9_]*")
CASES = ["cases/kosovo-1999", "cases/ukraine-2022", "cases/panama-canal-1974"]
problems = []


def keys_of(value, found, names):
    """Keys of all objects; beside them the identifiers, which stand as the value of `id` or in `names`."""
    if isinstance(value, dict):
        found.update(value.keys())
        for key, below in value.items():
            if key in ("id", "party", "type", "group", "red_line", "about") and isinstance(below, str):
                names.add(below)
            keys_of(below, found, names)
    elif isinstance(value, list):
        for below in value:
            keys_of(below, found, names)


def identifiers(settled):
    """The identifiers of a case, as `names` of its settlement lists them."""
    found = set()

    def walk(value):
        for key, below in value.items() if isinstance(value, dict) else ():
            found.add(key)
            walk(below)

    for part in settled["names"].values():
        walk(part)
    return found - {"name", "options"}


def section(text, title):
    found = re.search(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", text, re.M | re.S)
    return found[1] if found else ""


def words(text):
    """Words in code spans; the parts of `parties[].items` and of {"a", "b": share} are words as well."""
    return set(WORD.findall(" ".join(re.findall(r"`([^`]*)`", text))))


def output(program, arguments):
    run = subprocess.run([program, *arguments], cwd=ROOT, text=True, capture_output=True)
    if run.returncode not in (0, 1) or not run.stdout:
        sys.exit(f"offramp {' '.join(arguments)}: exit {run.returncode}\n{run.stderr}")
    return json.loads(run.stdout)


def compare(what, outputs, told, allowed, must_occur=frozenset()):
    found, names = set(), set()
    for value in outputs:
        keys_of(value, found, names)
    found = {key for key in found if key not in names and key not in allowed or key in told}
    for key in sorted(found - told):
        problems.append(f"{what}: the key `{key}` is not documented")
    for key in sorted(must_occur - found):
        problems.append(f"{what}: the documented key `{key}` does not occur")
    print(f"{what}: {len(found)} keys")


def first_column(text):
    """Keys named in the first column of the table; the last part of a path."""
    cells = re.findall(r"^\| ([^|]*) \|", text, re.M)
    return {span.split(".")[-1] for cell in cells[1:] for span in re.findall(r"`([^`]*)`", cell)}


def main(program):
    program = str(Path(program).resolve())
    text = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    common = words(text[: text.index("\n## ")])
    few = ["--worlds", "64", "--json", "--quiet"]
    told = {verb: words(section(text, verb)) | common for verb in ("settle", "weigh", "read", "brief")}
    outputs = {verb: [output(program, [verb, case, *few]) for case in CASES] for verb in ("settle", "read")}
    outputs["read"].append(output(program, ["read", *CASES[:2], "--score", *few]))
    outputs["weigh"] = [output(program, ["weigh", case, *few, "--design", "--points", "4"]) for case in CASES[:1]]
    brief = output(program, ["brief", CASES[0], *few])
    allowed = set().union(*map(identifiers, outputs["settle"]))
    outputs["brief"] = [{k: v for k, v in brief.items() if k not in told or k == "brief"}]
    for verb, values in outputs.items():
        must = first_column(section(text, verb)) - {"events", "closing_sets", "no_points_because"}
        compare(verb, values, told[verb], allowed, must if verb != "brief" else frozenset())
    check = output(program, ["check", "tests/cases/bad/duplicate-key.yaml", "--json"])
    compare("check", [check], words((ROOT / "docs/check.md").read_text(encoding="utf-8")), set())
    page = (ROOT / "docs/space.md").read_text(encoding="utf-8")
    files = sorted(str(p) for p in (ROOT / "tests/cases/space").iterdir() if p.name in
                   ("domain.xml", "landlord.json", "tenant.xml"))
    for question in ("info", "points", "frontier", "prove", "simulate"):
        line = re.search(rf"^- `{question}`:(.*?)(?=^- |\Z)", page, re.M | re.S)
        values = [output(program, ["space", question, *files, "--json", "--quiet", *more])
                  for more in ([], ["--reservation", "0.99,0.99"])]
        compare(f"space {question}", values, words(line[1]), settlement_keys(values))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def settlement_keys(value):
    """Names of issues: the keys of every `settlement` and `opens`."""
    found = set()
    if isinstance(value, dict):
        for key, below in value.items():
            if key in ("settlement", "opens") and isinstance(below, dict):
                found |= set(below)
            found |= settlement_keys(below)
    elif isinstance(value, list):
        for below in value:
            found |= settlement_keys(below)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
