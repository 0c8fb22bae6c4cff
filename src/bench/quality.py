#!/usr/bin/env python3
"""Says how well the tests hold the code. Standard library only.

  quality.py tests FOLDER...           the tests that ran, from the reports of Surefire and Failsafe
  quality.py mutations MUTATIONS.csv... the mutations that the tests noticed, by room

Both print a Markdown table, which `measure.py insert` puts into docs/quality.md.
"""

import collections
import csv
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

NOTICED = {"KILLED", "TIMED_OUT", "MEMORY_ERROR", "RUN_ERROR"}


def tests(folders):
    """One row for each folder of reports."""
    print("| Reports | Classes | Tests | Failed | Skipped | Seconds |")
    print("|---|---:|---:|---:|---:|---:|")
    for folder in folders:
        suites = [ElementTree.parse(file).getroot() for file in pathlib.Path(folder).glob("TEST-*.xml")]
        if not suites:
            sys.exit(f"quality.py: {folder} has no reports; run mvn verify first")
        of = lambda name: sum(float(suite.get(name, "0").replace(",", "")) for suite in suites)
        print(
            f"| {pathlib.Path(folder).name} | {len(suites):,} | {of('tests'):,.0f} "
            f"| {of('failures') + of('errors'):,.0f} | {of('skipped'):,.0f} | {of('time'):,.0f} |"
        )


def mutations(files):
    """One row for each package, and their sum."""
    rooms = collections.defaultdict(collections.Counter)
    for file in files:
        with open(file, newline="", encoding="utf-8") as lines:
            for row in csv.reader(lines):
                package = row[1].rsplit(".", 1)[0].removeprefix("routercost.")
                rooms[package][row[5]] += 1
    print("| Room | Mutations | Noticed | Survived | Not covered | Score |")
    print("|---|---:|---:|---:|---:|---:|")
    total = sum(rooms.values(), collections.Counter())
    for name, results in [*sorted(rooms.items()), ("all", total)]:
        noticed = sum(count for result, count in results.items() if result in NOTICED)
        every = sum(results.values())
        print(
            f"| {name} | {every:,} | {noticed:,} | {results['SURVIVED']:,} "
            f"| {results['NO_COVERAGE']:,} | {100 * noticed / every:.0f} % |"
        )


def main(args):
    kinds = {"tests": tests, "mutations": mutations}
    if len(args) < 2 or args[0] not in kinds:
        sys.exit(__doc__)
    kinds[args[0]](args[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
