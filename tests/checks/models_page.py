#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""docs/models.md says of each shipped model what its file says: paper, equations, deviations, and every number with its source. Fails where the
page and the files differ, a model names no paper, or a number no source; and where `offramp model check` finds anything.
Usage: models_page.py PROGRAM [--write]"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "models.md"
MARK = "<!-- From here on the page is made of the files by tests/checks/models_page.py. -->\n"
ORDER = ["military", "brinkmanship", "bargaining", "leader", "economy", "contagion", "duration"]
NUMBER = re.compile(r"^-?\d+(\.\d+)?(/\d+(\.\d+)?)?$")


def text_of(lines, key):
    """The text under a key of the file's top: on its line, in quotes or not, or folded below it."""
    for i, line in enumerate(lines):
        if not line.startswith(key + ":"):
            continue
        rest = line[len(key) + 1:].strip()
        if rest != ">-":
            return rest.strip('"')
        folded = []
        for below in lines[i + 1:]:
            if below and not below.startswith("  "):
                break
            folded.append(below.strip())
        return " ".join(folded)
    return ""


def of_line(line, key):
    found = re.search(rf'(?<![a-z_]){key}: ("([^"]*)"|\{{([^}}]*)\}}|[^,}}]*)', line)
    return next((g for g in (found.group(3), found.group(2), found.group(1)) if g is not None), "").strip() if found else ""


def parameters(lines):
    """[(name, value, unit, source, confidence)] of all values that are numbers, from their one-line maps and from longer ones."""
    out, i = [], lines.index("values:") + 1 if "values:" in lines else len(lines)
    while i < len(lines) and (lines[i].startswith("  ") or not lines[i]):
        name = re.match(r"^  ([a-z][\w ]*):(.*)$", lines[i])
        block = [lines[i]]
        i += 1
        while i < len(lines) and lines[i].startswith("    "):
            block.append(lines[i].strip())
            i += 1
        if not name:
            continue
        whole = " ".join(block)
        value = of_line(whole, "value") if "{" in name.group(2) or len(block) > 1 else name.group(2).strip()
        numbers = [v.split(":")[-1].strip() for v in value.split(",")] if ":" in value else [value]
        source = of_line(whole, "source")
        matrix = len(block) > 1 and source
        if matrix or source or all(NUMBER.match(n) for n in numbers):
            out.append((name.group(1), "an array" if matrix else value, of_line(whole, "unit"), source, of_line(whole, "confidence")))
    return out


def section(path, problems):
    lines = path.read_text(encoding="utf-8").splitlines()
    file = path.relative_to(ROOT).as_posix()
    out = [f"### {text_of(lines, 'title')}", "", f"`{file}`", "", text_of(lines, "about"), "", f"*Source:* {text_of(lines, 'sources')}", ""]
    if not text_of(lines, "sources") or "Deviations" not in text_of(lines, "about"):
        problems.append(f"{file} does not name its paper, or how it deviates")
    rows = parameters(lines)
    for name, value, _, source, _ in rows:
        if not source and name not in ("one_fort",):
            problems.append(f"{file}: `{name}`, {value}, has no source")
    out += ["| number | value | unit | source | kind |", "|---|---|---|---|---|"]
    out += [f"| `{name}` | {value} | {unit} | {source} | {kind} |" for name, value, unit, source, kind in rows if source]
    return out + [""]


def main():
    problems, body = [], []
    for folder in ORDER:
        body += [f"## {folder.capitalize()}", ""]
        for path in sorted((ROOT / "models" / folder).glob("*.yaml")):
            body += section(path, problems)
            done = subprocess.run([sys.argv[1], "model", "check", str(path)], capture_output=True, text=True)
            if done.returncode != 0 or "warning" in done.stdout + done.stderr:
                problems.append(f"{path}: {done.stdout}{done.stderr}")
    if sorted(p.name for p in (ROOT / "models").iterdir()) != sorted(ORDER):
        problems.append("a folder of models/ is not on the page")
    head = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    page = head + MARK + "\n" + "\n".join(body).rstrip() + "\n"
    if "--write" in sys.argv:
        PAGE.write_text(page, encoding="utf-8")
    elif page != PAGE.read_text(encoding="utf-8"):
        problems.append("docs/models.md is not what the models say: tests/checks/models_page.py PROGRAM --write")
    print("\n".join(problems) or "models: every number has its source, and the page is theirs")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
