"""The scripted model behind every style: its answer follows from the latest question alone.

"fail 429" is that error. A tool that must be called is called, a picture's media type is told, and
a schema is filled in, also one that stands in the words. "weather" calls get_weather, "two cities"
calls it twice at once, "then" calls the tools one after another; what the tools gave is told
afterwards. Anything else is a greeting.
"""

import dataclasses
import json
import re

from rules import Refused

CITIES = ["Paris", "Oslo"]
LONG_ENOUGH = 4  # letters of a word that the question and a tool's name must share


@dataclasses.dataclass
class Question:
    """What every style's request comes down to."""

    model: str
    stream: bool = False
    text: str = ""
    images: list = dataclasses.field(default_factory=list)
    called: list = dataclasses.field(default_factory=list)
    results: list = dataclasses.field(default_factory=list)
    tools: dict = dataclasses.field(default_factory=dict)
    forced: str | bool = False  # True: any tool; a name: that one
    forbidden: bool = False
    parallel: bool = True
    schema: dict | None = None
    words: str = ""  # all that was said by others than the model
    include_usage: bool = True
    sealed: bool = False  # whether reasoning shall come encrypted

    def ask(self, text, images=()):
        """Somebody spoke: what was called and told before is over."""
        self.words += text
        self.text, self.images, self.called, self.results = text, list(images), [], []


@dataclasses.dataclass
class Answer:
    text: str = ""
    calls: list = dataclasses.field(default_factory=list)  # of (name, arguments)

    def pieces(self):
        """The text in the pieces of a stream."""
        return re.findall(r"\S+\s*", self.text)


def answer(question):
    failure = re.search(r"\bfail (\d{3})\b", question.text)
    if failure:
        raise Refused("as you asked", status=int(failure[1]))
    calls = [] if question.forbidden else list(wanted(question))
    if calls:
        before = [calls[:i].count(name) for i, name in enumerate(calls)]
        made = map(sample_call, [question] * len(calls), calls, before)
        return Answer(calls=list(zip(calls, made, strict=True)))
    if question.results:
        return Answer("The tools say: " + "; ".join(question.results) + ".")
    if question.images:
        return Answer("I see a picture of type " + ", ".join(question.images) + ".")
    schema = schema_in(question.words) or question.schema
    if schema:
        return Answer(json.dumps(sample(schema, schema, 0)))
    return Answer("Hello from the strict upstream, in several words.")


def schema_in(text):
    """The first schema of an object that stands in a text."""
    for start in re.finditer(r"\{", text):
        try:
            found, _ = json.JSONDecoder().raw_decode(text, start.start())
        except ValueError:
            continue
        if "properties" in found:
            return found
    return None


def wanted(question):
    """The names of the tools to call now."""
    lower = question.text.lower()
    liked = [name for name in question.tools if mentioned(name, lower)]
    left = [name for name in liked if name not in question.called]
    if isinstance(question.forced, str):
        return [question.forced]
    if question.forced:
        return (left or [name for name in question.tools if name not in question.called])[:1]
    if not question.parallel or " then " in lower:
        return left[:1]
    if question.called:
        return []
    return liked * 2 if "two cities" in lower else liked


def mentioned(name, lower):
    return any(part in lower for part in re.split(r"\W|_", name.lower()) if len(part) >= LONG_ENOUGH)


def sample_call(question, name, index):
    schema = question.tools[name]
    return sample(schema, schema, index)


def sample(schema, root, index):
    """A value that the schema allows; texts are cities, other ones for another call."""
    if "$ref" in schema:
        found = root
        for step in schema["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        return sample(found, root, index)
    for choice in ("anyOf", "oneOf", "allOf"):
        if schema.get(choice):
            return sample(schema[choice][0], root, index)
    if "const" in schema or schema.get("enum"):
        return schema.get("const", (schema.get("enum") or [None])[0])
    kind = schema.get("type", "object")
    kind = (kind[0] if isinstance(kind, list) else kind).lower()
    if kind == "object":
        properties = schema.get("properties") or {}
        return {name: sample(part, root, index) for name, part in properties.items()}
    if kind == "array":
        return [sample(schema.get("items") or {"type": "string"}, root, index)]
    low = schema.get("minimum", 1)
    plain = {"integer": low, "number": low, "boolean": True, "null": None}
    return plain.get(kind, CITIES[index % len(CITIES)])
