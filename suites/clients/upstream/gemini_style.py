"""Gemini's generateContent, as strict as Gemini 3 is about members, turns and signatures."""

import json
import re

from rules import Refused, items, members, need, one_of, picture, words
from script import Question

PATH = re.compile(r"/models/([^/:]+):(generateContent|streamGenerateContent)(?:\?.*)?$")
TOP = set(
    "contents tools toolConfig safetySettings systemInstruction generationConfig cachedContent"
    " serviceTier store labels".split()
)
CONFIG = set(
    "candidateCount stopSequences maxOutputTokens temperature topP topK seed presencePenalty"
    " frequencyPenalty responseMimeType responseSchema responseJsonSchema responseModalities"
    " responseLogprobs logprobs thinkingConfig speechConfig imageConfig mediaResolution".split()
)
DATA = {"text", "inlineData", "fileData", "functionCall", "functionResponse"}
PART = DATA | {"thought", "thoughtSignature", "videoMetadata", "mediaResolution"}
FUNCTION = {"name", "description", "parameters", "parametersJsonSchema", "response", "behavior"}
SCHEMA = set(
    "type format title description nullable enum maxItems minItems properties required"
    " propertyOrdering items anyOf minimum maximum minLength maxLength pattern example default"
    " minProperties maxProperties".split()
)
SIGNATURE = "c3RyaWN0LXNpZ25hdHVyZQ=="
SIGNATURES = {SIGNATURE, "skip_thought_signature_validator", "context_engineering_is_the_way_to_go"}
NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}")


def check_key(headers):
    if headers.get("x-goog-api-key") != "strict":
        raise Refused("API key not valid. Please pass a valid API key.")


def refusal(refused):
    states = {400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 404: "NOT_FOUND",
              429: "RESOURCE_EXHAUSTED", 503: "UNAVAILABLE"}
    state = states.get(refused.status, "INTERNAL")
    return {"error": {"code": refused.status, "message": str(refused), "status": state}}


def read(body, path):
    model, method = PATH.search(path).groups()
    members(body, "body", TOP, ("contents",))
    question = Question(model, stream=method == "streamGenerateContent")
    if body.get("systemInstruction"):
        said = members(body["systemInstruction"], "systemInstruction", {"role", "parts"})
        for i, part in items(said.get("parts"), "systemInstruction.parts"):
            question.words += members(part, f"systemInstruction.parts[{i}]", {"text"}, ("text",))["text"]
    read_config(body.get("generationConfig") or {}, question)
    read_tools(body, question)
    waiting, before = [], None
    for i, turn in items(body["contents"], "contents"):
        place = f"contents[{i}]"
        members(turn, place, {"role", "parts"}, ("role", "parts"))
        role = one_of(turn["role"], f"{place}.role", {"user", "model"})
        need(role != before, f"{place}: two turns of {role} in a row")
        need(before or role == "user", f"{place}: the first turn must be the user's")
        reader = read_user if role == "user" else read_model
        waiting, before = reader(turn["parts"], place, waiting, question), role
    need(before == "user", "contents: the last turn must be the user's")
    return question


def read_config(config, question):
    members(config, "generationConfig", CONFIG)
    schema = config.get("responseSchema") or config.get("responseJsonSchema")
    if config.get("responseSchema"):
        check_schema(schema, "generationConfig.responseSchema")
    need(not schema or config.get("responseMimeType") == "application/json",
         "generationConfig: a schema needs responseMimeType application/json")
    if config.get("responseMimeType") == "application/json":
        question.schema = schema or {"properties": {"city": {"type": "string"}}}


def check_schema(schema, place):
    members(schema, place, SCHEMA)
    for name, part in (schema.get("properties") or {}).items():
        check_schema(part, f"{place}.properties.{name}")
    if schema.get("items"):
        check_schema(schema["items"], f"{place}.items")


def read_tools(body, question):
    for i, tool in items(body["tools"], "tools") if body.get("tools") is not None else ():
        members(tool, f"tools[{i}]", {"functionDeclarations", "googleSearch"})
        for j, function in items(tool.get("functionDeclarations"), "functionDeclarations"):
            place = f"tools[{i}].functionDeclarations[{j}]"
            members(function, place, FUNCTION, ("name",))
            need(NAME.fullmatch(function["name"]), f"{place}.name: Invalid function name")
            if function.get("parameters"):
                check_schema(function["parameters"], f"{place}.parameters")
            schema = function.get("parameters") or function.get("parametersJsonSchema") or {}
            need(function["name"] not in question.tools, f"{place}: Duplicate function declaration")
            question.tools[function["name"]] = schema
    if body.get("toolConfig"):
        config = members(body["toolConfig"], "toolConfig", {"functionCallingConfig"})
        choice = config["functionCallingConfig"]
        members(choice, "functionCallingConfig", {"mode", "allowedFunctionNames"}, ("mode",))
        mode = one_of(choice["mode"], "mode", {"AUTO", "ANY", "NONE", "VALIDATED"})
        names = choice.get("allowedFunctionNames")
        need(not names or mode in ("ANY", "VALIDATED"), "allowedFunctionNames: only with mode ANY")
        question.forbidden = mode == "NONE"
        question.forced = (names[0] if names else True) if mode == "ANY" else False


def data_of(part, place):
    members(part, place, PART)
    kinds = DATA & set(part)
    need(len(kinds) == 1, f"{place}: required oneof field 'data' must have one initialized field")
    return kinds.pop()


def read_user(parts, place, waiting, question):
    texts, images, answered = [], [], []
    for i, part in items(parts, f"{place}.parts"):
        where = f"{place}.parts[{i}]"
        kind = one_of(data_of(part, where), where, DATA - {"functionCall"})
        if kind == "functionResponse":
            answered.append(read_response(part[kind], where, waiting, question))
        elif kind == "inlineData":
            data = members(part[kind], where, {"mimeType", "data"}, ("mimeType", "data"))
            images.append(picture(data["mimeType"], data["data"], where))
        elif kind == "text":
            texts.append(part["text"])
    need(len(answered) == len(waiting), "Please ensure that the number of function response parts "
         "is equal to the number of function call parts of the function call turn.")
    if not answered:
        question.ask("\n".join(texts), images)
    return []


def read_response(given, place, waiting, question):
    members(given, place, {"id", "name", "response", "parts"}, ("name", "response"))
    need(isinstance(given["response"], dict), f"{place}.response: expected an object")
    pair = (given.get("id"), given["name"])
    need(pair in waiting, f"{place}: function response {pair} without a call (expected: {waiting})")
    question.results.append(f"{given['name']}: {json.dumps(given['response'], ensure_ascii=False)}")
    return pair


def read_model(parts, place, waiting, question):
    need(not waiting, "Please ensure that function call turn is followed by its function responses.")
    calls = []
    for i, part in items(parts, f"{place}.parts"):
        where = f"{place}.parts[{i}]"
        kind = one_of(data_of(part, where), where, DATA - {"functionResponse"})
        signature = part.get("thoughtSignature")
        need(signature is None or signature in SIGNATURES, f"{where}: Thought signature is not valid")
        if kind == "functionCall":
            call = members(part[kind], where, {"id", "name", "args"}, ("name",))
            need(isinstance(call.get("args", {}), dict), f"{where}.args: expected an object")
            need(calls or signature, "Function call is missing a thought_signature in functionCall "
                 f"parts, position {i}.")
            calls.append((call.get("id"), words(call["name"], where)))
    question.called += [name for _, name in calls]
    return calls


USAGE = {"promptTokenCount": 21, "candidatesTokenCount": 9, "totalTokenCount": 30,
         "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 21}]}


def candidate(question, number, parts, end):
    content = {"parts": parts, "role": "model"}
    return {"candidates": [{"content": content, "index": 0} | ({"finishReason": end} if end else {})],
            "usageMetadata": USAGE, "modelVersion": question.model, "responseId": f"strict{number}"}


def call_parts(answer):
    for i, (name, given) in enumerate(answer.calls):
        signature = {} if i else {"thoughtSignature": SIGNATURE}
        yield {"functionCall": {"name": name, "args": given}} | signature


def whole(answer, question, number):
    texts = [{"text": answer.text}] if answer.text else []
    return candidate(question, number, texts + list(call_parts(answer)), "STOP")


def stream(answer, question, number):
    parts = [{"text": piece} for piece in answer.pieces()] + list(call_parts(answer))
    for part in parts[:-1]:
        yield "", candidate(question, number, [part], None)
    yield "", candidate(question, number, parts[-1:], "STOP")
