"""Anthropic's Messages, as strict as Anthropic is about members and turns."""

import json
import re

from rules import Refused, closed_schema, items, members, need, one_of, picture, words
from script import Question

PATH = re.compile(r"/messages$")
TOP = set(
    "model messages max_tokens cache_control container inference_geo mcp_servers metadata output_config"
    " service_tier stop_sequences stream system temperature thinking tool_choice tools top_k top_p".split()
)
BLOCKS = {
    "text": {"type", "text", "cache_control", "citations"},
    "image": {"type", "source", "cache_control"},
    "document": {"type", "source", "title", "context", "citations", "cache_control"},
    "thinking": {"type", "thinking", "signature"},
    "redacted_thinking": {"type", "data"},
    "tool_use": {"type", "id", "name", "input", "cache_control", "caller"},
    "tool_result": {"type", "tool_use_id", "content", "is_error", "cache_control"},
}
USERS = {"text", "image", "document", "tool_result"}
ASSISTANTS = {"text", "thinking", "redacted_thinking", "tool_use"}
RESULTS = {"text", "image", "document"}
CHOICES = {"auto", "any", "tool", "none"}
ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
TOOL = set(
    "type name description input_schema cache_control strict input_examples defer_loading"
    " allowed_callers eager_input_streaming".split()
)
MOST_MARKERS = 4


def check_key(headers):
    if headers.get("x-api-key") != "strict":
        raise Refused("invalid x-api-key", status=401)
    need(headers.get("anthropic-version") == "2023-06-01", "anthropic-version: header is required")


def refusal(refused):
    kinds = {400: "invalid_request_error", 401: "authentication_error", 429: "rate_limit_error",
             404: "not_found_error", 529: "overloaded_error"}
    error = {"type": kinds.get(refused.status, "api_error"), "message": str(refused)}
    return {"type": "error", "error": error, "request_id": "req_strict"}


def read(body, path):
    members(body, "body", TOP, ("model", "messages", "max_tokens"))
    need(type(body["max_tokens"]) is int and body["max_tokens"] > 0, "max_tokens: expected > 0")
    need(body.get("temperature") is None or 0 <= body["temperature"] <= 1,
         "temperature: range: 0..1")
    need(json.dumps(body).count('"cache_control": {') <= MOST_MARKERS,
         "A maximum of 4 blocks with cache_control may be provided.")
    question = Question(words(body["model"], "model"), stream=body.get("stream") is True)
    if isinstance(body.get("system"), list):
        for i, block in items(body["system"], "system"):
            question.words += read_block(block, f"system.{i}", {"text"})[0]
    else:
        question.words += body.get("system") or ""
    members(body.get("metadata") or {}, "metadata", {"user_id"})
    read_tools(body, question)
    read_format(body.get("output_config"), question)
    waiting = {}
    for i, message in items(body["messages"], "messages"):
        place = f"messages.{i}"
        members(message, place, {"role", "content"}, ("role",))
        role = one_of(message["role"], f"{place}.role", {"user", "assistant"})
        need(i or role == "user", "messages: first message must use the \"user\" role")
        reader = read_user if role == "user" else read_assistant
        waiting = reader(blocks(message, place), place, waiting, question)
    need(not waiting, unanswered("messages", waiting))
    return question


def read_tools(body, question):
    for i, tool in items(body["tools"], "tools") if body.get("tools") is not None else ():
        members(tool, f"tools.{i}", TOOL, ("name", "input_schema"))
        need(ID.fullmatch(tool["name"]), f"tools.{i}.name: String should match the pattern")
        need(tool["input_schema"].get("type") == "object", f"tools.{i}.input_schema.type: required")
        need(tool["name"] not in question.tools, "tools: Tool names must be unique.")
        if tool.get("strict"):
            closed_schema(tool["input_schema"], f"tools.{i}", all_required=False)
        question.tools[tool["name"]] = tool["input_schema"]
    choice = body.get("tool_choice")
    if choice is None:
        return
    need(question.tools, "tool_choice: may only be specified while providing tools")
    members(choice, "tool_choice", {"type", "name", "disable_parallel_tool_use"}, ("type",))
    kind = one_of(choice["type"], "tool_choice.type", CHOICES)
    question.forbidden = kind == "none"
    question.forced = kind == "any"
    if kind == "tool":
        question.forced = one_of(choice.get("name"), "tool_choice.name", set(question.tools))
    question.parallel = choice.get("disable_parallel_tool_use") is not True
    need(kind != "none" or question.parallel, "tool_choice.none.disable_parallel_tool_use: Extra")


def read_format(config, question):
    members(config or {}, "output_config", {"effort", "format"})
    form = (config or {}).get("format")
    if form:
        members(form, "output_config.format", {"type", "schema"}, ("type", "schema"))
        one_of(form["type"], "output_config.format.type", {"json_schema"})
        closed_schema(form["schema"], "output_config.format.schema", all_required=False)
        question.schema = form["schema"]


def blocks(message, place):
    content = message.get("content")
    if isinstance(content, str):
        need(content, f"{place}: content must be non-empty")
        return [{"type": "text", "text": content}]
    need(isinstance(content, list), f"{place}.content: expected text or a list")
    return content


def read_block(block, place, kinds):
    need(isinstance(block, dict), f"{place}: expected an object")
    kind = one_of(block.get("type"), f"{place}.type", kinds)
    members(block, place, BLOCKS[kind])
    if kind == "text":
        need(isinstance(block.get("text"), str) and block["text"].strip(),
             f"{place}: text content blocks must contain non-whitespace text")
        return block["text"], None
    if kind == "image":
        return "", read_image(block.get("source"), place)
    return "", None


def read_image(source, place):
    need(isinstance(source, dict), f"{place}.source: Field required")
    if source.get("type") == "url":
        members(source, f"{place}.source", {"type", "url"}, ("url",))
        return source["url"]
    members(source, f"{place}.source", {"type", "media_type", "data"}, ("media_type", "data"))
    return picture(source["media_type"], source["data"], f"{place}.source")


def unanswered(place, waiting):
    return (f"{place}: `tool_use` ids were found without `tool_result` blocks immediately after: "
            f"{', '.join(waiting)}. Each `tool_use` block must have a corresponding `tool_result` "
            "block in the next message.")


def read_user(content, place, waiting, question):
    texts, images, left = [], [], dict(waiting)
    for i, block in enumerate(content):
        where = f"{place}.content.{i}"
        text, image = read_block(block, where, USERS)
        if block["type"] == "tool_result":
            called = block.get("tool_use_id")
            need(called in left, f"{where}: unexpected `tool_use_id` found in `tool_result` blocks: "
                 f"{called}. Each `tool_result` block must have a corresponding `tool_use` block in "
                 "the previous message.")
            need(not texts and not images, f"{where}: tool_result blocks must come first")
            question.results.append(f"{left.pop(called)}: {result(block, where)}")
        texts += [text] if text else []
        images += [image] if image else []
    need(not left, unanswered(place, left))
    if texts or images:
        question.ask("\n".join(texts), images)
    return {}


def result(block, place):
    content = block.get("content")
    if content is None or isinstance(content, str):
        return content or ""
    found = [read_block(part, f"{place}.content.{i}", RESULTS) for i, part in enumerate(content)]
    return " ".join(text or str(image) for text, image in found)


def read_assistant(content, place, waiting, question):
    need(not waiting, unanswered(place, waiting))
    need(content, f"{place}: all messages must have non-empty content")
    calls = {}
    for i, block in enumerate(content):
        where = f"{place}.content.{i}"
        read_block(block, where, ASSISTANTS)
        if block["type"] == "tool_use":
            members(block, where, BLOCKS["tool_use"], ("id", "name"))
            need(ID.fullmatch(block["id"]), f"{where}.tool_use.id: String should match pattern")
            need(isinstance(block.get("input"), dict), f"{where}.tool_use.input: expected an object")
            need(block["id"] not in calls, f"{where}: `tool_use` ids must be unique")
            calls[block["id"]] = block["name"]
        if block["type"] == "thinking":
            need(block.get("signature"), f"{where}.thinking.signature: Field required")
    question.called += calls.values()
    return calls


def message(question, number, content, stop, usage):
    return {"id": f"msg_01{number:022d}", "type": "message", "role": "assistant",
            "model": question.model, "content": content, "stop_reason": stop, "stop_sequence": None,
            "usage": usage}


USAGE = {"input_tokens": 21, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0,
         "output_tokens": 9, "service_tier": "standard"}


def content_of(answer, number):
    texts = [{"type": "text", "text": answer.text}] if answer.text else []
    return texts + [
        {"type": "tool_use", "id": f"toolu_01{number:010d}{i:012d}", "name": name, "input": given}
        for i, (name, given) in enumerate(answer.calls)
    ]


def stop_reason(answer):
    return "tool_use" if answer.calls else "end_turn"


def whole(answer, question, number):
    return message(question, number, content_of(answer, number), stop_reason(answer), USAGE)


def stream(answer, question, number):
    def event(kind, **data):
        return kind, {"type": kind} | data

    begin = message(question, number, [], None, USAGE | {"output_tokens": 1})
    yield event("message_start", message=begin)
    yield event("ping")
    for i, block in enumerate(content_of(answer, number)):
        given = json.dumps(block.get("input"))
        empty = block | ({"text": ""} if block["type"] == "text" else {"input": {}})
        yield event("content_block_start", index=i, content_block=empty)
        deltas = [{"type": "text_delta", "text": piece} for piece in answer.pieces()]
        if block["type"] == "tool_use":
            pieces = ("", given[:5], given[5:])
            deltas = [{"type": "input_json_delta", "partial_json": piece} for piece in pieces]
        for delta in deltas:
            yield event("content_block_delta", index=i, delta=delta)
        yield event("content_block_stop", index=i)
    delta = {"stop_reason": stop_reason(answer), "stop_sequence": None}
    yield event("message_delta", delta=delta, usage={"output_tokens": 9})
    yield event("message_stop")
