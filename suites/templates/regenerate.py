"""Renews the golden templates, checks them, or writes random ones; see the scripts beside."""

import argparse
import json
import sys
from pathlib import Path

import golden
import random_cases


def renewed(path):
    cases = golden.read(path)
    before = path.read_text(encoding="utf-8")
    for case in cases:
        golden.renew(case)
    return cases, before


def check(folder, write):
    changed = 0
    for path in sorted(folder.glob("*.golden")):
        cases, before = renewed(path)
        copy = path if write else folder / (path.stem + ".new")
        golden.write(copy, cases)
        if copy.read_text(encoding="utf-8") != before:
            changed += 1
            print(f"{path.name}: {'changed' if write else 'jinja2 gives something else'}")
        if not write:
            copy.unlink()
    return changed


def write_random(count, seed, to):
    values = json.dumps(random_cases.VALUES, ensure_ascii=False)
    cases = []
    for number in range(count):
        parts = random_cases.parts(seed, number, values)
        case = golden.Case(f"{seed}-{number}", parts)
        golden.renew(case)
        cases.append(case)
    to.parent.mkdir(parents=True, exist_ok=True)
    golden.write(to, cases)
    failing = sum("fails" in case.parts for case in cases)
    print(f"{count} random templates, seed {seed}: jinja2 renders {count - failing}, refuses {failing}")


def main():
    parser = argparse.ArgumentParser(prog="./suites/templates/regenerate")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument("--random", type=int, metavar="N", help="write N random templates to --to")
    parser.add_argument("--seed", help="of the random templates")
    parser.add_argument("--to", type=Path)
    given = parser.parse_args()
    if given.random:
        write_random(given.random, given.seed, given.to)
        return 0
    changed = check(given.folder, not given.check)
    return 1 if given.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
