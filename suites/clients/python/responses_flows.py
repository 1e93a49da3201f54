"""The Responses API through the official OpenAI SDK for Python: the flows of openai_sdk.py."""

import json
import os
import time

import openai
from harness import BASE_URL, KEY, contains, expect, promptly, raises, same
from pydantic import BaseModel

OTHER_KEY = os.environ.get("TUTTI_ADMIN_KEY", "")
SUNNY = "上海今天晴 🙂"
WEATHER = {
    "type": "function",
    "name": "get_weather",
    "description": "get_weather",
    "parameters": {
        "type": "object",
        "properties": {"city": {"type": "string"}},
        "required": ["city"],
        "additionalProperties": False,
    },
    "strict": True,
}


class Place(BaseModel):
    city: str
    people: int


client = openai.OpenAI(
    base_url=BASE_URL, api_key=KEY, max_retries=0, timeout=120, _strict_response_validation=True
)


def check_usage(usage):
    expect(usage and usage.input_tokens > 0 and usage.output_tokens > 0, f"usage: {usage}")
    same("usage.total_tokens", usage.total_tokens, usage.input_tokens + usage.output_tokens)


def responses():
    answer = client.responses.create(
        model="sim", instructions="You are brief.", input="Say hello.", metadata={"a": "b"}
    )
    contains("output_text", answer.output_text.lower(), "simulated")
    same("status", answer.status, "completed")
    same("model", answer.model, "sim")
    same("metadata", answer.metadata, {"a": "b"})
    check_usage(answer.usage)


def responses_stream():
    with client.responses.stream(model="sim", input="Say hello.") as events:
        kinds = [event.type for event in events]
        answer = events.get_final_response()
    same("first event", kinds[0], "response.created")
    same("last event", kinds[-1], "response.completed")
    expect(kinds.count("response.output_text.delta") > 2, f"events: {sorted(set(kinds))}")
    contains("output_text", answer.output_text.lower(), "simulated")
    check_usage(answer.usage)
    broken = client.responses.create(model="sim/sim-cut", input="Say hello.", stream=True)
    last = None
    try:
        for event in broken:
            last = event
    except Exception:  # noqa: BLE001 - the connection breaks after the last event, as it must
        pass
    same("the end of a broken stream", last and last.type, "response.failed")
    same("error.code", last.response.error.code, "server_error")
    same("error.tutti_code", last.response.error.tutti_code, "truncated")


def responses_tools():
    asked = client.responses.create(
        model="sim/sim-tools", input="What is the weather in Shanghai?", tools=[WEATHER]
    )
    calls = [item for item in asked.output if item.type == "function_call"]
    same("tools", [call.name for call in calls], ["get_weather"])
    expect(isinstance(json.loads(calls[0].arguments).get("city"), str), f"{calls[0].arguments}")
    done = client.responses.create(
        model="sim/sim-tools",
        previous_response_id=asked.id,
        input=[{"type": "function_call_output", "call_id": calls[0].call_id, "output": SUNNY}],
        tools=[WEATHER],
    )
    contains("output_text", done.output_text, SUNNY)
    same("previous_response_id", done.previous_response_id, asked.id)


def responses_json_schema():
    answer = client.responses.parse(model="sim", input="A town.", text_format=Place)
    expect(isinstance(answer.output_parsed, Place), "nothing parsed")


def responses_kept():
    kept = client.responses.create(model="sim", input="Keep this.")
    same("kept", client.responses.retrieve(kept.id).output_text, kept.output_text)
    items = client.responses.input_items.list(kept.id).data
    same("input", items[0].content[0].text, "Keep this.")
    client.responses.delete(kept.id)
    raises(openai.NotFoundError, lambda: client.responses.retrieve(kept.id))
    passing = client.responses.create(model="sim", input="Forget this.", store=False)
    raises(openai.NotFoundError, lambda: client.responses.retrieve(passing.id))


def responses_conversation():
    begun = client.conversations.create(
        items=[{"type": "message", "role": "user", "content": "My name is Li."}]
    )
    client.responses.create(model="sim", input="Who am I?", conversation=begun.id)
    items = client.conversations.items.list(begun.id, order="asc").data
    same("items", [item.role for item in items], ["user", "user", "assistant"])
    client.conversations.delete(begun.id)
    raises(openai.NotFoundError, lambda: client.conversations.retrieve(begun.id))


def responses_cooperation():
    def streamed():
        began = time.monotonic()
        events = client.responses.create(
            model="coop:panel", input="Say hello.", max_output_tokens=20, stream=True
        )
        found = [next(iter(events))]
        waited = time.monotonic() - began
        return waited, found + list(events)

    events = promptly(0.5, streamed)
    same("first event", events[0].type, "response.created")
    texts = [event.delta for event in events if event.type == "response.output_text.delta"]
    expect(len(texts) > 2, f"{len(texts)} texts (expected: several)")
    contains("text", "".join(texts).lower(), "simulated")
    same("last event", events[-1].type, "response.incomplete")  # it ends at its most tokens
    usage = events[-1].response.usage
    expect(usage.output_tokens > 2 * 20, f"usage: {usage} (expected: a sum)")
    parsed = client.responses.parse(model="coop:panel", input="Name a place.", text_format=Place)
    expect(isinstance(parsed.output_parsed, Place), f"parsed: {parsed.output_parsed}")
    goes_on = client.responses.create(
        model="coop:panel", input="And another.", previous_response_id=parsed.id
    )
    same("status", goes_on.status, "completed")


def responses_foreign():
    kept = client.responses.create(model="sim", input="Mine.")
    stranger = client.with_options(api_key=OTHER_KEY)
    raises(openai.NotFoundError, lambda: stranger.responses.retrieve(kept.id))
    raises(openai.NotFoundError, lambda: stranger.responses.delete(kept.id))
    raises(
        openai.NotFoundError,
        lambda: stranger.responses.create(
            model="sim", input="Yours.", previous_response_id=kept.id
        ),
    )


FLOWS = [
    responses,
    responses_stream,
    responses_tools,
    responses_json_schema,
    responses_kept,
    responses_conversation,
    responses_cooperation,
    responses_foreign,
]
