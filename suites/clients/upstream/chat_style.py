"""OpenAI's chat completions, as strict as OpenAI is about members and turns."""

import json
import re

from rules import Refused, arguments, closed_schema, items, members, need, one_of, picture, words
from script import Question

PATH = re.compile(r"/chat/completions$")
TOP = set(
    "messages model audio frequency_penalty function_call functions logit_bias logprobs"
    " max_completion_tokens max_tokens metadata modalities moderation n parallel_tool_calls prediction"
    " presence_penalty prompt_cache_key prompt_cache_options prompt_cache_retention reasoning_effort"
    " response_format safety_identifier seed service_tier stop store stream stream_options temperature"
    " tool_choice tools top_logprobs top_p user verbosity web_search_options".split()
)
MESSAGES = {
    "system": {"role", "content", "name"},
    "developer": {"role", "content", "name"},
    "user": {"role", "content", "name"},
    "assistant": set("role content name refusal audio tool_calls function_call annotations".split()),
    "tool": {"role", "content", "tool_call_id"},
}
PARTS = {
    "text": {"type", "text"},
    "image_url": {"type", "image_url"},
    "input_audio": {"type", "input_audio"},
    "file": {"type", "file"},
    "refusal": {"type", "refusal"},
}
ONLY_TEXT = {"text": PARTS["text"]}
# OpenAI's own agents for JavaScript write members of the message into its text.
ASSISTANTS = {"text": {"type", "text", "role", "refusal", "annotations"}, "refusal": PARTS["refusal"]}
LONGEST_ID = 40
NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def check_key(headers):
    if headers.get("authorization") != "Bearer strict":
        raise Refused("Incorrect API key provided.", status=401, code="invalid_api_key")


def refusal(refused):
    kinds = {401: "authentication_error", 429: "rate_limit_error", 500: "server_error"}
    kind = kinds.get(refused.status, "invalid_request_error")
    code = refused.code or {429: "rate_limit_exceeded", 400: "unknown_parameter"}.get(refused.status)
    error = {"message": str(refused), "type": kind, "param": refused.param, "code": code}
    return {"error": error}


def read(body, path):
    members(body, "body", TOP, ("model", "messages"))
    question = Question(words(body["model"], "model"), stream=body.get("stream") is True)
    options = body.get("stream_options")
    need(options is None or question.stream, "stream_options is only allowed when stream is enabled")
    question.include_usage = bool((options or {}).get("include_usage"))
    need(not (body.get("max_tokens") and body.get("max_completion_tokens")), "max_tokens twice")
    read_tools(body, question)
    read_format(body.get("response_format"), question)
    waiting = {}
    for i, message in items(body["messages"], "messages"):
        waiting = read_message(message, f"messages[{i}]", waiting, question)
    need(not waiting, "An assistant message with 'tool_calls' must be followed by tool messages "
         f"responding to each 'tool_call_id': {', '.join(waiting)}", "messages")
    return question


def read_tools(body, question):
    for i, tool in items(body["tools"], "tools") if body.get("tools") is not None else ():
        place = f"tools[{i}]"
        members(tool, place, {"type", "function"}, ("type", "function"))
        one_of(tool["type"], f"{place}.type", {"function"})
        function = tool["function"]
        allowed = {"name", "description", "parameters", "strict"}
        members(function, f"{place}.function", allowed, ("name",))
        need(NAME.fullmatch(function["name"]), f"{place}.function.name: bad name", place)
        schema = function.get("parameters") or {"type": "object", "properties": {}}
        if function.get("strict"):
            closed_schema(schema, place, all_required=True)
        question.tools[function["name"]] = schema
    choice = body.get("tool_choice")
    for name in ("tool_choice", "parallel_tool_calls"):
        need(body.get(name) is None or question.tools,
             f"'{name}' is only allowed when 'tools' are specified.", name)
    question.parallel = body.get("parallel_tool_calls") is not False
    question.forbidden = choice == "none"
    if isinstance(choice, dict):
        members(choice, "tool_choice", {"type", "function"}, ("type", "function"))
        question.forced = one_of(choice["function"]["name"], "tool_choice", set(question.tools))
    elif choice is not None:
        question.forced = one_of(choice, "tool_choice", {"none", "auto", "required"}) == "required"


def read_format(form, question):
    if form is None or form == {"type": "text"}:
        return
    if form == {"type": "json_object"}:
        question.schema = {"type": "object", "properties": {"city": {"type": "string"}}}
        return
    members(form, "response_format", {"type", "json_schema"}, ("type", "json_schema"))
    named = form["json_schema"]
    allowed = {"name", "description", "schema", "strict"}
    members(named, "response_format.json_schema", allowed, ("name", "schema"))
    if named.get("strict"):
        closed_schema(named["schema"], "response_format.json_schema.schema", all_required=True)
    question.schema = named["schema"]


def read_message(message, place, waiting, question):
    """Reads a message; gives the calls, from id to name, that wait for their answers after it."""
    need(isinstance(message, dict), f"{place}: expected an object", place)
    role = one_of(message.get("role"), f"{place}.role", set(MESSAGES))
    members(message, place, MESSAGES[role])
    if role == "tool":
        called = message.get("tool_call_id")
        need(called in waiting, f"{place}: messages with role 'tool' must be a response to a "
             f"preceding message with 'tool_calls' ({called!r})", place)
        text, _ = read_content(message, place, ONLY_TEXT)
        question.results.append(f"{waiting[called]}: {text}")
        return {id_: name for id_, name in waiting.items() if id_ != called}
    need(not waiting, "An assistant message with 'tool_calls' must be followed by tool messages "
         f"responding to each 'tool_call_id': {', '.join(waiting)}", place)
    if role == "assistant":
        calls = read_calls(message, place)
        need(calls or message.get("content"), f"{place}: content or tool_calls must be there", place)
        if message.get("content") is not None:
            read_content(message, place, ASSISTANTS)
        question.called += calls.values()
        return calls
    text, images = read_content(message, place, PARTS if role == "user" else ONLY_TEXT)
    if role == "user":
        question.ask(text, images)
    else:
        question.words += text
    return {}


def read_calls(message, place):
    calls = {}
    if message.get("tool_calls") is None:
        return calls
    for i, call in items(message["tool_calls"], f"{place}.tool_calls"):
        where = f"{place}.tool_calls[{i}]"
        members(call, where, {"id", "type", "function"}, ("id", "type", "function"))
        function = members(call["function"], f"{where}.function", {"name", "arguments"}, ("name",))
        arguments(function.get("arguments"), f"{where}.function.arguments")
        need(len(call["id"]) <= LONGEST_ID, f"{where}.id: string too long", place)
        need(call["id"] not in calls, f"{where}.id: twice the same", place)
        calls[call["id"]] = function["name"]
    return calls


def read_content(message, place, parts):
    """The text and the pictures of a message that may have these parts."""
    content = message.get("content")
    if isinstance(content, str):
        return content, []
    texts, images = [], []
    for i, part in items(content, f"{place}.content"):
        where = f"{place}.content[{i}]"
        need(isinstance(part, dict), f"{where}: expected an object", place)
        kind = one_of(part.get("type"), f"{where}.type", set(parts))
        members(part, where, parts[kind], (kind,))
        if kind == "text":
            texts.append(part["text"])
        if kind == "image_url":
            url = members(part[kind], f"{where}.image_url", {"url", "detail"}, ("url",))["url"]
            data = re.fullmatch(r"data:([^;,]+);base64,(.+)", url)
            need(data or url.startswith("http"), f"{where}: invalid image url", place)
            images.append(picture(data[1], data[2], where) if data else url)
    return "\n".join(texts), images


def call_json(index, number, call):
    name, given = call
    id_ = f"call_{number:08d}{index:016d}"
    return {"id": id_, "type": "function", "function": {"name": name, "arguments": json.dumps(given)}}


def head(kind, question, number):
    id_ = f"chatcmpl-{number:024d}"
    return {"id": id_, "object": kind, "created": 1760000000 + number, "model": question.model,
            "service_tier": "default", "system_fingerprint": "fp_strict"}


def finish(answer):
    return "tool_calls" if answer.calls else "stop"


USAGE = {
    "prompt_tokens": 21,
    "completion_tokens": 9,
    "total_tokens": 30,
    "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
    "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0,
                                  "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0},
}


def whole(answer, question, number):
    message = {"role": "assistant", "content": answer.text or None, "refusal": None}
    message["annotations"] = []
    if answer.calls:
        message["tool_calls"] = [call_json(i, number, c) for i, c in enumerate(answer.calls)]
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": finish(answer)}
    return head("chat.completion", question, number) | {"choices": [choice], "usage": USAGE}


def stream(answer, question, number):
    """The data of a stream, in the order in which OpenAI sends them."""
    common = head("chat.completion.chunk", question, number)
    common |= {"usage": None} if question.include_usage else {}

    def chunk(delta, end=None):
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": end}
        return "", common | {"choices": [choice]}

    yield chunk({"role": "assistant", "content": None if answer.calls else "", "refusal": None})
    for piece in answer.pieces():
        yield chunk({"content": piece})
    for i, call in enumerate(answer.calls):
        made = call_json(i, number, call)
        given = made["function"].pop("arguments")
        made["function"]["arguments"] = ""
        yield chunk({"tool_calls": [{"index": i} | made]})
        for piece in (given[:5], given[5:]):
            yield chunk({"tool_calls": [{"index": i, "function": {"arguments": piece}}]})
    yield chunk({}, finish(answer))
    if question.include_usage:
        yield "", common | {"choices": [], "usage": USAGE}
    yield "", "[DONE]"
