"""Pydantic AI against Tutti: its models for chats, for the Responses API and for Anthropic."""

import base64
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
    wait,
)
from harness import expect
from pydantic_ai import Agent, BinaryContent, ModelSettings, NativeOutput
from pydantic_ai.exceptions import ModelHTTPError
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai import OpenAIProvider

kind = sys.argv[1]
ONE_BY_ONE = ModelSettings(parallel_tool_calls=False)


def agent(model, **options):
    return Agent(model_of(model), instructions="Be brief.", **options)


def model_of(name):
    if kind == "anthropic":
        client = anthropic.AsyncAnthropic(base_url=ANTHROPIC_URL, api_key=KEY, max_retries=0)
        return AnthropicModel(name, provider=AnthropicProvider(anthropic_client=client))
    client = openai.AsyncOpenAI(base_url=BASE_URL, api_key=KEY, max_retries=0)
    models = {"chat": OpenAIChatModel, "responses": OpenAIResponsesModel}
    return models[kind](name, provider=OpenAIProvider(openai_client=client))


def ask(agent, question, **options):
    return wait(agent.run(question, **options))


async def texts_of(agent, question):
    async with agent.run_stream(question) as result:
        return [text async for text in result.stream_text(delta=True, debounce_by=None)]


def chat(up):
    result = ask(agent(up.model), HELLO)
    up.greets(result.output)
    usage = result.usage() if callable(result.usage) else result.usage
    expect(usage.input_tokens > 0 and usage.output_tokens > 0, f"usage: {usage}")


def stream(up):
    texts = wait(texts_of(agent(up.model), HELLO))
    expect(len(texts) > 2, f"{len(texts)} texts (expected: several)")
    up.greets("".join(texts))


def in_turn(up, tools):
    return agent(up.model, tools=tools.both(), model_settings=ONE_BY_ONE)


def tools(up):
    used = Tools()
    up.has_told(ask(in_turn(up, used), IN_TURN).output, used.calls)


def stream_tools(up):
    used = Tools()
    up.has_told("".join(wait(texts_of(in_turn(up, used), IN_TURN))), used.calls)


def parallel_tools(up):
    used = Tools()
    up.has_told_at_once(ask(agent(up.model, tools=used.both()), up.at_once).output, used.calls)


def history(up):
    helper = in_turn(up, Tools())
    before = ask(helper, IN_TURN)
    up.greets(ask(in_turn(up, Tools()), HELLO, message_history=before.all_messages()).output)


def structured(up):
    """As a tool's arguments, which is the default, and as the provider's own JSON."""
    is_city(ask(agent(up.model, output_type=City), "Name a city.").output)
    if kind == "anthropic":
        return  # the library takes names of Anthropic's models only
    is_city(ask(agent(up.model, output_type=NativeOutput(City)), "Name a city.").output)


def image(up):
    picture = BinaryContent(data=base64.b64decode(PICTURE), media_type="image/png")
    up.shows(ask(agent(up.model), [PICTURE_QUESTION, picture]).output)


def fails(model, question):
    ask(agent(model), question)


if __name__ == "__main__":
    run(
        {"chat": "pydantic-ai"}.get(kind, f"pydantic-ai-{kind}"),
        *answers(globals()),
        *failures(fails, ModelHTTPError, ModelHTTPError, ModelHTTPError),
    )
