#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The tutorial, step by step: its pieces of a case file one behind the other, its commands, and what it says they print.

    tests/checks/tutorial.py PROGRAM [--update]

Lines `...` stand for any lines. With --update what is printed is written into the page anew, cut to its first lines.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGE = os.path.join(ROOT, "docs", "tutorial.md")
SHOWN = {"check": 40, "settle": 30, "read": 24, "brief": 4}


def fits(shown, printed):
    """Whether the shown lines are the printed ones, but for gaps."""
    at = 0
    gap = False
    for line in shown:
        if line == "...":
            gap = True
            continue
        while gap and at < len(printed) and printed[at] != line:
            at += 1
        if at >= len(printed) or printed[at] != line:
            return f"not printed: {line!r}; printed there: {printed[at] if at < len(printed) else 'nothing'!r}"
        at += 1
        gap = False
    return None if gap or at == len(printed) else f"printed and not shown: {printed[at]!r}"


def cut(printed, most):
    return printed if len(printed) <= most else printed[:most] + ["..."]


def main():
    program, update = os.path.abspath(sys.argv[1]), "--update" in sys.argv
    with open(PAGE, encoding="utf-8") as file:
        page = file.read()
    wrong, steps = [], 0

    def step(match):
        nonlocal steps
        kind, body = match.group(1), match.group(2)
        steps += 1
        if kind == "yaml":
            with open("aceh/case.yaml", "a", encoding="utf-8") as file:
                file.write(body + "\n")
            return match.group(0)
        command, *shown = body.rstrip("\n").split("\n")
        words = shlex.split(command.removeprefix("$ "))
        assert words[0] == "offramp", command
        ran = subprocess.run([program, *words[1:]], capture_output=True, text=True, env={**os.environ, "COLUMNS": "80"})
        printed = ran.stdout.rstrip("\n").split("\n") if ran.stdout else []
        if ran.returncode != 0:
            wrong.append(f"{command}: exit {ran.returncode}: {ran.stderr[:500]}")
        elif update:
            return "```console\n" + "\n".join([command, *cut(printed, SHOWN[words[1]])]) + "\n```"
        elif problem := fits(shown, printed):
            wrong.append(f"{command}: {problem}")
        return match.group(0)

    with tempfile.TemporaryDirectory() as here:
        os.chdir(here)
        os.mkdir("aceh")
        new = re.sub(r"```(yaml|console)\n(.*?)```", step, page, flags=re.S)
        if not os.path.exists("envoy.html"):
            wrong.append("no envoy.html was written")
        os.chdir(ROOT)
    if update and new != page:
        with open(PAGE, "w", encoding="utf-8") as file:
            file.write(new)
    for line in wrong:
        print(line)
    print(f"tutorial: {steps} steps, {len(wrong)} problems")
    return 1 if wrong or steps < 8 else 0


if __name__ == "__main__":
    sys.exit(main())
