"""OpenAI's Responses API without state, as strict as OpenAI is about members, items and turns.

The model reasons: its answers begin with an encrypted item where that is asked for. An id tells which
one an item came with, so that the two can be missed when only one is handed back.
"""

import json
import re

from rules import Refused, arguments, closed_schema, items, members, need, one_of, picture, words
from script import Question

PATH = re.compile(r"/responses$")
TOP = set(
    "background context_management conversation include input instructions max_output_tokens"
    " max_tool_calls metadata model moderation parallel_tool_calls previous_response_id prompt"
    " prompt_cache_key prompt_cache_options prompt_cache_retention reasoning safety_identifier"
    " service_tier store stream stream_options temperature text tool_choice tools top_logprobs top_p"
    " truncation user".split()
)
INCLUDES = set(
    "file_search_call.results web_search_call.results web_search_call.action.sources"
    " message.input_image.image_url computer_call_output.output.image_url"
    " code_interpreter_call.outputs reasoning.encrypted_content message.output_text.logprobs".split()
)
EFFORTS = {"none", "minimal", "low", "medium", "high", "xhigh"}
ITEMS = {
    "message": {"type", "id", "role", "content", "status", "phase"},
    "function_call": set("type id call_id name arguments status namespace caller".split()),
    "function_call_output": set("type id call_id output status caller".split()),
    "reasoning": {"type", "id", "summary", "content", "encrypted_content", "status"},
    "item_reference": {"type", "id"},
}
GIVEN = {
    "input_text": {"type", "text", "prompt_cache_breakpoint"},
    "input_image": {"type", "image_url", "file_id", "detail", "prompt_cache_breakpoint"},
    "input_file": {"type", "file_id", "file_url", "filename", "file_data", "detail"},
}
SAID = {
    "output_text": {"type", "text", "annotations", "logprobs"},
    "refusal": {"type", "refusal"},
}
PREFIXES = {"message": "msg", "function_call": "fc", "reasoning": "rs"}
STATUSES = {"in_progress", "completed", "incomplete"}
NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")
LONGEST_ID = 64
LEAST_TOKENS = 16


def check_key(headers):
    if headers.get("authorization") != "Bearer strict":
        raise Refused("Incorrect API key provided.", status=401, code="invalid_api_key")


def refusal(refused):
    kinds = {429: "rate_limit_error", 500: "server_error"}
    kind = kinds.get(refused.status, "invalid_request_error")
    code = refused.code or {429: "rate_limit_exceeded"}.get(refused.status)
    return {"error": {"message": str(refused), "type": kind, "param": refused.param, "code": code}}


def read(body, path):
    members(body, "body", TOP, ("model", "input"))
    question = Question(words(body["model"], "model"), stream=body.get("stream") is True)
    read_state(body)
    read_options(body)
    question.sealed = "reasoning.encrypted_content" in (body.get("include") or [])
    question.words += body.get("instructions") or ""
    read_tools(body, question)
    if isinstance(body["input"], str):
        question.ask(words(body["input"], "input"))
    else:
        read_items(body["input"], question)
    read_format(members(body.get("text") or {}, "text", {"format", "verbosity"}), question)
    return question


def read_state(body):
    """Nothing is kept here, so nothing can be gone on with."""
    need(body.get("store") is False, "store: this organization keeps no data", "store")
    need(body.get("background") is not True, "background: needs store", "background")
    need(body.get("conversation") is None, "Conversation not found.", "conversation")
    before = body.get("previous_response_id")
    need(before is None, f"Previous response with id '{before}' not found.", "previous_response_id")


def read_options(body):
    options = body.get("stream_options")
    need(options is None or body.get("stream"), "stream_options: only with stream", "stream_options")
    members(options or {}, "stream_options", {"include_obfuscation"})
    for name in body.get("include") or ():
        one_of(name, "include", INCLUDES)
    reasoning = members(
        body.get("reasoning") or {}, "reasoning", set("effort summary generate_summary mode context".split())
    )
    if reasoning.get("effort") is not None:
        one_of(reasoning["effort"], "reasoning.effort", EFFORTS)
    if reasoning.get("summary") is not None:
        one_of(reasoning["summary"], "reasoning.summary", {"auto", "concise", "detailed"})
    most = body.get("max_output_tokens")
    need(most is None or most >= LEAST_TOKENS, "Invalid 'max_output_tokens': integer below minimum "
         f"value. Expected a value >= {LEAST_TOKENS}, but got {most} instead.", "max_output_tokens")
    one_of(body.get("truncation") or "disabled", "truncation", {"auto", "disabled"})
    for name in ("temperature", "top_p", "top_logprobs"):
        need(body.get(name) is None,
             f"Unsupported parameter: '{name}' is not supported with this model.", name)


def read_tools(body, question):
    for i, tool in items(body["tools"], "tools") if body.get("tools") else ():
        place = f"tools[{i}]"
        allowed = {"type", "name", "description", "parameters", "strict"}
        members(tool, place, allowed, ("type", "name", "parameters"))
        one_of(tool["type"], f"{place}.type", {"function"})
        need(NAME.fullmatch(tool["name"]), f"Invalid '{place}.name': string does not match", place)
        if tool.get("strict"):  # where nothing is said, the API makes of the schema what it can
            closed_schema(tool["parameters"], place, all_required=True)
        question.tools[tool["name"]] = tool["parameters"]
    question.parallel = body.get("parallel_tool_calls") is not False
    choice = body.get("tool_choice")
    question.forbidden = choice == "none"
    if isinstance(choice, dict):
        members(choice, "tool_choice", {"type", "name"}, ("type", "name"))
        question.forced = one_of(choice["name"], "tool_choice.name", set(question.tools))
    elif choice is not None:
        question.forced = one_of(choice, "tool_choice", {"none", "auto", "required"}) == "required"


def read_format(text, question):
    if text.get("verbosity") is not None:
        one_of(text["verbosity"], "text.verbosity", {"low", "medium", "high"})
    form = text.get("format")
    if form is None or form == {"type": "text"}:
        return
    if form == {"type": "json_object"}:
        need("json" in question.words.lower(), "Response input messages must contain the word 'json' "
             "in some form to use 'text.format' of type 'json_object'.", "input")
        question.schema = {"type": "object", "properties": {"city": {"type": "string"}}}
        return
    allowed = {"type", "name", "description", "schema", "strict"}
    members(form, "text.format", allowed, ("type", "name", "schema"))
    one_of(form["type"], "text.format.type", {"json_schema"})
    need(NAME.fullmatch(form["name"]), "Invalid 'text.format.name': string does not match", "text")
    if form.get("strict"):
        closed_schema(form["schema"], "text.format.schema", all_required=True)
    question.schema = form["schema"]


class Turns:
    """What the items so far ask of those that follow."""

    def __init__(self):
        self.calls = {}  # from the id of a call to its tool's name
        self.open = {}  # those without an answer
        self.ids = set()
        self.thought = None  # a reasoning item that waits for what it led to


def read_items(given, question):
    turns = Turns()
    for i, item in items(given, "input"):
        place = f"input[{i}]"
        need(isinstance(item, dict), f"{place}: expected an object", place)
        kind = one_of(item.get("type") or "message", f"{place}.type", set(ITEMS))
        members(item, place, ITEMS[kind])
        read_id(item, kind, place, turns)
        need(not turns.thought or leads_on(item, kind), lonely(turns.thought), "input")
        READERS[kind](item, place, turns, question)
    need(not turns.thought, lonely(turns.thought), "input")
    missed = ", ".join(turns.open)
    need(not turns.open, f"No tool output found for function call {missed}.", "input")


def read_id(item, kind, place, turns):
    """An id has its kind's beginning, stands once, and needs the reasoning that it came with."""
    if item.get("status") is not None:
        one_of(item["status"], f"{place}.status", STATUSES)
    id_ = item.get("id")
    if id_ is None or kind == "item_reference":
        return
    prefix = PREFIXES.get(kind, "fc")
    need(id_.startswith(prefix) and len(id_) <= LONGEST_ID, f"Invalid '{place}.id': '{id_}'. "
         f"Expected an ID that begins with '{prefix}'.", f"{place}.id")
    need(id_ not in turns.ids, f"Duplicate item found with id {id_}. Remove duplicate items from "
         "your input and try again.", "input")
    turns.ids.add(id_)
    led = re.fullmatch(r"(?:msg|fc)_(\d{8})\d{16}r", id_)
    thought = f"rs_{led[1]}{'0' * 16}" if led else None
    need(not led or thought in turns.ids, f"Item '{id_}' of type '{kind}' was provided without its "
         f"required 'reasoning' item: '{thought}'.", "input")


def leads_on(item, kind):
    said = kind == "message" and item.get("role") == "assistant"
    return said or kind in ("function_call", "reasoning")


def lonely(id_):
    return f"Item '{id_}' of type 'reasoning' was provided without its required following item."


def read_message(item, place, turns, question):
    turns.thought = None
    role = one_of(item.get("role"), f"{place}.role", {"user", "system", "developer", "assistant"})
    text, images = read_content(item.get("content"), place, SAID if role == "assistant" else GIVEN)
    if role == "user":
        question.ask(text, images)
    elif role != "assistant":
        question.words += text


def read_content(content, place, parts):
    """The text and the pictures of content that may have these parts."""
    if isinstance(content, str):
        return content, []
    texts, images = [], []
    for i, part in items(content, f"{place}.content"):
        where = f"{place}.content[{i}]"
        need(isinstance(part, dict), f"{where}: expected an object", place)
        kind = part.get("type")
        need(kind in parts, f"Invalid value: '{kind}'. Supported values are: {sorted(parts)}.", where)
        members(part, where, parts[kind])
        texts.append(part.get("text") or part.get("refusal") or "")
        if kind == "input_image":
            images.append(read_image(part.get("image_url"), where))
    return "\n".join(filter(None, texts)), images


def read_image(url, place):
    need(isinstance(url, str), f"Invalid type for '{place}.image_url': expected an image URL", place)
    data = re.fullmatch(r"data:([^;,]+);base64,(.+)", url)
    need(data or url.startswith("http"), f"Invalid '{place}.image_url'. Expected a valid URL", place)
    return picture(data[1], data[2], place) if data else url


def read_call(item, place, turns, question):
    turns.thought = None
    members(item, place, ITEMS["function_call"], ("call_id", "name", "arguments"))
    id_ = item["call_id"]
    arguments(item["arguments"], f"{place}.arguments")
    need(len(id_) <= LONGEST_ID, f"Invalid '{place}.call_id': string too long", place)
    need(id_ not in turns.calls, f"{place}.call_id: '{id_}' stands twice", place)
    turns.calls[id_] = turns.open[id_] = item["name"]
    question.called.append(item["name"])


def read_output(item, place, turns, question):
    members(item, place, ITEMS["function_call_output"], ("call_id",))
    id_ = item["call_id"]
    need(id_ in turns.calls, f"No tool call found for function call output with call_id {id_}.", "input")
    need(id_ in turns.open, f"{place}.call_id: '{id_}' was answered before", "input")
    text, images = read_content(item.get("output"), place, GIVEN)
    question.results.append(f"{turns.open.pop(id_)}: {text}{''.join(images)}")


def read_reasoning(item, place, turns, question):
    members(item, place, ITEMS["reasoning"], ("id",))
    need(isinstance(item.get("summary"), list), f"Missing required parameter: '{place}.summary'.", place)
    sealed = item.get("encrypted_content")
    need(sealed, not_kept(item["id"]), "input")
    need(sealed == seal(item["id"]), f"The encrypted content for item {item['id']} could not be "
         "verified. Reason: Encrypted content could not be decrypted or parsed.", "input")
    turns.thought = item["id"]


def read_reference(item, place, turns, question):
    raise Refused(not_kept(item.get("id")), status=404, param="input")


def not_kept(id_):
    return (f"Item with id '{id_}' not found. Items are not persisted when `store` is set to false. "
            "Try again with `store` set to true, or remove this item from your input.")


READERS = {
    "message": read_message,
    "function_call": read_call,
    "function_call_output": read_output,
    "reasoning": read_reasoning,
    "item_reference": read_reference,
}


def seal(id_):
    return f"gAAAA{id_[::-1]}=="


USAGE = {
    "input_tokens": 21,
    "input_tokens_details": {"cached_tokens": 0},
    "output_tokens": 9,
    "output_tokens_details": {"reasoning_tokens": 4},
    "total_tokens": 30,
}


def response(question, number, status, output):
    ended = status == "completed"
    return {
        "id": f"resp_{number:024d}", "object": "response", "created_at": 1760000000 + number,
        "status": status, "background": False, "error": None, "incomplete_details": None,
        "instructions": None, "max_output_tokens": None, "max_tool_calls": None,
        "model": question.model, "output": output, "parallel_tool_calls": question.parallel,
        "previous_response_id": None, "reasoning": {"effort": "medium", "summary": None},
        "service_tier": "default", "store": False, "temperature": 1.0, "top_p": 1.0,
        "text": {"format": {"type": "text"}, "verbosity": "medium"}, "tool_choice": "auto",
        "tools": [], "top_logprobs": 0, "truncation": "disabled", "user": None, "metadata": {},
        "usage": USAGE if ended else None,
    }  # fmt: skip


def output_of(answer, question, number):
    """The items of the answer, in their order."""
    thought = f"rs_{number:08d}{0:016d}"
    made = [{"id": thought, "type": "reasoning", "summary": []}]
    if question.sealed:
        made[0]["encrypted_content"] = seal(thought)
    if answer.text:
        part = {"type": "output_text", "text": answer.text, "annotations": [], "logprobs": []}
        made.append({"id": f"msg_{number:08d}{0:016d}r", "type": "message", "status": "completed",
                     "role": "assistant", "content": [part]})
    for i, (name, given) in enumerate(answer.calls):
        made.append({"id": f"fc_{number:08d}{i:016d}r", "type": "function_call", "name": name,
                     "status": "completed", "call_id": f"call_{number:08d}{i:016d}",
                     "arguments": json.dumps(given)})
    return made


def whole(answer, question, number):
    return response(question, number, "completed", output_of(answer, question, number))


def stream(answer, question, number):
    """The events of a stream, in the order in which OpenAI sends them."""
    made = output_of(answer, question, number)
    events = [("response.created", {"response": response(question, number, "in_progress", [])}),
              ("response.in_progress", {"response": response(question, number, "in_progress", [])})]
    for i, item in enumerate(made):
        begun = item | ({"status": "in_progress"} if "status" in item else {})
        begun |= {"content": []} if item["type"] == "message" else {}
        begun |= {"arguments": ""} if item["type"] == "function_call" else {}
        events.append(("response.output_item.added", {"output_index": i, "item": begun}))
        events += [(kind, {"item_id": item["id"], "output_index": i} | data)
                   for kind, data in pieces(item, answer)]
        events.append(("response.output_item.done", {"output_index": i, "item": item}))
    events.append(("response.completed", {"response": response(question, number, "completed", made)}))
    for i, (kind, data) in enumerate(events):
        yield kind, {"type": kind, "sequence_number": i} | data


def pieces(item, answer):
    """What is told of an item between its beginning and its end."""
    if item["type"] == "function_call":
        given = item["arguments"]
        for piece in (given[:5], given[5:]):
            yield "response.function_call_arguments.delta", {"delta": piece, "obfuscation": "x7"}
        yield "response.function_call_arguments.done", {"arguments": given, "name": item["name"]}
    if item["type"] == "message":
        part = item["content"][0]
        place = {"content_index": 0}
        yield "response.content_part.added", place | {"part": part | {"text": ""}}
        for piece in answer.pieces():
            told = {"delta": piece, "logprobs": [], "obfuscation": "x7"}
            yield "response.output_text.delta", place | told
        yield "response.output_text.done", place | {"text": part["text"], "logprobs": []}
        yield "response.content_part.done", place | {"part": part}
