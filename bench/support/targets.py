"""What Tutti's figures should be: a floor that must hold, and a target to come to; and whether they do."""

from dataclasses import dataclass
from typing import Callable

from support.view import ratio, scaled


@dataclass(frozen=True)
class Target:
    """One row: `figure` gives a contestant's value from a view; None is not measured.

    A `time` counts on a quiet machine only; ratios to what was measured beside them, and counts, always do.
    """

    title: str
    floor: float
    target: float
    form: str
    figure: Callable
    at_least: bool = False
    time: bool = False

    def wanted(self, limit):
        return ("≥ " if self.at_least else "≤ ") + self.form.format(limit)

    def verdict(self, value, quiet):
        if value is None:
            return "not measured"
        if self.time and not quiet:
            return "not judged"
        if self._holds(value, self.target):
            return "target"
        return "floor" if self._holds(value, self.floor) else "**missed**"

    def _holds(self, value, limit):
        return value >= limit if self.at_least else value <= limit


def rows(view):
    """Titles and limits, and for each of Tutti's contestants its value and verdict; nothing when none was measured."""
    names = [name for name in view.names if name.startswith("Tutti") and view.rounds(name, "saturate")]
    if not names:
        return []
    quiet = view.quiet()
    head = ["figure", "floor", "target", *names]
    return [head, *([one.title, one.wanted(one.floor), one.wanted(one.target), *_cells(one, view, names, quiet)] for one in _targets(view))]


def _cells(target, view, names, quiet):
    for name in names:
        value = target.figure(view, name)
        shown = "" if value is None else target.form.format(value) + ": "
        yield shown + target.verdict(value, quiet)


def _targets(view):
    rate = f"{view.settings['rate']:,}/s"
    crowd = f"{view.settings['crowd']:,} slow streams"
    return [
        Target("CPU per request, against nginx", 3.2, 2.6, "{:.2f} x", _beside("saturate", "cpu_us")),
        Target("requests/s, against nginx", 0.38, 0.48, "{:.0%}", _beside("saturate", "per_second"), at_least=True),
        Target("CPU per streamed chunk, against nginx", 2.2, 1.8, "{:.2f} x", _beside("stream", "cpu_us")),
        Target(f"added latency p50 at {rate}", 110, 80, "{:,.0f} µs", _added("latency", "whole", "p50"), time=True),
        Target(f"added latency p99 at {rate}", 1200, 700, "{:,.0f} µs", _added("latency", "whole", "p99"), time=True),
        Target("added latency p50, against nginx's", 2.4, 1.8, "{:.2f} x", _added_beside("latency", "whole", "p50")),
        Target("added time to first token p99", 2000, 1500, "{:,.0f} µs", _added("stream", "first", "p99"), time=True),
        Target("added time to first token p99, against nginx's", 4, 2.5, "{:.2f} x", _added_beside("stream", "first", "p99")),
        Target("pooled connection acquire p99", 0.5, 0.05, "{:.3f} ms", _told("acquire_p99_ms"), time=True),
        Target("start to first answer, AOT cache", 0.9, 0.6, "{:.2f} s", _start("with AOT cache"), time=True),
        Target("start to first answer, no AOT cache", 1.9, 1.5, "{:.2f} s", _start("without AOT cache"), time=True),
        Target("allocation per request", 22, 15, "{:.1f} KB", _allocated("request")),
        Target("allocation per streamed chunk", 2.5, 1.5, "{:.2f} KB", _allocated("chunk")),
        Target(f"{crowd}: live heap each", 31, 20, "{:.1f} KB", lambda view, name: scaled(view.heap_per_stream(name), 1e3)),
        Target(f"{crowd}: RSS", 283, 240, "{:.0f} MB", _crowd_rss),
        Target(f"{crowd}: lost", 0, 0, "{:.0f}", _crowd_lost),
        Target("calls failed and breakers opened in cold bursts", 0, 0, "{:,.0f}", lambda view, name: view.burst_failures(name)),
        Target("requests missing in the ledger", 0, 0, "{:,.0f}", _missing),
        *(Target(f"requests/s, against {peer}", 20, 20, "{:.1f} x", _beside("saturate", "per_second", peer), at_least=True)
          for peer in ("Portkey", "LiteLLM") if view.rounds(peer, "saturate")),
    ]


def _beside(phase, figure, peer="nginx"):
    return lambda view, name: ratio(view.middle(name, phase, figure), view.middle(peer, phase, figure))


def _added(phase, span, quantile):
    """What is added at the common rate, that which the limits are for."""
    common = {"latency": "rate", "stream": "streams_per_second"}[phase]

    def figure(view, name):
        return view.added(name, phase, span, quantile) if view.rate(name, phase) == view.settings[common] else None

    return figure


def _added_beside(phase, span, quantile):
    """The same divided by what nginx adds; nothing says a figure of nginx's that noise has made negative."""
    own = _added(phase, span, quantile)

    def figure(view, name):
        reference = own(view, "nginx")
        return ratio(own(view, name), reference) if reference and reference > 0 else None

    return figure


def _told(figure):
    return lambda view, name: (view.about(name).get("told") or {}).get(figure)


def _start(kind):
    return lambda view, name: view.start(name, kind)


def _allocated(unit):
    return lambda view, name: scaled(view.allocated(name, unit), 1e3)


def _crowd_rss(view, name):
    crowd = view.crowd(name)
    return scaled(crowd["during"].get("rss"), 1e6) if crowd else None


def _crowd_lost(view, name):
    crowd = view.crowd(name)
    return crowd["streams"] - crowd["complete"] if crowd else None


def _missing(view, name):
    told = view.about(name).get("told")
    return told["sent"] - told["recorded"] if told else None
