#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An interview from an empty file to the answers of a published exercise (docs/ask.md).

A person who knows the exercise and nothing of its file format is asked: `offramp new`, `offramp ask`. The case that
comes of it must give the shipped case's answers. Then the sitting is broken off and killed in the middle, and taken up
again; and what cannot be right is refused.

    tests/checks/ask.py PROGRAM [CASE]
"""

import json
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

import yaml

PROGRAM = os.path.abspath(sys.argv[1])
CASE = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else "cases/scorable-base")
PATIENCE = 60  # seconds for one question: a program that waits for its driver would wait for ever


class Person:
    """Knows what the parties want: answers a question by what is asked, in words."""

    def __init__(self, case):
        self.case = case
        self.parties = case["parties"]
        self.issues = case["issues"]
        self.asked = 0
        self.queue = None
        self.party = None

    def frame(self):
        for party, what in self.parties.items():
            yield f"{party}: {what['name']}"
            yield "yes" if what.get("veto") else "no"
        yield ""
        for issue, what in self.issues.items():
            yield f"{issue}: {what['name']}"
        yield ""

    def wants(self, party):
        own = self.case["interests"][party]
        return own["weight"], own["value"]

    def utility(self, party, package):
        weight, value = self.wants(party)
        total = sum(weight.values())
        return sum(weight[i] * value[i][o] for i, o in package.items() if weight[i] > 0) / total

    def named(self, text):
        """The party, issue or option that is called so."""
        return {what["name"] if isinstance(what, dict) else what: key for key, what in text.items()}

    def answer(self, question):
        for name, party in self.named(self.parties).items():
            if re.search(rf"^{re.escape(name)}\. ", question, re.M):
                self.party = party
        if "What is the case called?" in question:
            return self.case["title"]
        if "Which question is it to answer?" in question:
            return self.case["question"]
        if "As of which day" in question:
            return str(self.case["as_of"])
        if "Who are the parties?" in question or "Another party?" in question:
            return self.next_of("party", [f"{k}: {v['name']}" for k, v in self.parties.items()])
        if "Does no settlement stand without" in question:
            name = re.search(r"without (.*)\?", question).group(1)
            return "yes" if self.parties[self.named(self.parties)[name]].get("veto") else "no"
        if "What is negotiated?" in question or "Another issue?" in question:
            return self.next_of("issue", [f"{k}: {v['name']}" for k, v in self.issues.items()])
        option = re.search(r"(.*): which options are there\?", question)
        if option:
            self.issue = self.named(self.issues)[option.group(1)]
        if option or "Another option?" in question:
            options = self.issues[self.issue]["options"]
            return self.next_of("option." + self.issue, [f"{k}: {v}" for k, v in options.items()])
        return self.about_wants(question)

    def next_of(self, kind, items):
        place = getattr(self, "place", {})
        k = place.get(kind, 0)
        self.place = {**place, kind: k + 1}
        return items[k] if k < len(items) else ""

    def about_wants(self, question):
        weight, value = self.wants(self.party)
        worst = re.search(r"^.*?\. (.*): which of these is worst", question, re.M)
        best = re.search(r"^(.*): and which is best", question, re.M)
        if worst or best:
            issue = self.named(self.issues)[(worst or best).group(1)]
            if weight[issue] == 0:
                return "same"
            order = sorted(value[issue], key=lambda o: value[issue][o])
            return order[0] if worst else order[-1]
        between = re.search(r"^(.*): if ‘.*’ is worth 0 to it and ‘.*’ 100, what is ‘(.*)’ worth", question, re.M)
        if between:
            issue = self.named(self.issues)[between.group(1)]
            option = self.named(self.issues[issue]["options"])[between.group(2)]
            return f"={value[issue][option]!r}"
        if "would it make first" in question or "And then?" in question:
            listed = re.findall(r"\((\w+)\)$", question, re.M)
            return max(listed, key=lambda i: weight[i])
        points = re.search(r"what is the move on ‘(.*)’ worth", question)
        if points:
            issue = self.named(self.issues)[points.group(1)]
            return f"={100.0 * weight[issue] / max(weight.values())!r}"
        if "true? (yes or no)" in question:
            return "yes"
        if "Would it sign" in question:
            package = {}
            for line in question.splitlines():
                found = re.match(r"  (.*?): (.*)$", line)
                if found and found.group(1) in self.named(self.issues):
                    issue = self.named(self.issues)[found.group(1)]
                    package[issue] = self.named(self.issues[issue]["options"])[found.group(2)]
            no_deal = self.case["no_deal"][self.party]["value"]
            return "sign" if self.utility(self.party, package) >= no_deal - 1e-9 else "go on"
        if "going on without a deal is worth between" in question:
            return f"={self.case['no_deal'][self.party]['value']}"
        if "never sign" in question:
            return ""
        raise AssertionError("not understood: " + question)


def sitting(folder, person, stop_after=None, how="close", arguments=()):
    """One sitting. Returns what the program said, and its exit code."""
    program = subprocess.Popen([PROGRAM, "ask", folder, *(arguments if "--who" in arguments else ("--who", "Ann", *arguments))], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said, begin, answered = "", 0, 0
    limit = time.monotonic() + 10 * PATIENCE
    while True:
        if not select.select([program.stdout], [], [], PATIENCE)[0] or time.monotonic() > limit:
            program.kill()
            raise AssertionError("no question and no end: " + said[-500:])
        got = os.read(program.stdout.fileno(), 65536)
        if not got:
            break
        said += got.decode()
        if not said.endswith("\n> "):
            continue
        if stop_after is not None and answered == stop_after:
            if how == "kill":
                program.send_signal(signal.SIGKILL)
            program.stdin.close()
            stop_after = None
            continue
        reply = person.answer(said[begin:])
        begin = len(said)
        program.stdin.write((reply + "\n").encode())
        program.stdin.flush()
        answered += 1
    return said, program.wait()


class Asked:
    """Answers whatever is asked in one way."""

    def __init__(self, reply):
        self.reply = reply

    def answer(self, question):
        return self.reply()


def answers(case):
    return answers_with(case)


def answers_with(case, *arguments):
    """What settle finds of every settlement that it reports."""
    found = json.loads(subprocess.run([PROGRAM, "settle", case, "--json", "--quiet", *arguments], check=True,
                                      capture_output=True).stdout)
    pick = lambda r: [r["settlement"], r["accepted_by_all"]["value"],
                      [[s["party"], round(s["expected_utility"], 9), s["accepts"]["value"]] for s in r["standings"]]]
    return [found["ladder"]["one_text"]["value"], found["ladder"]["exists"]["value"], found["zone"],
            [pick(r) for r in found["ranked"]]]


def check(what, good):
    if not good:
        raise AssertionError(what)
    print("ok:", what)


def main():
    with open(os.path.join(CASE, "case.yaml"), encoding="utf-8") as file:
        case = yaml.safe_load(file)
    for issue in case["issues"].values():  # `none` is a word of YAML 1.1 alone
        issue["options"] = {str(k): v for k, v in issue["options"].items()}
    with tempfile.TemporaryDirectory() as here:
        os.chdir(here)
        subprocess.run([PROGRAM, "new", "mine"], check=True, capture_output=True)
        said, code = sitting("mine", Person(case))
        if code != 0:
            print(said[-1500:])
        check("a whole interview ends well", code == 0 and "written from" in said)
        check("its answers are those of the shipped case", answers("mine") == answers(CASE))
        with open("mine/case.yaml", encoding="utf-8") as file:
            text = file.read()
        check("the case keeps the examples of the skeleton", "## Further sections" in text)
        lines = open("mine/ask.jsonl", encoding="utf-8").read().splitlines()
        check("every answer says who, when and how",
              all(json.loads(line)["who"] == "Ann" and json.loads(line)["when"] and json.loads(line)["how"]
                  for line in lines))

        subprocess.run([PROGRAM, "new", "torn"], check=True, capture_output=True)
        empty = open("torn/case.yaml", encoding="utf-8").read()
        person = Person(case)
        for stop, how in ((7, "close"), (30, "kill"), (60, "kill")):
            sitting("torn", person, stop, how)
            check(f"broken off ({how}) after {stop} more answers the case is as it was",
                  open("torn/case.yaml", encoding="utf-8").read() == empty)
        with open("torn/ask.jsonl", "a", encoding="utf-8") as file:
            file.write('{"question":"weight.may')  # what a killed program may leave
        said, code = sitting("torn", person)
        check("taken up again it ends where the whole one did",
              code == 0 and open("torn/case.yaml", encoding="utf-8").read() == text)
        kept = [json.loads(line) for line in open("torn/ask.jsonl", encoding="utf-8")]
        check("no question was asked twice", len(kept) == len({e["question"] for e in kept}) == len(lines))

        said, code = sitting("mine", Person(case), arguments=("--party", "mayor", "--into", "bob"))
        check("numbers of one person go into a file of their own", code == 0 and "analysts/bob.yaml: written" in said)
        subprocess.run([PROGRAM, "check", "mine", "--quiet"], check=True, capture_output=True)
        check("and are the case's where they agree with it",
              answers_with("mine", "--analyst", "bob") == answers("mine"))
        people = {"bob": lambda: "10 20 30", "cyd": lambda: "1 30 90"}
        for name, reply in people.items():
            said, code = sitting("mine", Asked(reply), arguments=("--calibrate", "--who", name))
            check(f"{name} answers twenty questions and hears the truth",
                  code == 0 and "of 20 intervals held the truth" in said and said.count("in truth") == 20)
        open("mine/analysts/cyd.yaml", "w", encoding="utf-8").write("no_deal.mayor: {value: 20, because: a test}\n")
        pool = json.loads(subprocess.run([PROGRAM, "pool", "mine", "--json", "--quiet", "--widen"], check=True,
                                         capture_output=True).stdout)
        check("people are weighed by their calibration answers", pool["weights"] == "performance" and pool["widened"])
        alike = json.loads(subprocess.run([PROGRAM, "pool", "mine", "--json", "--quiet", "--weights", "equal"], check=True,
                                          capture_output=True).stdout)
        check("or alike", [a["weight"] for a in alike["analysts"]] == [0.5, 0.5])

        with open("torn/ask.jsonl", "w", encoding="utf-8") as file:
            file.write("not an answer\n")
        said, code = sitting("torn", person)
        check("a journal that is none is refused with its line", code != 0 and "ask.jsonl: line 1" in said)
        said, code = sitting("mine", person, arguments=("--party", "nobody"))
        check("a party that is none is refused", code != 0 and "--party nobody" in said)


if __name__ == "__main__":
    main()
