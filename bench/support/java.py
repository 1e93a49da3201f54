"""The project's own Java: its JDK, and its test classes with their class path."""

import json
import os
import selectors
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "target" / "bench"
BUILD = 900


def home():
    return Path(subprocess.check_output([ROOT / "bin" / "jdk"], text=True, timeout=60).strip())


def _newest(*places):
    files = (file for place in places for file in [place, *place.rglob("*")] if file.is_file())
    return max(file.stat().st_mtime for file in files)


def class_path(say):
    """Compiles main and test classes when a source is newer, and gives the path to run them with."""
    cached = FOLDER / "classpath"
    sources = _newest(ROOT / "pom.xml", ROOT / "src")
    if not cached.exists() or cached.stat().st_mtime < sources:
        say("compiling")
        FOLDER.mkdir(parents=True, exist_ok=True)
        goals = ["test-compile", "dependency:build-classpath"]
        flags = [f"-Dmdep.outputFile={cached}", "-Dmdep.includeScope=test"]
        subprocess.run([ROOT / "mvnw", "-q", "-B", *goals, *flags], cwd=ROOT, check=True, timeout=BUILD)
        os.utime(cached)
    return f"{ROOT}/target/test-classes:{ROOT}/target/classes:{cached.read_text().strip()}"


def printing(command):
    """Runs a command, shows its standard output line by line, and returns all of it; ends with the command's code if it fails."""
    told = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            print(line, end="", flush=True)
            told.append(line)
    if process.returncode:
        sys.exit(process.returncode)
    return "".join(told)


class Program:
    """One of the bench's Java programs: lines of JSON on its standard input and output."""

    OPTIONS = ["-XX:+UseSerialGC", "-Xms256m", "-Xmx1g", "--enable-native-access=ALL-UNNAMED"]

    def __init__(self, children, path, name, log):
        command = [home() / "bin" / "java", *self.OPTIONS, "-cp", path, f"dev.tutti.bench.{name}"]
        self.name = name
        self.process = children.start(
            command, log, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._rest = b""
        self._selector = selectors.DefaultSelector()
        self._selector.register(self.process.stdout, selectors.EVENT_READ)
        self.ready = self.event(30)

    def tell(self, command):
        self.process.stdin.write(json.dumps(command).encode() + b"\n")
        self.process.stdin.flush()

    def event(self, seconds):
        """The next event; TimeoutError when none comes in time, EOFError when the program has left."""
        deadline = time.monotonic() + seconds
        while b"\n" not in self._rest:
            if not self._selector.select(max(0, deadline - time.monotonic())):
                raise TimeoutError(f"{self.name} said nothing for {seconds:.0f} s")
            more = os.read(self.process.stdout.fileno(), 1 << 16)
            if not more:
                raise EOFError(f"{self.name} has left")
            self._rest += more
        line, self._rest = self._rest.split(b"\n", 1)
        return json.loads(line)
