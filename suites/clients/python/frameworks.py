"""What the frameworks are asked over every upstream, and how their flows are run.

Over "sim" Tutti's simulated provider answers. Over the strict ones Tutti asks the scripted upstream in
suites/clients/upstream, which refuses what that provider refuses. Its answers follow from the question.
"""

import asyncio
import functools
import os
import threading
from dataclasses import dataclass, field

import harness
from harness import contains, expect, same
from pydantic import BaseModel

BASE_URL = harness.BASE_URL
ANTHROPIC_URL = BASE_URL.removesuffix("/v1")
KEY = harness.KEY
HELLO = "Say hello."
IN_TURN = "The weather in Paris, then the time in Paris."
PICTURE_QUESTION = "What is this?"
PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
    "WjR9awAAAABJRU5ErkJggg=="
)
PICTURE_URL = f"data:image/png;base64,{PICTURE}"
ANSWERED = "chat stream tools stream_tools parallel_tools history structured image".split()


# The one loop for all that is asynchronous: connections that clients keep belong to it.
LOOP = asyncio.new_event_loop()
threading.Thread(target=LOOP.run_forever, daemon=True).start()


def wait(coroutine):
    """The result of a coroutine."""
    return asyncio.run_coroutine_threadsafe(coroutine, LOOP).result()


class City(BaseModel):
    """A city."""

    name: str
    country: str
    inhabitants: int


@dataclass
class Upstream:
    """A provider of the server, and what is said to it."""

    name: str
    model: str
    at_once: str = "The weather and the time in two cities."
    calls_at_once: int = 4
    told: list = field(default_factory=lambda: ["sunny in Paris", "noon in Paris"])
    told_at_once: list = field(default_factory=lambda: ["sunny in Oslo", "noon in Oslo"])
    picture: str = "image/png"
    greeting: str = "strict upstream"
    failures: dict = field(default_factory=dict)  # from status to model

    def failing(self, status):
        """The model and the question that lead to an error of this status."""
        if self.failures:
            return self.failures[status], HELLO
        return self.model, f"Please fail {status} now."

    def greets(self, text):
        contains("text", text.lower(), self.greeting)

    def shows(self, text):
        contains("text", text.lower(), self.picture)

    def has_told(self, text, calls):
        """The text tells what the two tools gave, each called once."""
        same("calls", sorted(calls), ["get_time", "get_weather"])
        for part in self.told:
            contains("text", text, part)

    def has_told_at_once(self, text, calls):
        same("calls", len(calls), self.calls_at_once)
        for part in self.told + self.told_at_once:
            contains("text", text, part)


SIM = Upstream(
    "sim",
    "sim",
    at_once="The weather and the time, please.",
    calls_at_once=2,
    told=["sunny in", "noon in"],
    told_at_once=[],
    picture="simulated",
    greeting="simulated",
    failures={429: "sim/sim-429", 500: "sim/sim-500", 400: "sim/sim-context"},
)
ALL = [
    SIM,
    Upstream("strict-openai", "strict-openai/gpt-4.1-mini"),
    Upstream("strict-responses", "strict-responses/gpt-5-codex"),
    Upstream("strict-anthropic", "strict-anthropic/claude-sonnet-4-5"),
    Upstream("strict-gemini", "strict-gemini/gemini-3-flash-preview"),
]


class Tools:
    """Two tools, as functions with types and docstrings, and which of them was called."""

    def __init__(self):
        self.calls = []

    def weather(self):
        def get_weather(city: str) -> str:
            """Tells the weather in a city."""
            self.calls.append("get_weather")
            return f"sunny in {city}"

        return get_weather

    def time(self):
        def get_time(city: str) -> str:
            """Tells the time in a city."""
            self.calls.append("get_time")
            return f"noon in {city}"

        return get_time

    def both(self):
        return [self.weather(), self.time()]

    def call(self, name, arguments):
        return {tool.__name__: tool for tool in self.both()}[name](**arguments)


def is_city(city):
    expect(isinstance(city, City) and city.name and city.country, f"not a city: {city!r}")


def refused(upstream, kind, status, ask, *, answered=None):
    """Asks for an error; the client's own must be of this kind, with the status of the answer."""
    try:
        ask(*upstream.failing(status))
    except kind as error:
        same("status", error.status_code, answered or status)
    else:
        raise harness.Unmet(f"no error (expected: {kind.__name__})")


def failures(ask, bad_request, server_error, rate_limit):
    """The flows of requests that fail: how one is asked, and the client's own errors for three statuses."""

    def flow(name, kind, status, answered=None):
        def fails(upstream):
            refused(upstream, kind, status, ask, answered=answered)

        fails.__name__ = name
        return fails

    return [
        flow("bad_request", bad_request, 400),
        flow("server_error", server_error, 500, answered=502),
        flow("rate_limit", rate_limit, 429),
    ]


def answers(client):
    """A client's flows of what is answered, by their names in its module."""
    return [client[flow] for flow in ANSWERED]


def absent(flow, why):
    """A flow that the client's API does not have."""

    def missing(upstream):
        raise harness.Absent(why)

    missing.__name__ = flow
    return missing


def run(client, *flows):
    """Runs the flows over every upstream, or over the one that TUTTI_OVER names."""
    for upstream in ALL:
        if os.environ.get("TUTTI_OVER", upstream.name) == upstream.name:
            harness.run(client, [named(flow, upstream) for flow in flows], over=upstream.name)


def named(flow, upstream):
    return functools.wraps(flow)(lambda: flow(upstream))
