#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The commands and options that --help shows are those of the manual page, the completions and the
documentation, command by command; so are the exit codes. Usage: command_line.py PROGRAM"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OPTION = re.compile(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*")
problems = []


def expect(holds, message):
    if not holds:
        problems.append(message)


def same(found, wanted, where, what):
    for missing in sorted(wanted - found):
        problems.append(f"{where} lacks {what} {missing}")
    for unknown in sorted(found - wanted):
        problems.append(f"{where} has {what} {unknown}, which the program does not know")


def help_of(program, words):
    run = subprocess.run([program, *words, "--help"], text=True, capture_output=True, check=True)
    return run.stdout


def commands(program, words=()):
    """{("space", "info"): {"--json", ...}, ...} of every command without commands of its own."""
    text = help_of(program, words)
    below = re.search(r"^Subcommands:\n((?:  .*\n)+)", text, re.M)
    if below is None:
        return {words: set(re.findall(r"^  (?:-\w,)?(--[a-z-]+)", text, re.M))}
    found = {}
    for name in re.findall(r"^  (\w+) ", below[1], re.M):
        found |= commands(program, (*words, name))
    return found


def bash_offers(words):
    line = " ".join(f"'{w}'" for w in ("offramp", *words, "-"))
    script = (f"source '{ROOT}/packaging/completion/offramp.bash'; COMP_WORDS=({line}); "
              f"COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _offramp; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
    return set(subprocess.run(["bash", "-c", script], text=True, capture_output=True, check=True).stdout.split())


def fish_offers(text, words):
    offered = {"--help"}
    for condition, option in re.findall(r"-n '__fish_seen_subcommand_from ([^']*)' (?:-s \w )?-l ([a-z-]+)", text):
        if set(condition.split()) & set(words):
            offered.add(f"--{option}")
    return offered


def zsh_offers(text, words):
    lists = dict(re.findall(r"local -a (\w+)=\((.*?)\)\n", text, re.S))
    lists |= dict(re.findall(r"local (\w+)=('--.*)", text))
    branch = re.search(rf"^    '?{' '.join(words)}'?\) (.*?) ;;$", text, re.M | re.S)
    if branch is None:
        return {"--help"} if words == ("schema",) else set()

    def named(part):
        found = set(re.findall(r"(?:^|[^\w-])(--[a-z-]+)(?=[\[}])", part))
        for name in re.findall(r"\$(\w+)", part):
            found |= named(lists.get(name, ""))
        return found

    return named(branch[1])


def check_documents(all_commands):
    every = set().union(*all_commands.values()) | {"--version"}
    manual = re.sub(r"\\f.", "", (ROOT / "packaging/offramp.1").read_text(encoding="utf-8")).replace(r"\-", "-")
    same(set(OPTION.findall(manual)), every, "offramp.1", "the option")
    overview = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    for words, options in all_commands.items():
        where = " ".join(words)
        expect(re.search(rf"(^\.B {words[0]}$|offramp {words[0]}\n)", manual, re.M), f"offramp.1 lacks {words[0]}")
        expect(words[-1] in manual, f"offramp.1 lacks {where}")
        expect(f"offramp {words[0]}" in overview, f"docs/cli.md lacks {words[0]}")
        page = ROOT / f"docs/{words[0]}.md"
        told = overview + (page.read_text(encoding="utf-8") if page.exists() else "")
        for option in sorted(options - {"--help"}):
            expect(option in told, f"{page.relative_to(ROOT)} and cli.md lack {option} of {where}")
    for page in {ROOT / "docs/cli.md"} | {ROOT / f"docs/{words[0]}.md" for words in all_commands}:
        if page.exists():
            for option in set(OPTION.findall(page.read_text(encoding="utf-8"))) - every:
                problems.append(f"docs/{page.name} has {option}, which the program does not know")
    codes = {"0", "1", "2", "3", "4", "130"}
    manual_codes = manual[manual.index(".SH EXIT STATUS"):manual.index(".SH ENVIRONMENT")]
    same(set(re.findall(r"\b\d+\b", manual_codes)), codes, "offramp.1", "the exit code")
    same(set(re.findall(r"^\| (\d+) \|", overview, re.M)), codes, "docs/cli.md", "the exit code")


def main(program):
    program = str(Path(program).resolve())
    all_commands = commands(program)
    expect(len(all_commands) > 5, f"only {len(all_commands)} commands found in --help")
    top = help_of(program, ())
    same(set(re.findall(r"(?:^|; |: )(\d+) ", top[top.index("Exit status"):])), {"0", "1", "2", "3", "4", "130"},
         "--help", "the exit code")
    fish = (ROOT / "packaging/completion/offramp.fish").read_text(encoding="utf-8")
    zsh = (ROOT / "packaging/completion/_offramp").read_text(encoding="utf-8")
    for words, options in all_commands.items():
        where = " ".join(words)
        same(bash_offers(words), options, f"bash completion of {where}", "the option")
        same(fish_offers(fish, words), options, f"fish completion of {where}", "the option")
        same(zsh_offers(zsh, words), options, f"zsh completion of {where}", "the option")
        for name, text in (("fish", fish), ("zsh", zsh)):
            expect(words[-1] in text, f"{name} completion lacks {where}")
    check_documents(all_commands)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(all_commands)} commands, {sum(map(len, all_commands.values()))} options, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
