"""Child processes: started, measured from /proc, and always stopped, each by its own id."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def end_on_termination():
    """Has SIGTERM end the program as an exception does; a second one, as timeout(1) sends, does not disturb the clean-up."""

    def end(*_):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        sys.exit(143)

    signal.signal(signal.SIGTERM, end)


class Children:
    """Every process that the bench started; `with` ends them all, also on Ctrl-C."""

    def __init__(self):
        self._running = []
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for child in list(reversed(self._running)):
            self.stop(child)

    def start(self, command, log, env=None, cwd=None, **pipes):
        """Starts a command in a session of its own, its errors (and output, unless piped) in the file `log`."""
        with open(log, "ab") as output:
            options = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": output, **pipes}
            child = subprocess.Popen(
                command, env=env, cwd=cwd, start_new_session=True, **options
            )
        self._running.append(child)
        return child

    def stop(self, child, grace=10):
        """Asks the process to end, then ends what is left of its tree."""
        family = tree(child.pid)
        if child.poll() is None:
            child.terminate()
            try:
                child.wait(grace)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        for pid in family:
            if pid != child.pid and _session(pid) == child.pid:
                _kill(pid)
        if child in self._running:
            self._running.remove(child)


def _kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def _session(pid):
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return None


def _stat(pid):
    """The fields of /proc/<pid>/stat from the state on, or None when the process is gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def name(pid):
    """What the kernel calls a process, or None when it is gone."""
    try:
        with open(f"/proc/{pid}/comm", encoding="utf-8", errors="replace") as file:
            return file.read().strip()
    except (FileNotFoundError, ProcessLookupError):
        return None


def tree(root):
    """The process and all its descendants."""
    children = {}
    for pid in os.listdir("/proc"):
        if pid.isdigit():
            stat = _stat(pid)
            if stat:
                children.setdefault(int(stat[1]), []).append(int(pid))
    found, todo = [], [root]
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo += children.get(pid, [])
    return found


def cpu_seconds(pids):
    """User and system time of these processes and of children that they had: it never falls when one of a tree ends."""
    stats = filter(None, map(_stat, pids))
    return sum(sum(map(int, stat[11:15])) for stat in stats) / TICK


def compiler_seconds(pids):
    """CPU time of the JIT compilers' threads that run now in these processes."""
    spent = 0
    for pid in pids:
        try:
            threads = os.listdir(f"/proc/{pid}/task")
        except OSError:
            continue
        spent += sum(_compiler_ticks(f"/proc/{pid}/task/{thread}/stat") for thread in threads)
    return spent / TICK


def _compiler_ticks(path):
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            thread, stat = file.read().split("(", 1)[1].rsplit(")", 1)
    except OSError:
        return 0
    fields = stat.split()
    return int(fields[11]) + int(fields[12]) if thread.startswith(("C1 Comp", "C2 Comp")) else 0


def rss_bytes(pids):
    """Resident memory of these processes; pages that they share count for each."""
    stats = filter(None, map(_stat, pids))
    return sum(int(stat[21]) for stat in stats) * PAGE


def open_files(pid):
    """How many file descriptors a process has open."""
    return len(os.listdir(f"/proc/{pid}/fd"))


def threads(pid):
    return len(os.listdir(f"/proc/{pid}/task"))


def machine_seconds():
    """CPU time of all processes, ended children included, and the time that was stolen from the machine.

    The totals of /proc/stat are sampled at clock ticks, and so blind to, or fooled by, work at a steady pace.
    """
    pids = filter(str.isdigit, os.listdir("/proc"))
    spent = cpu_seconds(pids)
    with open("/proc/stat", encoding="ascii") as file:
        stolen = int(file.readline().split()[8])
    return spent + stolen / TICK


def free_port():
    """A TCP port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(holds, seconds, every=0.002):
    """Whether the condition held within the time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(every)
    return False
