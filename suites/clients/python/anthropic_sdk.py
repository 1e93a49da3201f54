"""The official Anthropic SDK for Python against Tutti, on models that are not Anthropic's.

The client validates every answer against the SDK's own types, so a field of the wrong type fails
the flow even where the flow does not look at it.
"""

import asyncio
import time

import anthropic
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

HELLO = [{"role": "user", "content": "Say hello."}]
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
CHINESE = "上海今天晴，二十三度。𠮷野家见 🙂"


def new_client(**options):
    options = {"max_retries": 0, "timeout": 120, "api_key": KEY} | options
    return anthropic.Anthropic(base_url=BASE_URL.removesuffix("/v1"), **options)


client = new_client(_strict_response_validation=True)


def tool(name, argument):
    schema = {
        "type": "object",
        "properties": {argument: {"type": "string"}},
        "required": [argument],
    }
    return {"name": name, "description": name, "input_schema": schema}


TOOLS = [tool("get_weather", "city"), tool("get_time", "zone")]


def create(model="sim", messages=HELLO, **options):
    return client.messages.create(model=model, max_tokens=200, messages=messages, **options)


def streamed(model="sim", messages=HELLO, **options):
    with client.messages.stream(
        model=model, max_tokens=200, messages=messages, **options
    ) as events:
        return [event.type for event in events], events.get_final_message()


def check_usage(usage):
    expect(usage.input_tokens > 0 and usage.output_tokens > 0, f"usage: {usage}")


def chat():
    answer = create(system="You are brief.")
    same("model", answer.model, "sim")
    same("stop_reason", answer.stop_reason, "end_turn")
    contains("content", answer.content[0].text.lower(), "simulated")
    expect(answer._request_id, "no request id")
    check_usage(answer.usage)


def stream():
    kinds, answer = streamed()
    contains("content", answer.content[0].text.lower(), "simulated")
    expect(kinds.count("content_block_delta") > 2, f"events: {kinds} (expected: several deltas)")
    same("stop_reason", answer.stop_reason, "end_turn")


def stream_usage():
    check_usage(streamed()[1].usage)


def answered(answer):
    """The turns a program would add after this answer of the model."""
    results = [
        {"type": "tool_result", "tool_use_id": block.id, "content": f"{block.name}: {CHINESE}"}
        for block in answer.content
        if block.type == "tool_use"
    ]
    return [
        {"role": "assistant", "content": answer.content},
        {"role": "user", "content": results},
    ]


def tool_loop(ask, tools, **options):
    asked = ask("sim/sim-tools", tools=tools, **options)
    same("stop_reason", asked.stop_reason, "tool_use")
    calls = [block for block in asked.content if block.type == "tool_use"]
    same("tools", [call.name for call in calls], [each["name"] for each in tools])
    same("distinct ids", len({call.id for call in calls}), len(tools))
    expect(all(call.input for call in calls), f"inputs: {[call.input for call in calls]}")
    done = ask("sim/sim-tools", HELLO + answered(asked), tools=tools, **options)
    same("stop_reason", done.stop_reason, "end_turn")
    contains("content", done.content[0].text, CHINESE)


def tools():
    tool_loop(create, TOOLS[:1])


def stream_tools():
    tool_loop(lambda *asked, **options: streamed(*asked, **options)[1], TOOLS[:1])


def parallel_tools():
    tool_loop(create, TOOLS)
    tool_loop(lambda *asked, **options: streamed(*asked, **options)[1], TOOLS)


def agent():
    """A tool loop as a coding agent runs it: streamed, results with errors, cache markers."""
    mark = {"cache_control": {"type": "ephemeral"}}
    system = [{"type": "text", "text": "You are an agent.", **mark}]
    tools = [TOOLS[0], TOOLS[1] | mark]
    messages = [{"role": "user", "content": [{"type": "text", "text": "Plan my day.", **mark}]}]
    turns = 0
    while True:
        answer = streamed("sim/sim-tools", messages, system=system, tools=tools)[1]
        turns += 1
        calls = [block for block in answer.content if block.type == "tool_use"]
        if answer.stop_reason != "tool_use":
            break
        same("calls", [call.name for call in calls], ["get_weather", "get_time"])
        results = [
            {"type": "tool_result", "tool_use_id": calls[0].id, "content": CHINESE},
            {
                "type": "tool_result",
                "tool_use_id": calls[1].id,
                "content": [{"type": "text", "text": f"no clock in turn {turns}"}],
                "is_error": True,
                **mark,
            },
        ]
        if turns < 3:
            results.append({"type": "text", "text": "<reminder>Go on.</reminder>"})
        messages += [
            {"role": "assistant", "content": answer.content},
            {"role": "user", "content": results},
        ]
    same("turns", turns, 4)
    same("stop_reason", answer.stop_reason, "end_turn")
    contains("content", answer.content[0].text, CHINESE)
    contains("content", answer.content[0].text, "no clock in turn 3")


def image():
    source = {"type": "base64", "media_type": "image/png", "data": PIXEL}
    parts = [{"type": "text", "text": "What is this?"}, {"type": "image", "source": source}]
    answer = create(messages=[{"role": "user", "content": parts}])
    contains("content", answer.content[0].text.lower(), "simulated")


def concurrent():
    async def all_at_once():
        async with anthropic.AsyncAnthropic(
            base_url=BASE_URL.removesuffix("/v1"), api_key=KEY, max_retries=0
        ) as other:
            ask = {"model": "sim", "max_tokens": 200, "messages": HELLO}
            return await asyncio.gather(*[other.messages.create(**ask) for _ in range(16)])

    same("distinct ids", len({answer.id for answer in asyncio.run(all_at_once())}), 16)


def timeout():
    before, _ = left_calls()
    impatient = new_client(timeout=2)
    raises(
        anthropic.APITimeoutError,
        lambda: impatient.messages.create(model="sim/sim-stall", max_tokens=9, messages=HELLO),
    )
    await_cancelled(before)


def retry_after():
    error = raises(anthropic.RateLimitError, lambda: create("sim/sim-429"))
    seconds = int(error.response.headers["retry-after"])
    patient = client.with_options(max_retries=1)
    started = time.monotonic()
    raises(
        anthropic.RateLimitError,
        lambda: patient.messages.create(model="sim/sim-429", max_tokens=9, messages=HELLO),
    )
    took = time.monotonic() - started
    expect(took >= seconds * 0.9, f"retried after {took:.1f} s (expected: {seconds} s)")


def context_length():
    for call in (create, streamed):
        error = raises(anthropic.BadRequestError, lambda call=call: call("sim/sim-context"))
        same("error.code", error.body["error"]["code"], "context_length_exceeded")


def thinking():
    enabled = {"type": "enabled", "budget_tokens": 1024}
    for answer in (
        create("sim/sim-reasoning", thinking=enabled),
        streamed("sim/sim-reasoning", thinking=enabled)[1],
    ):
        same("blocks", [block.type for block in answer.content], ["thinking", "text"])


def stop_sequences():
    for answer in (
        create(stop_sequences=["simulated"]),
        streamed(stop_sequences=["simulated"])[1],
    ):
        same("stop_reason", answer.stop_reason, "stop_sequence")
        same("stop_sequence", answer.stop_sequence, "simulated")


def count_tokens():
    counted = client.messages.count_tokens(model="sim", messages=HELLO)
    expect(0 < counted.input_tokens < 50, f"input_tokens: {counted.input_tokens}")


def models():
    ids = [model.id for model in client.models.list()]
    expect("sim" in ids, f"models: {ids} (expected: sim)")
    same("models.retrieve", client.models.retrieve("sim").id, "sim")


def chinese():
    messages = [{"role": "user", "content": CHINESE}]
    same("content", create("sim/sim-echo", messages).content[0].text, CHINESE)
    same("streamed content", streamed("sim/sim-echo", messages)[1].content[0].text, CHINESE)


def cancel():
    before, _ = left_calls()
    chunks = create("sim/sim-slow", stream=True)
    expect(next(iter(chunks), None), "no event")
    chunks.close()
    await_cancelled(before)


def unauthorized():
    stranger = new_client(api_key="tt-wrong")
    raises(anthropic.AuthenticationError, stranger.models.list)
    raises(
        anthropic.AuthenticationError,
        lambda: stranger.messages.create(model="sim", max_tokens=9, messages=HELLO),
    )


def rate_limit():
    for call in (create, streamed):
        error = raises(anthropic.RateLimitError, lambda call=call: call("sim/sim-429"))
        expect(int(error.response.headers["retry-after"]) > 0, "retry-after is not positive")


def overloaded():
    for call in (create, streamed):
        error = raises(
            anthropic._exceptions.ServiceUnavailableError,
            lambda call=call: call("sim/sim-overloaded"),
        )
        same("error.type", error.body["error"]["type"], "overloaded_error")


def server_error():
    for call in (create, streamed):
        raises(anthropic.InternalServerError, lambda call=call: call("sim/sim-500"))


def broken_stream():
    for model in ("sim/sim-error-mid", "sim/sim-cut"):
        raises(anthropic.APIStatusError, lambda model=model: streamed(model))


def unknown_model():
    raises(anthropic.NotFoundError, lambda: create("no-such-model"))


def bad_parameter():
    error = raises(anthropic.BadRequestError, lambda: create(extra_body={"temperature": 99}))
    contains("message", error.message, "temperature")


def cooperation():
    tools = [{"name": "f", "input_schema": {"type": "object"}}]
    error = raises(
        anthropic.BadRequestError, lambda: create("coop:panel", extra_body={"tools": tools})
    )
    contains("message", error.message, "tools")

    def streamed():
        began = time.monotonic()
        with client.messages.stream(model="coop:panel", max_tokens=20, messages=HELLO) as events:
            kinds = [next(iter(events)).type]
            waited = time.monotonic() - began
            kinds += [event.type for event in events]
            return waited, (kinds, events.get_final_message())

    kinds, answer = promptly(0.5, streamed)
    same("first event", kinds[0], "message_start")
    contains("content", answer.content[0].text.lower(), "simulated")
    expect(answer.usage.output_tokens > 2 * 20, f"usage: {answer.usage} (expected: a sum)")
    expect(answer.stop_reason in ("end_turn", "max_tokens"), f"stop_reason: {answer.stop_reason}")


FLOWS = [
    chat,
    stream,
    stream_usage,
    tools,
    stream_tools,
    parallel_tools,
    agent,
    image,
    concurrent,
    timeout,
    retry_after,
    context_length,
    thinking,
    stop_sequences,
    count_tokens,
    models,
    chinese,
    cancel,
    unauthorized,
    rate_limit,
    overloaded,
    server_error,
    broken_stream,
    unknown_model,
    bad_parameter,
    cooperation,
]

if __name__ == "__main__":
    run("anthropic-python", FLOWS)
