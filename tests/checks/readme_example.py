#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The README's example is what the program prints. Each block that begins with `$ ./offramp ...` must equal
the output's first lines, up to a line `...` or the block's end. OFFRAMP_UPDATE_EXPECTED=1 writes it anew, as long
as before. Usage: readme_example.py PROGRAM [FILE...]"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^    \$ \./offramp (?P<arguments>.*)\n(?P<shown>(?:(?:    .*)?\n)*?)(?=    \.\.\.\n|\n*^\S)", re.M)


def printed(program, arguments, count):
    run = subprocess.run([program, *shlex.split(arguments)], cwd=ROOT, text=True, capture_output=True, check=True,
                         env={**os.environ, "COLUMNS": "80", "LC_ALL": "C.UTF-8"})
    lines = run.stdout.splitlines()[:count]
    return "".join(f"    {line}".rstrip() + "\n" for line in lines)


def main(program, files):
    program = str(Path(program).resolve())
    stale = 0
    for name in files or ["README.md"]:
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        if not BLOCK.search(text):
            sys.exit(f"{name}: no example found")

        def renew(match):
            shown = match["shown"].rstrip("\n") + "\n"
            return f"    $ ./offramp {match['arguments']}\n" + printed(program, match["arguments"], shown.count("\n"))

        fresh = BLOCK.sub(renew, text)
        if fresh == text:
            continue
        if os.environ.get("OFFRAMP_UPDATE_EXPECTED") == "1":
            path.write_text(fresh, encoding="utf-8")
        else:
            stale += 1
            print(f"{name}: an example is not what the program prints; run with OFFRAMP_UPDATE_EXPECTED=1")
            for old, new in zip(text.splitlines(), fresh.splitlines()):
                if old != new:
                    print(f"- {old}\n+ {new}")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
