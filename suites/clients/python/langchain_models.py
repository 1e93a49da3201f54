"""LangChain's chat models against Tutti: langchain-openai (chats, Responses) and langchain-anthropic."""

import sys

import anthropic
import openai
from frameworks import (
    ANTHROPIC_URL,
    BASE_URL,
    HELLO,
    IN_TURN,
    KEY,
    PICTURE,
    PICTURE_QUESTION,
    City,
    Tools,
    answers,
    failures,
    is_city,
    run,
)
from harness import expect
from langchain_anthropic import ChatAnthropic
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_core.tools import tool as as_tool
from langchain_openai import ChatOpenAI

kind = sys.argv[1]
MOST_TURNS = 5


def model_of(name):
    if kind == "anthropic":
        return ChatAnthropic(model=name, base_url=ANTHROPIC_URL, api_key=KEY, max_retries=0)
    responses = kind == "responses"
    return ChatOpenAI(
        model=name, base_url=BASE_URL, api_key=KEY, max_retries=0, use_responses_api=responses
    )


def asked(question):
    return [SystemMessage("Be brief."), HumanMessage(question)]


def chat(up):
    answer = model_of(up.model).invoke(asked(HELLO))
    up.greets(answer.text)
    usage = answer.usage_metadata
    expect(usage["input_tokens"] > 0 and usage["output_tokens"] > 0, f"usage: {usage}")


def stream(up):
    texts = [chunk.text for chunk in model_of(up.model).stream(asked(HELLO)) if chunk.text]
    expect(len(texts) > 2, f"{len(texts)} texts (expected: several)")
    up.greets("".join(texts))


def loop(model, messages, call=lambda model, messages: model.invoke(messages)):
    """Calls the model and the tools that it asks for until it has answered."""
    used = Tools()
    model, functions = model(used)
    for _ in range(MOST_TURNS):
        answer = call(model, messages)
        messages.append(answer)
        if not answer.tool_calls:
            break
        messages += [functions[asked["name"]].invoke(asked) for asked in answer.tool_calls]
    return answer.text, used.calls


def with_tools(up, **options):
    def bound(used):
        functions = [as_tool(tool) for tool in used.both()]
        model = model_of(up.model).bind_tools(functions, **options)
        return model, {function.name: function for function in functions}

    return bound


def streamed(model, messages):
    whole = None
    for chunk in model.stream(messages):
        whole = chunk if whole is None else whole + chunk
    return whole


def tools(up):
    up.has_told(*loop(with_tools(up, parallel_tool_calls=False), asked(IN_TURN)))


def stream_tools(up):
    up.has_told(*loop(with_tools(up, parallel_tool_calls=False), asked(IN_TURN), streamed))


def parallel_tools(up):
    up.has_told_at_once(*loop(with_tools(up), asked(up.at_once)))


def history(up):
    messages = asked(IN_TURN)
    loop(with_tools(up, parallel_tool_calls=False), messages)
    text, _ = loop(with_tools(up), [*messages, HumanMessage(HELLO)])
    up.greets(text)


def structured(up):
    """In every way that the library knows of for this API."""
    for method in ("json_schema", "function_calling"):
        model = model_of(up.model).with_structured_output(City, method=method)
        is_city(model.invoke(asked("Name a city.")))


def image(up):
    picture = {"type": "image", "base64": PICTURE, "mime_type": "image/png"}
    parts = [{"type": "text", "text": PICTURE_QUESTION}, picture]
    up.shows(model_of(up.model).invoke([HumanMessage(content=parts)]).text)


def fails(model, question):
    model_of(model).invoke(asked(question))


errors = anthropic if kind == "anthropic" else openai


if __name__ == "__main__":
    run(
        {"chat": "langchain-openai", "anthropic": "langchain-anthropic"}.get(
            kind, "langchain-openai-responses"
        ),
        *answers(globals()),
        *failures(fails, errors.BadRequestError, errors.APIStatusError, errors.RateLimitError),
    )
