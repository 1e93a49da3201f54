"""Where and when a run was made: everything that its figures depend on."""

import datetime
import os
import platform
import re
import subprocess

from support import java


def facts(command):
    return {
        "command": command,
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": _commit(),
        "cores": os.cpu_count(),
        "processor": _first(r"^model name\s*: (.*)", "/proc/cpuinfo"),
        "memory_gib": round(int(_first(r"^MemTotal:\s+(\d+)", "/proc/meminfo") or 0) / 2**20),
        "kernel": f"{platform.system()} {re.sub(r'-.*', '', platform.release())}",
        "jdk": _first(r'^IMPLEMENTOR_VERSION="(.*)"', java.home() / "release")
        or _first(r'^JAVA_VERSION="(.*)"', java.home() / "release"),
    }


def _first(pattern, path):
    with open(path, encoding="utf-8") as file:
        found = re.search(pattern, file.read(), re.MULTILINE)
    return found[1].strip() if found else None


def _commit():
    git = ["git", "-C", java.ROOT]
    told = subprocess.run([*git, "describe", "--always", "--dirty"], capture_output=True, text=True)
    return told.stdout.strip() or "unknown"
