#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the program says of its verbs (`offramp verbs --json`) is what the shipped manual page, completions and
documentation say. OFFRAMP_UPDATE_EXPECTED=1 writes the shipped files and the table of docs/cli.md anew.
Usage: command_line.py PROGRAM"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OPTION = re.compile(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*")
UPDATE = os.environ.get("OFFRAMP_UPDATE_EXPECTED") == "1"
SHIPPED = {("completion", "bash"): "completion/offramp.bash", ("completion", "zsh"): "completion/_offramp",
           ("completion", "fish"): "completion/offramp.fish", ("manual",): "offramp.1"}
problems = []


def expect(holds, message):
    if not holds:
        problems.append(message)


def printed(program, *words):
    return subprocess.run([program, *words], text=True, capture_output=True, check=True).stdout


def same_text(path, wanted):
    """The file, or the part of it that was made from the table, says what the program says."""
    if path.read_text(encoding="utf-8") == wanted:
        return
    if UPDATE:
        path.write_text(wanted, encoding="utf-8")
    else:
        problems.append(f"{path.relative_to(ROOT)} is not what the program prints; run with OFFRAMP_UPDATE_EXPECTED=1")


def options_of(verb):
    return {"--" + option["name"] for option in verb["options"]} | {"--help"}


def offered(shell, words):
    """What a shell offers after the words, asked of the shell itself; None where it is not installed."""
    if shutil.which(shell) is None:
        return None
    if shell == "fish":
        script = f"source '{ROOT}/packaging/completion/offramp.fish'; complete -C 'offramp {' '.join(words)} --'"
        run = subprocess.run(["fish", "-c", script], text=True, capture_output=True, check=True)
        return {line.split("\t")[0] for line in run.stdout.splitlines()}
    line = " ".join(f"'{w}'" for w in ("offramp", *words, "-"))
    script = (f"source '{ROOT}/packaging/completion/offramp.bash'; COMP_WORDS=({line}); "
              f"COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _offramp; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
    return set(subprocess.run(["bash", "-c", script], text=True, capture_output=True, check=True).stdout.split())


def check_shells(verbs):
    for shell in ("bash", "fish"):
        for verb in verbs:
            found = offered(shell, verb["name"].split())
            if found is None:
                print(f"{shell} is not installed: its completion is compared, not tried")
                break
            expect(found == options_of(verb), f"{shell} offers {sorted(found)} after {verb['name']}")


def overview(verbs):
    """The table of docs/cli.md."""
    rows = ["| command | question |", "|---|---|"]
    for verb in verbs:
        operand = verb["operand"]
        words = f" {operand['metavar']}{'...' if operand['several'] else ''}" if operand["kind"] != "none" else ""
        words += f" {operand['then']}" if operand["then"] else ""
        page = ROOT / f"docs/{verb['name'].split()[0]}.md"
        link = f"[`{verb['name']}{words}`]({page.name})" if page.exists() else f"`{verb['name']}{words}`"
        rows.append(f"| {link} | {verb['question']} |")
    return "\n".join(rows) + "\n"


def check_documents(verbs):
    every = set().union(*map(options_of, verbs)) | {"--version"}
    path = ROOT / "docs/cli.md"
    text = path.read_text(encoding="utf-8")
    same_text(path, re.sub(r"\| command \| question \|\n(\|.*\n)+", lambda _: overview(verbs), text))
    for verb in verbs:
        page = ROOT / f"docs/{verb['name'].split()[0]}.md"
        told = text + (page.read_text(encoding="utf-8") if page.exists() else "")
        for option in sorted(options_of(verb) - {"--help"}):
            expect(option in told, f"{page.relative_to(ROOT)} and cli.md lack {option} of {verb['name']}")
    for page in {path} | {ROOT / f"docs/{verb['name'].split()[0]}.md" for verb in verbs}:
        if page.exists():
            for option in set(OPTION.findall(page.read_text(encoding="utf-8"))) - every:
                problems.append(f"docs/{page.name} has {option}, which the program does not know")
    codes = {"0", "1", "2", "3", "4", "130"}
    expect(set(re.findall(r"^\| (\d+) \|", text, re.M)) == codes, "docs/cli.md lacks an exit code")


def main(program):
    program = str(Path(program).resolve())
    verbs = json.loads(printed(program, "verbs", "--json"))["verbs"]
    expect(len(verbs) > 10, f"only {len(verbs)} verbs")
    for words, name in SHIPPED.items():
        same_text(ROOT / "packaging" / name, printed(program, *words))
    for verb in verbs:
        shown = set(re.findall(r"^  +(?:-\w, +)?(--[a-z-]+)", printed(program, *verb["name"].split(), "--help"), re.M))
        expect(shown == options_of(verb), f"{verb['name']} --help shows {sorted(shown)}")
    check_shells(verbs)
    check_documents(verbs)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(verbs)} verbs, {sum(len(options_of(verb)) for verb in verbs)} options, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
