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


# Figures of Tutti's that are judged, each divided by nginx's of the same run: whether more is better.
JUDGED = {"request_cpu_us": False, "request_app_us": False, "requests_per_second": True, "chunk_cpu_us": False, "added_p50_us": False}
BEARABLE = 1.1


def worse(bench, facts, settings, figures):
    """A sentence for each figure beside nginx's that is 10 % worse than the best quiet run on this machine."""
    earlier = [ratios(run["figures"]) for run in _runs() if _comparable(run, bench, facts, settings)]
    for name, (now, more) in ratios(figures).items():
        kept = [run[name][0] for run in earlier if name in run]
        best = (max(kept) if more else min(kept)) if kept else now
        if (best / now if more else now / best) > BEARABLE:
            yield f"{name}: from {best:.3f} x nginx (the best kept) to {now:.3f} x"


def ratios(figures):
    """Figures of Tutti's contestants divided by nginx's of the same run, each with whether more is better."""
    found = {}
    for name, value in figures.items():
        who, _, figure = name.partition(".")
        reference = figures.get(f"nginx.{figure}")
        if who.startswith("tutti") and figure in JUDGED and reference and reference > 0 and value and value > 0:
            found[name] = (value / reference, JUDGED[figure])
    return found


def _runs():
    return map(json.loads, FILE.read_text(encoding="utf-8").splitlines())


def _comparable(run, bench, facts, settings):
    """Whether a run was quiet, on a machine like this one, and of the same settings; the oldest lines have none."""
    place = all(run.get(name) == facts[name] for name in ("processor", "cores", "memory_gib", "jdk"))
    return run["bench"] == bench and place and run.get("settings") == settings and run["figures"].get("quiet", False)


def append(bench, facts, figures, settings=None):
    """Appends a run: `figures` by their names, with their units in them; those that are None are left out."""
    known = {name: figure for name, figure in figures.items() if figure is not None}
    how = {} if settings is None else {"settings": settings}
    line = {"bench": bench, **{name: facts[name] for name in MACHINE}, **how, "figures": known}
    with FILE.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
