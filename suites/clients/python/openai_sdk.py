"""The official OpenAI SDK for Python against Tutti.

The client validates every answer against the SDK's own types, so a field of the wrong type fails
the flow even where the flow does not look at it. Two answers of OpenAI's own service break those
types, and are asked for without it: vectors in base64, and streamed legacy completions, whose
finish reason is null until the last chunk.
"""

import asyncio
import json
import math
import time
from enum import Enum

import openai
from batch_flows import FLOWS as BATCHES
from harness import (
    BASE_URL,
    KEY,
    await_cancelled,
    contains,
    expect,
    left_calls,
    promptly,
    raises,
    run,
    same,
)
from pydantic import BaseModel, Field
from responses_flows import FLOWS as RESPONSES

HELLO = [
    {"role": "system", "content": "You are brief."},
    {"role": "user", "content": "Say hello."},
    {"role": "assistant", "content": "Hello."},
    {"role": "user", "content": "And again."},
]
CHINESE = "上海今天晴，二十三度。𠮷野家见 🙂"
BROKEN = {"sim/sim-error-mid": "upstream_error", "sim/sim-cut": "truncated"}
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
    "WjR9awAAAABJRU5ErkJggg=="
)


class Kind(str, Enum):
    BUG = "bug"
    FEATURE = "feature"


class Author(BaseModel):
    name: str
    email: str | None


class Ticket(BaseModel):
    title: str
    kind: Kind
    priority: int = Field(ge=1, le=5)
    open: bool
    tags: list[str]
    author: Author


def tool(name, argument):
    schema = {
        "type": "object",
        "properties": {argument: {"type": "string"}},
        "required": [argument],
        "additionalProperties": False,
    }
    return {
        "type": "function",
        "function": {"name": name, "description": name, "parameters": schema, "strict": True},
    }


WEATHER = tool("get_weather", "city")
TIME = tool("get_time", "zone")
ANSWERS = {"get_weather": ("city", CHINESE), "get_time": ("zone", "14:05 in Paris")}


def new_client(**options):
    options = {"max_retries": 0, "timeout": 120, "api_key": KEY} | options
    return openai.OpenAI(base_url=BASE_URL, **options)


client = new_client(_strict_response_validation=True)
lenient = new_client()


def create(model="sim", messages=HELLO, **options):
    return client.chat.completions.create(model=model, messages=messages, **options)


def streamed_text(chunks):
    return "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)


def check_usage(usage):
    expect(usage and usage.prompt_tokens > 0 and usage.completion_tokens > 0, f"usage: {usage}")
    same("usage.total_tokens", usage.total_tokens, usage.prompt_tokens + usage.completion_tokens)


def chat():
    raw = client.chat.completions.with_raw_response.create(model="sim", messages=HELLO)
    expect(raw.headers.get("x-tutti-request-id"), "no x-tutti-request-id header")
    answer = raw.parse()
    same("model", answer.model, "sim")
    same("finish_reason", answer.choices[0].finish_reason, "stop")
    contains("content", answer.choices[0].message.content.lower(), "simulated")
    check_usage(answer.usage)


def stream():
    chunks = list(create(stream=True))
    contains("content", streamed_text(chunks).lower(), "simulated")
    expect(len(chunks) > 2, f"{len(chunks)} chunks (expected: several)")
    same("finish_reason", [c.choices[0].finish_reason for c in chunks][-1], "stop")
    same("ids", len({c.id for c in chunks}), 1)
    same("usage that was not asked for", [c.usage for c in chunks if c.usage], [])


def stream_usage():
    chunks = list(create(stream=True, stream_options={"include_usage": True}))
    same("choices of the last chunk", chunks[-1].choices, [])
    check_usage(chunks[-1].usage)
    same("chunks with usage", len([c for c in chunks if c.usage]), 1)


def answered(message):
    """The tool messages a program would send after this message of the model."""
    for call in message.tool_calls:
        argument, result = ANSWERS[call.function.name]
        expect(
            isinstance(json.loads(call.function.arguments).get(argument), str),
            f"arguments: {call.function.arguments} (expected a string in {argument})",
        )
        yield {"role": "tool", "tool_call_id": call.id, "content": result}


def tools():
    question = [{"role": "user", "content": "What is the weather in Shanghai?"}]
    asked = create("sim/sim-tools", question, tools=[WEATHER]).choices[0]
    same("finish_reason", asked.finish_reason, "tool_calls")
    same("tools", [c.function.name for c in asked.message.tool_calls], ["get_weather"])
    messages = question + [asked.message, *answered(asked.message)]
    done = create("sim/sim-tools", messages, tools=[WEATHER]).choices[0]
    same("finish_reason", done.finish_reason, "stop")
    contains("content", done.message.content, CHINESE)


def stream_tools():
    question = [{"role": "user", "content": "What is the weather in Shanghai?"}]
    with client.chat.completions.stream(
        model="sim/sim-tools", messages=question, tools=[WEATHER]
    ) as events:
        kinds = [event.type for event in events]
        asked = events.get_final_completion().choices[0]
    expect("tool_calls.function.arguments.delta" in kinds, f"events: {sorted(set(kinds))}")
    same("finish_reason", asked.finish_reason, "tool_calls")
    messages = question + [asked.message, *answered(asked.message)]
    chunks = create("sim/sim-tools", messages, tools=[WEATHER], stream=True)
    contains("content", streamed_text(chunks), CHINESE)


def parallel_tools():
    question = [{"role": "user", "content": "The weather in Shanghai, and the time in Paris?"}]
    both = {"tools": [WEATHER, TIME], "parallel_tool_calls": True}
    asked = create("sim/sim-tools", question, **both).choices[0].message
    same("tools", sorted(c.function.name for c in asked.tool_calls), ["get_time", "get_weather"])
    same("distinct ids", len({c.id for c in asked.tool_calls}), 2)
    done = create("sim/sim-tools", question + [asked, *answered(asked)], **both).choices[0]
    contains("content", done.message.content, CHINESE)
    contains("content", done.message.content, "14:05 in Paris")


def json_schema():
    answer = client.chat.completions.parse(model="sim", messages=HELLO, response_format=Ticket)
    expect(isinstance(answer.choices[0].message.parsed, Ticket), "nothing parsed")


def stream_json_schema():
    with client.chat.completions.stream(
        model="sim", messages=HELLO, response_format=Ticket
    ) as events:
        parsed = events.get_final_completion().choices[0].message.parsed
    expect(isinstance(parsed, Ticket), "nothing parsed")


def json_mode():
    messages = [{"role": "user", "content": "Answer in JSON."}]
    answer = create(messages=messages, response_format={"type": "json_object"})
    expect(isinstance(json.loads(answer.choices[0].message.content), dict), "not an object")


def embeddings():
    asked = {"model": "sim", "input": ["eins", "二", "eins"], "dimensions": 64}
    vectors = [item.embedding for item in lenient.embeddings.create(**asked).data]
    same("dimensions", [len(v) for v in vectors], [64, 64, 64])
    expect(vectors[0] == vectors[2] != vectors[1], "same text, other vector (or the reverse)")
    plain = client.embeddings.create(**asked, encoding_format="float")
    expect(plain.usage.prompt_tokens > 0, f"usage: {plain.usage}")
    pairs = zip(plain.data[0].embedding, vectors[0], strict=True)
    close = all(abs(a - b) < 1e-6 for a, b in pairs)
    expect(close, "base64 and float vectors differ")


def models():
    ids = [model.id for model in client.models.list()]
    expect("sim" in ids, f"models: {ids} (expected: sim)")
    for name in ("sim", "sim/sim-tools"):
        same("models.retrieve", client.models.retrieve(name).id, name)


def completions():
    answer = client.completions.create(model="sim", prompt="Once upon a time", max_tokens=50)
    contains("text", answer.choices[0].text.lower(), "simulated")
    same("finish_reason", answer.choices[0].finish_reason, "stop")
    check_usage(answer.usage)
    chunks = lenient.completions.create(model="sim", prompt="Once", max_tokens=50, stream=True)
    text = "".join(chunk.choices[0].text for chunk in chunks if chunk.choices)
    contains("streamed text", text.lower(), "simulated")


def image():
    parts = [
        {"type": "text", "text": "What is this?"},
        {"type": "image_url", "image_url": {"url": PIXEL, "detail": "low"}},
    ]
    answer = create(messages=[{"role": "user", "content": parts}])
    contains("content", answer.choices[0].message.content.lower(), "simulated")


def logprobs():
    tokens = create(logprobs=True, top_logprobs=2).choices[0].logprobs.content
    expect(tokens and all(t.logprob <= 0 for t in tokens), f"logprobs: {tokens}")
    expect(all(1 <= len(t.top_logprobs) <= 2 for t in tokens), f"top_logprobs: {tokens[0]}")


def chinese():
    messages = [{"role": "user", "content": CHINESE}]
    same("content", create("sim/sim-echo", messages).choices[0].message.content, CHINESE)
    chunks = create("sim/sim-echo", messages, stream=True)
    same("streamed content", streamed_text(chunks), CHINESE)


def concurrent():
    async def all_at_once():
        async with openai.AsyncOpenAI(base_url=BASE_URL, api_key=KEY, max_retries=0) as other:
            calls = [other.chat.completions.create(model="sim", messages=HELLO) for _ in range(16)]
            return await asyncio.gather(*calls)

    answers = asyncio.run(all_at_once())
    same("distinct ids", len({answer.id for answer in answers}), 16)


def cancel():
    before, _ = left_calls()
    chunks = create("sim/sim-slow", stream=True)
    expect(next(chunks, None), "no chunk")
    chunks.close()
    await_cancelled(before)


def timeout():
    before, _ = left_calls()
    impatient = new_client(timeout=2)
    raises(
        openai.APITimeoutError,
        lambda: impatient.chat.completions.create(model="sim/sim-stall", messages=HELLO),
    )
    await_cancelled(before)


def unauthorized():
    stranger = new_client(api_key="tt-wrong")
    error = raises(openai.AuthenticationError, stranger.models.list)
    expect(error.code, "no error code")
    raises(
        openai.AuthenticationError,
        lambda: stranger.chat.completions.create(model="sim", messages=HELLO, stream=True),
    )


def rate_limit():
    for streamed in (False, True):
        error = raises(openai.RateLimitError, lambda: create("sim/sim-429", stream=streamed))
        expect(int(error.response.headers["retry-after"]) > 0, "retry-after is not positive")


def retry_after():
    error = raises(openai.RateLimitError, lambda: create("sim/sim-429"))
    seconds = int(error.response.headers["retry-after"])
    patient = client.with_options(max_retries=1)
    started = time.monotonic()
    raises(
        openai.RateLimitError,
        lambda: patient.chat.completions.create(model="sim/sim-429", messages=HELLO),
    )
    took = time.monotonic() - started
    expect(took >= seconds * 0.9, f"retried after {took:.1f} s (expected: {seconds} s)")


def context_length():
    for streamed in (False, True):
        raises(
            openai.BadRequestError,
            lambda: create("sim/sim-context", stream=streamed),
            code="context_length_exceeded",
        )


def server_error():
    for streamed in (False, True):
        raises(openai.InternalServerError, lambda: create("sim/sim-500", stream=streamed))


def broken_stream():
    for model, code in BROKEN.items():
        chunks = create(model, stream=True)
        expect(next(chunks, None), "no chunk before the error")
        raises(openai.APIError, lambda: list(chunks), code=code)


def unknown_model():
    raises(openai.NotFoundError, lambda: create("no-such-model"), code="model_not_found")


def bad_parameter():
    error = raises(openai.BadRequestError, lambda: create(temperature=99))
    contains("message", error.message, "temperature")


def cooperation():
    asked = {"model": "coop:panel", "max_tokens": 20}
    for refused in ({"tools": [WEATHER]}, {"n": 2}):
        error = raises(openai.BadRequestError, lambda more=refused: create(**asked, **more))
        contains("message", error.message, *refused)
    parsed = client.chat.completions.parse(
        model="coop:panel", messages=HELLO, response_format=Ticket
    )
    expect(isinstance(parsed.choices[0].message.parsed, Ticket), "nothing parsed")
    impatient = new_client(timeout=openai.Timeout(30, read=0.8))  # less than a member takes

    def streamed():
        began = time.monotonic()
        try:
            chunks = impatient.chat.completions.create(
                messages=HELLO, **asked, stream=True, stream_options={"include_usage": True}
            )
            found = [next(iter(chunks))]
            waited = time.monotonic() - began
            found += chunks
        except Exception as error:  # noqa: BLE001 - that of the HTTP library comes through
            if "Timeout" not in type(error).__name__:
                raise
            return math.inf, []
        took = time.monotonic() - began
        expect(took > 1, f"all after {took:.1f} s (expected: that of a slow member)")
        return waited, found

    chunks = promptly(0.5, streamed)
    contains("content", streamed_text(chunks).lower(), "simulated")
    usage = chunks[-1].usage
    check_usage(usage)
    one = create(max_tokens=20).usage.completion_tokens
    expect(usage.completion_tokens > 2 * one, f"usage: {usage} (expected: a sum)")
    whole = create(**asked)
    same("model", whole.model, "coop:panel")
    same("usage", whole.usage.completion_tokens, usage.completion_tokens)


FLOWS = [
    chat,
    stream,
    stream_usage,
    tools,
    stream_tools,
    parallel_tools,
    json_schema,
    stream_json_schema,
    json_mode,
    embeddings,
    models,
    completions,
    image,
    logprobs,
    chinese,
    concurrent,
    cancel,
    timeout,
    unauthorized,
    rate_limit,
    retry_after,
    context_length,
    server_error,
    broken_stream,
    unknown_model,
    bad_parameter,
    cooperation,
]

if __name__ == "__main__":
    run("python", FLOWS + RESPONSES + BATCHES)
