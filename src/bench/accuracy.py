"""Asks each tool what the logs of src/test/resources/accuracy cost. Called by accuracy.sh."""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal

PEERS = os.path.abspath(sys.argv[1])
LOGS = "src/test/resources/accuracy"
OURS = os.path.abspath(os.environ.get("ROUTER_COST", "./router-cost"))
OURS_ENV = {name: os.environ[name] for name in ("HOME", "JAVA_HOME") if name in os.environ}
HOMES = {"claude": ".claude/projects", "codex": ".codex"}
NAMES = {"claude": "Claude Code transcripts", "codex": "Codex rollouts", "other": "Other formats, which only router-cost reads"}
CLOSE = Decimal("0.000001")  # the others count in binary floating point


def offline(command, home):
    """What a command prints in a home folder of its own, without a network."""
    env = {"HOME": home, "PATH": "/usr/local/bin:/usr/bin:/bin", "NO_COLOR": "1"}
    run = subprocess.run(["unshare", "-rn", *command], env=env, capture_output=True, text=True, timeout=120)
    return json.loads(run.stdout)


def ccusage(kind, home):
    program = f"{PEERS}/@ccusage/ccusage-linux-x64/bin/ccusage"
    totals = offline([program, kind, "daily", "--offline", "--json"], home).get("totals") or {}
    return totals.get("totalCost", totals.get("costUSD", 0))


def tokscale(kind, home):
    program = f"{PEERS}/@tokscale/cli-linux-x64-gnu/bin/tokscale"
    return offline([program, "models", "--json", "--no-spinner"], home)["totalCost"]


def codeburn(kind, home):
    program = [f"{PEERS}/node/bin/node", f"{PEERS}/codeburn/dist/cli.js"]
    days = ["--from", "2026-01-01", "--to", "2026-12-31"]
    return offline([*program, "report", *days, "--format", "json"], home)["overview"]["cost"]


TOOLS = {"ccusage 20.0.24": ccusage, "tokscale 4.17.0": tokscale, "codeburn 0.9.15": codeburn}


def asked(tool, kind, folder):
    """The answer of a tool to the logs in a folder; None if it gives none."""
    with tempfile.TemporaryDirectory() as home:
        shutil.copytree(folder, os.path.join(home, HOMES[kind]))
        try:
            return Decimal(repr(tool(kind, home)))
        except (ValueError, KeyError, OSError, subprocess.SubprocessError):
            return None


def ours(folder):
    command = [OURS, "audit", folder, "-f", "json", "--now", "2026-06-15"]
    run = subprocess.run(command, env={**OURS_ENV, "PATH": os.environ["PATH"]}, capture_output=True, text=True)
    before = json.loads(run.stdout)["totals"]["before"]
    return None if before is None else Decimal(before)


def plain(kind, model, day, folder):
    """A log of one call with nothing but input and output: does a tool know the price at all?"""
    if kind == "claude":
        usage = {"input_tokens": 10000, "output_tokens": 1000, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0}
        message = {"id": "msg_01PlainControl0001", "type": "message", "role": "assistant", "model": model, "content": [],
                   "stop_reason": "end_turn", "usage": usage}
        records = [{"type": "assistant", "sessionId": "5f0c9a10-0000-4000-8000-000000000001", "version": "2.1.14",
                    "cwd": "/home/dev/shop", "isSidechain": False, "requestId": "req_011PlainControl01",
                    "uuid": "7b320000-0000-4000-8000-000000000001", "timestamp": day, "message": message}]
        file = os.path.join(folder, "home-dev-shop/plain.jsonl")
    else:
        usage = {"input_tokens": 10000, "cached_input_tokens": 0, "output_tokens": 1000, "reasoning_output_tokens": 0, "total_tokens": 11000}
        meta = {"id": "0199c2aa-0000-7000-8000-000000000009", "timestamp": day, "cwd": "/home/dev/shop", "originator": "codex_cli_rs",
                "cli_version": "0.156.1", "source": "cli"}
        count = {"type": "token_count", "info": {"total_token_usage": usage, "last_token_usage": usage}, "rate_limits": None}
        records = [{"timestamp": day, "type": "session_meta", "payload": meta},
                   {"timestamp": day, "type": "turn_context", "payload": {"cwd": "/home/dev/shop", "model": model}},
                   {"timestamp": day, "type": "event_msg", "payload": count}]
        file = os.path.join(folder, "sessions/2026/09/08/rollout-2026-09-08T08-00-00-0199c2aa-0000-7000-8000-000000000009.jsonl")
    os.makedirs(os.path.dirname(file))
    with open(file, "w", encoding="utf-8") as log:
        log.writelines(json.dumps(record, separators=(",", ":")) + "\n" for record in records)


def day_of(folder):
    for root, _, files in sorted(os.walk(folder)):
        for file in sorted(files):
            with open(os.path.join(root, file), encoding="utf-8") as log:
                for record in log:
                    if '"timestamp":"' in record:
                        return record.split('"timestamp":"')[1].split('"')[0]
    return "2026-06-10T08:00:00.000Z"


KNOWN = {}


def knows(name, kind, model, day):
    """Whether a tool has the price of a model on a day."""
    key = (name, kind, model, day[:10])
    if key not in KNOWN:
        with tempfile.TemporaryDirectory() as folder:
            plain(kind, model, day, os.path.join(folder, "log"))
            right = ours(os.path.join(folder, "log"))
            answer = asked(TOOLS[name], kind, os.path.join(folder, "log"))
            KNOWN[key] = answer is not None and abs(answer - right) <= CLOSE
    return KNOWN[key]


def verdict(name, question, folder):
    answer = asked(TOOLS[name], question["kind"], folder)
    if answer is not None and abs(answer - Decimal(question["answer_usd"])) <= CLOSE:
        return "yes"
    day = day_of(folder)
    known = all(knows(name, question["kind"], model, day) for model in question["models"].split(","))
    return "rule" if known else "price"


def main():
    with open(f"{LOGS}/questions.tsv", encoding="utf-8") as file:
        questions = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    lines = []
    score = {name: {} for name in ["router-cost", *TOOLS]}
    for kind, title in NAMES.items():
        names = list(TOOLS) if kind in HOMES else []
        lines += [f"**{title}**", "", "| question | router-cost |" + "".join(f" {name} |" for name in names), "|---|---|" + "---|" * len(names)]
        for question in (one for one in questions if one["kind"] == kind):
            folder = f"{LOGS}/{kind}/{question['name']}"
            verdicts = {"router-cost": "yes" if ours(folder) == Decimal(question["answer_usd"]) else "no"}
            verdicts.update((name, verdict(name, question, folder)) for name in names)
            for name, one in verdicts.items():
                score[name].setdefault(kind, []).append(one)
            lines.append(f"| {question['question']} | " + " | ".join(verdicts.values()) + " |")
            print(question["name"], *verdicts.values(), file=sys.stderr, flush=True)
        lines.append("")
    summary = ["| of | questions | router-cost | " + " | ".join(TOOLS) + " |", "|---|---|---|" + "---|" * len(TOOLS)]
    for kind in HOMES:
        total = len(score["router-cost"][kind])
        cells = []
        for name in score:
            found = score[name][kind]
            missed = [f"{found.count(word)} {word}" for word in ("price", "rule") if word in found]
            cells.append(f"{found.count('yes')}" + (f" ({', '.join(missed)})" if missed else ""))
        summary.append(f"| {NAMES[kind]} | {total} | " + " | ".join(cells) + " |")
    text = "\n".join([*summary, "", *lines]).rstrip() + "\n"
    os.makedirs("target/bench", exist_ok=True)
    with open("target/bench/accuracy.md", "w", encoding="utf-8") as file:
        file.write(text)
    if "--docs" in sys.argv:
        with open("docs/accuracy.md", encoding="utf-8") as file:
            page = file.read()
        begin, end = "<!-- accuracy -->\n", "<!-- end -->"
        head, rest = page.split(begin)
        with open("docs/accuracy.md", "w", encoding="utf-8") as file:
            file.write(head + begin + text + end + rest.split(end)[1])
    print(text)


main()
