"""Results as Markdown: a table of contestants, a table of targets, and what the figures depend on."""

from support import targets
from support.view import View, median, scaled


def markdown(results):
    view = View(results)
    parts = [_contestants(view), _targets(view), _conditions(view)]
    return "\n\n".join(part for part in parts if part)


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
        "crowd_rss_mb": scaled(crowd["during"].get("rss"), 1e6),
        "stream_heap_kb": scaled(view.heap_per_stream(name), 1e3),
        "request_allocated_kb": scaled(view.allocated(name, "request"), 1e3),
        "chunk_allocated_kb": scaled(view.allocated(name, "chunk"), 1e3),
        "burst_starts": (view.bursts(name) or {}).get("starts"),
        "burst_failures": view.burst_failures(name),
        "acquire_p99_ms": told.get("acquire_p99_ms"),
        **{f"start_s.{kind.replace(' ', '_') or 'cold'}": view.start(name, kind) for kind in view.results["starts"].get(name, {})},
    }


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
        ("allocated per request / streamed chunk, KB", _allocated),
        ("start to first answer, s", _starts),
        ("cold bursts: starts / failed / lost / breakers", _bursts),
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
        beside = f"; {value / reference:.1f} x nginx" if reference else ""
        note = (between + beside).lstrip(",; ")
        return f"{value:,.1f}" + (f" ({note})" if note else "")

    return cell


def _saturation(view, name):
    value = view.middle(name, "saturate", "per_second")
    reference = view.middle("nginx", "saturate", "per_second")
    beside = f" ({value / reference:.1%} of nginx)" if value and reference and name != "nginx" else ""
    return _shown(value, ",.0f") + beside


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


def _allocated(view, name):
    request, chunk = (view.allocated(name, unit) for unit in ("request", "chunk"))
    return "" if request is None else f"{request / 1000:,.1f} / {chunk / 1000:,.2f}"


def _bursts(view, name):
    bursts = view.bursts(name)
    return " / ".join(f"{bursts[kind]:,}" for kind in ("starts", "failed", "lost", "breakers")) if bursts else ""


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
    rows = targets.rows(view)
    return _table(rows[0], rows[1:]) if rows else ""


def _conditions(view):
    machine, settings = view.results["machine"], view.settings
    lines = [
        f"`{machine['command']}`, {machine['date']}, commit {machine['commit']}.",
        f"{machine['cores']} cores ({machine['processor']}), {machine['memory_gib']} GiB, {machine['kernel']},"
        f" JDK {machine['jdk']}; contestants, mock upstream and load generator share the cores, nothing is pinned.",
        f"Medians over {_counted(view.results.get('jvms', 1), 'session')} of fresh processes, each the median of {_counted(settings['rounds'], 'interleaved round')}"
        f" of {settings['seconds']:g} s; slow streams and starts in the first session. Latency counts from when a"
        " request was due; where a contestant cannot bear the common rate, its rate is the one that keeps it at half a"
        " core, and so is that of the direct run it is compared with.",
        _upstream(view),
        _noise(view),
        *(_who(view, name) for name in view.names),
    ]
    return "\n".join(f"- {line}" for line in lines if line)


def _counted(number, noun):
    return f"{number} {noun}" + ("" if number == 1 else "s")


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
        " worst" + ("." if view.quiet() else ": **not quiet, so no time is judged, and ratios are those of a disturbed run.**")
    )


def _who(view, name):
    about = view.about(name)
    told = "; ".join(about["trouble"])
    version = f" {about['version']}" if "version" in about else ""
    return f"{name}{version}: {about['note']}" + (f". **{told}**" if told else "")


def _table(head, body):
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *body]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
