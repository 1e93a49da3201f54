#!/usr/bin/env python3
"""Shows that the scripted upstream refuses what it says it refuses, and takes what is right."""

import unittest

import anthropic_style
import chat_style
import gemini_style
import responses_style
import script
from rules import Refused

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}}
HI = {"role": "user", "content": "The weather?"}

CHAT_TOOL = {"type": "function", "function": {"name": "get_weather", "parameters": SCHEMA}}
CHAT_CALL = {"id": "c1", "type": "function", "function": {"name": "get_weather", "arguments": "{}"}}
CHAT_CALLED = {"role": "assistant", "content": None, "tool_calls": [CHAT_CALL]}
CHAT_RESULT = {"role": "tool", "tool_call_id": "c1", "content": "sunny"}

ASKED = {"type": "function", "name": "get_weather", "parameters": SCHEMA, "strict": False}
CALLED = {"type": "function_call", "call_id": "c1", "name": "get_weather", "arguments": "{}"}
TOLD = {"type": "function_call_output", "call_id": "c1", "output": "sunny"}
THOUGHT = "rs_" + f"{7:08d}{0:016d}"
REASONING = {"type": "reasoning", "id": THOUGHT, "summary": []}
SEALED = REASONING | {"encrypted_content": responses_style.seal(THOUGHT)}
LED = CALLED | {"id": f"fc_{7:08d}{0:016d}r", "status": "completed"}

CLAUDE_TOOL = {"name": "get_weather", "input_schema": SCHEMA}
CLAUDE_CALL = {"type": "tool_use", "id": "t1", "name": "get_weather", "input": {}}
CLAUDE_CALLED = {"role": "assistant", "content": [CLAUDE_CALL]}
CLAUDE_RESULT = {"type": "tool_result", "tool_use_id": "t1", "content": "sunny"}

GEMINI_HI = {"role": "user", "parts": [{"text": "The weather?"}]}
GEMINI_CALL = {"functionCall": {"name": "get_weather", "args": {}}}
GEMINI_SIGNED = GEMINI_CALL | {"thoughtSignature": gemini_style.SIGNATURE}
GEMINI_RESULT = {"functionResponse": {"name": "get_weather", "response": {"output": "sunny"}}}
GEMINI_PATH = "/gemini/v1beta/models/gemini-3-flash-preview:generateContent"


def user(*parts):
    return {"role": "user", "content": list(parts)}


def turn(role, *parts):
    return {"role": role, "parts": list(parts)}


def image_url(media, data=PNG):
    return {"type": "image_url", "image_url": {"url": f"data:{media};base64,{data}"}}


class Strictness(unittest.TestCase):
    def answer(self, style, path, body):
        return script.answer(style.read(body, path))

    def refuses(self, style, path, bodies):
        for name, body in bodies.items():
            with self.subTest(name), self.assertRaises(Refused):
                self.answer(style, path, body)

    def test_chat(self):
        def body(*messages, **members):
            return {"model": "m", "messages": list(messages), "tools": [CHAT_TOOL]} | members

        def take(*messages, **members):
            return self.answer(chat_style, "", body(*messages, **members))

        self.assertEqual(take(HI).calls, [("get_weather", {"city": "Paris"})])
        self.assertIn("sunny", take(HI, CHAT_CALLED, CHAT_RESULT).text)
        self.assertIn("image/png", take(user(image_url("image/png")), tools=None).text)
        own = CHAT_CALL | {"annotations": []}
        torn = CHAT_CALL | {"function": {"name": "get_weather", "arguments": '{"city'}}
        shown = CHAT_RESULT | {"content": [image_url("image/png")]}
        strict = {"name": "s", "strict": True, "schema": SCHEMA}
        bodies = {
            "unknown member": body(HI, top_k=3),
            "unknown member of a message": body(HI | {"reasoning_content": "x"}),
            "unknown member of a call": body(
                HI, CHAT_CALLED | {"tool_calls": [own]}, CHAT_RESULT
            ),
            "call without an answer": body(HI, CHAT_CALLED, HI),
            "call without an answer at the end": body(HI, CHAT_CALLED),
            "answer without a call": body(HI, CHAT_RESULT),
            "answer twice": body(HI, CHAT_CALLED, CHAT_RESULT, CHAT_RESULT),
            "arguments cut off": body(HI, CHAT_CALLED | {"tool_calls": [torn]}, CHAT_RESULT),
            "picture in an answer": body(HI, CHAT_CALLED, shown),
            "wrong media type": body(user(image_url("image/jpeg"))),
            "unknown media type": body(user(image_url("image/svg+xml"))),
            "stream options without a stream": body(HI, stream_options={"include_usage": True}),
            "tool choice without tools": body(HI, tools=None, tool_choice="auto"),
            "open schema": body(
                HI, response_format={"type": "json_schema", "json_schema": strict}
            ),
        }
        self.refuses(chat_style, "", bodies)

    def test_responses(self):
        def body(*given, **members):
            common = {"model": "m", "store": False, "tools": [ASKED]}
            return common | {"input": list(given)} | members

        def take(*given, **members):
            return self.answer(responses_style, "", body(*given, **members))

        def text(**form):
            return {"text": {"format": form}}

        self.assertEqual(take(HI).calls, [("get_weather", {"city": "Paris"})])
        for turn in ([CALLED, TOLD], [SEALED, LED, TOLD]):
            self.assertIn("sunny", take(HI, *turn).text)
        shown = {"type": "input_image", "image_url": f"data:image/png;base64,{PNG}"}
        wrong = shown | {"image_url": f"data:image/jpeg;base64,{PNG}"}
        self.assertIn("image/png", take(user(shown), tools=None).text)
        said = {"role": "assistant", "content": [{"type": "input_text", "text": "x"}]}
        foreign = SEALED | {"encrypted_content": "of another model"}
        chat_tool = {"type": "function", "function": {"name": "f", "parameters": SCHEMA}}
        bodies = {
            "unknown member": body(HI, messages=[]),
            "member of a chat": body(HI, reasoning_effort="low"),
            "unknown member of an item": body(HI | {"reasoning_content": "x"}),
            "unknown member of a call": body(HI, CALLED | {"provider_fields": {}}, TOLD),
            "unknown item": body(HI, {"type": "tool_result"}),
            "call without an answer": body(HI, CALLED, HI),
            "answer without a call": body(HI, TOLD),
            "answer before its call": body(HI, TOLD, CALLED),
            "answer twice": body(HI, CALLED, TOLD, TOLD),
            "call twice": body(HI, CALLED, CALLED, TOLD),
            "item twice": body(HI, SEALED, SEALED, LED, TOLD),
            "arguments cut off": body(HI, CALLED | {"arguments": '{"city'}, TOLD),
            "reasoning at the end": body(HI, SEALED),
            "reasoning that led to nothing": body(HI, SEALED, HI),
            "call without its reasoning": body(HI, LED, TOLD),
            "reasoning that is not encrypted": body(HI, REASONING, LED, TOLD),
            "reasoning of another model": body(HI, foreign, LED, TOLD),
            "reference": body(HI, {"type": "item_reference", "id": THOUGHT}),
            "id of another kind": body(HI, CALLED | {"id": "msg_1"}, TOLD),
            "part of the other side": body(HI, said),
            "wrong media type": body(user(wrong)),
            "tool of a chat": body(HI, tools=[chat_tool]),
            "open strict tool": body(HI, tools=[ASKED | {"strict": True}]),
            "kept": body(HI, store=True),
            "earlier response": body(HI, previous_response_id="resp_1"),
            "stream options of a chat": body(HI, stream=True, stream_options={"include_usage": True}),
            "too few tokens": body(HI, max_output_tokens=1),
            "temperature": body(HI, temperature=1),
            "unnamed schema": body(HI, **text(type="json_schema", schema=SCHEMA)),
            "open schema": body(HI, **text(type="json_schema", name="s", strict=True, schema=SCHEMA)),
            "JSON that nobody spoke of": body(HI, **text(type="json_object")),
        }
        self.refuses(responses_style, "", bodies)

    def test_messages(self):
        def body(*messages, **members):
            common = {"model": "m", "max_tokens": 9, "tools": [CLAUDE_TOOL]}
            return common | {"messages": list(messages)} | members

        def take(*messages, **members):
            return self.answer(anthropic_style, "", body(*messages, **members))

        self.assertEqual(take(HI).calls, [("get_weather", {"city": "Paris"})])
        self.assertIn("sunny", take(HI, CLAUDE_CALLED, user(CLAUDE_RESULT)).text)
        text = {"type": "text", "text": "x"}
        picture = {"type": "base64", "media_type": "image/jpeg", "data": PNG}
        late = user(text, CLAUDE_RESULT)
        named = [CLAUDE_CALL | {"id": "a b"}]
        bodies = {
            "no max_tokens": body(HI, max_tokens=None),
            "unknown member": body(HI, frequency_penalty=1),
            "unknown member of a message": body(HI | {"name": "x"}),
            "unknown member of a block": body(user(text | {"extra": 1})),
            "call without an answer": body(HI, CLAUDE_CALLED, HI),
            "call without an answer at the end": body(HI, CLAUDE_CALLED),
            "answer without a call": body(user(CLAUDE_RESULT)),
            "answer after text": body(HI, CLAUDE_CALLED, late),
            "same id twice": body(
                HI, {"role": "assistant", "content": [CLAUDE_CALL] * 2}, user(CLAUDE_RESULT)
            ),
            "id in a wrong form": body(HI, {"role": "assistant", "content": named}),
            "begins with the assistant": body({"role": "assistant", "content": "x"}, HI),
            "empty text": body(user({"type": "text", "text": ""})),
            "wrong media type": body(user({"type": "image", "source": picture})),
            "system role": body({"role": "system", "content": "x"}),
            "same tool twice": body(HI, tools=[CLAUDE_TOOL] * 2),
        }
        self.refuses(anthropic_style, "", bodies)

    def test_gemini(self):
        tools = [{"functionDeclarations": [{"name": "get_weather", "parameters": SCHEMA}]}]

        def body(*contents, **members):
            return {"contents": list(contents), "tools": tools} | members

        def take(*contents, **members):
            return self.answer(gemini_style, GEMINI_PATH, body(*contents, **members))

        self.assertEqual(take(GEMINI_HI).calls, [("get_weather", {"city": "Paris"})])
        called, told = turn("model", GEMINI_SIGNED), turn("user", GEMINI_RESULT)
        self.assertIn("sunny", take(GEMINI_HI, called, told).text)
        closed = SCHEMA | {"additionalProperties": False}
        open_tools = [{"functionDeclarations": [{"name": "f", "parameters": closed}]}]
        other = {"functionResponse": {"name": "get_time", "response": {}}}
        bodies = {
            "unknown member": body(GEMINI_HI, top_k=3),
            "unknown member of a part": body(turn("user", {"text": "x", "type": "text"})),
            "two kinds of data": body(turn("user", {"text": "x"} | GEMINI_RESULT)),
            "call without an answer": body(GEMINI_HI, called, GEMINI_HI),
            "fewer answers than calls": body(
                GEMINI_HI, turn("model", GEMINI_SIGNED, GEMINI_CALL), told
            ),
            "answer without a call": body(told),
            "answer of another tool": body(GEMINI_HI, called, turn("user", other)),
            "no signature": body(GEMINI_HI, turn("model", GEMINI_CALL), told),
            "two turns of a side": body(GEMINI_HI, GEMINI_HI),
            "begins with the model": body(turn("model", {"text": "x"}), GEMINI_HI),
            "member of a schema": body(GEMINI_HI, tools=open_tools),
            "wrong media type": body(
                turn("user", {"inlineData": {"mimeType": "image/gif", "data": PNG}})
            ),
        }
        self.refuses(gemini_style, GEMINI_PATH, bodies)

    def test_errors(self):
        for status in (400, 429, 500):
            with self.assertRaises(Refused) as caught:
                script.answer(script.Question("m", text=f"Please fail {status} now."))
            self.assertEqual(caught.exception.status, status)


if __name__ == "__main__":
    unittest.main(verbosity=0)
