#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every key of the program's JSON is named in the documentation of its verb, and every key that a table of
docs/json.md names occurs in it. What is asked are the examples of every verb that answers in JSON (`offramp
verbs --json`); its keys stand in docs/json.md under its name, or in its page. Identifiers of the case are no keys.
Usage: json_keys.py PROGRAM"""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORD = re.compile(r"[a-z][a-z0-9_]*")
CASES = ["kosovo-1999", "ukraine-2022", "aceh-2005", "panama-canal-1974"]
problems = []


def keys_of(value, found, names):
    """Keys of all objects; beside them the identifiers, which stand as the value of `id` or in `names`."""
    if isinstance(value, dict):
        found.update(value.keys())
        for key, below in value.items():
            if key in ("id", "name", "party", "type", "group", "red_line", "about") and isinstance(below, str):
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


def output(program, arguments, folder=ROOT):
    run = subprocess.run([program, *arguments], cwd=folder, text=True, capture_output=True)
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
    """Keys of the first level that the tables name and that are never absent."""
    rows = re.findall(r"^\| `([^`]*)` \| ([^|]*) \|", text, re.M)
    return {key for key, kind in rows if "." not in key and not kind.endswith("or absent")}


def told_of(verb, text):
    """The words that document a verb's JSON: its section of json.md, or its line or the whole of its page."""
    part = section(text, verb)
    if part:
        return words(part) | words(text[: text.index("\n## ")])
    group, *rest = verb.split()
    page = (ROOT / f"docs/{group}.md").read_text(encoding="utf-8")
    if not rest:
        return words(page)
    line = re.search(rf"^- `{rest[0]}`:(.*?)(?=^- |\Z)", page, re.M | re.S)
    return words(line[1]) if line else set()


def outputs_of(program, verb):
    """What the verb's examples print; a question about a case is asked of several cases."""
    options = {option["name"] for option in verb["options"]}
    few = ["--json"] + ["--quiet"] * ("quiet" in options) + ["--worlds", "64"] * ("worlds" in options)
    asked = [shlex.split(example) for example in verb["examples"]]
    writes = {"--" + option["name"] for option in verb["options"] if option["kind"] == "output_file"}
    asked = [arguments for arguments in asked if not writes & set(arguments)]
    if verb["operand"]["kind"] == "case" and verb["name"] not in ("brief", "pool"):  # few cases have analysts
        asked += [[case] for case in CASES if [case] not in asked]
    folder = ROOT / "tests/cases" / verb["name"].split()[0] if verb["operand"]["kind"] == "file" else ROOT
    return [output(program, [*verb["name"].split(), *arguments, *few], folder) for arguments in asked]


def main(program):
    program = str(Path(program).resolve())
    text = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    verbs = output(program, ["verbs", "--json"])["verbs"]
    verbs = [verb for verb in verbs if any(option["name"] == "json" for option in verb["options"])]
    outputs = {verb["name"]: outputs_of(program, verb) for verb in verbs}
    outputs["check"].append(output(program, ["check", "tests/cases/bad/duplicate-key.yaml", "--json"]))
    allowed = set().union(*map(identifiers, outputs["settle"]))
    # The briefing's JSON holds those of other verbs under their names.
    outputs["brief"] = [{k: v for k, v in brief.items() if k not in outputs} for brief in outputs["brief"]]
    for verb, values in outputs.items():
        must = first_column(section(text, verb)) - {"events", "closing_sets", "no_points_because"}
        must -= {"path", "file", "items"} if verb in ("settle", "read", "weigh", "check") else set()  # with --set, --evidence
        compare(verb, values, told_of(verb, text), allowed | settlement_keys(values), must if verb != "brief" else frozenset())
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def settlement_keys(value):
    """Names of issues in files of other programs: the keys of every `settlement` and `opens`."""
    found = set()
    if isinstance(value, dict):
        for key, below in value.items():
            if key in ("settlement", "opens", "text", "own_text") and isinstance(below, dict):
                found |= set(below)
            found |= settlement_keys(below)
    elif isinstance(value, list):
        for below in value:
            found |= settlement_keys(below)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
