"""A server in its default configuration under mixed load, what it holds meanwhile, and whether that is flat."""

import asyncio
import os
import re
import statistics
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from support import contestants, jvm, processes
from support.measure import Failed, Server
from support.mix import Mix

HERE = Path(__file__).resolve().parent
# The whole heap is resident from the start, so that what is resident later has grown beside it.
OPTIONS = "-Xms512m -Xmx512m -XX:+AlwaysPreTouch -XX:NativeMemoryTracking=summary"
PROMPT = 'You greet {{ name }}.\n{% if words %}Use these words: {{ words | join(", ") }}{% endif %}\n'
START = 120
FEWEST = 12
# By how much a figure may be greater at the end: a share, or so much, whichever is more.
TOLERANCES = {"heap": (0.1, 8e6), "direct": (0.1, 16e6), "files": (0.1, 20), "rss": (0.1, 32e6), "threads": (0.1, 5)}


@dataclass(frozen=True)
class Sample:
    """What the server holds at a time: bytes of live heap, of direct memory and resident; open files; threads."""

    seconds: float
    done: int
    failed: int
    heap: int
    direct: int
    files: int
    rss: int
    threads: int


@dataclass(frozen=True)
class Drift:
    """A figure after the warm-up, in the first and in the last third of the samples, and the most that is flat."""

    figure: str
    first: float
    last: float
    most: float

    @property
    def flat(self):
        return self.last <= self.most


def drifts(samples):
    """The drift of each figure; the first quarter of the samples is the warm-up.

    Medians; of open files the fewest, as each call that is under way has two more, and what is never closed stays.
    """
    settled = samples[len(samples) // 4:]
    third = max(1, len(settled) // 3)
    for figure, (share, least) in TOLERANCES.items():
        middle = min if figure == "files" else statistics.median
        first, last = (middle(getattr(one, figure) for one in part) for part in (settled[:third], settled[-third:]))
        yield Drift(figure, first, last, first + max(share * first, least))


def interval(minutes):
    """Seconds between samples: a minute, or less where a run is too short for enough of them."""
    return min(60, minutes * 60 / FEWEST)


def start(children, folder):
    """Starts the simulated upstream and the server before it, with a key and a skill."""
    program = contestants.Tutti.program
    upstream = processes.free_port()
    simulate = [program, "simulate", "--port", str(upstream), "--latency", "10ms", "--tokens-per-second", "400"]
    simulator = Server("simulator", upstream, {}, children.start(simulate, folder / "simulator.log", _java("-Xmx512m"), folder))
    _await(simulator)
    port = processes.free_port()
    config = folder / "tutti.yaml"
    values = {"PORT": port, "UPSTREAM": upstream, "FOLDER": folder}
    config.write_text(re.sub(r"@([A-Z]+)@", lambda name: str(values[name[1]]), (HERE / "soak.yaml").read_text()))
    skill = folder / "skills" / "greeting"
    skill.mkdir(parents=True)
    (skill / "skill.yaml").write_text("version: 1.0.0\ndescription: Greets\nllm: {model: openai/sim}\n")
    (skill / "prompt.md").write_text(PROMPT)
    headers = {"authorization": f"Bearer {contestants.admin_key(program, config)}"}
    serve = [program, "serve", "--config", config]
    server = Server("Tutti", port, headers, children.start(serve, folder / "output.log", _java(OPTIONS), folder))
    _await(server)
    return server


def _java(options):
    return {**os.environ, "TUTTI_JAVA_OPTS": options}


def _await(server):
    def answers():
        try:
            return server.child.poll() is not None or server.text("/v1/models")
        except OSError:
            return False

    if not processes.wait_until(answers, START, every=0.05) or server.child.poll() is not None:
        raise Failed(f"{server.name} gave no answer within {START} s")


async def run(server, given, tell):
    """Loads the server; returns the samples, each told as it is taken, and the tally of the calls."""
    mix = Mix(server.port, server.headers, given.per_second, given.seed)
    began = time.monotonic()
    every, end = interval(given.minutes), 60 * given.minutes
    load = asyncio.create_task(mix.run(end + 1))
    samples = []
    try:
        for number in range(1, round(end / every) + 1):
            await asyncio.sleep(max(0, began + number * every - time.monotonic()))
            samples.append(await asyncio.to_thread(_sample, server, mix.tally, time.monotonic() - began))
            tell(samples[-1])
        await load
    finally:
        load.cancel()
    return samples, mix.tally


def _sample(server, tally, seconds):
    try:
        pid = jvm.process(server.pids())
        return Sample(
            round(seconds, 1), tally.done, tally.failed, jvm.live_heap_bytes(pid), jvm.direct_bytes(pid),
            processes.open_files(pid), processes.rss_bytes([pid]), processes.threads(pid),
        )
    except (jvm.Unknown, OSError, subprocess.SubprocessError) as failure:
        raise Failed(f"the server tells nothing any more: {failure}") from failure


def result(given, samples, tally):
    told = [{**asdict(drift), "flat": drift.flat} for drift in drifts(samples)]
    return {
        "minutes": given.minutes, "per_second": given.per_second, "seed": given.seed, "samples": [asdict(one) for one in samples],
        "done": tally.done, "failed": tally.failed, "unsent": tally.unsent, "kinds": dict(tally.kinds),
        "faults": dict(tally.faults.most_common(20)), "drifts": told, "flat": all(drift["flat"] for drift in told),
    }
