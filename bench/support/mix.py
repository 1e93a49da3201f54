"""Mixed load: calls of many kinds at a steady pace, from callers of which some leave in the middle of an answer."""

import asyncio
import json
import random
import time
from collections import Counter
from dataclasses import dataclass, field

CHAT = "/v1/chat/completions"
MESSAGES = "/v1/messages"
AT_ONCE = 300
PATIENCE = 60
LONGEST_PROMPT = 8000
KEPT_QUESTIONS = 100


@dataclass(frozen=True)
class Kind:
    """One kind of call; `share` is its weight, `end` what its answer must show at last, None where the caller leaves before."""

    name: str
    share: int
    path: str
    model: str = ""
    stream: bool = False
    body: bytes | None = None
    statuses: tuple = (200,)
    end: bytes | None = b"}"

    def request(self, chance):
        if self.body is not None:
            return self.body
        question = chance.randrange(KEPT_QUESTIONS) if self.model == "kept" else chance.getrandbits(60)
        words = f"Question {question}. " + "word " * (0 if self.model == "kept" else chance.randrange(LONGEST_PROMPT) // 5)
        chat = {"model": self.model, "max_tokens": 100, "messages": [{"role": "user", "content": words}], "stream": self.stream}
        return json.dumps(chat).encode()

    def wrong(self, answer):
        """What is wrong with an answer, or None."""
        told = f"{self.name}: status {answer.status}"
        if answer.status not in self.statuses:
            return f"{told}: {answer.body[:120]!r}"
        if answer.status == 200 and b'"error"' in answer.body:
            return f"{told} with an error"
        return None if self.end is None or answer.body.rstrip().endswith(self.end) else f"{told}, but its end is missing"


SKILL = b'{"user_message": "Hello", "context": {"name": "Ada", "words": ["good", "morning"]}}'
KINDS = [
    Kind("whole", 28, CHAT, "openai/sim"),
    Kind("streamed", 24, CHAT, "openai/sim", stream=True, end=b"data: [DONE]"),
    Kind("translated", 6, CHAT, "anthropic/sim"),
    Kind("translated, streamed", 6, CHAT, "anthropic/sim", stream=True, end=b"data: [DONE]"),
    Kind("messages", 4, MESSAGES, "openai/sim"),
    Kind("messages, streamed", 4, MESSAGES, "openai/sim", stream=True, end=b'{"type":"message_stop"}'),
    Kind("skill", 4, "/v1/skills/greeting/execute", body=SKILL),
    Kind("skill, streamed", 4, "/v1/skills/greeting/stream", body=SKILL),
    Kind("cache", 8, CHAT, "kept"),
    Kind("upstream fails", 2, CHAT, "openai/sim-500", statuses=(429, 500, 502, 503, 504)),
    Kind("unknown model", 2, CHAT, "openai-not-there", statuses=(404,)),
    Kind("broken body", 2, CHAT, body=b'{"model": "openai/sim", "messages": [', statuses=(400,)),
    Kind("leaves", 6, CHAT, "openai/sim-slow", stream=True, end=None),
]


@dataclass
class Answer:
    status: int
    body: bytes = b""
    reusable: bool = True


@dataclass
class Tally:
    """Calls by what became of them; `faults` says why those that failed did."""

    done: int = 0
    failed: int = 0
    unsent: int = 0
    kinds: Counter = field(default_factory=Counter)
    faults: Counter = field(default_factory=Counter)

    def settled(self, kind, wrong):
        self.done += 1
        self.kinds[kind.name] += 1
        if wrong:
            self.failed += 1
            self.faults[wrong] += 1


class Mix:
    """Callers on connections that they keep; `tally` may be read while it runs."""

    def __init__(self, port, headers, per_second, seed):
        self.tally = Tally()
        self._port = port
        self._head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._pause = 1 / per_second
        self._chance = random.Random(seed)
        self._idle = []
        self._calls = set()

    async def run(self, seconds):
        """Begins calls for so long, each when it is due and in the first tenth more and more; then waits for those under way."""
        began = due = time.monotonic()
        while due < began + seconds:
            await asyncio.sleep(max(0, due - time.monotonic()))
            self._begin(self._chance.choices(KINDS, [kind.share for kind in KINDS])[0])
            due += self._pause / min(1, 0.1 + 10 * (due - began) / seconds)
        if self._calls:
            await asyncio.wait(self._calls, timeout=PATIENCE + 5)
        for _, writer in self._idle:
            writer.transport.abort()

    def _begin(self, kind):
        if len(self._calls) >= AT_ONCE:
            self.tally.unsent += 1
            return
        call = asyncio.create_task(self._call(kind, kind.request(self._chance)))
        self._calls.add(call)
        call.add_done_callback(self._calls.discard)

    async def _call(self, kind, body):
        wrong = None
        try:
            wrong = kind.wrong(await asyncio.wait_for(self._ask(kind, body), PATIENCE))
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError) as failure:
            wrong = f"{kind.name}: {type(failure).__name__} {failure}"[:200]
        self.tally.settled(kind, wrong)

    async def _ask(self, kind, body):
        reader, writer = self._idle.pop() if self._idle else await asyncio.open_connection("127.0.0.1", self._port)
        kept = False
        try:
            head = f"POST {kind.path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{self._head}content-type: application/json\r\n"
            writer.write(f"{head}content-length: {len(body)}\r\n\r\n".encode() + body)
            answer = await _answer(reader, leave=kind.end is None)
            kept = answer.reusable
            return answer
        finally:
            if kept:
                self._idle.append((reader, writer))
            else:
                writer.transport.abort()


async def _answer(reader, leave):
    """Reads an answer; with `leave` only what comes first, so that the connection is of no use any more."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    answer = Answer(int(head.split(" ", 2)[1]), reusable=not leave and "\r\nconnection: close" not in head)
    if "\r\ntransfer-encoding: chunked" in head:
        answer.body = await _chunks(reader, leave)
    else:
        length = head.partition("\r\ncontent-length: ")[2].partition("\r\n")[0]
        answer.body = await reader.readexactly(int(length or 0))
    return answer


async def _chunks(reader, leave):
    parts = []
    while size := int(await reader.readuntil(b"\r\n"), 16):
        parts.append((await reader.readexactly(size + 2))[:-2])
        if leave:
            return parts[0]
    await reader.readuntil(b"\r\n")
    return b"".join(parts)
