"""What a running JVM tells of its memory: through jcmd, and through the metrics of the server in it."""

import re
import subprocess

from support import java, processes

PATIENCE = 60


class Unknown(Exception):
    """A figure that the server does not tell."""


def live_heap_bytes(pid):
    """Bytes of the objects that survive a full collection of the JVM `pid`."""
    return int(re.search(r"^Total\s+\d+\s+(\d+)", _jcmd(pid, "GC.class_histogram"), re.MULTILINE).group(1))


def allocated_bytes(server, pid):
    """Bytes allocated since the start, exact to what was allocated while this was asked.

    The server counts what each collection finds in eden, so one is forced, and its count waited for.
    """
    before = _collections(server)
    _jcmd(pid, "GC.run")
    if not processes.wait_until(lambda: _collections(server) > before, PATIENCE, every=0.05):
        raise Unknown(f"counted no collection within {PATIENCE} s")
    return metric(server, "jvm_gc_memory_allocated_bytes_total")


def direct_bytes(pid):
    """Bytes outside the heap that are not the JVM's own, to some megabytes: buffers of Netty, and SQLite's memory.

    Netty takes its buffers from malloc itself, so that neither a buffer pool's MXBean nor the JVM's tracking of native
    memory counts them: this is what malloc has in use less what the JVM has of it, which it must have been told to track.
    """
    malloc = _jcmd(pid, "System.native_heap_info")
    tracked = re.search(r"^ +malloc: (\d+)KB", _jcmd(pid, "VM.native_memory", "summary"), re.MULTILINE)
    if not tracked:
        raise Unknown("does not track its native memory (expected: -XX:NativeMemoryTracking=summary)")
    totals = malloc.rpartition("</heap>")[2]
    size = {kind: int(re.search(rf'type="{kind}"[^/]* size="(\d+)"', totals)[1]) for kind in ("current", "fast", "rest", "mmap")}
    in_use = size["current"] + size["mmap"] - size["fast"] - size["rest"]
    return max(0, in_use - int(tracked[1]) * 1024)


def metric(server, name, **labels):
    """The sum of a metric over its series that have all these labels."""
    value = _sum(server, name, **labels)
    if value is None:
        raise Unknown(f"has no metric {name}")
    return value


def _sum(server, name, **labels):
    wanted = [f'{label}="{value}"' for label, value in labels.items()]
    series = re.findall(rf"^{name}(?:\{{(.*)\}})? (\S+)", server.text("/metrics"), re.MULTILINE)
    values = [float(value) for found, value in series if all(label in found for label in wanted)]
    return sum(values) if values else None


def _collections(server):
    return _sum(server, "jvm_gc_pause_seconds_count", cause="Diagnostic Command") or 0


def process(pids):
    """The JVM's process among these."""
    for pid in pids:
        if processes.name(pid) == "java":
            return pid
    raise Unknown("has no process named java")


def _jcmd(pid, *command):
    return subprocess.check_output([java.home() / "bin" / "jcmd", str(pid), *command], text=True, timeout=PATIENCE)
