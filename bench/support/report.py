"""Results as Markdown: a table of contestants, a table of targets, and what the figures depend on."""

import statistics


def markdown(results):
    view = View(results)
    parts = [_contestants(view), _targets(view), _conditions(view)]
    return "\n\n".join(part for part in parts if part)


class View:
    """The results, asked for medians; None where nothing was measured."""

    def __init__(self, results):
        self.results = results
        self.settings = results["settings"]
        self.names = list(results["contestants"])

    def about(self, name):
        return self.results["contestants"].get(name, {})

    def rounds(self, name, phase):
        return [one[phase][name] for one in self.results["rounds"] if name in one[phase]]

    def middle(self, name, phase, figure):
        return median(self.sessions(name, phase, figure))

    def sessions(self, name, phase, figure):
        """The median over the rounds of each session, that is of each process."""
        return [median(one[phase][name][figure] for one in rounds) for rounds in self._by_session(name, phase)]

    def _by_session(self, name, phase):
        parts = {}
        for number, one in enumerate(self.results["rounds"]):
            if name in one[phase]:
                parts.setdefault(number // self.settings["rounds"], []).append(one)
        return list(parts.values())

    def spread(self, name, phase, figure):
        sessions = self.sessions(name, phase, figure)
        single = [one[figure] for one in self.rounds(name, phase)]
        values = [value for value in (sessions if len(sessions) > 1 else single) if value is not None]
        return (min(values), max(values)) if len(values) > 1 else None

    def rate(self, name, phase):
        return self.about(name).get("rates", {}).get(phase)

    def added(self, name, phase, span, quantile):
        """Microseconds more than without a gateway, at the same rate in the same round."""
        rate = self.rate(name, phase)
        return median(
            median(
                one[phase][name][span][quantile] - one["direct"][f"{phase}@{rate}"][span][quantile] for one in rounds
            )
            for rounds in self._by_session(name, phase)
        )

    def direct(self, run, span):
        """The median p50 and p99 without a gateway in this run, or None."""
        ran = [one["direct"][run][span] for one in self.results["rounds"] if run in one["direct"]]
        return [median(one[quantile] for one in ran) for quantile in ("p50", "p99")] if ran else None

    def crowd(self, name):
        return self.results["crowd"].get(name)

    def heap_per_stream(self, name):
        crowd = self.crowd(name)
        if not crowd or "heap" not in crowd["during"]:
            return None
        return (crowd["during"]["heap"] - crowd["before"]["heap"]) / crowd["streams"]

    def start(self, name, kind):
        return median(self.results["starts"].get(name, {}).get(kind, []))

    def unanswered(self, name, kind):
        """How many requests `failed`, were `lost` or `unsent`, or processes `replaced`, over all rounds."""
        return sum(
            one[kind] for phase in ("saturate", "latency", "stream") for one in self.rounds(name, phase)
        )

    def quiet(self):
        """Whether other programs left the machine alone in the middle window."""
        shares = self.strangers()
        return bool(shares) and median(shares) < self.settings["quiet"]

    def strangers(self):
        """Shares of the machine that other programs took, one for each window."""
        return [
            one["others"]
            for number in self.results["rounds"]
            for phase in number.values()
            for one in phase.values()
        ]


def figures(results):
    """The figures of every contestant under names with their units, such as `tutti.request_cpu_us`; for the history."""
    view = View(results)
    found = {"rounds": view.settings["rounds"], "quiet": view.quiet()}
    for name in view.names:
        found |= {f"{name.lower()}.{figure}": value for figure, value in _of(view, name).items()}
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in found.items()}


def _of(view, name):
    crowd = view.crowd(name) or {"during": {}}
    told = view.about(name).get("told") or {}
    return {
        "request_cpu_us": view.middle(name, "saturate", "cpu_us"),
        "request_app_us": view.middle(name, "saturate", "app_us"),
        "chunk_app_us": view.middle(name, "stream", "app_us"),
        "requests_per_second": view.middle(name, "saturate", "per_second"),
        "added_p50_us": view.added(name, "latency", "whole", "p50"),
        "added_p99_us": view.added(name, "latency", "whole", "p99"),
        "chunk_cpu_us": view.middle(name, "stream", "cpu_us"),
        "first_token_p50_us": view.added(name, "stream", "first", "p50"),
        "first_token_p99_us": view.added(name, "stream", "first", "p99"),
        "crowd_rss_mb": _scaled(crowd["during"].get("rss"), 1e6),
        "stream_heap_kb": _scaled(view.heap_per_stream(name), 1e3),
        "acquire_p99_ms": told.get("acquire_p99_ms"),
        **{f"start_s.{kind.replace(' ', '_') or 'cold'}": view.start(name, kind) for kind in view.results["starts"].get(name, {})},
    }


def _at(view, phase, rate, value):
    """A figure of Tutti's, unless it could not be measured at the rate that the target is for."""
    return value if view.rate("Tutti", phase) == view.settings[rate] else None


def median(values):
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def _times(value, reference):
    return f" ({value / reference:.1f} x nginx)" if value and reference else ""


def _contestants(view):
    rows = [
        (f"CPU per request, µs ({view.settings['connections']} connections)", _cpu("saturate")),
        ("the same without the JIT compilers", _cpu("saturate", "app_us")),
        ("requests/s at saturation", _saturation),
        ("cores used at saturation", lambda view, name: _shown(view.middle(name, "saturate", "cores"), ".2f")),
        ("added latency p50 / p99, µs", _latency),
        ("CPU per streamed chunk, µs", _cpu("stream")),
        ("the same without the JIT compilers", _cpu("stream", "app_us")),
        ("added time to first token p50 / p99, ms", _first_token),
        (f"{view.settings['crowd']:,} slow streams: complete", _complete),
        ("RSS before / during them, MB", _memory),
        ("live heap per slow stream, KB", _heap),
        ("start to first answer, s", _starts),
        ("requests failed / lost / unsent", _unanswered),
        ("processes replaced while measured", _replaced),
    ]
    body = [[title, *(_cell(view, name, cell) for name in view.names)] for title, cell in rows]
    return _table(["figure", *view.names], body)


def _cell(view, name, cell):
    return cell(view, name) or "–"


def _shown(value, form):
    return "" if value is None else format(value, form)


def _cpu(phase, figure="cpu_us"):
    def cell(view, name):
        value = view.middle(name, phase, figure)
        if value is None:
            return ""
        spread = view.spread(name, phase, figure)
        between = f", {spread[0]:,.0f}–{spread[1]:,.0f}" if spread else ""
        reference = None if name == "nginx" else view.middle("nginx", phase, figure)
        ratio = f"; {value / reference:.1f} x nginx" if reference else ""
        note = (between + ratio).lstrip(",; ")
        return f"{value:,.1f}" + (f" ({note})" if note else "")

    return cell


def _saturation(view, name):
    value = view.middle(name, "saturate", "per_second")
    reference = view.middle("nginx", "saturate", "per_second")
    ratio = f" ({value / reference:.1%} of nginx)" if value and reference and name != "nginx" else ""
    return _shown(value, ",.0f") + ratio


def _pair(view, name, phase, span, scale, form):
    low, high = (view.added(name, phase, span, quantile) for quantile in ("p50", "p99"))
    if low is None:
        return ""
    return f"{low / scale:+{form}} / {high / scale:+{form}} at {view.rate(name, phase):,}/s"


def _latency(view, name):
    return _pair(view, name, "latency", "whole", 1, ",.0f")


def _first_token(view, name):
    return _pair(view, name, "stream", "first", 1000, ",.2f")


def _complete(view, name):
    crowd = view.crowd(name)
    return f"{crowd['complete']:,}" if crowd else ""


def _memory(view, name):
    crowd = view.crowd(name)
    if not crowd or not crowd["during"]:
        return ""
    return f"{crowd['before']['rss'] / 1e6:,.0f} / {crowd['during']['rss'] / 1e6:,.0f}"


def _heap(view, name):
    value = view.heap_per_stream(name)
    return "" if value is None else f"{value / 1000:,.1f}"


def _starts(view, name):
    kinds = view.results["starts"].get(name, {})
    told = (f"{median(values):.2f}" + (f" {kind}" if kind else "") for kind, values in kinds.items())
    return ", ".join(told)


def _unanswered(view, name):
    if not view.rounds(name, "saturate"):
        return ""
    return " / ".join(f"{view.unanswered(name, kind):,}" for kind in ("failed", "lost", "unsent"))


def _replaced(view, name):
    return f"{view.unanswered(name, 'replaced'):,}" if view.rounds(name, "saturate") else ""


def _targets(view):
    if not view.rounds("Tutti", "saturate"):
        return ""
    cpu = view.middle("Tutti", "saturate", "cpu_us")
    rate = view.middle("Tutti", "saturate", "per_second")
    crowd = view.crowd("Tutti")
    during = crowd["during"] if crowd else {}
    told = view.about("Tutti").get("told") or {}
    rows = [
        ("CPU per request", cpu, 80, "{:.0f} µs"),
        ("CPU per request, against nginx", _ratio(cpu, view.middle("nginx", "saturate", "cpu_us")), 3.5, "{:.2f} x"),
        *(_at_least(view, rate, name, least) for name, least in (("nginx", 0.3), ("Portkey", 20), ("LiteLLM", 20))),
        (f"added latency p50 at {view.settings['rate']:,}/s", _at(view, "latency", "rate", view.added("Tutti", "latency", "whole", "p50")), 150, "{:.0f} µs"),
        (f"added latency p99 at {view.settings['rate']:,}/s", _at(view, "latency", "rate", view.added("Tutti", "latency", "whole", "p99")), 700, "{:.0f} µs"),
        ("CPU per streamed chunk", view.middle("Tutti", "stream", "cpu_us"), 25, "{:.1f} µs"),
        ("added time to first token p99", _scaled(view.added("Tutti", "stream", "first", "p99"), 1e3), 2, "{:.2f} ms"),
        ("slow streams lost", crowd and crowd["streams"] - crowd["complete"], 0, "{:.0f}"),
        ("live heap per slow stream", _scaled(view.heap_per_stream("Tutti"), 1e3), 80, "{:.1f} KB"),
        ("RSS with slow streams", _scaled(during.get("rss"), 1e6), 400, "{:.0f} MB"),
        ("pooled connection acquire p99", told.get("acquire_p99_ms"), 1, "{:.3f} ms"),
        ("requests missing in the ledger", told["sent"] - told["recorded"] if told else None, 0, "{:,.0f}"),
        ("start to first answer, AOT cache", view.start("Tutti", "with AOT cache"), 1, "{:.2f} s"),
        ("start to first answer, no AOT cache", view.start("Tutti", "without AOT cache"), 2.5, "{:.2f} s"),
    ]
    body = [_judged(view.quiet(), *row) for row in rows]
    return _table(["target of Tutti", "wanted", "measured", ""], body)


def _at_least(view, rate, name, least):
    """Requests/s against a peer, as a figure that must not be small."""
    return (f"requests/s, against {name}", _ratio(rate, view.middle(name, "saturate", "per_second")), least, "{:.2f} x", True)


def _ratio(value, reference):
    return value / reference if value and reference else None


def _scaled(value, by):
    return None if value is None else value / by


def _judged(quiet, title, value, limit, form, at_least=False):
    """A row of the targets; on a busy machine a figure is shown but neither meets nor misses anything."""
    wanted = ("≥ " if at_least else "≤ ") + form.format(limit)
    if value is None:
        return [title, wanted, "–", "not measured"]
    met = value >= limit if at_least else value <= limit
    verdict = "met" if met else "**missed**"
    return [title, wanted, form.format(value), verdict if quiet else "not judged"]


def _conditions(view):
    machine, settings = view.results["machine"], view.settings
    lines = [
        f"`{machine['command']}`, {machine['date']}, commit {machine['commit']}.",
        f"{machine['cores']} cores ({machine['processor']}), {machine['memory_gib']} GiB, {machine['kernel']},"
        f" JDK {machine['jdk']}; contestants, mock upstream and load generator share the cores, nothing is pinned.",
        f"Medians over {view.results.get('jvms', 1)} sessions of fresh processes, each the median of {settings['rounds']}"
        f" interleaved rounds of {settings['seconds']:g} s; slow streams and starts in the first session. Latency counts from when a"
        " request was due; where a contestant cannot bear the common rate, its rate is the one that keeps it at half a"
        " core, and so is that of the direct run it is compared with.",
        _upstream(view),
        _noise(view),
        *(_who(view, name) for name in view.names),
    ]
    return "\n".join(f"- {line}" for line in lines if line)


def _upstream(view):
    """What the mock and the generator do without a gateway: the floor under every figure."""
    rate, streams = view.settings["rate"], view.settings["streams_per_second"]
    whole, first = (view.direct(f"latency@{rate}", "whole"), view.direct(f"stream@{streams}", "first"))
    alone = median(one["direct"]["saturate"]["per_second"] for one in view.results["rounds"])
    told = [f"{alone:,.0f} requests/s"]
    told += [f"latency p50 {whole[0]:,.0f} / p99 {whole[1]:,.0f} µs at {rate:,}/s"] if whole else []
    told += [f"first token p50 {first[0]:,.0f} / p99 {first[1]:,.0f} µs at {streams}/s"] if first else []
    return "Without a gateway: " + ", ".join(told) + "."


def _noise(view):
    shares = view.strangers()
    if not shares:
        return ""
    return (
        f"Other programs took {median(shares):.0%} of the machine in the middle window, {max(shares):.0%} in the"
        " worst" + ("." if view.quiet() else ": **not quiet, so no target is judged; nothing here is a result.**")
    )


def _who(view, name):
    about = view.about(name)
    told = "; ".join(about["trouble"])
    version = f" {about['version']}" if "version" in about else ""
    return f"{name}{version}: {about['note']}" + (f". **{told}**" if told else "")


def _table(head, body):
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *body]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
