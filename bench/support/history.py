"""The history of measurements: bench/history.jsonl, one line for each run that was recorded, the newest last."""

import json
import sys

from support import java, machine

FILE = java.ROOT / "bench" / "history.jsonl"
# What of the machine a figure depends on; nothing that tells whose machine it is.
MACHINE = ("date", "commit", "processor", "cores", "memory_gib", "kernel", "jdk")


def option(parser):
    parser.add_argument(
        "--record", action="store_true", help=f"append the figures to {FILE.relative_to(java.ROOT)}; only of a commit"
    )


def require_commit(given):
    """Ends before anything is measured when the run is to be recorded and the work tree is no commit."""
    commit = machine.facts("")["commit"] if given.record else ""
    if commit.endswith("-dirty") or commit == "unknown":
        sys.exit(f"--record: the work tree is {commit} (expected: a commit without changes)")


def append(bench, facts, figures):
    """Appends a run: `figures` by their names, with their units in them; those that are None are left out."""
    known = {name: figure for name, figure in figures.items() if figure is not None}
    line = {"bench": bench, **{name: facts[name] for name in MACHINE}, "figures": known}
    with FILE.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
