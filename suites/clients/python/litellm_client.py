"""LiteLLM as a client of Tutti, over chats (openai/...) or over Anthropic's Messages (anthropic/...)."""

import json
import os
import sys

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

import litellm  # noqa: E402 - it looks for prices in the network unless told not to before
from frameworks import (  # noqa: E402
    ANTHROPIC_URL,
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
)
from harness import expect  # noqa: E402

kind = sys.argv[1]
URLS = {"openai": BASE_URL, "anthropic": ANTHROPIC_URL}
MOST_TURNS = 5
litellm.suppress_debug_info = True


def complete(model, messages, **options):
    return litellm.completion(
        model=f"{kind}/{model}",
        messages=messages,
        api_base=URLS[kind],
        api_key=KEY,
        num_retries=0,
        max_retries=0,
        **options,
    )


def asked(question):
    return [{"role": "system", "content": "Be brief."}, {"role": "user", "content": question}]


def streamed(model, messages, **options):
    chunks = list(complete(model, messages, stream=True, **options))
    return chunks, litellm.stream_chunk_builder(chunks, messages=messages)


def chat(up):
    answer = complete(up.model, asked(HELLO))
    up.greets(answer.choices[0].message.content)
    usage = answer.usage
    expect(usage.prompt_tokens > 0 and usage.completion_tokens > 0, f"usage: {usage}")


def stream(up):
    chunks, whole = streamed(up.model, asked(HELLO))
    expect(len(chunks) > 2, f"{len(chunks)} chunks (expected: several)")
    up.greets(whole.choices[0].message.content)


def function(name):
    city = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    return {"type": "function", "function": {"name": name, "description": name, "parameters": city}}


TOOLS = [function("get_weather"), function("get_time")]


def loop(up, messages, call=complete, **options):
    """Calls the model and the tools that it asks for until it has answered."""
    used = Tools()
    for _ in range(MOST_TURNS):
        answer = call(up.model, messages, tools=TOOLS, **options).choices[0].message
        messages.append(answer)
        if not answer.tool_calls:
            break
        for wanted in answer.tool_calls:
            given = json.loads(wanted.function.arguments)
            result = used.call(wanted.function.name, given)
            messages.append({"role": "tool", "tool_call_id": wanted.id, "content": result})
    return answer.content, used.calls


def tools(up):
    up.has_told(*loop(up, asked(IN_TURN), parallel_tool_calls=False))


def stream_tools(up):
    def whole(*given, **options):
        return streamed(*given, **options)[1]

    up.has_told(*loop(up, asked(IN_TURN), whole, parallel_tool_calls=False))


def parallel_tools(up):
    up.has_told_at_once(*loop(up, asked(up.at_once)))


def history(up):
    messages = asked(IN_TURN)
    loop(up, messages, parallel_tool_calls=False)
    text, _ = loop(up, [*messages, {"role": "user", "content": HELLO}])
    up.greets(text)


def structured(up):
    answer = complete(up.model, asked("Name a city."), response_format=City)
    is_city(City.model_validate_json(answer.choices[0].message.content))


def image(up):
    parts = [
        {"type": "text", "text": PICTURE_QUESTION},
        {"type": "image_url", "image_url": {"url": PICTURE_URL}},
    ]
    answer = complete(up.model, [{"role": "user", "content": parts}])
    up.shows(answer.choices[0].message.content)


def fails(model, question):
    complete(model, asked(question))


if __name__ == "__main__":
    run(
        {"openai": "litellm"}.get(kind, "litellm-anthropic"),
        *answers(globals()),
        *failures(fails, litellm.BadRequestError, litellm.BadGatewayError, litellm.RateLimitError),
    )
