"""The measurements: each is one load through one contestant, with the CPU time of its processes over the window."""

import http.client
import json
import os
import time
import urllib.request
from dataclasses import dataclass

from support import java, jvm, processes

CHAT = "/v1/chat/completions"
PATIENCE = 120
START = 300
CHUNKS = 100


@dataclass(frozen=True)
class Settings:
    """How long, how much, how often; rates are per second, `quiet` is the share of CPU that strangers may take."""

    rounds: int = 5
    seconds: float = 5
    warm_up: float = 4
    warm_ups: int = 25
    starts: int = 5
    connections: int = 128
    rate: int = 2000
    open_connections: int = 64
    streams_per_second: int = 100
    stream: str = f"mock-d5-n{CHUNKS}"
    crowd: int = 1000
    crowd_per_second: int = 100
    slow: str = "mock-d500-n60"
    bursts: int = 20
    tries: int = 3
    quiet: float = 0.1

    @property
    def models(self):
        return ["mock", self.stream, self.slow]


QUICK = Settings(
    rounds=1, seconds=2, warm_up=2, warm_ups=4, starts=1, crowd_per_second=200, slow="mock-d500-n30", bursts=1, tries=1
)


class Failed(Exception):
    """A contestant could not be started or did not answer."""


class Server:
    """A contestant that runs, or the upstream itself."""

    def __init__(self, name, port, headers, child=None):
        self.name = name
        self.port = port
        self.headers = headers
        self.child = child
        self.rates = {}
        self.sent = 0

    def get(self, path):
        """What the server answers, as JSON."""
        return json.loads(self.text(path))

    def text(self, path):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=self.headers)
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.read().decode()

    def pids(self):
        return processes.tree(self.child.pid) if self.child else []


class Bench:
    """The upstream, the generator, and what is asked of them."""

    def __init__(self, settings, children, folder, path):
        self.settings = settings
        self.children = children
        self.folder = folder
        log = folder / "bench.log"
        self.upstream = java.Program(children, path, "MockUpstream", log)
        self.generator = java.Program(children, path, "LoadGenerator", log)
        self.direct = Server("direct", self.upstream.ready["port"], {})

    def start(self, contestant):
        """Starts a contestant and waits for its first answer; returns it with the seconds that this took."""
        folder = self.folder / contestant.name.lower()
        folder.mkdir(exist_ok=True)
        port = processes.free_port()
        how = contestant.start(folder, port, self.direct.port, self.settings.models)
        began = time.monotonic()
        child = self.children.start(
            [str(word) for word in how.command], folder / "output.log", {**os.environ, "NO_PROXY": "127.0.0.1", **how.env}, folder
        )
        server = Server(contestant.name, port, how.headers, child)
        answers = processes.wait_until(lambda: child.poll() is not None or _answers(server), START)
        took = time.monotonic() - began
        if not answers or child.poll() is not None:
            self.children.stop(child)
            raise Failed(f"gave no answer within {took:.0f} s; see {folder / 'output.log'}")
        return server, took

    def saturate(self, server, seconds=None, connections=None):
        result = self._run(
            server, "saturate", seconds or self.settings.seconds, 1,
            model="mock", connections=connections or self.settings.connections,
        )
        return {
            "per_second": result["answers"] / result["seconds"],
            **_costs(result, "answers"),
            "cores": result["cpu"] / result["seconds"],
            **_kept(result),
        }

    def latency(self, server, rate):
        result = self._run(
            server, "arrive", self.settings.seconds, 1,
            model="mock", per_second=rate, connections=self.settings.open_connections,
        )
        return {
            **_costs(result, "answers"),
            "whole": result["whole"],
            **_kept(result),
        }

    def stream(self, server, rate, seconds=None):
        result = self._run(
            server, "arrive", seconds or self.settings.seconds, 1,
            model=self.settings.stream, stream=True, per_second=rate,
            connections=2 * self.settings.connections,
        )
        return {
            **_costs(result, "chunks"),
            "chunks_per_second": result["chunks"] / result["seconds"],
            "first": result["first"],
            **_kept(result),
        }

    def crowd(self, server, heap):
        """All slow streams at once; memory is read before them and when every one has shown text."""
        before = self._memory(server, heap)
        during = {}
        result = self._run(
            server, "crowd", PATIENCE, 0, model=self.settings.slow, stream=True,
            per_second=self.settings.crowd_per_second, connections=self.settings.crowd,
            on={"open": lambda: during.update(self._memory(server, heap))},
        )
        complete = result["whole"]["count"]
        return {"streams": self.settings.crowd, "complete": complete, "before": before,
                "during": during, **_kept(result)}

    def allocated(self, server):
        """Bytes that a JVM allocates for each request and for each streamed chunk, its share of the stream's request included."""
        settings = self.settings
        whole = {"model": "mock", "connections": settings.connections}
        stream = {"model": settings.stream, "stream": True, "connections": settings.connections}
        return {
            "request": self._allocated(server, **whole),
            "chunk": self._allocated(server, **stream) / CHUNKS,
        }

    def _allocated(self, server, **load):
        pid = jvm.process(server.pids())
        before, sent = jvm.allocated_bytes(server, pid), server.sent
        self._run(server, "saturate", self.settings.seconds, 0, **load)
        return (jvm.allocated_bytes(server, pid) - before) / max(1, server.sent - sent)

    @staticmethod
    def _memory(server, heap):
        pids = server.pids()
        memory = {"rss": processes.rss_bytes(pids)}
        if heap:
            memory["heap"] = jvm.live_heap_bytes(jvm.process(pids))
        return memory

    def quietly(self, measure):
        """Measures again, some times, while other programs disturb; the least disturbed measurement counts."""
        best = None
        for _ in range(self.settings.tries):
            measured = measure()
            if best is None or measured["others"] < best["others"]:
                best = measured
            if best["others"] < self.settings.quiet:
                break
        return best

    def _run(self, server, plan, seconds, warm_up, on=None, **load):
        """One load; `cpu` is the contestant's CPU time in the window, `others` that of strangers on the machine."""
        ours = [self.upstream.process.pid, self.generator.process.pid]
        self.generator.tell({
            "plan": plan, "port": server.port, "headers": server.headers,
            "window_ms": int(seconds * 1000), "warm_up_ms": int(warm_up * 1000), **load,
        })
        marks = {}
        while True:
            event = self.generator.event(PATIENCE + 60)
            kind = event["event"]
            if kind in ("begin", "end"):
                own = server.pids()
                marks[kind] = (own, (
                    processes.cpu_seconds(own), processes.cpu_seconds(ours + own), processes.machine_seconds(),
                    processes.compiler_seconds(own),
                ))
            elif kind == "refused":
                raise ValueError(event["message"])
            elif kind == "result":
                server.sent += event["sent"]
                return {**event, **_between(marks)}
            elif on and kind in on:
                on[kind]()


def _between(marks):
    """Differences over the window; `replaced` counts processes that came while it lasted."""
    if len(marks) < 2:
        return {"cpu": 0, "compiler": 0, "others": 0, "replaced": 0}
    (pids, begin), (pids_then, end) = marks["begin"], marks["end"]
    own, ours, all_of_it, compiler = (after - before for before, after in zip(begin, end))
    replaced = len(set(pids_then) - set(pids))
    return {"cpu": own, "compiler": min(own, max(0, compiler)), "others": max(0, all_of_it - ours), "replaced": replaced}


def _kept(result):
    """What every measurement tells: how long, what went wrong, and which share of the machine others took."""
    kept = ["seconds", "failed", "lost", "unsent", "reconnects", "replaced", "faults"]
    whole = result["seconds"] * os.cpu_count()
    return {**{name: result[name] for name in kept}, "others": result["others"] / whole if whole else 0}


def _costs(result, unit):
    """Microseconds of CPU for each of `unit`, with and without the threads of the JIT compilers."""
    count = result[unit]
    return {"cpu_us": _per(result["cpu"], count), "app_us": _per(result["cpu"] - result["compiler"], count)}


def _per(seconds, count):
    return seconds * 1e6 / count if count else None


def _answers(server):
    """Whether a chat through the server is answered whole."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    body = {"model": "mock", "messages": [{"role": "user", "content": "ready?"}]}
    headers = {**server.headers, "content-type": "application/json"}
    try:
        connection.request("POST", CHAT, json.dumps(body), headers)
        response = connection.getresponse()
        server.sent += 1
        return response.status == 200 and b"Sourdough" in response.read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
