# SPDX-License-Identifier: Apache-2.0
"""Text of a page that is computed, between two marks: compared with what is computed now, or rewritten."""
import json
import subprocess
import sys
import tempfile
from pathlib import Path


def marks(script, what):
    return f"<!-- {what}: computed by tests/checks/{script} -->", f"<!-- end of {what} -->"


def put(page, script, what, made, update):
    begin_mark, end_mark = marks(script, what)
    text = page.read_text(encoding="utf-8")
    begin, end = text.find(begin_mark), text.find(end_mark)
    if begin < 0 or end < begin:
        sys.exit(f"{what}: {page} has no place for it")
    whole = text[:begin] + begin_mark + "\n" + made + "\n" + text[end:]
    if update:
        page.write_text(whole, encoding="utf-8")
    elif whole != text:
        sys.exit(f"{what}: what {page} says is not what is computed now; {script} ... --update")


def answer(program, verb, text, *options):
    """What a verb says of a case given as text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        path.write_text(text, encoding="utf-8")
        run = subprocess.run([program, verb, str(path), "--json", *options], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"{verb}: {run.stderr}")
    found = json.loads(run.stdout)
    return found.get(verb, found)
