#!/usr/bin/env python3
"""Runs commands side by side and says how long they took. Standard library only.

  measure.py run --out FILE.json [--rounds N] [--file LOG] [--expect PAIRS] --run NAME COMMAND... [--run NAME ...]
  measure.py table [--base NAME] FILE.json...     a Markdown table
  measure.py startup HYPERFINE.json...            the same for what hyperfine measured, in several turns
  measure.py jmh JMH.json                         the same for what JMH measured
  measure.py insert DOCUMENT SECTION TABLE.md     puts a table between the markers of a document

A round runs each command once, so that what else happens on the machine meets all of them alike; the order turns
by one in each round. Before each run the log is read once, so that it comes from memory. A first round warms up
and is not counted. Processor time and peak memory are what the kernel says of the process and its children.
"""

import json
import os
import re
import statistics
import sys
import time
from decimal import Decimal

SUMS = ["calls", "input", "output", "cache_read", "cache_write_5m", "cache_write_1h", "cost", "cache_write"]


def files(path):
    """A file, or the files in a folder."""
    if not os.path.isdir(path):
        return [path]
    return [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]


def read_through(path):
    """Reads a file or folder, so that the next reader finds it in memory."""
    for file in files(path):
        read_file(file)


def read_file(path):
    with open(path, "rb", buffering=0) as file:
        page = bytearray(1 << 20)
        while file.readinto(page):
            pass


def busy():
    """Seconds of processor time that the whole machine has spent on anything, other guests of its host included."""
    with open("/proc/stat", encoding="ascii") as file:
        user, nice, system, _, _, irq, softirq, steal = map(int, file.readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def run(command, answer):
    """Runs a command once; what it prints goes to the file `answer`."""
    out = os.open(answer, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    errors = os.open(answer + ".errors", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    redirect = [(os.POSIX_SPAWN_DUP2, out, 1), (os.POSIX_SPAWN_DUP2, errors, 2)]
    before = busy()
    start = time.monotonic()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=redirect)
    _, status, used = os.wait4(pid, 0)
    wall = time.monotonic() - start
    others = busy() - before - used.ru_utime - used.ru_stime
    os.close(out)
    os.close(errors)
    return {
        "wall": wall,
        "cpu": used.ru_utime + used.ru_stime,
        "peak": used.ru_maxrss * 1024,
        "others": max(0, others) / wall / os.cpu_count(),
        "exit": os.waitstatus_to_exitcode(status),
    }


def pairs(text):
    """`name=value` pairs as a dictionary."""
    return dict(pair.split("=", 1) for pair in text.split() if "=" in pair)


def audited(report):
    """The sums in the JSON of an audit, or of ccusage, which does not tell how long what is cached is kept."""
    totals = report["totals"]
    if "cacheReadTokens" in totals:
        names = {"input": "inputTokens", "output": "outputTokens", "cache_read": "cacheReadTokens", "cache_write": "cacheCreationTokens"}
        return {name: str(totals[key]) for name, key in names.items()}
    sums = {name: str(totals["tokens"][name]) for name in SUMS[1:6]}
    sums["calls"] = str(totals["calls"])
    sums["cost"] = totals["before"]
    sums["cache_write"] = str(sum(totals["tokens"][f"cache_write_{kept}"] for kept in ("5m", "1h", "unknown")))
    return sums


def sums(answer):
    """What a command found."""
    with open(answer, encoding="utf-8", errors="replace") as file:
        text = file.read()
    try:
        return audited(json.loads(text)) if text.lstrip().startswith("{") else pairs(text)
    except (ValueError, KeyError, TypeError):
        return {}


def verdict(found, expected):
    """Whether a command found what is in the log."""
    common = [name for name in SUMS if name in found and name in expected]
    if not common:
        return "no sums"
    wrong = [name for name in common if Decimal(found[name]) != Decimal(expected[name])]
    if not wrong:
        return "right"
    if wrong == ["cost"] and abs(Decimal(found["cost"]) / Decimal(expected["cost"]) - 1) < Decimal("1e-9"):
        return "right, cost rounded"
    return f"**wrong**: {wrong[0]} {found[wrong[0]]}, not {expected[wrong[0]]}"


def measure(options, commands):
    """All rounds of all commands."""
    rounds, log, expected = int(options.get("rounds", 5)), options.get("file"), pairs(options.get("expect", ""))
    names = list(commands)
    results = {name: {"name": name, "runs": []} for name in names}
    for number in range(rounds + 1):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            if log:
                read_through(log)
            answer = f"{options['out']}.{names.index(name)}.answer"
            once = run(commands[name], answer)
            result = results[name]
            if once["exit"] != 0:
                result["verdict"] = f"**failed** with exit code {once['exit']}"
            elif not result.get("verdict", "").startswith("**"):
                result["verdict"] = verdict(sums(answer), expected)
            if number > 0:
                result["runs"].append(once)
            note = "warm-up" if number == 0 else f"round {number}"
            print(f"{note}: {name}: {once['wall']:.3f} s, {once['cpu']:.2f} s of processor, "
                  f"{once['peak'] / 1e6:.0f} MB, {result['verdict']}", file=sys.stderr)
    for result in results.values():
        result["bytes"] = sum(map(os.path.getsize, files(log))) if log else 0
    with open(options["out"], "w", encoding="utf-8") as file:
        json.dump(list(results.values()), file, indent=1)


def median(result, what):
    return statistics.median(one[what] for one in result["runs"])


def seconds(value):
    return f"{value:.3f}" if value < 1 else f"{value:.2f}"


def table(measurements, base):
    """Measurements as Markdown; how many times slower than the first of its measurement that is the base, by medians."""
    everything = [result for measurement in measurements for result in measurement]
    sized = any(result["bytes"] for result in everything)
    heads = ["", "median s", "min s", f"× {base}" if base else "", "CPU s", "peak MB", "MB/s" if sized else "", "sums"]
    used = [i for i, head in enumerate(heads) if head or i == 0]
    rows = []
    for measurement in measurements:
        bases = [result for result in measurement if base and result["name"].startswith(base)]
        if base and not bases:
            rows.append([base] + ["(not measured yet)"] + [""] * 6)
        rows += [row(result, bases) for result in measurement]
    lines = ["| " + " | ".join(heads[i] for i in used) + " |"]
    lines.append("|" + "|".join("---" if i in (0, 7) else "---:" for i in used) + "|")
    lines += ["| " + " | ".join(cells[i] for i in used) + " |" for cells in rows]
    rounds = sorted({len(result["runs"]) for result in everything})
    number = " or ".join(str(number) for number in rounds)
    others = statistics.mean(one["others"] for result in everything for one in result["runs"])
    footer = f"{number} {'round' if rounds == [1] else 'rounds'}. Meanwhile other programs took {others:.0%} of the processors."
    return "\n".join(lines + ["", footer])


def row(result, bases):
    wall = median(result, "wall")
    return [
        result["name"],
        seconds(wall),
        seconds(min(one["wall"] for one in result["runs"])),
        f"{wall / median(bases[0], 'wall'):.2f}" if bases else "",
        f"{median(result, 'cpu'):.2f}",
        f"{max(one['peak'] for one in result['runs']) / 1e6:.0f}",
        f"{result['bytes'] / wall / 1e6:,.0f}",
        result["verdict"],
    ]


def startup(paths):
    """What hyperfine measured in several turns, as Markdown; how many times slower than its first command."""
    turns = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            turns.append(json.load(file)["results"])
    lines = ["| | median ms | min ms | max ms | × first | CPU ms |", "|---|---:|---:|---:|---:|---:|"]
    first = statistics.median(seconds for turn in turns for seconds in turn[0]["times"])
    for same in zip(*turns):
        all_times = [seconds for one in same for seconds in one["times"]]
        median = statistics.median(all_times)
        cpu = statistics.mean(one["user"] + one["system"] for one in same)
        figures = " | ".join(f"{value * 1000:.0f}" for value in (median, min(all_times), max(all_times)))
        failed = " (**failed**)" if any(code for one in same for code in one.get("exit_codes", [])) else ""
        lines.append(f"| {same[0]['command']}{failed} | {figures} | {median / first:.2f} | {cpu * 1000:.0f} |")
    return "\n".join(lines + ["", f"{len(turns[0][0]['times'])} runs each in each of {len(turns)} turns."])


def jmh(path):
    """What JMH measured, as Markdown."""
    with open(path, encoding="utf-8") as file:
        results = json.load(file)
    lines = ["| benchmark | with | time | ± | |", "|---|---|---:|---:|---|"]
    for one in results:
        name = ".".join(one["benchmark"].split(".")[-2:])
        given = ", ".join(f"{key} {value}" for key, value in one.get("params", {}).items())
        metric = one["primaryMetric"]
        figures = (f"{float(metric[what]):,.3g}" if float(metric[what]) < 100 else f"{float(metric[what]):,.0f}"
                   for what in ("score", "scoreError"))
        lines.append(f"| {name} | {given} | {' | '.join(figures)} | {metric['scoreUnit']} |")
    return "\n".join(lines)


def insert(document, section, path):
    """Replaces what stands between `<!-- section -->` and `<!-- /section -->`."""
    with open(document, encoding="utf-8") as file:
        text = file.read()
    with open(path, encoding="utf-8") as file:
        inside = file.read().strip()
    marked = re.compile(rf"(<!-- {section} -->\n).*?(\n<!-- /{section} -->)", re.S)
    if not marked.search(text):
        sys.exit(f"{document}: no markers for {section}")
    with open(document, "w", encoding="utf-8") as file:
        file.write(marked.sub(lambda found: found[1] + inside + found[2], text))


def options_of(arguments):
    """The `--name value` pairs before the first `--run`, and the commands behind each."""
    options, commands, i = {}, {}, 0
    while i < len(arguments) and arguments[i] != "--run":
        options[arguments[i].removeprefix("--")] = arguments[i + 1]
        i += 2
    while i < len(arguments):
        end = next((n for n in range(i + 1, len(arguments)) if arguments[n] == "--run"), len(arguments))
        commands[arguments[i + 1]] = arguments[i + 2 : end]
        i = end
    return options, commands


def main(arguments):
    what, rest = arguments[0], arguments[1:]
    if what == "run":
        measure(*options_of(rest))
    elif what == "table":
        base = ""
        if rest[0] == "--base":
            base, rest = rest[1], rest[2:]
        results = []
        for path in rest:
            with open(path, encoding="utf-8") as file:
                results.append(json.load(file))
        print(table(results, base))
    elif what == "startup":
        print(startup(rest))
    elif what == "jmh":
        print(jmh(rest[0]))
    elif what == "insert":
        insert(*rest)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
