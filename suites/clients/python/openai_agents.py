"""The OpenAI Agents SDK against Tutti: agents over the Responses API (its default) or over chats."""

import sys

import agents
import openai
from agents import Agent, ModelSettings, Runner
from frameworks import (
    BASE_URL,
    HELLO,
    IN_TURN,
    KEY,
    PICTURE_QUESTION,
    PICTURE_URL,
    City,
    Tools,
    answers,
    failures,
    is_city,
    run,
    wait,
)
from harness import expect

KINDS = {"responses": agents.OpenAIResponsesModel, "chat": agents.OpenAIChatCompletionsModel}
kind = sys.argv[1]
agents.set_tracing_disabled(True)


def agent(model, **options):
    client = openai.AsyncOpenAI(base_url=BASE_URL, api_key=KEY, max_retries=0)
    return Agent(name="Helper", instructions="Be brief.", model=KINDS[kind](model, client), **options)


def ask(agent, question):
    return wait(Runner.run(agent, question))


async def events_of(agent, question):
    result = Runner.run_streamed(agent, question)
    texts = [
        event.data.delta
        async for event in result.stream_events()
        if event.type == "raw_response_event" and event.data.type == "response.output_text.delta"
    ]
    return texts, result


def chat(up):
    result = ask(agent(up.model), HELLO)
    up.greets(result.final_output)
    usage = result.context_wrapper.usage
    expect(usage.input_tokens > 0 and usage.output_tokens > 0, f"usage: {usage}")


def stream(up):
    texts, result = wait(events_of(agent(up.model), HELLO))
    expect(len(texts) > 2, f"{len(texts)} texts (expected: several)")
    up.greets("".join(texts))
    up.greets(result.final_output)


def in_turn(up, tools):
    functions = [agents.function_tool(tool) for tool in tools.both()]
    settings = ModelSettings(parallel_tool_calls=False)
    return agent(up.model, tools=functions, model_settings=settings)


def tools(up):
    used = Tools()
    up.has_told(ask(in_turn(up, used), IN_TURN).final_output, used.calls)


def stream_tools(up):
    used = Tools()
    _, result = wait(events_of(in_turn(up, used), IN_TURN))
    up.has_told(result.final_output, used.calls)


def parallel_tools(up):
    used = Tools()
    helper = agent(up.model, tools=[agents.function_tool(tool) for tool in used.both()])
    up.has_told_at_once(ask(helper, up.at_once).final_output, used.calls)


def history(up):
    helper = in_turn(up, Tools())
    before = ask(helper, IN_TURN)
    up.greets(ask(helper, before.to_input_list() + [{"role": "user", "content": HELLO}]).final_output)


def structured(up):
    is_city(ask(agent(up.model, output_type=City), "Name a city.").final_output)


def image(up):
    parts = [
        {"type": "input_text", "text": PICTURE_QUESTION},
        {"type": "input_image", "image_url": PICTURE_URL, "detail": "low"},
    ]
    up.shows(ask(agent(up.model), [{"role": "user", "content": parts}]).final_output)


def fails(model, question):
    ask(agent(model), question)


if __name__ == "__main__":
    run(
        "openai-agents" if kind == "responses" else "openai-agents-chat",
        *answers(globals()),
        *failures(fails, openai.BadRequestError, openai.InternalServerError, openai.RateLimitError),
    )
