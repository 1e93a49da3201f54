"""Runs a client's flows one after another and prints one JSON line for each."""

import json
import os
import re
import threading
import time
import urllib.request

BASE_URL = os.environ["TUTTI_BASE_URL"]
KEY = os.environ["TUTTI_KEY"]
ADMIN_KEY = os.environ["TUTTI_ADMIN_KEY"]

FLOW_SECONDS = 240
CANCELLED_WITHIN_SECONDS = 20
ATTEMPTS = 5

# The attempts that callers left, whatever the other labels are.
CANCELLED = re.compile(
    r'^gen_ai_client_operation_duration_seconds_count\{[^}]*outcome="cancelled"[^}]*\} ([0-9.e+]+)',
    re.M,
)
IN_FLIGHT = re.compile(r"^tutti_\w*in_flight(?:\{[^}]*\})? ([0-9.e+]+)", re.M)


class Unmet(Exception):
    """What the server did is not what the flow expects."""


class Absent(Exception):
    """The client's API has no such flow; the message says why."""


def expect(holds, what):
    if not holds:
        raise Unmet(what)


def same(what, found, expected):
    expect(found == expected, f"{what}: {found!r} (expected: {expected!r})")


def contains(what, found, expected):
    expect(found and expected in found, f"{what}: {found!r} (expected it to contain: {expected!r})")


def raises(kind, call, *, code=None):
    """Calls and gives back the error, which must be of exactly this kind."""
    try:
        call()
    except Exception as error:  # noqa: BLE001 - any other kind is what is being tested
        expect(type(error) is kind, f"{type(error).__name__}: {error} (expected: {kind.__name__})")
        if code is not None:
            same("error.code", error.code, code)
        return error
    raise Unmet(f"no error (expected: {kind.__name__})")


def promptly(seconds, attempt):
    """Repeats what gives back how long its first sign took, and what came, until one was soon
    enough: a busy machine is late now and then, a server that holds answers back is every time.
    """
    waits = []
    for _ in range(ATTEMPTS):
        waited, found = attempt()
        if waited < seconds:
            return found
        waits.append(f"{waited:.3f}")
    raise Unmet(f"first sign after {waits} s (expected: {seconds} s)")


def left_calls():
    """How many calls the server has counted as cancelled, and how many are under way."""
    origin = BASE_URL.removesuffix("/v1")
    request = urllib.request.Request(
        origin + "/metrics", headers={"Authorization": f"Bearer {ADMIN_KEY}"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        text = answer.read().decode()
    return [sum(float(n) for n in line.findall(text)) for line in (CANCELLED, IN_FLIGHT)]


def await_cancelled(before):
    """Waits until one more call than before is counted as cancelled and none is under way."""
    deadline = time.monotonic() + CANCELLED_WITHIN_SECONDS
    while True:
        cancelled, in_flight = left_calls()
        if cancelled > before and in_flight == 0:
            return
        expect(
            time.monotonic() < deadline,
            f"after {CANCELLED_WITHIN_SECONDS} s: {cancelled:.0f} cancelled, {in_flight:.0f} in flight"
            f" (expected: more than {before:.0f}, and 0)",
        )
        time.sleep(0.02)


def outcome(flow):
    try:
        flow()
        return {"result": "ok"}
    except Absent as absent:
        return {"result": "absent", "reason": str(absent)}
    except Exception as error:  # noqa: BLE001 - the edge of a flow: every failure becomes a row
        return {"result": "fail", "reason": f"{type(error).__name__}: {error}"}


def run(client, flows, *, over=None):
    """Runs the flows; over is the provider behind the server where several are tried."""
    row = {"client": client} | ({"over": over} if over else {})
    for flow in flows:
        found = {"result": "fail", "reason": f"not finished after {FLOW_SECONDS} s"}
        started = time.monotonic()
        thread = threading.Thread(target=lambda: found.update(outcome(flow)), daemon=True)
        thread.start()
        thread.join(FLOW_SECONDS)
        if found["result"] == "ok":
            found.pop("reason", None)
        took = round((time.monotonic() - started) * 1000)
        print(json.dumps({**row, "flow": flow.__name__, "ms": took, **found}), flush=True)
